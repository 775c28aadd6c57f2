package draw

import (
	"encoding/json"
	"testing"
)

// FuzzTexts draws what strangers may have written: any text has lines that fit
// and a form that a template can read.
func FuzzTexts(f *testing.F) {
	f.Add("15 hộ nghèo xã Khánh Hòa", "chưa công bố")
	f.Add("", "\u0301\u0301")
	f.Add("一二三 😀 \x00\xff", "</text><script>")
	f.Add("ẵ\u00a0ẵ\tẵ", "−1,5")
	f.Fuzz(func(t *testing.T, title, number string) {
		_, leading, lines := fit(title, 300)
		if len(lines) > mostLines || len(lines)*leading > 300 {
			t.Errorf("%d lines of %d pixels", len(lines), leading)
		}
		c := newCanvas(300, 60)
		c.write(bold, ink, 40, -20*unit, 50*unit, title)
		d := Drawing{Width: 100, Height: 20}
		d.Write(Value, End, 50, 10, number)
		c.draw(d, 0, 0)
		if _, err := json.Marshal(d); err != nil {
			t.Error(err)
		}
		for _, line := range Wrap(Label, 100, title) {
			if line == "" {
				t.Error("an empty line")
			}
		}
	})
}
