// Package check judges a project that source has read: every file against the
// schema of its kind, then the rules that hold between records. What it lets
// through, as a record.Set, later stages may trust.
//
// It speaks to editors: a problem says in plain language what is wrong at which
// place and what to do. One mistake gives one problem. It reads no clock and does
// no I/O.
package check

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// Options say how to check.
type Options struct {
	Today  string // ISO date up to which the records were kept; empty: no rule looks at the present
	Drafts bool   // texts marked as drafts are part of the result too, and what waits for its moment
	// Now decides what has reached its moment of publication. Zero: the end of
	// Today in Viet Nam.
	Now time.Time

	// Thin leaves words out of the set that no rule looks at. It is for judging a
	// project that source opened, whose texts are dropped; pages cannot be made of it.
	Thin bool
	// Judge, if not nil, judges each file further while its text is at hand, and
	// reports whether it is well; what is wrong with it Judge keeps. It is called by
	// several goroutines at once.
	Judge func(f *source.File, tree *source.Node) (well bool, err error)
	// Verdicts of earlier checks save judging what has not changed; they are brought
	// up to date. They need a project that was opened; with Thin, what has not changed
	// is not even read. Conditions says what else Judge depends on; a file that Again
	// names is judged at any rate.
	Verdicts   *Verdicts
	Conditions []string
	Again      func(f *source.File) bool
}

// project is a check under way.
type project struct {
	Options
	src    *source.Project
	ids    map[string]map[string]*entry // kind: id of every record file, well or not
	codes  map[string]map[string]bool   // list: code, nil for a list that cannot be read
	lists  map[string][]string          // list: codes in order
	names  map[string][]string          // kind: ids in order
	unread map[string]int               // kind: records that are not well in themselves
	set    *record.Set                  // what could be decoded
	texts  map[string]bool              // path of every text, as Lang + Address
	found  []diag.Problem

	shared texts      // of records whose files are dropped
	known  []*verdict // of each file, nil where there is none
	traits []uint8    // of each file

	unlisted  sync.Map     // lists that are needed and not there
	suggested atomic.Int64 // how often a near id has been looked for
}

// entry is a record file.
type entry struct {
	file     *source.File
	at       int // index of it
	referred atomic.Bool
}

// Traits of the text of a file that rules between records ask for.
const (
	oldTone uint8 = 1 << iota // a tone mark stands in the older place
	english                   // something in it is in English
)

// Project finds every problem of a project that has been loaded. The set is nil when
// one of them is an error.
func Project(src *source.Project, o Options) (*record.Set, []diag.Problem) {
	o.Thin, o.Verdicts, o.Judge = false, nil, nil
	set, problems, _ := Run(context.Background(), src, o) // reading has been done
	return set, problems
}

// Run is Project for a project that has been loaded or opened. The error is a
// failure of the machine, or the end of the context.
func Run(ctx context.Context, src *source.Project, o Options) (*record.Set, []diag.Problem, error) {
	p := &project{Options: o, src: src, traits: make([]uint8, len(src.Files))}
	p.index()
	if p.Verdicts != nil {
		p.Verdicts.begin(p)
	}
	decoded := make([]any, len(src.Files))
	found := make([][]diag.Problem, len(src.Files))
	err := source.EachOf(ctx, len(src.Files), func(i int) (err error) {
		decoded[i], found[i], err = p.visit(i)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	for _, ps := range found {
		p.found = append(p.found, ps...)
	}
	p.collect(decoded)
	for _, rule := range rules {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		rule(p)
	}
	if err := src.Changed(); err != nil {
		return nil, nil, err
	}
	problems := diag.Sort(p.found)
	if diag.HasErrors(problems) {
		return nil, problems, nil
	}
	return p.publishable(), problems, nil
}

// visit judges file i by itself, once, unless it is known to be well. The text is
// dropped afterwards.
func (p *project) visit(i int) (any, []diag.Problem, error) {
	f := p.src.Files[i]
	defer f.Drop()
	if p.Verdicts != nil {
		if known, ok := p.recall(i); ok {
			return known, nil, nil
		}
	}
	problems, err := f.Hold()
	if err != nil {
		return nil, nil, err
	}
	if viet.HasOlderTone(f.Text) {
		p.traits[i] |= oldTone
	}
	if strings.Contains(f.Text, `"en"`) {
		p.traits[i] |= english
	}
	tree, syntax := f.Tree()
	j := p.file(f, tree, syntax)
	problems = slices.Concat(problems, j.problems)
	well := len(problems) == 0
	if p.Judge != nil {
		judged, err := p.Judge(f, tree)
		if err != nil {
			return nil, nil, err
		}
		well = well && judged
	}
	keep := p.Verdicts != nil && well && !j.partial && !(p.Again != nil && p.Again(f))
	if j.record == nil || !slices.Contains(remembered, f.Kind) || !p.Thin && !keep {
		return j.record, problems, nil
	}
	packed := string(thin(j.record))
	if keep {
		packed = p.remember(i, j.refs, packed)
	}
	if !p.Thin {
		return j.record, problems, nil
	}
	return unpacked(f, packed), problems, nil
}

// rules hold between records. Each looks only at records that are well in
// themselves, so that a mistake is not reported twice.
var rules = []func(*project){
	(*project).site,
	(*project).missingLists,
	(*project).duplicates,
	(*project).spellings,
	(*project).dates,
	(*project).validity,
	(*project).statuses,
	(*project).stale,
	(*project).succession,
	(*project).hierarchies,
	(*project).sums,
	(*project).symbols,
	(*project).vocabularies,
	(*project).corrections,
	(*project).embargo,
	(*project).besideTexts,
	(*project).translations,
	(*project).orphans,
}

// index notes what exists before anything is judged.
func (p *project) index() {
	p.ids = map[string]map[string]*entry{}
	p.unread = map[string]int{}
	p.texts = map[string]bool{}
	for _, kind := range source.RecordKinds {
		p.ids[kind] = map[string]*entry{}
	}
	p.codes, p.lists, p.names = map[string]map[string]bool{}, map[string][]string{}, map[string][]string{}
	all := make([]entry, len(p.src.Files))
	for i, f := range p.src.Files {
		switch {
		case f.IsRecord():
			p.ids[f.Kind][f.ID] = &all[i]
			all[i].file, all[i].at = f, i
			p.names[f.Kind] = append(p.names[f.Kind], f.ID)
			if f.Kind == "vocab" {
				p.indexList(f)
			}
		case f.IsText():
			p.texts[f.Lang+f.Address] = true
		}
	}
}

// indexList notes the codes of a list. A list that cannot be read allows every
// code: its own problem is enough.
func (p *project) indexList(f *source.File) {
	p.codes[f.ID] = nil
	tree, _ := f.Tree()
	list := tree.Get("codes")
	if list == nil || list.Kind != source.Array {
		return
	}
	p.codes[f.ID] = map[string]bool{}
	for i := range list.Items {
		if code := list.Items[i].Get("code").Str(); code != "" {
			p.codes[f.ID][code] = true
			p.lists[f.ID] = append(p.lists[f.ID], code)
		}
	}
}

// judged is what came of judging one file.
type judged struct {
	record   any // nil unless the file is well
	problems []diag.Problem
	refs     []reference
	partial  bool // a list that it needs is not there
}

// file judges one file by itself and decodes it when it is well.
func (p *project) file(f *source.File, tree *source.Node, syntax []diag.Problem) judged {
	j := judged{problems: syntax}
	if tree == nil {
		return j
	}
	j.problems = append(j.problems, elsewhere(value(f.Kind, tree), j.problems)...)
	j.problems = append(j.problems, p.identity(f, tree)...)
	p.references(f, tree, &j)
	if diag.HasErrors(j.problems) {
		return j
	}
	var err error
	if j.record, err = p.decode(f, tree); err != nil {
		// The schema allows what the program cannot hold: a mistake of the schema.
		j.problems = append(j.problems, diag.Problem{
			Pos: tree.OpenPos(), Code: diag.CodeOtherSchema, Record: f.Name(),
			Message: diag.Textf("chương trình không đọc được bản ghi này dù nó đúng quy định", "the program cannot read this record although it is as required"),
			Remedy:  diag.Textf("báo lỗi này cho người phát triển", "report this to the developers"),
		})
	}
	return j
}

// identity checks that a record bears the name of its file.
func (p *project) identity(f *source.File, tree *source.Node) []diag.Problem {
	id := tree.Get("id")
	if !f.IsRecord() || !viet.IsSlug(id.Str()) || id.Str() == f.ID { // what is no id at all is told by the schema
		return nil
	}
	return []diag.Problem{{
		Pos: id.Pos(), Code: diag.CodeIDName, Record: f.Name(),
		Message: textf("id “%s” khác tên tệp “%s”", "the id “%s” differs from the file name “%s”", quote(id.Str()), f.ID),
		Remedy:  textf("viết \"id\": \"%[1]s\", hoặc đổi tên tệp thành %[2]s.json", "write \"id\": \"%[1]s\", or rename the file to %[2]s.json", f.ID, quote(id.Str())),
	}}
}

// shapes make an empty record of each kind.
var shapes = map[string]func() any{
	"units":         func() any { return new(record.Unit) },
	"organizations": func() any { return new(record.Organization) },
	"people":        func() any { return new(record.Person) },
	"plans":         func() any { return new(record.Plan) },
	"commitments":   func() any { return new(record.Commitment) },
	"activities":    func() any { return new(record.Activity) },
	"outcomes":      func() any { return new(record.Outcome) },
	"figures":       func() any { return new(record.Figure) },
	"tables":        func() any { return new(record.Table) },
	"vocab":         func() any { return new(record.Vocab) },
	"corrections":   func() any { return new(record.Correction) },
	"addresses":     func() any { return new(record.Address) },
	"allow":         func() any { return new(record.Allowance) },
	"site":          func() any { return new(record.Site) },
	"news":          func() any { return new(record.Document[record.News]) },
	"page":          func() any { return new(record.Document[record.Page]) },
}

// decode turns a file that is well into its Go value.
func (p *project) decode(f *source.File, tree *source.Node) (any, error) {
	v := shapes[f.Kind]()
	var err error
	switch v := v.(type) {
	case *record.Document[record.News]:
		body(v, f)
		err = fillMeta(&v.Meta, tree)
	case *record.Document[record.Page]:
		body(v, f)
		err = fillMeta(&v.Meta, tree)
	default:
		if fill(reflect.ValueOf(v).Elem(), tree, p.textsOf(f)) {
			return v, nil
		}
		v = shapes[f.Kind]()
		if err = json.Unmarshal([]byte(f.Text), v); err == nil {
			return v, nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("decode %s: %w", f.Path, err)
	}
	return v, nil
}

// body fills all of a document but its front matter.
func body[T any](d *record.Document[T], f *source.File) {
	d.Path, d.Lang, d.Address = f.Path, f.Lang, f.Address
	d.Body, d.BodyLine = f.Body()
}

// fillMeta fills v from values that were not written as JSON.
func fillMeta[T any](v *T, tree *source.Node) error {
	if fill(reflect.ValueOf(v).Elem(), tree, asItStands) {
		return nil
	}
	*v = *new(T)
	data, err := json.Marshal(tree.Value())
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// collect sorts decoded files into the set.
func (p *project) collect(decoded []any) {
	n := func(kind string) int { return len(p.names[kind]) }
	s := &record.Set{
		Units: make(map[string]*record.Unit, n("units")), Organizations: make(map[string]*record.Organization, n("organizations")),
		People: make(map[string]*record.Person, n("people")), Plans: make(map[string]*record.Plan, n("plans")),
		Commitments: make(map[string]*record.Commitment, n("commitments")), Activities: make(map[string]*record.Activity, n("activities")),
		Outcomes: make(map[string]*record.Outcome, n("outcomes")), Figures: make(map[string]*record.Figure, n("figures")),
		Vocab: map[string]*record.Vocab{}, Tables: map[string]*record.Table{}, Corrections: map[string]*record.Correction{},
		Addresses: map[string]*record.Address{}, Attachments: map[string]int64{}, Paths: map[string]string{},
	}
	for i, v := range decoded {
		f := p.src.Files[i]
		switch v := v.(type) {
		case *record.Unit:
			s.Units[f.ID] = v
		case *record.Organization:
			s.Organizations[f.ID] = v
		case *record.Person:
			s.People[f.ID] = v
		case *record.Plan:
			s.Plans[f.ID] = v
		case *record.Commitment:
			s.Commitments[f.ID] = v
		case *record.Activity:
			s.Activities[f.ID] = v
		case *record.Outcome:
			s.Outcomes[f.ID] = v
		case *record.Figure:
			s.Figures[f.ID] = v
		case *record.Vocab:
			s.Vocab[f.ID] = v
		case *record.Table:
			s.Tables[f.ID] = v
		case *record.Correction:
			s.Corrections[f.ID] = v
		case *record.Address:
			s.Addresses[f.ID] = v
		case *record.Document[record.News]:
			s.News = append(s.News, *v)
		case *record.Document[record.Page]:
			s.Pages = append(s.Pages, *v)
		}
		if f.Kind == source.KindAttachment {
			s.Attachments[strings.TrimPrefix(f.Path, attachmentFolder)] = f.Size
		}
		if f.IsRecord() {
			if !p.Thin || !slices.Contains(numerous, f.Kind) {
				s.Paths[f.Name()] = f.Path
			}
			if v == nil {
				p.unread[f.Kind]++
			}
		}
	}
	slices.SortFunc(s.News, func(a, b record.Document[record.News]) int {
		if c := strings.Compare(b.Meta.Date, a.Meta.Date); c != 0 {
			return c
		}
		return strings.Compare(a.Address+a.Lang, b.Address+b.Lang)
	})
	p.set = s
}

// publishable is the set without drafts and without what waits for its moment.
func (p *project) publishable() *record.Set {
	if !p.Drafts {
		p.set.News = slices.DeleteFunc(p.set.News, func(d record.Document[record.News]) bool { return d.Meta.Draft })
		p.set.Pages = slices.DeleteFunc(p.set.Pages, func(d record.Document[record.Page]) bool { return d.Meta.Draft })
		withhold(p.set, p.now())
	}
	return p.set
}

// now is the moment by which things are published.
func (p *project) now() time.Time {
	if !p.Now.IsZero() {
		return p.Now
	}
	day, ok := viet.ParseDate(p.Today)
	if !ok {
		return time.Time{}
	}
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, -1, 0, time.FixedZone("+07", 7*60*60))
}

// quote makes a value fit for a message: short and on one line.
func quote(s string) string {
	const limit = 60
	if rs := []rune(s); len(rs) > limit {
		s = string(rs[:limit]) + "…"
	}
	return viet.NFC(diag.Printable(s))
}

// textf formats both languages; an argument that is a text itself goes into each
// in its own language.
func textf(vi, en string, args ...any) diag.Text {
	own := make([]any, len(args))
	other := make([]any, len(args))
	for i, a := range args {
		own[i], other[i] = a, a
		if t, ok := a.(diag.Text); ok {
			own[i], other[i] = t.VI, t.EN
		}
	}
	return diag.Text{VI: fmt.Sprintf(vi, own...), EN: fmt.Sprintf(en, other...)}
}
