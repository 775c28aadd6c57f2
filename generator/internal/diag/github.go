package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// perLevel is how many annotations of each level GitHub shows for one step; it
// drops the rest without a word.
const perLevel = 10

// Workflow commands escape the characters that end a message or a property.
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes workflow commands, which become annotations on the changed
// lines: the first ten errors and warnings in the order of the report, then a
// notice that says how many were left out.
func (r Report) writeGitHub(w io.Writer) error {
	b := bufio.NewWriter(w)
	shown := map[Severity]int{}
	left := 0
	for _, p := range r.Problems {
		if shown[p.Severity] == perLevel {
			left += max(p.Count, 1)
			continue
		}
		shown[p.Severity]++
		left += max(p.Count, 1) - 1
		title, _ := Title(p.Code)
		fmt.Fprintf(b, "::%s file=%s", p.Severity, escapeProperty.Replace(Printable(p.Path)))
		if p.Line > 0 {
			fmt.Fprintf(b, ",line=%d", p.Line)
			if p.EndLine > p.Line {
				fmt.Fprintf(b, ",endLine=%d", p.EndLine)
			} else if p.Col > 0 { // columns count only within one line
				fmt.Fprintf(b, ",endLine=%d,col=%d", p.Line, p.Col)
				if p.EndCol > p.Col {
					fmt.Fprintf(b, ",endColumn=%d", p.EndCol)
				}
			}
		}
		fmt.Fprintf(b, ",title=%s::%s\n", escapeProperty.Replace(p.Code+" "+title.In(r.Lang)),
			escapeData.Replace(p.Message.In(r.Lang)+"\n"+p.Remedy.In(r.Lang)+"\n"+r.help(p.Code)))
	}
	if left > 0 {
		fmt.Fprintf(b, "::notice title=Minh Bạch::%s\n", escapeData.Replace(Textf(
			"Còn %d lỗi và cảnh báo nữa không hiện ở đây; xem đủ bằng lệnh: go run ./generator check",
			"%d more problems are not shown here; see them all with: go run ./generator check --lang en", left).In(r.Lang)))
	}
	return b.Flush()
}
