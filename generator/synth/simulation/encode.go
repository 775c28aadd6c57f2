package simulation

import (
	"fmt"
	"slices"
	"strconv"
)

// Encode gives the file of one year: the declaration that its rows are synthetic,
// with the units that they cover and the seed and command that made them, then one
// row a line.
func Encode(rows []Row, coverage string, year int, seed uint64, command string) []byte {
	const typical = 320 // bytes of a row
	b := make([]byte, 0, (len(rows)+1)*typical)
	b = fmt.Appendf(b, `{"schema":"../../schemas/microdata.schema.json","synthetic":true,"coverage":[%q],"years":[%d],"seed":%d,"generator":%q}`+"\n",
		coverage, year, seed, command)
	for i := range rows {
		b = rows[i].append(b, year)
	}
	return b
}

func (r *Row) append(b []byte, year int) []byte {
	unit, code := r.commune.ID, r.commune.Code
	if year > 2024 { // the review at the end of 2025 was the first in the new communes
		unit, code = r.commune.NextID, r.commune.NextCode
	}
	b = fmt.Appendf(b, `{"pseudonym":"%016x"`, r.pseudonym)
	b = text(b, "unitCode", code)
	b = text(b, "unit", unit)
	b = strconv.AppendInt(append(b, `,"year":`...), int64(year), 10)
	b = text(b, "standard", r.Standard)
	b = text(b, "classStart", r.start)
	b = text(b, "classEnd", r.end)
	if r.fellBack {
		b = append(b, `,"fellBack":true`...)
	}
	lacks := make([]string, r.lacks)
	for i := range lacks {
		lacks[i] = r.Indicators[r.order[i]]
	}
	slices.Sort(lacks)
	b = list(b, "deprived", lacks)
	b = list(b, "characteristics", r.traits)
	b = text(b, "sizeBand", r.size)
	if r.body != "" {
		b = text(b, "organization", r.body)
	}
	if len(r.supports) > 0 {
		b = list(b, "supports", r.supports)
	}
	for i, m := range r.money {
		if i == 0 {
			b = append(b, `,"money":{`...)
		} else {
			b = append(b, ',')
		}
		b = append(strconv.AppendQuote(b, m.source), ':')
		b = strconv.AppendInt(b, m.dong, 10)
	}
	if len(r.money) > 0 {
		b = append(b, '}')
	}
	return append(b, "}\n"...)
}

// text writes a field; ids and codes need no escapes in JSON.
func text(b []byte, name, value string) []byte {
	b = append(append(append(b, `,"`...), name...), `":"`...)
	return append(append(b, value...), '"')
}

// list writes a field of codes.
func list(b []byte, name string, codes []string) []byte {
	b = append(append(append(b, `,"`...), name...), `":[`...)
	for i, c := range codes {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), c...), '"')
	}
	return append(b, ']')
}
