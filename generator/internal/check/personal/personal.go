// Package personal looks for personal data in Vietnamese public texts: numbers
// of papers and accounts, contacts, places of living, named residents and what
// must not be told of them. It reads texts, names of fields and files, pictures,
// attachments and built pages, and belongs to check.
//
// It reads words, not only patterns: who is named beside a post, what is said of
// a group and what of one person. It never prints what it found, only its kind,
// its place and a masked form.
package personal

import (
	"slices"
	"strings"

	"minhbach/generator/internal/viet"
)

// Kind is what sort of personal data was found.
type Kind string

// The kinds, in the order in which they are listed.
const (
	CCCD      Kind = "cccd"      // 12-digit citizen number
	CMND      Kind = "cmnd"      // 9-digit number of the former identity card
	Phone     Kind = "phone"     // mobile telephone
	BHXH      Kind = "bhxh"      // social insurance number or health insurance card
	Bank      Kind = "bank"      // bank account or card
	Email     Kind = "email"     // address that is not an office's
	Plate     Kind = "plate"     // number plate
	GPS       Kind = "gps"       // place to within some metres
	Address   Kind = "address"   // where somebody lives
	Household Kind = "household" // a household known by a name
	Person    Kind = "person"    // a person named without a public role
	Birth     Kind = "birth"     // date or year of birth
	Health    Kind = "health"    // illness or disability of one person
	Ethnicity Kind = "ethnicity" // ethnic origin of one person
	Child     Kind = "child"     // a named child
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{CCCD, CMND, Phone, BHXH, Bank, Email, Plate, GPS, Address, Household, Person, Birth, Health, Ethnicity, Child}
}

// Level says how sure a finding is.
type Level uint8

const (
	Error Level = iota // stops publication
	Warn               // somebody should look: a name about which nothing private is said
)

// Finding is one piece of personal data.
type Finding struct {
	Kind       Kind
	Level      Level
	Start, End int    // bytes of the text that was given
	Masked     string // what may be shown of it

	from, to int // the sentence
}

// Allow says what is public although it looks personal.
type Allow struct {
	People  []string // names of persons in a public role
	Places  []string // names of places and bodies, which may sound like a person's
	Emails  []string // addresses of offices
	Domains []string // domains of offices; gov.vn is always one
}

// Linter finds personal data. It can be used by several goroutines at once.
type Linter struct {
	people, places, emails map[string]bool
	domains                []string
}

// New returns a linter that lets pass what allow names.
func New(allow Allow) *Linter {
	l := &Linter{people: folded(allow.People), places: folded(allow.Places), emails: folded(allow.Emails)}
	for p := range folded(knownPlaces()) {
		l.places[p] = true
	}
	l.domains = append([]string{"gov.vn"}, allow.Domains...)
	return l
}

func folded(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[strings.Join(strings.Fields(viet.Fold(n)), " ")] = true
	}
	return m
}

// Text returns what is personal in s, in the order of the text. Text that is not
// UTF-8 is read as far as it can be.
func (l *Linter) Text(s string) []Finding {
	if harmless(s) {
		return nil
	}
	r := read(s)
	defer r.done()
	f := &finder{Linter: l, reading: r}
	f.look()
	slices.SortFunc(f.found, func(a, b Finding) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(string(a.Kind), string(b.Kind))
	})
	return slices.CompactFunc(f.found, func(a, b Finding) bool { return a.Start == b.Start && a.Kind == b.Kind })
}

// look reads all of the text.
func (f *finder) look() {
	f.patterns()
	for _, st := range f.sentences {
		f.sentence = st
		f.rules()
	}
}

// harmless is a quick look that clears ids, codes and dates.
func harmless(s string) bool {
	digits := 0
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			if digits++; digits > 8 {
				return false
			}
		case 'a' <= c && c <= 'z', c == '-', c == '_', c == '/':
		default:
			return false
		}
	}
	return true
}

// finder looks through one text.
type finder struct {
	*Linter
	*reading
	sentence
	hits   []hit     // phrases of the sentence
	people []mention // persons named in the sentence
	rowState
	found []Finding

	alone  bool // the text is a paragraph of a longer one
	beyond bool // what is in it may matter for what is found in other paragraphs
}

// add notes a finding at text[start:end] of the reading.
func (f *finder) add(k Kind, level Level, start, end int) {
	o := Finding{Kind: k, Level: level, Start: f.place(start), End: f.placeEnd(end)}
	o.Masked = mask(f.text[start:end])
	st := f.sentence
	if st.last == st.first || start < f.words[st.first].start || end > f.words[st.last-1].end {
		st = f.sentenceAt(start)
	}
	o.from, o.to = o.Start, o.End
	if st.last > st.first {
		o.from = min(o.from, f.place(f.words[st.first].start))
		o.to = max(o.to, f.placeEnd(f.words[st.last-1].end))
	}
	f.found = append(f.found, o)
}
