package sbom

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/licensecheck"
)

var update = flag.Bool("update", false, "write licences.txt anew")

// allowed are the licences that may go into a program under Apache-2.0. The one
// of the SIL (OFL) is for fonts.
var allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "OFL-1.1", "Unlicense"}

var licenceFile = regexp.MustCompile(`(?i)^(un)?licen[cs]e|^copying`)

// systems are those that the program is built for: each has modules of its own.
var systems = []string{"linux", "windows", "darwin"}

// TestLicencesOfModules reads the licence of each module in the program and
// refuses one that may not be in it, or that nobody has looked at.
func TestLicencesOfModules(t *testing.T) {
	found := map[string]string{}
	for path, dir := range modules(t) {
		found[path] = licenceIn(t, path, dir)
		for one := range strings.SplitSeq(found[path], " AND ") {
			if !slices.Contains(allowed, one) {
				t.Errorf("%s has the licence %q, which is not among those allowed", path, one)
			}
		}
	}
	var text strings.Builder
	for _, path := range slices.Sorted(maps.Keys(found)) {
		fmt.Fprintf(&text, "%s %s\n", path, found[path])
	}
	if *update {
		if err := os.WriteFile("licences.txt", []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text.String() != licences {
		t.Errorf("licences.txt is not what the modules say: run go test ./generator/internal/sbom -update and review the difference; the modules say\n%s", text.String())
	}
}

// modules are the folders of the modules in the program, on any system.
func modules(t *testing.T) map[string]string {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} { // so that a cached result is forgotten when they change
		if _, err := os.ReadFile(filepath.Join("../../..", name)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal("go env: ", err)
	}
	found := map[string]string{"std": strings.TrimSpace(string(root))}
	for _, system := range systems {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "minhbach/generator")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if path, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				found[path] = dir
			}
		}
	}
	return found
}

// licenceIn reads the files of a module's own folder that hold its licence.
func licenceIn(t *testing.T, path, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		cover := licensecheck.Scan(text)
		for _, m := range cover.Match {
			if !m.IsURL && !slices.Contains(names, m.ID) {
				names = append(names, m.ID)
			}
		}
		if cover.Percent < 60 {
			t.Errorf("%s: only %.0f %% of %s is a known licence", path, cover.Percent, e.Name())
		}
	}
	slices.Sort(names)
	return strings.Join(names, " AND ")
}
