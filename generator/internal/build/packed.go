package build

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/andybalholm/brotli"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/source"
)

// packers make the compressed copies that the settings may ask for, by the ending
// that web servers look for. The same bytes give the same copy: neither form holds
// a name or a time.
var packers = map[string]func(io.Writer) io.WriteCloser{
	"gz": func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // the level is right
		return z
	},
	// One level below the best, which takes ten times as long for two in a hundred.
	"br": func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 9) },
}

// packable are the endings of files that get smaller.
var packable = []string{
	".html", ".css", ".js", ".json", ".jsonl", ".jsonld", ".csv", ".xml", ".svg", ".ttl", ".txt", ".webmanifest",
}

// leastPacked is the size below which a copy saves nothing: the file goes in one
// packet in any case.
const leastPacked = 1024

// pack writes the compressed copies of the files of a site. A copy of what did not
// change is taken over.
func (l *last) pack(ctx context.Context, endings []string, out *Output, files []*kept.Output) ([]*kept.Output, error) {
	if len(endings) == 0 {
		return nil, nil
	}
	var asked []*kept.Output
	for _, f := range files {
		if f.Stamp.Size >= leastPacked && slices.Contains(packable, path.Ext(f.Path)) {
			asked = append(asked, f)
		}
	}
	made := make([][]*kept.Output, len(asked))
	err := source.Each(len(asked), func(i int) (err error) {
		if err := ctx.Err(); err != nil {
			return err
		}
		made[i], err = l.packOne(endings, out, asked[i])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("compressed copies: %w", err)
	}
	return slices.Concat(made...), nil
}

func (l *last) packOne(endings []string, out *Output, f *kept.Output) (copies []*kept.Output, err error) {
	was := l.Output(f.Path)
	same := was != nil && was.SHA256 == f.SHA256
	var text []byte
	for _, ending := range endings {
		name := f.Path + "." + ending
		if before := l.Output(name); same && before != nil {
			copies = append(copies, before)
			continue
		}
		if text == nil {
			dir := out.Dir()
			if same {
				dir = out.target
			}
			if text, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path))); err != nil {
				return nil, err
			}
		}
		var b bytes.Buffer
		z := packers[ending](&b)
		if _, err := z.Write(text); err != nil {
			return nil, err
		}
		if err := z.Close(); err != nil {
			return nil, err
		}
		to := filepath.Join(out.Dir(), filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, b.Bytes(), 0o644)); err != nil {
			return nil, err
		}
		copies = append(copies, &kept.Output{Path: name, SHA256: kept.Of(b.Bytes()), Stamp: kept.Stamp{Size: int64(b.Len())}})
	}
	return copies, nil
}
