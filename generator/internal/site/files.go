package site

import (
	"runtime"
	"sync"

	"minhbach/generator/internal/portal"
)

// writeFiles writes the files that need no template, several at once: pictures
// take time to make. The first failure ends it.
func (w *writer) writeFiles(files []portal.File) error {
	next := make(chan portal.File)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range next {
				_ = w.writeMade(f) // the writer keeps the error
			}
		})
	}
	for _, f := range files {
		if w.failed() != nil {
			break
		}
		next <- f
	}
	close(next)
	workers.Wait()
	return w.failed()
}

// failed is the first failure so far.
func (w *writer) failed() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failure
}
