package settings

import (
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// Late warns when the day has gone by before which new data were promised. Only
// who publishes has a clock; without one, the zero time, nothing is late: the
// present is then the day up to which the records were kept.
func Late(p *source.Project, site record.Site, now time.Time) []diag.Problem {
	promised := site.NextUpdate()
	if now.IsZero() || promised == "" || now.In(vietnam).Format(time.DateOnly) <= promised {
		return nil
	}
	pos := diag.Pos{Path: Path}
	if file := p.File(Path); file != nil {
		if tree, _ := file.Tree(); tree != nil {
			pos = tree.At("dataAsOf").Pos()
		}
	}
	return []diag.Problem{{
		Pos: pos, Severity: diag.Warning, Code: diag.CodeLate,
		Message: diag.Textf("dữ liệu đã trễ hẹn: “updateEvery” hứa có dữ liệu mới trước ngày %[1]s, mà “dataAsOf” vẫn là %[2]s",
			"the data are late: “updateEvery” promises new ones before %[1]s, and “dataAsOf” is still %[2]s", viet.Date(promised), viet.Date(site.DataAsOf)),
		Remedy: diag.Textf("rà lại các bản ghi rồi sửa “dataAsOf” thành ngày rà; nếu không giữ được nhịp này thì sửa “updateEvery” cho đúng",
			"go through the records and set “dataAsOf” to that day; if the promise cannot be kept, change “updateEvery”"),
	}}
}

// vietnam is UTC+7 all year.
var vietnam = time.FixedZone("+07", 7*60*60)
