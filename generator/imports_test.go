package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// flow is the order of the packages: each may import only those before it.
// The stages follow the data; diag, viet and record describe what they share.
var flow = []string{
	"diag", "viet", "record", "source", "check", "settings",
	"edit", "sheet", "scaffold", "schemadiff", "cube", "sdc", "audit", "search", "draw", "progress", "kept", "portal", "site", "sbom", "release", "build", "serve", "cli",
}

// only says who alone may import a package outside the flow's order.
var only = map[string][]string{
	"github.com/gohugoio/hugo":              {"site"},
	"github.com/santhosh-tekuri/jsonschema": {"check"},
	"github.com/spf13/viper":                {"settings"},
	"minhbach/generator/internal/cube":      {"sdc", "build"},
	"minhbach/generator/internal/sdc":       {"portal", "build"},
	"minhbach/generator/internal/site":      {"build", "serve"},
	"filippo.io/age":                        {"cube"},
	"github.com/spf13/cobra":                {"cli"},
	"github.com/xuri/excelize":              {"sheet"},
}

// never says what a package must not import although it comes before it.
var never = map[string][]string{
	"audit": {"cube", "sdc"}, // the attack shares no code with the protection
	"sdc":   {"os", "net", "net/http", "io/fs"},
}

// The imports are parsed here and not asked of the go command, because a test
// that runs a command stays cached after somebody breaks the rule.
func TestPackagesImportEarlierStagesOnly(t *testing.T) {
	const internal = "minhbach/generator/internal/"
	files := 0
	err := fs.WalkDir(os.DirFS("internal"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		files++
		pkg := strings.Split(name, "/")[0]
		rank := slices.Index(flow, pkg)
		if rank < 0 {
			t.Errorf("internal/%s: package %s has no place in the flow", name, pkg)
		}
		for _, imported := range importsOf(t, filepath.Join("internal", name)) {
			if strings.HasPrefix(imported, internal) {
				other := strings.Split(strings.TrimPrefix(imported, internal), "/")[0]
				if other != pkg && slices.Index(flow, other) > rank {
					t.Errorf("internal/%s imports %s, a later stage", name, other)
				}
			}
			for what, who := range only {
				if (imported == what || strings.HasPrefix(imported, what+"/")) && !slices.Contains(who, pkg) && path.Base(what) != pkg {
					t.Errorf("internal/%s imports %s: only %s may", name, imported, strings.Join(who, ", "))
				}
			}
			if slices.Contains(never[pkg], strings.TrimPrefix(imported, internal)) {
				t.Errorf("internal/%s imports %s: %s never may", name, imported, pkg)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d files were looked at", files)
	}
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, spec := range f.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, p)
	}
	return paths
}
