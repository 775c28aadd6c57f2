package personal

import (
	"bytes"
	"math"
	"strings"
)

// pages reads the text of all pages and forms. It returns how many letters were
// shown, and how many of them have no code to read them by.
func (p *pdf) pages() (text string, glyphs, unread int) {
	w := &pdfText{pdf: p, fonts: map[pdfRef]*pdfFont{}}
	read := map[pdfRef]bool{}          // what several pages show is read once
	shown := map[int]map[pdfName]any{} // the resources of the page that shows an object
	for _, n := range p.numbers() {
		o := p.objects[n]
		d := dictOf(o.value)
		switch {
		case d["Type"] == pdfName("Page"):
			var body []byte
			contents := []any{d["Contents"]}
			if list, ok := p.resolve(d["Contents"]).([]any); ok {
				contents = list
			}
			for _, c := range contents {
				if r, ok := c.(pdfRef); ok {
					shown[int(r)] = p.inherited(d, "Resources")
				}
				if r, ok := c.(pdfRef); ok && p.objects[int(r)] != nil && !read[r] {
					read[r] = true
					body = append(append(body, p.inflate(p.objects[int(r)])...), '\n')
				}
			}
			before, resources := w.glyphs, p.inherited(d, "Resources")
			w.show(body, resources)
			p.scanned = p.scanned || w.glyphs == before && p.shows(resources, "Image") && !p.shows(resources, "Form")
		case d["Subtype"] == pdfName("Form") && o.stream != nil:
			w.show(p.inflate(o), p.dict(d["Resources"]))
		default:
			continue
		}
		w.out.WriteString("\n\n")
	}
	for _, v := range p.others { // what the pages showed before
		if resources, ok := shown[v.number]; ok && v.stream != nil {
			w.show(p.inflate(v.pdfObject), resources)
			w.out.WriteString("\n\n")
		}
	}
	return w.out.String(), w.glyphs, w.unread
}

// shows reports whether the resources of a page have a picture or a form.
func (p *pdf) shows(resources map[pdfName]any, kind pdfName) bool {
	for _, x := range p.dict(resources["XObject"]) {
		if p.dict(x)["Subtype"] == kind {
			return true
		}
	}
	return false
}

// inherited looks for a dictionary in a page and in what it belongs to.
func (p *pdf) inherited(d map[pdfName]any, key pdfName) map[pdfName]any {
	for range 20 {
		if v := p.dict(d[key]); v != nil {
			return v
		}
		if d = p.dict(d["Parent"]); d == nil {
			break
		}
	}
	return nil
}

// pdfText follows the operators that show text.
type pdfText struct {
	*pdf
	fonts          map[pdfRef]*pdfFont
	out            strings.Builder
	glyphs, unread int

	font       *pdfFont
	size       float64
	x, y, lead float64 // where the line begins
	scale      float64 // of the size
	endX, endY float64 // where the last letters end
	moved      bool    // since then
}

// pdfFont says what the codes of a font mean.
type pdfFont struct {
	wide   bool               // codes of two bytes
	codes  map[uint32]string  // nil: letters are those of Latin
	known  bool               // without codes, the letters are read as Latin
	widths map[uint32]float64 // of letters, in their size
	width  float64            // of the others
}

// show reads the operators of a page.
func (w *pdfText) show(body []byte, resources map[pdfName]any) {
	fonts := w.dict(resources["Font"])
	lx := &pdfLexer{data: body}
	var args []any
	w.font, w.size, w.scale, w.x, w.y, w.moved = nil, 1, 1, 0, 0, true
	number := func(back int) float64 {
		if i := len(args) - back; i >= 0 {
			n, _ := args[i].(float64)
			return n
		}
		return 0
	}
	for lx.at < len(lx.data) && w.out.Len() < maxInside {
		v := lx.value(0)
		op, ok := v.(pdfWord)
		if !ok {
			if len(args) < 100 {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "Tf":
			if len(args) > 1 {
				name, _ := args[len(args)-2].(pdfName)
				w.font, w.size = w.fontOf(fonts[name]), math.Abs(number(1))
			}
		case "Td", "TD":
			w.move(w.x+number(2)*w.scale, w.y+number(1)*w.scale)
			if op == "TD" {
				w.lead = -number(1)
			}
		case "Tm":
			if w.scale = math.Hypot(number(6), number(5)); w.scale == 0 {
				w.scale = 1
			}
			w.move(number(2), number(1))
		case "TL":
			w.lead = number(1)
		case "T*":
			w.move(w.x, w.y-max(w.lead, w.size)*w.scale)
		case "Tj", "'", `"`:
			if op != "Tj" {
				w.move(w.x, w.y-max(w.lead, w.size)*w.scale)
			}
			if len(args) > 0 {
				s, _ := args[len(args)-1].(pdfString)
				w.string(s)
			}
		case "TJ":
			if len(args) > 0 {
				items, _ := args[len(args)-1].([]any)
				for _, item := range items {
					switch item := item.(type) {
					case pdfString:
						w.string(item)
					case float64:
						w.endX -= item / 1000 * w.size * w.scale
						if item < -180 {
							w.out.WriteByte(' ')
						}
					}
				}
			}
		case "BI": // a picture in the text
			end := bytes.Index(lx.data[lx.at:], []byte("EI"))
			if end < 0 {
				return
			}
			lx.at += end + 2
		}
		args = args[:0]
	}
}

// move notes where the next letters stand.
func (w *pdfText) move(x, y float64) { w.x, w.y, w.moved = x, y, true }

// gap writes what stands between the last letters and the next: nothing, a blank,
// a line, or a paragraph.
func (w *pdfText) gap() {
	size := max(w.size*w.scale, 0.1)
	switch down := math.Abs(w.y - w.endY); {
	case down > size*2.2:
		w.out.WriteString("\n\n")
	case down > size*0.4:
		w.out.WriteByte('\n')
	case w.x > w.endX+size*0.15 || w.x < w.endX-size:
		w.out.WriteByte(' ')
	}
	w.moved, w.endX, w.endY = false, w.x, w.y
}

// string shows the letters of a string.
func (w *pdfText) string(s pdfString) {
	f := w.font
	if f == nil {
		f = &pdfFont{known: true, width: defaultWidth}
	}
	if w.moved {
		w.gap()
	}
	step := 1
	if f.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := uint32(s[i])
		if f.wide {
			code = code<<8 | uint32(s[i+1])
		}
		w.glyphs++
		width, ok := f.widths[code]
		if !ok {
			width = f.width
		}
		w.endX += width * w.size * w.scale
		switch text, ok := f.codes[code]; {
		case ok:
			w.out.WriteString(text)
		case f.codes == nil && f.known:
			w.out.WriteRune(rune(code))
		case code == ' ' && !f.wide:
			w.out.WriteByte(' ')
		default:
			w.unread++
		}
	}
}

// fontOf reads a font, once.
func (w *pdfText) fontOf(v any) *pdfFont {
	ref, isRef := v.(pdfRef)
	if isRef && w.fonts[ref] != nil {
		return w.fonts[ref]
	}
	d := w.dict(v)
	f := &pdfFont{wide: d["Subtype"] == pdfName("Type0")}
	if r, ok := d["ToUnicode"].(pdfRef); ok && w.objects[int(r)] != nil {
		f.codes = codesOf(w.inflate(w.objects[int(r)]))
	} else {
		f.known = !f.wide
	}
	w.readWidths(f, d)
	if isRef {
		w.fonts[ref] = f
	}
	return f
}

// defaultWidth is that of a letter of a font that does not tell, in its size.
const defaultWidth = 0.5

// readWidths reads how wide the letters of a font are, to know where a gap is.
func (w *pdfText) readWidths(f *pdfFont, d map[pdfName]any) {
	f.widths, f.width = map[uint32]float64{}, defaultWidth
	unit := 1 / 1000.0
	if m := w.list(d["FontMatrix"]); d["Subtype"] == pdfName("Type3") && len(m) == 6 {
		if a, ok := m[0].(float64); ok {
			unit = math.Abs(a)
		}
	}
	first := uint32(w.number(d["FirstChar"]))
	for i, v := range w.list(d["Widths"]) {
		if n, ok := v.(float64); ok {
			f.widths[first+uint32(i)] = n * unit
		}
	}
	descendants := w.list(d["DescendantFonts"])
	if len(descendants) == 0 {
		return
	}
	below := w.dict(descendants[0])
	f.width = 1
	if n, ok := below["DW"].(float64); ok {
		f.width = n * unit
	}
	// 12 [500 600] gives codes 12 and 13; 20 30 500 all from 20 to 30.
	list := w.list(below["W"])
	for i := 0; i+1 < len(list) && len(f.widths) < maxCodes; {
		from, _ := list[i].(float64)
		if each, ok := w.resolve(list[i+1]).([]any); ok {
			for k, v := range each {
				if n, ok := v.(float64); ok {
					f.widths[uint32(from)+uint32(k)] = n * unit
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		to, _ := list[i+1].(float64)
		n, _ := list[i+2].(float64)
		for c := from; c <= to && c-from < maxCodes && len(f.widths) < maxCodes; c++ {
			f.widths[uint32(c)] = n * unit
		}
		i += 3
	}
}

const maxCodes = 1 << 16 // of one font

// codesOf reads the table of a font from codes to letters.
func codesOf(body []byte) map[uint32]string {
	codes := map[uint32]string{}
	lx := &pdfLexer{data: body}
	var args []any
	for lx.at < len(lx.data) && len(codes) < maxCodes {
		v := lx.value(0)
		op, ok := v.(pdfWord)
		if !ok {
			if len(args) < 3*maxCodes {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				from, _ := args[i].(pdfString)
				to, _ := args[i+1].(pdfString)
				codes[codeOf(from)] = utf16Text([]byte(to))
			}
		case "endbfrange":
			for i := 0; i+2 < len(args) && len(codes) < maxCodes; i += 3 {
				bfRange(codes, args[i:i+3])
			}
		}
		args = args[:0]
	}
	return codes
}

// bfRange adds a range of codes: <from> <to> <first letter>, or [letters].
func bfRange(codes map[uint32]string, args []any) {
	from, _ := args[0].(pdfString)
	to, _ := args[1].(pdfString)
	first, last := codeOf(from), codeOf(to)
	switch target := args[2].(type) {
	case pdfString:
		letters := []rune(utf16Text([]byte(target)))
		if len(letters) == 0 {
			return
		}
		for c := first; c <= last && len(codes) < maxCodes && c-first < maxCodes; c++ {
			codes[c] = string(letters)
			letters[len(letters)-1]++
		}
	case []any:
		for k, item := range target[:min(len(target), maxCodes)] {
			s, _ := item.(pdfString)
			codes[first+uint32(k)] = utf16Text([]byte(s))
		}
	}
}

func codeOf(s pdfString) uint32 {
	var n uint32
	for i := range min(len(s), 4) {
		n = n<<8 | uint32(s[i])
	}
	return n
}
