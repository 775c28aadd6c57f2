package dataset

import (
	"strings"

	"minhbach/generator/internal/record"
)

// SchemaOrg is the dataset as schema.org describes it, for the page in lang.
// The result is JSON without <, > and &, safe within a script element.
func (c *Catalog) SchemaOrg(d *Dataset, lang string) object {
	files := make([]object, 0, len(c.distributions[d.ID]))
	for _, f := range c.distributions[d.ID] {
		files = append(files, object{
			"@type": "DataDownload", "name": f.Title.In(lang), "contentUrl": c.url(f.Path), "encodingFormat": f.MediaType, "sha256": f.SHA256,
		})
	}
	variables := make([]object, 0, len(d.Fields))
	for _, f := range d.Fields {
		v := object{"@type": "PropertyValue", "name": f.Name, "description": f.Title.In(lang) + ". " + f.Meaning.In(lang)}
		if f.Unit.VI != "" {
			v["unitText"] = f.Unit.In(lang)
		}
		variables = append(variables, v)
	}
	publisher := object{"@type": "Organization", "name": d.Publisher.Name.In(lang), "email": d.Publisher.Email}
	if d.Publisher.URL != "" {
		publisher["url"] = d.Publisher.URL
	}
	made := object{
		"@context": "https://schema.org/", "@type": "Dataset", "@id": c.page(d) + "#dataset",
		"name": d.Title.In(lang), "description": d.Description.In(lang) + " " + d.Notes[0].In(lang), "url": c.page(d), "identifier": c.page(d),
		"license": d.Licence.URL, "isAccessibleForFree": true, "creator": publisher, "publisher": publisher, "inLanguage": []string{"vi", "en"},
		"keywords": d.keywords(lang), "version": d.Version, "dateModified": d.AsOf,
		"includedInDataCatalog": object{"@type": "DataCatalog", "name": c.site.Title.In(lang), "url": c.url("du-lieu/")},
		"variableMeasured":      variables, "distribution": files,
	}
	if t := d.Temporal; t != nil {
		made["temporalCoverage"] = t.From + "/" + t.To
	}
	if len(d.Spatial) > 0 {
		places := make([]object, 0, len(d.Spatial))
		for _, p := range d.Spatial {
			places = append(places, object{"@type": "Place", "name": p.In(lang)})
		}
		made["spatialCoverage"] = places
	}
	return made
}

// keywords of every dataset and of this one.
func (d *Dataset) keywords(lang string) []string {
	list := []string{record.Text{VI: "giảm nghèo", EN: "poverty reduction"}.In(lang)}
	for _, k := range d.Keywords {
		list = append(list, k.In(lang))
	}
	return list
}

func (d *Dataset) spatial(lang string) string {
	names := make([]string, 0, len(d.Spatial))
	for _, p := range d.Spatial {
		names = append(names, p.In(lang))
	}
	return strings.Join(names, "; ")
}
