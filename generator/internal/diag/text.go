package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Write writes problems as people read them, in lang ("vi" or "en"):
//
//	path:line:col: message
//		what to do [MB2001]
//
// A warning says so before its message.
func Write(w io.Writer, problems []Problem, lang string) error {
	b := bufio.NewWriter(w)
	for _, p := range problems {
		mark := ""
		if p.Severity == Warning {
			mark = Text{VI: "cảnh báo: ", EN: "warning: "}.In(lang)
		}
		fmt.Fprintf(b, "%s: %s%s\n\t%s [%s]\n",
			Printable(p.Pos.String()), mark, Printable(p.Message.In(lang)), Printable(p.Remedy.In(lang)), p.Code)
		if p.Count > 1 {
			fmt.Fprintf(b, "\t%s\n", alsoAt(p).In(lang))
		}
	}
	return b.Flush()
}

// Printable returns s on one line without anything that could act on a
// terminal: control characters and marks that turn the direction of writing are
// written as escapes. File names and values come from strangers.
func Printable(s string) string {
	if strings.IndexFunc(s, acts) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if acts(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func acts(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar
}

// alsoAt names the next places of a mistake that Group has folded.
func alsoAt(p Problem) Text {
	places := make([]string, len(p.Related))
	for i, pos := range p.Related {
		places[i] = Printable(pos.String())
	}
	list := strings.Join(places, ", ")
	if more := p.Count - 1 - len(p.Related); more > 0 {
		return Textf("cũng ở: %s và %d chỗ nữa", "also at: %s and %d more places", list, more)
	}
	return Textf("cũng ở: %s", "also at: %s", list)
}
