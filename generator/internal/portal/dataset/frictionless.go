package dataset

// dataPackage describes all files as a Data Package 2.0. The plain CSV of each
// dataset is its table; the other formats are listed beside it.
func (c *Catalog) dataPackage() object {
	var resources []object
	for _, d := range c.Datasets {
		for _, f := range c.distributions[d.ID] {
			resources = append(resources, c.resource(d, f))
		}
	}
	return object{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
		"name":    "minh-bach", "id": c.url("datapackage.json"),
		"title": c.site.Title.VI, "description": c.site.Description.VI, "homepage": c.url("du-lieu/"),
		"version": c.version(), "created": c.site.DataAsOf + "T00:00:00+07:00", "licenses": []object{c.license()},
		"contributors": []object{{"title": c.site.Publisher.Name.VI, "email": c.site.Publisher.Email, "roles": []string{"publisher"}}},
		"keywords":     []string{"giảm nghèo", "cam kết", "poverty", "Viet Nam"},
		"resources":    resources,
	}
}

func (c *Catalog) version() string {
	if c.options.Version != "" {
		return c.options.Version
	}
	return c.site.DataAsOf
}

func (c *Catalog) license() object {
	return object{"name": c.site.Licence.ID, "title": c.site.Licence.Name.In("en"), "path": c.site.Licence.URL}
}

func (c *Catalog) resource(d *Dataset, f Distribution) object {
	r := object{
		"name": d.ID + "-" + f.ID, "path": f.Path, "title": d.Title.VI, "description": d.Description.VI, "mediatype": f.MediaType,
		"format": f.ID, "bytes": f.Bytes, "hash": "sha256:" + f.SHA256, "licenses": []object{c.license()}, "encoding": "utf-8",
		"sources": []object{{"title": d.Publisher.Name.VI, "path": c.page(d)}},
	}
	switch f.ID {
	case formatCSV.ID:
		r["name"], r["format"], r["type"] = d.ID, "csv", "table"
		r["dialect"] = object{"$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": true}
		r["schema"] = d.tableSchema()
	case formatCSVExcel.ID:
		r["format"] = "csv"
	case formatXLSX.ID, formatParquet.ID:
		delete(r, "encoding")
	}
	if d.Synthetic {
		r["synthetic"] = true
	}
	return r
}

// tableSchema is the dictionary of a dataset as a Table Schema 2.0.
func (d *Dataset) tableSchema() object {
	fields := make([]object, 0, len(d.Fields))
	for _, f := range d.Fields {
		fields = append(fields, f.tableField())
	}
	s := object{
		"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": fields, "fieldsMatch": []string{"exact"},
		"missingValues": []string{""},
	}
	if keys := d.keys(); len(keys) > 0 {
		s["primaryKey"] = keys
	}
	return s
}

func (f Field) tableField() object {
	made := object{"name": f.Name, "title": f.Title.VI, "description": f.Meaning.VI, "title_en": f.Title.In("en"), "description_en": f.Meaning.In("en")}
	if f.Unit.VI != "" {
		made["unit"] = f.Unit.VI
	}
	typ := string(f.Type)
	if f.Type == URI {
		typ = "string"
	}
	if f.List {
		// Table Schema 2.0 has lists, its official profile has not: the values
		// are declared as a text, with what a list would say beside it.
		made["type"], made["itemType"], made["delimiter"] = "string", typ, listSeparator
		return made
	}
	made["type"] = typ
	constraints := object{}
	if f.Required {
		constraints["required"] = true
	}
	if len(f.Allowed) > 0 && f.Type == String {
		codes, categories := make([]string, 0, len(f.Allowed)), make([]object, 0, len(f.Allowed))
		for _, a := range f.Allowed {
			codes = append(codes, a.Code)
			category := object{"value": a.Code}
			if a.Label.VI != "" {
				category["label"] = a.Label.VI
			}
			categories = append(categories, category)
		}
		constraints["enum"], made["categories"] = codes, categories
	}
	if f.Type == Integer || f.Type == Number {
		if f.Minimum != nil {
			constraints["minimum"] = *f.Minimum
		}
		if f.Maximum != nil {
			constraints["maximum"] = *f.Maximum
		}
	}
	if f.Type == URI {
		made["format"] = "uri"
	}
	if len(constraints) > 0 {
		made["constraints"] = constraints
	}
	return made
}
