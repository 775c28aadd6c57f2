package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// maxOfFile bounds the schema problems shown of one file.
const maxOfFile = 100

// Value checks a value against the schema of a kind: a folder of data/, "site",
// "news" or "page". A kind without schema asks nothing.
func Value(kind string, n *source.Node) []diag.Problem { return value(kind, n) }

func value(kind string, n *source.Node) []diag.Problem {
	c := contracts()[kind]
	if c == nil || n == nil || c.quick.clears(c.schema, n) {
		return nil
	}
	return validate(c.schema, n)
}

// validate lets the schema library decide; only when it says no are the reasons
// sought, by walking the schema and the value side by side.
func validate(s *jsonschema.Schema, n *source.Node) []diag.Problem {
	if holds(s, n) {
		return nil
	}
	e := &explainer{file: n.File(), seen: map[*source.Node][]*jsonschema.Schema{}}
	e.explain(s, n, root(n.File()))
	if len(e.found) == 0 {
		e.report(n.OpenPos(), diag.CodeOtherSchema,
			diag.Textf("bản ghi chưa đúng quy định của loại này", "the record is not as its kind requires"),
			diag.Textf("so với một bản ghi khác cùng loại", "compare it with another record of its kind"))
	}
	return e.found
}

func holds(s *jsonschema.Schema, n *source.Node) bool { return s.Validate(n.Value()) == nil }

// explainer puts what a schema asks for, and a value is not, into words.
type explainer struct {
	file  *source.File
	found []diag.Problem
	seen  map[*source.Node][]*jsonschema.Schema // what has been said of the members of an object
}

func (e *explainer) report(at diag.Pos, code string, message, remedy diag.Text) {
	same := func(p diag.Problem) bool { return p.Pos == at && p.Code == code && p.Message == message }
	if len(e.found) >= maxOfFile || slices.ContainsFunc(e.found, same) {
		return
	}
	e.found = append(e.found, diag.Problem{Pos: at, Code: code, Record: e.file.Name(), Message: message, Remedy: remedy})
}

// try returns the problems that a schema would give, without reporting them.
func (e *explainer) try(s *jsonschema.Schema, n *source.Node, name diag.Text) []diag.Problem {
	inner := &explainer{file: e.file, seen: e.seen}
	inner.explain(s, n, name)
	return inner.found
}

// explain reports what n is not, but should be by s. name is what to call n.
func (e *explainer) explain(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	before := len(e.found)
	if s.Always != nil && !*s.Always {
		e.notAllowed(n, name)
		return
	}
	if len(s.Types) > 0 && !slices.ContainsFunc(s.Types, func(t string) bool { return isType(n, t) }) {
		e.wrongType(s, n, name)
		return
	}
	if len(s.Constant) > 0 && !same(s.Constant[0], n) {
		e.constant(s, n, name)
		return
	}
	if len(s.Enum) > 0 && !slices.ContainsFunc(s.Enum, func(v any) bool { return same(v, n) }) {
		e.enum(s, n, name)
		return
	}
	switch n.Kind {
	case source.Object:
		e.object(s, n)
	case source.Array:
		e.array(s, n, name)
	case source.String:
		e.text(s, n, name)
	case source.Number:
		e.number(s, n, name)
	}
	if len(e.found) > before && n.Kind != source.Object && n.Kind != source.Array {
		return // one mistake in a plain value, one problem
	}
	if s.Ref != nil {
		e.explain(s.Ref, n, name)
	}
	for _, sub := range s.AllOf {
		e.explain(sub, n, name)
	}
	e.conditional(s, n, name, before)
	if s.Not != nil && holds(s.Not, n) {
		e.notAllowed(n, name)
	}
	if len(s.AnyOf) > 0 {
		e.branches(s, s.AnyOf, n, name)
	}
	if len(s.OneOf) > 0 {
		e.branches(s, s.OneOf, n, name)
	}
}

// object checks the members of an object.
func (e *explainer) object(s *jsonschema.Schema, n *source.Node) {
	meant := map[string]bool{} // missing keys that stand there misspelt
	e.seen[n] = append(e.seen[n], s)
	for i := range n.Items {
		m := &n.Items[i]
		name := field(m.Key)
		if (m.Key == "vi" || m.Key == "en") && n.Key != "" {
			name = field(n.Key + "." + m.Key)
		}
		if sub := s.Properties[m.Key]; sub != nil {
			e.explain(sub, m, name)
			continue
		}
		known := false
		for re, sub := range s.PatternProperties {
			if re.MatchString(m.Key) {
				known = true
				e.explain(sub, m, name)
			}
		}
		if known {
			continue
		}
		switch more := s.AdditionalProperties.(type) {
		case bool:
			if !more {
				meant[e.unknownKey(s, n, m)] = true
			}
		case *jsonschema.Schema:
			e.explain(more, m, name)
		}
		if s.PropertyNames != nil && s.PropertyNames.Validate(m.Key) != nil {
			e.badKey(s.PropertyNames, m)
		}
	}
	e.missingKeys(s, n, slices.DeleteFunc(slices.Clone(s.Required), func(key string) bool {
		return n.Get(key) != nil || meant[key]
	}))
	for key, needs := range s.DependentRequired {
		for _, other := range needs {
			if n.Get(key) != nil && n.Get(other) == nil {
				e.missingKeys(s, n, []string{other})
			}
		}
	}
	for key, sub := range s.DependentSchemas {
		if n.Get(key) != nil {
			e.explain(sub, n, diag.Text{})
		}
	}
	if s.MinProperties >= 0 && len(n.Items) < s.MinProperties || s.MaxProperties >= 0 && len(n.Items) > s.MaxProperties {
		e.count(n, s.MinProperties, s.MaxProperties, len(n.Items), field(n.Key))
	}
}

// member finds the schema that best describes a member of n: a condition names
// members that the schema around it describes.
func (e *explainer) member(s *jsonschema.Schema, n *source.Node, key string) *jsonschema.Schema {
	for _, around := range e.seen[n] {
		if sub := around.Properties[key]; titleOf(sub).VI != "" {
			return sub
		}
	}
	return s.Properties[key]
}

// array checks the items of an array.
func (e *explainer) array(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	if s.MinItems >= 0 && len(n.Items) < s.MinItems || s.MaxItems >= 0 && len(n.Items) > s.MaxItems {
		e.count(n, s.MinItems, s.MaxItems, len(n.Items), name)
	}
	for i := range n.Items {
		sub := s.Items2020
		if i < len(s.PrefixItems) {
			sub = s.PrefixItems[i]
		}
		if sub != nil {
			e.explain(sub, &n.Items[i], item(n.Key, i))
		}
	}
	if s.UniqueItems {
		e.unique(n)
	}
}

// conditional checks if/then/else, unless what the condition looks at is wrong
// in itself: its own problem is enough.
func (e *explainer) conditional(s *jsonschema.Schema, n *source.Node, name diag.Text, before int) {
	if s.If == nil {
		return
	}
	for key := range s.If.Properties {
		m := n.Get(key)
		if m != nil && slices.ContainsFunc(e.found, func(p diag.Problem) bool { return p.Pos == m.Pos() }) {
			return
		}
	}
	then := s.Else
	if holds(s.If, n) {
		then = s.Then
	}
	if then == nil {
		return
	}
	mark := len(e.found)
	e.explain(then, n, name)
	if why := annotationOf(s).rule; why.VI != "" {
		for i := mark; i < len(e.found); i++ {
			e.found[i].Remedy = diag.Text{
				VI: e.found[i].Remedy.VI + " — " + strings.TrimSuffix(why.VI, "."),
				EN: e.found[i].Remedy.EN + " — " + strings.TrimSuffix(why.EN, "."),
			}
		}
	}
}

// branches explains why none of several forms fits: the nearest one, or what all
// of them lack.
func (e *explainer) branches(s *jsonschema.Schema, forms []*jsonschema.Schema, n *source.Node, name diag.Text) {
	fits := 0
	var best []diag.Problem
	var missing []string
	onlyMissing := true
	for _, form := range forms {
		if holds(form, n) {
			fits++
			continue
		}
		onlyMissing = onlyMissing && len(form.Required) > 0 && form.Properties == nil && form.Ref == nil
		missing = append(missing, form.Required...)
		got := e.try(form, n, name)
		if best == nil || rank(got, n) < rank(best, n) {
			best = got
		}
	}
	switch {
	case fits == 1 || fits > 1 && len(s.AnyOf) > 0:
	case fits > 1:
		e.report(n.OpenPos(), diag.CodeSeveralFit,
			textf("%s khớp nhiều cách viết cùng lúc nên không rõ nghĩa", "%s fits several forms at once, so its meaning is not clear", name),
			diag.Textf("giữ các trường của một cách viết, xóa các trường khác", "keep the fields of one form and delete the others"))
	case onlyMissing:
		e.oneOfKeys(n, missing)
	default:
		for _, p := range best {
			e.report(p.Pos, p.Code, p.Message, p.Remedy)
		}
	}
}

// rank orders explanations: a form whose type does not even fit comes last.
func rank(ps []diag.Problem, n *source.Node) int {
	r := len(ps)
	for _, p := range ps {
		if p.Code == diag.CodeWrongType && p.Pos == n.Pos() {
			r += 1000
		}
		if p.Code == diag.CodeNotConstant {
			r += 100 // the form of another kind of thing
		}
	}
	return r
}

// isType reports whether a value is of a type of JSON Schema.
func isType(n *source.Node, t string) bool {
	switch t {
	case "object":
		return n.Kind == source.Object
	case "array":
		return n.Kind == source.Array
	case "string":
		return n.Kind == source.String
	case "boolean":
		return n.Kind == source.Bool
	case "null":
		return n.Kind == source.Null
	case "number":
		return n.Kind == source.Number
	case "integer":
		if n.Kind != source.Number {
			return false
		}
		f, err := strconv.ParseFloat(n.Text, 64)
		return err == nil && f == float64(int64(f))
	}
	return false
}

func (e *explainer) text(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	length := utf8.RuneCountInString(n.Text)
	switch {
	case s.MinLength >= 0 && length < s.MinLength:
		e.tooShort(s, n, name, length)
	case s.MaxLength >= 0 && length > s.MaxLength:
		e.tooLong(s, n, name, length)
	case s.Format == "date" && s.Validate(n.Text) != nil:
		e.date(n, name)
	case s.Pattern != nil && !s.Pattern.MatchString(n.Text):
		e.pattern(s, n, name)
	case s.Format != "" && s.Validate(n.Text) != nil && s.Ref == nil:
		e.format(s, n, name)
	}
}

func (e *explainer) number(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	f, err := strconv.ParseFloat(n.Text, 64)
	if err != nil {
		return
	}
	bound := func(r interface{ Float64() (float64, bool) }) float64 { v, _ := r.Float64(); return v }
	switch {
	case s.Minimum != nil && f < bound(s.Minimum):
		e.tooSmall(n, name, bound(s.Minimum), true)
	case s.ExclusiveMinimum != nil && f <= bound(s.ExclusiveMinimum):
		e.tooSmall(n, name, bound(s.ExclusiveMinimum), false)
	case s.Maximum != nil && f > bound(s.Maximum):
		e.tooBig(n, name, bound(s.Maximum), true)
	case s.ExclusiveMaximum != nil && f >= bound(s.ExclusiveMaximum):
		e.tooBig(n, name, bound(s.ExclusiveMaximum), false)
	case s.MultipleOf != nil && !holds(s, n):
		e.multiple(n, name, bound(s.MultipleOf))
	}
}

// unique reports items that repeat an earlier one.
func (e *explainer) unique(n *source.Node) {
	first := map[string]int{}
	for i := range n.Items {
		key := canonical(n.Items[i].Value())
		if j, ok := first[key]; ok {
			e.repeated(n, i, j)
			continue
		}
		first[key] = i
	}
}

// same reports whether a value of a record is the value v of a schema.
func same(v any, n *source.Node) bool { return canonical(v) == canonical(n.Value()) }

// canonical writes a value so that equal values are written alike.
func canonical(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("check: a value read from JSON must marshal: %v", err))
	}
	return string(data)
}
