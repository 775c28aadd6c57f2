package cube

import (
	"cmp"
	"maps"
	"slices"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// Codes of vocab classes that a household has on one day. The other codes of
// that list name what happened between two days.
var classCodes = []string{"ho-ngheo", "ho-can-ngheo", "ho-muc-song-tb", "ho-khong-ngheo"}

// Codes of vocab transitions: what a year did to a household.
const (
	stayedPoor   = "van-ngheo"
	outOfPoverty = "thoat-ngheo"
	newlyPoor    = "phat-sinh-ngheo"
	fellBack     = "tai-ngheo"
	notPoor      = "khong-ngheo"
)

var transitionCodes = []string{stayedPoor, outOfPoverty, newlyPoor, fellBack, notPoor}

const (
	classPoor = 0 // index of ho-ngheo in classCodes
	classNear = 1 // index of ho-can-ngheo

	// maxSources bounds the list of money sources: each row holds a sum for each.
	maxSources = 8
	// maxItems bounds the lists of which a row has several codes: one bit each.
	maxItems = 64
)

// list is a code list with the place of each code.
type list struct {
	id    string
	codes []string
	index map[string]int32
}

func newList(id string, codes []string) *list {
	l := &list{id: id, codes: codes, index: make(map[string]int32, len(codes))}
	for i, c := range codes {
		l.index[c] = int32(i)
	}
	return l
}

// find gives the place of a code, −1 where it is not in the list.
func (l *list) find(code []byte) int32 {
	if i, ok := l.index[string(code)]; ok {
		return i
	}
	return -1
}

// lists are all codes that a row may hold.
type lists struct {
	standards, classes, indicators, traits, sizes, supports, sources *list

	bodies      *list   // organisations, then synthetic bodies
	realBodies  int32   // how many of bodies are real
	commitments *list   // their ids
	helper      []int32 // body that made each commitment

	units *list
	unit  []*record.Unit // parallel to units
	level []int8         // level of each unit
	terms []span         // validity of each standard
}

// span is a time in ISO dates, open where empty.
type span struct{ from, to string }

func (s span) has(day string) bool {
	return (s.from == "" || s.from <= day) && (s.to == "" || day <= s.to)
}

// Levels of geography, coarse to fine.
const (
	levelAll int8 = iota // everything the set covers
	levelProvince
	levelDistrict
	levelCommune
)

var levelNames = map[string]int8{
	"central": levelAll, "province": levelProvince, "district": levelDistrict, "commune": levelCommune,
}

// newLists takes the code lists that rows need out of the records.
func newLists(set *record.Set) (*lists, []diag.Problem) {
	var ps []diag.Problem
	vocab := func(id string, limit int) *list {
		v := set.Vocab[id]
		if v == nil || len(v.Codes) == 0 || len(v.Codes) > limit {
			ps = append(ps, listProblem(id, limit))
			return newList(id, nil)
		}
		codes := make([]string, len(v.Codes))
		for i, c := range v.Codes {
			codes[i] = c.Code
		}
		return newList(id, codes)
	}
	l := &lists{
		standards:  vocab("standards", maxItems),
		indicators: vocab("indicators", maxItems),
		traits:     vocab("characteristics", maxItems),
		sizes:      vocab("size-bands", maxItems),
		supports:   vocab("support-types", maxItems),
		sources:    vocab("money-sources", maxSources),
		classes:    newList("classes", classCodes),
	}
	for _, fixed := range []*list{l.classes, newList("transitions", transitionCodes)} {
		known := vocab(fixed.id, maxItems)
		for _, c := range fixed.codes {
			if _, ok := known.index[c]; !ok && len(known.codes) > 0 {
				ps = append(ps, missingCode(set, fixed.id, c))
			}
		}
	}
	if len(ps) > 0 {
		return nil, ps
	}
	for _, c := range set.Vocab["standards"].Codes {
		l.terms = append(l.terms, span{c.From, c.To})
	}

	bodies := slices.Sorted(maps.Keys(set.Organizations))
	l.realBodies = int32(len(bodies))
	if v := set.Vocab["synthetic-bodies"]; v != nil {
		for _, c := range v.Codes {
			bodies = append(bodies, c.Code)
		}
	}
	l.bodies = newList("organizations", bodies)
	l.commitments = newList("commitments", slices.Sorted(maps.Keys(set.Commitments)))
	for _, id := range l.commitments.codes {
		body, ok := l.bodies.index[set.Commitments[id].Organization]
		if !ok {
			body = -1
		}
		l.helper = append(l.helper, body)
	}
	l.addUnits(set)
	return l, nil
}

func (l *lists) addUnits(set *record.Set) {
	levels := map[string]int8{}
	if v := set.Vocab["unit-types"]; v != nil {
		for _, c := range v.Codes {
			if n, ok := levelNames[c.Parent]; ok {
				levels[c.Code] = n
			}
		}
	}
	ids := slices.Sorted(maps.Keys(set.Units))
	l.units = newList("units", ids)
	for _, id := range ids {
		u := set.Units[id]
		n, ok := levels[u.Type]
		if !ok {
			n = levelCommune
		}
		l.unit = append(l.unit, u)
		l.level = append(l.level, n)
	}
}

// life is the time in which a unit existed.
func (l *lists) life(unit int32) span {
	return span{l.unit[unit].ValidFrom, l.unit[unit].ValidTo}
}

// path gives the file of a record, for problems.
func path(set *record.Set, id string) string {
	return cmp.Or(set.Paths[id], "data/"+id+".json")
}
