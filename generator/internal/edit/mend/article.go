package mend

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

// article mends a Markdown file: its front matter line by line, so that comments
// and the way it is written stay, and then its text.
func article(f source.File) (string, []diag.Problem) {
	f.Text = form.Settle(lines(f.Text))
	tree, problems := f.Tree()
	if len(problems) > 0 {
		return "", problems
	}
	shape := form.Of(f.Kind)
	want := values(shape, *tree)
	body, line := f.Body()
	head := strings.TrimSuffix(f.Text, body)
	head = strings.TrimSuffix(head[strings.Index(head, "\n")+1:], "\n")
	if i := strings.LastIndex(head, "\n"); i >= 0 {
		head = head[:i] + "\n"
	} else {
		head = ""
	}
	mended := "---\n" + frontMatter(shape, tree, head) + "---\n"
	if text := markdown(strings.Split(body, "\n")); text != "" {
		mended += text + "\n"
	}
	if !says(f, mended, &want) {
		return "", []diag.Problem{notSafe(f)}
	}
	f.Text = mended
	if _, after := f.Body(); after == 0 && line != 0 {
		return "", []diag.Problem{notSafe(f)}
	}
	return mended, nil
}

// frontMatter mends the lines between the two lines ---.
func frontMatter(shape *form.Field, tree *source.Node, head string) string {
	lines := strings.SplitAfter(head, "\n")
	lines = lines[:len(lines)-1]
	mend := &yamlLines{lines: lines, skip: map[int]bool{}}
	mend.node(shape, tree)
	for i, line := range mend.lines {
		if !mend.skip[i] {
			mend.lines[i] = oneBlank(line)
		}
	}
	return strings.Join(mend.ordered(shape, tree), "")
}

// yamlLines are the lines of a front matter; its first line is the second of the
// file.
type yamlLines struct {
	lines []string
	skip  map[int]bool // lines whose blanks belong to the source's own words
}

// node mends the dates below n and finds the words to leave alone.
func (y *yamlLines) node(f *form.Field, n *source.Node) {
	if n == nil || f == nil {
		return
	}
	pos := n.Pos()
	first, last := pos.Line-2, pos.EndLine-2
	switch {
	case n.Kind == source.Object:
		for i := range n.Items {
			y.node(f.Get(n.Items[i].Key), &n.Items[i])
		}
	case n.Kind == source.Array:
		for i := range n.Items {
			y.node(f.Item, &n.Items[i])
		}
	case f.Verbatim:
		for i := first; i <= last; i++ {
			y.skip[i] = true
		}
	case f.Type == form.Date && first >= 0 && first < len(y.lines):
		date, mistake := form.ReadDate(n.Text)
		// The name is where the reader is exact; the value follows it.
		line, from := []rune(y.lines[first]), n.KeyPos().EndCol-1
		if mistake.Code == "" && date != n.Text && n.KeyPos().Line == pos.Line && from <= len(line) {
			y.lines[first] = string(line[:from]) + strings.Replace(string(line[from:]), n.Text, date, 1)
		}
	}
}

// ordered puts the fields into the order of the schema. A field takes with it the
// comments above it; fields that share a line stay where they are.
func (y *yamlLines) ordered(shape *form.Field, tree *source.Node) []string {
	type block struct {
		rank  int
		lines []string
	}
	var blocks []block
	starts := []int{}
	for i := range tree.Items {
		pos := tree.Items[i].KeyPos()
		start := pos.Line - 2
		if pos.Col != 1 || start < 0 || start >= len(y.lines) || i > 0 && start <= starts[i-1] {
			return y.lines
		}
		starts = append(starts, start)
	}
	for i, start := range starts {
		for start > 0 && (i == 0 || start-1 > starts[i-1]) && strings.HasPrefix(y.lines[start-1], "#") {
			start--
		}
		starts[i] = start
	}
	if len(starts) == 0 || starts[0] != 0 {
		return y.lines
	}
	for i, start := range starts {
		end := len(y.lines)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		blocks = append(blocks, block{rank(shape, tree.Items[i].Key), y.lines[start:end]})
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Compare(a.rank, b.rank) })
	var out []string
	for _, b := range blocks {
		out = append(out, b.lines...)
	}
	return out
}

func rank(f *form.Field, key string) int {
	i := slices.IndexFunc(f.Fields, func(c *form.Field) bool { return c.Key == key })
	if i < 0 {
		return len(f.Fields)
	}
	return i
}

// leading is what a line begins with and what must stay as wide as it is: blanks,
// marks of lists, quotations and headings.
var leading = regexp.MustCompile(`^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)]|#{1,6})[ \t]+)*`)

// oneBlank removes blanks too many between words and at the end of a line.
func oneBlank(line string) string {
	content := strings.TrimRight(line, " \t\n")
	end := ""
	if strings.HasSuffix(line, "\n") {
		end = "\n"
	}
	begin := leading.FindString(content)
	return strings.TrimRight(begin+form.OneBlank(content[len(begin):]), " \t") + end
}

// hardBreak is how Markdown ends a line within a paragraph.
const hardBreak = "  "

// markdown mends the lines of a text. Code, tables and HTML stay as they are but
// for blanks at the end of a line.
func markdown(lines []string) string {
	fence := ""
	out := make([]string, 0, len(lines))
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		marker := fenceOf(trimmed)
		switch {
		case fence != "":
			if strings.HasPrefix(marker, fence) && strings.Trim(trimmed, marker[:1]) == "" {
				fence = ""
			}
			out = append(out, line)
			continue
		case marker != "":
			fence = marker
		case strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t") || strings.ContainsAny(line, "`|<"):
			line = strings.TrimRight(line, " \t") + breakAt(lines, i)
		default:
			line = oneBlank(line) + breakAt(lines, i)
		}
		out = append(out, line)
	}
	for len(out) > 0 && strings.TrimSpace(out[len(out)-1]) == "" {
		out = out[:len(out)-1]
	}
	if len(out) > 0 && fence == "" {
		out[len(out)-1] = strings.TrimRight(out[len(out)-1], " \t")
	}
	return strings.Join(out, "\n")
}

// fenceOf returns the marks that open or close a block of code.
func fenceOf(line string) string {
	for _, mark := range []string{"`", "~"} {
		if rest := strings.TrimLeft(line, mark); len(line)-len(rest) >= 3 {
			return line[:len(line)-len(rest)]
		}
	}
	return ""
}

// breakAt returns the blanks that end a line on purpose.
func breakAt(lines []string, i int) string {
	line := lines[i]
	if strings.TrimSpace(line) != "" && strings.HasSuffix(line, hardBreak) && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
		return hardBreak
	}
	return ""
}
