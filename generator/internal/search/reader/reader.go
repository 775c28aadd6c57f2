// Package reader searches an index as the script in the page does, step by step
// and byte by byte. Tests hold it against a look through all pages, and the
// script against it; measurements count what it fetches.
package reader

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/search"
)

// Reader reads one index.
type Reader struct {
	WordBits, PairBits int
	// Fetch returns a file of the index as it is published.
	Fetch func(path string) ([]byte, error)
}

// A Document is named by its place: the newest has the greatest number.
type Document uint64

const monthSize = 1 << 24

// Result is what a query finds, in order. The first Exact have the marks that
// were typed; the others differ from them in marks only.
type Result struct {
	Documents []Document
	Exact     int
}

const (
	shown     = 10
	mostWords = 12
)

// found are the documents that have a word, in their title and at all.
type found struct{ titles, all []Document }

// Search finds the pages that have all words of a query.
func (r *Reader) Search(query string) (Result, error) {
	words := search.Words(query)
	words = words[:min(len(words), mostWords)]
	marked := slices.ContainsFunc(words, func(w search.Word) bool { return w.Spelling != w.Folded })
	var typed, pairs []found
	for i, w := range words {
		f, err := r.word(w.Spelling)
		if err != nil {
			return Result{}, err
		}
		typed = append(typed, f)
		if i > 0 {
			if f, err = r.pair(words[i-1].Folded + " " + w.Folded); err != nil {
				return Result{}, err
			}
			pairs = append(pairs, f)
		}
	}
	var name found
	if len(words) > 1 {
		var err error
		if name, err = r.pair("=" + search.Folds(words)); err != nil {
			return Result{}, err
		}
	}
	result := Result{Documents: rank(typed, pairs, name)}
	result.Exact = len(result.Documents)
	if !marked || result.Exact >= shown {
		return result, nil
	}
	var folded []found
	for _, w := range words {
		f, err := r.word(w.Folded)
		if err != nil {
			return Result{}, err
		}
		folded = append(folded, f)
	}
	for _, d := range rank(folded, pairs, name) {
		if !slices.Contains(result.Documents[:result.Exact], d) {
			result.Documents = append(result.Documents, d)
		}
	}
	return result, nil
}

// Address is that of a document.
func (r *Reader) Address(d Document) (string, error) {
	month, slot := int(d/monthSize), int(d%monthSize)
	content, err := r.read(search.RowPath(month, slot))
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(content)) {
		if fields := strings.Split(line, "\t"); fields[0] == strconv.Itoa(slot) {
			return fields[1], nil
		}
	}
	return "", fmt.Errorf("no row for slot %d of month %d", slot, month)
}

// rank orders the documents that have all words: the page of that name, words in
// the title, words side by side; each the newest first.
func rank(words, pairs []found, name found) []Document {
	titles, all := both(words)
	known := slices.DeleteFunc(slices.Clone(pairs), func(p found) bool { return len(p.all) == 0 })
	pairTitles, pairAll := both(known)
	points := map[Document]int{}
	for _, give := range []struct {
		list   []Document
		points int
	}{{name.all, 8}, {titles, 4}, {pairTitles, 2}, {pairAll, 1}} {
		for _, d := range give.list {
			points[d] += give.points
		}
	}
	slices.SortFunc(all, func(a, b Document) int { return cmp.Or(cmp.Compare(points[b], points[a]), cmp.Compare(b, a)) })
	return all
}

// both are the documents in every list.
func both(list []found) (titles, all []Document) {
	count := func(pick func(found) []Document) []Document {
		times := map[Document]int{}
		var kept []Document
		for _, f := range list {
			for _, d := range pick(f) {
				if times[d]++; times[d] == len(list) {
					kept = append(kept, d)
				}
			}
		}
		return kept
	}
	return count(func(f found) []Document { return f.titles }), count(func(f found) []Document { return f.all })
}

func (r *Reader) word(key string) (found, error) {
	return r.entry(search.WordPath(key, r.WordBits), key, key)
}

func (r *Reader) pair(key string) (found, error) {
	return r.entry(search.PairPath(key, r.PairBits), search.Signs(key), key)
}

// entry finds a key in its file, where signs stand for it.
func (r *Reader) entry(path, signs, key string) (found, error) {
	content, err := r.read(path)
	if err != nil {
		return found{}, err
	}
	part := func() []byte {
		n, size := binary.Uvarint(content)
		p := content[size : size+int(n)]
		content = content[size+int(n):]
		return p
	}
	for len(content) > 0 {
		name, titles, all := part(), part(), part()
		if string(name) != signs {
			continue
		}
		if len(all) == 0 {
			if all, err = r.read(search.LongPath(path, key)); err != nil {
				return found{}, err
			}
		}
		return found{documents(titles), documents(all)}, nil
	}
	return found{}, nil
}

// documents reads a list.
func documents(b []byte) []Document {
	next := func() int {
		n, size := binary.Uvarint(b)
		b = b[size:]
		return int(n)
	}
	var list []Document
	for month := 0; len(b) > 0; {
		if month == 0 {
			month = next()
		} else {
			month -= next()
		}
		var slots []int
		if head := next(); head%2 == 1 {
			for i := range head / 2 * 8 {
				if b[i/8]>>(i%8)&1 == 1 {
					slots = append(slots, i)
				}
			}
			b = b[head/2:]
		} else {
			slot := 0
			for range head / 2 {
				slot += next()
				slots = append(slots, slot)
			}
		}
		for _, slot := range slices.Backward(slots) {
			list = append(list, Document(month*monthSize+slot))
		}
	}
	return list
}

func (r *Reader) read(path string) ([]byte, error) {
	packed, err := r.Fetch(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return content, nil
}
