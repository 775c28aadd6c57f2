package viet

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads an ISO date ("2022-02-25") that exists in the calendar.
func ParseDate(iso string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, iso)
	return t, err == nil
}

// Date writes an ISO date as dd/mm/yyyy, in both languages of the site. What is
// no date is returned as it came.
func Date(iso string) string {
	t, ok := ParseDate(iso)
	if !ok {
		return iso
	}
	return t.Format("02/01/2006")
}

// LongDate writes an ISO date in words: "ngày 22 tháng 3 năm 2022" as offices
// do, "22 March 2022" in English. Days to 9 and months to 2 take a leading zero
// in Vietnamese documents.
func LongDate(iso, lang string) string {
	t, ok := ParseDate(iso)
	switch {
	case !ok:
		return iso
	case lang == "en":
		return t.Format("2 January 2006")
	}
	month := strconv.Itoa(int(t.Month()))
	if t.Month() <= 2 {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", t.Day(), month, t.Year())
}

// Number writes a whole number with its thousands set apart: 1.234.567 in
// Vietnamese, 1,234,567 in English.
func Number(n int64, lang string) string {
	return group(strconv.FormatInt(n, 10), lang)
}

// Decimal writes a number with as many decimals as it has: 7,52 in Vietnamese,
// 7.52 in English.
func Decimal(f float64, lang string) string {
	return group(strconv.FormatFloat(f, 'f', -1, 64), lang)
}

// Percent writes a percentage: "7,52%" in Vietnamese, "7.52%" in English.
func Percent(f float64, lang string) string { return Decimal(f, lang) + "%" }

// Money writes a sum of whole đồng: "1.500.000 đồng", "1,500,000 VND".
func Money(n int64, lang string) string {
	if lang == "en" {
		return Number(n, lang) + "\u00a0VND"
	}
	return Number(n, lang) + "\u00a0đồng"
}

// group sets thousands apart in a plain decimal literal.
func group(s, lang string) string {
	thousands, point := ".", ","
	if lang == "en" {
		thousands, point = ",", "."
	}
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, frac, hasFrac := strings.Cut(s, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thousands)
		}
		b.WriteByte(whole[i])
	}
	if hasFrac {
		b.WriteString(point + frac)
	}
	return b.String()
}
