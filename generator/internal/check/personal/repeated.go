package personal

import (
	"bytes"
	"hash/maphash"
	"strings"
	"sync/atomic"
	"unsafe"
)

// repeated knows what stands on many pages and was found clean: navigation, labels,
// names of places. It is read once. Nothing is told from it: a page that it does not
// clear is read whole, as if there were no others. It can be used by several
// goroutines at once.
type repeated struct {
	*Linter
	markup, text *clean
}

func newRepeated(l *Linter) *repeated { return &repeated{l, newClean(), newClean()} }

// clean remembers texts that were found clean, as many as there is room for. It can be
// used by several goroutines at once.
type clean struct {
	seed   maphash.Seed    // nobody can make two texts of one hash
	hashes []atomic.Uint64 // each in the one place where it may stand; a newer one takes it
}

const cleanTexts = 1 << 18

func newClean() *clean {
	return &clean{maphash.MakeSeed(), make([]atomic.Uint64, cleanTexts)}
}

// hash is what a text is known by, never 0.
func (c *clean) hash(text string) uint64 { return maphash.String(c.seed, text) | 1<<63 }

func (c *clean) has(h uint64) bool { return c.hashes[h%cleanTexts].Load() == h }

func (c *clean) add(h uint64) { c.hashes[h%cleanTexts].Store(h) }

// rows are what the paragraphs before say of those that follow.
type rows struct{ text, attributes rowState }

// none reports whether they say nothing.
func (s *rowState) none() bool { return len(s.heads) == 0 && !s.list }

func (r *rows) none() bool { return r.text.none() && r.attributes.none() }

// clears reports whether a page is clean for certain. It goes from one element that
// no sentence goes beyond to the next.
func (r *repeated) clears(page []byte) bool {
	var above rows
	for from := 0; from < len(page); {
		to := nextBlock(page, from)
		h := r.markup.hash(unsafe.String(&page[from], to-from))
		nothing := above.none()
		if nothing && r.markup.has(h) {
			from = to
			continue
		}
		m, end, ok := wholeMarkup(page, from, to)
		if !ok || !r.paragraphs(m.text.text.String(), &above.text) || !r.paragraphs(m.attributes.text.String(), &above.attributes) {
			return false
		}
		if nothing && above.none() && end == to && m.ended(to-from) {
			r.markup.add(h)
		}
		from = end
	}
	return true
}

// nextBlock returns where the next element begins after from that no sentence goes
// beyond, as far as that can be told from its name.
func nextBlock(page []byte, from int) int {
	for at := from + 1; ; {
		i := bytes.IndexByte(page[at:], '<')
		if i < 0 {
			return len(page)
		}
		at += i
		end := at + 1
		for end < len(page) && ('a' <= page[end] && page[end] <= 'z' || '0' <= page[end] && page[end] <= '9') {
			end++
		}
		// After a slash it may be no element: </<p>
		if end < len(page) && (page[end] == '>' || page[end] == ' ') && blocks[string(page[at+1:end])] && page[at-1] != '/' {
			return at
		}
		at = end
	}
}

// wholeMarkup takes page[from:to] apart, and more of it where what begins in there
// ends later. It fails where that is not found soon, or the page has comments.
func wholeMarkup(page []byte, from, to int) (m *markup, end int, ok bool) {
	for step := 1; step <= 64; step *= 2 {
		m = new(markup)
		err := m.read(bytes.NewReader(page[from:to]))
		if err != nil || m.comments {
			break
		}
		if to == len(page) || m.ended(to-from) {
			return m, to, true
		}
		for range step {
			if to < len(page) {
				to = nextBlock(page, to)
			}
		}
	}
	return nil, 0, false
}

// ended reports whether nothing that began in the markup, which has so many bytes, ends
// after it.
func (m *markup) ended(size int) bool { return m.size == size && m.raw == "" }

// paragraphs reports whether nothing is found in a text, paragraph by paragraph.
func (r *repeated) paragraphs(s string, above *rowState) bool {
	for s != "" {
		end := len(s)
		if i := strings.Index(s, "\n\n"); i >= 0 {
			end = i + 2
		}
		one := s[:end]
		s = s[end:]
		if len(strings.Trim(one, " \n")) == 0 {
			continue
		}
		h := r.text.hash(one)
		nothing := above.none()
		if nothing && r.text.has(h) {
			continue
		}
		if !r.paragraph(one, above) {
			return false
		}
		if nothing && above.none() {
			r.text.add(h)
		}
	}
	return true
}

// paragraph reports whether nothing is found in a paragraph, and nothing in it matters
// for what is found in others but the rows above them.
func (r *repeated) paragraph(s string, above *rowState) bool {
	// Marks that stand apart make that all of the text is composed. The long s is the
	// one letter whose capital is that of another.
	if strings.IndexByte(s, 0xcc) >= 0 || strings.IndexByte(s, 0xcd) >= 0 || strings.Contains(s, "ſ") {
		return false
	}
	in := read(s)
	defer in.done()
	if len(in.words) == 0 {
		return true
	}
	if in.words[0].is(".") { // whether a sentence ends there is told by the word before
		return false
	}
	f := &finder{Linter: r.Linter, reading: in, rowState: *above, alone: true}
	f.look()
	*above = f.rowState
	return len(f.found) == 0 && !f.beyond
}
