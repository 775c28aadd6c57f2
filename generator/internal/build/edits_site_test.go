package build

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Changes of what is neither a record nor a text of the news.

const siteFile = "data/site.json"

func (e *editor) settings() {
	set := func(what, by string) {
		e.write(siteFile, regexp.MustCompile(what).ReplaceAllString(e.read(siteFile), by))
	}
	switch e.chance.IntN(8) {
	case 0, 1:
		e.replace(siteFile, words, func(s string) string { return s[:len(s)-1] + " " + strconv.Itoa(e.n) + `"` })
	case 2:
		set(`"frontNews": \d+`, `"frontNews": `+strconv.Itoa(1+e.chance.IntN(4)))
	case 3:
		set(`"listNews": \d+`, `"listNews": `+strconv.Itoa(2+e.chance.IntN(6)))
	case 4:
		set(`"dataAsOf": "[^"]*"`, fmt.Sprintf(`"dataAsOf": "2026-11-%02d"`, 23+e.chance.IntN(7)))
	case 5:
		set(`"baseUrl": "[^"]*"`, `"baseUrl": "https://minhbach.example/`+e.one([]string{"", "xa/", "tinh/"})+`"`)
	case 6:
		set(`("performance"|"deprivation"): [35]`, `$1: `+e.one([]string{"3", "5"}))
	case 7:
		set(`(?m)(^  "server": .*\n)?^  "dataAsOf"`, `  "server": ["`+e.one([]string{"nginx", "caddy", "apache"})+"\"],\n  \"dataAsOf\"")
	}
}

var precompress = regexp.MustCompile(`(?m)^  "precompress": .*\n`)

// compress asks for compressed copies. As making them takes the longest of all, they
// are soon asked for no longer.
func (e *editor) compress() {
	text := precompress.ReplaceAllString(e.read(siteFile), "")
	e.write(siteFile, strings.Replace(text, `  "dataAsOf"`, "  \"precompress\": [\"gz\"],\n  \"dataAsOf\"", 1))
}

func (e *editor) compressNothing() {
	if text := e.read(siteFile); precompress.MatchString(text) && e.chance.IntN(2) == 0 {
		e.write(siteFile, precompress.ReplaceAllString(text, ""))
	}
}

// page changes a page such as that about the site.
func (e *editor) page() {
	var pages []string
	for _, name := range append(e.files("content/vi", ".md"), e.files("content/en", ".md")...) {
		if strings.Count(name, "/") == 2 {
			pages = append(pages, name)
		}
	}
	name := e.one(pages)
	switch e.chance.IntN(4) {
	case 0:
		e.replace(name, regexp.MustCompile(`(?m)^(title|summary): .+$`), func(s string) string { return s + " " + strconv.Itoa(e.n) })
	case 1:
		e.write(fmt.Sprintf("content/vi/trang-%d.md", e.n), fmt.Sprintf("---\ntitle: Trang thử số %d\nsummary: Một trang để thử.\n---\n\nMột đoạn.\n", e.n))
	default:
		e.write(name, e.read(name)+"\nThêm một câu, lần thứ "+strconv.Itoa(e.n)+".\n")
	}
}

// wait makes an item wait for its moment, or wait no longer.
func (e *editor) wait() {
	name := e.one(e.news())
	text := regexp.MustCompile(`\npublishOn: .*`).ReplaceAllString(e.read(name), "")
	if e.chance.IntN(3) > 0 {
		text = strings.Replace(text, "\ntitle:", fmt.Sprintf("\npublishOn: 2026-%02d-01T08:00:00+07:00\ntitle:", 10+e.chance.IntN(3)), 1)
	}
	e.write(name, text)
}

// moveNews gives an item another address or withdraws it, in every language, and
// says so of the old one.
func (e *editor) moveNews() {
	from := strings.TrimPrefix(e.one(e.files("content/vi/tin", ".md")), "content/vi/")
	to := path.Join(path.Dir(from), fmt.Sprintf("da-chuyen-%d.md", e.n))
	where, withdrawn := "", e.chance.IntN(2) == 0
	if !withdrawn {
		where = `"to": "/` + strings.TrimSuffix(to, ".md") + `/", `
	}
	for _, lang := range []string{"vi", "en"} {
		name := "content/" + lang + "/" + from
		if !slices.Contains(e.files("content/"+lang+"/tin", ".md"), name) {
			continue
		}
		if !withdrawn {
			e.write("content/"+lang+"/"+to, e.read(name))
		}
		e.delete(name)
	}
	id := fmt.Sprintf("dia-chi-%d", e.n)
	e.write("data/addresses/"+id+".json", fmt.Sprintf(`{"$schema": "../../schemas/addresses.schema.json", "id": %q, "from": "/%s/", %s"date": "2026-11-20", "reason": {"vi": "Địa chỉ thử.", "en": "An address to try."}}
`, id, strings.TrimSuffix(from, ".md"), where))
}

// addDocument writes a document, or another one of the same name, and often leads to
// it from a text.
func (e *editor) addDocument() {
	name := fmt.Sprintf("2022/to-%d.pdf", e.chance.IntN(3))
	e.write("content/tep/"+name, fmt.Sprintf(`%%PDF-1.4
1 0 obj <</Type /Page /Contents 2 0 R /Resources <</Font <</F 3 0 R>>>>>> endobj
2 0 obj <<>> stream
BT /F 12 Tf (Ke hoach lan %d) Tj ET
endstream endobj
3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
`, e.n))
	if e.chance.IntN(2) == 0 {
		from := e.one(e.news())
		e.write(from, e.read(from)+"\n[Tải tờ này](/tep/"+name+").\n")
	}
}

func (e *editor) removeDocument() {
	if documents := e.files("content/tep", ".pdf"); len(documents) > 0 {
		name := e.one(documents)
		e.delete(name)
		for _, text := range e.news() {
			if without := strings.ReplaceAll(e.read(text), "\n[Tải tờ này](/"+strings.TrimPrefix(name, "content/")+").\n", ""); without != e.read(text) {
				e.write(text, without)
			}
		}
	}
}

// correct says why a number was corrected.
func (e *editor) correct() {
	id, of := fmt.Sprintf("dinh-chinh-%d", e.n), e.one([]string{"figures", "outcomes", "commitments"})
	e.write("data/corrections/"+id+".json", fmt.Sprintf(`{"$schema": "../../schemas/corrections.schema.json", "id": %q, "record": "%s/%s", "date": "2026-11-2%d", "reason": {"vi": "Nguồn đã sửa.", "en": "The source was corrected."}}
`, id, of, idOf(e.one(e.files("data/"+of, ".json"))), e.chance.IntN(3)))
}

// row leaves out a row of the microdata, adds one, or changes one.
func (e *editor) row() {
	files := e.files("data/microdata", ".jsonl")
	if len(files) == 0 {
		return
	}
	name := e.one(files)
	lines := strings.SplitAfter(e.read(name), "\n")
	at := 1 + e.chance.IntN(len(lines)-2)
	switch e.chance.IntN(4) {
	case 0:
		lines = slices.Delete(lines, at, at+1)
	case 1: // another household like this one, whose pseudonym is the next
		next, ok := pseudonymAfter(lines[at])
		if !ok {
			return
		}
		lines = slices.Insert(lines, at+1, next)
	case 2:
		lines[at] = regexp.MustCompile(`"classEnd":"[^"]*"`).ReplaceAllString(lines[at], `"classEnd":"`+e.one([]string{"ho-ngheo", "ho-can-ngheo", "ho-khac"})+`"`)
	case 3:
		lines[at] = regexp.MustCompile(`"sizeBand":"[^"]*"`).ReplaceAllString(lines[at], `"sizeBand":"`+e.one([]string{"1-2", "3-4", "5-6"})+`"`)
	}
	e.write(name, strings.Join(lines, ""))
}

var pseudonym = regexp.MustCompile(`"pseudonym":"([0-9a-f]{16})"`)

func pseudonymAfter(row string) (string, bool) {
	found := pseudonym.FindStringSubmatch(row)
	if found == nil {
		return "", false
	}
	n, err := strconv.ParseUint(found[1], 16, 64)
	return strings.Replace(row, found[1], fmt.Sprintf("%016x", n+1), 1), err == nil
}
