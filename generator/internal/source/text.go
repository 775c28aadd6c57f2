package source

import (
	"sort"
	"sync"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
)

// text is what positions are counted in: the text of a file. Values keep byte
// offsets; lines and columns are worked out when a problem needs them.
type text struct {
	file  *File
	s     string
	once  sync.Once
	lines []int // offset of the beginning of each line
}

func newText(f *File, s string) *text { return &text{file: f, s: s} }

// pos gives the place of s[start:end] in lines and code points.
func (t *text) pos(start, end int) diag.Pos {
	t.once.Do(func() {
		t.lines = append(t.lines, 0)
		for i := range len(t.s) {
			if t.s[i] == '\n' {
				t.lines = append(t.lines, i+1)
			}
		}
	})
	p := diag.Pos{Path: t.file.Path}
	p.Line, p.Col = t.lineCol(start)
	p.EndLine, p.EndCol = t.lineCol(end)
	return p
}

func (t *text) lineCol(offset int) (line, col int) {
	offset = min(max(offset, 0), len(t.s))
	line = sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > offset })
	return line, utf8.RuneCountInString(t.s[t.lines[line-1]:offset]) + 1
}

// Pos gives the place of the bytes from start to end of the text of the file.
func (f *File) Pos(start, end int) diag.Pos { return newText(f, f.Text).pos(start, end) }
