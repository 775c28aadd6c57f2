// Package settings overlays data/site.json with MINHBACH_… variables and flags,
// by viper, and checks the result. A wrong value is a located problem: in the
// file, at the variable's name or at the flag.
package settings

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/viper"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

// Path is the settings file of a project.
const Path = "data/site.json"

const prefix = "MINHBACH_"

// reserved are variables that are no settings: secrets and the like, read where
// they are needed.
var reserved = []string{"MINHBACH_CELL_KEY", "MINHBACH_MICRODATA_IDENTITY", "MINHBACH_SIGNING_KEY", "MINHBACH_SSH_KEY", "MINHBACH_SSH_KNOWN_HOSTS"}

// flagKeys maps the flags of the command line to the keys they set.
var flagKeys = map[string]string{"base-url": "baseUrl", "microdata": "microdata"}

// Load returns the settings of a project. Problems inside data/site.json itself
// are left to check, which validates it with every other file.
func Load(p *source.Project, environ []string, flags map[string]string) (record.Site, []diag.Problem) {
	file := p.File(Path)
	if file == nil {
		return record.Site{}, nil
	}
	v := viper.New()
	v.SetConfigType("json")
	if err := v.ReadConfig(strings.NewReader(file.Text)); err != nil {
		return record.Site{}, nil // check says why
	}
	o := overlay{v: v, keys: keys(reflect.TypeFor[record.Site](), ""), origin: map[string]string{}}
	o.environment(environ)
	for _, name := range slices.Sorted(maps.Keys(flags)) {
		o.set(flagKeys[name], "--"+name, flags[name])
	}
	merged := o.merged()
	o.problems = append(o.problems, check.Overlay(source.KindSite, merged, o.origin)...)
	var site record.Site
	if err := json.Unmarshal(merged, &site); err != nil {
		return record.Site{}, o.problems // a wrong type: it has been told, here or by check
	}
	return site, o.problems
}

// overlay collects what the environment and the flags change.
type overlay struct {
	v        *viper.Viper
	keys     map[string]reflect.Type // dotted path of each leaf: its type
	origin   map[string]string       // dotted path: the variable or flag that set it
	problems []diag.Problem
}

// environment applies every MINHBACH_… variable.
func (o *overlay) environment(environ []string) {
	byName := map[string]string{}
	for key := range o.keys {
		for _, name := range Variables(key) {
			byName[name] = key
		}
	}
	for _, entry := range slices.Sorted(slices.Values(environ)) {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, prefix) || slices.Contains(reserved, name) {
			continue
		}
		if key, ok := byName[name]; ok {
			o.set(key, name, value)
			continue
		}
		o.problems = append(o.problems, diag.Problem{
			Pos: diag.Pos{Path: name}, Code: diag.CodeUnknownVariable,
			Message: diag.Textf("không có thiết lập nào mang tên biến môi trường này", "no setting has this environment variable's name"),
			Remedy:  check.DidYouMean(name, slices.Sorted(maps.Keys(byName)), diag.Textf("bỏ biến này, hoặc xem tên các thiết lập trong data/site.json", "remove the variable, or look up the names of the settings in data/site.json")),
		})
	}
}

// set gives a key the value of a variable or flag, in the type of the key.
func (o *overlay) set(key, origin, text string) {
	value, want := any(text), diag.Text{}
	var err error
	switch t := o.keys[key]; t.Kind() {
	case reflect.Int, reflect.Int64:
		value, err = strconv.ParseInt(text, 10, 64)
		want = diag.Textf("một số nguyên, như 3", "a whole number, such as 3")
	case reflect.Bool:
		value, err = strconv.ParseBool(text)
		want = diag.Textf("true hoặc false", "true or false")
	case reflect.Slice:
		value = strings.Split(text, ",")
	}
	if err != nil {
		o.problems = append(o.problems, diag.Problem{
			Pos: diag.Pos{Path: origin}, Code: diag.CodeSettingType,
			Message: diag.Textf("thiết lập “%[1]s” phải là "+want.VI, "setting “%[1]s” must be "+want.EN, key),
			Remedy:  diag.Textf("sửa giá trị, hoặc bỏ %[1]s để dùng giá trị trong data/site.json", "mend the value, or leave %[1]s out to use the one in data/site.json", origin),
		})
		return
	}
	if key == "baseUrl" && !strings.HasSuffix(text, "/") {
		value = text + "/"
	}
	o.origin[key] = origin
	o.v.Set(key, value)
}

// merged is the settings document that results, with keys as the schema has them.
func (o *overlay) merged() []byte {
	doc := map[string]any{"$schema": o.v.Get("$schema")}
	for _, key := range slices.Sorted(maps.Keys(o.keys)) {
		if !o.v.IsSet(key) {
			continue
		}
		at := doc
		parts := strings.Split(key, ".")
		for _, part := range parts[:len(parts)-1] {
			next, ok := at[part].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[part] = next
			}
			at = next
		}
		at[parts[len(parts)-1]] = o.v.Get(key)
	}
	data, err := json.Marshal(doc)
	if err != nil {
		panic(fmt.Sprintf("settings: values from JSON and flags must marshal: %v", err))
	}
	return data
}

// keys lists the leaves below a type by dotted path.
func keys(t reflect.Type, at string) map[string]reflect.Type {
	leaves := map[string]reflect.Type{}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		path := strings.TrimPrefix(at+"."+name, ".")
		if f.Type.Kind() == reflect.Struct {
			maps.Copy(leaves, keys(f.Type, path))
			continue
		}
		leaves[path] = f.Type
	}
	return leaves
}

// Variables names the environment variables that set a key: "baseUrl" is set by
// MINHBACH_BASE_URL, and by MINHBACH_BASEURL as viper itself would name it.
func Variables(key string) []string {
	plain := prefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
	var b strings.Builder
	for _, r := range key {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	spaced := prefix + strings.ReplaceAll(b.String(), ".", "_")
	if spaced == plain {
		return []string{plain}
	}
	return []string{spaced, plain}
}
