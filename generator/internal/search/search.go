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
// (place.go), and the file of a word from the word alone (shard.go).
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

// Options say what is alike.
type Options struct {
	// Synonyms are groups of texts that mean the same: "UBND", "Ủy ban nhân dân".
	// A page that has one of a group is found by the others.
	Synonyms [][]string
}

// Index is what readers of one language search.
type Index struct {
	Files     []File // in the order of their paths
	WordBits  int    // the files of words are numbered with as many bits
	PairBits  int    // those of pairs and whole names
	Documents int
}

// File is one file of the index. It is published packed; packing takes more time
// than all else, so that whoever knows what Content became before need not pack it.
type File struct {
	Path    string // "w/31.bin"
	Content []byte
}

// The largest summary kept for a result, in characters.
const summaryLength = 220

// Build makes the index of one language. The same documents give the same
// bytes, in whatever order they come. Each address must come once.
func Build(docs []Document, o Options) *Index {
	placed := placeAll(docs)
	words := collect(placed, o.Synonyms)
	ix := &Index{Documents: len(docs)}
	var files []File
	files, ix.WordBits = shards("w", words.entries())
	ix.Files = append(ix.Files, files...)
	files, ix.PairBits = shards("p", words.pairEntries())
	ix.Files = append(ix.Files, files...)
	ix.Files = append(ix.Files, rowFiles(placed)...)
	ix.Files = append(ix.Files, words.spellingFile())
	sortFiles(ix.Files)
	return ix
}
