package audit

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Folder is where a site publishes its audit files, one for each release.
const Folder = "du-lieu/kiem-chung"

// Index lists what there is to audit. It is Folder/index.json.
type Index struct {
	Releases []string `json:"releases"` // names of the audit files, oldest first
	Pages    []string `json:"pages"`    // every page that shows figures of the last release
}

// Faults of a site beside those of its figures.
const (
	Contradicts Fault = "page"       // a page shows something else than the audit file says
	Unreadable  Fault = "unreadable" // a file that the site names is missing or cannot be read
)

// maxFile bounds each file of a site that is read.
const maxFile = 4 << 30

// Source opens a file of a published site by its path below the root.
type Source func(name string) (io.ReadCloser, error)

// OpenSite gives the source of a site in a folder or at an http or https address.
// At an address nothing but files below it is asked for.
func OpenSite(at string) (Source, error) {
	if !strings.HasPrefix(at, "http://") && !strings.HasPrefix(at, "https://") {
		root, err := os.OpenRoot(at)
		if err != nil {
			return nil, fmt.Errorf("open site: %w", err)
		}
		return func(name string) (io.ReadCloser, error) { return root.Open(name) }, nil
	}
	base, err := url.Parse(strings.TrimSuffix(at, "/") + "/")
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	client := &http.Client{Timeout: 5 * time.Minute}
	return func(name string) (io.ReadCloser, error) {
		response, err := client.Get(base.JoinPath(name).String())
		if err != nil {
			return nil, err
		}
		if response.StatusCode != http.StatusOK {
			response.Body.Close()
			return nil, fmt.Errorf("%s: %s", name, response.Status)
		}
		return response.Body, nil
	}, nil
}

// Site audits a published site: the attack on its last release with all that its
// releases tell, then every page that shows a figure against the audit file. A
// file that the site should have and does not, or that cannot be read, is a
// breach. The error is that there is no site to audit, or that it is out of reach.
func Site(open Source) (*Report, error) {
	var index Index
	if err := read(open, Folder+"/index.json", func(r io.Reader) error { return json.NewDecoder(r).Decode(&index) }); err != nil {
		return nil, err
	}
	missing := &Report{}
	var bundles []*Bundle
	for _, name := range index.Releases {
		if name != path.Base(name) || name == "." || name == ".." {
			missing.breach(name, Unreadable, "no name of an audit file")
			continue
		}
		file := Folder + "/" + name + ".json"
		err := read(open, file, func(r io.Reader) error {
			b, err := Read(r)
			bundles = append(bundles, b)
			return err
		})
		if err != nil {
			missing.breach(file, Unreadable, err.Error())
		}
	}
	if !missing.Safe() || len(bundles) == 0 {
		if len(index.Releases) == 0 {
			missing.breach(Folder, Unreadable, "the site names no audit file")
		}
		return missing, nil
	}
	report, err := Run(bundles...)
	if err != nil {
		return nil, err
	}
	last := bundles[len(bundles)-1]
	shown := map[string]bool{}
	for _, page := range index.Pages {
		if err := read(open, page, func(r io.Reader) error { return report.page(page, r, last, shown) }); err != nil {
			report.breach(page, Unreadable, err.Error())
		}
	}
	report.Shown = len(shown)
	return report, nil
}

func read(open Source, name string, parse func(io.Reader) error) error {
	f, err := open(name)
	if err != nil {
		return fmt.Errorf("read site: %w", err)
	}
	defer f.Close()
	if err := parse(io.LimitReader(f, maxFile)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// page compares the figures of a page with the audit file. An element that
// shows a figure names it in data-cell; data-unit says in what a sum of money is
// counted.
func (r *Report) page(name string, in io.Reader, b *Bundle, shown map[string]bool) error {
	z := html.NewTokenizer(in)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); err != io.EOF {
				return err
			}
			return nil
		case html.StartTagToken:
			token := z.Token()
			id, ok := attribute(token, "data-cell")
			if !ok {
				continue
			}
			text := textOf(z, token.DataAtom)
			shown[id] = true
			cell, ok := b.Find(id)
			unit, _ := attribute(token, "data-unit")
			if !ok {
				r.breach(id, Contradicts, fmt.Sprintf("%s shows a figure that the audit file does not hold", name))
			} else if !slices.Equal(numbers(text), expected(cell, unit)) && !impossible(cell, text) {
				r.breach(id, Contradicts, fmt.Sprintf("%s shows another figure than the audit file", name))
			}
		}
	}
}

func attribute(t html.Token, name string) (string, bool) {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// textOf is the text of an element that begins with the last token, without
// what is only for the screen or only for the ear.
func textOf(z *html.Tokenizer, element atom.Atom) string {
	var b strings.Builder
	depth, silent := 1, 0
	for depth > 0 {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if silent == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			t := z.Token()
			if t.DataAtom == element {
				depth++
			}
			if _, hidden := attribute(t, "data-words"); hidden || silent > 0 {
				silent++
			}
		case html.EndTagToken:
			if z.Token().DataAtom == element {
				depth--
			}
			silent = max(silent-1, 0)
		}
	}
	return b.String()
}

// numbers are the whole numbers that a text shows, thousands set apart or not.
func numbers(text string) []string {
	var found []string
	var digits strings.Builder
	flush := func() {
		if digits.Len() > 0 {
			found = append(found, digits.String())
			digits.Reset()
		}
	}
	for _, r := range text {
		switch {
		case '0' <= r && r <= '9':
			digits.WriteRune(r)
		case r == '.' || r == ',' || r == '\u00a0' || r == '\u202f': // between thousands
		default:
			flush()
		}
	}
	flush()
	return found
}

// impossible reports whether a page shows a sign in place of a zero that cannot
// be anything else.
func impossible(c Cell, text string) bool {
	return c.Lower == 0 && c.Upper == 0 && len(numbers(text)) == 0
}

// expected are the digits that a page must show for a figure, in its unit:
// itself, what a method put in its place, or the ends of its range.
func expected(c Cell, unit string) []string {
	per, err := strconv.ParseFloat(unit, 64)
	if err != nil || per <= 0 {
		per = 1
	}
	ends := []int64{c.Lower}
	if c.Method != "" {
		ends[0] = c.Shown
	} else if c.Withheld {
		if ends = append(ends, c.Upper); c.Upper >= Open {
			ends = ends[:1]
		}
	}
	var want []string
	for _, n := range ends {
		digits := strconv.FormatFloat(float64(n)/per, 'f', -1, 64)
		want = append(want, strings.ReplaceAll(digits, ".", ""))
	}
	return want
}
