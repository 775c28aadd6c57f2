package release

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"minhbach/generator/internal/diag"
)

func TestPublishedSiteIsProved(t *testing.T) {
	o := newOffice(t)
	o.publish()
	first := o.verify(nil)
	wantTrue(t, first, 1)
	if len(first.NotProved) == 0 {
		t.Error("Verify claims to have proved everything, even without an earlier checkpoint")
	}
	o.site["index.html"] += "<p>Tin mới.\n"
	o.publish()
	wantTrue(t, o.verify(first.Checkpoint), 2)
}

// One digit is changed on the server: verify says which file, line and number.
func TestOneChangedDigitIsNamed(t *testing.T) {
	for _, tt := range []struct {
		file, from, to, message string
		line                    int
	}{
		{"index.html", "<b>15</b>", "<b>16</b>", "its numbers are now: 16", 2},
		{"cam-ket/a/index.html", "15 hộ", "51 hộ", "its numbers are now: 51", 2},
		{"api/v1/outcomes.json", "15", "16", "its numbers are now: 16", 3},
		{"so-lieu/t.csv", "b,30", "b,80", "its numbers are now: 80; as published: 30", 3},
		{"anh/x.webp", "picture", "pictura", "not what was published", 0},
	} {
		t.Run(tt.file, func(t *testing.T) {
			o := newOffice(t)
			o.publish()
			o.tamper(tt.file, tt.from, tt.to)
			p := wantFalse(t, o.verify(nil), diag.CodeFalseFile, tt.file)
			if p.Line != tt.line || !strings.Contains(p.Message.EN, tt.message) {
				t.Errorf("Verify says %v %q, want line %d and %q", p.Pos, p.Message.EN, tt.line, tt.message)
			}
		})
	}
}

// tamper changes a file of the current release behind the publisher's back.
func (o *office) tamper(name, from, to string) {
	o.t.Helper()
	file := filepath.Join(o.dir, currentLink, filepath.FromSlash(name))
	text, err := os.ReadFile(file)
	if err != nil {
		o.t.Fatal(err)
	}
	changed := bytes.Replace(text, []byte(from), []byte(to), 1)
	if bytes.Equal(text, changed) {
		o.t.Fatalf("%s holds no %q", name, from)
	}
	if err := os.Remove(file); err != nil { // other releases may share it
		o.t.Fatal(err)
	}
	write(o.t, file, string(changed))
}

func TestMissingAndExtraFilesAreNamed(t *testing.T) {
	o := newOffice(t)
	o.publish()
	script := filepath.Join(o.dir, currentLink, "js", "planted.js")
	write(t, script, "alert(1)")
	wantFalse(t, o.verify(nil), diag.CodeExtraFile, "js/planted.js")
	os.Remove(script)
	os.Remove(filepath.Join(o.dir, currentLink, "index.html"))
	wantFalse(t, o.verify(nil), diag.CodeMissingFile, "index.html")
}

// Every single file of the ledger is changed, cut off, doubled and replaced in
// turn; nothing of it goes unseen.
func TestNoFileOfTheLedgerCanBeChanged(t *testing.T) {
	o := newOffice(t)
	o.publish()
	names, err := ledgerFiles(filepath.Join(o.dir, currentLink))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(o.dir, currentLink, filepath.FromSlash(name))
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			changed := [][]byte{nil, text[:len(text)-1], append(bytes.Clone(text), text...), bytes.Repeat([]byte{0xff}, len(text))}
			for _, at := range []int{0, len(text) / 3, len(text) / 2, len(text) - 1} {
				flipped := bytes.Clone(text)
				flipped[at] ^= 1
				changed = append(changed, flipped)
			}
			for i, data := range changed {
				write(t, file, string(data))
				if r := o.verify(nil); len(r.False) != 1 {
					t.Errorf("change %d of %s was not seen", i, name)
				}
			}
			write(t, file, string(text))
		})
	}
	wantTrue(t, o.verify(nil), 1)
}

// A statistic that said too much was removed from the archive: that is no lie,
// and it is said.
func TestRemovedCopyIsTold(t *testing.T) {
	o := newOffice(t)
	o.publish()
	if err := os.Remove(filepath.Join(o.dir, currentLink, "ledger", "statistics", "t", "1.csv")); err != nil {
		t.Fatal(err)
	}
	r := o.verify(nil)
	wantTrue(t, r, 1)
	if !strings.Contains(fmt.Sprint(r.NotProved), "1 old copies") {
		t.Errorf("not proved: %v", r.NotProved)
	}
}

// A thief of the key rewrites the past: who kept a checkpoint sees it.
func TestRewrittenLedgerIsSeen(t *testing.T) {
	o := newOffice(t)
	o.publish()
	kept := o.verify(nil).Checkpoint
	if err := os.RemoveAll(o.dir); err != nil {
		t.Fatal(err)
	}
	o.reopen()
	*o.set.Outcomes["a"].Households = 14
	o.publish()
	wantTrue(t, o.verify(nil), 1)
	wantFalse(t, o.verify(kept), diag.CodeForkedLedger, checkpointPath)
}

func TestRolledBackSiteIsWholeButOlder(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.site["index.html"] += "<p>Nhầm.\n"
	o.publish()
	kept := o.verify(nil).Checkpoint
	if from, to, err := Rollback(t.Context(), o.target); from != 2 || to != 1 || err != nil {
		t.Fatalf("Rollback = %d, %d, %v", from, to, err)
	}
	wantTrue(t, o.verify(nil), 1)
	wantFalse(t, o.verify(kept), diag.CodeOlderLedger, checkpointPath)
	// The next release continues the ledger that was published, not the one shown.
	o.publish()
	wantTrue(t, o.verify(kept), 3)
	if _, _, err := Rollback(t.Context(), o.target); err != nil {
		t.Fatal(err)
	}
}

func TestSiteOfAnotherPublisherIsNotProved(t *testing.T) {
	o := newOffice(t)
	o.publish()
	other, err := NewKey(filepath.Join(t.TempDir(), "other.key"), origin)
	if err != nil {
		t.Fatal(err)
	}
	wantFalse(t, verifySite(t, o.dir, other, nil), diag.CodeFalseSignature, checkpointPath)
}

// Over the network a site is proved with plain requests to its own address.
func TestVerifyOverTheNetwork(t *testing.T) {
	o := newOffice(t)
	o.publish()
	server := httptest.NewServer(http.StripPrefix("/cong-khai", http.FileServer(http.Dir(filepath.Join(o.dir, currentLink)))))
	defer server.Close()
	wantTrue(t, verifySite(t, server.URL+"/cong-khai", o.public(), nil), 1)
	o.tamper("so-lieu/t.csv", "12", "21")
	p := wantFalse(t, verifySite(t, server.URL+"/cong-khai/", o.public(), nil), diag.CodeFalseFile, "so-lieu/t.csv")
	if p.Line != 2 || !strings.Contains(p.Message.EN, "21; as published: 12") {
		t.Errorf("Verify says %v %q", p.Pos, p.Message.EN)
	}
}

// A hostile server sends without end, or leads to another place.
func TestHostileServerIsBounded(t *testing.T) {
	o := newOffice(t)
	o.publish()
	asked := make(chan string, 100)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.URL.Path }))
	defer elsewhere.Close()
	files := http.FileServer(http.Dir(filepath.Join(o.dir, currentLink)))
	serve := func(path string, do http.HandlerFunc) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == path {
				do(w, r)
				return
			}
			files.ServeHTTP(w, r)
		}))
		t.Cleanup(server.Close)
		return server.URL
	}
	endless := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("1"), 1<<16)); err != nil {
				return
			}
		}
	}
	for _, path := range []string{"/ledger/checkpoint", "/ledger/tile/0/000.p/4"} {
		if r := verifySite(t, serve(path, endless), o.public(), nil); len(r.False) != 1 {
			t.Errorf("an endless %s was not refused", path)
		}
	}
	p := wantFalse(t, verifySite(t, serve("/", endless), o.public(), nil), diag.CodeFalseFile, "index.html")
	if p.Line != 1 {
		t.Errorf("Verify says line %d", p.Line)
	}
	away := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) }
	if _, err := Verify(t.Context(), serve("/so-lieu/t.csv", away), Check{Public: o.public()}); err == nil || len(asked) > 0 {
		t.Errorf("Verify followed a redirect away: %v", err)
	}
}

func TestFirstFalseFileIsTheFirstOfTheList(t *testing.T) {
	o := newOffice(t)
	for i := range 200 {
		o.site["trang/"+string(rune('a'+i%26))+string(rune('a'+i/26))+".html"] = strings.Repeat("x", i)
	}
	o.publish()
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range o.site {
			if strings.HasPrefix(name, "trang/") && !yield(name) {
				return
			}
		}
	})
	for _, name := range names[100:] {
		write(t, filepath.Join(o.dir, currentLink, name), "false")
	}
	wantFalse(t, o.verify(nil), diag.CodeFalseFile, names[100])
}

// A third party signs the checkpoint that it saw; readers who believe the third
// party need not fear that they alone are shown another ledger.
func TestWitness(t *testing.T) {
	o := newOffice(t)
	o.publish()
	file := filepath.Join(t.TempDir(), "witness.key")
	public, err := NewWitnessKey(file, "witness.example/minhbach")
	if err != nil {
		t.Fatal(err)
	}
	key, err := ReadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	verify := func() string {
		report, err := Verify(t.Context(), o.dir, Check{Public: o.public(), Witnesses: []string{public}})
		if err != nil {
			t.Fatal(err)
		}
		wantTrue(t, report, 1)
		return fmt.Sprint(report.Proved)
	}
	if said := verify(); strings.Contains(said, "witness") {
		t.Errorf("a witness who never signed is believed: %s", said)
	}
	checkpoint := filepath.Join(o.dir, currentLink, filepath.FromSlash(checkpointPath))
	signed, err := os.ReadFile(checkpoint)
	if err != nil {
		t.Fatal(err)
	}
	cosigned, err := Cosign(signed, key, time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	write(t, checkpoint, string(cosigned))
	if said := verify(); !strings.Contains(said, "the witness witness.example/minhbach saw this very ledger at 2026-11-24T07:00:00Z") {
		t.Errorf("the witness is not named: %s", said)
	}
	// The signature holds for this checkpoint and time only.
	end := string(cosigned[len(cosigned)-20 : len(cosigned)-10])
	write(t, checkpoint, strings.Replace(string(cosigned), end, "AAAAAAAAAA", 1))
	if said := verify(); strings.Contains(said, "witness") {
		t.Errorf("a forged witness is believed: %s", said)
	}
}

// The example of the specification of cosignatures.
func TestWitnessFormat(t *testing.T) {
	text := string(cosigned(1679315147, "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"))
	want := "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
	if text != want {
		t.Errorf("cosigned text = %q", text)
	}
}
