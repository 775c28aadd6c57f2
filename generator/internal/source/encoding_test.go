package source

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What ordinary clears is UTF-8, can be seen, and is composed whatever stands beside it.
func TestOrdinaryTextIsWell(t *testing.T) {
	cleared := 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) || !ordinary(string(r)) {
			continue
		}
		cleared++
		p := norm.NFC.PropertiesString(string(r))
		if invisible(r) || control(r) || !norm.NFC.IsNormalString(string(r)) || !p.BoundaryBefore() || p.CCC() != 0 {
			t.Errorf("%U is cleared", r)
		}
	}
	for _, r := range "Phó Chủ tịch Ủy ban – “nghèo” ₫ … ở Yên Bái, Đắk Lắk ơ Ơ ư Ư ỵ ° ×" {
		if !ordinary(string(r)) {
			t.Errorf("%q is not cleared", r)
		}
	}
	if cleared < 900 {
		t.Errorf("only %d characters are cleared", cleared)
	}
	for _, s := range []string{"\xc3", "\xc3a", "\xe1\xba", "\xe1\xbaa", "\xe2\x80", "\xc2\xa0", "\xc2", "\x80", "\xff", "\xe1\xb7\x80", "a\u0301"} {
		if ordinary(s) {
			t.Errorf("%q is cleared", s)
		}
	}
}
