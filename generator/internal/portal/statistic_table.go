package portal

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// Dimensions of tables that decide something here.
const (
	dimensionUnit         = "unit"
	dimensionYear         = "year"
	dimensionOrganization = "organization"
	dimensionCommitment   = "commitment"
	dimensionIndicator    = "indicator"
	dimensionTransition   = "transition"
	dimensionClassEnd     = "class-end"
)

// measureSum is the kind of measure that is a sum of money.
const measureSum = "money"

// statistic is a safe table with its rows found by unit, year and category.
type statistic struct {
	*record.Table
	safe *sdc.Table

	unit, year int      // places of these dimensions, −1 for no unit
	units      []string // in the order of the table; the empty code first
	years      []int    // ascending
	categories []category
	additive   bool // the categories add up to a total
	main       int  // the category that stands for the table: what readers need most, else the total; −1 for none

	unitAt map[string]int
	rows   []int32 // row of each unit, year and category, −1 for none

	figures, withheld int // different ones
	changed           int // of them, by a method
	widths            []int64
}

// category is one combination of codes of the dimensions that are neither unit
// nor year.
type category struct {
	codes []string // one for each dimension of the table; empty for unit, year and totals
	group string   // service of an indicator
}

// total reports whether every dimension is summed up.
func (c category) total() bool {
	return !slices.ContainsFunc(c.codes, func(s string) bool { return s != "" })
}

// is reports whether the category is that code alone.
func (c category) is(code string) bool {
	return slices.Contains(c.codes, code) && !slices.ContainsFunc(c.codes, func(s string) bool { return s != "" && s != code })
}

func (ix *index) newStatistic(definition *record.Table, t *sdc.Table) *statistic {
	s := &statistic{
		Table: definition, safe: t, unitAt: map[string]int{}, main: -1, additive: true,
		unit: slices.Index(t.Dims(), dimensionUnit), year: slices.Index(t.Dims(), dimensionYear),
	}
	for _, d := range definition.Dimensions {
		if d.ID != dimensionUnit && d.ID != dimensionYear && !d.Total {
			s.additive = false
		}
	}
	s.enumerate(ix)
	s.place()
	for i := range s.categories {
		if s.categories[i].total() && s.main < 0 && s.additive {
			s.main = i
		}
	}
	for _, code := range slices.Backward(definition.Keep) {
		if i := slices.IndexFunc(s.categories, func(c category) bool { return c.is(code) }); i >= 0 {
			s.main = i
		}
	}
	return s
}

// enumerate lists units, years and categories in the order of the table.
func (s *statistic) enumerate(ix *index) {
	seenYear, seenCategory := map[int]bool{}, map[string]bool{}
	for i := range s.safe.Len() {
		codes, _ := s.safe.Row(i)
		if unit := s.unitOf(codes); !has(s.unitAt, unit) {
			s.unitAt[unit] = len(s.units)
			s.units = append(s.units, unit)
		}
		seenYear[s.yearOf(codes)] = true
		if k := s.key(codes); !seenCategory[k] {
			seenCategory[k] = true
			s.categories = append(s.categories, s.newCategory(ix, codes))
		}
	}
	s.years = slices.Sorted(maps.Keys(seenYear))
}

// place notes the row of every figure and counts the figures, each once.
func (s *statistic) place() {
	years, categories := map[int]int{}, map[string]int{}
	for i, y := range s.years {
		years[y] = i
	}
	for i, c := range s.categories {
		categories[s.key(c.codes)] = i
	}
	s.rows = slices.Repeat([]int32{-1}, len(s.units)*len(s.years)*len(s.categories))
	counted := make(map[int32]bool, s.safe.Len())
	for i := range s.safe.Len() {
		codes, f := s.safe.Row(i)
		s.rows[s.at(s.unitAt[s.unitOf(codes)], years[s.yearOf(codes)], categories[s.key(codes)])] = int32(i)
		if cell := s.safe.Cell(i); !counted[cell] {
			counted[cell] = true
			s.count(f)
		}
	}
	slices.Sort(s.widths)
}

func (s *statistic) count(f sdc.Figure) {
	s.figures++
	if _, changed := f.Shown(); changed {
		s.changed++
	}
	if f.Kind() != sdc.Withheld {
		return
	}
	s.withheld++
	if lower, upper, bounded := f.Range(); bounded {
		s.widths = append(s.widths, upper-lower)
	}
}

func (s *statistic) at(unit, year, category int) int {
	return (unit*len(s.years)+year)*len(s.categories) + category
}

func (s *statistic) unitOf(codes []string) string {
	if s.unit < 0 {
		return ""
	}
	return codes[s.unit]
}

func (s *statistic) yearOf(codes []string) int {
	if s.year < 0 {
		return 0
	}
	year, _ := strconv.Atoi(codes[s.year]) // the program wrote it
	return year
}

// key tells categories apart.
func (s *statistic) key(codes []string) string {
	var b strings.Builder
	for i, code := range codes {
		if i != s.unit && i != s.year {
			b.WriteString(code)
		}
		b.WriteByte('|')
	}
	return b.String()
}

func (s *statistic) newCategory(ix *index, codes []string) category {
	c := category{codes: slices.Clone(codes)}
	for i, d := range s.Dimensions {
		if i == s.unit || i == s.year {
			c.codes[i] = ""
		}
		if d.ID != dimensionIndicator {
			continue
		}
		if code := ix.codes[d.Vocab][codes[i]]; code != nil {
			c.group = code.Parent
		}
	}
	return c
}

// figure is that of a unit, a year and a category; ok is false where the table
// has none.
func (s *statistic) figure(unit string, year, category int) (f sdc.Figure, ok bool) {
	row := s.row(unit, year, category)
	if row < 0 {
		return f, false
	}
	return s.safe.Figure(row), true
}

// row is the row of the safe table with a figure, negative where it has none.
func (s *statistic) row(unit string, year, category int) int {
	u, known := s.unitAt[unit]
	y, in := slices.BinarySearch(s.years, year)
	if !known || !in {
		return -1
	}
	return int(s.rows[s.at(u, y, category)])
}

// has reports whether a unit has any figure in a year.
func (s *statistic) has(unit string, year int) bool {
	for c := range s.categories {
		if _, ok := s.figure(unit, year, c); ok {
			return true
		}
	}
	return false
}

// same reports whether two units are one place: the same figures in every year
// that either has.
func (s *statistic) same(a, b string) bool {
	u, v := s.unitAt[a], s.unitAt[b]
	for y := range s.years {
		for c := range s.categories {
			i, j := s.rows[s.at(u, y, c)], s.rows[s.at(v, y, c)]
			if (i < 0) != (j < 0) || i >= 0 && s.safe.Cell(int(i)) != s.safe.Cell(int(j)) {
				return false
			}
		}
	}
	return true
}

// money reports whether the figures are đồng.
func (s *statistic) money() bool { return s.Measure.Kind == measureSum }

// by gives the place of a dimension, −1 for none.
func (s *statistic) by(dimension string) int { return slices.Index(s.safe.Dims(), dimension) }

// run is a stretch of years by one standard: figures of two are never compared.
type run struct {
	standard string
	years    []int
}

// latest is the last year.
func (r run) latest() int { return r.years[len(r.years)-1] }

// last keeps the latest years.
func (r run) last(n int) run {
	r.years = r.years[max(0, len(r.years)-n):]
	return r
}

// runs divides the years in which any of the units has figures by standard,
// oldest first.
func (s *statistic) runs(standards map[int]string, units ...string) []run {
	var made []run
	for _, year := range s.years {
		if !slices.ContainsFunc(units, func(u string) bool { return s.has(u, year) }) {
			continue
		}
		if n := len(made); n > 0 && made[n-1].standard == standards[year] {
			made[n-1].years = append(made[n-1].years, year)
			continue
		}
		made = append(made, run{standards[year], []int{year}})
	}
	return made
}

func has[K cmp.Ordered, V any](m map[K]V, key K) bool { _, ok := m[key]; return ok }
