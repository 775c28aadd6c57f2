package personal

import (
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// Options say how a project is looked through.
type Options struct {
	Today string // ISO date; allowances that ended before it no longer work
	Files fs.FS  // the project folder, for pictures; without it they are not opened
}

// Project finds what is personal in a project: in the values and names of fields
// of every record, in front matter and texts, in the names of files and in the
// pictures. What stands in data/people, and the contact in data/site.json, is
// public; so is what a record of data/allow lets pass.
func Project(p *source.Project, o Options) ([]diag.Problem, error) {
	l := Begin(p, o)
	err := source.Each(len(p.Files), func(i int) error {
		tree, _ := p.Files[i].Tree()
		_, err := l.File(p.Files[i], tree)
		return err
	})
	if err != nil {
		return nil, err
	}
	return l.Problems(), nil
}

// Look is a look through a project, file by file. It can be used by several
// goroutines at once, each for another file.
type Look struct {
	checker
	conditions []string
	all        []*allowance
	mu         sync.Mutex
	found      []diag.Problem
}

// Begin reads what is public and what is allowed in a project.
func Begin(p *source.Project, o Options) *Look {
	public := Public(p)
	l := &Look{checker: checker{linter: New(public), keys: newClean(), values: newClean(), files: o.Files}}
	for _, names := range [][]string{public.People, public.Places, public.Emails} {
		l.conditions = append(append(l.conditions, strconv.Itoa(len(names))), names...)
	}
	l.allowances, l.all = readAllowances(p, o.Today)
	return l
}

// File looks through a file whose values are those of tree, nil if it has none. It
// reports whether nothing was found.
func (l *Look) File(f *source.File, tree *source.Node) (well bool, err error) {
	// Allowances of one file are marked by the one call that looks at that file.
	problems, err := l.file(f, tree)
	if len(problems) > 0 {
		l.mu.Lock()
		l.found = append(l.found, problems...)
		l.mu.Unlock()
	}
	return len(problems) == 0, err
}

// Problems returns all that was found, and what is wrong with allowances.
func (l *Look) Problems() []diag.Problem {
	return diag.Sort(append(l.found, judgeAllowances(l.all)...))
}

// Conditions is what is public: of that depends what File finds.
func (l *Look) Conditions() []string { return l.conditions }

// HasAllowance reports whether something is allowed in a file. Only a look at the
// file tells whether that is needed still.
func (l *Look) HasAllowance(f *source.File) bool { return len(l.allowances[f.Path]) > 0 }

// Public gathers from the records of a project what is public although it looks
// personal: officials, names of places and bodies, the contact of the publisher.
func Public(p *source.Project) Allow {
	var a Allow
	for _, f := range p.Files {
		switch f.Kind {
		case "people", "units", "organizations", source.KindSite:
		default:
			continue
		}
		tree, _ := f.Tree()
		switch f.Kind {
		case "people":
			a.People = append(a.People, tree.Get("name").Str())
			a.Emails = append(a.Emails, tree.Get("contact").Get("email").Str())
		case source.KindSite:
			a.Emails = append(a.Emails, tree.Get("publisher").Get("email").Str())
		default:
			a.Places = append(a.Places, tree.Get("name").Get("vi").Str(), tree.Get("shortName").Get("vi").Str())
		}
	}
	return a
}

// checker looks through the files of one project.
type checker struct {
	linter     *Linter
	keys       *clean // names of fields
	values     *clean // which are the same in many records
	allowances allowances
	files      fs.FS
}

// file looks through one file.
func (c *checker) file(f *source.File, tree *source.Node) ([]diag.Problem, error) {
	problems := c.fileName(f)
	switch f.Kind {
	case source.KindPicture:
		more, err := c.picture(f)
		return append(problems, more...), err
	case source.KindAttachment:
		more, err := c.attachment(f)
		return append(problems, more...), err
	}
	if f.Kind == allowanceKind {
		return problems, nil
	}
	if tree != nil {
		c.value(f, tree, &problems)
	}
	if f.IsText() {
		body, _ := f.Body()
		c.tell(f, body, c.linter.Text(body), func(found Finding) diag.Pos { return f.BodyPos(found.Start, found.End) }, &problems)
	}
	return problems, nil
}

// perFile is the most findings of one file that are told one by one.
const perFile = 200

// tell notes what was found in a text of a file, whose places at gives.
func (c *checker) tell(f *source.File, text string, found []Finding, at func(Finding) diag.Pos, problems *[]diag.Problem) {
	for _, found := range oncePerPlace(found) {
		d := digest(found.Kind, f.Path, text, found)
		if c.allowances.allowed(found.Kind, f.Path, d) {
			continue
		}
		if n := len(*problems); n >= perFile { // each place costs a look through the file
			last := &(*problems)[n-1]
			last.Count = max(last.Count, 1) + 1
			continue
		}
		*problems = append(*problems, Problem(at(found), f.Name(), found, d))
	}
}

func (c *checker) fileName(f *source.File) []diag.Problem {
	var problems []diag.Problem
	if f.Kind == "people" {
		return nil
	}
	for _, found := range oncePerPlace(c.linter.FileName(f.Path)) {
		d := hash(string(found.Kind), f.Path, "name")[:16]
		if c.allowances.allowed(found.Kind, f.Path, d) {
			continue
		}
		p := Problem(diag.Pos{Path: f.Path}, f.Name(), found, d)
		p.Code = diag.CodePersonalFileName
		p.Message = diag.Text{VI: "tên tệp có " + described[found.Kind].what.VI, EN: "the name of the file holds " + described[found.Kind].what.EN}
		p.Remedy = diag.Textf("đổi tên tệp: tên tệp là địa chỉ trang và không xóa khỏi lịch sử được", "rename the file: its name is an address and stays in the history")
		problems = append(problems, p)
	}
	return problems
}

// oncePerPlace leaves out a person who is told as a household or child at the same
// place: one mistake gives one problem.
func oncePerPlace(found []Finding) []Finding {
	var told Finding // sorted by place and kind, it comes before the person
	return slices.DeleteFunc(found, func(f Finding) bool {
		if f.Kind == Household || f.Kind == Child {
			told = f
		}
		return f.Kind == Person && f.Start == told.Start && f.End == told.End
	})
}

// value looks through a value, the names of its fields and what it holds.
func (c *checker) value(f *source.File, n *source.Node, problems *[]diag.Problem) {
	if k, ok := c.keyName(n.Key); ok {
		d := hash(string(k), f.Path, n.Key)[:16]
		if !c.allowances.allowed(k, f.Path, d) {
			*problems = append(*problems, diag.Problem{
				Pos: n.KeyPos(), Code: diag.CodePersonalKey, Record: f.Name(),
				Message: diag.Text{VI: "tên trường này là của " + described[k].what.VI, EN: "a field of this name holds " + described[k].what.EN},
				Remedy:  diag.Textf("xóa trường này cùng giá trị của nó; dự án không giữ dữ liệu của từng người hay từng hộ", "delete the field with its value; a project keeps no data of single persons or households"),
			})
		}
	}
	switch n.Kind {
	case source.String:
		if strings.HasPrefix(n.Key, "$") {
			return
		}
		c.scalar(f, n, problems)
	case source.Array, source.Object:
		for i := range n.Items {
			c.value(f, &n.Items[i], problems)
		}
	}
}

func (c *checker) scalar(f *source.File, n *source.Node, problems *[]diag.Problem) {
	h := c.values.hash(n.Text)
	if c.values.has(h) {
		return
	}
	found := c.linter.Text(n.Text)
	if len(found) == 0 {
		c.values.add(h)
		return
	}
	c.tell(f, n.Text, found, func(found Finding) diag.Pos { return within(f, n, found) }, problems)
}

// keyName is KeyName, which looks at each name once.
func (c *checker) keyName(key string) (Kind, bool) {
	h := c.keys.hash(key)
	if c.keys.has(h) {
		return "", false
	}
	k, ok := KeyName(key)
	if !ok {
		c.keys.add(h)
	}
	return k, ok
}

// within is the place of a finding in its value, or that of the value where it is
// written with escapes.
func within(f *source.File, n *source.Node, found Finding) diag.Pos {
	pos := n.Pos()
	start, end := offset(f.Text, pos.Line, pos.Col), offset(f.Text, pos.EndLine, pos.EndCol)
	raw, value := f.Text[start:max(start, end)], n.Text[found.Start:found.End]
	earlier := strings.Count(n.Text[:found.Start], value)
	at := 0
	for range earlier + 1 {
		i := strings.Index(raw[at:], value)
		if i < 0 {
			return pos
		}
		at += i + len(value)
	}
	return f.Pos(start+at-len(value), start+at)
}

// offset leads from a line and column to a byte of s.
func offset(s string, line, col int) int {
	at := 0
	for range line - 1 {
		i := strings.IndexByte(s[at:], '\n')
		if i < 0 {
			return len(s)
		}
		at += i + 1
	}
	for i := range s[at:] {
		if col--; col == 0 {
			return at + i
		}
	}
	return len(s)
}

// fileBytes bounds what is read of a picture or attachment; source refuses larger
// ones.
const fileBytes = 64 << 20

// read returns the bytes of a file that source has not read; nil where it is gone
// or files are not opened.
func (c *checker) read(f *source.File) ([]byte, error) {
	if c.files == nil {
		return nil, nil
	}
	in, err := c.files.Open(f.Path)
	if err != nil {
		return nil, nil // removed since it was listed
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, fileBytes))
}

func (c *checker) picture(f *source.File) ([]diag.Problem, error) {
	data, err := c.read(f)
	if data == nil || err != nil {
		return nil, err
	}
	m, err := Picture(data)
	if err != nil {
		return []diag.Problem{{
			Pos: diag.Pos{Path: f.Path}, Code: diag.CodeAttachmentClosed,
			Message: diag.Textf("không đọc được tệp ảnh này để tìm dữ liệu ẩn", "this picture cannot be read to look for hidden data"),
			Remedy:  diag.Textf("mở ảnh bằng chương trình xem ảnh rồi lưu lại dạng %s", "open it in a viewer and save it again as %s", "JPEG, PNG, WebP"),
		}}, nil
	}
	return pictureProblems(f.Path, m), nil
}

// pictureProblems says what a picture still carries. The site publishes only
// copies without it, but the original lies in the open: a place is an error.
func pictureProblems(p string, m Metadata) []diag.Problem {
	remedy := diag.Textf("xuất lại ảnh từ chương trình xem ảnh, bỏ chọn giữ thông tin máy ảnh và vị trí, rồi thay tệp này",
		"export the picture anew from a viewer, without the data of camera and place, and replace this file")
	switch {
	case m.GPS:
		return []diag.Problem{{Pos: diag.Pos{Path: p}, Code: diag.CodePicturePlace, Remedy: remedy,
			Message: diag.Textf("ảnh còn ghi tọa độ nơi chụp (EXIF GPS)", "the picture says where it was taken (EXIF GPS)")}}
	case m.Any():
		return []diag.Problem{{Pos: diag.Pos{Path: p}, Code: diag.CodePictureMetadata, Severity: diag.Warning, Remedy: remedy,
			Message: diag.Textf("ảnh còn dữ liệu ẩn: %s", "the picture carries hidden data: %s", strings.Join(m.list(), ", "))}}
	}
	return nil
}

func (m Metadata) list() []string {
	var names []string
	for _, part := range []struct {
		there bool
		name  string
	}{{m.EXIF, "EXIF"}, {m.XMP, "XMP"}, {m.IPTC, "IPTC"}, {m.Thumbnail, "thumbnail"}, {m.Comment, "comment"}} {
		if part.there {
			names = append(names, part.name)
		}
	}
	return names
}
