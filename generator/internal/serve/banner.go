package serve

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"regexp"
	"strings"

	"minhbach/generator/internal/diag"
)

// ownPath is where the preview's own files are; no page has such an address.
const ownPath = "/__minhbach/"

//go:embed preview
var ownFiles embed.FS

var views = template.Must(template.ParseFS(ownFiles, "preview/*.html"))

// shown is what a banner shows.
type shown struct {
	Lang     string
	Version  int
	Building bool // before the first build is done
	Failure  string
	Errors   int
	Problems []shownProblem
}

type shownProblem struct {
	Pos, Code, Message, Remedy string
	Help                       string // address of the page about the code; empty while there is no site
	Warning                    bool
}

// show is the banner of a page in lang. base is the path of the site, empty
// while there is none.
func show(s state, lang, base string) shown {
	b := shown{Lang: lang, Version: s.Version, Building: s.Version == 0}
	if s.Err != nil {
		b.Failure = s.Err.Error()
	}
	for _, p := range s.Problems {
		warning := p.Severity == diag.Warning
		if !warning {
			b.Errors++
		}
		b.Problems = append(b.Problems, shownProblem{
			p.Pos.String(), p.Code, p.Message.In(lang), p.Remedy.In(lang), helpAddress(base, lang, p.Code), warning,
		})
	}
	return b
}

// helpAddress is where the previewed site itself explains a code.
func helpAddress(base, lang, code string) string {
	switch {
	case base == "":
		return ""
	case lang == "en":
		base += "en/"
	}
	return base + diag.HelpPath(code)
}

var (
	pageLang = regexp.MustCompile(`(?i)<html[^>]*\slang="?([a-z]{2})`)
	pageHead = regexp.MustCompile(`(?i)</head>`)
	pageBody = regexp.MustCompile(`(?i)<body[^>]*>`)
	policy   = regexp.MustCompile(`(?i)(<meta http-equiv="?Content-Security-Policy"? content=")([^"]*)"`)
)

// adapt puts the preview's script, style and banner into a page.
func adapt(page []byte, now state, base string) []byte {
	lang := "vi"
	if m := pageLang.FindSubmatch(page); m != nil {
		lang = strings.ToLower(string(m[1]))
	}
	page = policy.ReplaceAllFunc(page, func(tag []byte) []byte {
		m := policy.FindSubmatch(tag)
		return []byte(string(m[1]) + allowOwn(string(m[2])) + `"`)
	})
	banner := show(now, lang, base)
	page = insert(page, pageHead, view("head.html", banner), false)
	return insert(page, pageBody, view("banner.html", banner), true)
}

// allowOwn lets a page load the preview's script and style and listen to it.
func allowOwn(policy string) string {
	for _, directive := range []string{"connect-src", "script-src", "style-src"} {
		if !strings.Contains(policy, directive) {
			policy += "; " + directive + " 'self'"
		}
	}
	return policy
}

// insert puts text before or after the first match, or at the end.
func insert(page []byte, where *regexp.Regexp, text []byte, after bool) []byte {
	at := len(page)
	if m := where.FindIndex(page); m != nil {
		at = m[0]
		if after {
			at = m[1]
		}
	}
	return bytes.Join([][]byte{page[:at], text, page[at:]}, nil)
}

func view(name string, b shown) []byte {
	var out bytes.Buffer
	// The templates are our own and a buffer takes everything.
	if err := views.ExecuteTemplate(&out, name, b); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// waiting answers while there is no site yet.
func (p *preview) waiting(w http.ResponseWriter, now state) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write(view("waiting.html", show(now, p.lang, ""))) // the browser went away
}

// ownFile answers with a script or style of the preview.
func ownFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	data, err := ownFiles.ReadFile("preview/" + name)
	if err != nil || strings.HasSuffix(name, ".html") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", contentType(name))
	_, _ = w.Write(data) // the browser went away
}
