package search

import (
	"encoding/binary"
	"slices"
)

// entry is what is known of one word, pair or name: the documents with it in
// title or names, and all that have it.
type entry struct {
	text        []byte // "giam", "giam ngheo", "=lam thuong"
	n           int    // documents
	shown       bool   // is published
	titles, all []byte // lists
}

// append writes an entry for the state: text, twice the number of documents and
// one more where it is shown, titles, all; texts and lists with their lengths
// before them.
func (e *entry) append(b []byte) []byte {
	head := uint64(e.n) << 1
	if e.shown {
		head |= 1
	}
	b = appendPart(b, e.text)
	b = binary.AppendUvarint(b, head)
	b = appendPart(b, e.titles)
	return appendPart(b, e.all)
}

func appendPart[T string | []byte](b []byte, part T) []byte {
	b = binary.AppendUvarint(b, uint64(len(part)))
	return append(b, part...)
}

// next reads the first of some entries. What was checked when it was read cannot
// be cut short.
func next(b []byte) (e entry, rest []byte) {
	e.text, b = nextPart(b)
	head, size := binary.Uvarint(b)
	e.n, e.shown = int(head>>1), head&1 == 1
	e.titles, b = nextPart(b[size:])
	e.all, b = nextPart(b)
	return e, b
}

func nextPart(b []byte) (part, rest []byte) {
	n, size := binary.Uvarint(b)
	b = b[size:]
	return b[:n:n], b[n:]
}

// standing is how a document has a word.
type standing uint8

const (
	absent standing = iota
	said
	titled // in title or names
)

// edit changes how the document at a place has a word.
type edit struct {
	at place
	is standing
}

// edited is an entry after some edits. Its bytes are its own.
func (e entry) edited(edits []edit) entry {
	var gone, titles, all []place
	for _, x := range edits {
		gone = append(gone, x.at)
		if x.is != absent {
			all = append(all, x.at)
		}
		if x.is == titled {
			titles = append(titles, x.at)
		}
	}
	for _, list := range [][]place{gone, titles, all} {
		slices.SortFunc(list, newest)
	}
	kept := merged(placesOf(e.all), gone, all)
	e.n, e.all = len(kept), appendList(nil, kept)
	e.titles = appendList(nil, merged(placesOf(e.titles), gone, titles))
	return e
}

// merged is a list of places without some and with others.
func merged(list, without, with []place) []place {
	made := make([]place, 0, len(list)+len(with))
	for _, p := range list {
		for len(without) > 0 && newest(without[0], p) < 0 {
			without = without[1:]
		}
		if len(without) > 0 && without[0] == p {
			continue
		}
		for len(with) > 0 && newest(with[0], p) < 0 {
			made, with = append(made, with[0]), with[1:]
		}
		made = append(made, p)
	}
	return append(made, with...)
}
