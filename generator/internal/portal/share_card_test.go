package portal

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
)

func TestPagesThatArePassedOnHaveACardOfTheirOwn(t *testing.T) {
	set, site := realSet(t)
	s := built(t, set, site)
	shared := "https://minhbach.example/chia-se.png"
	for _, tt := range []struct{ address, card, alt string }{
		{"/", shared, "Ai đã hứa"},
		{"/phuong-phap/", shared, "Ai đã hứa"},
		{"/xa/an-lac-04327/", shared, "Ai đã hứa"},
		{"/cam-ket/khcn-15-ho-khanh-hoa-2022/", "https://minhbach.example/cam-ket/khcn-15-ho-khanh-hoa-2022/chia-se.png",
			"15 hộ nghèo của xã Khánh Hòa thoát nghèo trong năm 2022. Kết quả được công nhận (đã hết thời hạn ngày 31/12/2022): chưa công bố"},
		{"/so-lieu/yen-bai-15/", "https://minhbach.example/so-lieu/yen-bai-15/chia-se.png", "Tỷ lệ hộ nghèo năm 2023, theo chuẩn nghèo giai đoạn 2022–2025: 9,16%"},
		{"/xa/khanh-hoa-04342/", "https://minhbach.example/xa/khanh-hoa-04342/chia-se.png", "15 hộ"},
	} {
		var image *Image
		for _, p := range s.Pages {
			if p.Lang == "vi" && p.Address == tt.address {
				image = p.Frame.Image
			}
		}
		if image == nil {
			t.Errorf("%s has no card", tt.address)
			continue
		}
		address, version, _ := strings.Cut(image.Href, "?v=")
		if address != tt.card || len(version) != cardVersion || !strings.Contains(image.Alt, tt.alt) {
			t.Errorf("%s has the card %+v", tt.address, image)
		}
	}
	picture, err := png.Decode(bytes.NewReader(fileAt(t, s, "cam-ket/khcn-15-ho-khanh-hoa-2022/chia-se.png")))
	if err != nil || picture.Bounds().Dx() != 1200 || picture.Bounds().Dy() != 630 {
		t.Errorf("the card is %v (%v)", picture, err)
	}
}

// A number that changed is another address to those who keep pictures.
func TestACardThatChangedHasAnotherVersion(t *testing.T) {
	set := village()
	page, _ := pageAt[CommitmentPage](t, built(t, set, villageSite()), "vi", "/cam-ket/c/")
	again, _ := pageAt[CommitmentPage](t, built(t, set, villageSite()), "vi", "/cam-ket/c/")
	outcome(set, "o", "recognised", "2022-12-14", number(12))
	changed, _ := pageAt[CommitmentPage](t, built(t, set, villageSite()), "vi", "/cam-ket/c/")
	if page.Frame.Image.Href != again.Frame.Image.Href || page.Frame.Image.Href == changed.Frame.Image.Href {
		t.Errorf("%q, again %q, changed %q", page.Frame.Image.Href, again.Frame.Image.Href, changed.Frame.Image.Href)
	}
}
