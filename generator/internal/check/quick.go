package check

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// quick clears values that are plainly as their schema asks, straight from the
// tree, without building the maps that the schema library needs. It never refuses:
// false means that the library must decide. Whatever quick clears the library
// would accept too; a test holds the two against each other.
type quick struct {
	known map[*jsonschema.Schema]bool // schemas all of whose keywords quick knows
}

// learn looks through s and the schemas below it.
func (q *quick) learn(s *jsonschema.Schema) bool {
	if s == nil {
		return true
	}
	if known, ok := q.known[s]; ok {
		return known
	}
	q.known[s] = true // a schema that refers to itself is as good as the rest of it
	ok := s.Not == nil && len(s.OneOf) == 0 && len(s.PatternProperties) == 0 && s.PropertyNames == nil &&
		len(s.DependentRequired) == 0 && len(s.DependentSchemas) == 0 && len(s.Dependencies) == 0 &&
		s.UnevaluatedProperties == nil && s.UnevaluatedItems == nil && len(s.PrefixItems) == 0 && s.Contains == nil &&
		s.Items == nil && s.AdditionalItems == nil && s.DynamicRef == nil && s.RecursiveRef == nil &&
		s.MinProperties < 0 && s.MaxProperties < 0 && s.MultipleOf == nil && s.ExclusiveMinimum == nil &&
		s.ExclusiveMaximum == nil && s.ContentEncoding == "" && s.ContentMediaType == "" && quickFormat[s.Format] != nil
	for _, v := range s.Enum {
		_, text := v.(string)
		ok = ok && text
	}
	for _, v := range s.Constant {
		switch v.(type) {
		case string, bool:
		default:
			ok = false
		}
	}
	for _, sub := range s.Properties {
		ok = q.learn(sub) && ok
	}
	if more, isSchema := s.AdditionalProperties.(*jsonschema.Schema); isSchema {
		ok = q.learn(more) && ok
	}
	for _, sub := range slices.Concat([]*jsonschema.Schema{s.Ref, s.Items2020, s.If, s.Then, s.Else}, s.AllOf, s.AnyOf) {
		ok = q.learn(sub) && ok
	}
	q.known[s] = ok
	return ok
}

// clears reports whether n is plainly what s asks for.
func (q *quick) clears(s *jsonschema.Schema, n *source.Node) bool {
	if !q.known[s] || s.Always != nil && !*s.Always {
		return false
	}
	if len(s.Types) > 0 && !slices.ContainsFunc(s.Types, func(t string) bool { return isType(n, t) }) {
		return false
	}
	if len(s.Constant) > 0 && !isConstant(s.Constant[0], n) {
		return false
	}
	if len(s.Enum) > 0 && (n.Kind != source.String || !slices.Contains(s.Enum, any(n.Text))) {
		return false
	}
	switch n.Kind {
	case source.Object:
		if !q.object(s, n) {
			return false
		}
	case source.Array:
		if !q.array(s, n) {
			return false
		}
	case source.String:
		if !quickText(s, n.Text) {
			return false
		}
	case source.Number:
		if !quickNumber(s, n.Text) {
			return false
		}
	}
	if s.Ref != nil && !q.clears(s.Ref, n) {
		return false
	}
	for _, sub := range s.AllOf {
		if !q.clears(sub, n) {
			return false
		}
	}
	if len(s.AnyOf) > 0 && !slices.ContainsFunc(s.AnyOf, func(sub *jsonschema.Schema) bool { return q.clears(sub, n) }) {
		return false
	}
	return s.If == nil || q.conditional(s, n)
}

// isConstant reports whether n is the text or truth value v.
func isConstant(v any, n *source.Node) bool {
	switch v := v.(type) {
	case string:
		return n.Kind == source.String && n.Text == v
	case bool:
		return n.Kind == source.Bool && (n.Text == "true") == v
	}
	return false
}

// conditional clears if/then/else. Where the condition is not plainly met, quick
// cannot know that it is not met at all: both ways must be clear.
func (q *quick) conditional(s *jsonschema.Schema, n *source.Node) bool {
	if q.clears(s.If, n) {
		return s.Then == nil || q.clears(s.Then, n)
	}
	if s.Else != nil && !q.clears(s.Else, n) {
		return false
	}
	return s.Then == nil || unmet(s.If, n) || q.clears(s.Then, n)
}

// unmet reports whether a condition surely does not hold: a member it needs is
// not there, or is a text other than the one it names.
func unmet(s *jsonschema.Schema, n *source.Node) bool {
	if n.Kind != source.Object {
		return false
	}
	for _, key := range s.Required {
		if n.Get(key) == nil {
			return true
		}
	}
	for key, sub := range s.Properties {
		if m := n.Get(key); m != nil && m.Kind == source.String && len(sub.Constant) > 0 && sub.Constant[0] != any(m.Text) {
			return true
		}
	}
	return false
}

func (q *quick) object(s *jsonschema.Schema, n *source.Node) bool {
	for _, key := range s.Required {
		if n.Get(key) == nil {
			return false
		}
	}
	more, closed := s.AdditionalProperties.(bool)
	other, _ := s.AdditionalProperties.(*jsonschema.Schema)
	if len(s.Properties) == 0 && other == nil && (!closed || more) {
		return true
	}
	for i := range n.Items {
		m := &n.Items[i]
		sub := s.Properties[m.Key]
		if sub == nil {
			sub = other
		}
		if sub == nil && closed && !more || sub != nil && !q.clears(sub, m) {
			return false
		}
	}
	return true
}

func (q *quick) array(s *jsonschema.Schema, n *source.Node) bool {
	if s.MinItems >= 0 && len(n.Items) < s.MinItems || s.MaxItems >= 0 && len(n.Items) > s.MaxItems {
		return false
	}
	for i := range n.Items {
		item := &n.Items[i]
		if s.Items2020 != nil && !q.clears(s.Items2020, item) {
			return false
		}
		if !s.UniqueItems {
			continue
		}
		if item.Kind != source.String || i > 50 {
			return false
		}
		for j := range i {
			if n.Items[j].Text == item.Text {
				return false
			}
		}
	}
	return true
}

// slugPattern is the form of ids and references, by far the commonest pattern.
const slugPattern = `^[a-z0-9]+(-[a-z0-9]+)*$`

func quickText(s *jsonschema.Schema, text string) bool {
	if s.MinLength >= 0 || s.MaxLength >= 0 {
		length := utf8.RuneCountInString(text)
		if s.MinLength >= 0 && length < s.MinLength || s.MaxLength >= 0 && length > s.MaxLength {
			return false
		}
	}
	switch {
	case s.Pattern == nil:
	case s.Pattern.String() == slugPattern:
		if !viet.IsSlug(text) {
			return false
		}
	case !s.Pattern.MatchString(text):
		return false
	}
	return quickFormat[s.Format](text)
}

// quickFormat clears texts of a format, more strictly than the library.
var quickFormat = map[string]func(string) bool{
	"": func(string) bool { return true },
	"date": func(s string) bool {
		_, ok := viet.ParseDate(s)
		return ok
	},
	"uri": func(s string) bool {
		u, err := url.Parse(s)
		return err == nil && u.IsAbs() && strings.HasPrefix(s, "http")
	},
	"email": func(string) bool { return false }, // rare
}

// quickNumber clears numbers that are short enough to be compared exactly as
// they are.
func quickNumber(s *jsonschema.Schema, text string) bool {
	if s.Minimum == nil && s.Maximum == nil {
		return true
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || len(text) > 15 || strings.ContainsAny(text, "eE") {
		return false
	}
	if s.Minimum != nil {
		if low, exact := s.Minimum.Float64(); !exact || n < low {
			return false
		}
	}
	if s.Maximum != nil {
		if high, exact := s.Maximum.Float64(); !exact || n > high {
			return false
		}
	}
	return true
}
