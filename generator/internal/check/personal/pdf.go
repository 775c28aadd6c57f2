package personal

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
)

// pdfParts reads the text and properties of a PDF. It looks for the objects one
// after the other instead of trusting the table at the end, as tools do that mend
// broken files: what stands in the file is found even if no page shows it.
func pdfParts(data []byte) ([]part, error) {
	closed := func(why string) ([]part, error) { return nil, fmt.Errorf("PDF %s: %w", why, ErrClosed) }
	if !bytes.Contains(data[:min(1024, len(data))], []byte("%PDF-")) {
		return closed("without its mark")
	}
	p := &pdf{objects: map[int]*pdfObject{}, left: maxInside}
	p.collect(data)
	if p.encrypted {
		return closed("with a password")
	}
	if p.failed {
		return closed("that is too large inside or packed in an unknown way")
	}
	if p.does {
		return nil, fmt.Errorf("PDF: %w", ErrActive)
	}
	text, glyphs, unread := p.pages()
	if glyphs == 0 || p.scanned {
		return closed("with a page that is a picture")
	}
	if unread*20 > glyphs || p.failed {
		return closed("whose letters have no code")
	}
	return append(p.properties(), part{name: "text", text: text}), nil
}

// pdf is a file that is being read.
type pdf struct {
	objects           map[int]*pdfObject
	others            []pdfVersion // of objects that are in the file more than once
	left              int64        // bytes that may still be unpacked
	encrypted, failed bool
	does              bool // it runs or carries something
	scanned           bool // a page shows a picture and no letter
}

// pdfObject is a value with the stream behind it, packed.
type pdfObject struct {
	value  any
	stream []byte
}

// pdfVersion is another version of an object: a file that was changed may keep
// what it said before, and its table may lead to either.
type pdfVersion struct {
	number int
	*pdfObject
}

const maxObjects = 500_000

// keep notes an object. What is read last wins.
func (p *pdf) keep(number int, o *pdfObject) {
	if before := p.objects[number]; before != nil {
		p.others = append(p.others, pdfVersion{number, before})
	}
	p.objects[number] = o
}

// collect finds the objects of the file, also those packed in streams.
func (p *pdf) collect(data []byte) {
	for i := 0; i < len(data); {
		n := bytes.Index(data[i:], []byte("obj"))
		if n < 0 {
			break
		}
		at := i + n
		i = at + 3
		number, ok := objectNumber(data[:at])
		if !ok || len(p.objects)+len(p.others) > maxObjects {
			continue
		}
		lx := &pdfLexer{data: data, at: at + 3}
		o := &pdfObject{value: lx.value(0)}
		if lx.word() == "stream" {
			o.stream, i = streamAt(data, lx.at, p.number(dictOf(o.value)["Length"]))
		} else if lx.at > i {
			i = max(i, lx.last)
		}
		p.keep(number, o)
	}
	p.encrypted = encrypted(data)
	for _, n := range p.numbers() {
		o := p.objects[n]
		d := dictOf(o.value)
		if d["Encrypt"] != nil {
			p.encrypted = true
		}
		if d["Type"] == pdfName("ObjStm") {
			p.unpack(o)
		}
	}
	for _, o := range p.objects {
		p.does = p.does || p.active(o.value, 0)
	}
	for _, v := range p.others {
		p.does = p.does || p.active(v.value, 0)
	}
}

// encrypted reports whether a trailer of the file names a key.
func encrypted(data []byte) bool {
	for i := 0; ; {
		n := bytes.Index(data[i:], []byte("trailer"))
		if n < 0 {
			return false
		}
		i += n + len("trailer")
		lx := &pdfLexer{data: data, at: i}
		if dictOf(lx.value(0))["Encrypt"] != nil {
			return true
		}
		i = max(i, lx.last)
	}
}

// numbers are the numbers of the objects in order.
func (p *pdf) numbers() []int {
	ns := make([]int, 0, len(p.objects))
	for n := range p.objects {
		ns = append(ns, n)
	}
	sort.Ints(ns)
	return ns
}

// objectNumber reads the number in front of "obj": 12 0 obj.
func objectNumber(before []byte) (int, bool) {
	fields := bytes.Fields(before[max(0, len(before)-24):])
	if len(fields) < 2 || len(before) > 0 && !isSpacePDF(before[len(before)-1]) && len(bytes.TrimLeft(fields[len(fields)-1], "0123456789")) > 0 {
		return 0, false
	}
	n, err := strconv.Atoi(string(bytes.TrimLeft(fields[len(fields)-2], "endobjxrf>")))
	_, err2 := strconv.Atoi(string(fields[len(fields)-1]))
	return n, err == nil && err2 == nil && n >= 0
}

// streamAt returns the bytes after "stream", and where reading goes on.
func streamAt(data []byte, at, length int) ([]byte, int) {
	if at < len(data) && data[at] == '\r' {
		at++
	}
	if at < len(data) && data[at] == '\n' {
		at++
	}
	if length > 0 && at+length <= len(data) && bytes.HasPrefix(bytes.TrimLeft(data[at+length:], "\r\n "), []byte("endstream")) {
		return data[at : at+length], at + length
	}
	if n := bytes.Index(data[at:], []byte("endstream")); n >= 0 {
		return data[at : at+n], at + n
	}
	return data[at:], len(data)
}

// unpack adds the objects of an object stream.
func (p *pdf) unpack(o *pdfObject) {
	d := dictOf(o.value)
	body := p.inflate(o)
	head := &pdfLexer{data: body}
	first := p.number(d["First"])
	for range min(p.number(d["N"]), 100_000) {
		n, ok1 := head.value(0).(float64)
		at, ok2 := head.value(0).(float64)
		if !ok1 || !ok2 || at < 0 || first+int(at) > len(body) || len(p.objects)+len(p.others) > maxObjects {
			return
		}
		inside := &pdfObject{value: (&pdfLexer{data: body, at: first + int(at)}).value(0)}
		if p.objects[int(n)] == nil {
			p.objects[int(n)] = inside
		} else {
			p.others = append(p.others, pdfVersion{int(n), inside})
		}
	}
}

// inflate unpacks a stream, within what the file may hold in all.
func (p *pdf) inflate(o *pdfObject) []byte {
	d := dictOf(o.value)
	filters := p.list(d["Filter"])
	if len(filters) == 0 {
		return o.stream
	}
	if len(filters) > 1 || filters[0] != pdfName("FlateDecode") && filters[0] != pdfName("Fl") || p.number(dictOf(p.resolve(d["DecodeParms"]))["Predictor"]) > 1 {
		p.failed = true
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(o.stream))
	if err != nil {
		p.failed = true
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(z, p.left+1))
	p.left -= int64(len(out))
	if p.left < 0 || err != nil && len(out) == 0 {
		p.failed = true
		return nil
	}
	return out
}

// resolve follows references to the value they lead to.
func (p *pdf) resolve(v any) any {
	for range 20 {
		r, ok := v.(pdfRef)
		if !ok {
			return v
		}
		o := p.objects[int(r)]
		if o == nil {
			return nil
		}
		v = o.value
	}
	return nil
}

func (p *pdf) dict(v any) map[pdfName]any { return dictOf(p.resolve(v)) }

// list returns an array, or one value as an array.
func (p *pdf) list(v any) []any {
	switch v := p.resolve(v).(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

func (p *pdf) number(v any) int {
	n, _ := p.resolve(v).(float64)
	return int(n)
}

func dictOf(v any) map[pdfName]any {
	d, _ := v.(map[pdfName]any)
	return d
}

// properties reads what the file tells of itself, and the texts of notes and
// fields.
func (p *pdf) properties() []part {
	var parts []part
	var others strings.Builder
	for _, n := range p.numbers() {
		o := p.objects[n]
		d := dictOf(o.value)
		for _, key := range []pdfName{"Author", "Title", "Subject", "Keywords", "Contents", "V", "T", "TU", "Alt", "ActualText"} {
			s, ok := p.resolve(d[key]).(pdfString)
			if !ok {
				continue
			}
			if key == "Author" || key == "T" && d["Subtype"] != nil {
				parts = append(parts, part{name: authorPart, text: s.text(), who: true})
			}
			others.WriteString(s.text() + "\n\n")
		}
		if uri, ok := p.resolve(d["URI"]).(pdfString); ok {
			others.WriteString(uri.text() + "\n\n")
		}
		if d["Subtype"] == pdfName("XML") && o.stream != nil {
			xmp := p.inflate(o)
			others.WriteString(strings.Join(strings.FieldsFunc(stripTags(string(xmp)), func(r rune) bool { return r == '\n' }), "\n\n") + "\n\n")
		}
	}
	return append(parts, part{name: "properties", text: others.String()})
}

// stripTags leaves the characters between the tags of an XML text.
func stripTags(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i] + "\n")
		end := strings.IndexByte(s[i:], '>')
		if end < 0 {
			break
		}
		s = s[i+end+1:]
	}
	return b.String()
}

// text is a string of the properties of a file.
func (s pdfString) text() string {
	switch {
	case strings.HasPrefix(string(s), "\xfe\xff"):
		return utf16Text([]byte(s[2:]))
	case strings.HasPrefix(string(s), "\xef\xbb\xbf"):
		return string(s[3:])
	}
	return latin(string(s))
}

func utf16Text(b []byte) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}

func latin(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
