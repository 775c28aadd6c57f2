package dataset

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"minhbach/generator/internal/record"
)

// graph is a set of statements, written as JSON-LD and as Turtle from the same
// nodes so that the two cannot differ.
type graph struct {
	prefixes []prefix
	nodes    []*node
}

type prefix struct{ name, iri string }

// node is a resource with its statements in the order in which they were made.
// It always has an IRI, so that no name depends on the order of writing.
type node struct {
	iri        string
	types      []string // prefixed names
	statements []statement
}

type statement struct {
	predicate string // prefixed name
	object    term
}

// term is the object of a statement: an IRI, or a literal with a language or a
// type.
type term struct {
	iri, text, lang, datatype string
}

func iri(s string) term                { return term{iri: s} }
func typed(text, datatype string) term { return term{text: text, datatype: datatype} }

// node adds a resource.
func (g *graph) node(iri string, types ...string) *node {
	n := &node{iri: iri, types: types}
	g.nodes = append(g.nodes, n)
	return n
}

// add makes statements of one predicate.
func (n *node) add(predicate string, objects ...term) *node {
	for _, o := range objects {
		n.statements = append(n.statements, statement{predicate, o})
	}
	return n
}

// text makes a statement in each language.
func (n *node) text(predicate string, texts ...record.Text) *node {
	for _, t := range texts {
		n.add(predicate, term{text: t.VI, lang: "vi"})
		if t.EN != "" {
			n.add(predicate, term{text: t.EN, lang: "en"})
		}
	}
	return n
}

func (g *graph) jsonLD() ([]byte, error) {
	context := object{}
	for _, p := range g.prefixes {
		context[p.name] = p.iri
	}
	nodes := make([]object, 0, len(g.nodes))
	for _, n := range g.nodes {
		made := object{"@id": n.iri}
		if len(n.types) > 0 {
			made["@type"] = n.types
		}
		for _, s := range n.statements {
			list, _ := made[s.predicate].([]object)
			made[s.predicate] = append(list, s.object.jsonLD())
		}
		nodes = append(nodes, made)
	}
	return marshal(object{"@context": context, "@graph": nodes})
}

func (t term) jsonLD() object {
	switch {
	case t.iri != "":
		return object{"@id": t.iri}
	case t.lang != "":
		return object{"@value": t.text, "@language": t.lang}
	case t.datatype != "":
		return object{"@value": t.text, "@type": t.datatype}
	}
	return object{"@value": t.text}
}

func (g *graph) turtle() []byte {
	var b bytes.Buffer
	for _, p := range g.prefixes {
		fmt.Fprintf(&b, "@prefix %s: <%s> .\n", p.name, p.iri)
	}
	for _, n := range g.nodes {
		fmt.Fprintf(&b, "\n<%s>", turtleIRI(n.iri))
		separator := "\n    "
		if len(n.types) > 0 {
			fmt.Fprintf(&b, "%sa %s", separator, strings.Join(n.types, ", "))
			separator = " ;\n    "
		}
		for _, s := range n.statements {
			fmt.Fprintf(&b, "%s%s %s", separator, s.predicate, s.object.turtle())
			separator = " ;\n    "
		}
		b.WriteString(" .\n")
	}
	return b.Bytes()
}

func (t term) turtle() string {
	if t.iri != "" {
		return "<" + turtleIRI(t.iri) + ">"
	}
	quoted := `"` + turtleEscape.Replace(t.text) + `"`
	switch {
	case t.lang != "":
		return quoted + "@" + t.lang
	case t.datatype != "":
		return quoted + "^^" + t.datatype
	}
	return quoted
}

var turtleEscape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// turtleIRI escapes the characters that an IRI must not have.
func turtleIRI(s string) string {
	if !strings.ContainsFunc(s, forbidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if forbidden(r) {
			fmt.Fprintf(&b, "%%%02X", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func forbidden(r rune) bool { return r <= ' ' || slices.Contains([]rune("<>\"{}|^`\\"), r) }
