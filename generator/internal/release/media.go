package release

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
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

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// inParallel calls do for every index below n, several at once, until one fails.
func inParallel(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, senders) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}
