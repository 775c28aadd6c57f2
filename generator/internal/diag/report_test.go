package diag

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

func problem(path string, line, col int, severity Severity, message string) Problem {
	return Problem{
		Pos: Pos{path, line, col, line, col + 4}, Severity: severity, Code: CodeWrongType, Record: "plans/x",
		Message: Text{message, "EN " + message}, Remedy: Text{"sửa", "mend it"},
	}
}

func write(t *testing.T, format string, ps ...Problem) string {
	t.Helper()
	var b bytes.Buffer
	r := Report{Problems: ps, Files: 3, Version: "1.2.3", HelpBase: "https://x.example/", Date: "2026-11-23", Lang: "vi"}
	if err := r.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGitHubKeepsWithinTheLimitsOfAStep(t *testing.T) {
	var ps []Problem
	for i := range 13 {
		ps = append(ps, problem("data/a,b:c.json", i+1, 5, Error, fmt.Sprintf("sai %d%%\nhai dòng", i)))
	}
	ps = append(ps, problem("data/w.json", 1, 1, Warning, "nhắc"))
	lines := strings.Split(strings.TrimSpace(write(t, "github", ps...)), "\n")
	if want := perLevel + 1 + 1; len(lines) != want {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), want, strings.Join(lines, "\n"))
	}
	want := "::error file=data/a%2Cb%3Ac.json,line=1,endLine=1,col=5,endColumn=9,title=MB1003 Sai loại giá trị::sai 0%25%0Ahai dòng%0Asửa%0Ahttps://x.example/tro-giup/mb1003/"
	if lines[0] != want {
		t.Errorf("got  %s\nwant %s", lines[0], want)
	}
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "::notice ") || !strings.Contains(last, "Còn 3 lỗi") {
		t.Errorf("last line %s", last)
	}
}

func TestSARIFFingerprintsSurviveAddedLines(t *testing.T) {
	prints := func(ps ...Problem) []string {
		var log sarifLog
		if err := json.Unmarshal([]byte(write(t, "sarif", ps...)), &log); err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, r := range log.Runs[0].Results {
			all = append(all, r.Fingerprints["minhbach/v1"])
		}
		return all
	}
	before := prints(problem("a.json", 3, 1, Error, "sai"), problem("a.json", 9, 1, Error, "sai"))
	after := prints(problem("a.json", 5, 1, Error, "sai"), problem("a.json", 11, 1, Error, "sai"))
	if before[0] == before[1] {
		t.Error("two problems have one fingerprint")
	}
	if before[0] != after[0] || before[1] != after[1] {
		t.Errorf("fingerprints %v became %v", before, after)
	}
}

func TestJUnitCountsErrorsAsFailures(t *testing.T) {
	for _, tt := range []struct {
		name            string
		problems        []Problem
		tests, failures int
	}{
		{"nothing wrong is one test that passed", nil, 1, 0},
		{"a warning fails nothing", []Problem{problem("a.json", 1, 1, Warning, "nhắc")}, 1, 0},
		{"each error is a failure", []Problem{problem("a.json", 1, 1, Error, "sai <&"), problem("b.json", 0, 0, Error, "sai")}, 2, 2},
	} {
		var doc junitSuites
		if err := xml.Unmarshal([]byte(write(t, "junit", tt.problems...)), &doc); err != nil {
			t.Fatal(err)
		}
		if doc.Suite.Tests != tt.tests || doc.Suite.Failures != tt.failures {
			t.Errorf("%s: %d tests, %d failures; want %d, %d", tt.name, doc.Suite.Tests, doc.Suite.Failures, tt.tests, tt.failures)
		}
	}
}

func TestGroupCountsAThousandRepeats(t *testing.T) {
	var ps []Problem
	for i := range 1000 {
		ps = append(ps, problem("a.json", i+1, 1, Error, "không có mã “x”"))
	}
	ps = append(ps, problem("b.json", 1, 1, Error, "khác"))
	got := Group(ps)
	if len(got) != 2 || got[0].Count != 1000 || len(got[0].Related) != repeats-1 {
		t.Fatalf("%d problems, first counts %d with %d places", len(got), got[0].Count, len(got[0].Related))
	}
	if errors, _ := Counts(got); errors != 1001 {
		t.Errorf("%d errors, want 1001", errors)
	}
	if text := write(t, "text", got...); !strings.Contains(text, "a.json:10:1 và 990 chỗ nữa") {
		t.Errorf("text does not count the rest:\n%s", text)
	}
	if few := Group(ps[:repeats]); len(few) != repeats {
		t.Errorf("%d repeats were folded into %d", repeats, len(few))
	}
}

// The official schema is a copy of OASIS' sarif-schema-2.1.0.json.
func TestSARIFAndJSONValidate(t *testing.T) {
	for format, schema := range map[string]string{"sarif": "testdata/sarif-schema-2.1.0.json", "json": "../../../schemas/problems.schema.json"} {
		c := jsonschema.NewCompiler()
		s, err := c.Compile(schema)
		if err != nil {
			t.Fatal(err)
		}
		for _, ps := range [][]Problem{nil, Group([]Problem{problem("a b.json", 1, 1, Error, "sai"), problem("", 0, 0, Warning, "nhắc")})} {
			var doc any
			if err := json.Unmarshal([]byte(write(t, format, ps...)), &doc); err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); err != nil {
				t.Errorf("%s: %#v", format, err)
			}
		}
	}
}
