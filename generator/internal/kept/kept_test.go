package kept

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func sample() *Record {
	return &Record{
		Made: time.Unix(1_700_000_000, 42), Program: OfText("program"), Looked: OfText("looked"),
		Parts: []Part{
			{Name: "vi/fixed"},
			{Name: "vi/news/tin/2022/x/", Key: OfText("key"), Files: []string{"tin/2022/x/card.png"}, Noted: OfText("words"), Notes: []string{"12"}, Pages: []Page{{
				Address: "/tin/2022/x/", Lang: "vi", Source: "content/vi/tin/2022/x.md", Moved: true, Figures: true,
				Listed: true, Modified: "2022-03-22", Links: []Link{{"/xa/", 12, 3}},
			}}},
		},
		Outputs: []*Output{
			{Path: "css/a.css", SHA256: OfText("a")},
			{Path: "index.html", SHA256: OfText("b"), Key: OfText("c"), Uses: []string{"css/a.css"}, Stamp: Stamp{-1, 1 << 60, 3, 1 << 63}},
		},
	}
}

func TestARecordComesBackAsItWasWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), "record")
	if err := Write(name, sample()); err != nil {
		t.Fatal(err)
	}
	got, err := Read(name)
	if err != nil {
		t.Fatal(err)
	}
	if want := sample(); !got.Made.Equal(want.Made) || !reflect.DeepEqual(got.Parts, want.Parts) || !reflect.DeepEqual(got.Outputs, want.Outputs) {
		t.Errorf("Read = %+v, want %+v", got, want)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the record can be read by others: %v, %v", info.Mode(), err)
	}
}

// Whichever bit of a record is another one, the record is not used.
func TestADamagedRecordIsNoticed(t *testing.T) {
	var b strings.Builder
	if err := encode(&b, sample()); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	for i := range whole {
		data := append([]byte(nil), whole...)
		data[i] ^= 0x10
		if _, err := decode(string(data)); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrForm) {
			t.Fatalf("byte %d of %d: %v", i, len(whole), err)
		}
	}
	for n := range whole {
		if _, err := decode(whole[:n]); err == nil {
			t.Fatalf("%d of %d bytes are a record", n, len(whole))
		}
	}
}

// What is added in another order, or divided otherwise, is another key.
func TestKeysTellInputsApart(t *testing.T) {
	seen := map[Digest]int{}
	for i, k := range []*Key{
		NewKey("a"), NewKey("b"), NewKey("a").Text("bc"), NewKey("a").Text("b", "c"), NewKey("a").Text("c", "b"),
		NewKey("a").Int(1), NewKey("a").Add(Digest{}), NewKey("a").Add(OfText("b")),
	} {
		d := k.Digest()
		if other, taken := seen[d]; taken {
			t.Errorf("keys %d and %d are the same", other, i)
		}
		seen[d] = i
	}
}

func TestTheProgramIsReadOnce(t *testing.T) {
	cache := t.TempDir()
	first, err := Program(cache)
	if err != nil || !first.Known() {
		t.Fatal(first, err)
	}
	if again, err := Program(cache); err != nil || again != first {
		t.Errorf("Program = %s, %v, want %s", again, err, first)
	}
	notes, err := filepath.Glob(filepath.Join(cache, "program-*"))
	if err != nil || len(notes) != 1 {
		t.Fatal(notes, err)
	}
	if err := os.WriteFile(notes[0], []byte("another stamp\n"+OfText("x").String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if again, err := Program(cache); err != nil || again != first {
		t.Errorf("after a note for another file Program = %s, %v, want %s", again, err, first)
	}
}
