package portal

import (
	"cmp"
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// Overview is a map without a map: the records have no coordinates, so units are
// tiles in the order of their names, each a link that says all it shows.
type Overview struct {
	Intro  string          `json:"intro"`
	Legend []Badge         `json:"legend"` // what the tiles of this page show
	Groups []OverviewGroup `json:"groups"`
}

// OverviewGroup has the tiles of one area and time.
type OverviewGroup struct {
	Heading string         `json:"heading"`
	Tiles   []Tile         `json:"tiles,omitempty"`
	Folds   []OverviewFold `json:"folds,omitempty"`
}

// OverviewFold is opened by the reader.
type OverviewFold struct {
	Summary string `json:"summary"`
	Tiles   []Tile `json:"tiles"`
}

// Tile is a unit. Its note says what was promised in its area and how that stands.
type Tile struct {
	Link
	State  string `json:"state"`
	Detail string `json:"detail,omitempty"` // of which units it was made
	After  []Link `json:"after,omitempty"`  // the units of which it is part now
}

// The states of a tile. Those with a promise have the shapes of statuses.
const (
	tileOverdue    = "overdue"
	tileNotMet     = "not-met"
	tileRecognised = "recognised"
	tileOpen       = "not-due"
	tileNone       = "none"
)

// In one group more tiles than tilesOpen are folded, tilesFolded at a time. As many
// units are shown two levels below.
const (
	tilesOpen   = 200
	tilesFolded = 60
)

// tileState is what most needs attention of the commitments in the area of a unit,
// and how many of them are in that state.
func (e *edition) tileState(list []*record.Commitment) (string, int64) {
	counts := map[string]int64{}
	for _, c := range list {
		counts[stateOnTile(e.states[c.ID])]++
	}
	for _, state := range []string{tileOverdue, tileNotMet, tileRecognised, tileOpen} {
		if n := counts[state]; n > 0 {
			return state, n
		}
	}
	return tileNone, 0
}

// stateOnTile is how a tile shows one commitment.
func stateOnTile(s state) string {
	switch {
	case s.overdue:
		return tileOverdue
	case s.status == statusNotMet:
		return tileNotMet
	case s.status == statusRecognised:
		return tileRecognised
	}
	return tileOpen
}

// tileWord is a state inside the name of a tile.
func (e *edition) tileWord(state string) string {
	switch state {
	case tileOverdue:
		return e.say("overview_overdue_word")
	case tileNotMet:
		return e.say("overview_not_met_word")
	case tileRecognised:
		return e.say("overview_recognised_word")
	}
	return e.say("overview_open_word")
}

// overview puts groups together with the legend of what they show.
func (e *edition) overview(groups []OverviewGroup) *Overview {
	if len(groups) == 0 {
		return nil
	}
	shown := map[string]bool{}
	for _, g := range groups {
		for _, t := range g.Tiles {
			shown[t.State] = true
		}
		for _, f := range g.Folds {
			for _, t := range f.Tiles {
				shown[t.State] = true
			}
		}
	}
	o := &Overview{Intro: e.say("overview_intro"), Groups: groups}
	for _, b := range []Badge{
		{Code: tileOverdue, Label: e.say("overview_overdue")}, {Code: tileNotMet, Label: e.say("overview_not_met")},
		{Code: tileRecognised, Label: e.say("overview_recognised")}, {Code: tileOpen, Label: e.say("overview_open")},
		{Code: tileNone, Label: e.say("overview_none")},
	} {
		if shown[b.Code] {
			o.Legend = append(o.Legend, b)
		}
	}
	return o
}

// unitOverview shows the units below each life of a place.
func (e *edition) unitOverview(p *place) *Overview {
	var groups []OverviewGroup
	for _, life := range p.lives {
		if below := e.children[life.ID]; len(below) > 0 {
			heading := e.say("units_below", "unit", e.unitName(life), "period", e.validity(life.ValidFrom, life.ValidTo))
			groups = append(groups, e.overviewGroup(heading, below, true))
		}
	}
	return e.overview(groups)
}

// overviewGroup makes the tiles of units; deep adds what lies below each of them,
// as far as one page can carry it.
func (e *edition) overviewGroup(heading string, units []*record.Unit, deep bool) OverviewGroup {
	g := OverviewGroup{Heading: heading, Tiles: e.tiles(units)}
	if len(g.Tiles) > tilesOpen {
		for part := range slices.Chunk(g.Tiles, tilesFolded) {
			g.Folds = append(g.Folds, OverviewFold{
				Summary: e.counted("overview_part", int64(len(part)), "first", part[0].Text, "last", part[len(part)-1].Text), Tiles: part,
			})
		}
		g.Tiles = nil
	}
	if deep && e.countBelow(units) > tilesOpen {
		return g // the tiles lead to them
	}
	for _, u := range units {
		if below := e.children[u.ID]; deep && len(below) > 0 {
			g.Folds = append(g.Folds, OverviewFold{
				Summary: e.say("with_note", "text", e.unitTitle(u), "note", e.counted("communes", int64(len(below)))), Tiles: e.tiles(below),
			})
		}
	}
	return g
}

func (ix *index) countBelow(units []*record.Unit) int {
	n := 0
	for _, u := range units {
		n += len(ix.children[u.ID])
	}
	return n
}

func (e *edition) tiles(units []*record.Unit) []Tile {
	tiles := make([]Tile, 0, len(units))
	for _, u := range units {
		tiles = append(tiles, e.tile(u))
	}
	return tiles
}

func (e *edition) tile(u *record.Unit) Tile {
	area := map[*record.Unit]bool{}
	e.area(u, area)
	promised := e.index.promisedIn(area)
	state, those := e.tileState(promised)
	t := Tile{Link: e.unitLink(u), State: state}
	if u.Type == typeCommune {
		t.Text = u.Name.In(e.lang) // what is no commune says what it is
	}
	switch commitments := e.counted("commitments", int64(len(promised))); len(promised) {
	case 0:
	case 1:
		t.Note = e.say("overview_promised", "commitments", commitments, "state", e.tileWord(state))
	default:
		t.Note = e.counted("overview_promised_some", those, "commitments", commitments, "state", e.tileWord(state))
	}
	here := e.placeOf[u.ID]
	for _, id := range unique(u.Successors...) {
		// Communes lead on: of a district that gave way to communes, its own do.
		if next := e.set.Units[id]; next != nil && e.placeOf[id] != here && e.placeOf[id].section == here.section {
			t.After = append(t.After, Link{Text: upperFirst(e.say("commune_after", "units", e.unitName(next))), Href: e.unitLink(next).Href})
		}
	}
	if len(t.After) == 0 && here.section == "xa" {
		t.Detail = upperFirst(e.communeDetail(u))
	}
	return t
}

// communeOverview shows the communes of today by the unit above them, then those
// of before. Where they are too many for one page it shows the units above.
func (e *edition) communeOverview() (o *Overview, shown map[*record.Unit]bool) {
	var units []*record.Unit
	for _, p := range e.places {
		if p.section == "xa" {
			units = append(units, p.lives...)
		}
	}
	if len(units) > namedOnIndex {
		units = e.unitsAbove(units)
	}
	type key struct {
		parent string
		former bool
	}
	below := map[key][]*record.Unit{}
	shown = make(map[*record.Unit]bool, len(units))
	for _, u := range units {
		k := key{u.Parent, !e.current(u)}
		below[k], shown[u] = append(below[k], u), true
	}
	keys := make([]key, 0, len(below))
	for k := range below {
		keys = append(keys, k)
	}
	name := func(id string) string {
		if u := e.set.Units[id]; u != nil {
			return u.Name.VI
		}
		return ""
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.former != b.former {
			if a.former {
				return 1
			}
			return -1
		}
		return cmp.Or(viet.Compare(name(a.parent), name(b.parent)), cmp.Compare(a.parent, b.parent))
	})
	groups := make([]OverviewGroup, 0, len(keys))
	for _, k := range keys {
		sortUnits(below[k])
		groups = append(groups, e.overviewGroup(e.groupHeading(e.set.Units[k.parent], below[k][0]), below[k], false))
	}
	return e.overview(groups), shown
}

// unitsAbove are the parents of units, and those that have none.
func (e *edition) unitsAbove(units []*record.Unit) []*record.Unit {
	var above []*record.Unit
	seen := map[*record.Unit]bool{}
	for _, u := range units {
		if parent := e.set.Units[u.Parent]; parent != nil {
			u = parent
		}
		if !seen[u] {
			seen[u] = true
			above = append(above, u)
		}
	}
	return above
}

// groupHeading says where and when the units of a group are or were, by one of them.
func (e *edition) groupHeading(parent, one *record.Unit) string {
	where := ""
	if parent != nil {
		where = e.unitName(parent)
		if within := e.within(parent); within != "" {
			where += ", " + within
		}
	}
	if e.current(one) {
		return e.say("communes_now", "unit", where)
	}
	return e.say("communes_before", "unit", where, "date", e.day(one.ValidTo))
}
