package cube

import (
	"fmt"
	"slices"
)

// relate finds the sums among profiles that a reader can form: every way in
// which one table sorts the rows that another counts together, with what is
// left over where it does not sort them all, and for attributes of which a
// household may have several, those that have and those that have not.
//
// Sums that follow from others are left out: they would add nothing to what can
// be deduced and cost time in every solution.
func (s *system) relate() {
	shown := int32(len(s.profiles))
	for axis := range axisCount {
		for _, g := range s.groups(axis, shown) {
			s.relateGroup(axis, g)
		}
	}
	for i := range shown {
		s.complement(i)
	}
	for _, p := range s.plans {
		s.addUp(p)
	}
}

// group are the profiles that differ along one axis only.
type group struct {
	members []int32
	bySet   map[int32]int32
}

func (s *system) groups(axis int, n int32) []*group {
	byKey := map[key]*group{}
	var order []*group
	for i := range n {
		k := s.profiles[i].key
		set := k.set[axis]
		k.set[axis] = -1
		g := byKey[k]
		if g == nil {
			g = &group{bySet: map[int32]int32{}}
			byKey[k] = g
			order = append(order, g)
		}
		g.members = append(g.members, i)
		g.bySet[set] = i
	}
	return slices.DeleteFunc(order, func(g *group) bool { return len(g.members) < 2 })
}

// usable are the schemes of which a group has every set, with the level down to
// which it has them.
type usable struct {
	*scheme
	level int8
}

func (s *system) relateGroup(axis int, g *group) {
	var schemes []usable
	for i := range s.schemes {
		sc := &s.schemes[i]
		if sc.axis != axis {
			continue
		}
		level, all := levelCommune, true
		for _, set := range sc.sets {
			p, ok := g.bySet[set]
			if all = all && ok; !all {
				break
			}
			level = min(level, s.profiles[p].level)
		}
		if all {
			schemes = append(schemes, usable{sc, level})
		}
	}
	for _, c := range g.members {
		for _, sc := range schemes {
			s.relateOne(axis, g, schemes, c, sc)
		}
	}
}

// relateOne ties profile c to the sets of a scheme that lie inside its own.
func (s *system) relateOne(axis int, g *group, schemes []usable, c int32, sc usable) {
	f := s.families[axis]
	whole := s.profiles[c].key.set[axis]
	parts, complete := s.inside(axis, sc.scheme, whole)
	if len(parts) == 0 || len(parts) == 1 && parts[0] == whole {
		return
	}
	level := min(sc.level, s.profiles[c].level)
	id := identity{level: level, total: c, attribute: sc.sensitive && complete}
	for _, set := range parts {
		id.parts = append(id.parts, g.bySet[set])
	}
	if !complete {
		covered := map[int32]bool{}
		for _, set := range parts {
			for _, a := range f.sets[set] {
				covered[a] = true
			}
		}
		union := f.where(whole, func(a int32) bool { return covered[a] })
		if s.implied(axis, g, schemes, whole, union, level, len(parts) > 1) {
			return
		}
		left := f.where(whole, func(a int32) bool { return !covered[a] })
		id.parts = append(id.parts, s.leftOver(axis, g, c, left, level, id.parts))
	}
	s.addIdentity(id)
}

// inside gives the sets of a scheme that lie inside a set, and whether they are
// all of it.
func (s *system) inside(axis int, sc *scheme, whole int32) (parts []int32, complete bool) {
	f := s.families[axis]
	held := map[int32]int{}
	for _, a := range f.sets[whole] {
		if i, ok := sc.of[a]; ok {
			held[i]++
		}
	}
	covered := 0
	for i, n := range held {
		if set := sc.sets[i]; n == len(f.sets[set]) {
			parts = append(parts, set)
			covered += n
		}
	}
	slices.Sort(parts)
	return parts, covered == len(f.sets[whole])
}

// implied reports whether what ties a union of sets to the whole follows from
// other sums: over a set between them, or because one scheme sorts both.
func (s *system) implied(axis int, g *group, schemes []usable, whole, union int32, level int8, several bool) bool {
	f := s.families[axis]
	for _, m := range g.members {
		set := s.profiles[m].key.set[axis]
		if s.profiles[m].level < level || set == whole || set == union && !several {
			continue
		}
		if contains(f.sets[whole], f.sets[set]) && contains(f.sets[set], f.sets[union]) {
			return true
		}
	}
	for _, sc := range schemes {
		if sc.level < level {
			continue
		}
		parts, all := s.inside(axis, sc.scheme, whole)
		if !all || len(parts) < 2 {
			continue
		}
		if _, all := s.inside(axis, sc.scheme, union); all {
			return true
		}
	}
	return false
}

// contains reports whether a, ascending, has every element of b, ascending.
func contains(a, b []int32) bool {
	if len(b) > len(a) {
		return false
	}
	i := 0
	for _, x := range b {
		for i < len(a) && a[i] < x {
			i++
		}
		if i == len(a) || a[i] != x {
			return false
		}
	}
	return true
}

// leftOver gives the profile of what parts leave of profile c.
func (s *system) leftOver(axis int, g *group, c, set int32, level int8, parts []int32) int32 {
	if p, ok := g.bySet[set]; ok && s.profiles[p].level >= level {
		return p
	}
	k := s.profiles[c].key
	k.set[axis] = set
	return s.hide(k, c, parts, level)
}

// hide makes a profile that no table shows.
func (s *system) hide(k key, of int32, less []int32, level int8) int32 {
	if i, ok := s.index[k]; ok && s.profiles[i].level >= level {
		return i
	}
	rule := s.profiles[of].rule
	for _, p := range less {
		rule = s.stricter(rule, s.profiles[p].rule)
	}
	i := s.get(k, level, rule, 0)
	if p := &s.profiles[i]; p.of < 0 {
		p.of, p.less = of, slices.Clone(less)
	}
	return i
}

// complement ties those that have something to those that have not.
func (s *system) complement(i int32) {
	p := s.profiles[i]
	if p.key.money || p.shown < 0 {
		return
	}
	for m, c := range p.key.multi {
		if c <= 0 || c == anySource {
			continue
		}
		k := p.key
		k.multi[m] = 0
		all, ok := s.index[k]
		if !ok {
			continue
		}
		k.multi[m] = -c
		level := min(p.level, s.profiles[all].level)
		without := s.hide(k, all, []int32{i}, level)
		s.addIdentity(identity{level: level, parts: []int32{i, without}, total: all, attribute: p.sensitive[m]})
	}
}

// addUp ties sums of money by source to their total.
func (s *system) addUp(p *plan) {
	if !p.money || p.multi == nil {
		return
	}
	t := s.targets[p]
	n := len(p.multi.codes) + 1
	for i := 0; i < len(t); i += n {
		if t[i] >= 0 {
			s.addIdentity(identity{level: p.level, parts: slices.Clone(t[i+1 : i+n]), total: t[i]})
		}
	}
}

func (s *system) addIdentity(id identity) {
	slices.Sort(id.parts)
	k := fmt.Sprint(id.total, id.parts)
	if i, ok := s.known[k]; ok {
		have := &s.identities[i]
		have.level, have.attribute = max(have.level, id.level), have.attribute || id.attribute
		return
	}
	s.known[k] = len(s.identities)
	s.identities = append(s.identities, id)
}
