package personal

import "strconv"

// rules applies to one sentence.
func (f *finder) rules() {
	f.hits = f.phrasesIn(f.sentence, f.hits[:0])
	f.findPeople()
	f.numbers()
	f.births()
	f.addresses()
	f.persons()
	f.healths()
	f.ethnicities()
}

// persons reports households, persons and children that are named.
func (f *finder) persons() {
	for i := range f.people {
		m := &f.people[i]
		if m.historical && !(m.household && f.ofHousehold(m)) {
			continue
		}
		start, end := f.words[m.from].start, f.words[m.to-1].end
		if m.household && !f.Linter.people[f.folded(*m)] || m.household && m.lead < m.from {
			f.add(Household, Error, start, end)
		}
		child := f.child(m)
		if m.official {
			continue
		}
		if child {
			f.add(Child, Error, start, end)
		}
		if f.nameWords(m) < 2 {
			continue
		}
		private := m.household || m.listed || child || f.detail()
		switch {
		case private:
			f.add(Person, Error, start, end)
		case m.lead < m.from: // named with an honorific: worth a look
			f.add(Person, Warn, start, end)
		}
	}
}

// ofHousehold reports whether "hộ" itself stands before the name: no one of the past
// has a household, though many a person is called after one.
func (f *finder) ofHousehold(m *mention) bool {
	from := f.householdBefore(m)
	return from >= 0 && (f.words[from].fold == "ho" || f.words[from].fold == "chu")
}

func (f *finder) nameWords(m *mention) int {
	n := 0
	for i := m.from; i < m.to; i++ {
		if f.words[i].letters() {
			n++
		}
	}
	return n
}

// detail reports whether the sentence tells of support or of a private life.
func (f *finder) detail() bool {
	return f.has(benefit) || f.has(residence) || f.has(kin|health) || len(f.found) > 0 && f.inSentence(f.found[len(f.found)-1])
}

func (f *finder) inSentence(o Finding) bool {
	return o.from >= f.place(f.words[f.first].start) && o.to <= f.placeEnd(f.words[f.last-1].end)
}

// child reports whether the person is a child: called so, or of school age.
func (f *finder) child(m *mention) bool {
	if m.honour&childSure != 0 && m.lead < m.from {
		return true
	}
	if m.honour&honourChild == 0 {
		return false
	}
	age := f.age(m.to)
	if age < 0 {
		age = f.age(f.first)
	}
	if age > 17 {
		return false
	}
	return age >= 0 || f.words[m.lead].low == "bé" || f.has(childCtx)
}

// age returns the first age told from word i on, -1 if there is none.
func (f *finder) age(i int) int {
	for ; i+1 < f.last; i++ {
		if f.words[i].shape == digits && f.at(i+1, years) > 0 {
			if n, err := strconv.Atoi(f.words[i].low); err == nil && n < 130 {
				if f.words[i+1].low == "tháng" {
					return 0
				}
				return n
			}
		}
	}
	return -1
}

// meant reports whether the sentence speaks of one private person who is named,
// or only meant: "chồng chị", "chủ hộ", "bà bị".
func (f *finder) meant() (named, meant bool) {
	for i := range f.people {
		if f.people[i].private() {
			named = true
		}
	}
	if f.plain {
		for _, h := range f.hits {
			if w := f.words[h.from].low; h.class&kin != 0 && (w == "her" || w == "his" || w == "their") {
				return named, true
			}
		}
		return named, named
	}
	for i := f.first; i < f.last; i++ {
		if to := f.at(i, kin); to > 0 {
			if f.words[i].low == "chủ" || f.at(to, honour) > 0 || f.at(i, kin) > i+1 || f.singular(i) && to < f.last && f.at(to, healthVerb) > 0 {
				return named, true
			}
		}
		if to := f.at(i, honour); to > 0 && f.singular(i) && f.at(i, notHonour) == 0 && to < f.last && f.words[to].shape == lower {
			return named, true
		}
	}
	return named, named
}

// singular reports whether word i is not one of several: "các em", "trẻ em".
func (f *finder) singular(i int) bool {
	if i == f.first {
		return true
	}
	p := &f.words[i-1]
	return f.before(i, group|notHonour) < 0 && p.shape != digits && f.before(i, honour) < 0 && p.low != "hai" && p.low != "ba" && p.low != "mỗi" && p.low != "người" && p.low != "số"
}
