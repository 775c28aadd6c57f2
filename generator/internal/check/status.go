package check

import (
	"cmp"
	"slices"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// rank orders the statuses that follow each other. Not met and unpublished stand
// beside them: a result may still come after.
var statusRank = map[string]int{"planned": 1, "in-progress": 2, "reported-done": 3, "evidenced": 4, "recognised": 5}

// outcomesOf groups outcomes by commitment, in order of time.
func (p *project) outcomesOf() map[string][]*record.Outcome {
	m := map[string][]*record.Outcome{}
	for _, id := range p.names["outcomes"] {
		if o := p.set.Outcomes[id]; o != nil {
			m[o.Commitment] = append(m[o.Commitment], o)
		}
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b *record.Outcome) int {
			return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(statusRank[a.Status], statusRank[b.Status]))
		})
	}
	return m
}

// statuses checks that the steps of a commitment lead forward, and that only the
// kind of promise that is counted in households is recognised with a number.
func (p *project) statuses() {
	for _, steps := range p.outcomesOf() {
		for i := 1; i < len(steps); i++ {
			was, is := steps[i-1], steps[i]
			back := statusRank[is.Status] != 0 && statusRank[is.Status] < statusRank[was.Status]
			again := is.Status == "planned" && statusRank[was.Status] == 0
			if !back && !again {
				continue
			}
			name := "outcomes/" + is.ID
			p.report(name, diag.CodeStatusOrder, p.at(name, "status"),
				textf("trạng thái lùi từ “%[1]s” (%[2]s) về “%[3]s”", "the status goes back from “%[1]s” (%[2]s) to “%[3]s”",
					p.status(was.Status), viet.Date(was.Date), p.status(is.Status)),
				diag.Textf("sửa trạng thái hoặc ngày; nếu bước trước ghi sai thì sửa bước đó và nêu lý do", "mend the status or the date; if the earlier step is wrong, mend that and say why"))
		}
	}
}

// status is what a status is called.
func (p *project) status(code string) diag.Text {
	if list := p.set.Vocab["statuses"]; list != nil {
		for _, c := range list.Codes {
			if c.Code == code {
				return diag.Text{VI: c.Label.VI, EN: c.Label.In("en")}
			}
		}
	}
	return diag.Text{VI: code, EN: code}
}

// stale warns of commitments whose period is over and about which nothing has
// been recorded since.
func (p *project) stale() {
	if p.Today == "" || !p.complete("outcomes") {
		return
	}
	steps := p.outcomesOf()
	for _, id := range p.names["commitments"] {
		c := p.set.Commitments[id]
		if c == nil || c.Period.To >= p.Today {
			continue
		}
		if list := steps[id]; len(list) > 0 && (list[len(list)-1].Date > c.Period.To || list[len(list)-1].Status == "recognised") {
			continue
		}
		name := "commitments/" + id
		p.warn(name, diag.CodeStale, p.at(name, "period", "to"),
			textf("cam kết đã hết hạn ngày %s mà chưa ghi kết quả nào sau đó", "the commitment ended on %s and nothing has been recorded since", viet.Date(c.Period.To)),
			textf("thêm một kết quả vào data/outcomes/; nếu chưa ai công bố thì ghi trạng thái “%s” kèm lý do", "add an outcome to data/outcomes/; if none has been published, give the status “%s” with a reason", "unpublished"))
	}
}
