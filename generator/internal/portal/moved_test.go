package portal

import (
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// moved are an address whose page is elsewhere and one whose page was withdrawn.
func moved(to string) *record.Set {
	set := village()
	set.Addresses = map[string]*record.Address{
		"a": {Head: record.Head{ID: "a"}, From: "/tin/2022/cu/", To: to, Date: "2026-11-20", Reason: both("Tên sai.", "Misspelt.")},
		"b": {Head: record.Head{ID: "b"}, From: "/tin/2022/go/", Date: "2026-11-21", Reason: both("Nguồn đã rút tin.", "")},
	}
	set.Paths["addresses/a"] = "data/addresses/a.json"
	return set
}

func TestOldAddressesGoOnAnswering(t *testing.T) {
	site := villageSite()
	site.BaseURL = "https://example.org/minh-bach/"
	s := built(t, moved("/cam-ket/c/"), site)
	page, model := pageAt[NotFound](t, s, "en", "/tin/2022/cu/")
	if page.Frame.Redirect != "/minh-bach/en/cam-ket/c/" || page.Frame.Canonical != "https://example.org/minh-bach/en/cam-ket/c/" || !page.Frame.NoIndex {
		t.Errorf("frame %+v", page.Frame)
	}
	if model.Links[0].Href != "/minh-bach/en/cam-ket/c/" || !strings.Contains(model.Text, "Misspelt.") {
		t.Errorf("model %+v", model)
	}
	page, model = pageAt[NotFound](t, s, "vi", "/tin/2022/go/")
	if page.Frame.Redirect != "" || model.Text != "Trang từng ở địa chỉ này đã được gỡ, ngày 21/11/2026. Nguồn đã rút tin." {
		t.Errorf("withdrawn page %+v %+v", page.Frame, model)
	}
	if strings.Contains(string(fileAt(t, s, "sitemap.xml")), "tin/2022/cu") {
		t.Error("the old address is in the sitemap")
	}
}

func TestOldAddressMustLeadSomewhere(t *testing.T) {
	for _, to := range []string{"/khong-co/", "/tin/2022/cu/"} {
		_, problems := wholeSite(moved(to), villageSite(), Options{})
		if len(problems) != 1 || problems[0].Code != diag.CodeAddressLost || problems[0].Path != "data/addresses/a.json" {
			t.Errorf("to %s: %+v", to, problems)
		}
	}
}
