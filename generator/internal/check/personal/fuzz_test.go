package personal_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"minhbach/generator/internal/check/personal"
)

func FuzzText(f *testing.F) {
	for _, name := range []string{"tuned.txt", "heldout.txt"} {
		for _, e := range corpus(f, name) {
			f.Add(e.text)
		}
	}
	f.Add("ông \xff\xfe Nguyễn Văn A 0900\u00a0000\u200b000")
	f.Add(strings.Repeat("hộ ông Nguyễn Văn ", 50))
	l := personal.New(personal.Allow{People: []string{"Trần Văn B"}})
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range l.Text(text) {
			if found.Start < 0 || found.Start >= found.End || found.End > len(text) {
				t.Fatalf("%s at %d:%d of %d bytes", found.Kind, found.Start, found.End, len(text))
			}
			value := text[found.Start:found.End]
			if utf8.ValidString(text) && !utf8.ValidString(value) {
				t.Fatalf("%s cuts a letter: %q", found.Kind, value)
			}
			if len([]rune(value)) > 1 && strings.Contains(found.Masked, value) {
				t.Fatalf("%s is not masked: %q", found.Kind, found.Masked)
			}
		}
		l.FileName(text)
		personal.KeyName(text)
	})
}

// BenchmarkText reads what 1,000 records of the project's own kind hold.
func BenchmarkText(b *testing.B) {
	data, err := os.ReadFile("../../../../content/vi/tin/2022/so-khoa-hoc-va-cong-nghe-giup-15-ho-ngheo-xa-khanh-hoa.md")
	if err != nil {
		b.Fatal(err)
	}
	l := personal.New(personal.Allow{})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		l.Text(string(data))
	}
}
