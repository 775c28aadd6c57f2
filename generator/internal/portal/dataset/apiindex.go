package dataset

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
	project "minhbach/generator/internal/source"
)

// indexBy is what an index gathers records by.
type indexBy string

const (
	byUnit         indexBy = "unit"
	byOrganization indexBy = "organization"
	byPlan         indexBy = "plan"
	byYear         indexBy = "year"
)

// indexedKinds are the kinds of record that have an index of what names them.
var indexedKinds = map[indexBy]string{byUnit: "units", byOrganization: "organizations", byPlan: "plans"}

// entries are the ids of records by kind.
type entries map[string][]string

func (a *api) indexRecords() {
	a.indexes = map[indexBy]map[string]entries{byUnit: {}, byOrganization: {}, byPlan: {}, byYear: {}}
	for by, kindName := range indexedKinds {
		for _, r := range a.records[kindName] {
			a.indexes[by][idOf(r)] = entries{}
		}
	}
	a.steps = map[string]map[string][]string{}
	for _, k := range kinds {
		if k.name == "vocab" {
			continue
		}
		for _, r := range a.records[k.name] {
			a.indexRecord(k, r)
		}
	}
}

// indexRecord notes a record under everything it names. What belongs to a
// commitment also belongs to its unit, organisation and plan.
func (a *api) indexRecord(k *kind, r reflect.Value) {
	id := idOf(r)
	refs := references(r, a.shapes[k.name])
	for _, ref := range refs {
		if ref.kind != "commitments" {
			continue
		}
		for _, commitment := range ref.ids {
			if a.steps[commitment] == nil {
				a.steps[commitment] = map[string][]string{}
			}
			a.steps[commitment][k.name] = append(a.steps[commitment][k.name], id)
			if c := a.set.Commitments[commitment]; c != nil {
				refs = append(refs, references(reflect.ValueOf(c).Elem(), a.shapes["commitments"])...)
			}
		}
	}
	for _, ref := range refs {
		for by, kindName := range indexedKinds {
			if ref.kind != kindName {
				continue
			}
			for _, target := range ref.ids {
				a.note(by, target, k.name, id)
			}
		}
	}
	for _, year := range yearsOf(r.Addr().Interface()) {
		a.note(byYear, year, k.name, id)
	}
}

// note puts a record into an index, once. Records come in order, so that a
// repeated one is the last.
func (a *api) note(by indexBy, target, kindName, id string) {
	index := a.indexes[by][target]
	if index == nil {
		if by != byYear {
			return // a record that is not there
		}
		index = entries{}
		a.indexes[by][target] = index
	}
	if ids := index[kindName]; len(ids) == 0 || ids[len(ids)-1] != id {
		index[kindName] = append(ids, id)
	}
}

// yearsOf are the years that a record is about, first to last.
func yearsOf(r any) []string {
	span := func(from, to string) []string {
		if len(from) < 4 || len(to) < 4 {
			return nil
		}
		first, _ := strconv.Atoi(from[:4])
		last, _ := strconv.Atoi(to[:4])
		var years []string
		for y := first; y <= last; y++ {
			years = append(years, strconv.Itoa(y))
		}
		return years
	}
	switch r := r.(type) {
	case *record.Plan:
		return span(r.Date, r.Date)
	case *record.Commitment:
		return span(r.Period.From, r.Period.To)
	case *record.Activity:
		if r.Date == "" && r.Period != nil {
			return span(r.Period.From, r.Period.To)
		}
		return span(r.Date, r.Date)
	case *record.Outcome:
		return span(r.Date, r.Date)
	case *record.Figure:
		return []string{strconv.Itoa(r.Year)}
	case *newsItem:
		return span(r.Date, r.Date)
	}
	return nil
}

// index is one file below /api/v1/by/.
type index struct {
	Schema  string             `json:"$schema"`
	By      indexBy            `json:"by"`
	ID      string             `json:"id"`
	Title   record.Text        `json:"title"`
	Records map[string][]entry `json:"records"`
	Links   map[string]string  `json:"links"`
}

func (a *api) writeIndexes(out emit) error {
	for _, by := range slices.Sorted(maps.Keys(a.indexes)) {
		ids := slices.Sorted(maps.Keys(a.indexes[by]))
		var anew []string
		for _, id := range ids {
			key := a.keys.ofEntries(a.keys.key("index").Text(string(by), id), a.indexes[by][id])
			if _, ok := a.again(below(indexPath(by, id)), key); !ok {
				anew = append(anew, id)
			}
		}
		err := project.Each(len(anew), func(i int) error { return out.document(indexPath(by, anew[i]), a.index(by, anew[i])) })
		if err != nil {
			return err
		}
		err = a.writeList("by/"+string(by), "index-list", len(ids), out, list{
			key: func(i int) kept.Digest { return kept.OfText(ids[i]) },
			item: func(i int) ([]byte, error) {
				return compact(entry{ids[i], a.indexTitle(by, ids[i]), a.href(indexPath(by, ids[i]))})
			},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *api) index(by indexBy, id string) index {
	made := index{
		Schema: a.href(schemaPath("index")), By: by, ID: id, Title: a.indexTitle(by, id), Records: map[string][]entry{},
		Links: map[string]string{"self": a.href(indexPath(by, id)), "list": a.href(listPath("by/" + string(by)))},
	}
	if kindName := indexedKinds[by]; kindName != "" {
		made.Links["record"] = a.href(recordPath(kindName, id))
	}
	for kindName, ids := range a.indexes[by][id] {
		list := make([]entry, 0, len(ids))
		for _, record := range ids {
			list = append(list, entry{record, a.name(kindName, record), a.href(recordPath(kindName, record))})
		}
		slices.SortFunc(list, func(x, y entry) int { return cmp.Compare(x.ID, y.ID) })
		made.Records[kindName] = list
	}
	return made
}

func (a *api) indexTitle(by indexBy, id string) record.Text {
	if by == byYear {
		return record.Text{VI: "Năm " + id, EN: id}
	}
	return a.name(indexedKinds[by], id)
}
