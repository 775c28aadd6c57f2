package portal

import (
	"net/url"
	"strconv"
	"strings"
	"sync"

	"minhbach/generator/internal/source"
)

// origins know the line on which each number of a record stands, and the public
// address of that line at the published commit.
type origins struct {
	project    *source.Project // nil where the files are not at hand
	repository string          // pattern of the settings; empty: none is public
	commit     string          // holds exactly the files that the site is made from; empty: not known
	lines      sync.Map        // path of a file to its []numberLine
}

// numberLine is where a number stands in its file.
type numberLine struct {
	field string // "promise.value", "values.0.rate"
	line  int
}

// noFigures are keys of whole numbers that count or measure nothing.
var noFigures = map[string]bool{"order": true, "year": true}

// numbersIn lists the numbers of a file in the order of its lines. A file is
// read once for all pages that show it.
func (o *origins) numbersIn(path string) []numberLine {
	if known, ok := o.lines.Load(path); ok {
		return known.([]numberLine)
	}
	var found []numberLine
	if o.project != nil {
		if file := o.project.File(path); file != nil {
			tree, _ := file.Tree() // check has told what is wrong with it
			found = numbersOf(tree, "")
		}
	}
	o.lines.Store(path, found)
	return found
}

func numbersOf(n *source.Node, field string) []numberLine {
	if n == nil {
		return nil
	}
	if n.Kind == source.Number && !noFigures[n.Key] {
		return []numberLine{{strings.TrimPrefix(field, "."), n.Pos().Line}}
	}
	var found []numberLine
	for i := range n.Items {
		step := n.Items[i].Key
		if n.Kind == source.Array {
			step = strconv.Itoa(i)
		}
		found = append(found, numbersOf(&n.Items[i], field+"."+step)...)
	}
	return found
}

// lineOf is the line of a number, or of the first number below a field or, for
// an empty one, in the file; 0 where it is not known.
func (o *origins) lineOf(path, field string) int {
	for _, n := range o.numbersIn(path) {
		if field == "" || n.field == field || strings.HasPrefix(n.field, field+".") {
			return n.line
		}
	}
	return 0
}

// address is where everybody reads a line of a file as it was published; empty
// where nobody can.
func (o *origins) address(path string, line int) string {
	if o.repository == "" || o.commit == "" || path == "" {
		return ""
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	return strings.NewReplacer("{commit}", o.commit, "{path}", escaped, "{line}", strconv.Itoa(max(line, 1))).Replace(o.repository)
}

// originOf leads from a number to the line that it was read from: in the public
// repository, else to its record in the API. Nil where neither is known.
func (e *edition) originOf(kind, id, field string) *Link {
	path := recordPath(e.set, kind, id)
	if path == "" {
		return nil
	}
	line := e.origins.lineOf(path, field)
	link := &Link{Text: path, Href: e.origins.address(path, line), External: true}
	if line > 0 {
		link.Text += ":" + strconv.Itoa(line)
	}
	if link.Href == "" {
		if e.data == nil {
			return nil
		}
		link.Href, link.External = e.file("/api/v1/"+kind+"/"+id+".json"), false
	}
	return link
}

// originCell is the last cell of a row of a table: where its numbers stand.
func (e *edition) originCell(kind, id, field string) TableCell {
	link := e.originOf(kind, id, field)
	if link == nil {
		return TableCell{Kind: "text"}
	}
	cell := TableCell{Text: e.say("origin_record"), Kind: "text", Explain: link.Text, Href: link.Href}
	if _, line, ok := strings.Cut(link.Text, ":"); ok {
		cell.Text = e.say("origin_line", "line", line)
	}
	return cell
}

// recordFile is the file of a record with the lines of its numbers.
func (e *edition) recordFile(path string) RecordFile {
	f := RecordFile{Link: Link{Text: path, Href: e.origins.address(path, 1)}}
	f.External = f.Href != ""
	seen := 0
	for _, n := range e.origins.numbersIn(path) {
		if n.line != seen {
			seen = n.line
			href := e.origins.address(path, n.line)
			f.Lines = append(f.Lines, Link{Text: strconv.Itoa(n.line), Href: href, External: href != ""})
		}
	}
	return f
}
