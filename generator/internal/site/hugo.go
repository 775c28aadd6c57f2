package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/herrors"
	"github.com/gohugoio/hugo/common/hmaps"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"
)

// oneAtATime: Hugo keeps its logger in a global variable.
var oneAtATime sync.Mutex

// renderPages runs Hugo once over the pages, and lets go of their texts.
func renderPages(pages []pageText, w *writer, o Options) (err error) {
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("hugo panicked: %v\n%s", r, debug.Stack())
		}
	}()

	content, err := contentOf(pages)
	if err != nil {
		return err
	}
	earth, closeCache, err := newWorld(content, w.pictures, o)
	if err != nil {
		return err
	}
	defer closeCache()
	flags := settings(o)
	var heard complaints
	log := loggers.New(loggers.Options{
		// Fresh deprecations are told at level info.
		Level: logg.LevelInfo, DistinctLevel: logg.LevelWarn,
		StdOut: io.Discard, StdErr: io.Discard, HandlerPost: heard.hear,
	})
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: earth, Logger: log, Flags: flags,
		Filename:    themeRoot + "/hugo.toml",
		Environment: "production",
		// Not empty, or else Hugo takes its settings from the real environment.
		Environ:      []string{"MINHBACH=1"},
		SkipNpmCheck: true,
	})
	if err != nil {
		return explain(err, pages)
	}
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: hugofs.NewFromSourceAndDestination(earth, newPublishFs(w), flags),
		TestLogger: log, LogLevel: logg.LevelInfo, StdOut: io.Discard, StdErr: io.Discard,
	})
	if err != nil {
		return explain(err, pages)
	}
	defer sites.Close()
	if err := sites.Build(hugolib.BuildCfg{NoBuildLock: true}); err != nil {
		// A cancelled build and a full disk reach Hugo as odd errors: ours come first.
		return errors.Join(w.failure, explain(err, pages), heard.err(pages))
	}
	if o.Complete {
		for _, t := range sites.GetTemplateStore().UnusedTemplates() {
			// What is called by "template" is not counted: the theme's test sees to it.
			if name := t.PathInfo.Path(); !strings.HasPrefix(name, "/_embedded/") && !strings.HasPrefix(name, "/_partials/often/") {
				heard.add("no page uses the template layouts" + name)
			}
		}
	}
	return errors.Join(w.failure, heard.err(pages))
}

// settings are what Hugo is told beside the theme's hugo.toml.
func settings(o Options) config.Provider {
	mount := func(source, target string) map[string]any {
		return map[string]any{"source": source, "target": target}
	}
	mounts := []any{
		mount(themeRoot+"/layouts", "layouts"),
		mount(themeRoot+"/assets", "assets"),
		mount(themeRoot+"/i18n", "i18n"),
		map[string]any{"source": picturesRoot, "target": "assets/anh", "files": pictureFiles()},
		// Each of these would be mounted from the working folder if it were not named.
		mount(workRoot+"/data", "data"),
		mount(workRoot+"/static", "static"),
		mount(workRoot+"/archetypes", "archetypes"),
	}
	for _, lang := range languages {
		m := mount(contentRoot+"/"+lang, "content")
		m["sites"] = map[string]any{"matrix": map[string]any{"languages": []string{lang}}}
		mounts = append(mounts, m)
	}
	flags := config.New()
	flags.Set("baseURL", o.Settings.BaseURL)
	flags.Set("title", o.Settings.Title.VI)
	flags.Set("workingDir", workRoot)
	flags.Set("publishDir", outRoot)
	flags.Set("cacheDir", o.Cache)
	flags.Set("resourceDir", filepath.Join(o.Cache, "resources"))
	flags.Set("noBuildLock", true)
	flags.Set("module", hmaps.Params{"mounts": mounts})
	return flags
}

// newWorld fills the file system that Hugo runs in.
func newWorld(content afero.Fs, pictures *pictures, o Options) (*world, func() error, error) {
	mem := afero.NewMemMapFs()
	if err := mem.MkdirAll(workRoot, 0o755); err != nil {
		return nil, nil, fmt.Errorf("virtual folder: %w", err)
	}
	if err := copyTheme(mem, o.Theme); err != nil {
		return nil, nil, err
	}
	if err := os.MkdirAll(o.Cache, 0o755); err != nil {
		return nil, nil, fmt.Errorf("cache: %w", err)
	}
	cache, err := os.OpenRoot(o.Cache)
	if err != nil {
		return nil, nil, fmt.Errorf("cache: %w", err)
	}
	readOnly := afero.NewReadOnlyFs(mem)
	return &world{[]place{
		{root: workRoot, fs: readOnly},
		{root: themeRoot, fs: readOnly},
		{root: contentRoot, fs: afero.NewReadOnlyFs(content)},
		{root: picturesRoot, fs: pictures.fs, relative: true},
		{root: filepath.ToSlash(o.Cache), fs: folder{cache}, relative: true, writable: true},
	}}, cache.Close, nil
}

// copyTheme puts the theme into Hugo's world, layouts under their prefixed name.
func copyTheme(to afero.Fs, theme fs.FS) error {
	for _, dir := range []string{"layouts", "assets", "i18n"} { // a mount must exist
		if err := to.MkdirAll(path.Join(themeRoot, dir), 0o755); err != nil {
			return fmt.Errorf("theme: %w", err)
		}
	}
	err := fs.WalkDir(theme, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(theme, name)
		if err != nil {
			return err
		}
		if dir, base := path.Split(name); dir == "layouts/" && base != "baseof.html" {
			name = dir + layoutPrefix + base
		}
		return afero.WriteFile(to, path.Join(themeRoot, name), data, 0o644)
	})
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	return nil
}

// complaints are Hugo's warnings and errors, in no particular order.
type complaints struct {
	mu   sync.Mutex
	text []string
}

func (c *complaints) hear(e *logg.Entry) error {
	deprecated := slices.ContainsFunc(e.Fields, func(f logg.Field) bool {
		return f.Name == loggers.FieldNameCmd && f.Value == "deprecated"
	})
	if e.Level >= logg.LevelWarn || deprecated {
		c.add(e.Message)
	}
	return nil
}

func (c *complaints) add(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.text = append(c.text, text)
}

func (c *complaints) err(pages []pageText) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	slices.Sort(c.text)
	var all []error
	for _, text := range slices.Compact(c.text) {
		all = append(all, errors.New("hugo: "+realNames(text, pages)))
	}
	return errors.Join(all...)
}

// explain names each place of Hugo's error as the theme and the project know it.
func explain(err error, pages []pageText) error {
	var all []error
	for _, fe := range herrors.UnwrapFileErrors(err) {
		p := fe.Position()
		all = append(all, fmt.Errorf("%s:%d:%d: %s", realNames(p.Filename, pages), p.LineNumber, p.ColumnNumber, realNames(fe.Error(), pages)))
	}
	if len(all) == 0 {
		all = []error{errors.New("hugo: " + realNames(err.Error(), pages))}
	}
	return errors.Join(all...)
}

var virtualPage = regexp.MustCompile(`(?:` + contentRoot + `/\w+)?/?p(\d{7})(?:\.md)?`)

// realNames replaces the names of Hugo's world by those that people know.
func realNames(text string, pages []pageText) string {
	text = virtualPage.ReplaceAllStringFunc(text, func(name string) string {
		n, err := strconv.Atoi(virtualPage.FindStringSubmatch(name)[1])
		if err != nil || n >= len(pages) {
			return name
		}
		return fmt.Sprintf("%s (%s)", pages[n].url, pages[n].source)
	})
	return strings.NewReplacer(
		themeRoot+"/", "theme/", picturesRoot, picturesDir, "layouts/"+layoutPrefix, "layouts/", layoutPrefix, "",
	).Replace(text)
}
