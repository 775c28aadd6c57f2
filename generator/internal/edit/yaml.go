package edit

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

// bodies are the words a text begins with until somebody writes it.
var bodies = map[string]string{
	"vi": "Viết nội dung ở đây, rồi xóa dòng “draft: true” ở trên.",
	"en": "Write the text here, then delete the line “draft: true” above.",
}

// markdown prints a text with its front matter.
func markdown(meta *source.Node, a Answers) []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	writeYAML(&b, meta, "")
	b.WriteString("---\n\n")
	body := strings.TrimSpace(form.Settle(a.Body))
	if body == "" {
		body = bodies[a.Lang]
	}
	b.WriteString(body + "\n")
	return b.Bytes()
}

// writeYAML prints the members of an object, each on its own line.
func writeYAML(b *bytes.Buffer, n *source.Node, indent string) {
	for i := range n.Items {
		member := &n.Items[i]
		fmt.Fprintf(b, "%s%s:", indent, member.Key)
		switch member.Kind {
		case source.Object:
			b.WriteByte('\n')
			writeYAML(b, member, indent+"  ")
		case source.Array:
			b.WriteByte('\n')
			for j := range member.Items {
				writeItem(b, &member.Items[j], indent+"  ")
			}
		default:
			b.WriteString(" " + scalar(member) + "\n")
		}
	}
}

func writeItem(b *bytes.Buffer, n *source.Node, indent string) {
	if n.Kind != source.Object {
		fmt.Fprintf(b, "%s- %s\n", indent, scalar(n))
		return
	}
	var inner bytes.Buffer
	writeYAML(&inner, n, indent+"  ")
	fmt.Fprintf(b, "%s- %s", indent, inner.String()[len(indent)+2:])
}

// plain texts need no quotation marks in YAML: they begin with a letter and hold
// nothing that means something there. A day is plain too.
var plain = regexp.MustCompile(`^(\p{L}[^:#\n"'\\{}\[\]]*|\d{4}-\d\d-\d\d)$`)

func scalar(n *source.Node) string {
	if n.Kind != source.String {
		return n.Text
	}
	switch strings.ToLower(n.Text) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
	default:
		if plain.MatchString(n.Text) {
			return n.Text
		}
	}
	return strings.TrimSuffix(string(form.Print(*n)), "\n")
}
