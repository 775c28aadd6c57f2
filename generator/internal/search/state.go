package search

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// state is what an index leaves for the next one: the entries of all words, pairs
// and names, those that are not published too, shard by shard. Behind them lies a
// directory; then its digest, its length and the form.
type state struct {
	data      []byte
	key       string // stands for the documents
	synonyms  key    // stands for the synonyms
	documents int
	words     folder
	pairs     folder
}

// stateForm ends every state.
const stateForm = "minhbach index 1"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func newState(documents int, o Options) *state {
	return &state{
		key: o.Key, synonyms: synonymsKey(o.Synonyms), documents: documents,
		words: folder{name: wordFolder}, pairs: folder{name: pairFolder},
	}
}

func synonymsKey(groups [][]string) key {
	var b []byte
	for _, group := range groups {
		b = binary.AppendUvarint(b, uint64(len(group)))
		for _, text := range group {
			b = appendPart(b, text)
		}
	}
	return keyOf(b)
}

// add divides n entries among the shards of a folder. An entry that at gives need
// not outlive the next.
func (s *state) add(f *folder, n int, at func(i int) *entry) {
	hashes := make([]uint32, n)
	size, stored := 0, 0
	var lists listSizes
	for i := range n {
		e := at(i)
		hashes[i] = hash(e.text)
		if e.n == 0 {
			continue // a synonym that no document has
		}
		stored += len(e.text) + len(e.titles) + len(e.all) + 8
		if e.shown {
			key := f.keyIn(e.text)
			size += sizeOf(key, e.titles, e.all)
			if len(e.all) > longList {
				lists = append(lists, listSize{hashes[i], len(e.all), string(key), string(e.text)})
			}
		}
	}
	f.bits = bitsFor(size - lists.alone())
	f.shards = make([]shard, 1<<f.bits)
	s.data = slices.Grow(s.data, stored)
	mask := uint32(1<<f.bits - 1)
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(hashes[a]&mask, hashes[b]&mask) })
	for i := range f.shards {
		var list []entry
		for ; len(order) > 0 && int(hashes[order[0]]&mask) == i; order = order[1:] {
			if e := at(int(order[0])); e.n > 0 {
				list = append(list, entry{bytes.Clone(e.text), e.n, e.shown, bytes.Clone(e.titles), bytes.Clone(e.all)})
			}
		}
		slices.SortFunc(list, func(a, b entry) int { return bytes.Compare(a.text, b.text) })
		s.addShard(f, i, list)
	}
}

// listSize is the size of a long list.
type listSize struct {
	hash      uint32
	size      int
	key, text string
}

type listSizes []listSize

// alone is the size of the lists that have files of their own: of several with one
// hash the first.
func (l listSizes) alone() int {
	slices.SortFunc(l, func(a, b listSize) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.key, b.key), cmp.Compare(a.text, b.text))
	})
	size := 0
	for i := range l {
		if i == 0 || l[i].hash != l[i-1].hash {
			size += l[i].size
		}
	}
	return size
}

// addShard writes the entries of a shard, in the order of their texts.
func (s *state) addShard(f *folder, n int, list []entry) {
	start := len(s.data)
	for i := range list {
		s.data = list[i].append(s.data)
	}
	entries := s.data[start:]
	content, lists, size := f.publish(entries)
	for i := range lists {
		lists[i].list = nil
	}
	f.shards[n] = shard{start, len(s.data), crc32.Checksum(entries, castagnoli), size, keyOf(content), lists}
}

// end writes the directory.
func (s *state) end() {
	start := len(s.data)
	b := appendPart(s.data, s.key)
	b = append(b, s.synonyms[:]...)
	b = binary.AppendUvarint(b, uint64(s.documents))
	for _, f := range []*folder{&s.words, &s.pairs} {
		b = append(b, byte(f.bits))
		for i := range f.shards {
			b = f.shards[i].append(b)
		}
	}
	digest := sha256.Sum256(b[start:])
	b = append(b, digest[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(len(b)-len(digest)-start))
	s.data = append(b, stateForm...)
}

func (s *shard) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(s.end-s.start))
	b = binary.BigEndian.AppendUint32(b, s.check)
	b = binary.AppendUvarint(b, uint64(s.size))
	b = append(b, s.key[:]...)
	b = binary.AppendUvarint(b, uint64(len(s.long)))
	for _, l := range s.long {
		b = binary.BigEndian.AppendUint32(b, l.hash)
		b = append(b, l.key[:]...)
	}
	return b
}

// openState reads what end wrote; nil for anything else. The shards are looked
// into when they are used.
func openState(data []byte) *state {
	const tail = sha256.Size + 8 + len(stateForm)
	if len(data) < tail || string(data[len(data)-len(stateForm):]) != stateForm {
		return nil
	}
	end := len(data) - tail
	size := binary.BigEndian.Uint64(data[end+sha256.Size:])
	if size > uint64(end) {
		return nil
	}
	b := data[end-int(size) : end]
	if sha256.Sum256(b) != [sha256.Size]byte(data[end:]) {
		return nil
	}
	s := &state{data: data, words: folder{name: wordFolder}, pairs: folder{name: pairFolder}}
	name, b := nextPart(b)
	s.key, s.synonyms, b = string(name), key(b), b[len(key{}):]
	number := func() int {
		n, size := binary.Uvarint(b)
		b = b[size:]
		return int(n)
	}
	s.documents = number()
	at := 0
	for _, f := range []*folder{&s.words, &s.pairs} {
		f.bits, b = int(b[0]), b[1:]
		f.shards = make([]shard, 1<<f.bits)
		for i := range f.shards {
			sh := &f.shards[i]
			sh.start, sh.end = at, at+number()
			at = sh.end
			sh.check, b = binary.BigEndian.Uint32(b), b[4:]
			sh.size = number()
			sh.key, b = key(b), b[len(key{}):]
			for range number() {
				sh.long = append(sh.long, long{hash: binary.BigEndian.Uint32(b), key: key(b[4:])})
				b = b[4+len(key{}):]
			}
		}
	}
	if at != end-int(size) {
		return nil
	}
	return s
}

// entries are those of a shard, nil when they are not as they were written.
func (s *state) entries(sh *shard) ([]byte, bool) {
	b := s.data[sh.start:sh.end]
	return b, crc32.Checksum(b, castagnoli) == sh.check
}

// pages are the numbers of documents with each term.
func (s *state) pages() map[string]int {
	pages := map[string]int{}
	for i := range s.words.shards {
		for b := s.data[s.words.shards[i].start:s.words.shards[i].end]; len(b) > 0; {
			var e entry
			e, b = next(b)
			pages[string(e.text)] = e.n
		}
	}
	return pages
}

// files are those of words and pairs.
func (s *state) files() []File {
	files := append(s.words.files(s.data), s.pairs.files(s.data)...)
	spellings := spellingFile(s.pages())
	return append(files, File{spellingPath, keyOf(spellings).String(), func() []byte { return spellings }})
}
