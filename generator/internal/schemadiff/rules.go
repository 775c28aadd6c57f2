package schemadiff

import (
	"maps"
	"reflect"
	"slices"
)

// nodes compares one place in both versions. What both take from the same
// shared part is compared there, once.
func (c *comparison) nodes(path string, old, now node) {
	if ref := old["$ref"]; ref == nil || ref != now["$ref"] {
		old, now = resolve(c.old, c.schema, old), resolve(c.now, c.schema, now)
	}
	c.types(path, old, now)
	c.codes(path, old, now)
	c.meaning(path, old, now)
	c.bounds(path, old, now)
	c.properties(path, old, now)
	if a, b := object(old["items"]), object(now["items"]); a != nil && b != nil {
		c.nodes(path+"[]", a, b)
	} else if (a == nil) != (b == nil) {
		c.add(path, Major, "đổi cách ghi danh sách", "the elements of the list are described anew")
	}
	if c.differ(old, now, "allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentRequired", "pattern") {
		c.add(path, Minor, "đổi điều kiện hoặc dạng chữ", "a condition or the pattern changed")
	}
	if c.differ(old, now, "title", "description", "x-en", "examples", "x-pattern", "x-rule", "uniqueItems", "additionalProperties", "default") {
		c.add(path, Patch, "đổi lời giải thích", "the explanation changed")
	}
}

func (c *comparison) differ(old, now node, keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return !reflect.DeepEqual(old[key], now[key]) })
}

// types: a value of a type that could not be there breaks a reader; one type
// fewer does not.
func (c *comparison) types(path string, old, now node) {
	before, after := texts(old["type"]), texts(now["type"])
	if len(before) == 0 {
		return // could be anything already
	}
	if len(after) == 0 {
		c.add(path, Major, "không còn nói rõ kiểu (trước là %v)", "no longer says its type (was %v)", before)
		return
	}
	fewer := len(after) < len(before)
	for _, t := range after {
		if !slices.Contains(before, t) {
			if t == "integer" && slices.Contains(before, "number") {
				fewer = true
				continue
			}
			c.add(path, Major, "đổi kiểu từ %v sang %v", "type changed from %v to %v", before, after)
			return
		}
	}
	if fewer {
		c.add(path, Minor, "kiểu hẹp hơn: %v", "narrower type: %v", after)
	}
}

// texts are one text or a list of texts.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var list []string
		for _, item := range v {
			if s, ok := item.(string); ok {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}

// codes: a list of codes may grow; a code that is taken away, or a list that is
// no longer closed, is a promise broken.
func (c *comparison) codes(path string, old, now node) {
	before, after := texts(old["enum"]), texts(now["enum"])
	switch {
	case before == nil && after == nil:
	case before == nil:
		c.add(path, Minor, "chỉ còn nhận các mã %v", "holds only the codes %v", after)
	case after == nil:
		c.add(path, Major, "không còn giới hạn trong các mã %v", "no longer limited to the codes %v", before)
	default:
		for _, code := range before {
			if !slices.Contains(after, code) {
				c.add(path, Major, "bỏ mã %q", "code %q removed", code)
			}
		}
		for _, code := range after {
			if !slices.Contains(before, code) {
				c.add(path, Minor, "thêm mã %q", "code %q added", code)
			}
		}
	}
	if c.differ(old, now, "const") {
		level := Major
		if path == "$schema" {
			level = Patch // where a file finds its schema
		}
		c.add(path, level, "đổi giá trị cố định", "the constant changed")
	}
}

// meaning: the same text in another form, or of another list, is another thing.
func (c *comparison) meaning(path string, old, now node) {
	for _, key := range []string{"format", "x-reference", "x-vocab"} {
		switch a, b := old[key], now[key]; {
		case a == b:
		case a == nil:
			c.add(path, Minor, "nói rõ thêm %s: %v", "now says its %s: %v", key, b)
		default:
			c.add(path, Major, "đổi %s từ %v sang %v", "%s changed from %v to %v", key, a, b)
		}
	}
}

// bounds: a wider range is something new for readers, a narrower one is not.
func (c *comparison) bounds(path string, old, now node) {
	wider := func(key string, looser func(a, b float64) bool) {
		a, had := old[key].(float64)
		b, has := now[key].(float64)
		switch {
		case had && (!has || looser(a, b)):
			c.add(path, Minor, "nới %s", "%s is wider", key)
		case has && (!had || a != b):
			c.add(path, Patch, "siết %s", "%s is narrower", key)
		}
	}
	for _, key := range []string{"minimum", "minLength", "minItems", "exclusiveMinimum"} {
		wider(key, func(a, b float64) bool { return b < a })
	}
	for _, key := range []string{"maximum", "maxLength", "maxItems", "exclusiveMaximum"} {
		wider(key, func(a, b float64) bool { return b > a })
	}
}

func (c *comparison) properties(path string, old, now node) {
	before, after := object(old["properties"]), object(now["properties"])
	for _, name := range slices.Sorted(maps.Keys(union(before, after))) {
		at := name
		if path != "" {
			at = path + "." + name
		}
		a, b := object(before[name]), object(after[name])
		switch {
		case a == nil:
			c.add(at, Minor, "thêm trường", "field added")
		case b == nil:
			c.add(at, Major, "bỏ trường", "field removed")
		default:
			c.nodes(at, a, b)
		}
	}
	required, still := texts(old["required"]), texts(now["required"])
	for _, name := range required {
		if after[name] != nil && !slices.Contains(still, name) {
			c.add(name, Major, "trường trước đây luôn có nay có thể vắng", "a field that was always there may now be absent")
		}
	}
	for _, name := range still {
		if before[name] != nil && !slices.Contains(required, name) {
			c.add(name, Minor, "trường nay luôn có", "the field is now always there")
		}
	}
}
