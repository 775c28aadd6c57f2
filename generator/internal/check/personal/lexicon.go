package personal

import (
	"slices"
	"sort"
	"strings"

	"minhbach/generator/internal/viet"
)

// class is a set of roles that a phrase can play.
type class uint64

const (
	honour      class = 1 << iota // ông, bà
	honourChild                   // cháu, em
	childSure                     // cháu bé: needs nothing else to be a child
	comrade                       // đồng chí: names an official, but also the family of one
	post                          // posts and professions in public
	postTail                      // what stands between a name and a post
	body                          // an office, where it follows a name
	orgWord                       // lower-case words inside the names of offices
	placeNoun                     // what is named after people: street, school
	household                     // hộ, gia đình
	householder                   // chủ hộ, hộ nghèo: a bare name may follow
	linking                       // là, của: between the two
	label                         // họ và tên: a bare name follows
	benefit                       // support or circumstances of one household
	kin                           // chồng, con trai
	group                         // các, đồng bào: several people
	groupBirth                    // those born in a year
	oneOf                         // là, một: one of a group
	health
	healthVerb // bị, mắc
	healthOrg  // hội, quỹ: names of bodies and programmes
	ethnicLead // người, dân tộc
	birth
	birthWeak  // sinh: only with a year or a date
	notBirth   // học sinh, phát sinh
	houseNo    // số nhà
	residence  // trú tại
	residWeak  // địa chỉ
	village    // thôn, tổ
	officeWord // trụ sở
	idCtx      // CCCD
	oldIDCtx   // CMND
	phoneCtx   // ĐT
	bhxhCtx    // BHXH
	bankCtx    // STK
	bankOrg    // treasury and holders that are no person
	bankName   // Agribank, chuyển khoản: a long number beside it is an account
	codeCtx    // mã dự án: a number that is none of these
	countUnit  // đồng, hộ: what is counted before
	total      // tổng: a number of things
	vehicle    // xe, biển số
	childCtx   // lớp, tuổi
	years      // tuổi
	officeVerb // chủ trì: what officials do
	notHonour  // anh hùng, bà con: no honorific after all
	ownPlace   // nhà ở: an address that is somebody's
	acting     // thăm, trao: what is done to somebody
	holder     // của hộ: an account of a household
)

// hit is a phrase found in a sentence: words[from:to].
type hit struct {
	class    class
	from, to int
}

type entry struct {
	class class
	words []string
}

// lexicon finds phrases by their first word.
type lexicon struct {
	entries map[string][]entry
	first   hashes // of first words: most words begin no phrase
}

// hashes is a set of hashes of words. A word that is not in it is none of them.
type hashes [1 << 16 / 64]uint64

func (s *hashes) has(h uint16) bool { return s[h/64]&(1<<(h%64)) != 0 }

func (s *hashes) add(h uint16) { s[h/64] |= 1 << (h % 64) }

// withMarks knows phrases as they are written, withoutMarks as they are typed
// without a Vietnamese keyboard.
var withMarks, withoutMarks = compile()

func compile() (marked, plain *lexicon) {
	marked, plain = &lexicon{entries: map[string][]entry{}}, &lexicon{entries: map[string][]entry{}}
	for class, list := range phrases {
		for _, p := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '\n' }) {
			p = strings.TrimSpace(p)
			if p == "" {
				continue
			}
			only := strings.HasPrefix(p, "=") // ambiguous without its marks
			p = strings.TrimPrefix(p, "=")
			marked.add(class, viet.NormalizeTone(p))
			if !only {
				plain.add(class, viet.Fold(p))
			}
		}
	}
	return marked, plain
}

// add notes a phrase. A comma inside a phrase is written as a middle dot.
func (x *lexicon) add(c class, phrase string) {
	ws := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(phrase, "·", " , "), "/", " / "))
	if len(ws) > longest {
		panic("phrase of too many words: " + phrase)
	}
	var h uint16
	for _, r := range ws[0] {
		h = hashed(h, r)
	}
	x.first.add(h)
	list := x.entries[ws[0]]
	for i := range list {
		if slices.Equal(list[i].words, ws) {
			list[i].class |= c
			return
		}
	}
	x.entries[ws[0]] = append(list, entry{c, ws})
}

// phrasesIn finds the phrases of a sentence. A short phrase inside a longer one
// is found too, where both begin with the same word.
func (r *reading) phrasesIn(st sentence, hits []hit) []hit {
	x := st.lexicon()
	for i := st.first; i < st.last; i++ {
		if s := r.words[i].shape; s == digits || s == mark || s == link {
			continue
		}
		if w := &r.words[i]; !x.first.has(w.hash(st.plain)) && (st.plain || !w.twoTones()) {
			continue
		}
		for _, e := range x.entries[r.key(i, st)] {
			if i+len(e.words) > st.last {
				continue
			}
			fits := true
			for k := 1; k < len(e.words) && fits; k++ {
				fits = r.key(i+k, st) == e.words[k]
			}
			if fits {
				hits = append(hits, hit{e.class, i, i + len(e.words)})
			}
		}
	}
	return hits
}

// lexicon is the one of how the sentence was typed.
func (st sentence) lexicon() *lexicon {
	if st.plain {
		return withoutMarks
	}
	return withMarks
}

// hash is that of the word as it stands in the lexicon of a sentence, but for the
// place of a tone mark.
func (w *word) hash(plain bool) uint16 {
	if plain {
		return w.foldHash
	}
	return w.lowHash
}

// key is how word i stands in the lexicon of the sentence.
func (r *reading) key(i int, st sentence) string {
	w := &r.words[i]
	if st.plain {
		return w.fold
	}
	if w.twoTones() {
		return viet.NormalizeTone(w.low)
	}
	return w.low
}

// twoTones reports whether the tone mark of the word may stand in two places.
func (w *word) twoTones() bool {
	n := len(w.low)
	return n > 3 && w.marked && (w.low[n-4] == 'o' || w.low[n-4] == 'u' || w.low[n-3] == 'o')
}

// at returns the end of the longest phrase of a class that begins at word i, 0
// if there is none.
func (f *finder) at(i int, c class) int {
	to := 0
	for n := f.firstHit(i); n < len(f.hits) && f.hits[n].from == i; n++ {
		if f.hits[n].class&c != 0 {
			to = max(to, f.hits[n].to)
		}
	}
	return to
}

// firstHit is the index of the first phrase that begins at word i or after it.
func (f *finder) firstHit(i int) int {
	return sort.Search(len(f.hits), func(n int) bool { return f.hits[n].from >= i })
}

// longest is the most words a phrase has.
const longest = 6

// before returns the beginning of the longest phrase of a class that ends before
// word i, -1 if there is none.
func (f *finder) before(i int, c class) int {
	for n := f.firstHit(i - longest); n < len(f.hits) && f.hits[n].from < i; n++ {
		if h := f.hits[n]; h.to == i && h.class&c != 0 {
			return h.from
		}
	}
	return -1
}

// between returns the last phrase of a class that lies in words[from:to].
func (f *finder) between(from, to int, c class) (hit, bool) {
	for i := len(f.hits) - 1; i >= 0; i-- {
		if h := f.hits[i]; h.class&c != 0 && h.from >= from && h.to <= to {
			return h, true
		}
	}
	return hit{}, false
}

// has reports whether the sentence holds a phrase of a class.
func (f *finder) has(c class) bool {
	_, ok := f.between(f.first, f.last, c)
	return ok
}
