package viet

import (
	"cmp"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// A collate.Collator may be used by one goroutine at a time.
var collators = sync.Pool{New: func() any { return collate.New(language.Vietnamese) }}

// Compare orders two texts as a Vietnamese dictionary does: a ă â, d đ, e ê,
// o ô ơ, u ư, tones last. Both placements of a tone mark sort alike; texts that
// are equal to the dictionary are ordered by their bytes, so that the order is total.
func Compare(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return cmp.Or(c.CompareString(NormalizeTone(a), NormalizeTone(b)), cmp.Compare(a, b))
}
