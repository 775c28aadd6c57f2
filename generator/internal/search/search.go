// Package search makes the files that the search of the site reads: an index of
// words and of pairs of neighbouring words, rows that show a result, and a small
// index of administrative units by name. A script in the page fetches the few
// files that a query needs; no server computes anything.
//
// Words are folded (viet.Fold), so that "giam ngheo" finds "giảm nghèo". Beside
// each folded word stand its spellings, so that a reader who types marks gets
// the pages with just these marks first. Vietnamese words are mostly of two
// syllables: pairs of neighbours tell "lao động" from a page that happens to
// hold both.
//
// Files are made so that a small change of the site changes few of them. The
// place of a document in the index follows from its date and address alone
// (place.go), and the file of a word from the word alone (shard.go). An index
// leaves a state (state.go), from which the next one is made by what changed
// (again.go).
//
// It knows nothing of records and does no input or output.
package search

// Document is one page to be found.
type Document struct {
	Address string // within its language: "/tin/2022/x/"
	Title   string
	Lang    string // of title and description where it is not the page's
	Kind    string // "Tin", "Cam kết", as readers see it
	Date    string // ISO; the newest are found first, those without one last
	When    string // as readers see it; may be empty
	Summary string // shown below the title

	// Names are what the page may also be called: former names, short names. They
	// weigh as the title does, and the page of a whole name is found first.
	Names []string
	// Text is everything else to be found, apart from title, summary and names.
	Text []string
}

// Options say what is alike, and what was before.
type Options struct {
	// Synonyms are groups of texts that mean the same: "UBND", "Ủy ban nhân dân".
	// A page that has one of a group is found by the others.
	Synonyms [][]string
	// Key stands for the documents of this index: other documents, another key.
	Key string
	// Last is an index made before; the zero value is none.
	Last Last
}

// Last is an index made before. One that is damaged or of other documents than
// these is not used.
type Last struct {
	Key   string
	Notes []string // its documents
	State []byte   // what it left
}

// Index is what readers of one language search.
type Index struct {
	Files     []File // in the order of their paths
	WordBits  int    // the files of words are numbered with as many bits
	PairBits  int    // those of pairs and whole names
	Documents int
	State     []byte // for the next index
	Again     bool   // made from the last one
}

// File is one file of the index. It is published packed.
type File struct {
	Path    string        // "w/31.bin"
	Key     string        // stands for the content: the same key, the same content
	Content func() []byte // made when it is asked for
}

// Build makes the index of one language from its documents as Encode wrote them.
// The same documents give the same bytes, in whatever order they come and whatever
// was before. Each address must come once.
func Build(notes []string, o Options) *Index {
	placed := placeAll(notes)
	s := again(placed, o)
	made := s != nil
	if !made {
		s = collect(placed, o)
	}
	ix := &Index{Documents: len(notes), WordBits: s.words.bits, PairBits: s.pairs.bits, State: s.data, Again: made}
	ix.Files = append(s.files(), rowFiles(placed)...)
	sortFiles(ix.Files)
	return ix
}
