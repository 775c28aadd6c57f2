package diag

// New records, and spreadsheets that become records.
const (
	CodeFileExists      = "MB0116"
	CodeNotAsked        = "MB0117"
	CodeSheetUnreadable = "MB0901"
	CodeSheetTooLarge   = "MB0902"
	CodeSheetKind       = "MB0903"
	CodeSheetHeading    = "MB0904"
	CodeSheetNoHeading  = "MB0905"
	CodeSheetFormula    = "MB0906"
	CodeSheetMerged     = "MB0907"
	CodeSheetDate       = "MB0908"
)

func init() {
	titles[CodeFileExists] = Text{"Tệp đã có", "The file exists"}
	titles[CodeNotAsked] = Text{"Không có mục này để điền", "No such field to fill in"}
	titles[CodeSheetUnreadable] = Text{"Không đọc được bảng tính", "Spreadsheet that cannot be read"}
	titles[CodeSheetTooLarge] = Text{"Bảng tính quá lớn", "Spreadsheet too large"}
	titles[CodeSheetKind] = Text{"Không rõ bảng tính chứa loại bản ghi nào", "Unclear which kind of record a sheet holds"}
	titles[CodeSheetHeading] = Text{"Tên cột chưa đúng", "Heading of a column"}
	titles[CodeSheetNoHeading] = Text{"Thiếu cột", "Missing column"}
	titles[CodeSheetFormula] = Text{"Ô chứa công thức", "Cell with a formula"}
	titles[CodeSheetMerged] = Text{"Ô gộp", "Merged cells"}
	titles[CodeSheetDate] = Text{"Ô ngày tháng chưa rõ", "Cell that should be a date"}
}
