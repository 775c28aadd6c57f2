package check

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/generator/internal/diag"
	"minhbach/schemas"
)

// contract is what the files of one kind must be.
type contract struct {
	schema *jsonschema.Schema
	quick  *quick
	links  *links // where its references and codes stand
}

// contracts compiles the schemas of the program, once.
var contracts = sync.OnceValue(func() map[string]*contract {
	m, err := compile(schemas.FS)
	if err != nil {
		panic(fmt.Sprintf("check: schemas of the program: %v", err)) // tests compile them all
	}
	return m
})

// compile reads every <kind>.schema.json of a folder.
func compile(fsys fs.FS) (map[string]*contract, error) {
	names, err := fs.Glob(fsys, "*.schema.json")
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	c.ExtractAnnotations = true
	c.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("schema %s is not part of the program", url)
	}
	c.RegisterExtension("minhbach", nil, annotations{})
	for _, name := range names {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, err
		}
		err = c.AddResource(schemas.Base+name, f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read schema %s: %w", name, err)
		}
	}
	m := map[string]*contract{}
	q := &quick{known: map[*jsonschema.Schema]bool{}}
	for _, name := range names {
		s, err := c.Compile(schemas.Base + name)
		if err != nil {
			return nil, fmt.Errorf("compile schema %s: %w", name, err)
		}
		kind := strings.TrimSuffix(path.Base(name), ".schema.json")
		q.learn(s)
		m[kind] = &contract{schema: s, quick: q, links: linksOf(s, map[*jsonschema.Schema]*links{})}
	}
	return m, nil
}

// annotation is what our schemas say to people and to the rules beside what
// JSON Schema knows.
type annotation struct {
	title     string    // in English
	pattern   diag.Text // what a pattern asks for, in words
	rule      diag.Text // why a condition holds
	reference string    // kind of record that the value is the id of
	vocab     string    // list that the value is a code of
}

// Validate accepts everything: annotations judge nothing.
func (annotation) Validate(jsonschema.ValidationContext, any) error { return nil }

// annotations reads the keywords x-… while schemas are compiled.
type annotations struct{}

func (annotations) Compile(_ jsonschema.CompilerContext, m map[string]any) (jsonschema.ExtSchema, error) {
	var a annotation
	if en, ok := m["x-en"].(map[string]any); ok {
		a.title, _ = en["title"].(string)
	}
	a.pattern = bilingual(m["x-pattern"])
	a.rule = bilingual(m["x-rule"])
	a.reference, _ = m["x-reference"].(string)
	a.vocab, _ = m["x-vocab"].(string)
	if a == (annotation{}) {
		return nil, nil
	}
	return a, nil
}

func bilingual(v any) diag.Text {
	m, _ := v.(map[string]any)
	vi, _ := m["vi"].(string)
	en, _ := m["en"].(string)
	return diag.Text{VI: vi, EN: en}
}

// annotationOf returns what a schema itself says, without what it refers to.
func annotationOf(s *jsonschema.Schema) annotation {
	a, _ := s.Extensions["minhbach"].(annotation)
	return a
}

// titleOf names what a value is: "Cơ quan ban hành".
func titleOf(s *jsonschema.Schema) diag.Text {
	for ; s != nil; s = s.Ref {
		if s.Title == "" {
			continue
		}
		en := annotationOf(s).title
		if en == "" {
			en = s.Title
		}
		return diag.Text{VI: s.Title, EN: en}
	}
	return diag.Text{}
}

// exampleOf returns an example of a value, nil where no schema gives one. The
// example of a shared part says nothing of one id, code or text in particular.
func exampleOf(s *jsonschema.Schema) any {
	for ; s != nil; s = s.Ref {
		a := annotationOf(s)
		if len(s.Examples) == 0 && (a.reference != "" || a.vocab != "" && len(s.Enum) == 0) || slices.Contains(s.Required, "vi") {
			return nil
		}
		if len(s.Examples) > 0 {
			return s.Examples[0]
		}
		if len(s.Constant) > 0 {
			return s.Constant[0]
		}
		if len(s.Enum) > 0 {
			return s.Enum[0]
		}
	}
	return nil
}

// patternOf says in words what a text must look like.
func patternOf(s *jsonschema.Schema) diag.Text {
	for ; s != nil; s = s.Ref {
		if p := annotationOf(s).pattern; p.VI != "" {
			return p
		}
	}
	return diag.Text{}
}
