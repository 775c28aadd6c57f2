package dataset

import (
	"encoding/json"
	"fmt"
	"slices"

	"minhbach/schemas"
)

// object is a JSON object while a schema is put together.
type object = map[string]any

// schemaNames are the schemas that the API publishes, in order.
func schemaNames() []string {
	names := []string{schemas.Defs, "root", "index", "index-list"}
	for _, k := range kinds {
		names = append(names, k.name, k.name+"-list")
	}
	slices.Sort(names)
	return names
}

// schema makes a published schema. Those of records are made from the schemas
// that the records were checked against; they allow further fields, because a
// later release may add some.
func (a *api) schema(name string) object {
	s := a.makeSchema(name)
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["$id"] = a.href(schemaPath(name))
	return s
}

func (a *api) makeSchema(name string) object {
	switch name {
	case schemas.Defs:
		s := opened(schemas.Defs)
		parts := s["$defs"].(object)
		parts["links"] = linksSchema()
		parts["entry"] = object{
			"title": "Bản ghi trong danh sách", "x-en": object{"title": "Entry of a list"}, "type": "object",
			"properties": object{"id": object{"type": "string"}, "title": ref("wording"), "href": uriSchema()},
			"required":   []any{"id", "title", "href"},
		}
		parts["wording"] = object{
			"title": "Văn bản theo ngôn ngữ", "x-en": object{"title": "Text by language"}, "type": "object",
			"description": "Câu chữ theo từng ngôn ngữ; có thể thiếu một ngôn ngữ.",
			"properties":  object{"vi": object{"type": "string"}, "en": object{"type": "string"}},
		}
		return s
	case "root":
		return a.rootSchema()
	case "index":
		return a.indexSchema()
	case "index-list":
		return a.listSchema("index-list", defs("entry"))
	}
	for _, k := range kinds {
		switch name {
		case k.name:
			return a.recordSchema(k)
		case k.name + "-list":
			return a.listSchema(name, object{"$ref": k.name + ".schema.json"})
		}
	}
	panic("no schema called " + name)
}

// recordSchema is the schema of a record as the API gives it: with the address
// of its schema and with links.
func (a *api) recordSchema(k *kind) object {
	s := opened(k.name)
	delete(s, "examples")
	properties := s["properties"].(object)
	if k.name == "news" {
		newsProperties(properties)
	}
	properties["$schema"] = a.schemaConst(k.name)
	properties["links"] = defs("links")
	required := []any{"$schema", "id", "links"}
	for _, name := range s["required"].([]any) {
		if !slices.Contains(required, name) {
			required = append(required, name)
		}
	}
	if k.name == "news" {
		required = append(required, "address", "body")
	}
	s["required"] = required
	return s
}

// newsProperties turn the front matter of one language into an item in all.
func newsProperties(properties object) {
	for _, name := range []string{"title", "summary"} {
		property := properties[name].(object)
		properties[name] = object{
			"title": property["title"], "description": property["description"], "x-en": property["x-en"], "$ref": "defs.schema.json#/$defs/wording",
		}
	}
	delete(properties, "draft")
	properties["id"] = object{
		"title": "Mã tin", "description": "Năm và tên tệp của tin.", "x-en": object{"title": "Id", "description": "Year and file name of the item."},
		"$ref": "defs.schema.json#/$defs/id",
	}
	properties["address"] = object{
		"title": "Địa chỉ", "description": "Địa chỉ trang của tin, không kể ngôn ngữ.", "x-en": object{"title": "Address", "description": "Address of the item’s page, without the language."},
		"type": "string",
	}
	properties["body"] = object{
		"title": "Nội dung", "description": "Nội dung tin bằng Markdown.", "x-en": object{"title": "Body", "description": "Text of the item in Markdown."},
		"$ref": "defs.schema.json#/$defs/wording",
	}
}

func (a *api) listSchema(name string, items object) object {
	count := func(vi, en string) object {
		return object{"title": vi, "x-en": object{"title": en}, "type": "integer", "minimum": 0}
	}
	return object{
		"title": "Trang danh sách", "x-en": object{"title": "Page of a list"}, "type": "object",
		"properties": object{
			"$schema": a.schemaConst(name),
			"count":   count("Tổng số bản ghi", "Records in all"), "page": count("Trang số", "Number of this page"), "pages": count("Số trang", "Number of pages"),
			"links": defs("links"),
			"items": object{"title": "Các bản ghi", "x-en": object{"title": "Records"}, "type": "array", "maxItems": pageSize, "items": items},
		},
		"required": []any{"$schema", "count", "page", "pages", "links", "items"},
	}
}

func (a *api) indexSchema() object {
	kindNames := object{}
	for _, k := range kinds {
		kindNames[k.name] = object{"type": "array", "items": defs("entry")}
	}
	return object{
		"title": "Mục lục theo nơi, tổ chức, văn bản hoặc năm", "x-en": object{"title": "Index by unit, organisation, plan or year"}, "type": "object",
		"properties": object{
			"$schema": a.schemaConst("index"),
			"by":      object{"enum": []any{"unit", "organization", "plan", "year"}}, "id": object{"type": "string"}, "title": defs("wording"),
			"records": object{"type": "object", "properties": kindNames}, "links": defs("links"),
		},
		"required": []any{"$schema", "by", "id", "title", "records", "links"},
	}
}

func (a *api) rootSchema() object {
	list := func(item object, required ...any) object {
		return object{"type": "array", "items": object{"type": "object", "properties": item, "required": required}}
	}
	text := object{"type": "string"}
	return object{
		"title": "Lối vào API", "x-en": object{"title": "Entry to the API"}, "type": "object",
		"properties": object{
			"$schema": a.schemaConst("root"), "title": defs("wording"), "version": text, "data_as_of": defs("date"),
			"licence":  object{"type": "object", "properties": object{"id": text, "name": defs("wording"), "url": uriSchema()}, "required": []any{"id", "url"}},
			"lists":    list(object{"kind": text, "title": defs("wording"), "href": uriSchema(), "record_schema": uriSchema()}, "kind", "href", "record_schema"),
			"indexes":  list(object{"by": text, "href": uriSchema()}, "by", "href"),
			"datasets": object{"type": "array", "items": defs("entry")},
			"links":    defs("links"),
		},
		"required": []any{"$schema", "title", "version", "data_as_of", "lists", "indexes", "datasets", "links"},
	}
}

func (a *api) schemaConst(name string) object {
	return object{"title": "Lược đồ", "x-en": object{"title": "Schema"}, "type": "string", "const": a.href(schemaPath(name))}
}

func linksSchema() object {
	return object{
		"title": "Liên kết", "x-en": object{"title": "Links"}, "type": "object",
		"description": "Địa chỉ của chính tệp này, của trang, và của những bản ghi liên quan, theo tên trường.",
		"properties":  object{"self": uriSchema()}, "required": []any{"self"},
		"additionalProperties": object{"anyOf": []any{uriSchema(), object{"type": "array", "items": uriSchema()}}},
	}
}

func uriSchema() object { return object{"type": "string", "format": "uri"} }

// ref refers to a shared part from within the file of shared parts, defs from
// any other.
func ref(part string) object  { return object{"$ref": "#/$defs/" + part} }
func defs(part string) object { return object{"$ref": "defs.schema.json#/$defs/" + part} }

// opened reads a schema and lets its objects have further fields.
func opened(name string) object {
	raw, err := schemas.Read(name)
	if err != nil {
		panic(err) // the schemas are part of the program
	}
	var s object
	if err := json.Unmarshal(raw, &s); err != nil {
		panic(fmt.Sprintf("schema %s: %v", name, err))
	}
	open(s)
	return s
}

func open(v any) {
	switch v := v.(type) {
	case object:
		if v["additionalProperties"] == false {
			delete(v, "additionalProperties")
		}
		for _, inner := range v {
			open(inner)
		}
	case []any:
		for _, inner := range v {
			open(inner)
		}
	}
}
