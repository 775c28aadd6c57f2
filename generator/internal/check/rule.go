package check

import (
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// at finds a value of a record by its path of keys and indexes, as far as it
// goes. The file is read anew: only problems pay for it.
func (p *project) at(name string, path ...any) *source.Node {
	e := p.entry(name)
	if e == nil {
		return nil
	}
	tree, _ := e.file.Tree()
	return tree.At(path...)
}

// entry is the file of a record, nil if there is none.
func (p *project) entry(name string) *entry {
	kind, id, _ := strings.Cut(name, "/")
	return p.ids[kind][id]
}

// path is the path of the file of a record.
func (p *project) path(name string) string {
	if e := p.entry(name); e != nil {
		return e.file.Path
	}
	return ""
}

// report notes an error at a place of a record.
func (p *project) report(name, code string, at *source.Node, message, remedy diag.Text) {
	p.add(diag.Problem{Pos: at.Pos(), Code: code, Record: name, Message: message, Remedy: remedy})
}

// warn notes a warning at a place of a record.
func (p *project) warn(name, code string, at *source.Node, message, remedy diag.Text) {
	p.add(diag.Problem{Severity: diag.Warning, Pos: at.Pos(), Code: code, Record: name, Message: message, Remedy: remedy})
}

// complete reports whether every record of a kind could be read. What seems to be
// missing may stand in one that could not.
func (p *project) complete(kind string) bool { return p.unread[kind] == 0 }

func (p *project) add(found diag.Problem) { p.found = append(p.found, found) }
