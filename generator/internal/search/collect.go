package search

import "encoding/binary"

// postings are the documents that have something, by their number among all, the
// newest first: of each the distance to the one before, twice, and one more where
// it is in title or names.
type postings struct {
	list    []byte
	last, n int32
}

func (p *postings) add(at int32, title uint64) {
	if p.n > 0 && p.last == at {
		return // what stands in title or names comes first
	}
	p.list = binary.AppendUvarint(p.list, uint64(at-p.last)<<1|title)
	p.last, p.n = at, p.n+1
}

// collector gathers the words of all documents.
type collector struct {
	*analyser
	docs  []placed   // the newest first
	words []postings // by the number of the term: folded words, and spellings with marks
	pairs terms[uint64]
	names terms[string]

	titles, all []place // of the term at hand
	entry       entry
}

// terms are things of one kind and where they are.
type terms[K comparable] struct {
	numbers  map[K]int32
	keys     []K
	postings []postings
}

func (t *terms[K]) add(key K, at int32, title uint64) {
	n, known := t.numbers[key]
	if !known {
		n = int32(len(t.keys))
		t.numbers[key], t.keys, t.postings = n, append(t.keys, key), append(t.postings, postings{})
	}
	t.postings[n].add(at, title)
}

// collect makes the state of an index from all documents.
func collect(docs []placed, o Options) *state {
	c := &collector{analyser: newAnalyser(o.Synonyms), docs: docs}
	c.pairs.numbers, c.names.numbers = map[uint64]int32{}, map[string]int32{}
	for i := range docs {
		c.add(int32(i))
	}
	// Only what is counted is needed from here on.
	c.pairs.numbers, c.names.numbers = nil, nil
	s := newState(len(docs), o)
	s.add(&s.words, len(c.words), c.word)
	s.add(&s.pairs, len(c.pairs.keys)+len(c.names.keys), c.pair)
	s.end()
	return s
}

func (c *collector) add(at int32) {
	c.document(c.docs[at].note)
	if more := len(c.splitter.terms) - len(c.words); more > 0 {
		c.words = append(c.words, make([]postings, more)...)
	}
	for _, w := range c.saidWords {
		c.words[w>>1].add(at, uint64(w&1))
	}
	for _, p := range c.saidPairs {
		c.pairs.add(p>>1, at, p&1)
	}
	for _, name := range c.saidNames {
		c.names.add(name, at, 0)
	}
}

// word is the entry of a term. It holds until the next one is asked for.
func (c *collector) word(n int) *entry {
	c.entry.text = c.wordText(c.entry.text[:0], uint32(n))
	return c.lists(&c.words[n], true)
}

// pair is the entry of a pair or, behind all pairs, of a whole name.
func (c *collector) pair(n int) *entry {
	if n >= len(c.pairs.keys) {
		n -= len(c.pairs.keys)
		c.entry.text = append(append(c.entry.text[:0], nameMark), c.names.keys[n]...)
		return c.lists(&c.names.postings[n], true)
	}
	p := &c.pairs.postings[n]
	first, second := pairOf(c.pairs.keys[n])
	c.entry.text = c.pairText(c.entry.text[:0], c.pairs.keys[n])
	return c.lists(p, helpful(int(p.n), int(c.words[first].n), int(c.words[second].n), len(c.docs)))
}

func (c *collector) lists(p *postings, shown bool) *entry {
	c.titles, c.all = c.titles[:0], c.all[:0]
	at := 0
	for list := p.list; len(list) > 0; {
		n, size := binary.Uvarint(list)
		at += int(n >> 1)
		c.all = append(c.all, c.docs[at].place)
		if n&1 == 1 {
			c.titles = append(c.titles, c.docs[at].place)
		}
		list = list[size:]
	}
	e := &c.entry
	e.n, e.shown = int(p.n), shown
	e.titles, e.all = appendList(e.titles[:0], c.titles), appendList(e.all[:0], c.all)
	return e
}
