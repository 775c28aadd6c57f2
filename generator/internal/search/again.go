package search

import (
	"bytes"
	"slices"
)

// manyChanged is the share of documents that changed from which it is as well to
// begin anew: one in so many.
const manyChanged = 4

// again makes the state of an index from that of the last one and from what
// changed since; nil where there is none, where it is damaged, or where it is as
// well to begin anew. It goes once through all entries, but looks into the lists
// of those only that changed.
func again(docs []placed, o Options) *state {
	last := openState(o.Last.State)
	if last == nil || last.key != o.Last.Key || last.documents != len(o.Last.Notes) || last.synonyms != synonymsKey(o.Synonyms) {
		return nil
	}
	words, pairs, few := changes(placeAll(o.Last.Notes), docs, o.Synonyms)
	if !few {
		return nil
	}
	s := newState(len(docs), o)
	s.data = make([]byte, 0, len(last.data)+len(last.data)/64)
	if !s.merge(&s.words, last, &last.words, words, nil) {
		return nil
	}
	pages := s.pages()
	shown := func(e *entry) bool {
		first, second, _ := bytes.Cut(e.text, []byte(" "))
		return e.text[0] == nameMark || e.n >= pairPages && helpful(e.n, pages[string(first)], pages[string(second)], len(docs))
	}
	if !s.merge(&s.pairs, last, &last.pairs, pairs, shown) {
		return nil
	}
	s.end()
	return s
}

// edits are what becomes of entries, by their text.
type edits map[string][]edit

// changes compares two sets of documents. Few is false where it is not worth it.
func changes(last, docs []placed, synonyms [][]string) (words, pairs edits, few bool) {
	was := make(map[string]placed, len(last))
	for _, d := range last {
		address, _ := headOf(d.note)
		was[address] = d
	}
	var from, to []placed // what is no longer and what is new, with an empty note for nothing
	for _, d := range docs {
		address, _ := headOf(d.note)
		old, there := was[address]
		delete(was, address)
		switch {
		case !there:
			from, to = append(from, placed{}), append(to, d)
		case old != d:
			from, to = append(from, old), append(to, d)
		}
	}
	for _, old := range was {
		from, to = append(from, old), append(to, placed{})
	}
	if len(to) > len(docs)/manyChanged {
		return nil, nil, false
	}
	words, pairs = edits{}, edits{}
	a := newAnalyser(synonyms)
	for i := range from {
		wordsBefore, pairsBefore := a.standings(from[i].note)
		wordsNow, pairsNow := a.standings(to[i].note)
		words.add(from[i].place, to[i].place, wordsBefore, wordsNow)
		pairs.add(from[i].place, to[i].place, pairsBefore, pairsNow)
	}
	return words, pairs, true
}

// add notes what becomes of the entries of one document.
func (x edits) add(from, to place, before, now map[string]standing) {
	for text := range before {
		if from != to || now[text] == absent {
			x[text] = append(x[text], edit{from, absent})
		}
	}
	for text, is := range now {
		if from != to || before[text] != is {
			x[text] = append(x[text], edit{to, is})
		}
	}
}

// merge takes over the entries of a folder with what became of them. Shown says
// anew of each whether it is published; nil: all are. It is false where the last
// ones are damaged and where the number of files is another one.
func (s *state) merge(f *folder, last *state, lastFolder *folder, x edits, shown func(*entry) bool) bool {
	f.bits, f.shards = lastFolder.bits, make([]shard, len(lastFolder.shards))
	inShard := make([][]string, len(f.shards))
	for text := range x {
		at := int(hash(text)) & (len(f.shards) - 1)
		inShard[at] = append(inShard[at], text)
	}
	for _, texts := range inShard {
		slices.Sort(texts)
	}
	size := 0
	var list []entry
	for i := range f.shards {
		old := &lastFolder.shards[i]
		entries, whole := last.entries(old)
		if !whole {
			return false
		}
		list = list[:0]
		other := len(inShard[i]) > 0
		for b := entries; len(b) > 0 && (other || shown != nil); {
			var e entry
			e, b = next(b)
			if these, found := x[string(e.text)]; found {
				at, _ := slices.BinarySearch(inShard[i], string(e.text))
				inShard[i] = slices.Delete(inShard[i], at, at+1)
				if e = e.edited(these); e.n == 0 {
					continue
				}
			}
			if shown != nil {
				is := shown(&e)
				other = other || is != e.shown
				e.shown = is
			}
			list = append(list, e)
		}
		for _, text := range inShard[i] {
			e := entry{text: []byte(text), shown: true}.edited(x[text])
			if shown != nil {
				e.shown = shown(&e)
			}
			list = append(list, e)
		}
		if other {
			slices.SortFunc(list, func(a, b entry) int { return bytes.Compare(a.text, b.text) })
			s.addShard(f, i, list)
		} else {
			f.shards[i] = *old
			f.shards[i].start = len(s.data)
			s.data = append(s.data, entries...)
			f.shards[i].end = len(s.data)
		}
		size += f.shards[i].size
	}
	return bitsFor(size) == f.bits
}
