package portal

import (
	"strconv"
	"strings"
	"time"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// date is a day as pages show it: dd/mm/yyyy in Vietnamese, in words in English.
func (e *edition) date(iso string) Date {
	if e.lang == "vi" {
		return Date{ISO: iso, Text: viet.Date(iso)}
	}
	return Date{ISO: iso, Text: viet.LongDate(iso, e.lang)}
}

func (e *edition) day(iso string) string { return e.date(iso).Text }

func (e *edition) number(n int64) string { return viet.Number(n, e.lang) }

func (e *edition) money(n int64) string { return viet.Money(n, e.lang) }

// counted is count with the number written as readers of this edition write it.
func (e *edition) counted(key string, n int64, pairs ...string) string {
	return e.count(key, n, e.number(n), pairs...)
}

// during is a period inside a sentence: "trong năm 2022", "in 2022".
func (e *edition) during(p record.Period) string {
	switch from, to, whole := wholeMonths(p); {
	case !whole:
	case from.Month() == time.January && to.Month() == time.December && from.Year() == to.Year():
		return e.say("in_year", "year", strconv.Itoa(from.Year()))
	case from.Month() == time.January && to.Month() == time.December:
		return e.say("in_years", "from", strconv.Itoa(from.Year()), "to", strconv.Itoa(to.Year()))
	case from.Year() == to.Year() && from.Month()%3 == 1 && to.Month() == from.Month()+2:
		return e.say("in_quarter", "quarter", e.quarter(int(to.Month())/3), "year", strconv.Itoa(from.Year()))
	case from.Year() == to.Year() && from.Month() == to.Month():
		return e.month("in_month", from.Year(), from.Month())
	}
	if p.From == p.To {
		return e.say("on_day", "date", e.day(p.From))
	}
	return e.say("from_to", "from", e.day(p.From), "to", e.day(p.To))
}

// span is a period standing alone: "Quý I năm 2022", "2022".
func (e *edition) span(p record.Period) string {
	if p.From == p.To {
		return e.day(p.From)
	}
	return upperFirst(strings.TrimPrefix(e.during(p), e.say("in_prefix")))
}

// wholeMonths parses a period that begins on the first and ends on the last day
// of a month.
func wholeMonths(p record.Period) (from, to time.Time, whole bool) {
	from, okFrom := viet.ParseDate(p.From)
	to, okTo := viet.ParseDate(p.To)
	whole = okFrom && okTo && from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1
	return from, to, whole
}

func (e *edition) quarter(n int) string {
	switch n {
	case 1:
		return e.say("quarter_1")
	case 2:
		return e.say("quarter_2")
	case 3:
		return e.say("quarter_3")
	}
	return e.say("quarter_4")
}

// month names a month by the phrase key, which has {month} and {year}.
func (e *edition) month(key string, year int, month time.Month) string {
	name := strconv.Itoa(int(month))
	if e.lang == "en" {
		name = month.String()
	}
	return e.say(key, "month", name, "year", strconv.Itoa(year))
}

// list joins names as a sentence does: "a, b và c".
func (e *edition) list(items []string) string {
	n := len(items)
	if n < 2 {
		return strings.Join(items, "")
	}
	return e.say("list_end", "first", strings.Join(items[:n-1], ", "), "last", items[n-1])
}

func (e *edition) sources(list []record.Source) []Source {
	made := make([]Source, 0, len(list))
	for _, s := range list {
		title, lang := e.text(s.Title)
		made = append(made, Source{
			Title: title, Lang: lang, Href: s.URL, Publisher: e.note(s.Publisher), Note: e.note(s.Note),
			Date: e.knownDate(s.Date), Accessed: e.knownDate(s.Accessed),
		})
	}
	return made
}

// knownDate is the zero Date for an unknown day.
func (e *edition) knownDate(iso string) Date {
	if iso == "" {
		return Date{}
	}
	return e.date(iso)
}

func (e *edition) evidence(list []record.Evidence) []Source {
	made := make([]Source, 0, len(list))
	for _, v := range list {
		title, lang := e.text(v.Text)
		made = append(made, Source{
			Title: title, Lang: lang, Href: v.URL, Date: e.knownDate(v.Date), Note: e.label("evidence-kinds", v.Kind),
		})
	}
	return made
}

func joinSentences(sentences []string) string { return strings.Join(sentences, " ") }
