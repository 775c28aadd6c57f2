package source

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"minhbach/generator/internal/diag"
)

// yamlReader turns front matter into the same tree as JSON. Of YAML it takes
// what an editor needs: fields, lists, text, numbers, true and false. A date is
// text, and so is a code with a leading zero.
type yamlReader struct {
	*text
	from, to int
	starts   []int // offset of each line of the front matter
	problems []diag.Problem
	depth    int
}

func (y *yamlReader) report(code string, start, end int, message, remedy diag.Text) {
	if len(y.problems) < maxProblems {
		y.problems = append(y.problems, diag.Problem{Pos: y.pos(start, end), Code: code, Message: message, Remedy: remedy})
	}
}

func (y *yamlReader) read() *Node {
	file, err := y.parse()
	if err != nil {
		y.syntax(err)
		return nil
	}
	if len(file.Docs) > 1 {
		at := y.from
		if d := file.Docs[1]; d.Start != nil {
			at = y.offset(d.Start)
		}
		y.report(diag.CodeYAMLFeature, at, at+3,
			diag.Textf("phần đầu bài bị chia làm nhiều phần", "the front matter is split into several parts"),
			diag.Textf("gộp các trường vào một phần giữa hai dòng “---”", "put all fields into one part between two lines “---”"))
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil || file.Docs[0].Body.Type() == ast.CommentType {
		n := Node{Kind: Object, text: y.text, start: int32(y.from), end: int32(y.from)}
		return &n
	}
	root := y.node(file.Docs[0].Body)
	if root.Kind != Object && len(y.problems) == 0 {
		y.report(diag.CodeFrontMatterKind, int(root.start), int(root.end),
			diag.Textf("phần đầu bài phải gồm các dòng “tên: giá trị”", "the front matter must consist of lines “name: value”"),
			diag.Textf("viết như “title: Tên bài”, có một dấu cách sau dấu hai chấm", "write as in “title: Name of the text”, with a space after the colon"))
		return nil
	}
	return &root
}

// parse runs the YAML reader; should it panic on something nobody has thought
// of, that is a mistake in the text all the same.
func (y *yamlReader) parse() (file *ast.File, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("unreadable")
		}
	}()
	return yamlparser.ParseBytes([]byte(y.s[y.from:y.to]), 0, yamlparser.AllowDuplicateMapKey())
}

// syntax words an error of the YAML reader.
func (y *yamlReader) syntax(err error) {
	start, end := y.from, y.from
	what := ""
	if e := (yaml.Error)(nil); errors.As(err, &e) && e.GetToken() != nil {
		start, what = y.offset(e.GetToken()), e.GetMessage()
		end = y.lineEnd(start)
	}
	line := y.s[y.lineStart(start):y.lineEnd(start)]
	key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
	value = strings.TrimSpace(value)
	report := func(message, remedy diag.Text) { y.report(diag.CodeYAML, start, end, message, remedy) }
	switch {
	case strings.HasPrefix(line, "\t") || strings.Contains(what, "tab character"):
		report(diag.Textf("dòng này lùi vào bằng phím Tab", "this line is indented with a tab"),
			diag.Textf("lùi vào bằng dấu cách", "indent it with spaces"))
	case strings.Contains(what, "double-quoted") || strings.Contains(what, "single-quoted"):
		report(diag.Textf("dấu ngoặc mở ở đây chưa được đóng", "the quotation mark opened here is never closed"),
			diag.Textf("thêm dấu ngoặc đóng ở cuối giá trị", "add the closing mark at the end of the value"))
	case strings.Contains(value, ": ") || strings.HasSuffix(value, ":"):
		report(diag.Textf("giá trị của “%s” có dấu hai chấm nên phải đặt trong ngoặc kép", "the value of “%s” holds a colon, so it must stand in quotation marks", short(key)),
			diag.Textf("viết %[1]s: \"%[2]s\"", "write %[1]s: \"%[2]s\"", short(key), short(strings.ReplaceAll(value, `"`, "”"))))
	case strings.ContainsAny(first(value), "@`%&*!|>{}[],#?-'\""):
		report(diag.Textf("giá trị của “%s” bắt đầu bằng một dấu đặc biệt", "the value of “%s” begins with a special sign", short(key)),
			diag.Textf("đặt cả giá trị trong ngoặc kép, và đóng đủ các dấu ngoặc", "put the whole value in quotation marks, and close every bracket"))
	case strings.Contains(what, "mapping value is not allowed"):
		report(diag.Textf("dòng sau dòng này lùi vào khác thường", "the line after this one is indented unexpectedly"),
			diag.Textf("viết các trường cùng cấp thẳng hàng với nhau", "begin the fields of one level in the same column"))
	default:
		report(diag.Textf("không đọc được phần đầu bài từ chỗ này", "the front matter cannot be read from here on"),
			diag.Textf("mỗi dòng viết “tên: giá trị”, có dấu cách sau dấu hai chấm; đặt giá trị trong ngoặc kép nếu có dấu lạ",
				"write each line as “name: value” with a space after the colon; put values with unusual signs in quotation marks"))
	}
}

func first(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

// node converts one value.
func (y *yamlReader) node(n ast.Node) Node {
	if y.depth++; y.depth > maxDepth {
		at := y.offset(n.GetToken())
		y.report(diag.CodeTooDeep, at, at+1,
			diag.Textf("các giá trị lồng nhau quá %d tầng", "values are nested more than %d deep", maxDepth),
			diag.Textf("bỏ bớt các tầng lồng nhau", "remove some of the levels"))
		return Node{Kind: Null, text: y.text}
	}
	defer func() { y.depth-- }()
	switch n := n.(type) {
	case *ast.MappingNode:
		return y.mapping(n.GetToken(), n.IsFlowStyle, n.Values)
	case *ast.MappingValueNode:
		return y.mapping(n.GetToken(), false, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		out := y.at(Array, n.GetToken(), "")
		for _, v := range n.Values {
			item := y.node(v)
			out.Items = append(out.Items, item)
			out.end = max(out.end, item.end)
		}
		return out
	case *ast.LiteralNode:
		out := y.at(String, n.GetToken(), n.Value.Value)
		out.end = out.start + int32(len(n.GetToken().Value))
		return out
	case *ast.StringNode:
		return y.at(String, n.GetToken(), n.Value)
	case *ast.BoolNode:
		return y.at(Bool, n.GetToken(), strings.ToLower(n.GetToken().Value))
	case *ast.NullNode:
		return y.at(Null, n.GetToken(), "")
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		word := n.GetToken().Value
		if goodNumber.MatchString(word) && !huge(word) {
			return y.at(Number, n.GetToken(), word)
		}
		return y.at(String, n.GetToken(), word)
	}
	out := Node{Kind: Null, text: y.text, start: int32(y.from), end: int32(y.from)}
	if n != nil {
		out = y.at(Null, n.GetToken(), "")
	}
	y.feature(int(out.start), int(out.end))
	return out
}

func (y *yamlReader) feature(start, end int) {
	y.report(diag.CodeYAMLFeature, start, end,
		diag.Textf("cú pháp này của YAML không được dùng", "this feature of YAML is not accepted"),
		diag.Textf("đặt giá trị trong ngoặc kép nếu nó bắt đầu bằng “&”, “*”, “!” hoặc “?”", "put a value that begins with “&”, “*”, “!” or “?” in quotation marks"))
}

func (y *yamlReader) mapping(tk *token.Token, flow bool, values []*ast.MappingValueNode) Node {
	out := y.at(Object, tk, "")
	for i, v := range values {
		name, ok := v.Key.(ast.ScalarNode)
		_, merge := v.Key.(*ast.MergeKeyNode)
		if !ok || merge {
			at := y.offset(v.Key.GetToken())
			y.feature(at, y.lineEnd(at))
			continue
		}
		key := y.at(String, name.GetToken(), name.GetToken().Value)
		if i == 0 && !flow {
			out.start, out.end = key.start, key.end
		}
		item := y.node(v.Value)
		item.Key, item.keyStart, item.keyEnd = key.Text, key.start, key.end
		if item.Kind == Null && item.Text == "" && y.s[item.start:item.end] == "" {
			item.start, item.end = key.start, key.end // nothing is written: the name is the place
		}
		out.end = max(out.end, item.end)
		if first := repeated(out.Items, key.Text); first != nil {
			y.report(diag.CodeDuplicateKey, int(key.start), int(key.end),
				diag.Textf("trường “%s” đã viết ở dòng %d", "the field “%s” is already written on line %d", key.Text, first.KeyPos().Line),
				diag.Textf("giữ một trong hai, xóa cái kia", "keep one of them, delete the other"))
			continue
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// at makes a node at the place of a token.
func (y *yamlReader) at(kind Kind, tk *token.Token, value string) Node {
	start := y.offset(tk)
	end := start
	written := strings.TrimSpace(tk.Origin)
	if strings.HasPrefix(y.s[start:y.to], written) {
		end += len(written)
	} else if strings.HasPrefix(y.s[start:y.to], tk.Value) {
		end += len(tk.Value)
	} else if kind != Null {
		end = y.lineEnd(start)
	}
	return Node{Kind: kind, Text: value, text: y.text, start: int32(start), end: int32(end)}
}

// offset gives the place of a token in the file. The reader counts lines from the
// first fence and columns in code points.
func (y *yamlReader) offset(tk *token.Token) int {
	if y.starts == nil {
		y.starts = []int{y.from}
		for i := y.from; i < y.to; i++ {
			if y.s[i] == '\n' {
				y.starts = append(y.starts, i+1)
			}
		}
	}
	i := y.starts[min(max(tk.Position.Line, 1), len(y.starts))-1]
	for range tk.Position.Column - 1 {
		if i >= y.to || y.s[i] == '\n' {
			break
		}
		_, size := utf8.DecodeRuneInString(y.s[i:y.to])
		i += size
	}
	return i
}

func (y *yamlReader) lineStart(i int) int { return strings.LastIndexByte(y.s[:i], '\n') + 1 }

func (y *yamlReader) lineEnd(i int) int {
	if n := strings.IndexByte(y.s[i:y.to], '\n'); n >= 0 {
		return i + len(strings.TrimRight(y.s[i:i+n], " \r"))
	}
	return y.to
}
