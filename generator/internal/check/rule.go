package check

import (
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// at finds a value of a record by its path of keys and indexes, as far as it
// goes. The file is read anew: only problems pay for it.
func (p *project) at(name string, path ...any) *source.Node {
	f := p.src.File(p.set.Paths[name])
	if f == nil {
		return nil
	}
	tree, _ := f.Tree()
	return tree.At(path...)
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
func (p *project) complete(kind string) bool {
	for _, id := range p.names[kind] {
		if p.set.Paths[kind+"/"+id] == "" || !p.decoded[kind+"/"+id] {
			return false
		}
	}
	return true
}

func (p *project) add(found diag.Problem) { p.found = append(p.found, found) }
