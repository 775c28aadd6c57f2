package personal

import (
	"strings"
	"unicode/utf8"
)

// addresses reports where somebody lives.
func (f *finder) addresses() {
	if !f.has(houseNo | residence | residWeak | ownPlace) {
		return
	}
	last := -1
	for i := f.first; i < f.last; i++ {
		if i < last {
			continue
		}
		if to := f.at(i, houseNo); to > 0 {
			if end := f.houseNumber(i, to); end > 0 {
				f.add(Address, Error, f.words[i].start, f.words[end-1].end)
				return // one address in a sentence
			}
		}
		if to := f.at(i, residence|ownPlace); to > 0 && f.previousAny(i, "nội", "bán", "lưu", "ngoại") < 0 { // học sinh nội trú
			if end := f.placeOfLiving(i, to, 7); end > 0 && !f.ofMany(i) && !f.has(ownPlace&^residence) {
				f.add(Address, Error, f.words[i].start, f.words[end-1].end)
				return
			}
		}
		if to := f.at(i, residWeak); to > 0 && !f.ofMany(i) {
			if end := f.placeOfLiving(i, to, 5); end > 0 && (!f.has(officeWord) || f.privateAccount() && !f.near(i, officeWord, 12)) {
				f.add(Address, Error, f.words[i].start, f.words[end-1].end)
				return
			}
		}
	}
}

// houseNumber returns the end of a house number after the phrase words[i:to], 0
// if there is none: "số nhà 12/3", not "tổng số nhà 12.000 căn".
func (f *finder) houseNumber(i, to int) int {
	for to < f.last && (f.words[to].is(":") || f.words[to].is(".") && f.words[to].gap == none || f.words[to].is("là")) {
		to++
	}
	if to >= f.last || f.words[to].shape != digits {
		return 0
	}
	n := &f.words[to]
	if n.gap == none && f.words[to-1].letters() { // SN6: a code
		return 0
	}
	if f.words[i].fold == "sn" && len(n.low) == 4 && isYear(n.low) { // SN 1985: a year of birth
		return 0
	}
	end := to + 1
	for end < f.last && f.words[end].gap == none && (f.words[end].is("/") || f.words[end].shape == digits && f.words[end-1].is("/") || f.words[end].letters() && f.words[end].end-f.words[end].start < 3) {
		end++
	}
	if f.near(i, total, 4) || end < f.last && (f.words[end].is(".") || f.words[end].is(",")) && f.words[end].gap == none && end+1 < f.last && f.words[end+1].shape == digits && f.words[end+1].gap == none {
		return 0
	}
	if end < f.last && f.at(end, countUnit) > 0 && f.words[end].low != "m" {
		return 0
	}
	if f.has(officeWord) && !f.has(residence) && !f.privateAccount() {
		return 0
	}
	return end
}

// placeOfLiving returns the end of the village, group or street named within n
// words after words[i:to], 0 if there is none.
func (f *finder) placeOfLiving(i, to, n int) int {
	for j := to; j < f.last && j < to+n; j++ {
		if f.words[j].is(".") && f.words[j].gap == none && j+1 < f.last && f.words[j+1].name() || f.words[j].is("|") {
			break
		}
		end := f.at(j, village)
		if end == 0 || end >= f.last {
			continue
		}
		w := &f.words[end]
		if f.words[j].low == "số" && (w.shape != digits || f.at(end+1, countUnit) > 0) {
			continue
		}
		if f.words[j].fold == "duong" && j > to+4 {
			continue
		}
		if w.name() || w.shape == digits && f.at(end+1, countUnit) == 0 {
			return end + 1
		}
	}
	return 0
}

// ofMany reports whether the words before i speak of several people, and of no
// single one: "20 hộ cư trú tại", "đồng bào sống tại".
func (f *finder) ofMany(i int) bool {
	if f.privateAccount() {
		return false
	}
	for j := i; j > f.first && i-j < 10; j-- {
		if f.before(j, group|groupBirth) >= 0 || f.words[j-1].shape == digits && j < f.last && f.at(j, countUnit) > 0 || f.before(j, officeWord|body) >= 0 {
			return true
		}
	}
	return false
}

// births reports dates and years of birth.
func (f *finder) births() {
	if !f.has(birth | birthWeak) {
		return
	}
	for _, h := range f.hits {
		if h.class&(birth|birthWeak) == 0 || h.class&birth == 0 && f.at(h.from, birth) > 0 || h.to < f.at(h.from, birth) {
			continue
		}
		if p := f.before(h.from+1, notBirth); p >= 0 && p < h.from && f.before(h.from, kin) < 0 {
			continue
		}
		end, year, full := f.date(h.to)
		if end == 0 || year != 0 && year < 1900 {
			continue
		}
		if h.class&birth == 0 && !full && !(f.words[h.from].fold == "sn" || f.words[end-1].low >= "1900" && len(f.words[end-1].low) == 4) {
			continue
		}
		if f.bornGroup(h.from, end) || f.historicalIn() {
			continue
		}
		f.add(Birth, Error, f.words[h.from].start, f.words[end-1].end)
		return
	}
}

// historicalIn reports whether the sentence names only people of the past.
func (f *finder) historicalIn() bool {
	past := false
	for i := range f.people {
		if !f.people[i].historical {
			return false
		}
		past = true
	}
	return past
}

// bornGroup reports whether those born are a group: "trẻ sinh năm 2016", "sinh
// năm 1960 trở về trước".
func (f *finder) bornGroup(i, end int) bool {
	named, meant := f.meant()
	if named {
		return false
	}
	if f.before(i, kin) >= 0 {
		return false
	}
	if f.before(i, groupBirth) >= 0 {
		return true
	}
	if i > f.first && f.words[i-1].is("có") && f.before(i-1, groupBirth) >= 0 {
		return true
	}
	if end < f.last {
		switch f.words[end].low {
		case "trở", "đến", "tro", "den", "-", "–", "và", "hoặc":
			return end+1 < f.last && !meant && (f.words[end+1].shape == digits || f.words[end].low == "trở" || f.words[end].low == "tro" || f.at(end+1, birth|birthWeak) > 0)
		}
	}
	return !meant && f.near(i, group, 3) && f.words[i].shape == lower
}

// date reads a date or a year within three words from word i on. It returns its
// end, the year where it is told, and whether there is more than a year.
func (f *finder) date(i int) (end, year int, full bool) {
	for n := 0; i < f.last && n < 6; n++ {
		w := &f.words[i]
		if w.shape == digits {
			break
		}
		switch w.low {
		case ":", "là", "vào", "ngày", "năm", "-", "(", "in", "on", "khoảng", ".", "tháng", "của", "chủ", "hộ", "ông", "bà", "anh", "chị", "em", "cháu", "vợ", "chồng", "la", "cua", "chu", "ho", "vao", "ngay", "nam", "thang":
			i++
		default:
			return 0, 0, false
		}
	}
	if i >= f.last || f.words[i].shape != digits {
		return 0, 0, false
	}
	number := func(i int) int {
		n := 0
		for _, c := range []byte(f.words[i].low) {
			if n < 10000 {
				n = n*10 + int(c-'0')
			}
		}
		return n
	}
	sep := func(i int) bool {
		if i+1 >= f.last || f.words[i+1].shape != digits {
			return false
		}
		switch f.words[i].low {
		case "/", "-", ".", "tháng", "năm", "thang", "nam":
			return true
		}
		return false
	}
	if n := len(f.words[i].low); n == 4 {
		y := number(i)
		if y < 1700 || y > 2100 || i+1 < f.last && f.words[i+1].gap == none && f.words[i+1].is(".") && sep(i+1) {
			return 0, 0, false
		}
		if sep(i+1) && f.words[i+1].shape == mark && f.words[i+1].gap == none && f.words[i+1].is("-") && sep(i+3) { // 1987-02-05
			return i + 5, y, true
		}
		return i + 1, y, false
	} else if n > 2 || number(i) > 31 || number(i) == 0 {
		return 0, 0, false
	}
	if !sep(i + 1) {
		return 0, 0, false
	}
	end = i + 3
	if sep(end) {
		end += 2
	}
	y := number(end - 1)
	if len(f.words[end-1].low) == 4 && (y < 1700 || y > 2100) || len(f.words[end-1].low) != 4 && end != i+5 {
		return 0, 0, false
	}
	if len(f.words[end-1].low) != 4 {
		y = 0
	}
	return end, y, true
}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }
func lastRune(s string) (rune, int)  { return utf8.DecodeLastRuneInString(s) }

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

// knownPlaces are names that begin as surnames do.
func knownPlaces() []string {
	return strings.FieldsFunc(`Hà Nội, Hà Giang, Hà Tĩnh, Hà Nam, Hà Tây, Hà Đông, Cao Bằng, Lai Châu, Sơn La, Long An, Kiên Giang, An Giang, Quảng Ninh, Quảng Nam, Quảng Bình, Quảng Trị, Quảng Ngãi, Hồ Chí Minh, Vũ Linh, Lục Yên, Lương Sơn, Mai Sơn, Mai Châu, Tô Mậu, Phan Thanh, Hoàng Su Phì, Lê Lợi, Đinh Hóa, Lâm Đồng, Lâm Bình, Hồ Tây, Hà Lan, Tân Lập, Tân Phương, La Pán Tẩn, Vũ Thư, Hoàng Mai, Cao Phạ, Lao Chải, Lục Ngạn, Trần Phú, Tăng Bạt Hổ, Hoàng Sa, Trường Sa, Hoàng Liên Sơn, Hoàng Liên, Tú Lệ, Ngô Gia Tự, La Hủ, Vi Thượng, Đào Thịnh, Lâm Giang, Lâm Thượng, Phan Thiết, Phan Rang, Lê Chân, Bùi Chu, Hà Quảng`,
		func(r rune) bool { return r == ',' })
}
