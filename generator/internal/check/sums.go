package check

import (
	"fmt"
	"math"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// sums checks that parts add up to their whole. A figure is carried as its source
// prints it, so a difference is allowed where the record explains it.
func (p *project) sums() {
	for _, id := range p.names["figures"] {
		f := p.set.Figures[id]
		if f == nil {
			continue
		}
		name := "figures/" + id
		p.sameTime(name, f)
		first, found := p.classSum(name, f), p.partSums(name, f)
		if first != nil {
			found = append(found, *first)
		}
		switch {
		case f.Defect == nil:
			for _, problem := range found {
				p.add(problem)
			}
		case len(found) == 0:
			p.warn(name, diag.CodeNeedlessDefect, p.at(name, "defect"),
				diag.Textf("có lời giải thích chênh lệch nhưng các con số ở đây khớp nhau", "a difference is explained, yet the numbers here agree"),
				diag.Textf("xóa “defect”, hoặc chuyển lời ấy sang “note”", "delete “defect”, or move the words to “note”"))
		}
	}
}

// count returns the households of a measure.
func count(f *record.Figure, measure string) (n int64, at int, ok bool) {
	for i, v := range f.Values {
		if v.Measure == measure && v.Households != nil {
			return *v.Households, i, true
		}
	}
	return 0, 0, false
}

// classSum compares poor and near-poor households with the multidimensionally poor.
func (p *project) classSum(name string, f *record.Figure) *diag.Problem {
	poor, _, ok1 := count(f, "poor")
	near, _, ok2 := count(f, "near-poor")
	all, at, ok3 := count(f, "multi")
	if !ok1 || !ok2 || !ok3 || poor+near == all {
		return nil
	}
	return p.difference(name, at, poor+near, all,
		textf("hộ nghèo cộng hộ cận nghèo là %%[1]s, khác số ghi ở đây %%[2]s", "poor and near-poor households add up to %%[1]s, not to %%[2]s as stated here"))
}

// partSums compares each number with the sum of the parts, where all parts have it.
func (p *project) partSums(name string, f *record.Figure) []diag.Problem {
	var found []diag.Problem
	for _, v := range f.Values {
		whole, at, ok := count(f, v.Measure)
		var sum int64
		for _, id := range f.Parts {
			part := p.set.Figures[id]
			if part == nil {
				return nil // it has its own problem
			}
			n, _, has := count(part, v.Measure)
			ok = ok && has
			sum += n
		}
		if ok && len(f.Parts) > 0 && sum != whole {
			found = append(found, *p.difference(name, at, sum, whole,
				textf("các phần cộng lại là %%[1]s, khác số ghi ở đây %%[2]s", "the parts add up to %%[1]s, not to %%[2]s as stated here")))
		}
	}
	return found
}

// difference is the problem of a sum that is not what is stated. What says both
// numbers in words.
func (p *project) difference(name string, value int, sum, stated int64, what diag.Text) *diag.Problem {
	gap := int64(math.Abs(float64(sum - stated)))
	return &diag.Problem{
		Pos: p.at(name, "values", value, "households").Pos(), Code: diag.CodeSum, Record: name,
		Message: diag.Text{
			VI: fmt.Sprintf(what.VI, viet.Number(sum, "vi"), viet.Number(stated, "vi")),
			EN: fmt.Sprintf(what.EN, viet.Number(sum, "en"), viet.Number(stated, "en")),
		},
		Remedy: diag.Text{
			VI: fmt.Sprintf("đối chiếu lại với nguồn; nếu nguồn in đúng như vậy thì thêm “defect” giải thích chênh lệch %s hộ", viet.Number(gap, "vi")),
			EN: fmt.Sprintf("compare with the source; if it prints exactly this, add “defect” to explain the difference of %s", viet.Number(gap, "en")),
		},
	}
}

// sameTime checks that a whole and its parts speak of one year and one standard.
func (p *project) sameTime(name string, f *record.Figure) {
	for i, id := range f.Parts {
		part := p.set.Figures[id]
		if part == nil || part.Year == f.Year && part.Standard == f.Standard {
			continue
		}
		p.report(name, diag.CodeSum, p.at(name, "parts", i),
			textf("phần này của năm %[1]d theo chuẩn %[2]s, còn tổng của năm %[3]d theo chuẩn %[4]s", "this part is of %[1]d under the standard %[2]s, the whole of %[3]d under %[4]s", part.Year, part.Standard, f.Year, f.Standard),
			diag.Textf("chọn phần cùng năm và cùng chuẩn nghèo", "choose a part of the same year and standard"))
	}
}
