package release

import "testing"

// A page that was published cannot just disappear: links to it are kept in
// letters, news and other sites.
func TestPublishedAddressesGoOnAnswering(t *testing.T) {
	o := newOffice(t)
	o.site["tin/trang/2/index.html"] = "trang 2"
	o.publish()
	delete(o.site, "cam-ket/a/index.html")
	delete(o.site, "tin/trang/2/index.html")
	delete(o.site, "so-lieu/t.csv")
	state, err := Last(t.Context(), o.target, o.key())
	if err != nil {
		t.Fatal(err)
	}
	paged := func(address string) bool { return address == "tin/trang/2/" }
	problems, err := Gone(t.Context(), state, o.build(), paged)
	if err != nil || len(problems) != 1 || problems[0].Path != "cam-ket/a/index.html" {
		t.Errorf("Gone = %v, %v", problems, err)
	}
	o.site["cam-ket/a/index.html"] = `<meta http-equiv="refresh" content="0;url=/cam-ket/b/">`
	if problems, err := Gone(t.Context(), state, o.build(), paged); err != nil || len(problems) != 0 {
		t.Errorf("Gone with a redirect = %v, %v", problems, err)
	}
}
