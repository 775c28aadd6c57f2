package check

import (
	"maps"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// links says where in the values of a kind references and codes stand, as its
// schema declares them.
type links struct {
	target  string // kind of record the value is the id of
	vocab   string // list the value is a code of
	members map[string]*links
	items   *links
}

// linksOf reads a schema; it is nil where nothing below is a reference. seen
// guards against a schema that refers to itself.
func linksOf(s *jsonschema.Schema, seen map[*jsonschema.Schema]*links) *links {
	if s == nil {
		return nil
	}
	if l, ok := seen[s]; ok {
		return l
	}
	seen[s] = nil
	a := annotationOf(s)
	l := &links{target: a.reference, vocab: a.vocab, members: map[string]*links{}}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		if sub := linksOf(s.Properties[name], seen); sub != nil {
			l.members[name] = sub
		}
	}
	l.items = linksOf(s.Items2020, seen)
	if below := linksOf(s.Ref, seen); below != nil {
		l.merge(below)
	}
	if l.target == "" && l.vocab == "" && l.items == nil && len(l.members) == 0 {
		l = nil
	}
	seen[s] = l
	return l
}

func (l *links) merge(other *links) {
	if l.target == "" && l.vocab == "" {
		l.target, l.vocab = other.target, other.vocab
	}
	if l.items == nil {
		l.items = other.items
	}
	for name, sub := range other.members {
		if l.members[name] == nil {
			l.members[name] = sub
		}
	}
}

// references checks that what a file refers to exists. A value that has a problem
// already is left alone.
func (p *project) references(f *source.File, tree *source.Node, j *judged) {
	c := contracts()[f.Kind]
	if c == nil {
		return
	}
	r := &resolver{project: p, file: f, known: j.problems}
	r.walk(c.links, tree)
	j.problems, j.refs, j.partial = append(j.problems, r.found...), r.refs, r.partial
}

// refer notes that a record is referred to, if it is there.
func (p *project) refer(kind, id string) bool {
	e := p.ids[kind][id]
	if e == nil {
		return false
	}
	if !e.referred.Load() {
		e.referred.Store(true)
	}
	return true
}

// none is a part of a schema without references.
var none links

type resolver struct {
	*project
	file    *source.File
	known   []diag.Problem
	found   []diag.Problem
	refs    []reference
	partial bool // a list was not there
}

func (r *resolver) walk(l *links, n *source.Node) {
	if n == nil {
		return
	}
	if l == nil {
		l = &none
	}
	switch n.Kind {
	case source.Object:
		for i := range n.Items {
			r.walk(l.members[n.Items[i].Key], &n.Items[i])
		}
	case source.Array:
		for i := range n.Items {
			r.walk(l.items, &n.Items[i])
		}
	case source.String:
		switch {
		case l.target != "":
			r.record(l.target, n)
		case l.vocab != "":
			r.code(l.vocab, n)
		case isLink(n):
			if message, remedy, ok := link(n); !ok {
				r.report(n, diag.CodeBadLink, message, remedy)
			}
		}
	}
}

// kindNames are what records are called, one of them.
var kindNames = map[string]diag.Text{
	"units":         {VI: "đơn vị hành chính", EN: "administrative unit"},
	"organizations": {VI: "cơ quan, tổ chức", EN: "organisation"},
	"people":        {VI: "người giữ chức vụ", EN: "person"},
	"plans":         {VI: "văn bản, kế hoạch", EN: "plan"},
	"commitments":   {VI: "cam kết", EN: "commitment"},
	"activities":    {VI: "hoạt động", EN: "activity"},
	"outcomes":      {VI: "kết quả", EN: "outcome"},
	"figures":       {VI: "số liệu", EN: "figure"},
	"tables":        {VI: "bảng thống kê", EN: "table"},
	"vocab":         {VI: "danh mục", EN: "code list"},
}

func (r *resolver) report(n *source.Node, code string, message, remedy diag.Text) {
	at := n.Pos()
	if len(r.found) >= maxOfFile || slices.ContainsFunc(r.known, func(p diag.Problem) bool { return p.Pos == at }) {
		return
	}
	r.found = append(r.found, diag.Problem{Pos: at, Code: code, Record: r.file.Name(), Message: message, Remedy: remedy})
}

// record checks the id of another record.
func (r *resolver) record(kind string, n *source.Node) {
	id := n.Text
	if r.file.Kind == kind && r.file.ID == id {
		r.report(n, diag.CodeSelfReference,
			diag.Textf("bản ghi này dẫn tới chính nó", "this record refers to itself"),
			textf("viết id của một %s khác, hoặc xóa trường này", "write the id of another %s, or delete the field", kindNames[kind]))
		return
	}
	if r.refer(kind, id) {
		r.refs = append(r.refs, reference{kind, id})
		return
	}
	for _, other := range source.RecordKinds {
		if r.ids[other][id] != nil {
			r.report(n, diag.CodeWrongKind,
				textf("“%[1]s” là %[2]s, ở đây cần %[3]s", "“%[1]s” is a record of kind “%[2]s”; one of kind “%[3]s” is needed here", quote(id), kindNames[other], kindNames[kind]),
				textf("viết id của một bản ghi trong data/%s/", "write the id of a record in data/%s/", kind))
			return
		}
	}
	remedy := textf("sửa id, hoặc tạo tệp data/%[1]s/%[2]s.json", "mend the id, or make the file data/%[1]s/%[2]s.json", kind, quote(id))
	if r.suggested.Add(1) <= maxSuggested {
		remedy = DidYouMean(id, r.names[kind], remedy)
	}
	r.report(n, diag.CodeUnknownRecord,
		textf("không có %[1]s nào mang id “%[2]s”", "no %[1]s has the id “%[2]s”", kindNames[kind], quote(id)), remedy)
}

// maxSuggested bounds the search for near ids, which looks at every id of a kind.
const maxSuggested = 500

// code checks a code of a list.
func (r *resolver) code(list string, n *source.Node) {
	codes, ok := r.codes[list]
	if !ok {
		r.unlisted.Store(list, true)
		r.partial = true
		return
	}
	if codes == nil || codes[n.Text] {
		return
	}
	fallback := textf("chọn một mã trong data/vocab/%s.json", "choose a code from data/vocab/%s.json", list)
	if all := r.lists[list]; len(all) <= 12 {
		fallback = textf("chọn một trong: %[1]s (data/vocab/%[2]s.json)", "choose one of: %[1]s (data/vocab/%[2]s.json)", strings.Join(all, ", "), list)
	}
	r.report(n, diag.CodeUnknownCode,
		textf("mã “%[1]s” không có trong danh mục “%[2]s”", "the code “%[1]s” is not in the list “%[2]s”", quote(n.Text), list),
		DidYouMean(n.Text, r.lists[list], fallback))
}
