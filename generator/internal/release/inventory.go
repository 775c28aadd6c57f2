package release

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"minhbach/generator/internal/record"
)

// Number names a published number: a field of a record, or a cell of a table.
type Number struct {
	Record string // "outcomes/<id>", "tables/<id>"
	Field  string
}

// Inventory is what a release says: the digest of each record and each number
// that must not change without a reason.
type Inventory struct {
	Records map[string]string // "<kind>/<id>" to digest
	Numbers map[Number]string // the number as published
}

// newInventory takes stock of the records and the statistics of a release.
func newInventory(in Input) (Inventory, error) {
	set, statistics := in.Set, in.Statistics
	inv := Inventory{map[string]string{}, map[Number]string{}}
	err := errors.Join(
		take(inv, "units", set.Units), take(inv, "organizations", set.Organizations),
		take(inv, "people", set.People), take(inv, "plans", set.Plans),
		take(inv, "commitments", set.Commitments), take(inv, "activities", set.Activities),
		take(inv, "outcomes", set.Outcomes), take(inv, "figures", set.Figures),
		take(inv, "vocab", set.Vocab), take(inv, "tables", set.Tables),
		take(inv, "corrections", set.Corrections), take(inv, "addresses", set.Addresses),
		take(inv, "site", map[string]*record.Site{"site": &in.Site}),
		take(inv, "news", texts(set.News)), take(inv, "page", texts(set.Pages)))
	if err != nil {
		return inv, err
	}
	for id, c := range set.Commitments {
		inv.commitment("commitments/"+id, c)
	}
	for id, o := range set.Outcomes {
		inv.outcome("outcomes/"+id, o)
	}
	for id, f := range set.Figures {
		inv.figure("figures/"+id, f)
	}
	for _, s := range statistics {
		for cell, value := range s.Cells {
			inv.add("tables/"+s.ID, cell, value)
		}
	}
	return inv, inv.check()
}

// texts names texts by language and address: "vi/tin/2022/x".
func texts[T any](documents []record.Document[T]) map[string]*record.Document[T] {
	named := map[string]*record.Document[T]{}
	for i, d := range documents {
		named[strings.TrimSuffix(d.Lang+d.Address, "/")] = &documents[i]
	}
	return named
}

func take[T any](inv Inventory, kind string, records map[string]*T) error {
	for id, r := range records {
		data, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("record %s/%s: %w", kind, id, err)
		}
		inv.Records[kind+"/"+id] = digestOf(data).String()
	}
	return nil
}

// add enters a number; what is not known is no number.
func (inv Inventory) add(record, field, value string) {
	if value != "" {
		inv.Numbers[Number{record, field}] = value
	}
}

func (inv Inventory) addInt(record, field string, n *int64) {
	if n != nil {
		inv.add(record, field, strconv.FormatInt(*n, 10))
	}
}

func (inv Inventory) addFloat(record, field string, n *float64) {
	if n != nil {
		inv.add(record, field, strconv.FormatFloat(*n, 'f', -1, 64))
	}
}

// commitment enters what was promised, where and by when.
func (inv Inventory) commitment(name string, c *record.Commitment) {
	inv.add(name, "promise.measure", c.Promise.Measure)
	inv.addInt(name, "promise.value", c.Promise.Value)
	inv.add(name, "unit", c.Unit)
	inv.add(name, "period.from", c.Period.From)
	inv.add(name, "period.to", c.Period.To)
	inv.add(name, "standard", c.Standard)
}

// outcome enters what came of a promise.
func (inv Inventory) outcome(name string, o *record.Outcome) {
	inv.add(name, "commitment", o.Commitment)
	inv.add(name, "status", o.Status)
	inv.add(name, "date", o.Date)
	inv.addInt(name, "households", o.Households)
	inv.add(name, "newClass", o.NewClass)
	inv.add(name, "standard", o.Standard)
}

// figure enters official statistics and what they are about.
func (inv Inventory) figure(name string, f *record.Figure) {
	inv.add(name, "unit", f.Unit)
	inv.add(name, "year", strconv.Itoa(f.Year))
	inv.add(name, "asOf", f.AsOf)
	inv.add(name, "standard", f.Standard)
	inv.add(name, "status", f.Status)
	for _, v := range f.Values {
		field := "values." + v.Measure + "."
		inv.addInt(name, field+"households", v.Households)
		inv.addFloat(name, field+"rate", v.Rate)
		inv.addFloat(name, field+"changePoints", v.ChangePoints)
		inv.addFloat(name, field+"percent", v.Percent)
	}
}

// check refuses what could not be written in lines.
func (inv Inventory) check() error {
	for n, value := range inv.Numbers {
		for _, s := range []string{n.Record, n.Field, value} {
			if s == "" || strings.ContainsFunc(s, unicode.IsControl) {
				return fmt.Errorf("number %q of %s cannot be listed", n.Field, n.Record)
			}
		}
	}
	return nil
}

// Text is the inventory as ledger/inventory holds it, in order.
func (inv Inventory) Text() []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(inv.Records)) {
		fmt.Fprintf(&b, "record\t%s\t%s\n", name, inv.Records[name])
	}
	for _, n := range sortedNumbers(inv.Numbers) {
		fmt.Fprintf(&b, "number\t%s\t%s\t%s\n", n.Record, n.Field, inv.Numbers[n])
	}
	return b.Bytes()
}

func sortedNumbers(numbers map[Number]string) []Number {
	return slices.SortedFunc(maps.Keys(numbers), func(a, b Number) int {
		return cmp.Or(cmp.Compare(a.Record, b.Record), cmp.Compare(a.Field, b.Field))
	})
}

// ParseInventory reads what Text wrote and nothing else.
func ParseInventory(data []byte) (Inventory, error) {
	inv := Inventory{map[string]string{}, map[Number]string{}}
	in := bufio.NewScanner(bytes.NewReader(data))
	in.Split(scanWholeLines)
	n := 0
	for in.Scan() {
		n++
		switch f := strings.Split(in.Text(), "\t"); {
		case len(f) == 3 && f[0] == "record":
			inv.Records[f[1]] = f[2]
		case len(f) == 4 && f[0] == "number":
			inv.Numbers[Number{f[1], f[2]}] = f[3]
		default:
			return inv, fmt.Errorf("inventory line %d: malformed", n)
		}
	}
	if err := in.Err(); err != nil && !errors.Is(err, io.EOF) {
		return inv, fmt.Errorf("inventory line %d: %w", n+1, err)
	}
	if err := inv.check(); err != nil {
		return inv, err
	}
	if !bytes.Equal(inv.Text(), data) {
		return inv, errors.New("inventory: not in order")
	}
	return inv, nil
}
