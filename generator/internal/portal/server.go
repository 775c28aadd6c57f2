package portal

import (
	"bytes"
	"embed"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"text/template"

	"minhbach/generator/internal/record"
)

// serverFiles are the rules for kinds of web server, as templates.
//
//go:embed server
var serverFiles embed.FS

// servers are the kinds of web server by their name in the settings, with the
// files that each reads: the template, and where its result stands in the output.
var servers = map[string][]serverFile{
	"nginx":   {{"nginx.conf", "nginx.conf"}},
	"caddy":   {{"Caddyfile", "Caddyfile"}},
	"apache":  {{"htaccess", ".htaccess"}},
	"iis":     {{"web.config", "web.config"}},
	"headers": {{"headers", "_headers"}, {"redirects", "_redirects"}},
}

type serverFile struct{ template, path string }

// serverRules is what every template is filled with.
type serverRules struct {
	Base, Host, Origin string
	Headers            []serverHeader
	Types              []serverType
	Data               string   // suffixes of data, for a regular expression
	Hashed             []string // folders whose files carry a digest in their name
	Policy             string   // content security policy, without the part that says who may frame a page
	Embeds             []string // folders of pages that any site may frame
	Packed             []string // endings of compressed copies: gz, br
	Moved              []serverMove
	Gone               []serverMove
}

// serverMove is an address that was published once: where its page is now,
// nothing where it was withdrawn. Folder is the address below that of the site.
type serverMove struct{ From, To, Folder string }

type serverHeader struct{ Name, Value string }

// serverType is a kind of file that servers may not know.
type serverType struct{ Suffix, Type, Full string }

// ContentSecurityPolicy is that of every page; the pages carry it too, for
// servers that cannot be told.
const ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; img-src 'self'; manifest-src 'self'; script-src 'self'; style-src 'self'"

// serverFilesOf writes the rules for the servers that the settings name. Another
// name is refused by check.
func serverFilesOf(set *record.Set, site record.Site) []File {
	var files []File
	rules := rulesOf(site)
	rules.Moved, rules.Gone = serverMoves(set, site)
	for _, name := range site.Server {
		for _, s := range servers[name] {
			files = append(files, File{Path: s.path, Data: s.fill(rules)})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

func (s serverFile) fill(rules serverRules) []byte {
	text, err := serverFiles.ReadFile("server/" + s.template)
	if err != nil {
		panic(err) // part of the program
	}
	var b bytes.Buffer
	if err := template.Must(template.New(s.path).Parse(string(text))).Execute(&b, rules); err != nil {
		panic(fmt.Sprintf("rules in %s: %v", s.path, err))
	}
	return b.Bytes()
}

// serverMoves are the addresses that were published once, in every language.
func serverMoves(set *record.Set, site record.Site) (moved, gone []serverMove) {
	base := strings.TrimSuffix(basePath(site.BaseURL), "/")
	for i, lang := range site.Languages {
		prefix := ""
		if i > 0 {
			prefix = "/" + lang
		}
		for _, a := range byID(set.Addresses) {
			m := serverMove{From: base + prefix + a.From, Folder: strings.Trim(prefix+a.From, "/")}
			if a.To == "" {
				gone = append(gone, m)
				continue
			}
			m.To = base + prefix + a.To
			moved = append(moved, m)
		}
	}
	return moved, gone
}

func rulesOf(site record.Site) serverRules {
	r := serverRules{
		Base:   basePath(site.BaseURL),
		Hashed: []string{"css", "js", "images"},
		Policy: ContentSecurityPolicy,
		Embeds: embedFolders(site),
		Packed: site.Precompress,
		Types: []serverType{
			{"csv", "text/csv", "text/csv; charset=utf-8"},
			{"json", "application/json", "application/json"},
			{"jsonl", "application/jsonl", "application/jsonl"},
			{"jsonld", "application/ld+json", "application/ld+json"},
			{"ttl", "text/turtle", "text/turtle; charset=utf-8"},
			{"parquet", "application/vnd.apache.parquet", "application/vnd.apache.parquet"},
			{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
			{"webmanifest", "application/manifest+json", "application/manifest+json"},
			{"webp", "image/webp", "image/webp"},
		},
		Data: "csv|json|jsonl|jsonld|ttl|parquet|xlsx|zip|xml",
		Headers: []serverHeader{
			{"X-Content-Type-Options", "nosniff"},
			{"Referrer-Policy", "same-origin"},
			{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
		},
	}
	if u, err := url.Parse(site.BaseURL); err == nil {
		r.Host = u.Hostname()
		r.Origin = u.Scheme + "://" + u.Host
		if u.Scheme == "https" {
			r.Headers = append(r.Headers, serverHeader{"Strict-Transport-Security", "max-age=31536000"})
		}
	}
	return r
}

// embedFolders are the folders of pages to embed, one for each language.
func embedFolders(site record.Site) []string {
	folders := []string{strings.Trim(embedAddress, "/")}
	for i, lang := range site.Languages {
		if i > 0 {
			folders = append(folders, lang+"/"+folders[0])
		}
	}
	return folders
}
