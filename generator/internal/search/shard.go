package search

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// shardSize is the mean size of a file before compression, in bytes.
const shardSize = 3 << 10

// entry is what the index knows of one word, pair or name: the documents with
// it in title or names, and all that have it.
type entry struct {
	key         string
	hash        uint32
	titles, all []byte
}

// append writes an entry: key, list of titles, list of all, each with its
// length before it.
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
	total := 0
	for _, e := range entries {
		total += len(e.key) + len(e.titles) + len(e.all) + 3
	}
	for total>>bits > shardSize {
		bits++
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.hash, b.hash))
	})
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

func shardPath(folder string, n int) string { return folder + "/" + strconv.Itoa(n) + ".bin" }

// WordPath is the file of a folded word or a spelling.
func WordPath(key string, bits int) string { return shardPath("w", int(hash(key)&(1<<bits-1))) }

// PairPath is the file of a pair, "giam ngheo", or of a whole name, "=giam ngheo".
func PairPath(key string, bits int) string { return shardPath("p", int(hash(key)&(1<<bits-1))) }

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

// Packed is the file as it is published: gzip without a date. Its name does not
// say so, because some servers would declare a .gz as encoded and some would not.
func (f File) Packed() []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(fmt.Sprintf("gzip: %v", err)) // the level is a constant
	}
	// A buffer refuses nothing.
	_, _ = z.Write(f.Content)
	_ = z.Close()
	return b.Bytes()
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}

// sortedKeys are the keys of a map in their order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
