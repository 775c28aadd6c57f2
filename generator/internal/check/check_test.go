package check

import (
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/source"
)

const model = "content/vi/tin/2022/khanh-hoa.md"

// article adds a news item like the model, with something replaced.
func article(t *testing.T, fsys fstest.MapFS, slug, old, new string) {
	t.Helper()
	for _, lang := range []string{"vi", "en"} {
		path := "content/" + lang + "/tin/2022/" + slug + ".md"
		if err := change(fsys, "add "+path+" "+model+" `"+old+"` `"+new+"`"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNewsComeNewestFirstAndWithoutDrafts(t *testing.T) {
	fsys := base(t)
	article(t, fsys, "cu-hon", "date: 2022-03-22", "date: 2022-03-01")
	article(t, fsys, "moi-hon", "date: 2022-03-22", "date: 2022-04-01")
	article(t, fsys, "ban-nhap", "date: 2022-03-22", "date: 2022-05-01\\ndraft: true")
	p, _, err := source.LoadFS(fsys, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for drafts, want := range map[bool]string{
		false: "/tin/2022/moi-hon/ /tin/2022/khanh-hoa/ /tin/2022/cu-hon/ ",
		true:  "/tin/2022/ban-nhap/ /tin/2022/moi-hon/ /tin/2022/khanh-hoa/ /tin/2022/cu-hon/ ",
	} {
		set, problems := Project(p, Options{Today: today, Drafts: drafts})
		if len(problems) > 0 {
			t.Fatal(text(t, problems, "en"))
		}
		got := ""
		for _, n := range set.News {
			if n.Lang == "vi" {
				got += n.Address + " "
			}
		}
		if got != want {
			t.Errorf("drafts %v: %q, want %q", drafts, got, want)
		}
	}
}

func TestTheSetHoldsEveryRecord(t *testing.T) {
	p, _, err := source.LoadFS(base(t), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	set, _ := Project(p, Options{Today: today})
	c := set.Commitments["khcn-15-ho-khanh-hoa-2022"]
	if c == nil || *c.Promise.Value != 15 || c.Unit != "khanh-hoa-04342" {
		t.Errorf("commitment: %+v", c)
	}
	if got := set.Paths["units/khanh-hoa-04342"]; got != "data/units/khanh-hoa-04342.json" {
		t.Errorf("path %q", got)
	}
	if n := set.News[0]; n.BodyLine != 10 || n.Body == "" || n.Meta.Units[0] != "khanh-hoa-04342" {
		t.Errorf("news: %+v", n)
	}
}

func TestNoSetWhenThereIsAnError(t *testing.T) {
	fsys := base(t)
	fsys["data/units/x.json"] = &fstest.MapFile{Data: []byte("{")}
	p, _, err := source.LoadFS(fsys, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if set, problems := Project(p, Options{}); set != nil || len(problems) == 0 {
		t.Errorf("set %v, problems %v", set, problems)
	}
}
