package portal

import (
	"fmt"
	"strings"
	"testing"

	"rsc.io/qr"
)

// A commune of which something is known has one page for its notice board; it
// shows no more than fits, and says how much is left.
func TestSheetOfACommune(t *testing.T) {
	set := village()
	for i := range 5 {
		c := *set.Commitments["c"]
		c.ID = fmt.Sprint("more-", i)
		set.Commitments[c.ID] = &c
		set.Paths["commitments/"+c.ID] = "data/commitments/" + c.ID + ".json"
	}
	site := built(t, set, villageSite())
	page, sheet := pageAt[NoticeSheet](t, site, "vi", "/xa/khanh-hoa-04342/ban-in/")
	if !page.Frame.NoIndex || len(sheet.Commitments) != sheetCommitments || sheet.More != "Còn 2 cam kết khác, xem ở địa chỉ dưới đây." {
		t.Errorf("no index %v, %d commitments, %q", page.Frame.NoIndex, len(sheet.Commitments), sheet.More)
	}
	if sheet.Address != "minhbach.example/xa/khanh-hoa-04342" || sheet.AsOf != "Số liệu đến hết ngày 23/11/2026" {
		t.Errorf("address %q, as of %q", sheet.Address, sheet.AsOf)
	}
	if _, unit := pageAt[UnitPage](t, site, "vi", "/xa/khanh-hoa-04342/"); unit.Sheet == nil || unit.Sheet.Href != page.Address {
		t.Errorf("the page of the commune leads to %+v", unit.Sheet)
	}
	if _, unit := pageAt[UnitPage](t, site, "vi", "/xa/an-lac-04327/"); unit.Sheet != nil {
		t.Errorf("nothing is known of An Lạc, yet there is %+v", unit.Sheet)
	}
}

// The path draws exactly the squares of the code, inside a quiet zone of four.
func TestQRCode(t *testing.T) {
	const address = "https://example.org/minh-bach/xa/khanh-hoa-04342/"
	made, _ := editions(newIndex(village(), villageSite(), Options{}), villageSite())
	got := made[0].qrCode(address, "Xã Khánh Hòa")
	want, err := qr.Encode(address, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	if got.Size != want.Size+8 {
		t.Errorf("size %d, want %d and four on each side", got.Size, want.Size)
	}
	black := map[[2]int]bool{}
	for _, run := range strings.Split(strings.TrimPrefix(got.Path, "M"), "M") {
		var x, y, w, back int
		if _, err := fmt.Sscanf(run, "%d %dh%dv1h-%dz", &x, &y, &w, &back); err != nil || back != w {
			t.Fatalf("run %q: %v", run, err)
		}
		for i := range w {
			black[[2]int{x + i - 4, y - 4}] = true
		}
	}
	for y := range want.Size {
		for x := range want.Size {
			if black[[2]int{x, y}] != want.Black(x, y) {
				t.Fatalf("square %d,%d is wrong", x, y)
			}
		}
	}
}
