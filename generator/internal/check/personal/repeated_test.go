package personal

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// fragments of pages: what is plain, what is personal, and what makes that another
// fragment is read otherwise than alone.
var fragments = []string{
	`<li><a href="/xa/" title="Xã">Xã</a></li>`, `<p>Hội nghị bàn về hộ nghèo.</p>`, `<td>12.345</td>`, `<h2 id="ho-ngheo">Hộ nghèo</h2>`,
	`<p>Xã có <b>15</b> hộ nghèo`, `</p>`, `<br>`, `Thu nhập `, ` của các hộ.`, "\n\n", "\n", `<svg><text x="1">Năm 2022</text></svg>`,
	`<p>Gọi 0900 000 000.</p>`, `<p>Thăm hộ ông <b>Nguyễn Văn A</b>.</p>`, `<img alt="Nhà chị Lý Thị C">`, `<td>015</td><td>099</td>`, `<td>Nguyễn Văn A</td>`,
	`<p>Danh sách hộ nghèo:</p>`, `<p>1. Lò Văn A</p>`, `<p>- Lò Thị B</p>`, `<p>| Họ và tên | Số hộ |</p>`, `<p>` + "\n" + `| Giàng A Của | 2 |</p>`,
	`<p>21.12345 E`, `<p>105.12345</p>`, `<p>20°30'40"</p>`, `<p>20 độ 30 phút 40 giây</p>`, `<p>vĩ độ 21.12345</p>`, `<p>5.12345</p>`,
	`<p>Bản đồ: maps</p>`, `<p>OPENSTREETMAP.ORG/?MLAT=1</p>`, `<a href="https://zalo.me/x">Zalo</a>`, `<a href="https://ZALO.ME/0912345678">Zalo</a>`, `<p>TEL:0912345678</p>`,
	`<p>a dot b</p>`, `<p>ban at mau DOT com</p>`, `<p>ban A CÒNG mau CHẤM vn</p>`, `<p>. Anh N. 9 tuổi</p>`, `<p>Cháu M</p>`, `<p>. 9 tuổi bị mù</p>`,
	`<p>Ho` + "\u0323\u0302" + ` nghèo</p>`, `<p>` + "\u1101\u1161\u11a8" + `</p>`, `<!-- Gọi -->`, `<!-- `, `-->`, `</`, `<`, `/`, `<p`, `>`, `"`, `<p title="`, `<link rel=x>`,
	`<script>`, `</script>`, `<script type="application/ld+json">`, `{"a": "<li>"}`, `<style>`, `</style>`, `<title>`, `</title>`, `<textarea>`, `<plaintext>`,
	`<p>Bà Hoàng Thị B kể chuyện xưa.</p>`, `<dd>sinh-1985</dd>`, `<p>CCCD</p>`, `<p>015099000000</p>`, `&amp`, `;<p>`, `<code>#ho-ngheo</code>`, `<p>#hộ nghèo</p>`,
}

// What is cleared at once is what reading the whole page clears, whatever stood on the
// pages before.
func TestRepeatedClearsOnlyWhatIsClean(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	l := New(Allow{People: []string{"Trần Văn B"}})
	known := newRepeated(l)
	cleared := 0
	for range 100_000 {
		var page strings.Builder
		for range 1 + chance.IntN(8) {
			page.WriteString(fragments[chance.IntN(len(fragments))])
		}
		if !known.clears([]byte(page.String())) {
			continue
		}
		cleared++
		found, err := l.HTML(strings.NewReader(page.String()))
		if err != nil || len(found) > 0 {
			t.Fatalf("cleared %q, in which there is %v, %v", page.String(), found, err)
		}
	}
	if cleared < 10_000 {
		t.Errorf("only %d pages are cleared at once", cleared)
	}
}

// What is found in what stands on every page is told of every page, at its place and in
// the order of the pages.
func TestRepeatedFindingsAreToldOfEveryPage(t *testing.T) {
	clean := "<nav><a href=\"/xa/\">Xã</a></nav>\n<p>Xã có 15 hộ nghèo.</p>\n"
	site := fstest.MapFS{}
	var files, want []string
	for i := range 50 {
		name := fmt.Sprintf("xa/%02d/index.html", i)
		page := strings.Repeat(clean, i) + "<footer>Gọi 0900 000 000</footer>\n<p>Thăm hộ ông Nguyễn Văn A.</p>" + clean
		if i%5 == 4 {
			page = strings.Repeat(clean, i)
		} else {
			want = append(want, fmt.Sprintf("%s:%d MB4003", name, 2*i+1), fmt.Sprintf("%s:%d MB4010", name, 2*i+2), fmt.Sprintf("%s:%d MB4011", name, 2*i+2))
		}
		site[name] = &fstest.MapFile{Data: []byte(page)}
		files = append(files, name)
	}
	problems, err := Begin(&source.Project{}, Options{}).Pages().Find(site, append(files, "anh.png"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%s:%d %s", p.Path, p.Line, p.Code))
		if p.Severity != diag.Error {
			t.Errorf("%s is a %s", p.Pos, p.Severity)
		}
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}
