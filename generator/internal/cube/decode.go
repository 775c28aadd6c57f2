package cube

// decoder turns lines into rows. One decoder serves one file.
type decoder struct {
	scanner
	lists  *lists
	scope  scope
	faults []fault
	code   []byte // the unit code as written, good until the next line
	seen   uint32 // fields met in this line
}

// decode reads one line into r and reports whether it is right; if not, faults
// says what is wrong with it.
func (d *decoder) decode(line []byte, r *row) bool {
	d.line, d.pos, d.faults, d.seen, d.code = line, 0, d.faults[:0], 0, nil
	*r = row{unit: -1, standard: -1, start: -1, end: -1, size: -1, body: -1, commitment: -1}
	if !d.object(r) {
		d.fail(d.pos, noField, ruleSyntax)
		return false
	}
	for _, f := range requiredFields {
		if d.seen&(1<<f) == 0 {
			d.fail(0, f, ruleMissing)
		}
	}
	if len(d.faults) == 0 {
		d.judge(r)
	}
	return len(d.faults) == 0
}

func (d *decoder) fail(at int, f field, r rule) {
	d.faults = append(d.faults, fault{at: int32(at), field: f, rule: r})
}

// object reads the whole line; false is a syntax mistake at pos.
func (d *decoder) object(r *row) bool {
	if !d.take('{') {
		return false
	}
	if !d.take('}') {
		for {
			if !d.member(r) {
				return false
			}
			if d.take('}') {
				break
			}
			if !d.take(',') {
				return false
			}
		}
	}
	return d.peek() == 0 && d.pos == len(d.line)
}

// member reads one key with its value.
func (d *decoder) member(r *row) bool {
	d.space()
	at := d.pos
	key, ok := d.text()
	if !ok || !d.take(':') {
		return false
	}
	f := fieldOf(key)
	if f == noField {
		d.fail(at, noField, ruleKey)
		return d.skip(0)
	}
	if d.seen&(1<<f) != 0 {
		d.fail(at, f, ruleTwice)
		return d.skip(0)
	}
	d.seen |= 1 << f
	d.space()
	r.at[f] = int32(d.pos)
	return d.value(f, r)
}

func fieldOf(key []byte) field {
	switch string(key) {
	case "pseudonym":
		return fieldPseudonym
	case "unitCode":
		return fieldCode
	case "unit":
		return fieldUnit
	case "year":
		return fieldYear
	case "standard":
		return fieldStandard
	case "classStart":
		return fieldStart
	case "classEnd":
		return fieldEnd
	case "fellBack":
		return fieldFellBack
	case "deprived":
		return fieldDeprived
	case "characteristics":
		return fieldTraits
	case "sizeBand":
		return fieldSize
	case "organization":
		return fieldBody
	case "commitment":
		return fieldCommitment
	case "supports":
		return fieldSupports
	case "money":
		return fieldMoney
	}
	return noField
}

// value reads the value of a field. false is a syntax mistake; a value of the
// wrong kind is a fault of its field and is passed over.
func (d *decoder) value(f field, r *row) bool {
	l := d.lists
	switch f {
	case fieldPseudonym:
		return d.pseudonym(r)
	case fieldCode:
		var ok bool
		d.code, ok = d.textValue(f)
		return ok
	case fieldUnit:
		return d.codeValue(f, l.units, &r.unit)
	case fieldYear:
		return d.year(r)
	case fieldStandard:
		return d.codeValue(f, l.standards, &r.standard)
	case fieldStart:
		return d.codeValue(f, l.classes, &r.start)
	case fieldEnd:
		return d.codeValue(f, l.classes, &r.end)
	case fieldFellBack:
		return d.flag(r)
	case fieldDeprived:
		return d.codes(f, l.indicators, &r.deprived)
	case fieldTraits:
		return d.codes(f, l.traits, &r.traits)
	case fieldSize:
		return d.codeValue(f, l.sizes, &r.size)
	case fieldBody:
		return d.codeValue(f, l.bodies, &r.body)
	case fieldCommitment:
		return d.codeValue(f, l.commitments, &r.commitment)
	case fieldSupports:
		return d.codes(f, l.supports, &r.supports)
	default:
		return d.money(r)
	}
}

// wrong notes a value of the wrong kind and passes over it.
func (d *decoder) wrong(f field, r rule) bool {
	d.fail(d.pos, f, r)
	return d.skip(0)
}

// textValue reads a string; the text is nil where the value is something else.
func (d *decoder) textValue(f field) ([]byte, bool) {
	if d.peek() != '"' {
		return nil, d.wrong(f, ruleString)
	}
	return d.text()
}

func (d *decoder) codeValue(f field, l *list, to *int32) bool {
	at := d.pos
	t, ok := d.textValue(f)
	if !ok || t == nil {
		return ok
	}
	if *to = l.find(t); *to < 0 {
		d.faults = append(d.faults, fault{int32(at), f, ruleCode, l.id})
	}
	return true
}

func (d *decoder) pseudonym(r *row) bool {
	at := d.pos
	t, ok := d.textValue(fieldPseudonym)
	if !ok || t == nil {
		return ok
	}
	good := len(t) == pseudonymDigits
	for _, c := range t {
		switch {
		case '0' <= c && c <= '9':
			r.pseudonym = r.pseudonym<<4 | uint64(c-'0')
		case 'a' <= c && c <= 'f':
			r.pseudonym = r.pseudonym<<4 | uint64(c-'a'+10)
		default:
			good = false
		}
	}
	if !good {
		d.fail(at, fieldPseudonym, rulePattern)
	}
	return true
}

func (d *decoder) year(r *row) bool {
	if c := d.peek(); c != '-' && (c < '0' || c > '9') {
		return d.wrong(fieldYear, ruleWhole)
	}
	at := d.pos
	n, whole, ok := d.number()
	switch {
	case !ok:
		return false
	case !whole:
		d.fail(at, fieldYear, ruleWhole)
	case n < firstYear || n > lastYear:
		d.fail(at, fieldYear, ruleBounds)
	default:
		r.year = int32(n)
	}
	return true
}

func (d *decoder) flag(r *row) bool {
	switch d.peek() {
	case 't':
		r.fellBack = true
		return d.literal("true")
	case 'f':
		return d.literal("false")
	}
	return d.wrong(fieldFellBack, ruleFlag)
}

// codes reads an array of codes, each at most once, into one bit each.
func (d *decoder) codes(f field, l *list, to *uint64) bool {
	if d.peek() != '[' {
		return d.wrong(f, ruleArray)
	}
	d.pos++
	if d.take(']') {
		return true
	}
	for {
		d.space()
		at, i := d.pos, int32(-1)
		if !d.codeValue(f, l, &i) {
			return false
		}
		if i >= 0 {
			if *to&(1<<i) != 0 {
				d.fail(at, f, ruleRepeat)
			}
			*to |= 1 << i
		}
		if d.take(']') {
			return true
		}
		if !d.take(',') {
			return false
		}
	}
}

// money reads an object of amounts by source.
func (d *decoder) money(r *row) bool {
	if d.peek() != '{' {
		return d.wrong(fieldMoney, ruleObject)
	}
	d.pos++
	if d.take('}') {
		return true
	}
	for {
		d.space()
		source := int32(-1)
		at := d.pos
		if !d.codeValue(fieldMoney, d.lists.sources, &source) || !d.take(':') {
			return false
		}
		if !d.amount(r, source, at) {
			return false
		}
		if d.take('}') {
			return true
		}
		if !d.take(',') {
			return false
		}
	}
}

func (d *decoder) amount(r *row, source int32, key int) bool {
	if c := d.peek(); c != '-' && (c < '0' || c > '9') {
		return d.wrong(fieldMoney, ruleWhole)
	}
	at := d.pos
	n, whole, ok := d.number()
	switch {
	case !ok:
		return false
	case !whole:
		d.fail(at, fieldMoney, ruleWhole)
	case n < 1 || n > maxAmount:
		d.fail(at, fieldMoney, ruleBounds)
	case source >= 0 && r.money[source] != 0:
		d.fail(key, fieldMoney, ruleRepeat)
	case source >= 0:
		r.money[source] = n
	}
	return true
}
