package personal

// rowState is what the rows and items before a sentence say of those in it.
type rowState struct {
	heads []class // of the columns of the table that the text is in
	list  bool    // the items of the list that the text is in are names
}

// named are classes of headings under which people stand.
const named = label | householder

// row reads the sentence as a row of a table or an item of a list, and notes the
// people whom the heading above says to be there.
func (f *finder) row() {
	first := &f.words[f.first]
	switch {
	case first.is("|") && first.gap == line && len(f.heads) > 0:
		f.cells()
	case first.is("|"):
		f.headings()
	case f.list && first.gap >= line && f.item(f.first) > 0:
		if from := f.item(f.first); from < f.last && bareSurnames.in(&f.words[from], f.plain) {
			f.fill(from, f.last, true)
		}
	default:
		f.heads, f.list = f.heads[:0], f.namesFollow()
	}
}

// headings notes what the columns of a table hold.
func (f *finder) headings() {
	f.heads, f.list = f.heads[:0], false
	public := false
	for i := f.first; i < f.last; i++ {
		if f.words[i].is("|") {
			f.heads = append(f.heads, 0)
			continue
		}
		c := class(0)
		for _, h := range f.hits {
			if h.from == i {
				c |= h.class
			}
		}
		switch w := f.words[i].fold; {
		case c&householder != 0 && c&label == 0 && w != "chu" && w != "ten" && w != "dai": // hộ nghèo: how many
			c &^= householder
		case w == "chuc":
			public = true
		}
		if i > f.first && !f.words[i-1].is("(") { // Số giấy tờ counts nothing
			c &^= countUnit
		}
		f.heads[len(f.heads)-1] |= c & (named | contexts | birth | countUnit | total)
	}
	for i := range f.heads {
		if public {
			f.heads[i] = 0
		}
	}
}

// countedBelow reports whether the heading above says that numbers count something:
// "Tổng vốn (đồng)".
func (f *finder) countedBelow(i int) bool {
	h := f.head(i)
	return h&(countUnit|total) != 0 && h&contexts == 0
}

// cells notes the people in the columns where a heading says that there are some.
func (f *finder) cells() {
	for i := f.first; i < f.last; i++ {
		if f.words[i].is("|") && f.head(i+1)&named != 0 {
			to := i + 1
			for to < f.last && !f.words[to].is("|") {
				to++
			}
			f.fill(i+1, to, f.head(i+1)&householder != 0)
		}
	}
}

// head is what stands above the cell of word i.
func (f *finder) head(i int) class {
	column := -1
	for j := f.first; j < i && j < f.last; j++ {
		if f.words[j].is("|") {
			column++
		}
	}
	if column < 0 || column >= len(f.heads) || !f.words[f.first].is("|") {
		return 0
	}
	return f.heads[column]
}

// fill notes the person whose name words[from:to] are, or begin with before a mark.
func (f *finder) fill(from, to int, household bool) {
	if from < to && f.at(from, honour) > 0 && f.words[from].shape == lower {
		from = f.at(from, honour)
	}
	n := f.nameLen(from)
	if n < 2 || n > to-from || from+n < to && f.words[from+n].shape != mark {
		return
	}
	m := mention{from: from, to: from + n, lead: from, listed: true, household: household}
	name := f.folded(m)
	if f.places[name] || f.public(name) || f.postAfter(m.to) {
		return
	}
	f.people = append(f.people, m)
}

// item returns where the text of a list item begins, 0 if word i begins none.
func (f *finder) item(i int) int {
	w := &f.words[i]
	switch {
	case w.shape == mark && (w.is("-") || w.is("+") || w.is("•")) && i+1 < f.last && f.words[i+1].gap == space:
		return i + 1
	case w.shape == digits && i+2 < f.last && (f.words[i+1].is(".") || f.words[i+1].is(")")) && f.words[i+2].gap == space:
		return i + 2
	}
	return 0
}

// namesFollow reports whether the sentence announces a list of people: "Danh sách
// hộ thoát nghèo:", but not "Các xã có hộ nghèo:".
func (f *finder) namesFollow() bool {
	end := &f.words[f.last-1]
	if !end.is(":") && !f.words[f.first].is("#") || !f.has(named) {
		return false
	}
	for i := f.first; i < f.last; i++ {
		if f.words[i].shape == lower && f.at(i, placeNoun) > 0 {
			return false
		}
	}
	return true
}
