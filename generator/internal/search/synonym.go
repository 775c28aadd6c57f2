package search

// synonym is one group of texts that mean the same.
type synonym [][]*Word

// member is one text of a group.
type member struct{ group, at int }

// addSynonyms takes in the groups. It comes first, so that the words that members
// begin with have the lowest numbers.
func (a *analyser) addSynonyms(groups [][]string) {
	for _, group := range groups {
		var s synonym
		for _, text := range group {
			if words := a.splitter.words(nil, text); len(words) > 0 {
				s = append(s, words)
			}
		}
		if len(s) > 1 {
			a.synonyms = append(a.synonyms, s)
		}
	}
	a.begins = make([][]member, len(a.splitter.terms))
	for g, group := range a.synonyms {
		for at, words := range group {
			first := words[0].folded
			a.begins[first] = append(a.begins[first], member{g, at})
		}
	}
}

// otherWords are the other members of every group of which the text has one.
func (a *analyser) otherWords(list []*Word) [][]*Word {
	var present map[int][]bool // by group; most texts have none
	for start, w := range list {
		if int(w.folded) >= len(a.begins) {
			continue
		}
		for _, m := range a.begins[w.folded] {
			if !startsWith(list[start:], a.synonyms[m.group][m.at]) {
				continue
			}
			if present == nil {
				present = map[int][]bool{}
			}
			if present[m.group] == nil {
				present[m.group] = make([]bool, len(a.synonyms[m.group]))
			}
			present[m.group][m.at] = true
		}
	}
	var found [][]*Word
	for group, has := range present {
		for at, words := range a.synonyms[group] {
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
