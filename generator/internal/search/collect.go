package search

import (
	"math/bits"
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
	splitter
	docs     []placed // the newest first
	synonyms []synonym
	words    map[string]*postings    // folded words, and spellings with marks
	pairs    map[[2]string]*postings // folded neighbours
	names    map[string]*postings    // folded whole names and titles
}

func collect(docs []placed, groups [][]string) *collector {
	c := &collector{
		docs: docs, splitter: splitter{}, words: map[string]*postings{}, pairs: map[[2]string]*postings{}, names: map[string]*postings{},
	}
	c.synonyms = c.synonymsOf(groups)
	for i := range docs {
		c.add(int32(i))
	}
	return c
}

// add takes in one document. Titles come first, so that a document's last
// posting tells whether it is in the list already.
func (c *collector) add(at int32) {
	d := c.docs[at]
	for _, name := range append([]string{d.Title}, d.Names...) {
		list := c.splitter.words(name)
		if len(list) > 1 { // one word is its own list of titles
			posting(c.names, Folds(list)).add(at, false)
		}
		c.run(list, at, true)
	}
	for _, text := range append([]string{d.Summary}, d.Text...) {
		c.run(c.splitter.words(text), at, false)
	}
}

// run adds the words of one text and what they mean in other words.
func (c *collector) run(list []Word, at int32, title bool) {
	c.sequence(list, at, title)
	for _, other := range c.otherWords(list) {
		c.sequence(other, at, title)
	}
}

func (c *collector) sequence(list []Word, at int32, title bool) {
	for i, w := range list {
		posting(c.words, w.Folded).add(at, title)
		if w.Spelling != w.Folded {
			posting(c.words, w.Spelling).add(at, title)
		}
		if i > 0 {
			posting(c.pairs, [2]string{list[i-1].Folded, w.Folded}).add(at, title)
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
	places := make([]place, len(docs))
	for i, d := range docs {
		places[i] = c.docs[d].place
	}
	return appendList(nil, places)
}

// entries are the words and spellings.
func (c *collector) entries() []entry {
	list := make([]entry, 0, len(c.words))
	for key, p := range c.words {
		list = append(list, c.entry(key, hash(key), p))
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
		if n := len(p.all); n >= pairPages && n+len(c.words[pair[0]].all)*len(c.words[pair[1]].all)/round > resultsShown {
			list = append(list, c.pairEntry(pair[0]+" "+pair[1], p))
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
	for _, w := range sortedKeys(c.words) {
		n := len(c.words[w].all)
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
