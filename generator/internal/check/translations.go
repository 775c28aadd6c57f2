package check

import (
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// translations warns of texts that one of the site's languages lacks.
func (p *project) translations() {
	if !p.english() {
		return
	}
	for _, f := range p.src.Files {
		other, folder := "en", "content/en"
		if f.Lang == "en" {
			other, folder = "vi", "content/vi"
		}
		if !f.IsText() || p.texts[other+f.Address] {
			continue
		}
		p.add(diag.Problem{
			Severity: diag.Warning, Pos: diag.Pos{Path: f.Path}, Code: diag.CodeNoTranslation,
			Message: textf("bài này chưa có bản trong %s", "this text has no counterpart in %s", folder),
			Remedy:  textf("viết bản dịch vào %s", "write the translation to %s", folder+strings.TrimPrefix(f.Path, "content/"+f.Lang)),
		})
	}
	for _, kind := range source.RecordKinds {
		for _, id := range p.names[kind] {
			if e := p.ids[kind][id]; p.traits[e.at]&english == 0 {
				p.untranslated(e.file)
			}
		}
	}
}

// untranslated warns of a record none of whose texts is translated.
func (p *project) untranslated(f *source.File) {
	tree, _ := f.Tree()
	for _, key := range []string{"title", "name", "text"} {
		if t := tree.Get(key); t.Get("vi") != nil && t.Get("en") == nil {
			p.warn(f.Name(), diag.CodeNoTranslation, t,
				textf("%s chưa có tiếng Anh", "%s is not translated into English", field(key)),
				diag.Textf("thêm \"en\": \"…\" bên cạnh \"vi\"", "add \"en\": \"…\" beside \"vi\""))
			return
		}
	}
}

// english reports whether the site has English pages.
func (p *project) english() bool {
	f := p.src.File(sitePath)
	if f == nil {
		return false
	}
	tree, _ := f.Tree()
	languages := tree.Get("languages")
	for i := range 8 {
		if languages.Index(i).Str() == "en" {
			return true
		}
	}
	return false
}
