// Package build runs the whole chain, from the files of a project folder to a
// site in its output folder. It alone knows every stage; beside cube it alone
// sees microdata, and it hands on nothing of it but protected tables.
package build

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/settings"
	"minhbach/generator/internal/site"
	"minhbach/generator/internal/source"
)

// Options say what to build and where.
type Options struct {
	Root   string            // the project folder
	Out    string            // the output folder
	Cache  string            // what may be kept between builds; empty: a folder of the user's cache
	Env    []string          // the environment, for MINHBACH_… settings
	Flags  map[string]string // settings given on the command line: base-url, microdata
	Drafts bool              // build drafts too, and what waits for its moment
	Now    time.Time         // what waits for a later moment is left out; zero: the end of the day in dataAsOf
	// Record is the folder of what one build tells the next; empty: one in Cache. It
	// is for an output that does not outlive the program.
	Record string
	// Complete makes a template that no page uses an error: for a project that has
	// every kind of page.
	Complete bool
	// NoCache has every file judged, whatever was found before.
	NoCache bool
	// Progress is told the stage that begins; nil is quiet.
	Progress func(stage diag.Text)

	publication *publication // nil where nothing is published
	theme       fs.FS        // nil is the theme of the program; tests change it
	remember    int          // files from which verdicts are kept; 0: their default
}

// Input is a project that has been read and checked.
type Input struct {
	Set      *record.Set // nil when there are errors
	Settings record.Site
	Files    int

	project *source.Project
	pages   personal.Pages // how they are looked through before they are published
}

// Summary says what was built.
type Summary struct {
	Pages, Files int // of the site
	// Rendered, Written and Removed are what was done, where an earlier build had
	// done the rest.
	Rendered, Written, Removed int
	Whole                      *diag.Text // why everything was made; nil when not everything was
}

// Check reads the project and finds all problems, those of the addresses of its
// pages too. The error is a failure of the machine, never of the inputs. What was
// found well before and has not changed is not judged again, unless it runs in a
// place where others write to (CI) or was told not to.
func Check(ctx context.Context, o Options) (*Input, []diag.Problem, error) {
	in, problems, err := open(ctx, o, true)
	if err != nil {
		return nil, nil, err
	}
	defer in.project.Close()
	if in.Set == nil {
		return in, problems, nil
	}
	// Addresses of what is listed below their commitments lie where no text can be, and
	// what news says, or what it is about, does not move it.
	listed := *in.Set
	listed.Commitments, listed.Activities, listed.Outcomes = nil, nil, nil
	listed.News = slices.Clone(listed.News)
	for i := range listed.News {
		meta := listed.News[i].Meta
		listed.News[i].Body, listed.News[i].Meta = "", record.News{Title: meta.Title, Date: meta.Date, Draft: meta.Draft}
	}
	found := portal.Overlaps(&listed, in.Settings, portal.Options{Drafts: o.Drafts})
	return in, diag.Sort(append(problems, found...)), nil
}

// read reads the project and checks its records and texts. What was found well before
// is not judged again, but to publish it is. Files of records are read again where a
// number leads to its line; the project is to be closed.
func read(ctx context.Context, o Options) (*Input, []diag.Problem, error) {
	return open(ctx, o, false)
}

// open reads and checks the project, thin where no pages will be made of it.
func open(ctx context.Context, o Options, thin bool) (*Input, []diag.Problem, error) {
	defer steady()()
	o.progress("Đọc và kiểm tra dữ liệu", "Reading and checking the records")
	kept := o.keptVerdicts()
	project, problems, err := source.Open(ctx, o.Root, source.Options{})
	if err != nil {
		return nil, nil, fmt.Errorf("read project: %w", err)
	}
	verdicts, program := kept.wait(len(project.Files))
	in, problems, err := judge(ctx, o, project, problems, check.Options{Thin: thin, Verdicts: verdicts, Conditions: []string{program}})
	if err != nil {
		project.Close()
		return nil, nil, err
	}
	kept.save()
	return in, problems, nil
}

// judge finds the problems of a project beside those found in reading it.
func judge(ctx context.Context, o Options, project *source.Project, problems []diag.Problem, how check.Options) (*Input, []diag.Problem, error) {
	in := &Input{Files: len(project.Files), project: project}
	var found []diag.Problem
	in.Settings, found = settings.Load(project, o.Env, o.Flags)
	problems = append(problems, found...)
	problems = append(problems, settings.Late(project, in.Settings, o.Now)...)
	look := personal.Begin(project, personal.Options{Today: in.Settings.DataAsOf, Files: os.DirFS(o.Root)})
	in.pages = look.Pages()
	texts, err := site.OpenTexts(o.Root)
	if err != nil {
		return nil, nil, err
	}
	defer texts.Close()
	var mu sync.Mutex
	how.Judge = func(f *source.File, tree *source.Node) (bool, error) {
		well, err := look.File(f, tree)
		if err != nil || !f.IsText() {
			return well, err
		}
		found, alone := texts.Check(f)
		mu.Lock()
		defer mu.Unlock()
		problems = append(problems, found...)
		return well && alone && len(found) == 0, nil
	}
	how.Today, how.Drafts, how.Now = in.Settings.DataAsOf, o.Drafts, o.Now
	how.Again, how.Conditions = look.HasAllowance, append(how.Conditions, look.Conditions()...)
	if in.Set, found, err = check.Run(ctx, project, how); err != nil {
		return nil, nil, err
	}
	problems = append(problems, found...)
	problems = diag.Sort(check.Once(append(problems, look.Problems()...)))
	if diag.HasErrors(problems) {
		in.Set = nil
	}
	return in, problems, ctx.Err()
}

// Build checks the project and, when nothing is wrong, renders the site beside
// the output folder and moves it into place. On problems or an error the output
// folder is as it was.
func Build(ctx context.Context, o Options) (Summary, []diag.Problem, error) {
	defer steady()()
	b, problems, err := begin(ctx, o)
	if b == nil {
		return Summary{}, problems, err
	}
	defer b.end()
	in, stats, out, cache := b.Input, b.stats, b.out, b.cache
	last, err := openLast(o, in, out, cache)
	if err != nil {
		return Summary{}, nil, err
	}
	if last.why != nil {
		o.progress("Dựng lại toàn bộ: "+last.why.VI, "Everything is made: "+last.why.EN)
	}
	memory, err := last.memory(o, in, stats)
	if err != nil {
		return Summary{}, nil, err
	}
	o.progress("Ghi các tệp dữ liệu", "Writing the data files")
	data, err := writeData(ctx, in, stats.options(), o.publication.version(), out.Dir(), out.target, memory)
	if err != nil {
		return Summary{}, nil, err
	}
	history, found, err := o.publication.prepare(in, stats, data)
	problems = append(problems, found...)
	if err != nil || diag.HasErrors(found) {
		return Summary{}, diag.Sort(problems), err
	}
	o.progress("Soạn và dựng các trang", "Composing and rendering the pages")
	pages := portal.Build(in.Set, in.Settings, portal.Options{
		Drafts: o.Drafts, Statistics: stats.options(), Data: data, Releases: history, Project: in.project, Commit: o.commit(in.Settings),
		Memory: memory,
	})
	rendered, found, err := site.Render(ctx, pages, site.Options{
		Root: o.Root, Out: out.Dir(), Cache: cache, Settings: in.Settings, Complete: o.Complete,
		Theme: o.theme, Last: last.Index, Shared: last.shared, Then: stats.publish,
	})
	if err != nil {
		return Summary{}, nil, fmt.Errorf("render pages: %w", err)
	}
	problems = diag.Sort(append(problems, found...))
	if diag.HasErrors(found) {
		return Summary{}, problems, nil
	}
	files, err := filesOf(rendered, data)
	if err != nil {
		return Summary{}, nil, err
	}
	packed, err := last.pack(ctx, in.Settings.Precompress, out, files)
	if err != nil {
		return Summary{}, nil, err
	}
	change := last.compare(append(files, packed...))
	if err := writeSums(out.Dir(), change.outputs); err != nil {
		return Summary{}, nil, err
	}
	o.progress("Soát các trang", "Looking through the pages")
	found, err = look(in, last, out, change)
	if err != nil {
		return Summary{}, nil, err
	}
	if problems = diag.Sort(append(problems, found...)); diag.HasErrors(found) {
		return Summary{}, problems, nil
	}
	if err := in.project.Changed(); err != nil {
		return Summary{}, nil, err
	}
	o.progress("Đưa trang vào chỗ", "Moving the site into place")
	if err := place(ctx, last, out, change); err != nil {
		return Summary{}, nil, err
	}
	if err := last.keep(out, pages, rendered, change); err != nil {
		return Summary{}, nil, err
	}
	return Summary{
		Pages: pages.Len(), Files: len(change.outputs) - pages.Len(),
		Rendered: rendered.Pages, Written: len(change.put), Removed: len(change.remove), Whole: last.why,
	}, problems, nil
}

func (o Options) progress(vi, en string) {
	if o.Progress != nil {
		o.Progress(diag.Text{VI: vi, EN: en})
	}
}

// cacheDir is where resized pictures are kept; it holds nothing that cannot be
// made again.
func (o Options) cacheDir() (string, error) {
	if o.Cache != "" {
		return o.Cache, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil { // a CI job without a home
		dir = os.TempDir()
	}
	dir = filepath.Join(dir, "minhbach")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("cache folder: %w", err)
	}
	return dir, nil
}
