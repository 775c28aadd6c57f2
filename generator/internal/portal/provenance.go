package portal

import "minhbach/generator/internal/record"

// recordName names the records that a page was made from; the zero value is
// none.
type recordName struct {
	kind string // folder below data/, and of the API
	ids  []string
	by   string // index of the API that gathers what names them, empty for none
}

// kindTables are the definitions of statistics. They are not in the API: the
// dataset of each tells what they say.
const kindTables = "tables"

// provenance leads from a page to its records in the API, to the files they
// are kept in, and to the schema that explains them.
func (e *edition) provenance(r recordName) *Provenance {
	if e.data == nil || len(r.ids) == 0 {
		return nil
	}
	p := &Provenance{}
	if r.kind != kindTables {
		p.Schema = &Link{Text: r.kind + ".schema.json", Href: e.file("/api/v1/schemas/" + r.kind + ".schema.json")}
	}
	for _, id := range r.ids {
		if path := recordPath(e.set, r.kind, id); path != "" {
			p.Files = append(p.Files, e.recordFile(path))
		}
		p.History = append(p.History, e.history(r.kind, id)...)
		if r.kind == kindTables {
			p.Records = append(p.Records, e.tableDatasets(id)...)
			continue
		}
		p.Records = append(p.Records, Link{Text: id + ".json", Href: e.file("/api/v1/" + r.kind + "/" + id + ".json")})
		if r.by != "" {
			p.Index = append(p.Index, Link{Text: e.say("provenance_index", "id", id), Href: e.file("/api/v1/by/" + r.by + "/" + id + ".json")})
		}
	}
	return p
}

// tableDatasets leads to the dataset of a table.
func (e *edition) tableDatasets(id string) []Link {
	var links []Link
	for _, d := range e.data.Datasets {
		if d.Statistic != nil && d.Statistic.Definition.ID == id {
			links = append(links, Link{Text: d.Title.In(e.lang), Href: e.href(datasetAddress(d))})
		}
	}
	return links
}

// unitRecords are all lives of a place.
func unitRecords(p *place) recordName {
	r := recordName{kind: "units", by: "unit"}
	for _, life := range p.lives {
		r.ids = append(r.ids, life.ID)
	}
	return r
}

func figureRecords(figures []*record.Figure) recordName {
	r := recordName{kind: "figures"}
	for _, f := range figures {
		r.ids = append(r.ids, f.ID)
	}
	return r
}

// downloads are the files about a commune: first what opens in Excel.
func (e *edition) downloads(p *place) *Downloads {
	if e.data == nil {
		return nil
	}
	commune, ok := e.data.Communes[p.address()]
	if !ok {
		return nil
	}
	d := &Downloads{Heading: e.say("downloads", "unit", e.unitName(p.now()))}
	for _, f := range commune.Commitments {
		file := e.dataFile(f)
		file.Title = e.say("downloads_commitments", "format", file.Title)
		d.Files = append(d.Files, file)
	}
	d.Files = append(d.Files, e.dataFile(commune.Archive))
	return d
}
