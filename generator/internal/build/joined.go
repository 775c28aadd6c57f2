package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/site"
)

// partFile says of a part of a site what is in it and what it was made from.
const partFile = ".minhbach-part"

// Part makes the pages of one unit and of all in its area into o.Out, for Join.
// The whole project must be there: a page shows what its neighbours promised. The
// unit is told by its code or id.
func Part(ctx context.Context, o Options, unit string) (Summary, []diag.Problem, error) {
	defer steady()()
	b, problems, err := begin(ctx, o)
	if b == nil {
		return Summary{}, problems, err
	}
	defer b.end()
	in, stats, out, cache := b.Input, b.stats, b.out, b.cache
	l, err := firstOf(o, in, cache)
	if err != nil {
		return Summary{}, nil, err
	}
	o.progress("Tính kích thước các tệp dữ liệu", "Working out the sizes of the data files")
	aside, err := os.MkdirTemp("", "minhbach-data-")
	if err != nil {
		return Summary{}, nil, fmt.Errorf("data files: %w", err)
	}
	defer os.RemoveAll(aside)
	data, err := writeData(ctx, in, stats.options(), "", aside, "", kept.Memory{})
	if err != nil {
		return Summary{}, nil, err
	}
	memory, err := l.memory(o, in, stats)
	if err != nil {
		return Summary{}, nil, err
	}
	o.progress("Soạn và dựng các trang", "Composing and rendering the pages")
	pages := portal.Build(in.Set, in.Settings, portal.Options{
		Drafts: o.Drafts, Statistics: stats.options(), Data: data, Project: in.project, Commit: o.commit(in.Settings),
		Memory: memory, Within: unit,
	})
	rendered, found, err := site.Render(ctx, pages, site.Options{
		Root: o.Root, Out: out.Dir(), Cache: cache, Settings: in.Settings, Theme: o.theme, Shared: l.shared,
	})
	if err != nil {
		return Summary{}, nil, fmt.Errorf("render pages: %w", err)
	}
	if len(pages.Parts) == 0 {
		return Summary{}, nil, fmt.Errorf("%w: %q", ErrNoUnit, unit)
	}
	problems = append(problems, found...)
	if diag.HasErrors(found) {
		return Summary{}, diag.Sort(problems), nil
	}
	if rendered.Unexplained != "" { // a join could not tell which pages need it
		return Summary{}, nil, fmt.Errorf("render pages: no page names the file %s, which rendering made", rendered.Unexplained)
	}
	record := &kept.Record{Program: l.program, Outputs: rendered.Outputs}
	for _, p := range pages.Parts {
		record.Parts = append(record.Parts, p.Part)
	}
	if err := kept.Write(filepath.Join(out.Dir(), partFile), record); err != nil {
		return Summary{}, nil, err
	}
	if err := in.project.Changed(); err != nil {
		return Summary{}, nil, err
	}
	o.progress("Đưa trang vào chỗ", "Moving the site into place")
	return Summary{Pages: rendered.Pages, Files: len(rendered.Outputs) - rendered.Pages, Rendered: rendered.Pages}, diag.Sort(problems), out.Commit()
}

// firstOf is a last build that left nothing.
func firstOf(o Options, in *Input, cache string) (*last, error) {
	l := &last{}
	var err error
	if l.program, err = kept.Program(cache); err != nil {
		return nil, err
	}
	l.shared, err = site.Shared(l.program, o.theme, in.Settings)
	return l, err
}

// ErrNoUnit says that no unit has the code or id of a part.
var ErrNoUnit = errors.New("no unit has this code or id")

// Join builds the whole site into o.Out and takes the pages that parts have ready
// as they are. A page that was made from other records, by another version of the
// program or with other settings is made anew, so that the result is always the
// one of a whole build. Parts are trusted as the machines that made them.
func Join(ctx context.Context, o Options, parts []string) (s Summary, problems []diag.Problem, err error) {
	cache, err := o.cacheDir()
	if err != nil {
		return Summary{}, nil, err
	}
	out, err := NewOutput(o.Out)
	if err != nil {
		return Summary{}, nil, err
	}
	defer out.Discard()
	aside := o
	aside.Out = filepath.Join(filepath.Dir(out.target), "."+filepath.Base(out.target)+".parts")
	defer func() { err = errors.Join(err, os.RemoveAll(aside.Out)) }()
	if err := putTogether(ctx, aside.Out, cache, parts); err != nil {
		return Summary{}, nil, fmt.Errorf("join: %w", err)
	}
	s, problems, err = Build(ctx, aside)
	if err != nil || diag.HasErrors(problems) {
		return s, problems, err
	}
	if err := errors.Join(os.RemoveAll(out.Dir()), os.Rename(aside.Out, out.Dir())); err != nil {
		return s, problems, fmt.Errorf("join: %w", err)
	}
	return s, problems, out.Commit()
}

// putTogether fills a folder with what parts have ready, as a build would have
// left it that made no more than that.
func putTogether(ctx context.Context, folder, cache string, parts []string) error {
	program, err := kept.Program(cache)
	if err != nil {
		return err
	}
	out, err := NewOutput(folder)
	if err != nil {
		return err
	}
	defer out.Discard()
	root, err := os.OpenRoot(out.Dir())
	if err != nil {
		return err
	}
	defer root.Close()
	j := &joiner{root: root, record: kept.Record{Program: program}, has: map[string]bool{}, partOf: map[string]string{}}
	for _, part := range parts {
		if err := errors.Join(ctx.Err(), j.add(part)); err != nil {
			return err
		}
	}
	if err := out.Commit(); err != nil {
		return err
	}
	for _, o := range j.record.Outputs {
		info, err := os.Lstat(filepath.Join(folder, filepath.FromSlash(o.Path)))
		if err != nil {
			return err
		}
		o.Stamp = kept.StampOf(info)
	}
	slices.SortFunc(j.record.Outputs, func(a, b *kept.Output) int { return cmp.Compare(a.Path, b.Path) })
	j.record.Made = time.Now()
	name := recordOf(cache, out)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	return kept.Write(name, &j.record)
}

// joiner copies the files of parts into one folder.
type joiner struct {
	root   *os.Root
	record kept.Record
	has    map[string]bool   // paths
	partOf map[string]string // name of each part of the site to the folder that has it
}

func (j *joiner) add(folder string) error {
	r, err := kept.Read(filepath.Join(folder, partFile))
	if err != nil {
		return fmt.Errorf("%s is no part of a site: %w", folder, err)
	}
	if r.Program != j.record.Program {
		return fmt.Errorf("%s was made by another version of the program", folder)
	}
	for _, p := range r.Parts {
		if other, taken := j.partOf[p.Name]; taken {
			return fmt.Errorf("%s and %s overlap: both have %s", other, folder, p.Name)
		}
		j.partOf[p.Name] = folder
		j.record.Parts = append(j.record.Parts, p)
	}
	from, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer from.Close()
	for _, o := range r.Outputs {
		if j.has[o.Path] { // styles and scripts are in every part
			continue
		}
		j.has[o.Path] = true
		if err := j.copy(from, o); err != nil {
			return fmt.Errorf("%s: %w", folder, err)
		}
		j.record.Outputs = append(j.record.Outputs, o)
	}
	return nil
}

// copy copies a file of a part and sees that it is as it was made.
func (j *joiner) copy(from *os.Root, o *kept.Output) error {
	data, err := from.ReadFile(o.Path)
	if err != nil {
		return err
	}
	if kept.Of(data) != o.SHA256 {
		return fmt.Errorf("%s is not as it was made", o.Path)
	}
	if err := j.root.MkdirAll(path.Dir(o.Path), 0o755); err != nil {
		return err
	}
	return j.root.WriteFile(o.Path, data, 0o644)
}
