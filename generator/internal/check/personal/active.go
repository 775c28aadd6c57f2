package personal

import (
	"encoding/xml"
	"path"
	"regexp"
	"slices"
	"strings"
)

// activeActions are what a PDF may do by itself or at a click, beside leading to
// a page or an address (ISO 32000-2, table 201).
var activeActions = []pdfName{"JavaScript", "Launch", "ImportData", "SubmitForm", "GoToE", "Rendition", "RichMediaExecute"}

// activeKinds are objects of a PDF that are files or programs of their own.
var activeKinds = []pdfName{"EmbeddedFile", "FileAttachment", "RichMedia", "Screen", "3D", "Movie", "Sound"}

// active reports whether a value of a PDF, or what it holds, runs or carries
// something.
func (p *pdf) active(v any, depth int) bool {
	if depth > pdfDepth {
		return false // the lexer keeps nothing deeper
	}
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return p.active(item, depth+1) })
	case map[pdfName]any:
		if v["JS"] != nil || v["EF"] != nil || v["XFA"] != nil {
			return true
		}
		if s, ok := p.resolve(v["S"]).(pdfName); ok && slices.Contains(activeActions, s) {
			return true
		}
		for _, key := range []pdfName{"Type", "Subtype"} {
			if s, ok := p.resolve(v[key]).(pdfName); ok && slices.Contains(activeKinds, s) {
				return true
			}
		}
		for _, item := range v {
			if p.active(item, depth+1) {
				return true
			}
		}
	}
	return false
}

// kinds of files in a DOCX or XLSX
const (
	xmlEntry     = iota
	lookEntry    // fonts, the printer: nothing to read
	pictureEntry // pictures, which show but do nothing
	otherEntry   // a program, or another file that may be one
)

// entryKind says by its name what a file in a DOCX or XLSX is.
func entryKind(name string) int {
	name = strings.ToLower(name)
	for _, folder := range []string{"/embeddings/", "/activex/", "/externallinks/", "/macrosheets/", "/ctrlprops/"} {
		if strings.Contains(name, folder) {
			return otherEntry
		}
	}
	switch path.Ext(name) {
	case ".xml", ".rels", ".vml", ".psmdcp":
		return xmlEntry
	case ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf", ".svg", ".wdp":
		return pictureEntry
	case ".odttf", ".fntdata", ".sigs":
		return lookEntry
	}
	if strings.HasSuffix(name, "/") || strings.HasPrefix(name, "xl/printersettings/") {
		return lookEntry
	}
	return otherEntry
}

// activeRelations are parts that are programs or files of their own.
var activeRelations = []string{"vbaProject", "oleObject", "package", "control", "activeXControlBinary", "aFChunk", "xlMacrosheet", "externalLink"}

// harmlessLink is an address that a click may lead to: of the web or of mail, or
// within the same folder.
var harmlessLink = regexp.MustCompile(`^(?:(?:https?|mailto|tel):|[^:\\]*$)`)

// relations reads what a part of a DOCX or XLSX refers to. A link waits for a
// click; anything else outside the file is fetched when it is opened.
func (o *office) relations(_ string, d *xml.Decoder) error {
	return o.tokens(d, func(t xml.Token) {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" {
			return
		}
		outside, kind, target := false, "", ""
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "TargetMode":
				outside = strings.EqualFold(a.Value, "External")
			case "Type":
				kind = path.Base(a.Value)
			case "Target":
				target = strings.ToLower(strings.TrimSpace(a.Value))
			}
		}
		harmless := kind == "hyperlink" && harmlessLink.MatchString(target)
		o.active = o.active || outside && !harmless || slices.Contains(activeRelations, kind)
	})
}

// activeFormula is a formula that asks another computer or starts something.
var activeFormula = regexp.MustCompile(`(?i)\b(?:WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC|RTD|IMAGE|FOPEN)\s*\(|\w\|'`)

// activeFields are fields of a DOCX that fetch or start something.
var activeFields = []string{"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK"}

// isActiveField reports whether the code of a field fetches or starts something.
func isActiveField(code string) bool {
	words := strings.Fields(code)
	return len(words) > 0 && slices.Contains(activeFields, strings.ToUpper(words[0]))
}
