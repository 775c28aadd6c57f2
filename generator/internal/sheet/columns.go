package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/viet"
)

// mostItems is how many items of a list a spreadsheet may have columns for.
const mostItems = 20

// headings knows what every column of a kind may be called.
type headings struct {
	exact  map[string]form.Leaf // key, or title with all it belongs to
	titles map[string][]form.Leaf
	names  []string
}

func headingsOf(kind edit.Kind) headings {
	h := headings{exact: map[string]form.Leaf{}, titles: map[string][]form.Leaf{}}
	for _, leaf := range form.Of(kind.Schema).Leaves(func(string) int { return mostItems }) {
		first := strings.NewReplacer(" 1:", ":", " 1 (", " (")
		for _, name := range []string{
			leaf.Path, edit.Flag(leaf.Path), leaf.Name.VI, leaf.Name.EN, first.Replace(leaf.Name.VI), first.Replace(leaf.Name.EN),
		} {
			if _, taken := h.exact[normal(name)]; !taken {
				h.exact[normal(name)] = leaf
			}
		}
		if !strings.Contains(leaf.Path, ".2") && !slices.ContainsFunc(h.titles[normal(lastOf(leaf.Name.VI))], func(l form.Leaf) bool {
			return plain(l.Path) == plain(leaf.Path)
		}) {
			h.names = append(h.names, leaf.Name.VI)
			h.titles[normal(lastOf(leaf.Name.VI))] = append(h.titles[normal(lastOf(leaf.Name.VI))], leaf)
		}
	}
	return h
}

var itemNumber = regexp.MustCompile(`\.\d+`)

func plain(path string) string { return itemNumber.ReplaceAllString(path, "") }

// lastOf is a name without what it belongs to.
func lastOf(name string) string {
	if i := strings.LastIndex(name, ": "); i >= 0 {
		return name[i+2:]
	}
	return name
}

// normal makes headings comparable: without marks, case and signs. A star or a
// remark that a column is required does not count.
func normal(s string) string {
	s = viet.Fold(form.Settle(s))
	for _, remark := range []string{"(bat buoc)", "(required)"} {
		s = strings.ReplaceAll(s, remark, "")
	}
	return viet.Slug(s)
}

// counters are headings of columns that only number the rows.
var counters = []string{"stt", "tt", "so-thu-tu", "no"}

// find says which field a heading means.
func (h headings) find(heading string) (leaf form.Leaf, skip bool, mistake form.Mistake) {
	n := normal(heading)
	if slices.Contains(counters, n) {
		return form.Leaf{}, true, form.Mistake{}
	}
	if leaf, ok := h.exact[n]; ok {
		return leaf, false, form.Mistake{}
	}
	switch same := h.titles[n]; {
	case len(same) == 1:
		return same[0], false, form.Mistake{}
	case len(same) > 1:
		var names []string
		for _, leaf := range same {
			names = append(names, "“"+leaf.Name.VI+"”")
		}
		return form.Leaf{}, false, form.Mistake{Code: diag.CodeSheetHeading,
			Message: diag.Textf("tên cột “%s” có thể là nhiều mục", "the heading “%s” could mean several fields", clip(heading)),
			Remedy:  diag.Textf("viết rõ một trong: %s", "write one of: %s", strings.Join(names, ", "))}
	}
	return form.Leaf{}, false, form.Mistake{Code: diag.CodeSheetHeading,
		Message: diag.Textf("không có mục nào tên “%s”", "no field is called “%s”", clip(heading)),
		Remedy: check.DidYouMean(heading, h.names, diag.Textf("sửa tên cột theo bảng mẫu (minhbach import --template), hoặc xóa cột",
			"take the heading from the template (minhbach import --template), or delete the column"))}
}

func clip(s string) string {
	const limit = 40
	s = diag.Printable(s)
	if rs := []rune(s); len(rs) > limit {
		return string(rs[:limit]) + "…"
	}
	return s
}

// column is a column of a sheet that has been understood.
type column struct {
	index int
	leaf  form.Leaf
}

// headRows is how far down the row of headings is looked for: above it an office
// may have its name and the title of the table.
const headRows = 20

// columns finds the row of headings and what each column is.
func (g grid) columns(kind edit.Kind) (row int, columns []column, problems []diag.Problem) {
	h := headingsOf(kind)
	row, most := -1, 1
	for i := range min(headRows, len(g.cells)) {
		known := 0
		for _, c := range g.cells[i] {
			if _, skip, mistake := h.find(c.text); !c.empty() && !skip && mistake.Code == "" {
				known++
			}
		}
		if known > most {
			row, most = i, known
		}
	}
	if row < 0 {
		return 0, nil, []diag.Problem{{
			Pos: g.at(0, 0), Code: diag.CodeSheetNoHeading,
			Message: diag.Textf("không thấy hàng tên cột trong %d hàng đầu", "no row of headings among the first %d rows", headRows),
			Remedy:  diag.Textf("lấy bảng mẫu bằng: minhbach import --template %s", "take the template: minhbach import --template %s", kind.Name),
		}}
	}
	taken := map[string]int{}
	for i, c := range g.cells[row] {
		if c.empty() {
			continue
		}
		leaf, skip, mistake := h.find(c.text)
		if c.refuse != "" {
			mistake = refused(c.refuse)
		}
		if other, again := taken[leaf.Path]; mistake.Code == "" && !skip && again {
			mistake = form.Mistake{Code: diag.CodeSheetHeading,
				Message: diag.Textf("cột này trùng với cột %s", "this column repeats the one at %s", g.at(row, other).Path),
				Remedy:  diag.Textf("xóa một trong hai cột", "delete one of the two columns")}
		}
		if mistake.Code != "" {
			problems = append(problems, g.problem(row, i, mistake))
		} else if !skip {
			taken[leaf.Path] = i
			columns = append(columns, column{i, leaf})
		}
	}
	for _, leaf := range kind.Leaves() {
		if _, ok := taken[leaf.Path]; leaf.Required && !ok && leaf.Path != "order" {
			problems = append(problems, g.problem(row, 0, form.Mistake{Code: diag.CodeSheetNoHeading,
				Message: diag.Text{VI: fmt.Sprintf("thiếu cột “%s”", leaf.Name.VI), EN: fmt.Sprintf("the column “%s” is missing", leaf.Name.EN)},
				Remedy:  diag.Textf("thêm cột này vào hàng tên cột", "add it to the row of headings")}))
		}
	}
	return row, columns, problems
}

func (g grid) problem(row, column int, m form.Mistake) diag.Problem {
	return diag.Problem{Pos: g.at(row, column), Code: m.Code, Message: m.Message, Remedy: m.Remedy}
}

// refused words why a cell cannot be taken.
func refused(code string) form.Mistake {
	if code == diag.CodeSheetMerged {
		return form.Mistake{Code: code,
			Message: diag.Textf("ô này được gộp với ô khác", "this cell is merged with others"),
			Remedy:  diag.Textf("bỏ gộp ô rồi điền đủ từng hàng", "unmerge the cells and fill in each row")}
	}
	return form.Mistake{Code: code,
		Message: diag.Textf("ô này là công thức, không phải giá trị", "this cell is a formula, not a value"),
		Remedy:  diag.Textf("chép ô rồi dán lại dưới dạng giá trị (Paste Special, Values)", "copy the cell and paste it as a value (Paste Special, Values)")}
}
