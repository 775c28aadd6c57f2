package personal

import (
	"path"
	"strings"
	"unicode"

	"minhbach/generator/internal/viet"
)

// keys are names of fields that hold personal data, without marks and without
// what stands between their words.
var keys = keyKinds(map[Kind]string{
	CCCD:      `cccd socccd cancuoc cancuoccongdan socancuoc sodinhdanh madinhdanh dinhdanhcanhan citizenid idnumber nationalid idcard socccdcmnd cccdcmnd`,
	CMND:      `cmnd socmnd cmtnd socmt chungminh chungminhthu chungminhnhandan identitycard`,
	Phone:     `dienthoai sdt sodienthoai sodt didong dtdd phonenumber mobile mobilephone zalo sozalo dienthoaididong`,
	BHXH:      `bhxh sobhxh masobhxh mabhxh bhyt mabhyt sobhyt sothebhyt thebhyt socialinsurance healthcard healthinsurancecard`,
	Bank:      `stk sotaikhoan taikhoan taikhoannganhang sotk bankaccount accountnumber iban sotheatm`,
	Email:     `emailcanhan personalemail hopthucanhan`,
	Plate:     `bienso biensoxe bks bienkiemsoat plate licenseplate numberplate`,
	GPS:       `toado lat lng lon latitude longitude kinhdo vido gps coordinates coordinate toadonha latlng`,
	Address:   `diachi sonha diachinha noio choo noicutru thuongtru tamtru hokhau hktt address homeaddress housenumber streetaddress diachithuongtru quequan`,
	Household: `tenho tenchuho chuho maho mahogiadinh hoid householdid householdname headofhousehold sohokhau danhsachho nhankhau sonhankhau`,
	Person:    `hoten hovaten hotendaydu tennguoi tennguoinhan nguoinhan nguoithuhuong fullname firstname lastname surname personname beneficiary beneficiaryname hotenchuho`,
	Birth:     `ngaysinh namsinh ngaythangnamsinh sinhngay sinhnam dob birthdate dateofbirth birthyear yearofbirth birthday`,
	Health:    `benh benhtat benhly khuyettat tinhtrangsuckhoe suckhoe disability disabled disease diagnosis illness dangkhuyettat mucdokhuyettat`,
	Ethnicity: `dantoc ethnicity ethnicgroup thanhphandantoc tongiao religion`,
	Child:     `tentre tentreem hotentre hotencon tencon childname tenhocsinh hotenhocsinh`,
})

func keyKinds(lists map[Kind]string) map[string]Kind {
	m := map[string]Kind{}
	for k, list := range lists {
		for name := range words(list) {
			m[name] = k
		}
	}
	return m
}

// KeyName reports whether the name of a field says that it holds personal data:
// hoTen, ho_ten, "Họ tên", cccd.
func KeyName(key string) (Kind, bool) {
	if len(key) > 100 {
		return "", false
	}
	var b strings.Builder
	for _, r := range viet.Fold(key) {
		if unicode.IsLetter(r) {
			b.WriteRune(r)
		}
	}
	k, ok := keys[b.String()]
	return k, ok
}

// FileName returns what is personal in the name of a file or folder, such as
// ho-ong-nguyen-van-a.jpg. Names of files have neither capitals nor marks.
func (l *Linter) FileName(name string) []Finding {
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	text := []byte(stem)
	for i, c := range text {
		switch {
		case c == '-' && (yearAt(stem, i-4) || yearAt(stem, i+1)):
			text[i] = ','
		case c == '_', c == '-' && !(digitAt(stem, i-1) && digitAt(stem, i+1)):
			text[i] = ' '
		}
	}
	found := l.Text(string(text))
	if !namesSurname(string(text)) {
		return found
	}
	if f, ok := l.nameInSlug(string(text)); ok {
		found = append(found, f...)
	}
	return found
}

// yearAt reports whether the four digits of a year stand at i, between other signs:
// "03-2025-2026" is a month of a school year and no telephone.
func yearAt(s string, i int) bool {
	if i < 0 || i+4 > len(s) || digitAt(s, i-1) || digitAt(s, i+4) {
		return false
	}
	for k := range 4 {
		if !digitAt(s, i+k) {
			return false
		}
	}
	return s[i:i+2] == "19" || s[i:i+2] == "20"
}

// namesSurname reports whether a surname stands among words without marks.
func namesSurname(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if bareSurnames.folded[w] {
			return true
		}
	}
	return false
}

// nameInSlug looks for the name of a person among words in lower case: a known
// surname after "ong", "ba", "ho", or before "van", "thi".
func (l *Linter) nameInSlug(text string) ([]Finding, bool) {
	r := read(text)
	defer r.done()
	f := &finder{Linter: l, reading: r}
	for _, st := range r.sentences {
		st.plain = true
		f.sentence = st
		f.hits = f.phrasesIn(st, nil)
		for i := st.first; i+2 < st.last; i++ {
			if !bareSurnames.in(&f.words[i], true) || !f.words[i+1].letters() || !f.words[i+2].letters() {
				continue
			}
			if f.words[i].fold == "tran" && i > st.first && f.words[i-1].fold == "thi" {
				continue // thị trấn
			}
			second := f.words[i+1].fold
			called := f.before(i, honour) >= 0 || f.before(i, householder|label) >= 0 && len(f.words[i+2].low) < 2
			if !called && second != "van" && second != "thi" {
				continue
			}
			m := mention{from: i, to: i + 3, lead: i}
			if f.public(f.folded(m)) || historical[strings.ReplaceAll(f.folded(m), " ", "_")] || f.before(i, placeNoun) >= 0 && f.before(i, household|householder) < 0 {
				continue
			}
			if f.linked(i, household|householder) >= 0 {
				f.add(Household, Error, f.words[i].start, f.words[i+2].end)
			}
			f.add(Person, Error, f.words[i].start, f.words[i+2].end)
			i += 2
		}
	}
	return f.found, len(f.found) > 0
}
