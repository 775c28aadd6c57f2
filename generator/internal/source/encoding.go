package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/diag"
)

// decode turns the bytes of a file into its text and reports what an editor
// cannot see: a wrong encoding, marks apart from their letters, invisible
// characters. Each kind is reported once, at its first place, with its number.
func decode(f *File, data []byte) (string, []diag.Problem) {
	s := unsafe.String(unsafe.SliceData(data), len(data)) // data is not written to any more
	var problems []diag.Problem
	t := newText(f, strings.TrimPrefix(s, "\ufeff"))
	report := func(code string, start, end int, message, remedy diag.Text) {
		problems = append(problems, diag.Problem{
			Pos: t.pos(start, end), Code: code, Record: f.Name(), Message: message, Remedy: remedy,
		})
	}
	if ordinary(s) { // nearly every text
		return s, nil
	}
	if i := invalidUTF8(s); i >= 0 {
		report(diag.CodeNotUTF8, i, i+1,
			diag.Textf("tệp không phải UTF-8", "the file is not UTF-8"),
			diag.Textf("lưu lại tệp với bảng mã UTF-8", "save the file again in the encoding UTF-8"))
		return "", problems
	}
	if len(t.s) < len(s) {
		report(diag.CodeBOM, 0, 0,
			diag.Textf("tệp bắt đầu bằng dấu BOM, một ký tự không nhìn thấy", "the file begins with a byte order mark, an invisible character"),
			diag.Textf("lưu lại tệp với bảng mã “UTF-8”, không phải “UTF-8 BOM”", "save the file as “UTF-8”, not “UTF-8 with BOM”"))
	}
	if i, n := find(t.s, control); n > 0 {
		report(diag.CodeControl, i, i+1,
			diag.Textf("có %d ký tự điều khiển, ký tự đầu ở đây", "%d control characters, the first one here", n),
			diag.Textf("xóa ký tự này rồi gõ lại chữ ở chỗ đó", "delete it and type the text again"))
	}
	if i, n := find(t.s, invisible); n > 0 {
		r, size := utf8.DecodeRuneInString(t.s[i:])
		report(diag.CodeInvisible, i, i+size,
			diag.Text{
				VI: fmt.Sprintf("có %d ký tự không nhìn thấy, ký tự đầu ở đây: %s", n, invisibleName(r).VI),
				EN: fmt.Sprintf("%d invisible characters, the first one here: %s", n, invisibleName(r).EN),
			},
			diag.Textf("xóa ký tự này và gõ một dấu cách thường nếu cần", "delete it and type an ordinary space where one is needed"))
	}
	if i := notNFC(t.s); i >= 0 {
		report(diag.CodeNotNFC, i, runeEnd(t.s, i),
			diag.Textf("chữ có dấu được lưu tách rời (chữ và dấu là hai ký tự)", "letters are stored apart from their marks (two characters for one)"),
			diag.Textf("gõ lại chữ này bằng bộ gõ đặt ở chế độ “Unicode dựng sẵn”", "type the text again with the keyboard set to precomposed Unicode"))
	}
	return t.s, problems
}

// ordinary is a quick look that clears nearly every text: UTF-8 of ASCII, the letters of
// Latin as they are composed, and the marks of Vietnamese print. None of them can be
// invisible, or combine with another.
func ordinary(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case 0x20 <= c && c < 0x7f, c == '\n', c == '\t', c == '\r':
			i++
		case 0xc3 <= c && c <= 0xcb && follows(s, i+1), // À to ˿
			c == 0xc2 && follows(s, i+1) && s[i+1] > 0xa0 && s[i+1] != 0xad: // ¡ to ¿
			i += 2
		case c == 0xe1 && i+2 < len(s) && 0xb8 <= s[i+1] && s[i+1] <= 0xbb && follows(s, i+2), // Ḁ to ỿ
			c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && 0x90 <= s[i+2] && s[i+2] <= 0xa7, // ‐ to ‧
			c == 0xe2 && i+2 < len(s) && s[i+1] == 0x82 && s[i+2] == 0xab:                   // ₫
			i += 3
		default:
			return false
		}
	}
	return true
}

// follows reports whether byte i of s goes on with a character.
func follows(s string, i int) bool { return i < len(s) && s[i]&0xc0 == 0x80 }

// invalidUTF8 returns the place of the first byte that is not UTF-8, or -1.
func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// find returns the place of the first character of a class and how many there are.
func find(s string, class func(rune) bool) (first, n int) {
	for i, r := range s {
		if class(r) {
			if n == 0 {
				first = i
			}
			n++
		}
	}
	return first, n
}

func control(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' && r != '\r' || 0x7f <= r && r < 0xa0
}

// invisible characters look like nothing or like a space, so that two texts that
// read alike differ; some turn the direction of writing.
func invisible(r rune) bool {
	switch {
	case r < 0xa0:
		return false
	case r == 0xa0, r == 0xad, r == 0x34f, r == 0x61c, r == 0x3164, r == 0xfeff, r == 0x202f, r == 0x205f, r == 0x3000,
		0x2000 <= r && r <= 0x200f, 0x2028 <= r && r <= 0x202e, 0x2060 <= r && r <= 0x206f,
		0xfff9 <= r && r <= 0xfffb, 0xe0000 <= r && r <= 0xe007f:
		return true
	}
	return false
}

func invisibleName(r rune) diag.Text {
	switch r {
	case 0xa0, 0x202f:
		return diag.Textf("dấu cách không ngắt dòng", "a no-break space")
	case 0xad:
		return diag.Textf("dấu gạch nối ẩn", "a soft hyphen")
	case 0x200b:
		return diag.Textf("dấu cách có độ rộng bằng không", "a zero-width space")
	}
	code := fmt.Sprintf("U+%04X", r)
	return diag.Text{VI: code, EN: code}
}

// notNFC returns the place of the first text that is not composed, or -1.
func notNFC(s string) int {
	if i, ok := norm.NFC.QuickSpanString(s), norm.NFC.IsNormalString(s); !ok {
		return i
	}
	return -1
}

// runeEnd returns the end of the letter at i with the marks that follow it.
func runeEnd(s string, i int) int {
	if n := norm.NFC.NextBoundaryInString(s[i:], true); n > 0 {
		return i + n
	}
	return len(s)
}
