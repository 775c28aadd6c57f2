package personal

import (
	"regexp"
	"strings"
)

// Patterns are tried only where a quick look at the bytes says that they may fit.
var (
	emailPattern = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9._%+-]*(?: ?@ ?| ?[\[({] ?(?:at|@|a còng|a cong) ?[\])}] ?)[a-z0-9-]+(?:(?:\.| ?[\[({](?:dot|chấm|cham)[\])}] ?)[a-z0-9-]+)+`)
	platePattern = regexp.MustCompile(`(?:1[1-24-9]|[2-9]\d)( ?- ?| )?([A-HK-NPSTUVXYZ]\d|[A-HK-NPSTUVXYZ]{1,2}|MĐ\d?|LD|KT|NG|QT|NN)( ?- ?| |\.)?(\d{3}\.\d{2}|\d{5}|\d{4})`)
	pairPattern  = regexp.MustCompile(`(?:[89]|1\d|2[0-3])[.,]\d{4,}°? ?(?:độ )?(?:[NB]|Bắc|vĩ độ Bắc)?(?: ?[,;/|]| -|\s+và|\s) ?(?:(?:kinh độ|Kinh độ|lng|long|lon|longitude|Đ|E)\s?[:=]?\s?)?(?:10[2-9]|11[0-7])[.,]\d{4,}`)
	lngPattern   = regexp.MustCompile(`(?:10[2-9]|11[0-7])[.,]\d{4,}°? ?(?:[EĐ]|Đông)?(?: ?[,;/|]| -|\s+và|\s) ?(?:(?:vĩ độ|lat|latitude)\s?[:=]?\s?)?(?:[89]|1\d|2[0-3])[.,]\d{4,}`)
	dmsPattern   = regexp.MustCompile(`\d{1,3} ?(?:°|độ) ?\d{1,2}(?: ?['′] ?| phút )(?:\d{1,2}(?:[.,]\d+)? ?(?:"|''|″|giây)|\d{1,2}[.,]\d{2,}'?) ?(?:[NBEĐ]|Bắc|Đông|vĩ|kinh)?|\d{1,3}° ?\d{1,2}[.,]\d{2,} ?'`)
	mapPattern   = regexp.MustCompile(`(?i)(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.[a-z.]+/maps|maps\.google\.[a-z.]+|maps\.apple\.com|openstreetmap\.org/\?mlat|geo:)[^\s"<>)]*`)
	plusPattern  = regexp.MustCompile(`[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}`)
	metrePattern = regexp.MustCompile(`X ?[:=] ?\d{2} ?\d{5}|X ?[:=] ?\d{7}|X ?[:=] ?\d[ .]?\d{3}[ .]?\d{3}`)
	zaloPattern  = regexp.MustCompile(`(?i)(?:zalo\.me/|tel:|wa\.me/|callto:|phone=)\+?(84|0)([35789]\d{8})`)
	latPattern   = regexp.MustCompile(`(?i)(?:vĩ độ|vi do|lat|latitude)[^\d\n]{0,12}(?:[89]|1\d|2[0-3])[.,]\d{4,}`)
)

// patterns reports what is told by its form alone, in the whole text.
func (f *finder) patterns() {
	t := f.text
	if strings.ContainsAny(t, "@[({") && (strings.IndexByte(t, '@') >= 0 || strings.Contains(strings.ToLower(t), "at") || strings.Contains(t, "còng")) {
		f.emails()
	}
	if capitalAfterDigit(t) {
		f.plates()
	}
	f.coordinates()
	if strings.Contains(t, "zalo.me") || strings.Contains(t, "tel:") || strings.Contains(t, "wa.me") || strings.Contains(t, "phone=") || strings.Contains(t, "callto") {
		for _, m := range zaloPattern.FindAllStringSubmatchIndex(t, -1) {
			if mobile(t[m[4]:m[5]]) && !digitAt(t, m[5]) {
				f.add(Phone, Error, m[2], m[5])
			}
		}
	}
}

// capitalAfterDigit reports whether a digit and a capital stand side by side, or
// with a blank or hyphen between, as in a number plate.
func capitalAfterDigit(t string) bool {
	for i := 0; i+2 < len(t); i++ {
		if '0' <= t[i] && t[i] <= '9' && (isUpperASCII(t[i+1]) || (t[i+1] == ' ' || t[i+1] == '-') && (isUpperASCII(t[i+2]) || t[i+2] == ' ' || t[i+2] == '-')) {
			return true
		}
	}
	return false
}

func isUpperASCII(c byte) bool { return 'A' <= c && c <= 'Z' }

func digitAt(t string, i int) bool { return i < len(t) && i >= 0 && '0' <= t[i] && t[i] <= '9' }

// free reports whether t[start:end] is not part of a longer word or number.
func (f *finder) free(start, end int) bool {
	t := f.text
	before, _ := lastRune(t[:start])
	after, _ := firstRune(t[end:])
	return !isLetter(before) && !isDigit(before) && !isLetter(after) && !isDigit(after)
}

func (f *finder) emails() {
	for _, m := range emailPattern.FindAllStringIndex(f.text, -1) {
		value := f.text[m[0]:m[1]]
		at := strings.IndexAny(value, "@[({")
		domain := strings.ToLower(strings.Trim(value[at+1:], " @})]"))
		if i := strings.IndexAny(domain, "])} "); i >= 0 && strings.ContainsAny(value[at:at+1], "[({") {
			domain = strings.Trim(domain[i:], "])} ")
		}
		domain = strings.TrimRight(domain, "-")
		last := domain[strings.LastIndexAny(domain, ".])}")+1:]
		if len(strings.TrimSpace(last)) < 2 || strings.ContainsAny(last, "0123456789") {
			continue
		}
		if strings.Contains(value, " @") && !strings.Contains(domain, ".") || f.Linter.emails[strings.ToLower(value)] || f.officeDomain(domain) {
			continue
		}
		f.add(Email, Error, m[0], m[1])
	}
}

func (f *finder) officeDomain(domain string) bool {
	for _, d := range f.domains {
		if domain == d || strings.HasSuffix(domain, "."+d) {
			return true
		}
	}
	return false
}

// plates reports number plates. What is written as a plate is one; digits without
// the point or hyphens of a plate need a word such as "xe" in the sentence.
func (f *finder) plates() {
	for at := 0; at < len(f.text); {
		m := platePattern.FindStringSubmatchIndex(f.text[at:])
		if m == nil {
			return
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += at
			}
		}
		at = m[0] + 2
		if !f.free(m[0], m[1]) || m[0] > 0 && strings.IndexByte("/.-=_#", f.text[m[0]-1]) >= 0 || m[1] < len(f.text) && (f.text[m[1]] == '/' || f.text[m[1]] == '-' || f.text[m[1]] == '_' || f.text[m[1]] == '.' && digitAt(f.text, m[1]+1)) {
			continue
		}
		number := f.text[m[8]:m[9]]
		sep := ""
		if m[6] >= 0 {
			sep = f.text[m[6]:m[7]]
		}
		st := f.sentenceAt(m[0])
		f.hits = f.phrasesIn(st, f.hits[:0])
		s := f.sentence
		f.sentence = st
		i := f.wordAt(m[0])
		code := f.near(i, codeCtx, 3) || i > st.first && plateCode[f.words[i-1].low]
		vehicle := f.has(vehicle)
		f.sentence = s
		road := i > st.first && roads[f.words[i-1].low]
		pointed := strings.Contains(number, ".")
		switch {
		case code || road:
			continue
		case pointed, strings.Contains(sep, "-") && !(len(number) == 4 && isYear(number)) && len(number) >= 4, vehicle:
			if vehicle || pointed || len(number) == 5 || sep == "-" {
				f.add(Plate, Error, m[0], m[1])
				at = m[1]
			}
		}
	}
}

// plateCode are words before a code that only looks like a plate.
var plateCode = words(`mã lô mẫu phòng lớp model khóa số_hiệu biểu phụ_lục điều khoản mục ký_hiệu hiệu seri`)

// roads are named by a number and a letter.
var roads = words(`ql quốc_lộ lộ tl đt đường hl thửa lô khu block tòa tổ km nhà`)

func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
}

func (f *finder) coordinates() {
	t := f.text
	try := func(p *regexp.Regexp) {
		for _, m := range p.FindAllStringIndex(t, -1) {
			if before, _ := lastRune(t[:m[0]]); isDigit(before) || isLetter(before) || before == '.' || before == ',' {
				continue
			}
			if after, _ := firstRune(t[m[1]:]); isDigit(after) {
				continue
			}
			f.add(GPS, Error, m[0], m[1])
		}
	}
	switch decimals, degree := finePoint(t); {
	case decimals:
		n := len(f.found)
		try(pairPattern)
		try(lngPattern)
		if len(f.found) == n {
			try(latPattern)
		}
		fallthrough
	case degree:
		if strings.Contains(t, "°") || strings.Contains(t, "độ") {
			try(dmsPattern)
		}
	}
	if strings.Contains(t, "goo.gl") || strings.Contains(t, "maps") || strings.Contains(t, "mlat") || strings.Contains(t, "geo:") {
		for _, m := range mapPattern.FindAllStringIndex(t, -1) {
			f.add(GPS, Error, m[0], m[1])
		}
	}
	if strings.IndexByte(t, '+') >= 0 {
		for _, m := range plusPattern.FindAllStringIndex(t, -1) {
			if f.free(m[0], m[1]) && strings.ContainsAny(t[m[0]:m[1]], "CFGHJMPQRVWX") && strings.ContainsAny(t[m[0]:m[1]], "23456789") {
				f.add(GPS, Error, m[0], m[1])
			}
		}
	}
	if strings.IndexByte(t, 'X') >= 0 && (strings.Contains(t, "VN2000") || strings.Contains(t, "VN-2000") || strings.Contains(t, "ọa độ") || strings.Contains(t, "oạ độ")) {
		for _, m := range metrePattern.FindAllStringIndex(t, -1) {
			f.add(GPS, Error, m[0], m[1])
		}
	}
}

// finePoint reports whether t holds a number with four decimals or more, and
// whether it may hold degrees with seconds.
func finePoint(t string) (decimals, degree bool) {
	run := 0
	for i := range len(t) {
		c := t[i]
		switch {
		case '0' <= c && c <= '9':
			if run > 0 {
				if run++; run > 4 {
					decimals = true
				}
			}
			continue
		case c == '.' || c == ',':
			if digitAt(t, i-1) {
				run = 1
				continue
			}
		case c == 0xc2 || c == 0xe1: // °, ộ
			degree = true
		}
		run = 0
	}
	return decimals, degree
}
