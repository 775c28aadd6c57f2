package check

import (
	"minhbach/generator/internal/diag"
)

// sitePath is the file every project must have.
const sitePath = "data/site.json"

// site asks for the settings of the site.
func (p *project) site() {
	if p.src.File(sitePath) != nil {
		return
	}
	p.found = append(p.found, diag.Problem{
		Pos: diag.Pos{Path: sitePath}, Code: diag.CodeNoSettings,
		Message: diag.Textf("thiếu tệp thiết lập của trang", "the settings of the site are missing"),
		Remedy:  diag.Textf("tạo tệp này với tên trang, đơn vị công bố, giấy phép và quy tắc bảo mật số liệu", "make this file with the title, publisher, licence and disclosure policy of the site"),
	})
}
