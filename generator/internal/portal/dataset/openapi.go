package dataset

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"minhbach/schemas"
)

// apiVersion is raised when the API changes: the first number, which is also in
// the address, when something is taken away or changes its meaning; the second
// when something is added.
const apiVersion = "1.0.0"

// openAPI describes the API in OpenAPI 3.1, with the published schemas as its
// components and real responses as its examples.
func (a *api) openAPI() (any, error) {
	components := object{}
	for _, name := range schemaNames() {
		s := a.schema(name)
		if name == schemas.Defs {
			for part, body := range s["$defs"].(object) {
				components[part] = inComponents(body)
			}
			continue
		}
		delete(s, "$id")
		delete(s, "$schema")
		components[name] = inComponents(s)
	}
	paths, err := a.paths()
	if err != nil {
		return nil, err
	}
	tags := []object{{"name": "root", "description": "Lối vào API. Entry to the API."}}
	for _, k := range kinds {
		tags = append(tags, object{"name": k.name, "description": k.description.VI + " " + k.description.EN})
	}
	tags = append(tags, object{"name": "by", "description": "Mục lục theo nơi, tổ chức, văn bản, năm. Indexes by unit, organisation, plan and year."})
	return object{
		"openapi": "3.1.1",
		"info": object{
			"title": a.site.Title.VI + " API", "version": apiVersion,
			"summary":     "Dữ liệu công khai dạng JSON tĩnh. Public data as static JSON.",
			"description": apiDescription,
			"license":     object{"name": a.site.Licence.Name.In("en"), "identifier": a.site.Licence.ID},
			"contact":     object{"name": a.site.Publisher.Name.VI, "email": a.site.Publisher.Email},
		},
		"servers":    []object{{"url": a.origin, "description": a.site.Title.VI}},
		"security":   []any{},
		"tags":       tags,
		"paths":      paths,
		"components": object{"schemas": components},
	}, nil
}

const apiDescription = "Mỗi bản ghi và mỗi danh sách là một tệp JSON ở một địa chỉ không đổi. Không cần khóa, không có tham số truy vấn. " +
	"Địa chỉ không có tệp trả về 404 với một trang HTML. Trong một phiên bản (v1), trường và địa chỉ có thể được thêm, không bị bỏ hay đổi nghĩa; " +
	"hãy bỏ qua những trường chưa biết.\n\n" +
	"Every record and every list is a JSON file at a permanent address. There are no keys and no query parameters. " +
	"An address without a file answers 404 with an HTML page. Within a version (v1) fields and addresses may be added, " +
	"and are never taken away or given another meaning; ignore fields that you do not know."

// paths are the addresses of the API with an example of each. A kind without a
// record has no record to describe yet, but its list.
func (a *api) paths() (object, error) {
	paths := object{}
	root, err := plain(a.root())
	if err != nil {
		return nil, err
	}
	paths[apiRoot+"index.json"] = operation("root", "getRoot", "Lối vào API / Entry to the API", "root", nil, root)
	for _, k := range kinds {
		name := operationName(k.name)
		summary := k.title.VI + " / " + k.title.EN
		paths[listPath(k.name)] = operation(k.name, "list"+name, summary, k.name+"-list", nil, nil)
		paths[listPageTemplate(k.name)] = operation(k.name, "list"+name+"Page", summary+": trang / page", k.name+"-list", pageParameter(), nil)
		records := a.records[k.name]
		if len(records) == 0 {
			continue
		}
		first, err := a.record(k, records[0])
		if err != nil {
			return nil, err
		}
		var example any
		if err := json.Unmarshal(first, &example); err != nil {
			return nil, err
		}
		paths[recordPath(k.name, "{id}")] = operation(k.name, "get"+name, summary+": bản ghi / record", k.name, idParameter(idOf(records[0])), example)
	}
	for _, by := range slices.Sorted(maps.Keys(a.indexes)) {
		folder := "by/" + string(by)
		name := "By" + operationName(string(by))
		paths[listPath(folder)] = operation("by", "list"+name, "Mục lục / Index by "+string(by), "index-list", nil, nil)
		paths[listPageTemplate(folder)] = operation("by", "list"+name+"Page", "Mục lục / Index by "+string(by)+": trang / page", "index-list", pageParameter(), nil)
		ids := slices.Sorted(maps.Keys(a.indexes[by]))
		if len(ids) == 0 {
			continue
		}
		example, err := plain(a.index(by, ids[0]))
		if err != nil {
			return nil, err
		}
		paths[indexPath(by, "{id}")] = operation("by", "get"+name, "Mọi bản ghi / All records of one "+string(by), "index", idParameter(ids[0]), example)
	}
	return paths, nil
}

func listPageTemplate(folder string) string { return apiRoot + folder + "/page-{page}.json" }

func operationName(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

// operation is one GET, which is all that a static server knows.
func operation(tag, id, summary, schema string, parameters []object, example any) object {
	content := object{"schema": object{"$ref": "#/components/schemas/" + schema}}
	if example != nil {
		content["examples"] = object{"first": object{"summary": "Câu trả lời thật / A real response", "value": example}}
	}
	get := object{
		"operationId": id, "summary": summary, "tags": []string{tag},
		"responses": object{
			"200": object{"description": "Tệp JSON / The JSON file", "content": object{"application/json": content}},
			"404": object{"description": "Không có tệp ở địa chỉ này; trả về một trang HTML / No file at this address; an HTML page is returned"},
		},
	}
	if parameters != nil {
		get["parameters"] = parameters
	}
	return object{"get": get}
}

func idParameter(example string) []object {
	return []object{{
		"name": "id", "in": "path", "required": true, "description": "Mã bản ghi / Id of the record",
		"schema": object{"type": "string"}, "example": example,
	}}
}

func pageParameter() []object {
	return []object{{
		"name": "page", "in": "path", "required": true, "description": "Số trang, từ 1 / Number of the page, from 1",
		"schema": object{"type": "integer", "minimum": 1}, "example": 1,
	}}
}

// inComponents makes references lead to the components of the document.
func inComponents(v any) any {
	switch v := v.(type) {
	case object:
		made := make(object, len(v))
		for key, inner := range v {
			if target, ok := inner.(string); ok && key == "$ref" {
				_, part, found := strings.Cut(target, "#/$defs/")
				if !found {
					part = strings.TrimSuffix(target, ".schema.json")
				}
				made[key] = "#/components/schemas/" + part
				continue
			}
			made[key] = inComponents(inner)
		}
		return made
	case []any:
		made := make([]any, len(v))
		for i, inner := range v {
			made[i] = inComponents(inner)
		}
		return made
	}
	return v
}

// plain is a value as JSON sees it.
func plain(v any) (any, error) {
	data, err := compact(v)
	if err != nil {
		return nil, err
	}
	var p any
	return p, json.Unmarshal(data, &p)
}
