package search

import (
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

const (
	resultsShown = 10 // the number of results that a reader sees at first
	pairPages    = 3  // the least number of pages of a pair
)

// postings are the documents that have something, by their number among all, the
// newest first.
type postings struct {
	titles, all []int32
}

func (p *postings) add(at int32, title bool) {
	if n := len(p.all); n == 0 || p.all[n-1] != at {
		p.all = append(p.all, at)
	}
	if n := len(p.titles); title && (n == 0 || p.titles[n-1] != at) {
		p.titles = append(p.titles, at)
	}
}

// collector gathers the words of documents.
type collector struct {
	splitter *splitter
	docs     []placed // the newest first
	synonyms []synonym
	begins   [][]member           // members of synonyms, by the number of their first word
	words    []postings           // by the number of the term: folded words, and spellings with marks
	pairs    map[uint64]*postings // by the numbers of two folded neighbours
	names    map[string]*postings // folded whole names and titles

	text   []*Word // of the text at hand
	places []place // of the list at hand
}

func collect(docs []placed, groups [][]string) *collector {
	c := &collector{docs: docs, splitter: newSplitter(), pairs: map[uint64]*postings{}, names: map[string]*postings{}}
	c.addSynonyms(groups)
	for i := range docs {
		c.add(int32(i))
	}
	return c
}

// add takes in one document. Titles come first, so that a document's last
// posting tells whether it is in the list already.
func (c *collector) add(at int32) {
	d := c.docs[at]
	c.addName(d.Title, at)
	for _, name := range d.Names {
		c.addName(name, at)
	}
	c.addText(d.Summary, at)
	for _, text := range d.Text {
		c.addText(text, at)
	}
}

func (c *collector) addName(name string, at int32) {
	c.text = c.splitter.words(c.text[:0], name)
	if len(c.text) > 1 { // one word is its own list of titles
		posting(c.names, folds(c.text)).add(at, false)
	}
	c.run(c.text, at, true)
}

func (c *collector) addText(text string, at int32) {
	c.text = c.splitter.words(c.text[:0], text)
	c.run(c.text, at, false)
}

// run adds the words of one text and what they mean in other words.
func (c *collector) run(list []*Word, at int32, title bool) {
	if more := len(c.splitter.terms) - len(c.words); more > 0 {
		c.words = append(c.words, make([]postings, more)...)
	}
	c.sequence(list, at, title)
	for _, other := range c.otherWords(list) {
		c.sequence(other, at, title)
	}
}

func (c *collector) sequence(list []*Word, at int32, title bool) {
	for i, w := range list {
		c.words[w.folded].add(at, title)
		if w.spelling != w.folded {
			c.words[w.spelling].add(at, title)
		}
		if i > 0 {
			posting(c.pairs, uint64(list[i-1].folded)<<32|uint64(w.folded)).add(at, title)
		}
	}
}

func posting[K comparable](m map[K]*postings, key K) *postings {
	p := m[key]
	if p == nil {
		p = &postings{}
		m[key] = p
	}
	return p
}

func (c *collector) entry(key string, h uint32, p *postings) entry {
	return entry{key: key, hash: h, titles: c.list(p.titles), all: c.list(p.all)}
}

// list writes the places of documents.
func (c *collector) list(docs []int32) []byte {
	c.places = c.places[:0]
	for _, d := range docs {
		c.places = append(c.places, c.docs[d].place)
	}
	return appendList(nil, c.places)
}

// entries are the words and spellings.
func (c *collector) entries() []entry {
	list := make([]entry, 0, len(c.words))
	for n := range c.words {
		if p := &c.words[n]; len(p.all) > 0 { // a synonym that no document has is none
			key := c.splitter.terms[n]
			list = append(list, c.entry(key, hash(key), p))
		}
	}
	return list
}

// pairEntries are the whole names, and the pairs that help a reader: those of
// words that meet on more pages than are shown at first, as far as their numbers
// let expect. Three signs of their hash stand
// for them: a pair that is taken for another one changes the order of results,
// never which pages are found.
func (c *collector) pairEntries() []entry {
	round := 1 << bits.Len(uint(len(c.docs))) // so that one more document changes no choice
	var list []entry
	for pair, p := range c.pairs {
		first, second := pair>>32, pair&math.MaxUint32
		if n := len(p.all); n >= pairPages && n+len(c.words[first].all)*len(c.words[second].all)/round > resultsShown {
			list = append(list, c.pairEntry(c.splitter.terms[first]+" "+c.splitter.terms[second], p))
		}
	}
	for name, p := range c.names {
		list = append(list, c.pairEntry("="+name, p))
	}
	return list
}

func (c *collector) pairEntry(key string, p *postings) entry {
	return c.entry(Signs(key), hash(key), p)
}

// Signs stand for a pair or a whole name in their file.
func Signs(key string) string {
	h := hash(key)
	return string([]byte{sign(h >> 14), sign(h >> 20), sign(h >> 26)})
}

// sign is six bits as one printable character.
func sign(bits uint32) byte { return byte(48 + bits&63) }

// spellingFile lists the words of letters that stand on several pages, each with
// the number of its pages as a power of two: what a mistyped word may have meant.
func (c *collector) spellingFile() File {
	var b strings.Builder
	for _, w := range slices.Sorted(slices.Values(c.splitter.terms)) {
		n := len(c.words[c.splitter.numbers[w]].all)
		if n < 2 || len(w) < 2 || strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) {
			continue
		}
		power := 0
		for n >>= 1; n > 0; n >>= 1 {
			power++
		}
		b.WriteString(w + " " + strconv.Itoa(power) + "\n")
	}
	return File{"spellings.bin", []byte(b.String())}
}
