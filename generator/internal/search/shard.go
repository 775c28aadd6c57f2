package search

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// shardSize is the mean size of a file before packing, in bytes. A list longer
// than longList is no part of it and has a file of its own, so that no reader of
// a rare word fetches that of a frequent one.
const (
	shardSize = 2 << 10
	longList  = 1 << 10
)

const (
	wordFolder = "w"
	pairFolder = "p"
)

// folder is one of the two parts of an index: words, or pairs and whole names.
// Its entries are divided among files by the lowest bits of their hashes. Their
// number is a power of two, so that it changes only when the index has doubled.
type folder struct {
	name   string // wordFolder or pairFolder
	bits   int
	shards []shard
}

// shard is one file, with the lists beside it.
type shard struct {
	start, end int    // of its entries in the state
	check      uint32 // of these bytes
	size       int    // of what is published, as it counts for the number of files
	key        key    // of the content
	long       []long // lists with files of their own
}

// long is the file of one list.
type long struct {
	hash uint32
	key  key
	list []byte // only where it was just published
}

// key stands for the content of a file.
type key [16]byte

func keyOf(content []byte) key {
	digest := sha256.Sum256(content)
	return key(digest[:])
}

// A published entry is key, list of titles, list of all, each with its length
// before it. The list of all is never empty but where it is long and has a file of
// its own. The key of a word is itself. Three signs of its hash stand for a pair or
// a name: one that is taken for another changes the order of results, never which
// pages are found.
type published struct {
	entry
	key  []byte
	hash uint32
}

// publish makes the content of a file from the entries of its shard, and the lists
// that have files of their own.
func (f *folder) publish(entries []byte) (content []byte, lists []long, size int) {
	var all []published
	for len(entries) > 0 {
		var e entry
		if e, entries = next(entries); e.shown {
			all = append(all, published{e, f.keyIn(e.text), hash(e.text)})
		}
	}
	slices.SortFunc(all, func(a, b published) int {
		return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.hash, b.hash), bytes.Compare(a.text, b.text))
	})
	for _, e := range all {
		if len(e.all) > longList && !slices.ContainsFunc(lists, func(l long) bool { return l.hash == e.hash }) {
			lists = append(lists, long{e.hash, keyOf(e.all), e.all})
			e.all = nil
		}
		size += sizeOf(e.key, e.titles, e.all)
		content = appendPart(appendPart(appendPart(content, e.key), e.titles), e.all)
	}
	return content, lists, size
}

func sizeOf(key, titles, all []byte) int { return len(key) + len(titles) + len(all) + 3 }

func (f *folder) keyIn(text []byte) []byte {
	if f.name == pairFolder {
		return []byte(Signs(string(text)))
	}
	return text
}

// bitsFor is the number of bits by which files of the mean size are numbered.
func bitsFor(size int) (bits int) {
	for size>>bits > shardSize {
		bits++
	}
	return bits
}

// files are those of the folder. What they hold is made from the state.
func (f *folder) files(state []byte) []File {
	var files []File
	for i := range f.shards {
		s := &f.shards[i]
		entries := state[s.start:s.end]
		files = append(files, File{shardPath(f.name, i), s.key.String(), func() []byte {
			content, _, _ := f.publish(entries)
			return content
		}})
		for n, l := range s.long {
			files = append(files, File{longPath(f.name, l.hash), l.key.String(), func() []byte {
				_, lists, _ := f.publish(entries)
				return lists[n].list
			}})
		}
	}
	return files
}

func (k key) String() string { return hex.EncodeToString(k[:]) }

func longPath(folder string, hash uint32) string {
	return folder + "/long/" + strconv.FormatUint(uint64(hash), 10) + ".bin"
}

func shardPath(folder string, n int) string { return folder + "/" + strconv.Itoa(n) + ".bin" }

// WordPath is the file of a folded word or a spelling.
func WordPath(key string, bits int) string { return shardPath(wordFolder, int(hash(key)&(1<<bits-1))) }

// PairPath is the file of a pair, "giam ngheo", or of a whole name, "=giam ngheo".
func PairPath(key string, bits int) string { return shardPath(pairFolder, int(hash(key)&(1<<bits-1))) }

// LongPath is the file of the long list of a key that stands in the file at path.
func LongPath(path, key string) string {
	folder, _, _ := strings.Cut(path, "/")
	return longPath(folder, hash(key))
}

// hash is FNV-1a with its bits mixed once more, as the lowest ones choose a
// file and others tell pairs apart.
func hash[T string | []byte](key T) uint32 {
	h := uint32(2166136261)
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	h = (h ^ h>>15) * 0x2c1b3c6d
	return h ^ h>>13
}

// Signs stand for a pair or a whole name in their file.
func Signs(key string) string {
	h := hash(key)
	return string([]byte{sign(h >> 14), sign(h >> 20), sign(h >> 26)})
}

// sign is six bits as one printable character.
func sign(bits uint32) byte { return byte(48 + bits&63) }

// packers are kept: each is larger than a hundred files.
var packers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
	if err != nil {
		panic(fmt.Sprintf("gzip: %v", err)) // the level is a constant
	}
	return z
}}

// Packed is the file as it is published: gzip without a date. Its name does not
// say so, because some servers would declare a .gz as encoded and some would not.
func (f File) Packed() []byte {
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	var b bytes.Buffer
	z.Reset(&b)
	// A buffer refuses nothing.
	_, _ = z.Write(f.Content())
	_ = z.Close()
	return b.Bytes()
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}
