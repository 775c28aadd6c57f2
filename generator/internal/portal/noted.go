package portal

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"

	"minhbach/generator/internal/kept"
)

// notebook is what the parts of an edition note for its search, one part after the
// other. It is packed: pages say much the same, and all of them are noted before the
// index is made. A notebook is left for the next build.
type notebook struct {
	packed bytes.Buffer
	z      *zstd.Encoder
}

// noteWindow is how far back the packing looks for what was said before.
const noteWindow = 1 << 20

func newNotebook() *notebook {
	b := &notebook{}
	b.z, _ = zstd.NewWriter(&b.packed, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(noteWindow)) // the options are right
	return b
}

// add notes the texts of a part, and returns what stands for them: nothing where
// there are none.
func (b *notebook) add(texts []string) kept.Digest {
	if len(texts) == 0 {
		return kept.Digest{}
	}
	line := binary.AppendUvarint(nil, uint64(len(texts)))
	for _, t := range texts {
		line = append(binary.AppendUvarint(line, uint64(len(t))), t...)
	}
	_, _ = b.z.Write(line) // a buffer takes everything
	return digestOfNotes(texts)
}

func digestOfNotes(texts []string) kept.Digest {
	return kept.NewKey("noted").Text(texts...).Digest()
}

// close ends the notebook, and returns it packed.
func (b *notebook) close() []byte {
	_ = b.z.Close() // a buffer takes everything
	return b.packed.Bytes()
}

// noteReader reads a notebook.
type noteReader struct {
	z *zstd.Decoder
	*bufio.Reader
}

func readNotes(packed []byte) (*noteReader, error) {
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("notes for the search: %w", err)
	}
	return &noteReader{z, bufio.NewReader(z)}, nil
}

func (r *noteReader) close() { r.z.Close() }

// mostNoted bounds what is read of a damaged notebook: the texts of a part, and
// the bytes of one.
const mostNoted = 64 << 20

var errNotes = errors.New("the notes for the search are not those of the last build")

// next reads the texts of the next part, which must be what the digest stands for.
func (r *noteReader) next(want kept.Digest) ([]string, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil || n > mostNoted {
		return nil, errNotes
	}
	var texts []string
	for range n {
		size, err := binary.ReadUvarint(r)
		if err != nil || size > mostNoted {
			return nil, errNotes
		}
		var text strings.Builder
		text.Grow(int(size))
		if _, err := io.CopyN(&text, r, int64(size)); err != nil {
			return nil, errNotes
		}
		texts = append(texts, text.String())
	}
	if digestOfNotes(texts) != want {
		return nil, errNotes
	}
	return texts, nil
}

// noted are the notes of all parts of an edition, and the notebook that they are left
// in. They stand in the notebook of this build, packed, for what it composed, and in
// that of the last for the rest; what neither has is composed once more.
func (c *composer) noted(e *edition, parts []Part, composing []part, packed []byte, last map[string][]string) ([]string, []byte) {
	r, err := readNotes(packed)
	if err != nil {
		panic(fmt.Sprintf("portal: notes of this build: %v", err))
	}
	defer r.close()
	var all []string
	left := newNotebook()
	for i := range parts {
		p := &parts[i]
		if !p.Noted.Known() {
			continue
		}
		texts := last[p.Name]
		switch {
		case !p.Again:
			if texts, err = r.next(p.Noted); err != nil {
				panic(fmt.Sprintf("portal: notes of this build: %v", err))
			}
		case texts == nil:
			for page := range composing[i].pages {
				texts = append(texts, e.findable([]Page{page})...)
			}
		}
		all = append(all, texts...)
		left.add(texts)
	}
	return all, left.close()
}

// lastNotes are what the parts of an edition noted in the last build, by their names
// and all of them; nothing where they were not left whole.
func (n *needs) lastNotes(e *edition) (of map[string][]string, all []string) {
	if n.memory.Last == nil || n.memory.Left == nil {
		return nil, nil
	}
	r, err := readNotes(n.memory.Left(e.lang + "/" + notesPart))
	if err != nil {
		return nil, nil
	}
	defer r.close()
	of = map[string][]string{}
	for i := range n.memory.Last.Parts {
		p := &n.memory.Last.Parts[i]
		if !strings.HasPrefix(p.Name, e.lang+"/") || !p.Noted.Known() {
			continue
		}
		if of[p.Name], err = r.next(p.Noted); err != nil {
			return nil, nil
		}
		all = append(all, of[p.Name]...)
	}
	return of, all
}
