package simulation

import (
	"cmp"
	"slices"
)

// Classes of households, as in data/vocab/classes.json.
const (
	poor    = "ho-ngheo"
	near    = "ho-can-ngheo"
	average = "ho-muc-song-tb"
	better  = "ho-khong-ngheo"
)

// household is an invented household as long as the simulation knows it.
type household struct {
	*World
	pseudonym   uint64
	commune     *commune
	class       string
	leftPoverty bool
	listed      bool // has been on a list before
	size        string
	traits      []string
	order       []int // indicators, the most likely lack first
	body        string
}

// commune is a commune as long as the simulation knows it.
type commune struct {
	*Commune
	households         int // that live there
	poor, near, atRisk float64
}

// Row is one household in one year.
type Row struct {
	household
	start, end string
	fellBack   bool
	lacks      int
	supports   []string
	money      []amount
}

type amount struct {
	source string
	dong   int64
}

// How a year changes classes, by year from the first; the last goes on. The rates
// were set so that the end of 2023 is in the order of the 2,205 poor and 1,955
// near-poor households published for Lục Yên.
var (
	leave   = []float64{0.35, 0.42, 0.36, 0.33} // poor households that leave poverty
	improve = []float64{0.46, 0.52, 0.47, 0.45} // near-poor households that come off the list
)

// Families are the households of a commune on average where a world does not say:
// 2,205 are 7.6 % of 24 of these.
const Families = 1209

const (
	poorRate  = 0.162 // at the end of 2021
	nearRate  = 0.068
	worsen    = 0.02   // near-poor households that become poor in a year
	newPoor   = 0.0022 // households off the list that become poor
	newNear   = 0.0055 // and near-poor
	fallAgain = 0.012  // households that left poverty and came off the list, and become poor again
)

// lackWeights say how common each indicator is among the poor.
var lackWeights = map[string]float64{
	"viec-lam": 5, "nguoi-phu-thuoc": 3, "dinh-duong": 2.5, "bhyt": 2, "gd-nguoi-lon": 4, "di-hoc-tre-em": 1.5,
	"chat-luong-nha": 4, "dien-tich-nha": 3, "nuoc": 4.5, "nha-tieu": 6, "vien-thong": 3, "phuong-tien-tt": 2.5,
}

// Simulate gives the rows of each year in order of pseudonym.
func (w *World) Simulate(c Chance) map[int][]Row {
	var list []*household
	used := map[uint64]bool{}
	arrive := func(at *commune, class string) *household {
		h := newHousehold(c, w, at, class)
		for used[h.pseudonym] {
			h.pseudonym = c.bits()
		}
		used[h.pseudonym] = true
		list = append(list, h)
		return h
	}
	families := w.Families
	if families == 0 {
		families = Families
	}
	communes := make([]commune, len(w.Communes))
	for i := range communes {
		at := &communes[i]
		at.Commune = &w.Communes[i]
		at.households = int(c.around(families, 1.35))
		at.poor, at.near, at.atRisk = c.around(poorRate, 1.7), c.around(nearRate, 1.5), c.around(1, 1.4)
		for range int(float64(at.households) * at.poor) {
			arrive(at, poor)
		}
		for range int(float64(at.households) * at.near) {
			arrive(at, near)
		}
	}
	years := map[int][]Row{}
	for year := w.First; year <= w.Last; year++ {
		for i := range communes {
			at := &communes[i]
			for range int(c.around(float64(at.households)*(newPoor+newNear)*at.atRisk, 1.3)) {
				arrive(at, []string{average, better}[c.Weighted([]float64{3, 1})])
			}
		}
		var rows []Row
		for _, h := range list {
			if r, listed := h.live(c, year); listed {
				rows = append(rows, r)
			}
		}
		slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.pseudonym, b.pseudonym) })
		years[year] = rows
	}
	return years
}

func newHousehold(c Chance, w *World, at *commune, class string) *household {
	h := &household{World: w, pseudonym: c.bits(), commune: at, class: class}
	h.size = w.Sizes[min(c.Weighted([]float64{2, 5, 4, 1}), len(w.Sizes)-1)]
	for _, t := range []struct {
		code string
		p    float64
	}{{"woman-headed", 0.17}, {"ethnic-minority", 0.84}, {"disability", 0.11}} {
		if c.Happens(t.p) {
			h.traits = append(h.traits, t.code)
		}
	}
	weights := make([]float64, len(w.Indicators))
	for i, code := range w.Indicators {
		weights[i] = max(lackWeights[code], 1)
	}
	for range w.Indicators {
		i := c.Weighted(weights)
		h.order = append(h.order, i)
		weights[i] = 0
	}
	if c.Happens(0.35) {
		h.body = w.Bodies[c.Below(len(w.Bodies))]
	}
	return h
}

// live takes a household through a year; listed is false where it was on no
// list, and has no row.
func (h *household) live(c Chance, year int) (r Row, listed bool) {
	r.start, r.end = h.class, h.class
	i := min(year-h.First, len(leave)-1)
	switch h.class {
	case poor:
		if c.Happens(leave[i]) {
			r.end = []string{near, average, better}[c.Weighted([]float64{4, 5, 1})]
		}
	case near:
		switch {
		case c.Happens(worsen):
			r.end = poor
		case c.Happens(improve[i]):
			r.end = []string{average, better}[c.Weighted([]float64{4, 1})]
		}
	default:
		switch {
		case h.leftPoverty && c.Happens(fallAgain):
			r.end = poor
		case !h.listed:
			r.end = []string{poor, near}[c.Weighted([]float64{newPoor, newNear})]
		}
	}
	r.fellBack = r.start != poor && r.end == poor && h.leftPoverty
	h.leftPoverty = h.leftPoverty || r.start == poor && r.end != poor
	h.class = r.end
	h.listed = true
	r.household = *h
	switch r.end {
	case poor:
		r.lacks = 3 + c.Weighted([]float64{5, 3, 1.5, 0.5})
	case near:
		r.lacks = c.Weighted([]float64{2, 5, 6})
	default:
		r.lacks = c.Weighted([]float64{6, 3, 1})
	}
	r.help(c)
	return r, onList(r.start) || onList(r.end)
}

func onList(class string) bool { return class == poor || class == near }

// help draws what a household was given during the year.
func (r *Row) help(c Chance) {
	odds := 0.25
	if r.start == poor {
		odds = 0.6
	}
	if !c.Happens(odds) {
		r.body = ""
		return
	}
	kinds := []struct {
		code   string
		weight float64
		source string
		low    int
		high   int // hundred thousand đồng, 0 for none
	}{
		{"tap-huan", 4, "", 0, 0}, {"huong-dan-ky-thuat", 3, "", 0, 0},
		{"giong-vat-tu", 4, "central-budget", 40, 150}, {"tin-dung", 3, "policy-credit", 200, 1000},
		{"nha-o", 1, "central-budget", 400, 600}, {"nuoc-sach", 1.5, "local-budget", 20, 60},
		{"nha-tieu", 1.5, "local-budget", 20, 50}, {"bhyt", 2, "local-budget", 5, 30},
		{"giao-duc", 1.5, "donations", 5, 20}, {"ung-ho-kinh-phi", 0.8, "donations", 5, 50},
		{"day-nghe-viec-lam", 0.7, "other", 10, 40},
	}
	weights := make([]float64, len(kinds))
	for i, k := range kinds {
		weights[i] = k.weight
	}
	got := map[string]int64{}
	for range c.Between(1, 3) {
		i := c.Weighted(weights)
		weights[i] = 0
		k := kinds[i]
		r.supports = append(r.supports, k.code)
		if k.high > 0 {
			got[k.source] += int64(c.Between(k.low, k.high)) * 100_000
		}
	}
	slices.Sort(r.supports)
	for source, dong := range got {
		r.money = append(r.money, amount{source, dong})
	}
	slices.SortFunc(r.money, func(a, b amount) int { return cmp.Compare(a.source, b.source) })
}
