package check

import (
	"regexp"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// Symbol is the symbol of a document, taken apart.
type Symbol struct {
	Number string // "62", as written
	Year   string // of a legal text: "2025"
	Type   string // "KH"; empty for a letter
	Issuer string // "TU", "UBND"
	Party  bool   // hyphen first: 62-KH/TU
}

const (
	types  = `NQLT|TTLT|CTr|TTr|QTr|QCh|QyĐ|QĐi|DAn|GUQ|GGT|GNP|BGN|BTT|NQ|QĐ|CT|KL|QC|TB|HD|BC|KH|ĐA|PA|DA|TT|CV|BB|NĐ|PL|HĐ|CĐ|GM|PG|PC|TC|TL|Lt|L|VBHN|SL`
	office = `[A-ZĐĂÂÊÔƠƯ][A-Za-zĐđĂÂÊÔƠƯ&]*[0-9]{0,2}(?:[-.][A-ZĐĂÂÊÔƠƯ][A-Za-zĐđĂÂÊÔƠƯ&]*)*`
)

var (
	party    = regexp.MustCompile(`^([0-9]{1,5})-(` + types + `)/(` + office + `)$`)
	legal    = regexp.MustCompile(`^([0-9]{1,4})/((?:19|20)[0-9]{2})/(` + types + `)-(` + office + `)$`)
	assembly = regexp.MustCompile(`^([0-9]{1,4})/((?:19|20)[0-9]{2})/(?:(NQ)-)?((?:UBTVQH|QH)[0-9]{1,2})$`)
	admin    = regexp.MustCompile(`^([0-9]{1,5})/(` + types + `)-(` + office + `)$`)
	letter   = regexp.MustCompile(`^([0-9]{1,5})/([A-ZĐĂÂÊÔƠƯ][A-Za-zĐđĂÂÊÔƠƯ&]*(?:-[A-ZĐĂÂÊÔƠƯ][A-Za-zĐđĂÂÊÔƠƯ&.]*)+)$`)
)

// ParseSymbol takes the symbol of a document apart: 62-KH/TU of the Party,
// 158/QĐ-UBND, 07/2021/NĐ-CP, 202/2025/QH15, 45/UBND-VX of the state.
func ParseSymbol(s string) (Symbol, bool) {
	if m := party.FindStringSubmatch(s); m != nil {
		return Symbol{Number: m[1], Type: m[2], Issuer: m[3], Party: true}, true
	}
	for _, re := range []*regexp.Regexp{legal, assembly} {
		if m := re.FindStringSubmatch(s); m != nil {
			return Symbol{Number: m[1], Year: m[2], Type: m[3], Issuer: m[4]}, true
		}
	}
	if m := admin.FindStringSubmatch(s); m != nil {
		return Symbol{Number: m[1], Type: m[2], Issuer: m[3]}, true
	}
	if m := letter.FindStringSubmatch(s); m != nil {
		return Symbol{Number: m[1], Issuer: m[2]}, true
	}
	return Symbol{}, false
}

// tidySymbol writes a symbol as people mean it: “62 – KH/TU” is 62-KH/TU.
func tidySymbol(s string) string {
	return strings.NewReplacer("–", "-", "—", "-", "−", "-", " ", "", "Ð", "Đ").Replace(s)
}

// symbols checks every document symbol, and what it says of issuer and year.
func (p *project) symbols() {
	for _, id := range p.names["plans"] {
		plan := p.set.Plans[id]
		if plan == nil {
			continue
		}
		name := "plans/" + id
		if s, ok := p.symbol(name, plan.Symbol, "symbol"); ok {
			p.symbolAgrees(name, s, plan)
		}
	}
	for _, id := range p.names["outcomes"] {
		if o := p.set.Outcomes[id]; o != nil && o.Decision != nil {
			p.symbol("outcomes/"+id, o.Decision.Symbol, "decision", "symbol")
		}
	}
	for _, id := range p.names["figures"] {
		if f := p.set.Figures[id]; f != nil && f.Decision != nil {
			p.symbol("figures/"+id, f.Decision.Symbol, "decision", "symbol")
		}
	}
	for _, id := range p.names["units"] {
		if u := p.set.Units[id]; u != nil {
			p.symbol("units/"+id, u.LegalBasis, "legalBasis")
		}
	}
	for _, id := range p.names["vocab"] {
		if v := p.set.Vocab[id]; v != nil {
			for i, c := range v.Codes {
				p.symbol("vocab/"+id, c.Legal, "codes", i, "legal")
			}
		}
	}
}

func (p *project) symbol(name, s string, path ...any) (Symbol, bool) {
	if s == "" {
		return Symbol{}, false
	}
	symbol, ok := ParseSymbol(s)
	if ok {
		return symbol, true
	}
	remedy := diag.Textf("viết như 62-KH/TU (Đảng), 158/QĐ-UBND hoặc 07/2021/NĐ-CP (Nhà nước), đúng chữ hoa và chữ Đ", "write as in 62-KH/TU (Party), 158/QĐ-UBND or 07/2021/NĐ-CP (state), with capitals and Đ")
	if better := tidySymbol(s); better != s {
		if _, ok := ParseSymbol(better); ok {
			remedy = textf("viết %s", "write %s", better)
		}
	}
	p.report(name, diag.CodeSymbol, p.at(name, path...),
		textf("“%s” không phải là số, ký hiệu văn bản viết đúng", "“%s” is not a well-formed document symbol", quote(s)), remedy)
	return Symbol{}, false
}

// symbolAgrees compares a symbol with the date and issuer of its document.
func (p *project) symbolAgrees(name string, s Symbol, plan *record.Plan) {
	if s.Year != "" && !strings.HasPrefix(plan.Date, s.Year) {
		p.report(name, diag.CodeSymbol, p.at(name, "symbol"),
			textf("ký hiệu ghi năm %[1]s nhưng ngày ban hành là năm %[2]s", "the symbol says %[1]s, the date of issue %[2]s", s.Year, plan.Date[:4]),
			diag.Textf("sửa ký hiệu hoặc ngày ban hành", "mend the symbol or the date"))
	}
	issuer := p.set.Organizations[plan.Issuer]
	if issuer != nil && issuer.Symbol != "" && s.Type != "" && issuer.Symbol != s.Issuer {
		p.report(name, diag.CodeSymbol, p.at(name, "symbol"),
			textf("ký hiệu kết thúc bằng “%[1]s”, nhưng cơ quan ban hành dùng “%[2]s”", "the symbol ends in “%[1]s”, but the issuer uses “%[2]s”", s.Issuer, issuer.Symbol),
			diag.Textf("sửa ký hiệu, hoặc chọn đúng cơ quan ban hành", "mend the symbol, or choose the right issuer"))
	}
}
