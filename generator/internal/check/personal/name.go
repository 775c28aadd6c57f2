package personal

import (
	"strings"

	"minhbach/generator/internal/viet"
)

// mention is a person named or meant in a sentence.
type mention struct {
	from, to   int   // words of the name; empty for somebody only meant ("chồng chị")
	lead       int   // word where the honorific begins, from where there is none
	honour     class // what the honorific says
	official   bool  // stands beside a post, or is known to be public
	household  bool  // the name of a household
	listed     bool  // named as in a list, after a label
	historical bool
}

func (m *mention) words() int { return m.to - m.from }

// private reports whether something said of the person is said of somebody's
// private life.
func (m *mention) private() bool { return !m.official && !m.historical }

// syllables is a set of words of names, as they are written and without marks.
type syllables struct{ marked, folded map[string]bool }

func syllablesOf(list string) syllables {
	s := syllables{map[string]bool{}, map[string]bool{}}
	for _, w := range strings.Fields(list) {
		s.marked[viet.NormalizeTone(w)] = true
		s.folded[viet.Fold(w)] = true
	}
	return s
}

// in reports whether word w is one of the set. Only a word that could have marks
// and has none may have lost them.
func (s syllables) in(w *word, plain bool) bool {
	if plain {
		return s.folded[w.fold]
	}
	return s.marked[w.low] || w.marked && s.marked[viet.NormalizeTone(w.low)]
}

// surnames are those of the Kinh and of the other peoples, the north first.
var surnames = syllablesOf(`nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý nông triệu bàn hứa lương hà giang giàng sùng vàng thào mùa lò lường cầm
phùng tăng la mai trịnh đoàn tạ chu ma vi vì lục sầm tô tống đinh đào cao lâm lưu thái quách trương kiều vương tôn thân tiêu từ cứ cù hầu hạng hảng hờ háng chang tráng
thùng tẩn phàn thàm trang phù sìn sừ sủ lầu lùng cồ cờ chảo châu chá đèo điêu dư giáp hù hự khang không khuất khà lã lai lèng leo lìm lộc long lồ lự lùi mạc mẫn mộc moong nghiêm nghị nhữ ninh
ông pà phương phí quan quàng quảng roan sái sơn tải thạch thị thiều tiến tĩnh toàn tòng tống tường ty uông văn viên xa xìn y h'hen niê ksor siu rmah rcom ayun byă mlô êban kpă nay rơ đàm đồng đậu
bạch bạc bế lềnh giao ngạc nhân thuận cung khương khâu khổng khúc khiếu chung chương chuyên nhâm ngân âu ân tất đới mã mễ lỷ phượng quang giả trưng cháng lừu mào chứ sồng thò vừ và ly tếnh cháu làn hoa hàn hùng viêm kha kim la lăng lộc đường vòong chíu tằng phoòng mè lử pờ pờ chu ky lùng củng tung hoả lộ tèo lỳ sấn tín sèn vương nùng xèo`)

// bareSurnames are those by which a name is known without an honorific: common
// as a surname, rare as another word.
var bareSurnames = syllablesOf(`nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý nông triệu bàn hứa lương hà giàng sùng vàng thào mùa lò lường cầm phùng tăng
la mai trịnh đoàn tạ chu ma vi vì lục sầm tô tống đinh đào lưu quách trương cứ hầu hạng hảng tẩn lầu lù khang đèo hoa lâm cao lèng bế chảo chang cháng giáp vương thái kiều quàng tòng vừ sồng lừu mạc đàm bạc hờ phàn`)

// middles stand between surname and name.
var middles = syllablesOf(`văn thị thế đức xuân thu minh ngọc hữu quang anh a công đình thanh kim hồng thúy mỹ quốc tiến trung duy mạnh seo bá như trọng đăng
gia bích hoài phương tuấn việt hoàng khánh bảo diệu lệ hồ lan mai nhật phú phúc thiên trí trường tú vinh hải hà đông nam chí lão y chẩn phủ u mí tả san mùa sỹ sĩ tòng cao huy khắc nguyên quý tân tất thục tường viễn diễm cẩm tuyết yến nhã kiều thành hoa láo sín dung`)

// historical are names of the past that texts of today cite freely, folded.
var historical = words(strings.NewReplacer(" ", "_", "\n", " ", ", ", " ").Replace(`ho chi minh, nguyen ai quoc, nguyen tat thanh, nguyen sinh cung, vo nguyen giap, ton duc thang, pham van dong, truong chinh, le duan, tran phu, nguyen van cu, ha huy tap, le hong phong, nguyen thi minh khai, hoang van thu,
hoang quoc viet, to hieu, ly tu trong, vo thi sau, nguyen van troi, be van dan, phan dinh giot, to vinh dien, la van cau, cu chinh lan, kim dong, nong van den, vu a dinh, nguyen viet xuan, nguyen trai, nguyen du, le loi, le thanh tong, tran hung dao, tran quoc tuan, ngo quyen, ly thuong kiet,
ly thai to, dinh tien hoang, dinh bo linh, quang trung, nguyen hue, hoang hoa tham, phan boi chau, phan chu trinh, phan dinh phung, nguyen thai hoc, nguyen quang bich, le quy don, chu van an, nguyen binh khiem, nguyen dinh chieu, nguyen khuyen, tran nhan tong, hai ba trung, ba trieu, trieu thi trinh,
nguyen cong tru, cao ba quat, huynh thuc khang, luong the vinh, mac dinh chi, le hong son, nguyen van linh, vo van kiet, le van luong, phung chi kien, nguyen phuc, tran quoc toan, le lai, nguyen luong bang, hoang van hoan, dang thuy tram, nguyen phu trong, hoang lien, tue tinh, hai thuong lan ong, nong dan hoi, chu huy man, van tien dung, nguyen chi thanh, hoang dinh giong, to huu, xuan dieu, nam cao, kim lan, to hoai, nguyen hong, che lan vien, anh tho, luc van tien, thuy kieu, chi pheo, lao hac, thi no, thach sanh, hang nga, bac ho, ong gie, noel, ba ria, ba na, ba den, co to, bac ai, anh son, anh dung, ba trung, ong ich khiem, ba huyen thanh quan, chu dong tu, ong gia noel, bac ton, co tam, chu cuoi, ong tao, ong cong, ba chua kho, ba chua xu, ba diem, ong doc, cu rua`))

// findPeople notes who is named in the sentence.
func (f *finder) findPeople() {
	f.people = f.people[:0]
	f.row()
	rows := len(f.people)
	for i := f.first; i < f.last; i++ {
		to := f.at(i, honour)
		if to == 0 {
			continue
		}
		if m, ok := f.afterHonour(i, to); ok && !f.noted(m) {
			f.people = append(f.people, m)
			i = m.to - 1
		}
	}
	for i := f.first; i < f.last; i++ {
		if m, ok := f.bareName(i); ok {
			f.people = append(f.people, m)
			i = m.to - 1
		}
	}
	for i := range f.people[rows:] {
		f.judge(&f.people[rows+i])
	}
}

// afterHonour reads the name after an honorific at words[i:to].
func (f *finder) afterHonour(i, to int) (mention, bool) {
	w := &f.words[i]
	if i > f.first && w.name() && w.gap != none {
		// The Anh of Nguyễn Anh Thúy, the Bà of phường Bà Rịa.
		prev := &f.words[i-1]
		if prev.name() && !f.capitals && (surnames.in(prev, f.plain) || f.nameBegan(i-1)) || !f.capitals && f.before(i, placeNoun) >= 0 {
			return mention{}, false
		}
	}
	if n := f.at(i, notHonour); n > 0 && (n < f.last || n > to) && !(n <= to) {
		return mention{}, false
	}
	m := mention{lead: i}
	for _, h := range f.hits {
		if h.from == i && h.to == to {
			m.honour |= h.class
		}
	}
	// "ông bà", "anh: ", "Mr."
	for to < f.last && f.words[to].shape == mark && (f.words[to].is(".") || f.words[to].is(":")) && f.words[to].gap == none {
		to++
	}
	if next := f.at(to, honour); next > 0 && f.words[to].shape == lower {
		to = next
	}
	m.from, m.to = to, to+f.nameLen(to)
	if m.words() == 0 || f.words[m.from].gap == para {
		return mention{}, false
	}
	first := &f.words[m.from]
	unsure := f.plain || f.capitals || w.shape == upper && len(w.low) > 3 && first.shape == upper
	if unsure && first.shape != initial && !surnames.in(first, f.plain) {
		return mention{}, false
	}
	if f.plain && m.words() < 2 && first.shape != initial {
		return mention{}, false
	}
	if w.low == "ô" && m.words() < 2 || w.low == "già" && m.words() < 2 {
		return mention{}, false
	}
	if first.shape == upper && !f.capitals && !surnames.in(first, f.plain) {
		return mention{}, false // bà UBND
	}
	return m, true
}

// noted reports whether the person is noted already.
func (f *finder) noted(m mention) bool {
	for _, o := range f.people {
		if m.from < o.to && o.from < m.to {
			return true
		}
	}
	return false
}

// nameBegan reports whether word i belongs to a run of names with a surname.
func (f *finder) nameBegan(i int) bool {
	for ; i >= f.first && f.words[i].name(); i-- {
		if surnames.in(&f.words[i], f.plain) && i < f.last-1 {
			return true
		}
	}
	return false
}

// nameLen counts the words from i on that make a name.
func (f *finder) nameLen(i int) int {
	const most = 5
	n := 0
	for n < most && i+n < f.last {
		w := &f.words[i+n]
		if n > 0 && w.shape == mark && (w.is(".") || w.is("-")) && w.gap == none && i+n+1 < f.last &&
			f.words[i+n-1].shape <= initial && f.words[i+n+1].name() && (f.words[i+n-1].shape == initial && w.is(".") || w.is("-") && f.words[i+n+1].gap == none) {
			n++ // N.V.A, Nguyễn V. A, Y-Bhin
			continue
		}
		if !w.name() || n > 0 && w.gap >= para {
			break
		}
		if n > 0 && w.gap == none && f.words[i+n-1].shape != mark {
			break // B1
		}
		if i+n+1 < f.last && f.words[i+n+1].shape == digits && f.words[i+n+1].gap == none {
			break // A1
		}
		if w.shape == upper && n > 0 && f.words[i].shape != upper {
			break
		}
		if w.shape == title && n > 0 && f.words[i].shape == upper && f.words[i].end-f.words[i].start > 2 && f.at(i+n, post|body|household) > 0 {
			break
		}
		if n > 0 && (f.at(i+n, post) > i+n+1 || f.at(i+n, body|birth|residence|kin) > i+n+1) || f.capitals && stopsName[w.fold] {
			break
		}
		if n > 0 && !f.capitals && notInName[w.low] {
			break
		}
		n++
	}
	for n > 0 && f.words[i+n-1].shape == mark {
		n--
	}
	return n
}

// stopsName are words after a name in a text of capitals.
var stopsName = words(`da duoc co o tai la va voi cho tu trong ngay nam sinh tru thuoc bi vay nhan khong dang se cung vao den`)

// notInName are capitalised words that follow a name without being part of it.
var notInName = words(`trú sn cccd cmnd sđt đt stk thôn xã tuổi người được`)

// bareName reads a full name that stands without an honorific at word i.
func (f *finder) bareName(i int) (mention, bool) {
	w := &f.words[i]
	if !w.name() || w.shape == initial || !bareSurnames.in(w, f.plain) {
		return mention{}, false
	}
	for _, m := range f.people {
		if i >= m.lead && i < m.to {
			return mention{}, false
		}
	}
	if i > f.first && f.words[i-1].name() && f.words[i].gap <= space && w.gap != none && !f.afterLabel(i) && f.before(i, post|comrade|householder|household) < 0 && !f.capitals {
		return mention{}, false // inside a longer name
	}
	n := f.nameLen(i)
	if n < 2 {
		return mention{}, false
	}
	m := mention{from: i, to: i + n, lead: i}
	m.listed = f.afterLabel(i)
	second := &f.words[i+1]
	strong := n >= 3 && middles.in(second, f.plain) || n == 3 && f.words[i+2].shape == initial || n == 4
	switch {
	case m.listed, strong:
	case f.before(i, householder) >= 0 || f.linked(i, householder) >= 0:
		if n < 3 && !middles.in(second, f.plain) && second.shape != initial {
			return mention{}, false
		}
	default:
		return mention{}, false
	}
	if p := f.before(i, placeNoun); p >= 0 && f.before(i, householder|household) < 0 && !m.listed || f.places[f.folded(m)] && !m.listed {
		return mention{}, false
	}
	return m, true
}

// afterLabel reports whether a label such as "họ và tên:" stands before word i.
func (f *finder) afterLabel(i int) bool {
	j := i
	for j > f.first && f.words[j-1].shape == mark && strings.Contains(":-=|", f.words[j-1].low) || j > f.first && f.words[j-1].is("là") {
		j--
	}
	return j > f.first && f.before(j, label|householder) >= 0 && (j < i || f.before(j, label) >= 0)
}

// linked returns the beginning of a phrase of a class that stands before word i,
// with nothing between but words like "là" and marks; -1 if there is none.
func (f *finder) linked(i int, c class) int {
	for j := i; j > f.first && i-j < 5; {
		if from := f.before(j, c); from >= 0 {
			return from
		}
		p := &f.words[j-1]
		switch from := f.before(j, linking|comrade|honour); {
		case from >= 0:
			j = from
		case p.shape == mark && strings.Contains(":-", p.low):
			j--
		default:
			return -1
		}
	}
	return -1
}

// folded is the name as it is compared.
func (f *finder) folded(m mention) string {
	var b strings.Builder
	for i := m.from; i < m.to; i++ {
		if f.words[i].shape == mark {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(f.words[i].fold)
	}
	return b.String()
}
