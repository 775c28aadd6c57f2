package release

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

// Prepare compares what is to be published with the last release. A published
// number that changed or disappeared needs a correction that says why; without
// it there is a problem and nothing may be published.
func Prepare(s *State, in Input) (*Plan, []diag.Problem, error) {
	p, err := begin(s, in)
	if err != nil {
		return nil, nil, err
	}
	c := comparison{was: s.inventory, now: p.inventory, in: in, used: map[string]bool{}}
	p.Release.Changes = c.records()
	p.Release.Changes.Numbers = c.numbers()
	if s.last != nil {
		c.needless()
	}
	return p, diag.Sort(c.problems), nil
}

// comparison is of two releases.
type comparison struct {
	was, now Inventory
	in       Input
	used     map[string]bool // corrections that gave a reason
	problems []diag.Problem
}

func (c *comparison) records() record.Changes {
	var changes record.Changes
	for _, name := range slices.Sorted(maps.Keys(c.now.Records)) {
		switch was, ok := c.was.Records[name]; {
		case !ok:
			changes.Added = append(changes.Added, name)
		case was != c.now.Records[name]:
			changes.Changed = append(changes.Changed, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.was.Records)) {
		if _, ok := c.now.Records[name]; !ok {
			changes.Withdrawn = append(changes.Withdrawn, name)
		}
	}
	return changes
}

// numbers lists the published numbers that are not what they were, and reports
// those without a reason: one problem for each record.
func (c *comparison) numbers() []record.NumberChange {
	var changes []record.NumberChange
	var silent []record.NumberChange
	for _, n := range sortedNumbers(c.was.Numbers) {
		change := record.NumberChange{Record: n.Record, Field: n.Field, Old: c.was.Numbers[n], New: c.now.Numbers[n]}
		if change.Old == change.New {
			continue
		}
		if correction := c.reason(n); correction != nil {
			change.Correction, change.Reason = correction.ID, correction.Reason
			changes = append(changes, change)
			continue
		}
		if len(silent) > 0 && silent[0].Record != n.Record {
			c.report(silent)
			silent = nil
		}
		silent = append(silent, change)
	}
	c.report(silent)
	return changes
}

// reason finds the correction of a number that was not published before: a
// reason excuses one change, not every later one. A reason for the very field
// goes before one for the whole record.
func (c *comparison) reason(n Number) *record.Correction {
	var found *record.Correction
	for _, id := range slices.Sorted(maps.Keys(c.in.Set.Corrections)) {
		correction := c.in.Set.Corrections[id]
		if _, old := c.was.Records["corrections/"+id]; old || correction.Record != n.Record {
			continue
		}
		if correction.Field == n.Field || correction.Field == "" && found == nil {
			found = correction
		}
	}
	if found != nil {
		c.used[found.ID] = true
	}
	return found
}

func (c *comparison) report(silent []record.NumberChange) {
	if len(silent) == 0 {
		return
	}
	first := silent[0]
	p := diag.Problem{Pos: c.place(first.Record, first.Field), Record: first.Record, Code: diag.CodeSilentChange, Count: len(silent)}
	p.Message = diag.Textf("số đã công bố thay đổi mà không nêu lý do: %[1]s, “%[2]s” trước là “%[3]s”, nay là “%[4]s”",
		"a published number changed without a reason: %[1]s, “%[2]s” was “%[3]s” and is now “%[4]s”",
		first.Record, first.Field, first.Old, first.New)
	if first.New == "" {
		p.Code = diag.CodeSilentWithdrawal
		p.Message = diag.Textf("số đã công bố bị bỏ mà không nêu lý do: %[1]s, “%[2]s” trước là “%[3]s”",
			"a published number was withdrawn without a reason: %[1]s, “%[2]s” was “%[3]s”",
			first.Record, first.Field, first.Old)
	}
	id := strings.ReplaceAll(first.Record, "/", "-")
	p.Remedy = diag.Textf("nếu đúng là phải sửa, thêm bản ghi data/corrections/%[1]s.json có “record”: “%[2]s” và “reason” nói vì sao; nếu không, trả lại số cũ",
		"if it has to change, add the record data/corrections/%[1]s.json with “record”: “%[2]s” and a “reason”; if not, put the old number back",
		id, first.Record)
	c.problems = append(c.problems, p)
}

// needless warns of new corrections that explain nothing.
func (c *comparison) needless() {
	for _, id := range slices.Sorted(maps.Keys(c.in.Set.Corrections)) {
		name := "corrections/" + id
		if _, old := c.was.Records[name]; old || c.used[id] {
			continue
		}
		correction := c.in.Set.Corrections[id]
		c.problems = append(c.problems, diag.Problem{
			Pos: c.place(name, "record"), Record: name, Severity: diag.Warning, Code: diag.CodeNeedlessCorrection,
			Message: diag.Textf("bản ghi này đính chính “%s”, nhưng không có số đã công bố nào của bản ghi ấy thay đổi",
				"this corrects “%s”, but no published number of that record changed", correction.Record),
			Remedy: diag.Textf("sửa “record” hoặc “field” cho đúng, hoặc xóa bản ghi đính chính này",
				"mend “record” or “field”, or remove this correction"),
		})
	}
}

// place finds a field in the file of its record; the file may be gone.
func (c *comparison) place(name, field string) diag.Pos {
	pos := diag.Pos{Path: cmp.Or(c.in.Set.Paths[name], "data/"+name+".json")}
	if c.in.Project == nil {
		return pos
	}
	var node *source.Node
	if f := c.in.Project.File(pos.Path); f != nil {
		node, _ = f.Tree()
	}
	if node == nil {
		return pos
	}
	steps := strings.Split(field, ".")
	if len(steps) == 3 && steps[0] == "values" {
		for i, item := range node.At("values").Items {
			if item.Get("measure").Str() == steps[1] {
				return node.At("values", i, steps[2]).Pos()
			}
		}
	}
	for _, step := range steps {
		node = node.At(step)
	}
	return node.Pos()
}
