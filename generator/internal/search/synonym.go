package search

// synonym is one group of texts that mean the same.
type synonym [][]*Word

// member is one text of a group.
type member struct{ group, at int }

// addSynonyms takes in the groups. It comes first, so that the words that members
// begin with have the lowest numbers.
func (c *collector) addSynonyms(groups [][]string) {
	for _, group := range groups {
		var s synonym
		for _, text := range group {
			if words := c.splitter.words(nil, text); len(words) > 0 {
				s = append(s, words)
			}
		}
		if len(s) > 1 {
			c.synonyms = append(c.synonyms, s)
		}
	}
	c.begins = make([][]member, len(c.splitter.terms))
	for g, group := range c.synonyms {
		for at, words := range group {
			first := words[0].folded
			c.begins[first] = append(c.begins[first], member{g, at})
		}
	}
}

// otherWords are the other members of every group of which the text has one.
func (c *collector) otherWords(list []*Word) [][]*Word {
	var present map[int][]bool // by group; most texts have none
	for start, w := range list {
		if int(w.folded) >= len(c.begins) {
			continue
		}
		for _, m := range c.begins[w.folded] {
			if !startsWith(list[start:], c.synonyms[m.group][m.at]) {
				continue
			}
			if present == nil {
				present = map[int][]bool{}
			}
			if present[m.group] == nil {
				present[m.group] = make([]bool, len(c.synonyms[m.group]))
			}
			present[m.group][m.at] = true
		}
	}
	var found [][]*Word
	for group, has := range present {
		for at, words := range c.synonyms[group] {
			if !has[at] {
				found = append(found, words)
			}
		}
	}
	return found
}

// startsWith reports whether a list starts with these words. An abbreviation
// counts in capitals only: "cn" is none.
func startsWith(list, words []*Word) bool {
	if len(list) < len(words) {
		return false
	}
	for i, want := range words {
		if list[i].folded != want.folded || want.capitals && !list[i].capitals {
			return false
		}
	}
	return true
}
