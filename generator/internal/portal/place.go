package portal

import (
	"cmp"
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// place is a unit through all its lives that share name and code: what has one
// page. A country has no page of its own, only official figures.
type place struct {
	section string // xa, huyen, tinh; empty for the country
	slug    string // khanh-hoa-04342; viet-nam for the country
	lives   []*record.Unit
}

// Unit types that decide something here: a country has neither code nor page of
// its own, and a commune is called by its name alone where all around it are.
const (
	typeCountry = "country"
	typeCommune = "commune"
)

// now is the newest life, by which the place is called.
func (p *place) now() *record.Unit { return p.lives[0] }

// address is the place's page, that of its figures for the country.
func (p *place) address() string {
	if p.section == "" {
		return p.figuresAddress()
	}
	return "/" + p.section + "/" + p.slug + "/"
}

func (p *place) figuresAddress() string { return "/so-lieu/" + p.slug + "/" }

// sectionOf is the folder of a unit's page, from the level of its type in the
// code list of types.
func (ix *index) sectionOf(unitType string) string {
	level := ""
	if code := ix.codes["unit-types"][unitType]; code != nil {
		level = code.Parent
	}
	switch level {
	case "central":
		return ""
	case "province":
		return "tinh"
	case "district":
		return "huyen"
	}
	return "xa"
}

func slugOf(u *record.Unit) string {
	if u.Type == typeCountry {
		return viet.Slug(u.Name.VI)
	}
	return viet.Slug(u.Name.VI + " " + u.Code)
}

func (ix *index) indexUnits() {
	type key struct{ section, slug string }
	at := map[key]*place{}
	ix.placeOf = make(map[string]*place, len(ix.set.Units))
	ix.predecessors = map[string][]*record.Unit{}
	ix.children = map[string][]*record.Unit{}
	for _, u := range byID(ix.set.Units) {
		k := key{ix.sectionOf(u.Type), slugOf(u)}
		p := at[k]
		if p == nil {
			p = &place{section: k.section, slug: k.slug}
			at[k] = p
			ix.places = append(ix.places, p)
		}
		p.lives = append(p.lives, u)
		ix.placeOf[u.ID] = p
		for _, id := range unique(u.Successors...) {
			// Communes follow communes: a district that gave way to them is not among those merged.
			if next := ix.set.Units[id]; next != nil && ix.sectionOf(next.Type) == k.section {
				ix.predecessors[id] = append(ix.predecessors[id], u)
			}
		}
		if u.Parent != "" {
			ix.children[u.Parent] = append(ix.children[u.Parent], u)
		}
	}
	for _, p := range ix.places {
		slices.SortStableFunc(p.lives, func(a, b *record.Unit) int { return cmp.Compare(b.ValidFrom, a.ValidFrom) })
	}
	slices.SortFunc(ix.places, func(a, b *place) int {
		return cmp.Or(viet.Compare(a.now().Name.VI, b.now().Name.VI), cmp.Compare(a.slug, b.slug), cmp.Compare(a.section, b.section))
	})
	for _, list := range ix.predecessors {
		sortUnits(list)
	}
	for _, list := range ix.children {
		sortUnits(list)
	}
}

func sortUnits(list []*record.Unit) {
	slices.SortStableFunc(list, func(a, b *record.Unit) int {
		return cmp.Or(viet.Compare(a.Name.VI, b.Name.VI), cmp.Compare(a.Code, b.Code))
	})
}

// parents are the units above a life, nearest first. A unit met twice ends the
// walk: checked records hold no circle, sets made by hand may.
func (ix *index) parents(u *record.Unit) []*record.Unit {
	var above []*record.Unit
	for next := ix.set.Units[u.Parent]; next != nil && !slices.Contains(above, next); next = ix.set.Units[next.Parent] {
		above = append(above, next)
	}
	return above
}
