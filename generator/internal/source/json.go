package source

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
)

const (
	maxDepth    = 64   // values inside values
	maxMembers  = 1000 // fields of one object
	maxProblems = 20   // mistakes of syntax shown of one file
)

// parser reads JSON as RFC 8259 defines it and goes on after the mistakes that
// people make: each becomes a problem, and the values around it are still read.
type parser struct {
	*text
	i        int    // offset of the next byte
	stack    []Node // values of containers that are still open
	problems []diag.Problem
	broken   bool // reading cannot go on
}

const keptStack = 256 // values

// stacks are used again, because records are many and small.
var stacks = sync.Pool{New: func() any { return new([]Node) }}

func parseJSON(f *File) (*Node, []diag.Problem) {
	p := &parser{text: newText(f, f.Text)}
	stack := stacks.Get().(*[]Node)
	p.stack = *stack
	defer func() {
		if *stack = p.stack[:0]; cap(p.stack) <= keptStack {
			clear(p.stack[:cap(p.stack)]) // the values are dropped when their records are
			stacks.Put(stack)
		}
	}()
	p.space()
	if p.i == len(p.s) {
		if len(p.problems) == 0 {
			p.report(diag.CodeEmptyFile, 0, len(p.s),
				diag.Textf("tệp rỗng", "the file is empty"),
				diag.Textf("viết bản ghi vào tệp, hoặc xóa tệp", "write the record, or remove the file"))
		}
		return nil, p.problems
	}
	root := p.value(0)
	if p.broken {
		return nil, p.problems
	}
	if p.space(); p.i < len(p.s) {
		p.report(diag.CodeTrailing, p.i, p.i+p.runeLen(),
			diag.Textf("còn nội dung sau khi bản ghi đã kết thúc", "something follows after the end of the record"),
			diag.Textf("xóa phần từ đây đến hết tệp, hoặc bỏ dấu ngoặc thừa ở phía trên; mỗi tệp chỉ có một bản ghi",
				"delete from here to the end of the file, or the bracket too many above; a file holds one record"))
	}
	return &root, p.problems
}

func (p *parser) report(code string, start, end int, message, remedy diag.Text) {
	if len(p.problems) == maxProblems {
		p.broken = true
		return
	}
	p.problems = append(p.problems, diag.Problem{
		Pos: p.pos(start, end), Code: code, Record: p.file.Name(), Message: message, Remedy: remedy,
	})
}

// stop reports a mistake after which reading cannot go on.
func (p *parser) stop(code string, start, end int, message, remedy diag.Text) {
	p.report(code, start, end, message, remedy)
	p.broken = true
}

// next returns the next byte, zero at the end. Text holds no NUL that matters:
// it would be no JSON either.
func (p *parser) next() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

// runeLen is the length of the next character.
func (p *parser) runeLen() int {
	_, size := utf8.DecodeRuneInString(p.s[p.i:])
	return size
}

// space skips white space, and comments with a problem.
func (p *parser) space() {
	for p.i < len(p.s) && !p.broken {
		switch c := p.s[p.i]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			p.i++
		case strings.HasPrefix(p.s[p.i:], "\u00a0"): // reported with the file
			p.i += len("\u00a0")
		case c == '#' || strings.HasPrefix(p.s[p.i:], "//"):
			p.comment("\n", 0)
		case strings.HasPrefix(p.s[p.i:], "/*"):
			p.comment("*/", 2)
		default:
			return
		}
	}
}

func (p *parser) comment(end string, length int) {
	start := p.i
	if n := strings.Index(p.s[p.i:], end); n >= 0 {
		p.i += n + length
	} else {
		p.i = len(p.s)
	}
	p.report(diag.CodeComment, start, p.i,
		diag.Textf("JSON không có ghi chú", "JSON has no comments"),
		diag.Textf("xóa ghi chú; điều cần nói thêm thì viết vào trường “note”", "delete the comment; what needs saying goes into the field “note”"))
}

// value reads one value. White space before it has been skipped.
func (p *parser) value(depth int) Node {
	if depth > maxDepth {
		p.stop(diag.CodeTooDeep, p.i, p.i+1,
			diag.Textf("các giá trị lồng nhau quá %d tầng", "values are nested more than %d deep", maxDepth),
			diag.Textf("bỏ bớt các dấu “{” và “[” lồng nhau", "remove some of the nested “{” and “[”"))
		return Node{}
	}
	start := p.i
	switch c := p.next(); {
	case c == '{':
		return p.container(Object, '}', depth)
	case c == '[':
		return p.container(Array, ']', depth)
	case c == '"':
		return p.node(String, start, p.quoted())
	case c == '-' || c == '+' || c == '.' || '0' <= c && c <= '9':
		return p.number()
	case p.i == len(p.s):
		p.stop(diag.CodeSyntax, p.i, p.i,
			diag.Textf("tệp kết thúc khi còn thiếu một giá trị", "the file ends where a value should stand"),
			diag.Textf("viết nốt giá trị và đóng các dấu ngoặc", "write the value and close the brackets"))
		return Node{}
	}
	return p.word()
}

func (p *parser) node(kind Kind, start int, text string) Node {
	return Node{Kind: kind, Text: text, text: p.text, start: int32(start), end: int32(p.i)}
}

// container reads an array or object from its opening bracket on.
func (p *parser) container(kind Kind, closing byte, depth int) Node {
	start, base := p.i, len(p.stack)
	comma := -1 // place of the comma before the next item
	p.i++
	for {
		p.space()
		switch c := p.next(); {
		case p.broken:
		case c == closing:
			if comma >= 0 {
				p.extraComma(comma)
			}
			p.i++
			n := p.node(kind, start, "")
			if len(p.stack) > base {
				n.Items = slices.Clone(p.stack[base:])
			}
			p.stack = p.stack[:base]
			return n
		case p.i == len(p.s):
			p.unclosed(start, closing)
		case c == ',':
			p.extraComma(p.i)
			p.i++
			continue
		case c == '}' || c == ']':
			p.crossed(start, closing)
		case comma < 0 && len(p.stack) > base:
			p.missingComma()
		}
		if !p.broken {
			p.item(kind, base, depth)
		}
		if p.broken {
			return Node{}
		}
		if kind == Object && len(p.stack) > base {
			p.numberGoesOn(&p.stack[len(p.stack)-1])
		}
		comma = -1
		if p.space(); p.next() == ',' {
			comma = p.i
			p.i++
		}
	}
}

// item reads one item of a container onto the stack.
func (p *parser) item(kind Kind, base, depth int) {
	if kind == Array {
		if v := p.value(depth + 1); !p.broken {
			p.stack = append(p.stack, v)
		}
		return
	}
	keyStart := p.i
	key := p.key()
	keyEnd := p.i
	if p.broken || !p.colon(key) {
		return
	}
	v := p.value(depth + 1)
	if p.broken {
		return
	}
	v.Key, v.keyStart, v.keyEnd = key, int32(keyStart), int32(keyEnd)
	if first := repeated(p.stack[base:], key); first != nil {
		p.report(diag.CodeDuplicateKey, keyStart, keyEnd,
			diag.Textf("trường “%s” đã viết ở dòng %d", "the field “%s” is already written on line %d", key, first.KeyPos().Line),
			diag.Textf("giữ một trong hai, xóa cái kia", "keep one of them, delete the other"))
		if n := len(p.problems); n > 0 {
			p.problems[n-1].Related = []diag.Pos{first.KeyPos()}
		}
		return
	}
	if len(p.stack)-base == maxMembers {
		p.stop(diag.CodeTooDeep, keyStart, keyEnd,
			diag.Textf("quá %d trường trong một phần", "more than %d fields in one part", maxMembers),
			diag.Textf("chia thành nhiều bản ghi", "split it into several records"))
		return
	}
	p.stack = append(p.stack, v)
}

func repeated(members []Node, key string) *Node {
	for i := range members {
		if members[i].Key == key {
			return &members[i]
		}
	}
	return nil
}

// colon reads what stands between a key and its value.
func (p *parser) colon(key string) bool {
	p.space()
	at := p.i
	switch p.next() {
	case ':':
		p.i++
		p.space()
		return true
	case '=':
		p.i++
		p.report(diag.CodeSyntax, at, p.i,
			diag.Textf("sau tên trường “%s” phải là dấu hai chấm", "a colon must follow the field name “%s”", key),
			diag.Textf("thay “=” bằng “:”", "write “:” for “=”"))
		p.space()
		return true
	}
	p.stop(diag.CodeSyntax, at, at,
		diag.Textf("thiếu dấu hai chấm sau tên trường “%s”", "the colon after the field name “%s” is missing", key),
		diag.Textf("viết: \"%s\": giá trị", "write: \"%s\": value", key))
	return false
}
