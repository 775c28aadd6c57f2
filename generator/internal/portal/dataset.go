package portal

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/viet"
)

const (
	dataAddress = "/du-lieu/"
	apiAddress  = "/du-lieu/api/"
)

func datasetAddress(d *dataset.Dataset) string { return dataAddress + d.ID + "/" }

// dataPages are the pages of the data portal.
func (e *edition) dataPages() []Page {
	c := e.data
	if c == nil {
		return nil
	}
	pages := []Page{e.datasetList(c), e.apiPage(c)}
	for _, d := range c.Datasets {
		pages = append(pages, e.datasetPage(c, d))
	}
	return pages
}

func (e *edition) datasetList(c *dataset.Catalog) Page {
	model := DatasetList{
		Intro:      e.say("data_intro"),
		Everything: e.dataFile(c.Everything),
		Late:       e.late(),
		API:        Link{Text: e.say("api_title"), Href: e.href(apiAddress)},
	}
	for _, file := range []struct{ title, path string }{
		{"Data Package 2 (datapackage.json)", "/datapackage.json"}, {"DCAT-AP 3 (JSON-LD)", "/catalog.jsonld"},
		{"DCAT-AP 3 (Turtle)", "/catalog.ttl"}, {"DCAT-US 1.1 (data.json)", "/data.json"},
	} {
		model.Catalogs = append(model.Catalogs, DataFile{Title: file.title, Href: e.file(file.path)})
	}
	records := DatasetGroup{Heading: e.say("data_records")}
	statistics := DatasetGroup{Heading: e.say("data_statistics")}
	for _, d := range inCatalog(c.Datasets) {
		card := DatasetCard{
			Title: d.Title.In(e.lang), Href: e.href(datasetAddress(d)), Description: d.Description.In(e.lang),
			Rows: e.counted("data_rows", int64(d.Rows)), Synthetic: d.Synthetic,
		}
		for _, f := range c.Distributions(d) {
			if slices.Contains([]string{"xlsx", "csv-excel", "json"}, f.ID) {
				card.Files = append(card.Files, e.dataFile(f))
			}
		}
		if d.Statistic == nil {
			records.Datasets = append(records.Datasets, card)
		} else {
			statistics.Datasets = append(statistics.Datasets, card)
		}
	}
	model.Groups = []DatasetGroup{records}
	if len(statistics.Datasets) > 0 {
		model.Groups = append(model.Groups, statistics)
	}
	return e.page(dataAddress, LayoutDatasetList, "", heading{title: e.say("data_title"), description: e.say("data_intro")}, model)
}

// wanted are the kinds of record that readers come for, first.
var wanted = []string{"commitments", "activities", "outcomes", "figures", "plans", "organizations", "units", "people", "news", "vocab"}

// inCatalog are the datasets in the order of the catalog: those that most
// readers come for, then the others.
func inCatalog(datasets []*dataset.Dataset) []*dataset.Dataset {
	return slices.SortedStableFunc(slices.Values(datasets), func(a, b *dataset.Dataset) int {
		return cmp.Compare(slices.Index(wanted, a.Kind), slices.Index(wanted, b.Kind))
	})
}

func (e *edition) datasetPage(c *dataset.Catalog, d *dataset.Dataset) Page {
	title := d.Title.In(e.lang)
	model := DatasetPage{
		Description: d.Description.In(e.lang), Late: e.late(), Facts: e.datasetFacts(d), Preview: e.preview(d), Changes: e.datasetChanges(d),
		Citation: e.say("data_citation", "publisher", d.Publisher.Name.In(e.lang), "year", strconv.Itoa(yearOf(d.AsOf)), "title", title,
			"version", d.Version, "address", e.absolute(datasetAddress(d))),
	}
	if d.Synthetic {
		model.Synthetic = e.say("data_synthetic")
	}
	for _, f := range c.Distributions(d) {
		model.Files = append(model.Files, e.dataFile(f))
	}
	for _, note := range d.Notes {
		model.Notes = append(model.Notes, note.In(e.lang))
	}
	for _, f := range d.Fields {
		model.Dictionary = append(model.Dictionary, e.dictionaryRow(f))
	}
	if d.Kind != "" {
		model.Links = append(model.Links, Link{Text: e.say("data_in_api"), Href: e.file("/api/v1/" + d.Kind + "/index.json")})
	}
	model.Links = append(model.Links, Link{Text: e.say("data_csvw"), Href: e.file("/du-lieu/" + d.ID + "/" + d.ID + ".csv-metadata.json")})
	described, err := json.Marshal(c.SchemaOrg(d, e.lang))
	if err != nil {
		panic(fmt.Sprintf("describe dataset %s: %v", d.ID, err)) // maps of texts and numbers
	}
	model.JSONLD = string(described)
	h := heading{title: title, feed: true, description: d.Description.In(e.lang), trail: []Link{e.section(e.say("data_title"), dataAddress)}}
	page := e.page(datasetAddress(d), LayoutDataset, "", h, model)
	if d.Synthetic {
		page.Frame.Synthetic, page.Frame.NoIndex = true, true
	}
	return page
}

func (e *edition) datasetFacts(d *dataset.Dataset) []Fact {
	facts := []Fact{
		{Label: e.say("data_fact_rows"), Text: e.number(int64(d.Rows))},
		{Label: e.say("data_fact_as_of"), Text: e.day(d.AsOf)},
		e.updateFact(d),
		{Label: e.say("data_fact_version"), Text: d.Version},
		{Label: e.say("data_fact_publisher"), Text: e.note(&d.Publisher.Name)},
		{Label: e.say("data_fact_licence"), Links: []Link{{Text: e.note(&d.Licence.Name), Href: d.Licence.URL, External: true}}},
	}
	if t := d.Temporal; t != nil {
		facts = append(facts, Fact{Label: e.say("data_fact_time"), Text: e.say("data_time", "from", e.day(t.From), "to", e.day(t.To))})
	}
	if len(d.Spatial) > 0 {
		var names []string
		for _, place := range d.Spatial {
			names = append(names, place.In(e.lang))
		}
		facts = append(facts, Fact{Label: e.say("data_fact_area"), Text: e.list(names)})
	}
	return facts
}

// late is the promise of new data. A page cannot know that its day has gone by.
func (e *edition) late() *Late {
	due := e.site.NextUpdate()
	if due == "" {
		return nil
	}
	return &Late{Due: e.date(due), Text: e.say("data_late", "date", e.day(due))}
}

// updateFact says when new data are promised.
func (e *edition) updateFact(d *dataset.Dataset) Fact {
	fact := Fact{Label: e.say("data_fact_frequency"), Text: e.say("data_irregular")}
	if d.NextUpdate != "" {
		fact.Text = e.say("data_next_update", "frequency", d.Frequency.Label.In(e.lang), "date", e.day(d.NextUpdate))
	}
	return fact
}

func (e *edition) dataFile(f dataset.Distribution) DataFile {
	return DataFile{
		Title: f.Title.In(e.lang), Href: e.file("/" + f.Path), Note: f.Note.In(e.lang), Size: e.size(f.Bytes),
		MediaType: f.MediaType, SHA256: f.SHA256,
	}
}

// file is the address of a file that all languages share.
func (e *edition) file(path string) string { return e.base + path[1:] }

// size is a number of bytes as people write it: "12,3 kB".
func (e *edition) size(bytes int64) string {
	scaled, unit := float64(bytes), "byte"
	for _, larger := range []string{"kB", "MB", "GB"} {
		if scaled < 1000 {
			break
		}
		scaled, unit = scaled/1000, larger
	}
	return viet.Decimal(math.Round(scaled*10)/10, e.lang) + " " + unit
}

func (e *edition) dictionaryRow(f dataset.Field) DictionaryRow {
	row := DictionaryRow{
		Name: f.Name, Title: f.Title.In(e.lang), Meaning: f.Meaning.In(e.lang), Type: e.typeName(f.Type), Unit: f.Unit.In(e.lang),
		Required: f.Required, Computed: f.Computed,
	}
	if f.List {
		row.Type = e.say("type_list", "type", row.Type)
	}
	for _, c := range f.Allowed {
		row.Allowed = append(row.Allowed, DictionaryRef{Code: c.Code, Label: c.Label.In(e.lang), Explain: c.Meaning.In(e.lang)})
	}
	return row
}

func (e *edition) typeName(t dataset.Type) string {
	switch t {
	case dataset.Date:
		return e.say("type_date")
	case dataset.URI:
		return e.say("type_uri")
	case dataset.Integer:
		return e.say("type_integer")
	case dataset.Number:
		return e.say("type_number")
	case dataset.Boolean:
		return e.say("type_boolean")
	}
	return e.say("type_string")
}

const (
	previewRows    = 10
	previewColumns = 8
	previewText    = 120 // letters of a cell
)

// preview shows the first rows in the columns that tell most: those that hold
// something, in the language of the page, names before ids.
func (e *edition) preview(d *dataset.Dataset) DataPreview {
	var rows [][]dataset.Value
	for row := range d.Each() {
		if rows = append(rows, slices.Clone(row)); len(rows) == previewRows {
			break
		}
	}
	columns := e.previewColumns(d, rows)
	p := DataPreview{Caption: e.counted("data_preview", int64(len(rows)), "title", d.Title.In(e.lang))}
	if rest := len(d.Fields) - len(columns); rest > 0 {
		p.Note = e.say("data_preview_rest", "shown", strconv.Itoa(len(columns)), "all", strconv.Itoa(len(d.Fields)))
	}
	for _, i := range columns {
		p.Head = append(p.Head, d.Fields[i].ShortTitle().In(e.lang))
	}
	for _, row := range rows {
		var cells []DataCell
		for _, i := range columns {
			cells = append(cells, e.dataCell(d.Fields[i], row[i]))
		}
		p.Rows = append(p.Rows, cells)
	}
	return p
}

func (e *edition) previewColumns(d *dataset.Dataset, rows [][]dataset.Value) []int {
	place := map[string]int{}
	for i, f := range d.Fields {
		place[f.Name] = i
	}
	holds := func(i int) bool {
		return slices.ContainsFunc(rows, func(row []dataset.Value) bool { return row[i].Known() })
	}
	var columns []int
	for i, f := range d.Fields {
		_, label := place[f.Name+"_label_vi"]
		_, name := place[f.Name+"_name_vi"]
		other := otherLanguage(f.Name, e.lang)
		if label || name || other || f.List || f.Type == dataset.URI || !holds(i) {
			continue
		}
		if columns = append(columns, i); len(columns) == previewColumns {
			break
		}
	}
	return columns
}

// otherLanguage reports whether a column is the text in the language that the
// page is not in.
func otherLanguage(column, lang string) bool {
	suffix := "_en"
	if lang != "vi" {
		suffix = "_vi"
	}
	return len(column) > len(suffix) && column[len(column)-len(suffix):] == suffix
}

func (e *edition) dataCell(f dataset.Field, v dataset.Value) DataCell {
	text := v.String()
	cell := DataCell{Numeric: f.Type == dataset.Integer || f.Type == dataset.Number}
	switch {
	case text == "":
	case len(f.Allowed) > 0:
		if i := slices.IndexFunc(f.Allowed, func(c dataset.Choice) bool { return c.Code == text }); i >= 0 {
			text = cmp.Or(f.Allowed[i].Label.In(e.lang), text)
		}
	case f.Type == dataset.Date:
		text = e.day(text)
	case f.Type == dataset.Boolean && text == "true":
		text = e.say("yes")
	case f.Type == dataset.Boolean:
		text = e.say("no")
	case cell.Numeric && f.Unit.VI != "": // a number without a unit may be a year
		n, err := strconv.ParseFloat(text, 64)
		if err == nil {
			text = viet.Decimal(n, e.lang)
		}
	case utf8.RuneCountInString(text) > previewText:
		text = string([]rune(text)[:previewText-1]) + "…"
	}
	cell.Text = text
	return cell
}

func (e *edition) apiPage(c *dataset.Catalog) Page {
	model := APIPage{
		Intro:   []string{e.say("api_intro"), e.say("api_intro_links")},
		Start:   Link{Text: e.origin + "/api/v1/index.json", Href: e.file("/api/v1/index.json")},
		OpenAPI: Link{Text: "OpenAPI 3.1", Href: e.file("/api/v1/openapi.json")},
		Errors:  []string{e.say("api_error_404"), e.say("api_error_query"), e.say("api_error_retry")},
		Promise: []string{e.say("api_promise_add"), e.say("api_promise_keep"), e.say("api_promise_life")},
	}
	for _, d := range c.Datasets {
		if d.Kind == "" {
			continue
		}
		folder := "/api/v1/" + d.Kind + "/"
		model.Lists = append(model.Lists, APIList{
			Title: d.Title.In(e.lang), List: Link{Text: folder + "index.json", Href: e.file(folder + "index.json")}, Pattern: folder + "{id}.json",
			Schema: &Link{Text: d.Kind + ".schema.json", Href: e.file("/api/v1/schemas/" + d.Kind + ".schema.json")},
		})
	}
	for _, by := range []struct{ name, title string }{
		{"unit", e.say("api_by_unit")}, {"organization", e.say("api_by_organization")}, {"plan", e.say("api_by_plan")}, {"year", e.say("api_by_year")},
	} {
		folder := "/api/v1/by/" + by.name + "/"
		model.Indexes = append(model.Indexes, APIList{
			Title: by.title, List: Link{Text: folder + "index.json", Href: e.file(folder + "index.json")}, Pattern: folder + "{id}.json",
		})
	}
	model.Examples = codeExamples(e.origin, e.lang)
	h := heading{title: e.say("api_title"), description: e.say("api_intro"), trail: []Link{e.section(e.say("data_title"), dataAddress)}}
	return e.page(apiAddress, LayoutAPI, "", h, model)
}
