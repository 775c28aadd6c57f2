package personal

import (
	"strings"
)

// run is a row of digit groups with one separator between each two:
// 015 099 000 000.
type run struct {
	first, last int // words[first:last], groups and separators
	digits      string
	groups      []digitGroup
}

// digitGroup is one group of digits of a run.
type digitGroup struct {
	word int
	n    int // digits up to its end
}

// contexts are what tells the number after it apart.
const contexts = idCtx | oldIDCtx | phoneCtx | bhxhCtx | bankCtx | codeCtx

// numbers reports numbers of papers, telephones and accounts.
func (f *finder) numbers() {
	for i := f.first; i < f.last; {
		if f.words[i].shape != digits {
			if end := f.healthCard(i); end > 0 { // letters and digits
				f.add(BHXH, Error, f.words[i].start, f.words[end-1].end)
				i = end
				continue
			}
			i++
			continue
		}
		r := f.run(i)
		switch end := f.letteredAccount(i); {
		case end > 0:
			f.add(Bank, Error, f.words[i].start, f.words[end-1].end)
			i = end
			continue
		case len(r.digits) >= 6:
			f.number(r)
		}
		i = r.last
	}
}

// letteredAccount returns the end of an account with a letter in it, 711A00000000,
// at word i after a word that says so; 0 if there is none.
func (f *finder) letteredAccount(i int) int {
	if i+2 >= f.last || f.words[i+1].shape != initial || f.words[i+1].gap != none || f.words[i+2].shape != digits || f.words[i+2].gap != none {
		return 0
	}
	if n := len(f.words[i].low) + len(f.words[i+2].low); n < 9 || f.context(i)&bankCtx == 0 || f.has(bankOrg) {
		return 0
	}
	return i + 3
}

// run reads digit groups from word i on.
func (f *finder) run(i int) run {
	r := run{first: i, last: i + 1, digits: f.words[i].low}
	r.groups = append(r.groups, digitGroup{i, len(r.digits)})
	for j := i + 1; j < f.last && len(r.digits) < 40; {
		w := &f.words[j]
		switch {
		case w.shape == digits && w.gap == space:
		case w.shape == mark && strings.Contains(".-·", w.low) && j+1 < f.last && f.words[j+1].shape == digits && w.gap <= space && f.words[j+1].gap <= space &&
			(w.gap == f.words[j+1].gap || w.is(".")):
			j++
		case w.shape == mark && w.is(")") && r.digits == "84" && j+1 < f.last && f.words[j+1].shape == digits:
			j++
		default:
			return r
		}
		r.digits += f.words[j].low
		r.groups = append(r.groups, digitGroup{j, len(r.digits)})
		j++
		r.last = j
	}
	return r
}

// context returns the role of the nearest phrase before word i that says what a
// number is.
func (f *finder) context(i int) class {
	const far = 9 // words
	from := max(f.first, i-far)
	for n := len(f.hits) - 1; n >= 0; n-- {
		h := f.hits[n]
		if h.class&contexts == 0 || h.to > i || h.from < from {
			continue
		}
		longest := h
		for _, o := range f.hits {
			if o.class&contexts != 0 && o.to <= i && o.from <= h.from && o.to >= h.to && o.to-o.from > longest.to-longest.from {
				longest = o
			}
		}
		for k := longest.to; k < i; k++ { // another number stands between
			if f.words[k].shape == digits && len(f.words[k].low) > 3 {
				return 0
			}
		}
		return longest.class & contexts
	}
	return f.head(i) & contexts
}

// number says what a run of digits is.
func (f *finder) number(r run) {
	first := &f.words[r.first]
	if r.first > f.first {
		p := &f.words[r.first-1]
		if first.gap == none && (p.letters() || p.shape == mark && strings.Contains("./-=#&", p.low) && r.first-1 > f.first && p.gap == none && f.words[r.first-2].shape != mark) {
			labelled := (p.is(".") || p.is("-")) && f.before(r.first-1, contexts) >= 0 // ĐT.0900…
			second := p.is("/") && len(r.digits) == 10 && r.digits[0] == '0'           // 0900…/0900…
			if !labelled && !second {
				return // B1-1234, 5/2022
			}
		}
	}
	ctx := f.context(r.first)
	counted := f.counted(r)
	switch {
	case ctx&(idCtx|oldIDCtx) != 0:
		if g, ok := r.prefix(12); ok {
			f.report(CCCD, r, g)
			f.rest(r, g)
			return
		}
		if g, ok := r.prefix(9); ok && !counted {
			f.report(CMND, r, g)
			f.rest(r, g)
			return
		}
	case ctx&bhxhCtx != 0 && !counted:
		if g, ok := r.prefix(10); ok && !r.thousands() {
			f.report(BHXH, r, g)
			return
		}
	case ctx&bankCtx != 0:
		if n := len(r.digits); n <= 19 && !counted && !f.quantity(r) {
			if f.has(bankOrg) && !f.privateAccount() {
				return
			}
			f.report(Bank, r, len(r.groups)-1)
			return
		}
	case ctx&codeCtx != 0:
		return
	}
	if !counted && f.besideBank(r) {
		f.report(Bank, r, len(r.groups)-1)
		return
	}
	f.phones(r, ctx, counted)
	if g, ok := r.prefix(12); ok && g == len(r.groups)-1 && !counted && citizenNumber(r.digits) && !f.joined(r) {
		f.report(CCCD, r, g)
	}
}

// besideBank reports whether the name of a bank, or what is said of an account,
// makes a long number one of an account that is no office's.
func (f *finder) besideBank(r run) bool {
	if !f.has(bankName) || r.thousands() || len(r.digits) < 9 || len(r.digits) > 19 || f.joined(r) || f.has(bankOrg) && !f.privateAccount() {
		return false
	}
	if hotline := r.digits[:4]; hotline == "1900" || hotline == "1800" {
		return len(r.digits) > 10
	}
	return !(len(r.digits) == 10 && r.digits[0] == '0' && mobile(r.digits[1:]))
}

// rest looks at what follows the number in the same run: another number.
func (f *finder) rest(r run, g int) {
	if g+1 < len(r.groups) {
		next := f.run(r.groups[g+1].word)
		if len(next.digits) >= 6 {
			f.phones(next, 0, false)
		}
	}
}

// joined reports whether the run goes on into a symbol: 123/KH-UBND.
func (f *finder) joined(r run) bool {
	if r.last >= f.last {
		return false
	}
	w := &f.words[r.last]
	if w.gap != none {
		return false
	}
	if w.letters() {
		return true
	}
	if !strings.Contains("/-_=", w.low) || r.last+1 >= f.last || f.words[r.last+1].gap != none {
		return false
	}
	next := &f.words[r.last+1]
	return next.shape != digits || len(next.low) < 4 || next.low[0] != '0'
}

// prefix returns the group at whose end exactly n digits are complete.
func (r *run) prefix(n int) (group int, ok bool) {
	for g := range r.groups {
		if r.groups[g].n == n {
			return g, true
		}
	}
	return 0, false
}

// thousands reports whether the run is written as a quantity: 1.500.000.
func (r *run) thousands() bool {
	if len(r.groups) < 2 || r.groups[0].n > 3 || r.digits[0] == '0' {
		return false
	}
	for g := 1; g < len(r.groups); g++ {
		if r.groups[g].n-r.groups[g-1].n != 3 || r.groups[g].word-r.groups[g-1].word != 2 {
			return false
		}
	}
	return true
}

// counted reports whether the run counts something: đồng, households.
func (f *finder) counted(r run) bool {
	i := r.last
	for i < f.last && f.words[i].shape == mark && (f.words[i].is("(") || f.words[i].is("₫") || f.words[i].is("%") || f.words[i].is("$")) {
		if !f.words[i].is("(") {
			return true
		}
		i++
	}
	if i < f.last && f.at(i, countUnit) > 0 && f.words[i].shape == lower || i < f.last && (f.words[i].is("vnđ") || f.words[i].is("vnd") || f.words[i].is("usd")) {
		return true
	}
	return r.thousands() && f.near(r.first, total, 6) || f.countedBelow(r.first)
}

// quantity reports whether "số tài khoản" speaks of how many there are.
func (f *finder) quantity(r run) bool {
	return f.near(r.first, total, 9) && (r.thousands() || len(r.digits) < 8)
}

// privateAccount reports whether the sentence says that the account is a person's.
func (f *finder) privateAccount() bool {
	for i := range f.people {
		if f.people[i].private() {
			return true
		}
	}
	for i := f.first; i < f.last; i++ {
		if f.at(i, kin) > 0 && f.singular(i) {
			return true
		}
	}
	return f.has(holder)
}

func (f *finder) report(k Kind, r run, g int) {
	f.add(k, Error, f.words[r.first].start, f.words[r.groups[g].word].end)
}

// provinces are the first three digits of a citizen number: where the birth was
// registered.
var provinces = words(`001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049
051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096`)

// citizenNumber reports whether twelve digits have the form of a citizen number:
// province, sex and century, year of birth, six digits.
func citizenNumber(d string) bool {
	const newest = "30" // years of this century that births can have for some time
	if len(d) != 12 || !provinces[d[:3]] || d[3] > '3' {
		return false
	}
	return d[3] < '2' || d[4:6] <= newest
}

// mobile reports whether the nine digits after the 0 or +84 are of a mobile.
func mobile(d string) bool {
	if len(d) != 9 {
		return false
	}
	switch d[0] {
	case '3':
		return d[1] >= '2'
	case '5':
		return strings.IndexByte("25689", d[1]) >= 0
	case '7':
		return d[1] == '0' || d[1] >= '6'
	case '8':
		return d[1] >= '1'
	case '9':
		return true
	}
	return false
}

// phones reports the mobile telephones in a run, which may hold several.
func (f *finder) phones(r run, ctx class, counted bool) {
	for g := 0; g < len(r.groups); g++ {
		base := 0
		if g > 0 {
			base = r.groups[g-1].n
		}
		for e := g; e < len(r.groups); e++ {
			d := r.digits[base:r.groups[e].n]
			if len(d) > 13 {
				break
			}
			if !f.isPhone(r, d, g, ctx) {
				continue
			}
			if e == len(r.groups)-1 && (counted || f.joined(r)) {
				return
			}
			if e+1 < len(r.groups) && !f.separate(r, e) && ctx&phoneCtx == 0 {
				return // a longer number
			}
			if g > 0 && !f.separate(r, g-1) && ctx&phoneCtx == 0 {
				return
			}
			f.add(Phone, Error, f.words[r.groups[g].word].start, f.words[r.groups[e].word].end)
			g = e
			break
		}
	}
}

// isPhone reports whether the digits d from group g on are a mobile.
func (f *finder) isPhone(r run, d string, g int, ctx class) bool {
	switch {
	case len(d) == 10 && d[0] == '0':
		return mobile(d[1:])
	case len(d) == 11 && d[:2] == "84":
		w := r.groups[g].word
		plus := w > f.first && (f.words[w-1].is("+") || f.words[w-1].is("("))
		if r.thousands() && !plus && ctx&phoneCtx == 0 { // 84.900.000.000
			return false
		}
		return mobile(d[2:]) && (plus || ctx&phoneCtx != 0 || len(r.groups) == 1 || len(f.words[w].low) == 2)
	case len(d) == 12 && d[:3] == "840":
		return mobile(d[3:])
	case len(d) == 13 && d[:4] == "0084":
		return mobile(d[4:])
	case len(d) == 11 && d[:2] == "01" && ctx&phoneCtx != 0: // before 2018
		return strings.IndexByte("2689", d[2]) >= 0
	}
	return false
}

// separate reports whether what follows group g is a number of its own.
func (f *finder) separate(r run, g int) bool {
	a, b := r.groups[g], r.groups[g+1]
	next := f.words[b.word].low
	if b.word-a.word == 2 { // a mark between
		return f.words[a.word+1].gap == space && f.words[b.word].gap == space
	}
	return len(next) > 3 || next[0] == '0' && len(next) > 3
}

// cardGroups are the letters of a health insurance card, for who pays for it.
var cardGroups = words(`hn cn dt dk te bt cb kc tc xv dn hx ch nn tk hc xk tb no ct tn hd tq ta ty hg ls pv hs sv gb gd qn ca cy xn ms cc ck ht pl ts tv kq nd cs`)

// healthCard returns the end of the number of a health insurance card at word i,
// two letters and thirteen digits; 0 if there is none.
func (f *finder) healthCard(i int) int {
	w := &f.words[i]
	if w.shape != upper || len(w.low) != 2 || !cardGroups[w.low] || i+1 >= f.last || i > f.first && w.gap == none && f.words[i-1].shape == digits {
		return 0
	}
	j := i + 1
	if f.words[j].is("-") {
		j++
	}
	if j >= f.last || f.words[j].shape != digits || f.words[j].gap > space {
		return 0
	}
	r := f.run(j)
	g, ok := r.prefix(13)
	if !ok || r.digits[0] < '1' || r.digits[0] > '5' || f.joined(r) {
		return 0
	}
	return r.groups[g].word + 1
}
