package search

import "math/bits"

const (
	resultsShown = 10 // the number of results that a reader sees at first
	pairPages    = 3  // the least number of pages of a pair
)

// analyser says what is in documents.
type analyser struct {
	splitter *splitter
	synonyms []synonym
	begins   [][]member // members of synonyms, by the number of their first word

	text []*Word // the text at hand

	// Of the document at hand, with repetitions; what stands in its title or names
	// comes first.
	saidWords []uint32 // number of a term, twice, and one more in title or names
	saidPairs []uint64 // two numbers of folded neighbours, joined, twice, and one more there
	saidNames []string // folded whole names and titles
}

const pairShift = 31

func newAnalyser(synonyms [][]string) *analyser {
	a := &analyser{splitter: newSplitter()}
	a.addSynonyms(synonyms)
	return a
}

// document takes a document in hand.
func (a *analyser) document(note string) {
	d := Decode(note)
	a.saidWords, a.saidPairs, a.saidNames = a.saidWords[:0], a.saidPairs[:0], a.saidNames[:0]
	a.addName(d.Title)
	for _, name := range d.Names {
		a.addName(name)
	}
	a.addText(d.Summary, 0)
	for _, text := range d.Text {
		a.addText(text, 0)
	}
}

func (a *analyser) addName(name string) {
	if words := a.addText(name, 1); len(words) > 1 { // one word is its own list of titles
		a.saidNames = append(a.saidNames, folds(words))
	}
}

// addText adds the words of one text and what they mean in other words.
func (a *analyser) addText(text string, title uint32) []*Word {
	a.text = a.splitter.words(a.text[:0], text)
	a.sequence(a.text, title)
	for _, other := range a.otherWords(a.text) {
		a.sequence(other, title)
	}
	return a.text
}

func (a *analyser) sequence(list []*Word, title uint32) {
	for i, w := range list {
		a.saidWords = append(a.saidWords, uint32(w.folded)<<1|title)
		if w.spelling != w.folded {
			a.saidWords = append(a.saidWords, uint32(w.spelling)<<1|title)
		}
		if i > 0 {
			a.saidPairs = append(a.saidPairs, uint64(list[i-1].folded)<<(pairShift+1)|uint64(w.folded)<<1|uint64(title))
		}
	}
}

// wordText and pairText are what the state calls a word or a pair.
func (a *analyser) wordText(b []byte, number uint32) []byte {
	return append(b, a.splitter.terms[number]...)
}

func (a *analyser) pairText(b []byte, numbers uint64) []byte {
	first, second := pairOf(numbers)
	b = append(append(b, a.splitter.terms[first]...), ' ')
	return append(b, a.splitter.terms[second]...)
}

func pairOf(numbers uint64) (first, second uint32) {
	return uint32(numbers >> pairShift), uint32(numbers & (1<<pairShift - 1))
}

// nameMark begins the text of a whole name; no word has it.
const nameMark = '='

// standings say how a document has its words, and its pairs and names.
// An empty note has none.
func (a *analyser) standings(note string) (words, pairs map[string]standing) {
	words, pairs = map[string]standing{}, map[string]standing{}
	if note == "" {
		return words, pairs
	}
	a.document(note)
	var b []byte
	for _, w := range a.saidWords {
		b = a.wordText(b[:0], w>>1)
		words[string(b)] = max(words[string(b)], said+standing(w&1))
	}
	for _, p := range a.saidPairs {
		b = a.pairText(b[:0], p>>1)
		pairs[string(b)] = max(pairs[string(b)], said+standing(p&1))
	}
	for _, name := range a.saidNames {
		pairs[string(nameMark)+name] = said
	}
	return words, pairs
}

// helpful reports whether a pair helps a reader: its words meet on more pages
// than are shown at first, as far as their numbers let expect.
func helpful(pages, first, second, documents int) bool {
	round := 1 << bits.Len(uint(documents)) // so that one more document changes no choice
	return pages >= pairPages && pages+first*second/round > resultsShown
}
