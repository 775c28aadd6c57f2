package search

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
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

// entry is what the index knows of one word, pair or name: the documents with
// it in title or names, and all that have it.
type entry struct {
	key         string
	hash        uint32
	titles, all []byte
}

// append writes an entry: key, list of titles, list of all, each with its
// length before it. The list of all is never empty but where it is long and has
// a file of its own.
func (e entry) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(e.key)))
	b = append(b, e.key...)
	b = binary.AppendUvarint(b, uint64(len(e.titles)))
	b = append(b, e.titles...)
	b = binary.AppendUvarint(b, uint64(len(e.all)))
	return append(b, e.all...)
}

// shards divides entries among files by the lowest bits of their hashes. Their
// number is a power of two, so that it changes only when the index has doubled.
func shards(folder string, entries []entry) (files []File, bits int) {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.hash, b.hash))
	})
	total := 0
	alone := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		if path := longPath(folder, e.hash); len(e.all) > longList && !alone[path] {
			alone[path] = true
			files = append(files, File{path, e.all})
			e.all = nil
		}
		total += len(e.key) + len(e.titles) + len(e.all) + 3
	}
	for total>>bits > shardSize {
		bits++
	}
	contents := make([][]byte, 1<<bits)
	for _, e := range entries {
		at := e.hash & (1<<bits - 1)
		contents[at] = e.append(contents[at])
	}
	for i, content := range contents {
		files = append(files, File{shardPath(folder, i), content})
	}
	return files, bits
}

func longPath(folder string, hash uint32) string {
	return folder + "/long/" + strconv.FormatUint(uint64(hash), 10) + ".bin"
}

func shardPath(folder string, n int) string { return folder + "/" + strconv.Itoa(n) + ".bin" }

// WordPath is the file of a folded word or a spelling.
func WordPath(key string, bits int) string { return shardPath("w", int(hash(key)&(1<<bits-1))) }

// PairPath is the file of a pair, "giam ngheo", or of a whole name, "=giam ngheo".
func PairPath(key string, bits int) string { return shardPath("p", int(hash(key)&(1<<bits-1))) }

// LongPath is the file of the long list of a key that stands in the file at path.
func LongPath(path, key string) string {
	folder, _, _ := strings.Cut(path, "/")
	return longPath(folder, hash(key))
}

// hash is FNV-1a with its bits mixed once more, as the lowest ones choose a
// file and others tell pairs apart.
func hash(key string) uint32 {
	h := uint32(2166136261)
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	h = (h ^ h>>15) * 0x2c1b3c6d
	return h ^ h>>13
}

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
	_, _ = z.Write(f.Content)
	_ = z.Close()
	return b.Bytes()
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}
