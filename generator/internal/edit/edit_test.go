package edit

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

// project is a copy of this repository's records and texts.
func project(t *testing.T) (*Folder, string) {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{"data", "content"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join("../../..", part))); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	return folder, dir
}

// Every kind can be made from answers to what it requires, and from nothing more
// than some kinds need besides.
func TestEveryKindCanBeMade(t *testing.T) {
	for kind, answers := range map[string]map[string]string{
		"units": {"code": "04399", "name": "Mường Lai", "type": "commune", "sources.title": "Danh mục",
			"parent": "luc-yen-135", "validTo": "30/6/2025"},
		"organizations": {"name": "Hội Nông dân xã Khánh Hòa", "line": "mass", "level": "commune", "sources.title": "Tin"},
		"people":        {"name": "Vũ Xuân Thử", "posts.title": "Giám đốc", "posts.organization": "so-khoa-hoc-va-cong-nghe-yen-bai", "sources.title": "Tin"},
		"plans":         {"symbol": "99-KH/TU", "issuer": "tinh-uy-yen-bai", "date": "1/3/2022", "title": "Về thử", "kind": "ke-hoach", "sources.title": "Tin"},
		"activities":    {"commitment": "khcn-15-ho-khanh-hoa-2022", "type": "giao-nhiem-vu", "title": "Giao việc", "status": "planned", "sources.title": "Tin"},
		"figures": {"unit": "khanh-hoa-04342", "year": "2022", "standard": "2022-2025", "status": "reported",
			"values.measure": "poor", "values.1.households": "120", "values.2.measure": "near-poor", "values.2.rate": "9,16", "sources.title": "Bài báo"},
		"vocab": {"title": "Danh mục thử", "description": "Để thử.", "official": "không", "codes.code": "a", "codes.label": "A"},
		"trang": {"title": "Hỏi đáp", "summary": "Câu hỏi thường gặp."},
	} {
		t.Run(kind, func(t *testing.T) {
			folder, dir := project(t)
			k, ok := KindOf(kind)
			if !ok {
				t.Fatal("no such kind")
			}
			draft, problems, err := folder.NewDraft(k, Answers{Values: answers, Lang: "vi"}, "2026-11-23")
			if err != nil || len(problems) > 0 || len(draft.Missing()) > 0 {
				t.Fatalf("%v %+v missing %v", err, problems, draft.Missing())
			}
			file, problems := draft.File()
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			problems, err = folder.Save(file)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(dir, file.Path)); err != nil {
				t.Errorf("%v %+v\n%s", err, problems, file.Data)
			}
		})
	}
}

// A name in a title would stay in the history of the project, so it is not written.
func TestSaveRefusesPersonalData(t *testing.T) {
	folder, dir := project(t)
	file := NewFile{Path: "content/vi/tin/2022/tin-thu.md", Data: []byte("---\ntitle: Hộ bà Lý Thị Mẩy thoát nghèo\nsummary: Tin thử.\ndate: 2022-03-22\n---\n")}
	problems, err := folder.Save(file)
	if err != nil || !slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == diag.CodePersonalHousehold && p.Pos.Line == 2 }) {
		t.Errorf("got %+v, %v, want %s", problems, err, diag.CodePersonalHousehold)
	}
	if _, err := os.Stat(filepath.Join(dir, file.Path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file was written: %v", err)
	}
}

func TestIDs(t *testing.T) {
	folder, _ := project(t)
	for _, tt := range []struct {
		kind, want string
		values     map[string]string
	}{
		{"units", "data/units/muong-lai-04399.json", map[string]string{"name": "Mường Lai", "code": "04399"}},
		{"plans", "data/plans/62-kh-tu-2022-02-25.json", map[string]string{"symbol": "62-KH/TU", "date": "25/2/2022"}},
		{"tin", "content/vi/tin/2022/" + strings.Repeat("dang-", 15) + "dang.md", map[string]string{"title": strings.Repeat("Đặng ", 40), "date": "1/1/2022"}},
	} {
		kind, _ := KindOf(tt.kind)
		draft, problems, err := folder.NewDraft(kind, Answers{Values: tt.values, Lang: "vi"}, "2026-11-23")
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		if file, _ := draft.File(); file.Path != tt.want {
			t.Errorf("%s: %s, want %s", tt.kind, file.Path, tt.want)
		}
	}
}

func TestCreateIsAllOrNothingAndNeverOverwrites(t *testing.T) {
	folder, dir := project(t)
	before := names(t, dir)
	err := folder.Create([]NewFile{{Path: "data/plans/a.json", Data: []byte("{}")}, {Path: "data/site.json", Data: []byte("{}")}})
	if !errors.Is(err, ErrExists) {
		t.Errorf("error %v, want %v", err, ErrExists)
	}
	if after := names(t, dir); !slices.Equal(before, after) {
		t.Errorf("left behind: %v", after)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "data/site.json")); err != nil || string(text) == "{}" {
		t.Errorf("data/site.json was overwritten: %v", err)
	}
}

func TestNothingIsWrittenOutsideTheFolder(t *testing.T) {
	folder, dir := project(t)
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "data", "out")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"../a.json", "data/out/a.json", filepath.Join(outside, "a.json")} {
		if err := folder.Create([]NewFile{{Path: path, Data: []byte("{}")}}); err == nil {
			t.Errorf("%s was written", path)
		}
	}
	if left := names(t, outside); len(left) > 0 {
		t.Errorf("outside: %v", left)
	}
}

func TestReplaceRefusesLinks(t *testing.T) {
	folder, dir := project(t)
	if err := os.Symlink("site.json", filepath.Join(dir, "data", "link.json")); err != nil {
		t.Fatal(err)
	}
	if err := folder.Replace("data/link.json", []byte("{}")); err == nil {
		t.Error("a link was replaced")
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	if err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if path != dir {
			all = append(all, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// Only what the new file brings is told, not what is wrong already.
func TestJudgeTellsWhatIsNew(t *testing.T) {
	folder, dir := project(t)
	if err := os.WriteFile(filepath.Join(dir, "data/plans/broken.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	problems, err := folder.Judge([]NewFile{{Path: "data/people/ai.json", Data: []byte("{}")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Path != "data/people/ai.json" {
			t.Errorf("told of %s: %s", p.Path, p.Message.VI)
		}
	}
	if len(problems) == 0 {
		t.Error("nothing was told of an empty record")
	}
}

// What stands in front matter is read as it was given, whatever it holds.
func TestFrontMatterSaysWhatWasGiven(t *testing.T) {
	for _, text := range []string{
		"Hai vườn: một", "# không phải ghi chú", "- gạch", "true", "null", "22", "2022-03-22", "'nháy'", `"ngoặc"`, "a # b", "{a}", "[b]", "*c*", "&d", "!e",
		"@f", "`g`", "%h", "a: b: c", `gạch \ chéo`, "dòng một\ndòng hai", "“cong”", "a:", "…", "?", "|", ">",
	} {
		values := form.Values{"title": {Kind: source.String, Text: text}, "sources.1.title.vi": {Kind: source.String, Text: text}}
		data := markdown(form.Of(source.KindNews).Build(values), Answers{Lang: "vi"})
		tree, problems := (&source.File{Path: "a.md", Kind: source.KindNews, Lang: "vi", Text: string(data)}).Tree()
		if len(problems) > 0 {
			t.Errorf("%q: %s\n%s", text, problems[0].Message.VI, data)
			continue
		}
		if got := tree.Get("title").Str(); got != text {
			t.Errorf("title %q came back as %q", text, got)
		}
		if got := tree.Get("sources").Index(0).Get("title").Get("vi").Str(); got != text {
			t.Errorf("source %q came back as %q", text, got)
		}
	}
}

func TestAskEndsWithoutAnswers(t *testing.T) {
	folder, _ := project(t)
	kind, _ := KindOf("tin")
	draft, _, err := folder.NewDraft(kind, Answers{Lang: "vi"}, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := draft.Ask(strings.NewReader("\n\nĐầu đề\n"), &out, "vi"); !errors.Is(err, ErrNoAnswer) {
		t.Errorf("error %v, want %v", err, ErrNoAnswer)
	}
	if !strings.Contains(out.String(), "Mục này bắt buộc.") || !strings.Contains(out.String(), "Tóm tắt") {
		t.Errorf("asked:\n%s", out.String())
	}
}

func TestWithin(t *testing.T) {
	for _, tt := range []struct {
		paths []string
		want  bool
	}{
		{nil, true}, {[]string{"."}, true}, {[]string{"data"}, true}, {[]string{"data/plans/"}, true}, {[]string{"data/plans/a.json"}, true},
		{[]string{"dat"}, false}, {[]string{"data/plan"}, false}, {[]string{"content", "data/units"}, false},
	} {
		if got := Within("data/plans/a.json", tt.paths); got != tt.want {
			t.Errorf("Within(%v) = %t", tt.paths, got)
		}
	}
}

func TestFlagsOfAKindAreDistinct(t *testing.T) {
	for _, kind := range Kinds {
		seen := map[string]string{}
		for _, leaf := range kind.Leaves() {
			if other, ok := seen[Flag(leaf.Path)]; ok {
				t.Errorf("%s: --%s stands for %s and %s", kind.Name, Flag(leaf.Path), other, leaf.Path)
			}
			seen[Flag(leaf.Path)] = leaf.Path
		}
		for _, taken := range []string{"set", "in", "body", "dir", "lang", "help"} {
			if _, ok := seen[taken]; ok {
				t.Errorf("%s: a field takes --%s", kind.Name, taken)
			}
		}
		if len(slices.Collect(maps.Keys(seen))) < 3 {
			t.Errorf("%s has only %d fields", kind.Name, len(seen))
		}
	}
}
