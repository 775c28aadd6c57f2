package site

import (
	"context"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
)

// atOnce is how many pages one run of Hugo renders, and bytesAtOnce how long their
// texts may be together. It holds some 400 KB for a page until it ends, twenty times
// its text where that is long; to begin a run costs as much as twenty to thirty pages.
const (
	atOnce      = 500
	bytesAtOnce = 8 << 20
)

// window is as much of a site as is rendered at once.
type window struct {
	pages []pageText
	files []portal.File
	bytes int
}

// renderer takes in a site piece by piece. While one window is rendered it fills
// the next. Once there is a problem nothing more is rendered, and the rest is only
// looked through.
type renderer struct {
	Options
	ctx      context.Context
	base     string // base path of the site
	site     *portal.Site
	beside   *beside
	w        *writer
	layouts  map[string]bool   // that the theme has
	claimed  map[string]string // output path to what wants it
	shared   []diag.Problem    // paths that two things want
	problems []diag.Problem
	again    []*kept.Output // pages that are as they were
	rendered int

	next    window
	running chan error // of the window that is being rendered; nil for none
}

// all takes in the whole site.
func (r *renderer) all() error {
	defer func() {
		if r.running != nil { // it writes where nobody will look
			<-r.running
		}
	}()
	for piece := range r.site.Pieces {
		if err := r.take(piece); err != nil {
			return err
		}
	}
	return r.finish()
}

// take takes in a piece, and notes in its pages where their texts lead.
func (r *renderer) take(piece portal.Piece) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	for i := range piece.Pages {
		if err := r.takePage(&piece.Pages[i]); err != nil {
			return err
		}
	}
	for _, f := range piece.Files {
		if err := r.claim(f.Path, f.Path); err != nil {
			return err
		}
		r.next.bytes += len(f.Data)
	}
	r.next.files = append(r.next.files, piece.Files...)
	if !r.Complete && (len(r.next.pages) >= atOnce || r.next.bytes >= bytesAtOnce) {
		return r.turn()
	}
	return nil
}

func (r *renderer) takePage(p *portal.Page) error {
	if err := r.checkLayout(p); err != nil {
		return err
	}
	if err := r.claimPage(p.Address, p.Lang, p.Source); err != nil {
		return err
	}
	var found []diag.Problem
	found, p.Links = checkText(*p, r.beside)
	r.problems = append(r.problems, found...)
	text, found, err := virtualText(p, r.base, r.Shared)
	if err != nil {
		return err
	}
	r.problems = append(r.problems, found...)
	if was := r.Last.Output(text.path); was != nil && was.Key == text.key {
		r.again = append(r.again, was)
		return nil
	}
	r.next.pages = append(r.next.pages, text)
	r.next.bytes += len(text.text)
	return nil
}

// turn hands on the window that is full and begins the next. There are never more
// than two: it waits for the one before.
func (r *renderer) turn() error {
	full := r.next
	r.next = window{}
	if err := r.wait(); err != nil || r.refused() {
		return err
	}
	r.rendered += len(full.pages)
	r.running = make(chan error, 1)
	go func() { r.running <- r.render(full) }()
	return nil
}

// wait waits for the window that is being rendered. A picture that cannot be read
// is a problem.
func (r *renderer) wait() error {
	if r.running == nil {
		return nil
	}
	err := <-r.running
	r.running = nil
	if err == nil {
		return nil
	}
	if ended := r.ctx.Err(); ended != nil {
		return ended // Hugo forgets what an error wraps
	}
	if bad := r.beside.pictures.blamed(err); bad != "" {
		r.problems = append(r.problems, unusablePicture(bad))
		return nil
	}
	return err
}

// refused reports whether the site cannot be published.
func (r *renderer) refused() bool {
	return len(r.problems)+len(r.shared)+len(r.site.Problems) > 0
}

func (r *renderer) render(full window) error {
	r.w.begin(full.pages)
	if len(full.pages) > 0 || r.Complete {
		if err := renderPages(full.pages, r.w, r.Options); err != nil {
			return err
		}
	}
	if err := r.w.end(full.pages); err != nil {
		return err
	}
	return r.w.writeFiles(full.files)
}

// finish takes in what is known when all has been composed, and ends the rendering.
func (r *renderer) finish() error {
	if r.Then != nil {
		if err := r.Then(r.site); err != nil {
			return err
		}
	}
	if err := r.take(portal.Piece{Files: r.site.Files}); err != nil {
		return err
	}
	if err := r.claimAgain(); err != nil {
		return err
	}
	for _, part := range r.site.Parts {
		for _, p := range part.Pages {
			r.problems = append(r.problems, checkLinks(p.Source, p.Lang, p.Links, r.claimed, r.beside)...)
		}
	}
	if err := r.turn(); err != nil {
		return err
	}
	if err := r.wait(); err != nil {
		return err
	}
	if len(r.site.Problems) == 0 { // composing knows better why two things want one path
		r.problems = append(r.problems, r.shared...)
	}
	r.problems = append(r.problems, r.site.Problems...)
	return nil
}
