// Package kept remembers what a build made and from what, so that the next one
// makes only what changed. A build that is told nothing makes everything: the
// record saves work and never decides what readers see.
//
// The record says of each part of a site (a page with its feeds, a dataset) by
// the digest of what it is made from whether it would come out the same, and of
// each file of the output how it can be known again. It holds digests, addresses
// and what sitemaps say: nothing of it is more than readers have. It is signed
// with nothing; who can write to the folder of the program's cache can write to
// the output as well. What was damaged by chance is noticed.
package kept

import "time"

// Record is what a build left.
type Record struct {
	Made    time.Time // when the output had been written
	Program Digest    // the program, the theme and the settings of rendering
	Looked  Digest    // what the look for personal data in pages goes by
	Parts   []Part
	Outputs []*Output // in the order of their paths
}

// Part is what is made together, from the same inputs.
type Part struct {
	Name  string
	Key   Digest // of all inputs; unknown where they are not
	Pages []Page
	Files []string // output paths of what is no page
	Noted Digest   // of what readers may look for in it; unknown where that is nothing
	Notes []string // what else the rest of the site must know of it, as the part wrote it
}

// Page is what the rest of the site must know of a page.
type Page struct {
	Address, Lang string
	Source        string
	Moved         bool   // leads to another page
	Figures       bool   // shows figures of statistics
	Listed        bool   // in sitemaps
	Modified      string // day, in sitemaps
	Links         []Link // of its text, within the site
}

// Link is a link of a text to an address of the site, and where it stands.
type Link struct {
	Address   string
	Line, Col int // in Source
}

// Output is a file of the site.
type Output struct {
	Path   string
	SHA256 Digest
	Key    Digest   // of what a page is rendered from; unknown for other files
	Uses   []string // files that rendering made for this page: styles, resized pictures
	Stamp  Stamp
}

// Stamp is what the file system says of a file. A file that was not touched has
// the same stamp.
type Stamp struct {
	Size              int64
	Modified, Changed int64 // nanoseconds
	Inode             uint64
}

// Part finds a part by its name; nil when the record is nil or has none.
func (x *Index) Part(name string) *Part {
	if x == nil {
		return nil
	}
	return x.parts[name]
}

// Output finds a file of the output by its path; nil when there is none.
func (x *Index) Output(path string) *Output {
	if x == nil {
		return nil
	}
	return x.outputs[path]
}

// Index finds parts and outputs of a record by name. A nil Index finds nothing.
type Index struct {
	*Record
	parts   map[string]*Part
	outputs map[string]*Output
}

// NewIndex makes the index of a record.
func NewIndex(r *Record) *Index {
	x := &Index{r, make(map[string]*Part, len(r.Parts)), make(map[string]*Output, len(r.Outputs))}
	for i := range r.Parts {
		x.parts[r.Parts[i].Name] = &r.Parts[i]
	}
	for _, o := range r.Outputs {
		x.outputs[o.Path] = o
	}
	return x
}
