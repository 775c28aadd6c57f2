package cube

import (
	"maps"
	"math/bits"
	"slices"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// maxNumbers bounds what one table may have: more cannot be read by anyone.
const maxNumbers = 64_000_000

// plan is a table definition made ready to count rows.
type plan struct {
	id    string
	money bool
	rule  Rule
	keep  []string
	level int8 // finest geography, levelAll without a unit dimension
	// unit and year are the places of these dimensions, −1 for no unit.
	unit, year int
	width      int // dimensions in all
	where      [axisCount][]bool
	need       [multiCount]int32 // code that every row must have, −1 for any
	secret     bool              // the universe itself is about something sensitive
	dims       []dim             // dimensions on axes
	multi      *dim              // dimension of which a row may have several codes
	hidden     bool              // counted, but no table
	method     Method

	inYear int32 // numbers of one slot or year: combinations of codes
	counts []number
	sums   []sum
}

// dim is one flat dimension.
type dim struct {
	attribute
	name      string
	at        int // place among the table's dimensions
	codes     []string
	of        []int32 // code of each atom
	sets      []int32 // set of each code inside the universe, −1 where empty
	sensitive bool
}

// number counts households.
type number struct {
	count int64
	who
}

// sum is a magnitude with what the dominance rule needs.
type sum struct {
	value, count int64
	top          [2]int64
	who
}

func (s *sum) add(v int64, by who) { s.join(sum{v, 1, [2]int64{v, 0}, by}) }

// join adds the contributions of other households.
func (s *sum) join(o sum) {
	s.value += o.value
	s.count += o.count
	s.who.join(o.who)
	switch {
	case o.top[0] > s.top[0]:
		s.top = [2]int64{o.top[0], max(s.top[0], o.top[1])}
	case o.top[0] > s.top[1]:
		s.top[1] = o.top[0]
	}
}

var rules = map[string]Rule{"performance": Performance, "deprivation": Deprivation, "sensitive": Sensitive, "money": Money}

var levels = map[string]int8{"": levelCommune, "commune": levelCommune, "district": levelDistrict, "province": levelProvince}

// newPlans makes every table definition ready.
func newPlans(l *lists, set *record.Set, tables []*record.Table) ([]*plan, []diag.Problem) {
	var plans []*plan
	var ps []diag.Problem
	for _, t := range tables {
		p, vi, en, arg := newPlan(l, t)
		if vi != "" {
			ps = append(ps, tableProblem(set, t.ID, vi, en, arg))
			continue
		}
		plans = append(plans, p)
	}
	return plans, ps
}

// newPlan reads one definition; vi and en say what is wrong with it.
func newPlan(l *lists, t *record.Table) (p *plan, vi, en, arg string) {
	p = &plan{id: t.ID, unit: -1, year: -1, width: len(t.Dimensions), keep: t.Keep, money: t.Measure.Kind == "money"}
	var ok bool
	if p.rule, ok = rules[t.Measure.Rule]; !ok || p.money != (p.rule == Money) || !p.money && t.Measure.Kind != "households" {
		return nil, "phép đo “%s” không hợp với quy tắc bảo vệ của nó", "measure %q does not go with its rule", t.Measure.Kind
	}
	if p.method, ok = methodOf(t); !ok {
		return nil, "cách bảo vệ “%s” không hợp với phép đo hoặc thiếu tham số", "method %q does not go with the measure or lacks its parameters", t.Method
	}
	for i := range p.need {
		p.need[i] = -1
	}
	for _, name := range slices.Sorted(maps.Keys(t.Universe.Where)) {
		if !p.restrict(l, name, t.Universe.Where[name]) {
			return nil, "điều kiện “%s” của phạm vi không dùng được", "condition %q of the universe cannot be used", name
		}
	}
	for i, d := range t.Dimensions {
		if !p.dimension(l, i, d) {
			return nil, "chiều “%s” không dùng được trong bảng này", "dimension %q cannot be used in this table", d.ID
		}
	}
	if p.year < 0 {
		return nil, "thiếu chiều “%s”: các năm có thể theo chuẩn khác nhau", "dimension %q is missing: years may follow different standards", "year"
	}
	p.inYear = 1
	for _, d := range p.dims {
		p.inYear *= int32(len(d.codes))
	}
	if p.multi != nil {
		p.inYear *= int32(len(p.multi.codes) + 1)
	}
	return p, "", "", ""
}

// restrict takes a condition of the universe in.
func (p *plan) restrict(l *lists, name string, codes []string) bool {
	a, ok := attributes[name]
	if !ok || len(codes) == 0 {
		return false
	}
	known, of := l.codesOf(name)
	list := newList(name, known)
	wanted := map[int32]bool{}
	for _, c := range codes {
		i, ok := list.index[c]
		if !ok {
			return false
		}
		wanted[i] = true
	}
	if a.axis == axisCount {
		// "any of several" would be a union that no other table can be tied to.
		if len(wanted) != 1 || p.need[a.multi] >= 0 {
			return false
		}
		p.need[a.multi] = list.index[codes[0]]
		p.secret = p.secret || a.multi == multiTrait || a.multi == multiIndicator
		return true
	}
	mask := make([]bool, len(of))
	for atom, c := range of {
		mask[atom] = wanted[c] && (p.where[a.axis] == nil || p.where[a.axis][atom])
	}
	p.where[a.axis] = mask
	return true
}

// dimension takes a dimension in.
func (p *plan) dimension(l *lists, at int, d record.Dimension) bool {
	switch d.ID {
	case "unit":
		level, ok := levels[d.Level]
		p.level = level
		ok = ok && p.unit < 0
		p.unit = at
		return ok
	case "year":
		ok := p.year < 0 && !d.Total // a household may count in several years
		p.year = at
		return ok
	}
	a, ok := attributes[d.ID]
	if !ok {
		return false
	}
	x := dim{attribute: a, name: d.ID, at: at, sensitive: d.Sensitive}
	x.codes, x.of = l.codesOf(d.ID)
	if a.axis < axisCount {
		p.dims = append(p.dims, x)
		return d.Total
	}
	additive := p.money && a.multi == multiSource
	if p.multi != nil || p.need[a.multi] >= 0 || d.Total != additive || p.money && !additive {
		return false
	}
	p.multi = &x
	return true
}

// reserve makes room for the numbers; false is a table too large.
func (p *plan) reserve(t *slots) bool {
	rows := int64(len(t.years))
	if p.unit >= 0 {
		rows = int64(t.count)
	}
	n := rows * int64(p.inYear)
	if n > maxNumbers {
		return false
	}
	if p.money {
		p.sums = make([]sum, n)
	} else {
		p.counts = make([]number, n)
	}
	return true
}

func (n *number) join(o number) {
	n.count += o.count
	n.who.join(o.who)
}

// place gives the number that rows of certain atoms are counted in; false where
// they are not in the table.
func (p *plan) place(atoms *[axisCount]int32, slot, year int32) (int32, bool) {
	for a, mask := range p.where {
		if mask != nil && !mask[atoms[a]] {
			return 0, false
		}
	}
	at := year
	if p.unit >= 0 {
		at = slot
	}
	for i := range p.dims {
		d := &p.dims[i]
		c := d.of[atoms[d.axis]]
		if c < 0 {
			return 0, false
		}
		at = at*int32(len(d.codes)) + c
	}
	if p.multi != nil {
		at *= int32(len(p.multi.codes) + 1)
	}
	return at, true
}

// add counts one row.
func (p *plan) add(r *row, atoms *[axisCount]int32, slot, year int32, by who) {
	at, ok := p.place(atoms, slot, year)
	if !ok {
		return
	}
	for m, code := range p.need {
		if code >= 0 && r.codes(m)>>code&1 == 0 {
			return
		}
	}
	if p.money {
		p.addMoney(r, at, by)
		return
	}
	p.counts[at].join(number{1, by})
	if p.multi == nil {
		return
	}
	for b := r.codes(p.multi.multi); b != 0; b &= b - 1 {
		p.counts[at+1+int32(bits.TrailingZeros64(b))].join(number{1, by})
	}
}

// addMoney adds what one household was given, in all and by source.
func (p *plan) addMoney(r *row, at int32, by who) {
	var all int64
	for s, v := range r.money {
		source := p.need[multiSource]
		if v == 0 || source >= 0 && source != int32(s) {
			continue
		}
		all += v
		if p.multi != nil {
			p.sums[at+1+int32(s)].add(v, by)
		}
	}
	if all > 0 {
		p.sums[at].add(all, by)
	}
}

// codes gives the codes of an attribute of which a row may have several, one
// bit each.
func (r *row) codes(multi int) (b uint64) {
	switch multi {
	case multiIndicator:
		return r.deprived
	case multiTrait:
		return r.traits
	case multiSupport:
		return r.supports
	}
	for s, v := range r.money {
		if v > 0 {
			b |= 1 << s
		}
	}
	return b
}
