package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A code that nothing reports has a page that nobody can come to.
func TestEveryCodeIsReportedSomewhere(t *testing.T) {
	named := map[string]bool{}
	inspect(t, ".", func(n ast.Node) {
		if spec, ok := n.(*ast.ValueSpec); ok {
			for _, name := range spec.Names {
				named[name.Name] = strings.HasPrefix(name.Name, "Code")
			}
		}
	})
	reported := map[string]bool{}
	inspect(t, "..", func(n ast.Node) {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "diag" {
				reported[selector.Sel.Name] = true
			}
		}
	})
	codes := 0
	for name, isCode := range named {
		if !isCode {
			continue
		}
		codes++
		if !reported[name] {
			t.Errorf("nothing reports %s", name)
		}
	}
	if codes != len(Codes()) {
		t.Errorf("%d constants, %d codes", codes, len(Codes()))
	}
}

// inspect walks the syntax of every Go file below dir that is no test.
func inspect(t *testing.T, dir string, visit func(ast.Node)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			visit(n)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
