package personal

import (
	"regexp"
	"slices"
	"strings"
)

// Patterns are tried only where a quick look at the bytes says that they may fit.
var (
	emailPattern   = regexp.MustCompile(`(?i)^[a-z0-9][a-z0-9._%+-]*(?: ?@ ?| ?[\[({] ?(?:at|@|a còng|a cong) ?[\])}] ?)[a-z0-9-]+(?:(?:\.| ?[\[({](?:dot|chấm|cham)[\])}] ?)[a-z0-9-]+)+`)
	spelledPattern = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9._-]* (?:at|a còng|a cong|a móc) [a-z0-9-]+(?: (?:dot|chấm|cham) [a-z0-9-]+)* (?:dot|chấm|cham) (?:com|vn|net|org|info|edu)\b`)
	platePattern   = regexp.MustCompile(`^(?:1[1-24-9]|[2-9]\d)( ?- ?| )?([A-HK-NPSTUVXYZ]\d|[A-HK-NPSTUVXYZ]{1,2}|MĐ\d?|LD|KT|NG|QT|NN)( ?- ?| |\.)?(\d{3}\.\d{2}|\d{5}|\d{4})`)
	pairPattern    = regexp.MustCompile(`^(?:[89]|1\d|2[0-3])[.,]\d{4,}°? ?(?:độ )?(?:[NB]|Bắc|vĩ độ Bắc)?(?: ?[,;/|]| -|\s+và|\s) ?(?:(?:kinh độ|Kinh độ|lng|long|lon|longitude|Đ|E)\s?[:=]?\s?)?(?:10[2-9]|11[0-7])[.,]\d{4,}`)
	lngPattern     = regexp.MustCompile(`^(?:10[2-9]|11[0-7])[.,]\d{4,}°? ?(?:[EĐ]|Đông)?(?: ?[,;/|]| -|\s+và|\s) ?(?:(?:vĩ độ|lat|latitude)\s?[:=]?\s?)?(?:[89]|1\d|2[0-3])[.,]\d{4,}`)
	dmsPattern     = regexp.MustCompile(`^(?:\d{1,3} ?(?:°|độ) ?\d{1,2}(?: ?['′] ?| phút )(?:\d{1,2}(?:[.,]\d+)? ?(?:"|''|″|giây)|\d{1,2}[.,]\d{2,}'?) ?(?:[NBEĐ]|Bắc|Đông|vĩ|kinh)?|\d{1,3}° ?\d{1,2}[.,]\d{2,} ?')`)
	mapPattern     = regexp.MustCompile(`(?i)(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.[a-z.]+/maps|maps\.google\.[a-z.]+|maps\.apple\.com|openstreetmap\.org/\?mlat|geo:)[^\s"<>)]*`)
	plusPattern    = regexp.MustCompile(`[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}`)
	metrePattern   = regexp.MustCompile(`X ?[:=] ?\d{2} ?\d{5}|X ?[:=] ?\d{7}|X ?[:=] ?\d[ .]?\d{3}[ .]?\d{3}`)
	zaloPattern    = regexp.MustCompile(`(?i)(?:zalo\.me/|tel:|wa\.me/|callto:|phone=)\+?(84|0)([35789]\d{8})`)
	latPattern     = regexp.MustCompile(`(?i)(?:vĩ độ|vi do|lat|latitude)[^\d\n]{0,12}(?:[89]|1\d|2[0-3])[.,]\d{4,}`)
)

// patterns reports what is told by its form alone, in the whole text. One look at
// the bytes finds where a pattern may fit; only there it is tried, on a few words.
func (f *finder) patterns() {
	t := f.text
	decimals, degrees := false, false
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c >= 0x80:
			if c == 0xc2 && i+1 < len(t) && t[i+1] == 0xb0 { // °
				degrees = true
				f.degrees(i)
			}
		case c == '@':
			f.emails(i)
		case c == '[' || c == '(' || c == '{':
			if rest := strings.TrimLeft(t[i+1:min(i+8, len(t))], " "); strings.HasPrefix(rest, "at") || strings.HasPrefix(rest, "AT") || strings.HasPrefix(rest, "a c") {
				f.emails(i)
			}
		case c == '+' && i > 3 && i+2 < len(t) && plusLetter(t[i-1]) && plusLetter(t[i+1]):
			f.try(plusPattern, i-8, i+4, GPS)
		case c == 'X' && i+1 < len(t) && strings.IndexByte(" :=", t[i+1]) >= 0:
			f.try(metrePattern, i, i+20, GPS)
		case '0' <= c && c <= '9':
			if plateAhead(t[i:]) && !digitAt(t, i-1) {
				f.plate(i)
			}
			if (c == '8' || c == '9' || c == '1' || c == '2') && !digitAt(t, i-1) && fineNumber(t[i:]) {
				decimals = true
			}
			if i+1 < len(t) && !degrees && (strings.HasPrefix(t[i+1:], " độ") || strings.HasPrefix(t[i+1:], "độ")) {
				f.degrees(i)
			}
		}
	}
	f.beyond = f.beyond || decimals || degrees
	if decimals {
		f.decimals()
	}
	t = f.lookedFor()
	f.links(t)
	f.spelled(t)
}

// Words without which some patterns are not tried.
var (
	spelledWords = []string{" dot ", " chấm ", " cham "}
	mapWords     = []string{"goo.gl", "maps", "mlat", "geo:"}
	zaloWords    = []string{"zalo.me", "tel:", "wa.me", "phone=", "callto"}
)

// lookedFor is the text in which these words are looked for. They may stand in another
// paragraph than what their pattern fits, and that may be in capitals: in a paragraph
// that is read alone they are looked for in capitals too.
func (f *finder) lookedFor() string {
	if !f.alone {
		return f.text
	}
	return strings.ToLower(f.text)
}

func containsAny(t string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(t, w) })
}

// spelled reports e-mail addresses that are written in words.
func (f *finder) spelled(lookedFor string) {
	if !containsAny(lookedFor, spelledWords) {
		return
	}
	for _, m := range spelledPattern.FindAllStringIndex(f.text, -1) {
		f.add(Email, Error, m[0], m[1])
	}
}

// plusLetter reports whether c can stand in a plus code.
func plusLetter(c byte) bool { return strings.IndexByte("23456789CFGHJMPQRVWX", c) >= 0 }

// plateAhead reports whether two digits and a capital begin s, with no more than a
// blank or hyphen between.
func plateAhead(s string) bool {
	if len(s) < 7 || !digitAt(s, 1) || digitAt(s, 2) {
		return false
	}
	for i := 2; i < 5; i++ {
		if s[i] != ' ' && s[i] != '-' {
			return 'A' <= s[i] && s[i] <= 'Z' && i < 5
		}
	}
	return false
}

// fineNumber reports whether s begins with a number of four decimals or more, in
// the range of the degrees of the country.
func fineNumber(s string) bool {
	i := 1
	for i < 4 && digitAt(s, i) {
		i++
	}
	if i > 3 || i >= len(s) || s[i] != '.' && s[i] != ',' {
		return false
	}
	return digitAt(s, i+1) && digitAt(s, i+2) && digitAt(s, i+3) && digitAt(s, i+4)
}

// try reports what a pattern fits in text[from:to], where it is no part of a
// longer number or word.
func (f *finder) try(p *regexp.Regexp, from, to int, k Kind) bool {
	t := f.text
	from, to = max(from, 0), min(to, len(t))
	tried := false
	for _, m := range p.FindAllStringIndex(t[from:to], -1) {
		start, end := from+m[0], from+m[1]
		if before, _ := lastRune(t[:start]); isDigit(before) || isLetter(before) || before == '.' || before == ',' {
			continue
		}
		if after, _ := firstRune(t[end:]); isDigit(after) {
			continue
		}
		f.add(k, Error, start, end)
		tried = true
	}
	return tried
}

// decimals reports pairs of decimal degrees. A number of four decimals stands
// somewhere in the text.
func (f *finder) decimals() {
	t := f.text
	for i := 0; i < len(t); i++ {
		if !('0' <= t[i] && t[i] <= '9') || digitAt(t, i-1) || !fineNumber(t[i:]) {
			continue
		}
		if f.try(pairPattern, i, i+80, GPS) || f.try(lngPattern, i, i+80, GPS) {
			i += 16
			continue
		}
		if near := strings.ToLower(t[max(0, i-24):i]); strings.Contains(near, "vĩ") || strings.Contains(near, "lat") || strings.Contains(near, "vi do") {
			f.try(latPattern, i-24, i+16, GPS)
		}
	}
}

// degrees reports degrees with seconds whose sign stands at byte i, or follows the
// digit there.
func (f *finder) degrees(i int) {
	for i > 0 && (f.text[i-1] == ' ' || digitAt(f.text, i-1)) {
		i--
	}
	for i < len(f.text) && f.text[i] == ' ' {
		i++
	}
	f.try(dmsPattern, i, i+60, GPS)
}

// links reports links to maps, and to a telephone.
func (f *finder) links(lookedFor string) {
	t := f.text
	if containsAny(lookedFor, mapWords) {
		for _, m := range mapPattern.FindAllStringIndex(t, -1) {
			f.add(GPS, Error, m[0], m[1])
		}
	}
	if containsAny(lookedFor, zaloWords) {
		for _, m := range zaloPattern.FindAllStringSubmatchIndex(t, -1) {
			if mobile(t[m[4]:m[5]]) && !digitAt(t, m[5]) {
				f.add(Phone, Error, m[2], m[5])
			}
		}
	}
}

// free reports whether t[start:end] is not part of a longer word or number.
func (f *finder) free(start, end int) bool {
	t := f.text
	before, _ := lastRune(t[:start])
	after, _ := firstRune(t[end:])
	return !isLetter(before) && !isDigit(before) && !isLetter(after) && !isDigit(after)
}

// emails reports the addresses around the sign at byte i.
func (f *finder) emails(i int) {
	const most = 64 // letters before the sign
	from := i
	if from > 0 && f.text[from-1] == ' ' {
		from--
	}
	for from > 0 && i-from < most && mailByte(f.text[from-1]) {
		from--
	}
	for from < i && strings.IndexByte("._%+-", f.text[from]) >= 0 {
		from++
	}
	if m := emailPattern.FindStringIndex(f.text[from:min(i+150, len(f.text))]); m != nil {
		value := f.text[from+m[0] : from+m[1]]
		at := strings.IndexAny(value, "@[({")
		domain := strings.ToLower(value[at+1:])
		if value[at] != '@' { // [at]
			domain = domain[strings.IndexAny(domain, "])}")+1:]
		}
		domain = strings.TrimRight(strings.TrimSpace(domain), "-")
		last := domain[strings.LastIndexAny(domain, ".])}")+1:]
		written := len(strings.TrimSpace(last)) >= 2 && !strings.ContainsAny(last, "0123456789")
		if written && !f.Linter.emails[strings.ToLower(value)] && !f.officeDomain(domain) {
			f.add(Email, Error, from+m[0], from+m[1])
		}
	}
}

// mailByte reports whether c can stand before the sign of an e-mail address.
func mailByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("._%+-", c) >= 0
}

func (f *finder) officeDomain(domain string) bool {
	for _, d := range f.domains {
		if domain == d || strings.HasSuffix(domain, "."+d) {
			return true
		}
	}
	return false
}

// plate reports the number plate at byte i. What is written as a plate is one;
// digits without its point or hyphen need a word such as "xe" in the sentence.
func (f *finder) plate(i int) {
	t := f.text
	m := platePattern.FindStringSubmatchIndex(t[i:min(i+24, len(t))])
	if m == nil || m[0] != 0 {
		return
	}
	end := i + m[1]
	if !f.free(i, end) || i > 0 && strings.IndexByte("/.-=_#", t[i-1]) >= 0 {
		return
	}
	if end < len(t) && (strings.IndexByte("/-_", t[end]) >= 0 || t[end] == '.' && digitAt(t, end+1)) {
		return
	}
	number, hyphen := t[i+m[8]:end], m[6] >= 0 && strings.Contains(t[i+m[6]:i+m[7]], "-")
	f.sentence = f.sentenceAt(i)
	f.hits = f.phrasesIn(f.sentence, f.hits[:0])
	w := f.wordAt(i)
	if f.near(w, codeCtx, 3) || w > f.first && notPlate[f.words[w-1].low] {
		return
	}
	if strings.Contains(number, ".") || hyphen && !isYear(number) || f.has(vehicle) {
		f.add(Plate, Error, i, end)
	}
}

// notPlate are words before a code that only looks like a plate, and before the
// number of a road.
var notPlate = words(`mã lô mẫu phòng lớp model khóa biểu điều khoản mục hiệu seri ql lộ tl đt đường hl thửa khu block tòa tổ km nhà`)

func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
}

// digitAt reports whether byte i of t is a digit.
func digitAt(t string, i int) bool { return 0 <= i && i < len(t) && '0' <= t[i] && t[i] <= '9' }
