package dataset

import "minhbach/generator/internal/record"

// csvw describes the plain CSV of a dataset as CSV on the Web does. The header
// of the file is the title in no language; the titles that people read stand
// beside it.
func (c *Catalog) csvw(d *Dataset) object {
	columns := make([]object, 0, len(d.Fields))
	for _, f := range d.Fields {
		column := object{
			"name": f.Name, "titles": object{"und": f.Name, "vi": f.Title.VI, "en": f.Title.In("en")},
			"dc:description": inLanguages(f.Meaning), "datatype": csvwType(f.Type), "required": f.Required,
		}
		if f.List {
			column["separator"] = listSeparator
		}
		columns = append(columns, column)
	}
	schema := object{"columns": columns}
	if keys := d.keys(); len(keys) > 0 {
		schema["primaryKey"] = keys
	}
	notes := make([]any, 0, len(d.Notes))
	for _, n := range d.Notes {
		notes = append(notes, inLanguages(n))
	}
	made := object{
		"@context": []any{"http://www.w3.org/ns/csvw", object{"@language": "vi"}},
		"url":      d.ID + formatCSV.Suffix, "dc:title": inLanguages(d.Title), "dc:description": inLanguages(d.Description),
		"dc:publisher": inLanguages(d.Publisher.Name), "dc:license": object{"@id": d.Licence.URL},
		"dc:modified": object{"@value": d.AsOf, "@type": "xsd:date"}, "dc:source": object{"@id": c.page(d)},
		"schema:version": d.Version, "rdfs:comment": notes,
		"dialect":     object{"encoding": "utf-8", "delimiter": ",", "lineTerminators": []string{"\r\n"}, "header": true},
		"tableSchema": schema,
	}
	return made
}

func csvwType(t Type) string {
	if t == URI {
		return "anyURI"
	}
	return string(t)
}

// inLanguages is a text as JSON-LD writes one in several languages.
func inLanguages(t record.Text) []any {
	values := []any{object{"@value": t.VI, "@language": "vi"}}
	if t.EN != "" {
		values = append(values, object{"@value": t.EN, "@language": "en"})
	}
	return values
}
