package check

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// spellings finds a name that is written in two ways, as Khánh Hòa and Khánh
// Hoà. The spelling of the record of the unit counts; what a source printed stays
// as it was printed.
func (p *project) spellings() {
	names := map[string]string{} // with tone marks in the usual place: as recorded
	for _, id := range slices.Backward(p.names["units"]) {
		if u := p.set.Units[id]; u != nil && viet.HasTwoSpellings(u.Name.VI) {
			names[viet.NormalizeTone(u.Name.VI)] = u.Name.VI
		}
	}
	sorted := slices.Sorted(maps.Keys(names))
	s := &speller{names: names, sorted: sorted}
	unusual := s.unusual()
	for i, f := range p.src.Files {
		if !f.HasText() || p.traits[i]&oldTone == 0 && !unusual {
			continue
		}
		tree, _ := f.Tree()
		s.walk(tree)
		for _, m := range s.found {
			p.add(misspelt(f, m.at.Pos(), m.name))
		}
		s.found = nil
		p.bodySpelling(f, s)
	}
}

func misspelt(f *source.File, at diag.Pos, name string) diag.Problem {
	return diag.Problem{
		Pos: at, Code: diag.CodeTwoSpellings, Record: f.Name(),
		Message: textf("tên này viết khác cách viết “%s” trong bản ghi của đơn vị", "this name is spelt unlike “%s” in the record of the unit", name),
		Remedy:  textf("viết “%s”; nếu chép đúng nguồn thì đặt trong trường “asPrinted”", "write “%s”; words copied from a source belong in the field “asPrinted”", name),
	}
}

// bodySpelling looks through the Markdown of a text.
func (p *project) bodySpelling(f *source.File, s *speller) {
	body, _ := f.Body()
	start := 0
	for line := range strings.Lines(body) {
		if name := s.wrong(line); name != "" {
			p.add(misspelt(f, f.BodyPos(start, start+len(strings.TrimRight(line, "\n"))), name))
		}
		start += len(line)
	}
}

type misspelling struct {
	at   *source.Node
	name string
}

type speller struct {
	names  map[string]string
	sorted []string
	found  []misspelling
}

// unusual reports whether a record itself spells its name in the older way.
func (s *speller) unusual() bool {
	for usual, recorded := range s.names {
		if usual != recorded {
			return true
		}
	}
	return false
}

// walk looks through the texts of a record, but not those copied from a source.
func (s *speller) walk(n *source.Node) {
	if n == nil || n.Key == "asPrinted" || n.Key == "sources" {
		return
	}
	if n.Kind == source.String {
		if name := s.wrong(n.Text); name != "" {
			s.found = append(s.found, misspelling{n, name})
		}
	}
	for i := range n.Items {
		s.walk(&n.Items[i])
	}
}

// wrong returns the name that a text spells in another way than its record.
func (s *speller) wrong(text string) string {
	usual := viet.NormalizeTone(text)
	for _, name := range s.sorted {
		if strings.Count(usual, name) > strings.Count(text, s.names[name]) && mentions(usual, name) {
			return s.names[name]
		}
	}
	return ""
}

// mentions reports whether name stands in text as whole words.
func mentions(text, name string) bool {
	for rest := text; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return false
		}
		before, after := rest[:i], rest[i+len(name):]
		if !endsInLetter(before) && !beginsWithLetter(after) {
			return true
		}
		rest = rest[i+len(name):]
	}
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

func beginsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
