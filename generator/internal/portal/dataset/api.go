package dataset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
	project "minhbach/generator/internal/source"
)

// The static API: one file for each record, lists in pages of a fixed size, and
// indexes by unit, organisation, plan and year. Every file names its schema and
// links to its neighbours.
const (
	apiRoot  = "/api/v1/"
	pageSize = 100
)

func recordPath(kind, id string) string { return apiRoot + kind + "/" + id + ".json" }
func listPath(folder string) string     { return apiRoot + folder + "/index.json" }
func schemaPath(name string) string     { return apiRoot + "schemas/" + name + ".schema.json" }
func indexPath(by indexBy, id string) string {
	return recordPath("by/"+string(by), id)
}

func listPage(folder string, n int) string {
	return apiRoot + folder + "/page-" + strconv.Itoa(n) + ".json"
}

// api makes the files of the static API.
type api struct {
	*book
	site     record.Site
	datasets []*Dataset
	shapes   map[string]*shape
	indexes  map[indexBy]map[string]entries
	steps    map[string]map[string][]string // commitment to the ids of its activities, outcomes and news
	keys     *keys
	again    func(path string, key kept.Digest) (Sum, bool)
}

// entry is a record in a list or index.
type entry struct {
	ID    string      `json:"id"`
	Title record.Text `json:"title"`
	Href  string      `json:"href"`
}

func newAPI(b *book, site record.Site, datasets []*Dataset) *api {
	a := &api{book: b, site: site, datasets: datasets, shapes: map[string]*shape{}}
	for _, k := range kinds {
		a.shapes[k.name] = readShape(k.name)
		a.shapes[k.name].bind(k.typ)
	}
	a.indexRecords()
	return a
}

func (a *api) href(path string) string { return a.origin + path }

// emit hands over one file of the API.
type emit func(path string, write func(io.Writer) error) error

// bytes hands over a file that is already there.
func (e emit) bytes(path string, data []byte) error {
	return e(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// document hands over a value as JSON.
func (e emit) document(path string, v any) error {
	data, err := marshal(v)
	if err != nil {
		return err
	}
	return e.bytes(path, data)
}

// write makes every file of the API.
func (a *api) write(out emit) error {
	for _, k := range kinds {
		if err := a.writeKind(k, out); err != nil {
			return err
		}
	}
	if err := a.writeIndexes(out); err != nil {
		return err
	}
	for _, name := range schemaNames() {
		if err := out.document(schemaPath(name), a.schema(name)); err != nil {
			return err
		}
	}
	if err := out.document(apiRoot+"index.json", a.root()); err != nil {
		return err
	}
	spec, err := a.openAPI()
	if err != nil {
		return err
	}
	return out.document(apiRoot+"openapi.json", spec)
}

// writeKind makes the records and lists of one kind.
func (a *api) writeKind(k *kind, out emit) error {
	records := a.records[k.name]
	keys := make([]kept.Digest, len(records))
	for i, r := range records {
		id := idOf(r)
		keys[i] = a.keys.ofEntries(a.keys.key("record").Add(a.keys.row(k.name, id)), a.steps[id])
	}
	return a.writeList(k.name, k.name+"-list", len(records), out, list{
		key:   func(i int) kept.Digest { return keys[i] },
		item:  func(i int) ([]byte, error) { return a.record(k, records[i]) },
		alone: func(i int) string { return recordPath(k.name, idOf(records[i])) },
	})
}

// below is a path below the output folder.
func below(path string) string { return strings.TrimPrefix(path, "/") }

// list is what stands on the pages of a list.
type list struct {
	key   func(i int) kept.Digest // of all that an item is made from
	item  func(i int) ([]byte, error)
	alone func(i int) string // path of the file of the item alone; nil: it has none
}

// idOf is the id of a record, which stands second in its head, or in itself where it
// has none. It is asked for so often that its name is not looked for.
func idOf(r reflect.Value) string {
	if head := r.Field(0); head.Kind() == reflect.Struct {
		r = head
	}
	return r.Field(1).String()
}

// record is a record as JSON on one line, with its schema and links.
func (a *api) record(k *kind, r reflect.Value) ([]byte, error) {
	published := reflect.New(k.typ).Elem()
	published.Set(r)
	published.FieldByName("Schema").SetString(a.href(schemaPath(k.name)))
	data, err := compact(published.Interface())
	if err != nil {
		return nil, err
	}
	links, err := compact(a.links(k, r))
	if err != nil {
		return nil, err
	}
	data = append(data[:len(data)-1], `,"links":`...)
	return append(append(data, links...), '}'), nil
}

// links lead from a record to its page, its list, and the records it names.
func (a *api) links(k *kind, r reflect.Value) map[string]any {
	id := idOf(r)
	links := map[string]any{"self": a.href(recordPath(k.name, id)), "list": a.href(listPath(k.name))}
	if page := a.page(k.name, id); page != "" {
		links["page"] = page
	}
	for _, ref := range references(r, a.shapes[k.name]) {
		targets := make([]string, len(ref.ids))
		for i, target := range ref.ids {
			targets[i] = a.href(recordPath(ref.kind, target))
		}
		if ref.many {
			links[ref.field] = targets
		} else {
			links[ref.field] = targets[0]
		}
	}
	for by, kindName := range indexedKinds {
		if kindName == k.name {
			links["index"] = a.href(indexPath(by, id))
		}
	}
	if k.name == "commitments" {
		for of, ids := range a.steps[id] {
			targets := make([]string, len(ids))
			for i, step := range ids {
				targets[i] = a.href(recordPath(of, step))
			}
			links[of] = targets
		}
	}
	return links
}

// writeList makes the pages of a list, and the files of its items; index.json is the
// first page. What stands in both is made once.
func (a *api) writeList(folder, schema string, count int, out emit, l list) error {
	pages := max(1, (count+pageSize-1)/pageSize)
	return project.Each(pages, func(n int) error { return a.writePage(folder, schema, n+1, pages, count, out, l) })
}

func (a *api) writePage(folder, schema string, n, pages, count int, out emit, l list) error {
	from := (n - 1) * pageSize
	made := make([][]byte, min(n*pageSize, count)-from)
	item := func(i int) (_ []byte, err error) {
		if made[i] == nil {
			made[i], err = l.item(from + i)
		}
		return made[i], err
	}
	key := a.keys.key("list").Text(folder).Int(int64(n)).Int(int64(count))
	for i := range made {
		key.Add(l.key(from + i))
		if l.alone == nil {
			continue
		}
		path := l.alone(from + i)
		if _, ok := a.again(below(path), l.key(from+i)); ok {
			continue
		}
		data, err := item(i)
		if err != nil {
			return err
		}
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, data, "", "  "); err != nil {
			return fmt.Errorf("record %s: %w", path, err)
		}
		pretty.WriteByte('\n')
		if err := out.bytes(path, pretty.Bytes()); err != nil {
			return err
		}
	}
	paths := []string{listPage(folder, n)}
	if n == 1 {
		paths = append(paths, listPath(folder))
	}
	page := a.keys.end(key)
	for _, path := range paths {
		if _, ok := a.again(below(path), page); ok {
			continue
		}
		data, err := a.listed(folder, schema, path, n, pages, count, len(made), item)
		if err != nil {
			return err
		}
		if err := out.bytes(path, data); err != nil {
			return err
		}
	}
	return nil
}

// listed is a page of a list.
func (a *api) listed(folder, schema, self string, n, pages, count, items int, item func(int) ([]byte, error)) ([]byte, error) {
	links := map[string]string{"self": a.href(self), "first": a.href(listPage(folder, 1)), "last": a.href(listPage(folder, pages))}
	if n > 1 {
		links["prev"] = a.href(listPage(folder, n-1))
	}
	if n < pages {
		links["next"] = a.href(listPage(folder, n+1))
	}
	encoded, err := compact(links)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"$schema\": %q,\n  \"count\": %d,\n  \"page\": %d,\n  \"pages\": %d,\n  \"links\": %s,\n  \"items\": [",
		a.href(schemaPath(schema)), count, n, pages, encoded)
	separator := "\n    "
	for i := range items {
		data, err := item(i)
		if err != nil {
			return nil, err
		}
		b.WriteString(separator)
		b.Write(data)
		separator = ",\n    "
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), nil
}

// root is the way into the API.
func (a *api) root() any {
	type listed struct {
		Kind   string      `json:"kind"`
		Title  record.Text `json:"title"`
		Href   string      `json:"href"`
		Schema string      `json:"record_schema"`
	}
	type by struct {
		By   string `json:"by"`
		Href string `json:"href"`
	}
	root := struct {
		Schema   string            `json:"$schema"`
		Title    record.Text       `json:"title"`
		Version  string            `json:"version"`
		AsOf     string            `json:"data_as_of"`
		Licence  record.Licence    `json:"licence"`
		Lists    []listed          `json:"lists"`
		Indexes  []by              `json:"indexes"`
		Datasets []entry           `json:"datasets"`
		Links    map[string]string `json:"links"`
	}{
		Schema: a.href(schemaPath("root")), Title: a.site.Title, Version: apiVersion, AsOf: a.site.DataAsOf, Licence: a.site.Licence,
		Links: map[string]string{
			"self": a.href(apiRoot + "index.json"), "openapi": a.href(apiRoot + "openapi.json"), "page": a.href("/du-lieu/api/"),
			"dcat_ap": a.href("/catalog.jsonld"), "dcat_us": a.href("/data.json"), "datapackage": a.href("/datapackage.json"),
		},
	}
	for _, k := range kinds {
		root.Lists = append(root.Lists, listed{k.name, k.title, a.href(listPath(k.name)), a.href(schemaPath(k.name))})
	}
	for _, name := range slices.Sorted(maps.Keys(a.indexes)) {
		root.Indexes = append(root.Indexes, by{string(name), a.href(listPath("by/" + string(name)))})
	}
	for _, d := range a.datasets {
		root.Datasets = append(root.Datasets, entry{d.ID, d.Title, a.href("/" + d.Path(formatJSON))})
	}
	return root
}
