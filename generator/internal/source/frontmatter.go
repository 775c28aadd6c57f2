package source

import (
	"fmt"
	"strings"

	"minhbach/generator/internal/diag"
)

// maxFrontMatter bounds the part of a text that is read as YAML, whose reader
// takes time with the square of its length.
const maxFrontMatter = 16 << 10

// frontMatter reads the YAML between the first two lines ---.
func frontMatter(f *File) (*Node, []diag.Problem) {
	t := newText(f, f.Text)
	fail := func(code string, start, end int, message, remedy diag.Text) (*Node, []diag.Problem) {
		return nil, []diag.Problem{{Pos: t.pos(start, end), Code: code, Message: message, Remedy: remedy}}
	}
	start, end, body := fences(f.Text)
	switch {
	case strings.TrimSpace(f.Text) == "":
		return fail(diag.CodeEmptyFile, 0, 0,
			diag.Textf("tệp rỗng", "the file is empty"),
			diag.Textf("viết phần đầu bài (title, summary, date) rồi đến nội dung", "write the front matter (title, summary, date), then the text"))
	case start < 0:
		return fail(diag.CodeNoFrontMatter, 0, 0,
			diag.Textf("bài không bắt đầu bằng dòng “---”", "the text does not begin with the line “---”"),
			diag.Textf("mở đầu tệp bằng dòng “---”, rồi các trường như title: …, rồi lại một dòng “---”",
				"begin the file with the line “---”, then fields such as title: …, then “---” again"))
	case body < 0:
		return fail(diag.CodeOpenFrontMatter, 0, 3,
			diag.Textf("phần đầu bài không có dòng “---” thứ hai", "the front matter has no second line “---”"),
			diag.Textf("thêm một dòng “---” sau trường cuối cùng", "add a line “---” after the last field"))
	case end-start > maxFrontMatter:
		return fail(diag.CodeBigFrontMatter, 0, 3,
			diag.Textf("phần đầu bài dài quá %d KB", "the front matter is longer than %d KB", maxFrontMatter>>10),
			diag.Textf("chuyển phần dài xuống dưới dòng “---” thứ hai", "move the long part below the second line “---”"))
	}
	y := &yamlReader{text: t, from: start, to: end}
	return y.read(), y.problems
}

// fences finds the front matter in s: s[start:end] lies between the two lines
// --- and the text goes on at body. What is not there is -1.
func fences(s string) (start, end, body int) {
	line, _, _ := strings.Cut(s, "\n")
	if strings.TrimRight(line, " \t\r") != "---" || len(line) == len(s) {
		return -1, -1, -1
	}
	start = len(line) + 1
	for i := start; i < len(s); {
		line, _, _ := strings.Cut(s[i:], "\n")
		next := min(i+len(line)+1, len(s))
		if strings.TrimRight(line, " \t\r") == "---" {
			return start, i, next
		}
		i = next
	}
	return start, -1, -1
}

// Bounds of Markdown, whose reader takes time with the square of the length of a
// paragraph when that is written to make it slow.
const (
	maxBody      = 256 << 10
	maxParagraph = 16 << 10 // lines without an empty one between them
)

// longText returns what is too long in the Markdown of a text that has been read.
func (f *File) longText() []diag.Problem {
	body, _ := f.Body()
	fail := func(start, end, limit int, what diag.Text) []diag.Problem {
		return []diag.Problem{{
			Pos: f.BodyPos(start, end), Code: diag.CodeFileTooLarge,
			Message: diag.Text{VI: fmt.Sprintf("%s dài quá %d KB", what.VI, limit>>10), EN: fmt.Sprintf("%s is longer than %d KB", what.EN, limit>>10)},
			Remedy:  diag.Textf("chia thành nhiều đoạn, cách nhau bằng một dòng trống, hoặc nhiều bài", "split it into paragraphs with an empty line between them, or into several texts"),
		}}
	}
	if len(body) > maxBody {
		return fail(0, 0, maxBody, diag.Textf("phần nội dung của bài", "the text below the front matter"))
	}
	start, at := 0, 0
	for line := range strings.Lines(body) {
		at += len(line)
		if strings.TrimSpace(line) == "" {
			start = at
		}
		if at-start > maxParagraph {
			return fail(start, start, maxParagraph, diag.Textf("đoạn bắt đầu từ đây", "the paragraph that begins here"))
		}
	}
	return nil
}

// Body returns the Markdown of a text and the line of the file it begins on.
func (f *File) Body() (string, int) {
	_, _, body := fences(f.Text)
	if !f.IsText() || body < 0 {
		return "", 0
	}
	return f.Text[body:], strings.Count(f.Text[:body], "\n") + 1
}

// BodyPos gives the place of the bytes from start to end of the body.
func (f *File) BodyPos(start, end int) diag.Pos {
	_, _, body := fences(f.Text)
	return f.Pos(body+start, body+end)
}
