//go:build browser

package browser

import (
	"archive/zip"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestThreeClicksToASpreadsheetOfACommune is what a new reader with a cheap
// phone does: no JavaScript, 360 px, from the home page to a file that Excel
// opens.
func TestThreeClicksToASpreadsheetOfACommune(t *testing.T) {
	p := open(t, origin, 360, "light")
	if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	downloads := t.TempDir()
	done := make(chan string, 1)
	if err := chromedp.Listen(p.ctx, func(event any) {
		if e, ok := event.(*cdpbrowser.EventDownloadProgress); ok && e.State == "completed" {
			done <- e.GUID
		}
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(p.ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: "allowAndName", DownloadPath: downloads, EventsEnabled: new(true),
	}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(origin))
	for _, click := range []struct{ link, then string }{
		{`nav a[href$="/xa/"]`, `main a[href$="/xa/khanh-hoa-04342/"]`},
		{`main a[href$="/xa/khanh-hoa-04342/"]`, `main a[href$=".xlsx"]`},
		{`main a[href$=".xlsx"]`, ""},
	} {
		p.do(chromedp.WaitVisible(click.link), chromedp.Click(click.link))
		if click.then != "" {
			p.do(chromedp.WaitVisible(click.then))
		}
	}
	select {
	case name := <-done:
		if sheet := dataSheet(t, filepath.Join(downloads, name)); !strings.Contains(sheet, "15 hộ nghèo xã Khánh Hòa thoát nghèo năm 2022") {
			t.Error("the spreadsheet does not have the commitment of the commune")
		}
	case <-time.After(20 * time.Second):
		t.Fatal("no spreadsheet was downloaded")
	}
}

// TestOneTableOfAPlaceIsEmbeddedAlone opens a sheet of tables as a frame of
// another site does, without a script, at one of its tables: only that one shows,
// below the words that say its figures are invented.
func TestOneTableOfAPlaceIsEmbeddedAlone(t *testing.T) {
	p := open(t, origin, 720, "light")
	p.do(chromedp.Navigate(origin+"nhung/xa/khanh-hoa-04342/thong-ke/#bang-1-2"), chromedp.WaitVisible("#bang-1-2 table"))
	shown := eval[string](p, `[...document.querySelectorAll(".mb-dataset-embedded__part")].filter(e => e.checkVisibility()).map(e => e.id).join()`)
	if shown != "bang-1-2" {
		t.Errorf("shows %s", shown)
	}
	if eval[float64](p, `document.querySelector(".mb-notice__text").getBoundingClientRect().top`) < 0 {
		t.Error("the words that say the figures are invented are out of sight")
	}
	if n := eval[float64](p, `document.scripts.length`); n > 0 {
		t.Errorf("%v scripts", n)
	}
}

// TestLateDataAreToldByTheClock opens a dataset before and after the day that
// new data were promised for, and without a script.
func TestLateDataAreToldByTheClock(t *testing.T) {
	for _, tt := range []struct {
		now           string // empty: no script
		late, perhaps bool
	}{{"2026-12-23T16:00:00Z", false, false}, {"2026-12-23T18:00:00Z", true, false}, {"", false, true}} {
		p := open(t, origin, 360, "light")
		if tt.now == "" {
			_, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			if err != nil {
				t.Fatal(err)
			}
		} else {
			source := "const at = Date.parse('" + tt.now + "'); Date.now = () => at;"
			if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source}); err != nil {
				t.Fatal(err)
			}
		}
		p.do(chromedp.Navigate(origin+"du-lieu/cam-ket/"), chromedp.WaitVisible(".mb-dataset-late time"))
		for part, want := range map[string]bool{"[data-late]": tt.late, "[data-perhaps]": tt.perhaps} {
			if eval[bool](p, `document.querySelector(".mb-dataset-late `+part+`").checkVisibility({visibilityProperty: true})`) != want {
				t.Errorf("at %q: %s is seen: %v, want %v", tt.now, part, !want, want)
			}
		}
	}
}

// dataSheet is the first sheet of a workbook, as it is in the file.
func dataSheet(t *testing.T, file string) string {
	t.Helper()
	book, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet, err := book.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
