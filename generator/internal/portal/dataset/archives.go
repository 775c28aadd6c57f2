package dataset

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
	project "minhbach/generator/internal/source"
)

// archives writes the archive of everything and one for each commune that the
// records tell something about.
func (p publisher) archives(a *api) error {
	c := p.catalog
	sum, ok := p.again(everythingPath, c.keyOfEverything())
	if !ok {
		var err error
		if sum, err = p.file(everythingPath, c.writeEverything); err != nil {
			return err
		}
	}
	c.Everything = Distribution{formatZip, sum}
	tables := partitions(c.options.Statistics)
	places := a.communes()
	addresses := slices.Sorted(maps.Keys(places))
	var keys sync.Mutex
	return project.Each(len(addresses), func(i int) error {
		address, units := addresses[i], places[addresses[i]]
		part, told := a.about(units)
		var o Options // the day is their version: they change when what they tell does, not with every release
		for _, t := range tables {
			if s, ok := t.about(units); ok {
				o.Statistics = append(o.Statistics, s)
			}
		}
		if !told && len(o.Statistics) == 0 {
			return nil
		}
		keys.Lock()
		key := c.keys.ofCommune(address, part, o.Statistics)
		keys.Unlock()
		if p.communeAgain(address, key, len(part.Commitments) > 0) {
			return nil
		}
		return p.commune(address, key, a.set.Units[units[0]].Name, all(c.book, part, c.site, o))
	})
}

// Commune is the files about one commune, small enough to be handed on by phone.
type Commune struct {
	Archive     Distribution
	Commitments []Distribution // as a spreadsheet, then as CSV; none where nobody promised anything
}

// archiveOf is the archive about a commune, tableOf one of the two forms of the
// commitments there; both lie beside its page.
func archiveOf(address string) string {
	return strings.TrimPrefix(address, "/") + strings.Trim(strings.TrimPrefix(address, "/xa/"), "/") + ".zip"
}

func tableOf(address string, f Format) string {
	slug := strings.Trim(strings.TrimPrefix(address, "/xa/"), "/")
	return strings.TrimPrefix(address, "/") + kindNamed("commitments").id + "-" + slug + f.Suffix
}

// communeAgain takes over the files about a commune, if none of them has changed.
func (p publisher) communeAgain(address string, key kept.Digest, commitments bool) bool {
	sum, ok := p.again(archiveOf(address), key)
	if !ok {
		return false
	}
	made := Commune{Archive: Distribution{formatCommune, sum}}
	for _, f := range communeTables {
		if commitments {
			sum, _ := p.again(tableOf(address, f), key)
			made.Commitments = append(made.Commitments, Distribution{f, sum})
		}
	}
	p.told(address, made)
	return true
}

// told notes the files about a commune.
func (p publisher) told(address string, made Commune) {
	p.catalog.mu.Lock()
	defer p.catalog.mu.Unlock()
	p.catalog.Communes[address] = made
}

// commune writes the files about one commune beside its page. The commitments are
// in its archive and beside it, made once.
func (p publisher) commune(address string, key kept.Digest, name record.Text, datasets []*Dataset) error {
	datasets = slices.DeleteFunc(datasets, func(d *Dataset) bool { return d.Rows == 0 })
	tables := map[string][]byte{}
	for i, d := range datasets {
		datasets[i] = d.held()
		if d.Kind != "commitments" {
			continue
		}
		for _, f := range communeTables {
			var b bytes.Buffer
			if err := datasets[i].WriteAs(f, &b); err != nil {
				return err
			}
			tables[d.ID+f.Suffix] = b.Bytes()
		}
	}
	sum, err := p.file(archiveOf(address), func(w io.Writer) error { return p.catalog.writeCommune(w, name, datasets, tables) })
	if err != nil {
		return err
	}
	made := Commune{Archive: Distribution{formatCommune, sum}}
	for _, f := range communeTables {
		table := tables[kindNamed("commitments").id+f.Suffix]
		if table == nil {
			continue
		}
		p.note(tableOf(address, f), key)
		sum, err := p.file(tableOf(address, f), content(string(table)))
		if err != nil {
			return err
		}
		made.Commitments = append(made.Commitments, Distribution{f, sum})
	}
	p.told(address, made)
	return nil
}

// communeTables are the forms of the commitments of a commune that need no archive.
var communeTables = []Format{formatXLSX, formatCSVExcel}

var formatCommune = Format{
	ID: "zip", Suffix: ".zip", MediaType: "application/zip",
	Title: record.Text{VI: "Tất cả dữ liệu (ZIP)", EN: "All data (ZIP)"},
	Note:  record.Text{VI: "Bảng tính, CSV và JSON, có trang để in; đủ nhỏ để gửi qua Zalo.", EN: "Spreadsheets, CSV and JSON, with a page to print; small enough for a messenger."},
}

// writeCommune is a small archive of the rows about one commune; tables are files
// of it that are made already.
func (c *Catalog) writeCommune(w io.Writer, title record.Text, datasets []*Dataset, tables map[string][]byte) error {
	z := newArchive(w)
	z.text("README.txt", c.readme(title, c.site.DataAsOf, datasets))
	z.add("in-ra-giay.html", func(w io.Writer) error { return c.writePrint(w, title, datasets) })
	for _, d := range datasets {
		for _, f := range []Format{formatXLSX, formatCSVExcel, formatJSON} {
			z.add(d.ID+f.Suffix, func(w io.Writer) error {
				if table := tables[d.ID+f.Suffix]; table != nil {
					_, err := w.Write(table)
					return err
				}
				return d.WriteAs(f, w)
			})
		}
	}
	return z.close()
}

// document adds a value as JSON.
func (a *archive) document(name string, v any) {
	a.add(name, func(w io.Writer) error {
		data, err := marshal(v)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	})
}

// readme says what an archive holds, in both languages, with the line ends that
// old editors on Windows need.
func (c *Catalog) readme(title record.Text, version string, datasets []*Dataset) string {
	var b strings.Builder
	for _, lang := range []string{"vi", "en"} {
		say := func(vi, en string) { b.WriteString(record.Text{VI: vi, EN: en}.In(lang) + "\n") }
		b.WriteString(title.In(lang) + "\n\n")
		say("Dữ liệu của "+c.site.Title.VI+", tính đến ngày "+c.site.DataAsOf+", phiên bản "+version+".",
			"Data of "+c.site.Title.In("en")+" as of "+c.site.DataAsOf+", version "+version+".")
		say("Trang: "+c.url("du-lieu/"), "Site: "+c.url("en/du-lieu/"))
		say("Giấy phép: "+c.site.Licence.Name.VI+", "+c.site.Licence.URL, "Licence: "+c.site.Licence.Name.In("en")+", "+c.site.Licence.URL)
		for _, d := range datasets {
			b.WriteString("\n" + d.ID + ": " + d.Title.In(lang) + "\n  " + d.Description.In(lang) + "\n")
		}
		b.WriteString("\n")
		for _, n := range recordNotes {
			b.WriteString("- " + n.In(lang) + "\n")
		}
		b.WriteString("\n")
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// communes are the units at commune level by the address of their page; units
// that followed one another under the same name and code share one.
func (a *api) communes() map[string][]string {
	places := map[string][]string{}
	for _, u := range byID(a.set.Units) {
		if a.section(u) == "xa" {
			address := a.unitAddress(u)
			places[address] = append(places[address], u.ID)
		}
	}
	return places
}

// about gathers what the records say about a place, and whether they do more
// than name it.
func (a *api) about(units []string) (part *record.Set, told bool) {
	of := entries{}
	for _, unit := range units {
		for kindName, ids := range a.indexes[byUnit][unit] {
			of[kindName] = append(of[kindName], ids...)
		}
	}
	part = &record.Set{
		Units: map[string]*record.Unit{}, Organizations: pick(a.set.Organizations, of["organizations"]), People: map[string]*record.Person{},
		Plans: map[string]*record.Plan{}, Commitments: pick(a.set.Commitments, of["commitments"]),
		Activities: pick(a.set.Activities, of["activities"]), Outcomes: pick(a.set.Outcomes, of["outcomes"]), Figures: pick(a.set.Figures, of["figures"]),
	}
	for _, id := range units {
		for _, u := range a.above(id) {
			part.Units[u.ID] = u
		}
	}
	organization := func(ids ...string) {
		for _, id := range ids {
			if o := a.set.Organizations[id]; o != nil {
				part.Organizations[id] = o
			}
		}
	}
	for _, commitment := range part.Commitments {
		organization(append([]string{commitment.Organization, commitment.AssignedBy}, commitment.Partners...)...)
		a.plansAbove(commitment.Plan, part.Plans)
	}
	for _, activity := range part.Activities {
		organization(activity.Organizations...)
	}
	for _, plan := range part.Plans {
		organization(plan.Issuer)
	}
	for _, id := range unique(of["news"]) {
		part.News = append(part.News, a.docs[id]...)
	}
	return part, len(part.Commitments)+len(part.Activities)+len(part.Figures)+len(part.News) > 0
}

// unique drops repeated ids, which a place with several lives has.
func unique(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// plansAbove adds a plan and those that it carries out, amends or replaces.
func (a *api) plansAbove(id string, into map[string]*record.Plan) {
	plan := a.set.Plans[id]
	if plan == nil || into[id] != nil {
		return
	}
	into[id] = plan
	for _, r := range plan.Relations {
		a.plansAbove(r.Plan, into)
	}
}

func pick[R any](records map[string]*R, ids []string) map[string]*R {
	picked := make(map[string]*R, len(ids))
	for _, id := range ids {
		if r := records[id]; r != nil {
			picked[id] = r
		}
	}
	return picked
}
