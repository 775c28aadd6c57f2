package personal_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// The project's own records and texts name nobody but officials.
func TestOwnProjectIsClean(t *testing.T) {
	const root = "../../../.."
	p, _, err := source.Load(root, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Files) < 100 {
		t.Fatalf("only %d files were read", len(p.Files))
	}
	problems, err := personal.Project(p, personal.Options{Today: "2026-11-23", Files: os.DirFS(root)})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Pos, p.Message.EN)
	}
}

// load reads a project in memory.
func load(t *testing.T, files map[string]string) (*source.Project, fstest.MapFS) {
	t.Helper()
	fsys := fstest.MapFS{}
	var allowances []*source.File
	for name, text := range files {
		if id, ok := strings.CutPrefix(name, "data/allow/"); ok {
			allowances = append(allowances, &source.File{Path: name, Kind: "allow", ID: strings.TrimSuffix(id, ".json"), Text: text})
			continue
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, _, err := source.LoadFS(fsys, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Files = append(p.Files, allowances...)
	return p, fsys
}

func problemsOf(t *testing.T, today string, files map[string]string) []string {
	t.Helper()
	p, fsys := load(t, files)
	problems, err := personal.Project(p, personal.Options{Today: today, Files: fsys})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range problems {
		lines = append(lines, fmt.Sprintf("%s %s %s", p.Pos, p.Code, p.Message.EN))
	}
	return lines
}

func compare(t *testing.T, got []string, want ...string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

const person = `{"id": "tran-van-b", "name": "Trần Văn B", "posts": []}`

func TestPlacesInRecordsAndTexts(t *testing.T) {
	got := problemsOf(t, "2026-11-23", map[string]string{
		"data/people/tran-van-b.json": person,
		"data/plans/ke-hoach.json": `{
  "id": "ke-hoach",
  "note": {"vi": "Gọi 0900 000 000, gặp ông Trần Văn B."},
  "hoTen": "x"
}`,
		"content/vi/tin/2022/ho-ong-nguyen-van-a.md": "---\ntitle: Thăm hộ bà Hoàng Thị B\n---\n\nCó **15** hộ.\n\nEmail: [thư](mailto:a.b@example.com)\n",
	})
	compare(t, got,
		`content/vi/tin/2022/ho-ong-nguyen-van-a.md MB4021 the name of the file holds a household known by a name`,
		`content/vi/tin/2022/ho-ong-nguyen-van-a.md:2:19 MB4010 this looks like a household known by a name: H••• T••• •••`,
		`content/vi/tin/2022/ho-ong-nguyen-van-a.md:7:21 MB4006 this looks like an e-mail address that is not an office's: •••.•••@e•••.c•••`,
		`data/plans/ke-hoach.json:3:23 MB4003 this looks like a mobile telephone number: 090• ••• •••`,
		`data/plans/ke-hoach.json:4:3 MB4020 a field of this name holds the name of a person without a public role beside it`,
	)
}

// An allowance lets one value pass at one place, up to its last day.
func TestAllowances(t *testing.T) {
	text := "---\ntitle: Tin\n---\n\nBà Hoàng Thị B kể chuyện xưa.\n"
	allow := func(expires, digest string) map[string]string {
		return map[string]string{
			"content/vi/tin/2022/tin.md": text,
			"data/allow/chuyen-xua.json": fmt.Sprintf(`{"id": "chuyen-xua", "kind": "person", "path": "content/vi/tin/2022/tin.md", "digest": %q, "expires": %q}`, digest, expires),
		}
	}
	p, fsys := load(t, map[string]string{"content/vi/tin/2022/tin.md": text})
	found, err := personal.Project(p, personal.Options{Today: "2026-11-23", Files: fsys})
	if err != nil || len(found) != 1 {
		t.Fatalf("found %v, %v", found, err)
	}
	if found[0].Severity != diag.Warning {
		t.Errorf("a name of which nothing private is told is a %s, want a warning", found[0].Severity)
	}
	_, digest, _ := strings.Cut(found[0].Remedy.EN, "digest “")
	digest = strings.TrimSuffix(digest, "”")

	compare(t, problemsOf(t, "2026-11-23", allow("2026-11-23", digest)))
	compare(t, problemsOf(t, "2026-11-24", allow("2026-11-23", digest)),
		"content/vi/tin/2022/tin.md:5:4 MB4011 this looks like the name of a person without a public role beside it: H••• T••• •••",
		"data/allow/chuyen-xua.json:1:119 MB4030 this allowance expired on 23/11/2026 and has no effect any more")
	compare(t, problemsOf(t, "2026-11-23", allow("2026-11-23", strings.Repeat("0", 16))),
		"content/vi/tin/2022/tin.md:5:4 MB4011 this looks like the name of a person without a public role beside it: H••• T••• •••",
		"data/allow/chuyen-xua.json:1:1 MB4031 this allowance fits no place in “content/vi/tin/2022/tin.md”")

	text = strings.Replace(text, "Hoàng Thị B", "Hoàng Thị C", 1) // another person under the same allowance
	if got := problemsOf(t, "2026-11-23", allow("2026-11-23", digest)); len(got) != 2 {
		t.Errorf("another name passes with the digest of the first: %q", got)
	}
}
