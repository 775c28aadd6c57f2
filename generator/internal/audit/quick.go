package audit

import "strings"

// Cells and equations as our own program writes them, millions of them, are read
// here without a general decoder. Whatever is written otherwise is left to that.

// quick reads text of a fixed form. It sets off where the text has another.
type quick struct {
	text []byte
	at   int
	off  bool
}

// word passes over a word if it comes next.
func (q *quick) word(w string) bool {
	if end := q.at + len(w); end <= len(q.text) && string(q.text[q.at:end]) == w {
		q.at = end
		return true
	}
	return false
}

// need passes over a word that must come next.
func (q *quick) need(w string) {
	if !q.word(w) {
		q.off = true
	}
}

// name reads the rest of a string, up to the quote, that is written as it is.
func (q *quick) name() []byte {
	for i := q.at; i < len(q.text); i++ {
		switch c := q.text[i]; {
		case c == '"':
			name := q.text[q.at:i]
			q.at = i + 1
			return name
		case c < ' ' || c > '~' || c == '\\':
			q.off = true
			return nil
		}
	}
	q.off = true
	return nil
}

// number reads a whole number of up to eighteen digits that is not negative.
func (q *quick) number() (n int64) {
	from := q.at
	for q.at < len(q.text) && '0' <= q.text[q.at] && q.text[q.at] <= '9' {
		n = n*10 + int64(q.text[q.at]-'0')
		q.at++
	}
	if digits := q.at - from; digits == 0 || digits > 18 || digits > 1 && q.text[from] == '0' {
		q.off = true
	}
	return n
}

// quickCell reads one cell and gives its length; 0 where it has another form, or
// where the text ends within it.
func (b *Bundle) quickCell(text []byte) (int, error) {
	q := quick{text: text}
	c := Cell{Upper: Open, MinWidth: -1}
	var value int64
	q.need(`{"id":"`)
	id := q.name()
	q.need(`,"value":`)
	if c.Withheld = q.word("null"); !c.Withheld {
		value = q.number()
	}
	q.need(`,"lower":`)
	c.Lower = q.number()
	q.need(`,"upper":`)
	if !q.word("null") {
		c.Upper = q.number()
	}
	if q.word(`,"min_width":`) {
		c.MinWidth = q.number()
	}
	if q.need("}"); q.off {
		return 0, nil
	}
	c.ID = b.keep(id)
	return q.at, b.enter(c, value)
}

// quickEquation does the same for an equation.
func (b *Bundle) quickEquation(text []byte) (int, error) {
	q := quick{text: text}
	e := Equation{}
	var last []int32 // the equation before: the next is often the same one place on
	if n := len(b.Equations); n > 0 {
		last = b.Equations[n-1].Cells
	}
	var room [64]int32
	cells := room[:0]
	named := func() {
		guess := int32(-1)
		if i := len(cells); i < len(last) {
			guess = last[i] + 1
		}
		c, ok := b.named(q.name(), guess)
		q.off = q.off || !ok
		cells = append(cells, c)
	}
	for q.need(`{"sum":["`); !q.off; q.need(`,"`) {
		if named(); q.word("]") {
			break
		}
	}
	q.need(`,"equals":"`)
	named()
	e.Attribute = q.word(`,"attribute":true`)
	if q.need("}"); q.off {
		return 0, nil
	}
	e.Cells = append(make([]int32, 0, len(cells)), cells...)
	b.Equations = append(b.Equations, e)
	return q.at, nil
}

// named finds a cell by its id, which is likely that of the guess.
func (b *Bundle) named(id []byte, guess int32) (int32, bool) {
	if guess >= 0 && int(guess) < len(b.Cells) && b.Cells[guess].ID == string(id) {
		return guess, true
	}
	c, ok := b.index[string(id)]
	return c, ok
}

// idsTogether is how many bytes of ids share an allocation: millions of small ones
// would be much work for the garbage collector.
const idsTogether = 1 << 16

// keep makes a string of an id.
func (b *Bundle) keep(id []byte) string {
	from := b.ids.Len()
	if from+len(id) > b.ids.Cap() {
		b.ids, from = strings.Builder{}, 0
		b.ids.Grow(max(idsTogether, len(id)))
	}
	b.ids.Write(id)
	return b.ids.String()[from:]
}
