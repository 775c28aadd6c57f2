package search

import "slices"

// synonym is one group of texts that mean the same.
type synonym [][]Word

func (c *collector) synonymsOf(groups [][]string) []synonym {
	var list []synonym
	for _, group := range groups {
		var s synonym
		for _, text := range group {
			if words := c.splitter.words(text); len(words) > 0 {
				s = append(s, words)
			}
		}
		if len(s) > 1 {
			list = append(list, s)
		}
	}
	return list
}

// otherWords are the other members of every group of which the text has one.
func (c *collector) otherWords(list []Word) [][]Word {
	var found [][]Word
	for _, group := range c.synonyms {
		present := make([]bool, len(group))
		for i, words := range group {
			present[i] = has(list, words)
		}
		if !slices.Contains(present, true) {
			continue
		}
		for i, words := range group {
			if !present[i] {
				found = append(found, words)
			}
		}
	}
	return found
}

// has reports whether the words stand in the list side by side. An abbreviation
// counts in capitals only: "cn" is none.
func has(list, words []Word) bool {
	for start := 0; start+len(words) <= len(list); start++ {
		if slices.EqualFunc(words, list[start:start+len(words)], func(want, got Word) bool {
			return want.Folded == got.Folded && (!want.capitals || got.capitals)
		}) {
			return true
		}
	}
	return false
}
