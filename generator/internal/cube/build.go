package cube

import (
	"context"
	"errors"
	"maps"
	"slices"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// Input is what a cube is built from.
type Input struct {
	Source Source            // of the rows; nil for none
	Set    *record.Set       // units, code lists, table definitions, figures
	Policy record.Disclosure // thresholds and group minimum
	Key    []byte            // secret of the cell-key method; only tables that use it need one
}

// Source is where the rows about households are: files that are read here, or a
// database that does the counting itself.
type Source interface {
	// open says what the rows cover; no scope and no problem where there are none.
	open(ctx context.Context, a *areas) (scope, []diag.Problem, error)
	// count adds every row to n.
	count(ctx context.Context, n *count) ([]diag.Problem, error)
	close()
}

// Build counts all rows and gives the exact cells of every table of the set
// as one linked system. It gives no cube when there is a problem of severity
// error, and none when there are no rows. Problems of rows name the line, the field and the rule, never a value;
// the error is a failure of the machine.
//
// Memory grows with the number of cells, not of rows.
func Build(ctx context.Context, in Input) (*Cube, []diag.Problem, error) {
	in.Set = needed(in.Set)
	l, ps := newLists(in.Set)
	if len(ps) > 0 {
		return nil, ps, nil
	}
	a := newAreas(l)
	if in.Source == nil {
		return nil, nil, nil
	}
	defer in.Source.close()
	all, ps, err := in.Source.open(ctx, a)
	tables := make([]*record.Table, 0, len(in.Set.Tables))
	for _, id := range slices.Sorted(maps.Keys(in.Set.Tables)) {
		tables = append(tables, in.Set.Tables[id])
	}
	plans, bad := newPlans(l, in.Set, tables)
	if ps = append(ps, bad...); err != nil || len(ps) > 0 || len(all.communes) == 0 {
		return nil, diag.Sort(ps), err
	}
	if !all.synthetic {
		if p := outcomePlan(l, in.Set); p != nil {
			plans = append(plans, p)
		}
	}
	if needsKey(plans) && len(in.Key) < leastKey {
		return nil, []diag.Problem{keyProblem(in.Set, plans)}, nil
	}
	t := newSlots(all)
	for _, p := range plans {
		if !p.reserve(t) {
			ps = append(ps, tableProblem(in.Set, p.id, "bảng quá lớn: %d số trở lên", "table too large: %d numbers or more", maxNumbers))
		}
	}
	if len(ps) > 0 {
		return nil, ps, nil
	}

	n := newCount(l, t, plans)
	if needsKey(plans) {
		n.keys = newKeys(in.Key)
	}
	if ps, err = in.Source.count(ctx, n); err != nil || len(ps) > 0 {
		return nil, diag.Sort(ps), err
	}
	c, ps, err := assemble(in, a, all, n)
	return c, diag.Sort(ps), err
}

// count receives the rows.
type count struct {
	lists     *lists
	slots     *slots
	plans     []*plan
	total     []int64 // households of each slot
	bodies    []bool  // atoms of axisBody that occur
	year      int     // place of the last row's year
	helper    []int32 // organisation of each atom of axisBody, see who
	last      uint64  // pseudonym of the last row
	household uint32  // number of the last row's household
	keys      *keys   // nil where no table uses cell keys
}

func newCount(l *lists, t *slots, plans []*plan) *count {
	return &count{
		lists: l, slots: t, plans: plans, total: make([]int64, t.count),
		bodies: make([]bool, len(l.bodies.codes)+len(l.commitments.codes)+1), helper: l.helpers(),
	}
}

func (n *count) add(r *row) {
	if n.slots.years[n.year] != r.year {
		n.year = n.slots.yearAt(r.year)
	}
	if n.household == 0 || n.last != r.pseudonym {
		n.last = r.pseudonym
		n.household++
	}
	slot := n.slots.of[n.year][r.unit]
	atoms := n.lists.atoms(r)
	n.total[slot]++
	n.bodies[atoms[axisBody]] = true
	by := who{n.household, n.helper[atoms[axisBody]], n.keys.of(r)}
	for _, p := range n.plans {
		p.add(r, &atoms, slot, int32(n.year), by)
	}
}

// families gives all atoms of each axis. Of bodies these are the ones of which
// it is public that they take part, so that a row of zeros says nothing new.
func (n *count) families(synthetic bool) [axisCount]*family {
	l := n.lists
	var flows, sizes, bodies []int32
	for atom := range int32(flowAtoms) {
		if _, _, _, ok := flow(atom); ok {
			flows = append(flows, atom)
		}
	}
	for i := range l.sizes.codes {
		sizes = append(sizes, int32(i))
	}
	count := int32(len(l.bodies.codes))
	takesPart := slices.Clone(n.bodies[:count])
	for _, body := range l.helper {
		if body >= 0 {
			takesPart[body] = true
		}
	}
	for b := range count {
		if synthetic {
			takesPart[b] = b >= l.realBodies
		}
		if takesPart[b] {
			bodies = append(bodies, b)
		}
	}
	for c, body := range l.helper {
		if body >= 0 && takesPart[body] {
			bodies = append(bodies, count+int32(c))
		}
	}
	bodies = append(bodies, int32(len(n.bodies))-1)
	return [axisCount]*family{newFamily(flows), newFamily(bodies), newFamily(sizes)}
}

var errTooManyCells = errors.New("the tables have more cells than can be numbered")

// assemble makes the cube out of what was counted.
func assemble(in Input, a *areas, all scope, n *count) (*Cube, []diag.Problem, error) {
	g := newGeography(a, n.slots, all.declared, n.total, in.Policy.GroupMinimum)
	t := in.Policy.Threshold
	s := &system{
		lists: a.lists, strict: [4]int64{t.Performance, t.Deprivation, t.Sensitive, t.Money},
		families: n.families(all.synthetic), index: map[key]int32{}, known: map[string]int{},
		plans: n.plans, targets: map[*plan][]int32{},
	}
	for _, p := range n.plans {
		s.enter(p)
	}
	s.relate()
	s.partners()

	w := &writer{system: s, geography: g, cube: &Cube{
		Synthetic: all.synthetic, Standards: map[int]string{}, Pools: g.pools,
	}}
	for _, y := range n.slots.years {
		w.cube.Years = append(w.cube.Years, int(y))
		for i, term := range a.terms {
			if term.has(lastDay(y)) {
				w.cube.Standards[int(y)] = a.standards.codes[i]
			}
		}
	}
	if !w.number() {
		return nil, nil, errTooManyCells
	}
	w.values()
	w.equations()
	w.tables()
	var ps []diag.Problem
	if !all.synthetic {
		ps = w.known(in.Set)
	}
	return w.cube, ps, nil
}
