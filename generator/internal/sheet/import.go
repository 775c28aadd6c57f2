package sheet

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// Options say which part of a file to read as what.
type Options struct {
	Kind  string // of the records; empty: the name of the sheet or file says it
	Sheet string // empty: every sheet that holds records
}

// Result is what an import came to.
type Result struct {
	New  []edit.NewFile
	Same int // rows whose record is there already
}

// Import reads a spreadsheet into records that the project would accept. With a
// problem that is an error there are none.
func Import(folder *edit.Folder, name string, data []byte, o Options) (Result, []diag.Problem, error) {
	var result Result
	grids, problems := read(name, data)
	if len(problems) > 0 {
		return result, problems, nil
	}
	project, err := folder.Load()
	if err != nil {
		return result, nil, err
	}
	sheets, problems := choose(grids, o)
	im := &importer{project: project, lists: form.NewLists(project), rows: map[string]*row{}, problems: problems}
	for _, s := range sheets {
		im.sheet(s.grid, s.kind)
	}
	if diag.HasErrors(im.problems) {
		return result, im.problems, nil
	}
	for _, path := range im.order {
		r := im.rows[path]
		switch exists, same := im.there(path, r); {
		case same:
			result.Same++
		case exists:
			taken := edit.Taken(path)
			taken.Pos = r.place("id")
			taken.Message = diag.Textf("đã có %s với nội dung khác; tệp được giữ nguyên", "%s exists with other content; it was left as it is", path)
			im.problems = append(im.problems, taken)
		default:
			result.New = append(result.New, edit.NewFile{Path: path, Data: r.data})
		}
	}
	if len(im.problems) == 0 {
		found, err := folder.Judge(result.New)
		if err != nil {
			return Result{}, nil, err
		}
		for _, p := range found {
			im.problems = append(im.problems, im.inCell(p))
		}
	}
	if diag.HasErrors(im.problems) {
		result.New = nil
	}
	return result, im.problems, nil
}

// part is a sheet that holds records of a kind.
type part struct {
	grid grid
	kind edit.Kind
}

// choose finds the sheets to read. The name of a sheet, or of a CSV file, says
// what it holds unless the options do.
func choose(grids []grid, o Options) ([]part, []diag.Problem) {
	var parts []part
	var names []string
	for _, g := range grids {
		names = append(names, "“"+diag.Printable(g.name)+"”")
		if o.Sheet != "" && normal(g.name) != normal(o.Sheet) {
			continue
		}
		name := g.name
		if name == "" {
			base := g.file[strings.LastIndexAny(g.file, `/\`)+1:]
			name = base[:len(base)-len(".csv")]
		}
		kind, ok := KindOf(name)
		if o.Kind != "" {
			wanted, _ := KindOf(o.Kind)
			ok = ok && kind.Name == wanted.Name || o.Sheet != "" || len(grids) == 1
			kind = wanted
		}
		if ok {
			parts = append(parts, part{g, kind})
		}
	}
	if len(parts) > 0 {
		return parts, nil
	}
	file := ""
	if len(grids) > 0 {
		file = grids[0].file
	}
	return nil, []diag.Problem{{
		Pos: diag.Pos{Path: file}, Code: diag.CodeSheetKind,
		Message: diag.Textf("không rõ bảng nào chứa bản ghi; tệp có các bảng: %s", "it is unclear which sheet holds records; the file has: %s", strings.Join(names, ", ")),
		Remedy:  diag.Textf("thêm --kind với một trong: %[1]s; tệp có nhiều bảng thì thêm cả --sheet", "add --kind with one of: %[1]s; where there are several sheets also --sheet", strings.Join(Kinds, ", ")),
	}}
}

// importer collects the records of a file.
type importer struct {
	project  *source.Project
	lists    *form.Lists
	rows     map[string]*row // path of the record
	order    []string
	problems []diag.Problem
	last     map[string]int64 // commitment: place of its last activity
}

// row is one row that became a record.
type row struct {
	grid  grid
	row   int
	kind  edit.Kind
	cells map[string]int // path of a value: its column
	first int            // column of the first value
	data  []byte
}

// place is the cell of a value or of a part of it, the first cell of the row
// where it has none.
func (r *row) place(path string) diag.Pos {
	for path != "" {
		if column, ok := r.cells[path]; ok {
			return r.grid.at(r.row, column)
		}
		part := -1
		for other, column := range r.cells {
			if strings.HasPrefix(other, path+".") && (part < 0 || column < part) {
				part = column
			}
		}
		if part >= 0 {
			return r.grid.at(r.row, part)
		}
		path = path[:max(strings.LastIndexByte(path, '.'), 0)]
	}
	return r.grid.at(r.row, r.first)
}

func (im *importer) sheet(g grid, kind edit.Kind) {
	head, columns, problems := g.columns(kind)
	im.problems = append(im.problems, problems...)
	if len(columns) == 0 {
		return
	}
	for i := head + 1; i < len(g.cells); i++ {
		if slices.ContainsFunc(g.cells[i], func(c cell) bool { return !c.empty() }) {
			im.row(g, i, kind, columns)
		}
	}
	im.beyond(g, head, columns)
}

// beyond reports values under columns without a heading.
func (im *importer) beyond(g grid, head int, columns []column) {
	for i := head + 1; i < len(g.cells); i++ {
		for j, c := range g.cells[i] {
			if !c.empty() && g.cell(head, j).empty() {
				im.problems = append(im.problems, g.problem(i, j, form.Mistake{Code: diag.CodeSheetHeading,
					Message: diag.Textf("ô này nằm ở cột không có tên", "this cell stands in a column without a heading"),
					Remedy:  diag.Textf("đặt tên cho cột, hoặc xóa ô", "give the column a heading, or clear the cell")}))
				return
			}
		}
	}
}

func (im *importer) row(g grid, i int, kind edit.Kind, columns []column) {
	r := &row{grid: g, row: i, kind: kind, cells: map[string]int{}, first: columns[0].index}
	values := form.Values{}
	before := len(im.problems)
	report := func(column int, m form.Mistake) { im.problems = append(im.problems, g.problem(i, column, m)) }
	for _, c := range columns {
		r.cells[c.leaf.Path] = c.index
		at := g.cell(i, c.index)
		if at.refuse != "" {
			report(c.index, refused(at.refuse))
			continue
		}
		if at.empty() {
			continue
		}
		value, mistake := at.value(c.leaf.Field)
		if mistake.Code == "" {
			mistake = im.pick(c.leaf, value)
		}
		if mistake.Code != "" {
			report(c.index, mistake)
			continue
		}
		values[c.leaf.Path] = value
	}
	im.defaults(kind, values)
	for _, c := range columns {
		if c.leaf.Required && c.leaf.Path != "id" && values[c.leaf.Path] == nil && g.cell(i, c.index).empty() {
			report(c.index, form.Mistake{Code: diag.CodeMissingKey,
				Message: diag.Text{VI: "thiếu “" + c.leaf.Name.VI + "”", EN: "“" + c.leaf.Name.EN + "” is missing"},
				Remedy:  c.leaf.Help()})
		}
	}
	if len(im.problems) == before {
		im.keep(r, values)
	}
}

// pick replaces labels by codes. References may lead to records of the same file.
func (im *importer) pick(leaf form.Leaf, value *source.Node) form.Mistake {
	field := leaf.Field
	if field.Type == form.List {
		field = field.Item
	}
	mistake := im.lists.Pick(leaf.Field, value)
	if mistake.Code == "" || field.Reference == "" || !slices.Contains(Kinds, field.Reference) {
		return mistake
	}
	texts := []string{value.Text}
	if value.Kind == source.Array {
		texts = nil
		for _, item := range value.Items {
			texts = append(texts, item.Text)
		}
	}
	for _, text := range texts {
		if !viet.IsSlug(text) {
			return mistake
		}
	}
	return form.Mistake{} // check knows, when the whole file has been read
}

// defaults numbers activities that give no place behind the others.
func (im *importer) defaults(kind edit.Kind, values form.Values) {
	commitment := values["commitment"]
	if kind.Schema != "activities" || commitment == nil {
		return
	}
	if im.last == nil {
		im.last = map[string]int64{}
		for _, f := range im.project.Files {
			if f.Kind == "activities" {
				tree, _ := f.Tree()
				of := tree.Get("commitment").Str()
				order, _ := tree.Get("order").Int()
				im.last[of] = max(im.last[of], order)
			}
		}
	}
	if order := values["order"]; order != nil {
		n, _ := order.Int()
		im.last[commitment.Text] = max(im.last[commitment.Text], n)
		return
	}
	im.last[commitment.Text]++
	values["order"] = &source.Node{Kind: source.Number, Text: strconv.FormatInt(im.last[commitment.Text], 10)}
}

// keep makes the record of a row.
func (im *importer) keep(r *row, values form.Values) {
	values = maps.Clone(values)
	if values["id"] == nil {
		values["id"] = &source.Node{Kind: source.String, Text: r.kind.ID(values)}
	}
	id := values["id"].Text
	if !viet.IsSlug(id) {
		im.problems = append(im.problems, diag.Problem{
			Pos: r.place("id"), Code: diag.CodeFileName,
			Message: diag.Textf("“%s” không dùng làm mã bản ghi được", "“%s” cannot be the id of a record", clip(id)),
			Remedy:  diag.Textf("viết mã gồm chữ thường không dấu, chữ số và dấu nối “-”", "write an id in lower-case letters without marks, digits and “-”"),
		})
		return
	}
	path := "data/" + r.kind.Schema + "/" + id + ".json"
	if other := im.rows[path]; other != nil {
		im.problems = append(im.problems, diag.Problem{
			Pos: r.place("id"), Code: diag.CodeDuplicateRecord, Related: []diag.Pos{other.place("id")},
			Message: diag.Textf("hàng này cho cùng mã “%s” với %s", "this row gives the same id “%s” as %s", id, other.place("id").Path),
			Remedy:  diag.Textf("xóa một hàng, hoặc thêm cột “Mã bản ghi” và viết hai mã khác nhau", "delete one of them, or add the column “Record id” with two different ids"),
		})
		return
	}
	r.data = form.Print(*form.Of(r.kind.Schema).Build(values))
	im.rows[path] = r
	im.order = append(im.order, path)
}

// there says whether the project has a record already, and whether it says the same.
func (im *importer) there(path string, r *row) (exists, same bool) {
	f := im.project.File(path)
	if f == nil {
		return false, false
	}
	tree, problems := f.Tree()
	return true, len(problems) == 0 && string(form.Print(form.Of(f.Kind).Order(*tree))) == string(r.data)
}

// inCell places a problem of a record that does not exist yet at the cell it
// comes from.
func (im *importer) inCell(p diag.Problem) diag.Problem {
	r := im.rows[p.Path]
	if r == nil {
		return p
	}
	f := source.File{Path: p.Path, Kind: r.kind.Schema, Text: string(r.data)}
	tree, _ := f.Tree()
	p.Pos = r.place(pathAt(tree, p.Pos, ""))
	return p
}

// pathAt finds the path of the innermost value at a place.
func pathAt(n *source.Node, at diag.Pos, path string) string {
	for i := range n.Items {
		item := &n.Items[i]
		from, to := item.KeyPos(), item.Pos()
		if at.Line < from.Line || at.Line > to.EndLine || at.Line == from.Line && at.Col < from.Col || at.Line == to.EndLine && at.Col > to.EndCol {
			continue
		}
		step := item.Key
		if n.Kind == source.Array {
			step = strconv.Itoa(i + 1)
		}
		return pathAt(item, at, strings.TrimPrefix(path+"."+step, "."))
	}
	return path
}
