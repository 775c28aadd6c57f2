package release

import (
	"mime"
	"path"
	"regexp"
	"strings"
)

// fingerprint is in the name of a file that never changes its content.
var fingerprint = regexp.MustCompile(`\.[0-9a-f]{32,128}\.[a-z0-9]+$`)

// contentTypes are the same on every machine, unlike those of package mime.
var contentTypes = map[string]string{
	".html":    "text/html; charset=utf-8",
	".css":     "text/css; charset=utf-8",
	".js":      "text/javascript; charset=utf-8",
	".json":    "application/json",
	".jsonld":  "application/ld+json",
	".geojson": "application/geo+json",
	".csv":     "text/csv; charset=utf-8",
	".xml":     "application/xml",
	".txt":     "text/plain; charset=utf-8",
	".svg":     "image/svg+xml",
	".webp":    "image/webp",
	".jpg":     "image/jpeg",
	".png":     "image/png",
	".zip":     "application/zip",
	".woff2":   "font/woff2",
	".wasm":    "application/wasm",
	".pdf":     "application/pdf",
	".xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".parquet": "application/vnd.apache.parquet",
}

// headersOf says how a file is to be served: its type, and how long it may be
// kept by caches. Only the names of styles and scripts change with their content.
func headersOf(name string) map[string]string {
	kind := contentTypes[path.Ext(name)]
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	cache := "public, max-age=300"
	switch {
	case name == checkpointPath:
		kind, cache = "text/plain; charset=utf-8", "no-cache"
	case strings.HasPrefix(name, ledgerDir+"/tile/"), strings.HasPrefix(name, ledgerDir+"/releases/"), strings.HasPrefix(name, ledgerDir+"/programs/"), strings.HasPrefix(name, ledgerDir+"/statistics/"), fingerprint.MatchString(name):
		cache = "public, max-age=31536000, immutable"
	case path.Ext(name) == ".html":
		cache = "public, max-age=60"
	}
	return map[string]string{"Content-Type": kind, "Cache-Control": cache}
}
