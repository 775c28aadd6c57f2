package release

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// A job for a stranger's proposal has no key. It compares with the site that
// readers see, finds silent changes, and cannot publish.
func TestProposalIsComparedWithTheSite(t *testing.T) {
	o := newOffice(t)
	o.publish()
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(o.dir, currentLink))))
	defer server.Close()
	state, err := ReadSite(t.Context(), server.URL, o.public())
	if err != nil {
		t.Fatal(err)
	}
	defer state.Close()
	o.edit(func(a *record.Outcome) { a.Households = new(int64(16)) })
	plan, problems, err := Prepare(state, o.input())
	if err != nil || !slices.Equal(codes(problems), []string{diag.CodeSilentChange}) {
		t.Errorf("Prepare = %v, %v", problems, err)
	}
	if _, err := Seal(o.build(), plan); err == nil {
		t.Error("a release was sealed without a key")
	}
	stranger := newOffice(t)
	if _, err := ReadSite(t.Context(), server.URL, stranger.public()); !errors.Is(err, ErrWrongKey) {
		t.Errorf("ReadSite with another key = %v", err)
	}
	empty := httptest.NewServer(http.NotFoundHandler())
	defer empty.Close()
	if _, err := ReadSite(t.Context(), empty.URL, o.public()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("ReadSite of a site without ledger = %v", err)
	}
}

func TestSummarySaysWhatChangesForReaders(t *testing.T) {
	r := &record.Release{Number: 2, Date: "2026-11-24", Changes: record.Changes{
		Added: []string{"corrections/a-16"}, Withdrawn: []string{"news/vi/tin/2022/x"},
		Numbers: []record.NumberChange{{Record: "outcomes/a", Field: "households", Old: "15", New: "16",
			Reason: record.Text{VI: "In nhầm | <script>\n# [x](http://x)", EN: "Misprint"}}},
	}}
	var vi, en strings.Builder
	if err := WriteSummary(&vi, r, "vi"); err != nil {
		t.Fatal(err)
	}
	if err := WriteSummary(&en, r, "en"); err != nil {
		t.Fatal(err)
	}
	want := "| outcomes/a | households | 15 | 16 | In nhầm &#124; &#60;script&#62; &#35; &#91;x&#93;&#40;http&#58;//x&#41; |\n"
	if !strings.Contains(vi.String(), want) || !strings.Contains(vi.String(), "## Lần công bố số 2 (2026-11-24)") {
		t.Errorf("summary = %s", &vi)
	}
	if !strings.Contains(en.String(), "### Withdrawn records: 1\n\n- news/vi/tin/2022/x\n") {
		t.Errorf("summary = %s", &en)
	}
}
