package personal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/check/personal"
)

func TestKeyName(t *testing.T) {
	for key, want := range map[string]personal.Kind{
		"hoTen": personal.Person, "ho_ten": personal.Person, "Họ và tên": personal.Person, "tenChuHo": personal.Household,
		"cccd": personal.CCCD, "so-cccd": personal.CCCD, "cmnd": personal.CMND, "soDinhDanh": personal.CCCD, "dienThoai": personal.Phone, "SĐT": personal.Phone,
		"ngaySinh": personal.Birth, "namSinh": personal.Birth, "diaChi": personal.Address, "soNha": personal.Address, "toaDo": personal.GPS, "lat": personal.GPS, "lng": personal.GPS,
		"stk": personal.Bank, "soTaiKhoan": personal.Bank, "maHo": personal.Household, "maBHYT": personal.BHXH, "danToc": personal.Ethnicity, "benh": personal.Health, "khuyetTat": personal.Health, "nhanKhau": personal.Household,
	} {
		if got, ok := personal.KeyName(key); !ok || got != want {
			t.Errorf("KeyName(%q) = %q, %t, want %q", key, got, ok, want)
		}
	}
	for _, key := range strings.Fields("id name title households unit population date phone email parent text note value year latest plan asPrinted") {
		if k, ok := personal.KeyName(key); ok {
			t.Errorf("KeyName(%q) = %q, but records have such a field", key, k)
		}
	}
}

func TestFileName(t *testing.T) {
	l := personal.New(personal.Allow{People: []string{"Vũ Xuân Hợi"}})
	for name, want := range map[string]string{
		"content/anh/2022/ho-ong-nguyen-van-a.jpg":                  "household person",
		"content/anh/ba-hoang-thi-b.png":                            "person",
		"danh-sach-nguyen-van-c.pdf":                                "person",
		"0900000000.jpg":                                            "phone",
		"cccd-015099000000.pdf":                                     "cccd",
		"data/people/vu-xuan-hoi.json":                              "",
		"so-khoa-hoc-va-cong-nghe-giup-15-ho-ngheo-xa-khanh-hoa.md": "",
		"data/units/khanh-hoa-04342-2025.json":                      "",
		"truong-nguyen-van-troi.jpg":                                "",
		"IMG_20220322_080000.jpg":                                   "",
		"62-kh-tu-2022-02-25.json":                                  "",
		"dong-chi-giam-doc-tham-xa.jpg":                             "",
		"thi-tran-yen-the.jpg":                                      "",
		"thi-tran-van-an-04123.json":                                "",
		"ong-tran-van-an.jpg":                                       "person",
		"giam-ngheo-03-2025-2026.json":                              "",
		"0912-345-678.jpg":                                          "phone",
	} {
		var got []string
		for _, f := range l.FileName(name) {
			got = append(got, string(f.Kind))
		}
		slices.Sort(got)
		if got := strings.Join(slices.Compact(got), " "); got != want {
			t.Errorf("FileName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestBuiltPages(t *testing.T) {
	const page = `<!doctype html><html lang="vi"><head><title>Tin</title>
<meta name="description" content="Thăm hộ bà Hoàng Thị B">
<style>.a::after{content:"0900 000 000"}</style><script>var tel = "0900 000 001"</script>
<script type="application/ld+json">{"telephone": "0900 000 002"}</script></head>
<body><p>Đoàn thăm hộ <b>ông</b>
<a href="mailto:a.b@example.com">Nguyễn Văn&nbsp;A</a>.</p>
<td>015</td><td>099</td><td>000</td><td>000</td>
<img src="a.jpg" alt="Nhà chị Lý Thị C"><!-- Gọi 0900 000 003 --></body></html>`
	found, err := personal.New(personal.Allow{}).HTML(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprintf("%d %s %s %s", f.Line, f.Part, f.Kind, f.Masked))
	}
	compare(t, got,
		"4  phone 090• ••• •••",
		"6  household N••• V••• •••", "6  person N••• V••• •••",
		"2 content household H••• T••• •••", "2 content person H••• T••• •••",
		"6 href email •••.•••@e•••.c•••",
		"8 alt household L••• T••• •••", "8 alt person L••• T••• •••",
		"8 comment phone 090• ••• •••")
}

// A finding shows where it is in the text that was given, marks apart or not.
func TestPlacesInTexts(t *testing.T) {
	l := personal.New(personal.Allow{})
	for text, want := range map[string]string{
		"Hộ ông Nông Văn C có nhà.":                   "Nông Văn C",
		"Ho\u0323\u0302 ông No\u0302ng Va\u0306n C.":  "No\u0302ng Va\u0306n C",
		"Gọi 0900\u00a0000\u00a0000 nhé":              "0900\u00a0000\u00a0000",
		"Gọi 0900\u200b000\u2013000.":                 "0900\u200b000\u2013000",
		"Xe \u201cđỏ\u201d 21C\u2013000.01 ở đây":     "21C\u2013000.01",
		"\ufeffEmail a.b@example.com\u200b, thư khác": "a.b@example.com",
	} {
		found := l.Text(text)
		if len(found) == 0 {
			t.Errorf("nothing in %q", text)
			continue
		}
		if got := text[found[0].Start:found[0].End]; got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}
