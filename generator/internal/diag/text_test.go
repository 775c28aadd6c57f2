package diag

import (
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	problems := []Problem{
		{
			Pos: Pos{Path: "data/plans/a.json", Line: 4, Col: 13}, Code: CodeUnknownRecord,
			Message: Text{"không có cơ quan “x”", "there is no organization “x”"},
			Remedy:  Text{"sửa lại", "mend it"},
		},
		{
			Pos: Pos{Path: "content/vi/a\nb.md"}, Severity: Warning, Code: CodeFileName,
			Message: Text{"tên \x1b[31m", "name"}, Remedy: Text{"đổi tên", "rename"},
		},
	}
	for lang, want := range map[string]string{
		"vi": "data/plans/a.json:4:13: không có cơ quan “x”\n\tsửa lại [MB2001]\n" +
			"content/vi/a\\u000ab.md: cảnh báo: tên \\u001b[31m\n\tđổi tên [MB0109]\n",
		"en": "data/plans/a.json:4:13: there is no organization “x”\n\tmend it [MB2001]\n" +
			"content/vi/a\\u000ab.md: warning: name\n\trename [MB0109]\n",
	} {
		var b strings.Builder
		if err := Write(&b, problems, lang); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != want {
			t.Errorf("Write in %s:\n%s\nwant\n%s", lang, got, want)
		}
	}
}

func TestEveryCodeHasATitleInBothLanguages(t *testing.T) {
	for _, code := range Codes() {
		if title, _ := Title(code); title.VI == "" || title.EN == "" {
			t.Errorf("%s has no full title: %+v", code, title)
		}
	}
	if _, ok := Title("MB9999"); ok {
		t.Error("a code that does not exist has a title")
	}
}
