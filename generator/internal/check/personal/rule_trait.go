package personal

import "strings"

// healths reports illness and disability told of one person.
func (f *finder) healths() {
	if !f.has(health) {
		return
	}
	named, meant := f.meant()
	if !named && !meant {
		return
	}
	last := -1
	for _, h := range f.hits {
		if h.class&health == 0 || h.from < last || f.general(h) {
			continue
		}
		if !named && !f.near(h.from, healthVerb|oneOf, 4) && f.at(h.from, healthVerb) == 0 {
			continue
		}
		to := f.at(h.from, health)
		if last >= 0 { // one finding in a sentence is enough to mend it
			break
		}
		last = to
		f.add(Health, Error, f.words[h.from].start, f.words[to-1].end)
	}
}

// near reports whether a phrase of a class ends within n words before word i.
func (f *finder) near(i int, c class, n int) bool {
	for j := i; j > f.first && i-j < n; j-- {
		if f.before(j, c) >= 0 {
			return true
		}
	}
	return false
}

// general reports whether a word of illness is said of a group, or is part of
// the name of a body or a programme.
func (f *finder) general(h hit) bool {
	w := &f.words[h.from]
	if w.low == "mù" || w.low == "nghiện" || w.low == "cụt" || w.low == "câm" || w.low == "điếc" {
		if w.name() && !f.capitals {
			return true // Mù Cang Chải
		}
		if h.to < f.last {
			switch f.words[h.to].low {
			case "chữ", "mịt", "quáng", "tạt", "lặng", "hứng", "sương", "khơi", "màu":
				return true
			}
		}
		if h.from > f.first && (f.words[h.from-1].is("sương") || f.words[h.from-1].is("xóa") || f.words[h.from-1].is("xoá")) {
			return true
		}
	}
	i := h.from
	// người khuyết tật, trẻ bị khuyết tật
	if p := f.before(i, healthVerb); p >= 0 {
		i = p
	}
	if f.before(i, kin) >= 0 { // chủ hộ bị …
		return false
	}
	before := i
	for range 3 {
		p := f.previousAny(before, "người", "trẻ", "trẻ em", "học sinh", "nạn nhân", "bệnh nhân", "hộ", "đối tượng", "phụ nữ", "thanh niên", "nguoi", "tre", "tre em", "thành viên", "hoàn cảnh", "gia đình", "con em", "thân nhân", "people", "children")
		if p < 0 {
			break
		}
		before = p
	}
	if before < i {
		if f.before(before, oneOf) >= 0 && !f.near(before, group, 2) {
			return false
		}
		return true
	}
	if f.near(h.from, healthOrg, 2) {
		return true
	}
	for j := h.from; j > f.first && h.from-j < 6; j-- { // Hội bảo trợ người khuyết tật
		if f.before(j, healthOrg) >= 0 && f.words[j-1].shape != lower {
			return true
		}
	}
	return false
}

// previousAny returns where one of some phrases begins that ends before word i.
func (f *finder) previousAny(i int, phrases ...string) int {
	for _, p := range phrases {
		ws := strings.Fields(p)
		from := i - len(ws)
		if from < f.first {
			continue
		}
		fits := true
		for k, w := range ws {
			fits = fits && f.words[from+k].low == w
		}
		if fits {
			return from
		}
	}
	return -1
}

// peoples are the ethnic groups of the country, lower case.
var peoples = words(`mông h'mông hmông dao tày nùng thái mường giáy kháng lự lào mảng cống hoa chăm thổ chứt ngái kinh khmer
phù_lá khơ_mú khơ_me hà_nhì cao_lan sán_chay sán_dìu sán_chỉ xa_phó bố_y la_chí lô_lô pà_thẻn la_ha la_hủ si_la xinh_mun ê_đê ba_na gia_rai xơ_đăng cơ_ho ra_glai pu_péo cờ_lao ơ_đu cơ_tu tà_ôi m'nông mnông xtiêng s'tiêng bru_vân giẻ_triêng mạ co hrê`)

var peoplesFolded = words(`mong h'mong hmong dao tay nung thai muong giay khmer phu_la kho_mu ha_nhi cao_lan san_chay san_diu san_chi xa_pho bo_y la_chi lo_lo pa_then la_ha la_hu si_la kinh`)

// ethnicities reports the ethnic origin of one person.
func (f *finder) ethnicities() {
	if !f.has(ethnicLead) {
		return
	}
	named, meant := f.meant()
	if !named && !meant {
		return
	}
	last := 0
	for _, h := range f.hits {
		if h.class&ethnicLead == 0 || f.at(h.from, ethnicLead) > h.to {
			continue
		}
		i := h.to
		for i < f.last && f.words[i].shape == mark && strings.Contains(":(-", f.words[i].low) {
			i++
		}
		to := f.nation(i)
		if to == 0 {
			continue
		}
		if to < f.last && f.words[to].name() && f.words[to].gap == space && !f.capitals && !surnames.in(&f.words[to], f.plain) {
			continue // người Thái Nguyên
		}
		entered := i > h.to || h.from > f.first && f.words[h.from-1].is(":") // as in a form
		told := entered || f.before(h.from, oneOf) >= 0
		if f.groupBefore(h.from) || !told && !(named && f.besideName(h.from)) || h.from < last {
			continue
		}
		last = to
		f.add(Ethnicity, Error, f.words[h.from].start, f.words[to-1].end)
	}
}

// besideName reports whether what begins at word i is said beside a name: after it,
// or between marks.
func (f *finder) besideName(i int) bool {
	if i == f.first {
		return true
	}
	p := &f.words[i-1]
	return p.name() || p.shape == digits || p.shape == mark && strings.Contains(",;(-", p.low) || p.low == "tuổi" || p.low == "tuoi"
}

// nation returns the end of the name of an ethnic group at word i, 0 if none.
func (f *finder) nation(i int) int {
	if i >= f.last || !f.words[i].name() {
		return 0
	}
	key := func(i int) string {
		if f.plain {
			return f.words[i].fold
		}
		return f.words[i].low
	}
	set := peoples
	if f.plain {
		set = peoplesFolded
	}
	if i+1 < f.last && f.words[i+1].gap != para && set[key(i)+"_"+key(i+1)] {
		return i + 2
	}
	if set[key(i)] {
		return i + 1
	}
	return 0
}

// groupBefore reports whether what begins at word i is said of several: "12 hộ
// người Dao", "đồng bào dân tộc Mông", "phụ nữ người Tày".
func (f *finder) groupBefore(i int) bool {
	if i == f.first {
		return false
	}
	if f.before(i, group) >= 0 {
		return true
	}
	if f.previousAny(i, "là", "(", ",", "một", "gốc", "vốn", ";") >= 0 {
		return false
	}
	return f.words[i-1].shape == digits || f.near(i, group, 2) && f.before(i, oneOf) < 0
}
