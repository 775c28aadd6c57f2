package personal

import "strings"

// judge says whether a person is named in a public role, and whether the name
// stands for a household.
func (f *finder) judge(m *mention) {
	name := f.folded(*m)
	lead := name
	if m.lead < m.from {
		lead = f.words[m.lead].fold + " " + name
	}
	under := strings.ReplaceAll(name, " ", "_")
	m.historical = historical[under] || historical[strings.ReplaceAll(lead, " ", "_")]
	m.household = f.householdBefore(m) >= 0
	m.official = f.public(name) || !m.household && (f.postBefore(m.lead) || f.postAfter(m.to) || f.officeAct(m))
}

// public reports whether a folded name, or its beginning, is that of somebody
// in a public role.
func (f *finder) public(name string) bool {
	for {
		if f.Linter.people[name] {
			return true
		}
		i := strings.LastIndexByte(name, ' ')
		if i < 0 || strings.Count(name, " ") < 2 {
			return false
		}
		name = name[:i]
	}
}

// householdBefore returns where the words begin that make the name one of a
// household: "hộ ông", "chủ hộ:"; -1 where there are none.
func (f *finder) householdBefore(m *mention) int {
	c := householder
	if m.lead < m.from {
		c |= household
	}
	return f.linked(m.lead, c)
}

// postBefore reports whether a post stands before word i, with nothing between
// but the name of an office: "Phó Chủ tịch UBND huyện Lục Yên, ông …".
func (f *finder) postBefore(i int) bool {
	const far = 24 // words
	if i > f.first && f.words[i-1].is(",") && f.postClause(i-1) {
		return true
	}
	for j := i; j > f.first && i-j < far; {
		if f.before(j, post) >= 0 {
			return true
		}
		w := &f.words[j-1]
		from := f.before(j, orgWord|body)
		switch {
		case from >= 0 && !(j == i && (w.low == "và" || w.low == "tại" || w.low == "của" || f.plain && w.low == "va")):
			j = from
		case w.name() && f.before(j, honour) < 0:
			j--
		case w.shape == mark && (strings.Contains(",-/(&", w.low) || w.is(":") && j == i || w.is(")")):
			j--
		case w.shape == digits && i-j > 0:
			j--
		default:
			return false
		}
	}
	return false
}

// postClause reports whether the clause that ends with the comma at word i tells of
// a post or an office and of nothing that is done: "Trưởng đoàn giám sát, bà …".
func (f *finder) postClause(i int) bool {
	const far = 14 // words
	for j := i; j > f.first && i-j < far; j-- {
		if w := &f.words[j-1]; w.shape == mark && !w.is("-") || f.before(j, acting|honour) >= 0 {
			return false
		}
		if f.before(j, post) >= 0 || f.previousAny(j, "đại diện") >= 0 {
			return true
		}
	}
	return false
}

// postAfter reports whether a post or an office follows word i: "…, Trưởng thôn",
// "… (Sở Nội vụ)", "… là cán bộ xã".
func (f *finder) postAfter(i int) bool {
	marks := 0
	for i < f.last && f.words[i].shape == mark && strings.Contains(",-(:/", f.words[i].low) {
		i++
		marks++
	}
	for range 4 {
		if i >= f.last {
			return false
		}
		if f.at(i, post) > 0 {
			return true
		}
		if marks > 0 && f.words[i].name() && f.at(i, body) > 0 {
			return true
		}
		switch to := f.at(i, postTail); {
		case to > 0:
			i = to
		case f.words[i].shape == digits && f.at(i+1, years) > 0: // 45 tuổi,
			i = f.at(i+1, years)
			for i < f.last && f.words[i].is(",") {
				i++
			}
		case f.at(i, ethnicLead) > 0 && marks > 0: // dân tộc Tày, Bí thư …
			i = f.at(i, ethnicLead)
			for i < f.last && f.words[i].name() {
				i++
			}
			for i < f.last && f.words[i].is(",") {
				i++
			}
		default:
			return false
		}
	}
	return false
}

// officeAct reports whether the person does what only officials do.
func (f *finder) officeAct(m *mention) bool {
	for i := m.to; i < f.last && i < m.to+5; i++ {
		if f.at(i, officeVerb) > 0 {
			return true
		}
	}
	h, ok := f.between(f.first, m.lead, officeVerb) // bổ nhiệm ông …
	return ok && h.to >= m.lead-1
}
