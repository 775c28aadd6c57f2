package draw

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

// decoded reads a picture back.
func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestFontsHaveEveryLetterOfVietnamese(t *testing.T) {
	const base = "aăâeêioôơuưy"
	letters := "đĐ–—“”…·×≈≥−%₫²→"
	for _, tones := range []string{"áàảãạ", "ắằẳẵặ", "ấầẩẫậ", "éèẻẽẹ", "ếềểễệ", "íìỉĩị", "óòỏõọ", "ốồổỗộ", "ớờởỡợ", "úùủũụ", "ứừửữự", "ýỳỷỹỵ"} {
		letters += tones + strings.ToUpper(tones)
	}
	for _, r := range letters + base + strings.ToUpper(base) {
		if !Has(r) {
			t.Errorf("a font lacks %q", r)
		}
	}
	if Has('語') {
		t.Error("the fonts claim to have a letter that they lack")
	}
}

func TestPathsAreWhatSVGReads(t *testing.T) {
	var d Drawing
	d.Line(Line, 0, 1.25, 10, 2)
	d.Rect(Solid, 1, 2, 3, 4)
	d.Circle(Dot, 10, 10, 4.5)
	for i, want := range []string{
		"M0 1.3L10 2", "M1 2L4 2L4 6L1 6z", "M5.5 10a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0z",
	} {
		if got := d.Shapes[i].Path(); got != want {
			t.Errorf("path %q, want %q", got, want)
		}
	}
}

func TestATemplateGetsOnePathForEachStyle(t *testing.T) {
	var d Drawing
	d.Line(Grid, 0, 0, 10, 0)
	d.Circle(Dot, 5, 5, 1)
	d.Line(Grid, 0, 5, 10, 5)
	d.Write(Value, Start, 1, 2, "a")
	d.Write(Label, End, 3, 4, "b")
	d.Write(Value, Start, 5, 6.25, "<c>")
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"width":0,"height":0,"paths":[{"style":"grid","d":"M0 0L10 0M0 5L10 5"},{"style":"dot","d":"M4 5a1 1 0 1 1 2 0a1 1 0 1 1 -2 0z"}],` +
		`"texts":[{"style":"value","anchor":"start","x":[1,5],"y":[2,6.3],"words":["a","\u003cc\u003e"]},{"style":"label","anchor":"end","x":[3],"y":[4],"words":["b"]}]}`
	if string(data) != want {
		t.Errorf("got\n%s\nwant\n%s", data, want)
	}
}

func TestAPictureHasItsShapesWhereTheyAre(t *testing.T) {
	d := Drawing{Width: 100, Height: 50}
	d.Rect(Solid, 10, 10, 20, 20)
	d.Line(Break, 60, 0, 60, 50)
	picture := decoded(t, Picture{Drawing: d}.PNG())
	top := pictureMargin + pictureSpacing
	for _, tt := range []struct {
		name string
		x, y int
		want color.RGBA
	}{
		{"inside the area", 20, 20, Paints[Solid].Fill},
		{"its last pixel", 29, 29, Paints[Solid].Fill},
		{"beside it", 31, 20, paper},
		{"a dash of the line", 60, 3, Paints[Break].Stroke},
		{"the room after it", 60, 8, paper},
	} {
		if got := picture.At(pictureMargin+tt.x*pixels, top+tt.y*pixels); color.RGBAModel.Convert(got) != tt.want {
			t.Errorf("%s is %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestAnAreaIsAsLargeAsItIs sums up how much is covered: what leaves a row or a
// pixel must enter the next.
func TestAnAreaIsAsLargeAsItIs(t *testing.T) {
	for name, outline := range map[string][]point{
		"a rectangle of whole pixels": {{512, 512}, {2560, 512}, {2560, 1536}, {512, 1536}},
		"a rectangle between pixels":  {{600, 700}, {2648, 700}, {2648, 1724}, {600, 1724}},
		"a triangle":                  {{512, 300}, {4608, 1324}, {512, 1324}},
		"the same the other way":      {{512, 300}, {512, 1324}, {4608, 1324}},
		"steep":                       {{512, 300}, {1536, 4396}, {512, 4396}},
		"partly left of the picture":  {{-2048, 0}, {0, 0}, {2048, 0}, {2048, 1024}, {-2048, 1024}},
	} {
		var r raster
		r.window(0, 0, 32, 32)
		r.outline(outline)
		got := 0
		for row := range r.height {
			shade := make([]uint8, r.width)
			r.row(row, shade)
			for _, s := range shade {
				got += int(s)
			}
		}
		const want = 2048 * 1024 * shades / (unit * unit)
		if got < want*98/100 || got > want*102/100 {
			t.Errorf("%s covers %d, want about %d", name, got, want)
		}
	}
}

func TestDashesLeaveRoomBetween(t *testing.T) {
	pieces := dashes([]point{{0, 0}, {100, 0}, {100, 100}}, 30, 20)
	if len(pieces) != 4 {
		t.Fatalf("%d pieces, want 4: %v", len(pieces), pieces)
	}
	if got := pieces[1]; got[0] != (point{50, 0}) || got[1] != (point{80, 0}) {
		t.Errorf("the second piece is %v", got)
	}
	if whole := dashes([]point{{0, 0}, {9, 9}}, 0, 0); len(whole) != 1 {
		t.Errorf("a whole line is in %d pieces", len(whole))
	}
}

func TestLongTitlesAreWrappedAndCut(t *testing.T) {
	words := strings.Repeat("nghiêng ", 12)
	size, leading, lines := fit(words, 300)
	if len(lines) < 2 || len(lines)*leading > 300 || size > 60 {
		t.Errorf("%d lines of %d pixels at size %d", len(lines), leading, size)
	}
	for _, line := range lines {
		if width := bold.measure(line) * size / bold.em; width > CardWidth-2*cardMargin {
			t.Errorf("%q is %d pixels wide", line, width)
		}
	}
	if _, leading, lines = fit(strings.Repeat(words, 20), 200); len(lines)*leading > 200 || !strings.HasSuffix(lines[len(lines)-1], "…") {
		t.Errorf("a title without end is cut to %q", lines)
	}
}

func TestCardsAreSmallAndAlwaysTheSame(t *testing.T) {
	card := Card{
		Site: "Minh Bạch", Kind: "Cam kết", Title: strings.Repeat("Ẵng Ộng Ễnh Ợt Ữ kết quả rà soát hộ nghèo ", 7),
		Number: "1.057.374 hộ", Words: "Hộ nghèo cả nước năm 2022, theo chuẩn nghèo giai đoạn 2022–2025", Known: true,
		Foot: "minhbach.example · số liệu đến ngày 23/11/2026", Mark: "Dữ liệu mô phỏng – không phải số liệu thật",
	}
	data := card.PNG()
	if size := decoded(t, data).Bounds().Size(); size != image.Pt(CardWidth, CardHeight) {
		t.Errorf("the card is %v", size)
	}
	if len(data) > 40<<10 {
		t.Errorf("the card has %d bytes", len(data))
	}
	if !bytes.Equal(data, card.PNG()) {
		t.Error("the same card twice is not the same")
	}
}

func BenchmarkCard(b *testing.B) {
	for name, card := range map[string]Card{
		"short": {Site: "Minh Bạch", Kind: "Cam kết", Title: "15 hộ nghèo của xã Khánh Hòa thoát nghèo trong năm 2022",
			Number: "chưa công bố", Words: "Kết quả được công nhận", Foot: "minhbach.example"},
		"long": {Site: "Minh Bạch", Kind: "Tin", Title: strings.Repeat("Kết quả rà soát hộ nghèo, hộ cận nghèo ", 4), Foot: "minhbach.example"},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				size = len(card.PNG())
			}
			b.ReportMetric(float64(size), "B/card")
		})
	}
}
