package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// encode writes the file of one year: the declaration, then one row a line.
func encode(rows []row, year int, seed uint64) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"schema":"../../schemas/microdata.schema.json","synthetic":true,"coverage":[%q],"years":[%d],"seed":%d,"generator":"go run ./generator/synth"}`+"\n",
		district, year, seed)
	for i := range rows {
		rows[i].write(&b, year)
	}
	return b.Bytes()
}

func (r *row) write(b *bytes.Buffer, year int) {
	unit, code := r.commune.id, r.commune.code
	if year > 2024 { // the review at the end of 2025 was the first in the new communes
		unit, code = r.commune.nextID, r.commune.nextCode
	}
	fmt.Fprintf(b, `{"pseudonym":"%016x","unitCode":%q,"unit":%q,"year":%d,"standard":%q,"classStart":%q,"classEnd":%q`,
		r.pseudonym, code, unit, year, r.standard, r.start, r.end)
	if r.fellBack {
		b.WriteString(`,"fellBack":true`)
	}
	lacks := make([]string, r.lacks)
	for i := range lacks {
		lacks[i] = r.indicators[r.order[i]]
	}
	slices.Sort(lacks)
	list(b, "deprived", lacks)
	list(b, "characteristics", r.traits)
	fmt.Fprintf(b, `,"sizeBand":%q`, r.size)
	if r.body != "" {
		fmt.Fprintf(b, `,"organization":%q`, r.body)
	}
	if len(r.supports) > 0 {
		list(b, "supports", r.supports)
	}
	for i, m := range r.money {
		if i == 0 {
			b.WriteString(`,"money":{`)
		} else {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(m.source) + ":" + strconv.FormatInt(m.dong, 10))
	}
	if len(r.money) > 0 {
		b.WriteByte('}')
	}
	b.WriteString("}\n")
}

// list writes a field of codes; json never fails on strings.
func list(b *bytes.Buffer, name string, codes []string) {
	if codes == nil {
		codes = []string{}
	}
	text, _ := json.Marshal(codes)
	fmt.Fprintf(b, `,%q:%s`, name, text)
}
