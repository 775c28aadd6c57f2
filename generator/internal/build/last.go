package build

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/site"
	"minhbach/generator/internal/source"
)

// last is the last build of an output folder, as far as its work can be used
// again.
type last struct {
	record  string // file of the record
	program kept.Digest
	shared  kept.Digest // what every page is rendered with
	looked  kept.Digest
	*kept.Index
	why *diag.Text // why everything is made; nil when not everything is
}

// openLast reads the record of the last build and sees that it is of this
// program and that the output is as that build left it. Where anything is
// otherwise, everything is made.
func openLast(o Options, in *Input, out *Output, cache string) (*last, error) {
	l := &last{record: recordOf(cache, out)}
	if o.Record != "" {
		l.record = filepath.Join(o.Record, filepath.Base(l.record))
	}
	if err := os.MkdirAll(filepath.Dir(l.record), 0o700); err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	var err error
	if l.program, err = kept.Program(cache); err != nil {
		return nil, err
	}
	if l.shared, err = site.Shared(l.program, o.theme, in.Settings); err != nil {
		return nil, err
	}
	l.looked = lookedBy(in, l.program)
	l.Index, l.why = l.read(o, out)
	return l, nil
}

// recordOf is the file with the record of what was built into an output.
func recordOf(cache string, out *Output) string {
	return filepath.Join(cache, "outputs", kept.OfText(out.target).String()[:32])
}

func (l *last) read(o Options, out *Output) (*kept.Index, *diag.Text) {
	why := func(vi, en string) (*kept.Index, *diag.Text) { return nil, &diag.Text{VI: vi, EN: en} }
	if o.Complete {
		return why("mọi mẫu trang đều phải được dùng", "every template has to be used")
	}
	record, err := kept.Read(l.record)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return why("chưa có ghi chép của lần dựng trước", "there is no record of an earlier build")
	case errors.Is(err, kept.ErrForm):
		return why("ghi chép của lần dựng trước do phiên bản khác của chương trình viết", "the record of the last build was written by another version of the program")
	case err != nil:
		return why("ghi chép của lần dựng trước bị hỏng", "the record of the last build is damaged")
	case record.Program != l.program:
		return why("chương trình đã đổi từ lần dựng trước", "the program has changed since the last build")
	}
	index := kept.NewIndex(record)
	if err := kept.Verify(out.target, index, o.publication != nil, marker, sumsFile); err != nil {
		return why("trang đã dựng lần trước không còn nguyên: "+err.Error(), "the last output is not as it was left: "+err.Error())
	}
	return index, nil
}

// lookedBy stands for what the look for personal data in pages goes by.
func lookedBy(in *Input, program kept.Digest) kept.Digest {
	k := kept.NewKey("looked").Add(program).Text(in.Settings.DataAsOf)
	for _, f := range in.project.Files {
		switch f.Kind {
		case "people", "units", "organizations", "allow", source.KindSite:
			k.Text(f.Path, f.Text)
		}
	}
	return k.Digest()
}

// memory tells the portal what can be used again, and what everything is made
// from that is no file of the project.
func (l *last) memory(o Options, in *Input, stats *statistics) (kept.Memory, error) {
	settings, err := json.Marshal(in.Settings)
	if err != nil {
		return kept.Memory{}, fmt.Errorf("digest of the settings: %w", err)
	}
	safe, err := stats.digest()
	if err != nil {
		return kept.Memory{}, err
	}
	base := kept.NewKey("base").Add(l.shared, safe).Text(string(settings)).Digest()
	left := func(part string) []byte { return kept.Left(l.record, part) }
	return kept.Memory{Last: l.Index, Base: base, File: digestsOf(in.project, o.Root), Left: left}, nil
}

// digest stands for the published statistics.
func (s *statistics) digest() (kept.Digest, error) {
	k := kept.NewKey("statistics")
	if s == nil {
		return k.Digest(), nil
	}
	for _, f := range s.audit {
		k.Text(f.name).Add(f.sum)
	}
	rest, err := json.Marshal(struct {
		Number    string
		Synthetic bool
		Standards map[int]string
		Pools     []portal.StatisticPool
	}{s.shown.Number, s.shown.Synthetic, s.shown.Standards, s.shown.Pools})
	if err != nil {
		return kept.Digest{}, fmt.Errorf("digest of the statistics: %w", err)
	}
	return k.Add(kept.Of(rest)).Digest(), nil
}

// digestsOf gives the digest of each file of the project, of a record or text as it
// was judged. Pictures are read from the disk when they are asked for, in the form in
// which Hugo will find them.
func digestsOf(p *source.Project, root string) func(path string) kept.Digest {
	var known sync.Map
	return func(path string) kept.Digest {
		f := p.File(path)
		if f != nil && f.HasText() {
			return f.Sum()
		}
		if d, ok := known.Load(path); ok {
			return d.(kept.Digest)
		}
		var d kept.Digest
		if f != nil {
			d, _, _ = kept.OfFile(filepath.Join(root, filepath.FromSlash(path))) // unknown: what cannot be read is told by who reads it
		}
		known.Store(path, d)
		return d
	}
}

// change is what the new output has that the last one has not, and the other way
// round.
type change struct {
	outputs []*kept.Output // of the whole site
	put     []string       // new or other bytes
	same    []string
	remove  []string
	moved   bool // what is the same has another place on the disk
}

// filesOf are the files of the site, pages and data.
func filesOf(rendered *site.Rendered, data *dataset.Catalog) ([]*kept.Output, error) {
	files := slices.Grow(rendered.Outputs, len(data.Files))
	for _, f := range data.Files {
		d, ok := kept.Parse(f.SHA256)
		if !ok {
			return nil, fmt.Errorf("digest of %s: %q", f.Path, f.SHA256)
		}
		files = append(files, &kept.Output{Path: f.Path, SHA256: d, Key: f.Key, Stamp: kept.Stamp{Size: f.Bytes}})
	}
	return files, nil
}

// compare says what became of every file of the site. The record has its files in the
// order of their paths too.
func (l *last) compare(files []*kept.Output) *change {
	c := &change{outputs: files}
	slices.SortFunc(c.outputs, func(a, b *kept.Output) int { return cmp.Compare(a.Path, b.Path) })
	var before []*kept.Output
	if l.Index != nil {
		before = l.Outputs
	}
	for _, o := range c.outputs {
		for len(before) > 0 && before[0].Path < o.Path {
			c.remove = append(c.remove, before[0].Path)
			before = before[1:]
		}
		var was *kept.Output
		if len(before) > 0 && before[0].Path == o.Path {
			was, before = before[0], before[1:]
		}
		if was != nil && was.SHA256 == o.SHA256 {
			c.same = append(c.same, o.Path)
		} else {
			c.put = append(c.put, o.Path)
		}
	}
	for _, was := range before {
		c.remove = append(c.remove, was.Path)
	}
	return c
}

// keep writes the record of this build, for the next one.
func (l *last) keep(out *Output, pages *portal.Site, rendered *site.Rendered, c *change) error {
	if rendered.Unexplained != "" {
		return kept.Forget(l.record)
	}
	r := &kept.Record{Program: l.program, Looked: l.looked, Outputs: c.outputs}
	for _, p := range pages.Parts {
		r.Parts = append(r.Parts, p.Part)
	}
	for _, o := range r.Outputs {
		if was := l.Output(o.Path); was != nil && was.SHA256 == o.SHA256 && !c.moved {
			o.Stamp = was.Stamp
			continue
		}
		info, err := os.Lstat(filepath.Join(out.target, filepath.FromSlash(o.Path)))
		if err != nil {
			return fmt.Errorf("record of the build: %w", err)
		}
		o.Stamp = kept.StampOf(info)
	}
	for part, data := range pages.Left {
		if err := kept.Leave(l.record, part, data); err != nil {
			return err
		}
	}
	r.Made = time.Now()
	return kept.Write(l.record, r)
}
