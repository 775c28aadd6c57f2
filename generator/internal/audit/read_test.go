package audit_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"minhbach/generator/internal/audit"
)

// However an audit file is laid out and however it comes, the same is read.
func TestReadDoesNotGoByTheLayout(t *testing.T) {
	for seed := range uint64(6) {
		release := protect(t, seed)
		if release == nil {
			continue
		}
		var text, laid, tight bytes.Buffer
		if err := release.WriteBundle(&text); err != nil {
			t.Fatal(err)
		}
		want, err := audit.Read(bytes.NewReader(text.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Indent(&laid, text.Bytes(), "", "\t"); err != nil {
			t.Fatal(err)
		}
		if err := json.Compact(&tight, text.Bytes()); err != nil {
			t.Fatal(err)
		}
		escaped := strings.ReplaceAll(text.String(), `"id":"h`, `"id":"\u0068`)
		for name, r := range map[string]io.Reader{
			"indented": &laid, "compact": &tight, "escaped": strings.NewReader(escaped),
			"byte by byte": iotest.OneByteReader(bytes.NewReader(text.Bytes())),
			"with its end": iotest.DataErrReader(bytes.NewReader(text.Bytes())),
		} {
			got, err := audit.Read(r)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if !reflect.DeepEqual(got.Cells, want.Cells) || !reflect.DeepEqual(got.Equations, want.Equations) || !reflect.DeepEqual(got.Derived, want.Derived) {
				t.Errorf("%s: something else was read", name)
			}
		}
	}
}

// A file that was cut anywhere is none, and a reader that fails is told of.
func TestReadTakesNoPart(t *testing.T) {
	text, _ := sound(t)
	text = strings.TrimSpace(text)
	for i := range text {
		if _, err := audit.Read(strings.NewReader(text[:i])); err == nil {
			t.Fatalf("it was read though it was cut after %d bytes", i)
		}
	}
	fault := errors.New("the disk failed")
	if _, err := audit.Read(io.MultiReader(strings.NewReader(text[:200]), iotest.ErrReader(fault))); err == nil {
		t.Error("a failure was taken for the end")
	}
	if _, err := audit.Read(io.MultiReader(strings.NewReader(text), iotest.ErrReader(fault))); !errors.Is(err, fault) {
		t.Errorf("error %v, want that of the reader", err)
	}
}

// The quick way must not be looser than JSON.
func TestReadRefusesWhatIsNoJSON(t *testing.T) {
	text, _ := sound(t)
	for _, tt := range []struct{ name, old, new string }{
		{"a zero in front", `"value":11`, `"value":011`},
		{"a sign", `"lower":11`, `"lower":+11`},
		{"no number", `"lower":11`, `"lower":`},
		{"a figure below nothing", `"lower":1,"upper":11`, `"lower":-1,"upper":11`},
		{"a fraction", `"value":11,"lower":11,"upper":11`, `"value":11.5,"lower":11.5,"upper":11.5`},
		{"too large", `"upper":10`, `"upper":99999999999999999999`},
		{"a comma too many", `}],`, `},],`},
		{"a comma too few", "},\n{", "}\n{"},
		{"another bracket", `}],`, `}},`},
		{"two values", `"upper":10}`, `"upper":10}{}`},
		{"a control character", `"id":"a"`, "\"id\":\"a\x01\""},
		{"an unknown escape", `"id":"a"`, `"id":"\x61"`},
		{"nothing to sum", `{"sum":["ab","cd"]`, `{"sum":[]`},
		{"a member twice", `"derived":[]`, `"derived":[],"derived":[]`},
	} {
		broken := strings.Replace(text, tt.old, tt.new, 1)
		if broken == text {
			t.Fatalf("%s: nothing was broken", tt.name)
		}
		if _, err := audit.Read(strings.NewReader(broken)); err == nil {
			t.Errorf("%s: it was read", tt.name)
		}
	}
}
