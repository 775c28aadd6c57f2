package main

import (
	"fmt"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/synth/simulation"
)

// doing is a kind of activity; %s is a skill in its title.
type doing struct {
	kind, vi, en string
	cost         bool
}

var doings = []doing{
	{"quan-triet", "Quán triệt kế hoạch tới cán bộ, công chức của cơ quan", "Briefing of the office’s staff on the plan", false},
	{"giao-nhiem-vu", "Giao nhiệm vụ cho các phòng chuyên môn", "Tasks given to the professional divisions", false},
	{"lam-viec-voi-xa", "Làm việc với lãnh đạo địa phương về kế hoạch giúp đỡ trong năm", "Meeting with local leaders on the help planned for the year", false},
	{"thong-nhat-danh-sach", "Thống nhất danh sách hộ được giúp đỡ", "List of the households to be helped agreed", false},
	{"khao-sat-nhu-cau", "Khảo sát nhu cầu của các hộ", "Survey of what the households need", false},
	{"tuyen-truyen", "Tuyên truyền chính sách tín dụng và bảo hiểm y tế tại thôn", "Villages informed about credit and health insurance", false},
	{"tap-huan", "Tập huấn kỹ thuật %s", "Training in %s", true},
	{"huong-dan-ky-thuat", "Hướng dẫn tại hộ kỹ thuật %s", "Guidance at the household in %s", false},
	{"mo-hinh", "Xây dựng mô hình %s", "A model of %s", true},
	{"giong-vat-tu", "Cấp giống và vật tư để %s", "Seed and supplies for %s", true},
	{"vat-dung-san-xuat", "Hỗ trợ dụng cụ sản xuất", "Tools for production", true},
	{"ung-ho-kinh-phi", "Ủng hộ kinh phí mua vật tư", "Money for supplies", true},
	{"nha-o", "Hỗ trợ sửa nhà ở", "Help with repairing homes", true},
	{"nuoc-sach", "Làm bể chứa nước sinh hoạt dùng chung", "Shared tanks for domestic water", true},
	{"nha-tieu", "Hỗ trợ làm nhà tiêu hợp vệ sinh", "Help with building hygienic toilets", true},
	{"bhyt", "Hỗ trợ mua thẻ bảo hiểm y tế", "Help with buying health insurance", true},
	{"giao-duc", "Tặng sách vở, đồ dùng học tập trước năm học mới", "Books and school things before the school year", true},
	{"ngay-thu-bay-cung-dan", "Tổ chức “Ngày thứ bảy cùng dân”", "A “Saturday with the people”", false},
	{"thao-go-kho-khan", "Nghe và giải quyết kiến nghị của địa phương", "Hearing and resolving local requests", false},
}

// skill is what people are taught.
type skill struct{ vi, en string }

var skills = []skill{
	{"nuôi gà thả vườn", "keeping free-range chickens"}, {"nuôi lợn trên đệm lót sinh học", "keeping pigs on deep litter"},
	{"nuôi trâu bò vỗ béo", "fattening cattle"}, {"nuôi cá ao", "pond fish farming"}, {"trồng ngô lai", "growing hybrid maize"},
	{"trồng rau an toàn", "growing safe vegetables"}, {"trồng và chăm sóc quế", "growing cinnamon"}, {"trồng chè", "growing tea"},
	{"trồng nấm", "growing mushrooms"}, {"nuôi ong lấy mật", "keeping bees"}, {"ủ phân hữu cơ", "composting"},
	{"trồng cây ăn quả có múi", "growing citrus fruit"},
}

// activitiesOf are those of a commitment: as many as the size says, two less or
// two more.
func (c *corpus) activitiesOf(commitment int) []*record.Activity {
	p := c.promise(commitment)
	chance := c.chance(streamActivities, commitment)
	n := c.size.activities + 2*(commitment%3-1)
	var list []*record.Activity
	for i := range n {
		d := doings[min(i*len(doings)/n+chance.Below(max(len(doings)/n, 1)), len(doings)-1)]
		s := skills[chance.Below(len(skills))]
		a := &record.Activity{
			Head: head("activities", fmt.Sprintf("%s-%02d", p.id, i+1)), Commitment: p.id, Type: d.kind,
			Title: record.Text{VI: with(d.vi, s.vi), EN: with(d.en, s.en)}, Unit: p.unit.id,
			Organizations: []string{p.organization()}, Order: i + 1, Sources: c.invented(),
		}
		when(a, p, i, n, chance)
		if d.cost && a.Status != "planned" && chance.Happens(0.6) {
			a.Cost = &record.Cost{
				Amount: int64(chance.Between(2, 120)) * 1_000_000,
				Source: []string{"central-budget", "local-budget", "donations"}[chance.Below(3)],
			}
			if p.measure == measureHouseholds {
				some := int64(chance.Between(1, int(p.value)))
				a.Households = &some
			}
		}
		list = append(list, a)
	}
	return list
}

// with puts a skill into a title that has room for one.
func with(title, skill string) string { return strings.Replace(title, "%s", skill, 1) }

// when sets the day or the quarter of an activity and how far it has come.
func when(a *record.Activity, p promise, i, n int, chance simulation.Chance) {
	month := 3 + i*9/n
	switch chance.Below(3) {
	case 0:
		a.Date = fmt.Sprintf("%d-%02d-%02d", p.year, month, chance.Between(1, 28))
	case 1:
		quarter := (month - 1) / 3
		a.Period = &record.Period{
			From: fmt.Sprintf("%d-%02d-01", p.year, quarter*3+1),
			To:   fmt.Sprintf("%d-%02d-%d", p.year, quarter*3+3, []int{31, 30, 30, 31}[quarter]),
		}
	default:
		a.Note = &record.Text{VI: "Nguồn không ghi ngày.", EN: "The source gives no date."}
	}
	if a.Date > lastDay || a.Period != nil && a.Period.From > lastDay {
		a.Unit = p.after
	}
	a.Status = []string{"planned", "in-progress", "reported-done", "evidenced"}[chance.Weighted([]float64{2, 1, 5, 2})]
	if a.Status == "evidenced" {
		a.Evidence = []record.Evidence{{
			Kind: []string{"document", "report", "media"}[chance.Below(3)],
			Text: record.Text{VI: "Biên bản có chữ ký của hai bên (mô phỏng).", EN: "Minutes signed by both sides (synthetic)."},
		}}
	}
}

// outcomesOf are the steps of a commitment: planned, in progress, and what came of
// it when its year was over.
func (c *corpus) outcomesOf(commitment int) []*record.Outcome {
	p := c.promise(commitment)
	chance := c.chance(streamOutcomes, commitment)
	step := func(status, date string, reason record.Text) *record.Outcome {
		return &record.Outcome{
			Head: head("outcomes", p.id+"-"+date+"-"+status), Commitment: p.id, Status: status, Date: date, Reason: &reason, Sources: c.invented(),
		}
	}
	list := []*record.Outcome{step("planned", p.plan.date, record.Text{
		VI: "Kế hoạch số " + p.plan.symbol + " giao chỉ tiêu.", EN: "Plan " + p.plan.symbol + " sets the target.",
	})}
	if chance.Happens(0.8) {
		list = append(list, step("in-progress", fmt.Sprintf("%d-%02d-%02d", p.year, chance.Between(4, 9), chance.Between(1, 28)), record.Text{
			VI: "Cơ quan báo đã làm một số việc ban đầu; chưa có kết quả.", EN: "The office reports first steps; there is no result yet.",
		}))
	}
	end := fmt.Sprintf("%d-01-%02d", p.year+1, chance.Between(3, 14))
	decision := &record.Decision{Symbol: fmt.Sprintf("%d/QĐ-UBND", chance.Between(100, 2900)), Date: fmt.Sprintf("%d-12-%02d", p.year, chance.Between(10, 28)), Issuer: p.decider}
	var last *record.Outcome
	switch chance.Weighted([]float64{5, 1, 2, 2}) {
	case 0:
		last = achieved(p, step, end, decision, p.value)
	case 1:
		last = step("not-met", end, record.Text{
			VI: "Quyết định cuối năm cho thấy cam kết chưa đạt vì nguồn vốn về chậm.", EN: "The decision at the end of the year shows that the commitment was not met because money came late.",
		})
		last.Decision = decision
		if p.measure == measureHouseholds {
			fewer := p.value / 2
			last.Households, last.Standard = &fewer, "2022-2025"
		}
	case 2:
		last = step("reported-done", end, record.Text{VI: "Cơ quan báo đã làm xong; chưa có quyết định công nhận.", EN: "The office reports that it is done; no decision recognises it yet."})
	default:
		last = step("unpublished", end, record.Text{
			VI: "Đã hết thời hạn cam kết nhưng không tìm thấy kết quả nào được công bố.", EN: "The period of the commitment is over, but no published result was found.",
		})
	}
	return append(list, last)
}

// achieved is the best end of a commitment: recognised by the review where
// households are counted, evidenced elsewhere.
func achieved(p promise, step func(status, date string, reason record.Text) *record.Outcome, end string, decision *record.Decision, households int64) *record.Outcome {
	if p.measure != measureHouseholds {
		o := step("evidenced", end, record.Text{VI: "Có biên bản nghiệm thu.", EN: "There are minutes of acceptance."})
		o.Evidence = []record.Evidence{{Kind: "document", Text: record.Text{VI: "Biên bản nghiệm thu (mô phỏng).", EN: "Minutes of acceptance (synthetic)."}}}
		return o
	}
	o := step("recognised", end, record.Text{VI: "Cuộc rà soát cuối năm đã công nhận.", EN: "The year-end review has recognised it."})
	o.Households, o.Standard, o.NewClass, o.Decision = &households, "2022-2025", "ho-can-ngheo", decision
	return o
}
