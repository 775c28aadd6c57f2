package dataset

// dcatUS is the catalog as DCAT-US 1.1 (Project Open Data) wants it. The two
// codes of federal agencies are left out: this publisher is none.
func (c *Catalog) dcatUS() object {
	datasets := make([]object, 0, len(c.Datasets))
	for _, d := range c.Datasets {
		distributions := make([]object, 0, len(c.distributions[d.ID]))
		for _, f := range c.distributions[d.ID] {
			distributions = append(distributions, object{
				"@type": "dcat:Distribution", "title": f.Title.VI, "description": f.Note.VI, "downloadURL": c.url(f.Path), "mediaType": f.MediaType, "format": f.Title.In("en"),
			})
		}
		made := object{
			"@type": "dcat:Dataset", "identifier": c.page(d), "title": d.Title.VI, "description": d.Description.VI, "keyword": d.keywords("vi"),
			"modified": d.AsOf, "publisher": object{"@type": "org:Organization", "name": d.Publisher.Name.VI},
			"contactPoint": object{"@type": "vcard:Contact", "fn": d.Publisher.Name.VI, "hasEmail": "mailto:" + d.Publisher.Email},
			"accessLevel":  "public", "license": d.Licence.URL, "landingPage": c.page(d), "language": []string{"vi", "en"},
			"accrualPeriodicity": d.Frequency.us, "describedBy": c.url(d.Path(formatCSV) + "-metadata.json"), "describedByType": "application/csvm+json",
			"distribution": distributions,
		}
		if t := d.Temporal; t != nil {
			made["temporal"] = t.From + "/" + t.To
		}
		if place := d.spatial("vi"); place != "" {
			made["spatial"] = place
		}
		datasets = append(datasets, made)
	}
	return object{
		"@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld", "@id": c.url("data.json"), "@type": "dcat:Catalog",
		"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
		"dataset": datasets,
	}
}
