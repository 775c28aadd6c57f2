package cube

import (
	"slices"
	"strings"
)

// key says which rows the cells of a profile count, apart from place and year.
type key struct {
	money bool
	set   [axisCount]int32
	multi [multiCount]int16 // 0 any, code+1, −(code+1) for rows without the code, anySource
}

// anySource stands for rows with money from any source.
const anySource = 1 << 14

// profile is one kind of number. It has a cell in every place up to its level.
type profile struct {
	key       key
	level     int8
	shown     int8 // finest level of a table that shows it, −1 for none
	filled    int8 // finest level at which a table counts it, −1 for none
	rule      Rule
	keep      int32
	partner   int32 // profile that counts the households of a magnitude, −1
	base      int32 // index of the cell of its first place
	sensitive [multiCount]bool
	// of and less make a hidden profile: of minus all of less.
	of   int32
	less []int32
}

// scheme is a way to sort rows: disjoint sets of one axis, as some table shows
// them.
type scheme struct {
	axis      int
	sets      []int32
	sensitive bool
	of        map[int32]int32 // place in sets of each atom
}

// identity is a sum that holds in every place up to its level.
type identity struct {
	level     int8
	parts     []int32 // profiles
	total     int32
	attribute bool
}

// system is everything that cells are made from.
type system struct {
	lists      *lists
	strict     [4]int64 // threshold of each rule
	families   [axisCount]*family
	profiles   []profile
	index      map[key]int32
	schemes    []scheme
	identities []identity
	known      map[string]int // place of each identity
	plans      []*plan
	targets    map[*plan][]int32 // profile of each combination of codes and totals, −1 for none
}

// get gives the profile of a key, making it if need be, and raises it to what a
// table asks.
func (s *system) get(k key, level int8, rule Rule, keep int32) int32 {
	i, ok := s.index[k]
	if !ok {
		i = int32(len(s.profiles))
		s.index[k] = i
		s.profiles = append(s.profiles, profile{key: k, level: level, shown: -1, filled: -1, rule: rule, keep: keep, partner: -1, of: -1})
		return i
	}
	p := &s.profiles[i]
	p.level, p.keep = max(p.level, level), max(p.keep, keep)
	p.rule = s.stricter(p.rule, rule)
	return i
}

// stricter picks the rule with the higher minimum frequency.
func (s *system) stricter(a, b Rule) Rule {
	if s.strict[b] > s.strict[a] {
		return b
	}
	return a
}

// enter makes the profiles and schemes of a table.
func (s *system) enter(p *plan) {
	var where [axisCount]int32
	for a, mask := range p.where {
		if mask != nil {
			where[a] = s.families[a].where(0, func(atom int32) bool { return mask[atom] })
		}
	}
	for i := range p.dims {
		d := &p.dims[i]
		f := s.families[d.axis]
		d.sets = make([]int32, len(d.codes))
		for c := range d.codes {
			d.sets[c] = f.where(where[d.axis], func(atom int32) bool { return d.of[atom] == int32(c) })
			if len(f.sets[d.sets[c]]) == 0 {
				d.sets[c] = -1
			}
		}
	}
	s.combine(p, where)
	for a := range axisCount {
		s.addScheme(a, []int32{where[a]}, false)
		var crossed []int32
		crossedSensitive := false
		for i := range p.dims {
			d := &p.dims[i]
			if d.axis != a {
				continue
			}
			s.addScheme(a, d.sets, d.sensitive)
			if crossed == nil {
				crossed, crossedSensitive = d.sets, d.sensitive
				continue
			}
			crossed = s.cross(a, crossed, d.sets)
			crossedSensitive = crossedSensitive || d.sensitive
			s.addScheme(a, crossed, crossedSensitive)
		}
	}
}

// cross intersects two ways to sort.
func (s *system) cross(axis int, a, b []int32) (out []int32) {
	for _, x := range a {
		for _, y := range b {
			if z := s.meet(axis, x, y); z >= 0 {
				out = append(out, z)
			}
		}
	}
	return out
}

// meet gives the set of what two sets share, −1 for nothing.
func (s *system) meet(axis int, a, b int32) int32 {
	if a < 0 || b < 0 {
		return -1
	}
	f := s.families[axis]
	in := map[int32]bool{}
	for _, x := range f.sets[b] {
		in[x] = true
	}
	c := f.where(a, func(x int32) bool { return in[x] })
	if len(f.sets[c]) == 0 {
		return -1
	}
	return c
}

func (s *system) addScheme(axis int, sets []int32, sensitive bool) {
	sets = slices.DeleteFunc(slices.Clone(sets), func(x int32) bool { return x < 0 })
	slices.Sort(sets)
	for i := range s.schemes {
		if have := &s.schemes[i]; have.axis == axis && slices.Equal(have.sets, sets) {
			have.sensitive = have.sensitive || sensitive
			return
		}
	}
	of := map[int32]int32{}
	for i, x := range sets {
		for _, atom := range s.families[axis].sets[x] {
			of[atom] = int32(i)
		}
	}
	s.schemes = append(s.schemes, scheme{axis, sets, sensitive, of})
}

// combine makes the profile of every combination of codes and totals of a table,
// in the order in which expand numbers them.
func (s *system) combine(p *plan, where [axisCount]int32) {
	n := 1
	for i := range p.dims {
		n *= len(p.dims[i].codes) + 1
	}
	codes := 1
	if p.multi != nil {
		codes += len(p.multi.codes)
	}
	targets := make([]int32, 0, n*codes)
	for i := range n {
		set, totals, kept, possible := where, 0, false, true
		for k, rest := len(p.dims)-1, i; k >= 0; k-- {
			d := &p.dims[k]
			c := rest % (len(d.codes) + 1)
			rest /= len(d.codes) + 1
			if c == len(d.codes) {
				totals++
				continue
			}
			kept = kept || slices.Contains(p.keep, d.codes[c])
			set[d.axis] = s.meet(d.axis, set[d.axis], d.sets[c])
			possible = possible && set[d.axis] >= 0
			if !possible {
				break
			}
		}
		for c := range codes {
			if !possible {
				targets = append(targets, -1)
				continue
			}
			targets = append(targets, s.target(p, set, totals, kept, c))
		}
	}
	s.targets[p] = targets
}

// target makes the profile of one combination; code counts from 1, 0 is all.
func (s *system) target(p *plan, set [axisCount]int32, totals int, kept bool, code int) int32 {
	k := key{money: p.money, set: set}
	for m, c := range p.need {
		if c >= 0 {
			k.multi[m] = int16(c) + 1
		}
	}
	rule := p.rule
	if p.multi != nil && code > 0 {
		k.multi[p.multi.multi] = int16(code)
		kept = kept || slices.Contains(p.keep, p.multi.codes[code-1])
	} else if p.multi != nil {
		totals++
	}
	flat := len(p.dims)
	if p.multi != nil {
		flat++
	}
	if totals == flat && !p.money && !p.secret {
		rule = Performance // the group as such, nothing of what its members are like
	}
	keep := int32(5 * totals)
	if kept {
		keep += 20
	}
	i := s.get(k, p.level, rule, keep)
	if p.multi != nil && p.multi.sensitive && code > 0 {
		s.profiles[i].sensitive[p.multi.multi] = true
	}
	if !p.hidden {
		s.profiles[i].shown = max(s.profiles[i].shown, p.level)
	}
	s.profiles[i].filled = max(s.profiles[i].filled, p.level)
	return i
}

// partners gives every magnitude the profile that counts its households.
func (s *system) partners() {
	for i := range s.profiles {
		p := s.profiles[i]
		if !p.key.money {
			continue
		}
		k := p.key
		k.money = false
		if k.multi[multiSource] == 0 {
			k.multi[multiSource] = anySource
		}
		s.profiles[i].partner = s.get(k, p.level, Money, 0)
	}
}

// name writes a profile as the end of a cell id.
func (s *system) name(k key) string {
	var parts []string
	for a := range axisCount {
		if n := s.lists.name(s.families[a], a, k.set[a]); n != "" {
			parts = append(parts, n)
		}
	}
	codes := [multiCount]*list{s.lists.indicators, s.lists.traits, s.lists.supports, s.lists.sources}
	for m, c := range k.multi {
		switch {
		case c == 0:
		case c == anySource:
			parts = append(parts, multiNames[m]+"=*")
		case c > 0:
			parts = append(parts, multiNames[m]+"="+codes[m].codes[c-1])
		default:
			parts = append(parts, multiNames[m]+"=!"+codes[m].codes[-c-1])
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "|" + strings.Join(parts, "|")
}
