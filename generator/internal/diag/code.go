package diag

import (
	"maps"
	"slices"
)

// Codes of problems. A code is permanent: it is part of the address of its page,
// /tro-giup/<code>/, and of what other programs filter by. Never reuse one.

// Files: names, places, encoding, size.
const (
	CodeNotUTF8      = "MB0101"
	CodeBOM          = "MB0102"
	CodeNotNFC       = "MB0103"
	CodeInvisible    = "MB0104"
	CodeControl      = "MB0105"
	CodeFileTooLarge = "MB0106"
	CodeSymlink      = "MB0107"
	CodeNotRegular   = "MB0108"
	CodeFileName     = "MB0109"
	CodeFilePlace    = "MB0110"
	CodeTooMuch      = "MB0111"
	CodeFileType     = "MB0112"
	CodeIDName       = "MB0113"
	CodeSchemaPath   = "MB0114"
	CodeNoSettings   = "MB0115"
)

// Syntax of JSON and of the YAML between the lines --- of a Markdown file.
const (
	CodeSyntax       = "MB0201"
	CodeMissingComma = "MB0202"
	CodeExtraComma   = "MB0203"
	CodeComment      = "MB0204"
	CodeQuotes       = "MB0205"
	CodeDuplicateKey = "MB0206"
	CodeNumber       = "MB0207"
	CodeHugeNumber   = "MB0208"
	CodeBrokenString = "MB0209"
	CodeSurrogate    = "MB0210"
	CodeTooDeep      = "MB0211"
	CodeTrailing     = "MB0212"
	CodeEmptyFile    = "MB0213"
	CodeUnclosed     = "MB0214"
	CodeYAML         = "MB0220"
	CodeYAMLFeature  = "MB0221"
)

// Front matter and Markdown.
const (
	CodeNoFrontMatter   = "MB0301"
	CodeOpenFrontMatter = "MB0302"
	CodeFrontMatterKind = "MB0303"
	CodeBigFrontMatter  = "MB0304"
)

// What the schema of a kind asks of one record.
const (
	CodeUnknownKey   = "MB1001"
	CodeMissingKey   = "MB1002"
	CodeWrongType    = "MB1003"
	CodePattern      = "MB1004"
	CodeFormat       = "MB1005"
	CodeNotInList    = "MB1006"
	CodeNotConstant  = "MB1007"
	CodeTooSmall     = "MB1008"
	CodeTooBig       = "MB1009"
	CodeMultiple     = "MB1010"
	CodeTooShort     = "MB1011"
	CodeTooLong      = "MB1012"
	CodeTooFewItems  = "MB1013"
	CodeTooManyItems = "MB1014"
	CodeRepeatedItem = "MB1015"
	CodeSeveralFit   = "MB1017"
	CodeNotAllowed   = "MB1018"
	CodeOtherSchema  = "MB1099"
)

// References between records.
const (
	CodeUnknownRecord = "MB2001"
	CodeUnknownCode   = "MB2002"
	CodeWrongKind     = "MB2003"
	CodeNotValidThen  = "MB2004"
	CodeSelfReference = "MB2005"
	CodeCycle         = "MB2006"
	CodeNoPicture     = "MB2007"
	CodeBadLink       = "MB2008"
	CodeOrphan        = "MB2009"
)

// Rules across records.
const (
	CodeDuplicateRecord = "MB2101"
	CodeDuplicateCode   = "MB2102"
	CodeDateOrder       = "MB2103"
	CodeFutureDone      = "MB2104"
	CodeStatusOrder     = "MB2106"
	CodeSum             = "MB2107"
	CodeNeedlessDefect  = "MB2108"
	CodeSuccession      = "MB2109"
	CodeSymbol          = "MB2110"
	CodeTwoSpellings    = "MB2111"
	CodeStale           = "MB2112"
	CodeNoTranslation   = "MB2113"
	CodeEmbargo         = "MB2114"
)

// Addresses of pages.
const (
	CodeAddressTaken    = "MB5001"
	CodeAddressReserved = "MB5002"
	CodeLivesOverlap    = "MB5003"
	CodeLanguageUnknown = "MB5004"
	CodeAddressLost     = "MB5005"
)

// Settings.
const (
	CodeUnknownVariable = "MB6001"
	CodeSettingType     = "MB6002"
	CodeLate            = "MB6003"
)

// Disclosure control.
const CodeUnmetRule = "MB8101"

// Addresses and rendering.
const (
	CodeSamePath        = "MB5090"
	CodeShortcode       = "MB7001"
	CodeRawHTML         = "MB7002"
	CodeTextPicture     = "MB7003"
	CodeNoAltText       = "MB7004"
	CodeTextLink        = "MB7005"
	CodeDeadLink        = "MB7006"
	CodeUnusablePicture = "MB7007"
	CodeReservedText    = "MB7008"
)

// Microdata: files and rows about households, and what is made from them. No
// message of these codes holds a value of a row.
const (
	CodeMicrodataPlace     = "MB8001"
	CodeMicrodataHeader    = "MB8002"
	CodeMicrodataSyntax    = "MB8003"
	CodeMicrodataKey       = "MB8004"
	CodeMicrodataTwice     = "MB8005"
	CodeMicrodataMissing   = "MB8006"
	CodeMicrodataType      = "MB8007"
	CodeMicrodataRange     = "MB8008"
	CodeMicrodataCode      = "MB8009"
	CodeMicrodataUnit      = "MB8010"
	CodeMicrodataStandard  = "MB8011"
	CodeMicrodataCoverage  = "MB8012"
	CodeMicrodataOrder     = "MB8013"
	CodeMicrodataDuplicate = "MB8014"
	CodeMicrodataClass     = "MB8015"
	CodeMicrodataSynthetic = "MB8016"
	CodeMicrodataDecrypt   = "MB8017"
	CodeMicrodataRepeat    = "MB8018"
	CodeMicrodataMany      = "MB8019"
	CodeMicrodataLong      = "MB8020"
	CodeMicrodataHelper    = "MB8021"
	CodeMicrodataList      = "MB8022"
	CodeMicrodataBase      = "MB8023"
	CodeTableDefinition    = "MB8030"
	CodeFigureDiffers      = "MB8031"
)

// Releases: what may not be published, and what is false about a published site.
const (
	CodeSilentChange       = "MB9001"
	CodeSilentWithdrawal   = "MB9002"
	CodeNeedlessCorrection = "MB9003"
	CodeGone               = "MB9004"
	CodeFalseSignature     = "MB9010"
	CodeFalseLedger        = "MB9011"
	CodeForkedLedger       = "MB9012"
	CodeOlderLedger        = "MB9013"
	CodeFalseFile          = "MB9014"
	CodeMissingFile        = "MB9015"
	CodeExtraFile          = "MB9016"
)

var titles = map[string]Text{
	CodeNotUTF8:      {"Tệp không phải UTF-8", "The file is not UTF-8"},
	CodeBOM:          {"Tệp bắt đầu bằng dấu BOM", "The file begins with a byte order mark"},
	CodeNotNFC:       {"Chữ có dấu viết tách rời (chưa theo NFC)", "Letters and marks are stored apart (not NFC)"},
	CodeInvisible:    {"Ký tự không nhìn thấy", "Invisible character"},
	CodeControl:      {"Ký tự điều khiển", "Control character"},
	CodeFileTooLarge: {"Tệp quá lớn", "The file is too large"},
	CodeSymlink:      {"Liên kết tượng trưng", "Symbolic link"},
	CodeNotRegular:   {"Không phải tệp thường", "Not a regular file"},
	CodeFileName:     {"Tên tệp hoặc thư mục chưa đúng", "Name of a file or folder"},
	CodeFilePlace:    {"Tệp hoặc thư mục không có chỗ ở đây", "A file or folder that has no place here"},
	CodeTooMuch:      {"Quá nhiều tệp", "Too many files"},
	CodeFileType:     {"Loại tệp không được dùng", "Type of file that is not accepted"},
	CodeIDName:       {"id khác tên tệp", "The id differs from the file name"},
	CodeSchemaPath:   {"$schema chưa đúng", "Wrong $schema"},
	CodeNoSettings:   {"Thiếu data/site.json", "data/site.json is missing"},

	CodeSyntax:       {"JSON viết sai", "JSON mistake"},
	CodeMissingComma: {"Thiếu dấu phẩy", "Missing comma"},
	CodeExtraComma:   {"Thừa dấu phẩy", "Comma too many"},
	CodeComment:      {"Ghi chú trong JSON", "Comment in JSON"},
	CodeQuotes:       {"Thiếu hoặc sai dấu ngoặc kép", "Missing or wrong quotation marks"},
	CodeDuplicateKey: {"Một trường viết hai lần", "A field written twice"},
	CodeNumber:       {"Số viết sai", "Number written wrongly"},
	CodeHugeNumber:   {"Số quá lớn hoặc quá dài", "Number too large or too long"},
	CodeBrokenString: {"Chuỗi viết sai", "Text written wrongly"},
	CodeSurrogate:    {"Mã ký tự không trọn vẹn", "Half of a character code"},
	CodeTooDeep:      {"Lồng nhau quá sâu", "Nested too deeply"},
	CodeTrailing:     {"Có nội dung thừa sau bản ghi", "Something follows the record"},
	CodeEmptyFile:    {"Tệp rỗng", "Empty file"},
	CodeUnclosed:     {"Chưa đóng ngoặc", "Bracket not closed"},
	CodeYAML:         {"Phần đầu bài viết sai", "Mistake in the front matter"},
	CodeYAMLFeature:  {"Cú pháp YAML không được dùng", "YAML feature that is not accepted"},

	CodeNoFrontMatter:   {"Thiếu phần đầu bài", "Missing front matter"},
	CodeOpenFrontMatter: {"Phần đầu bài chưa đóng", "Front matter not closed"},
	CodeFrontMatterKind: {"Phần đầu bài không phải danh sách trường", "Front matter is not a list of fields"},
	CodeBigFrontMatter:  {"Phần đầu bài quá dài", "Front matter too long"},

	CodeUnknownKey:   {"Trường không có trong quy định", "Unknown field"},
	CodeMissingKey:   {"Thiếu trường bắt buộc", "Missing field"},
	CodeWrongType:    {"Sai loại giá trị", "Wrong type of value"},
	CodePattern:      {"Sai cách viết", "Wrong form"},
	CodeFormat:       {"Sai định dạng", "Wrong format"},
	CodeNotInList:    {"Giá trị không có trong danh sách", "Value not in the list"},
	CodeNotConstant:  {"Giá trị phải đúng như quy định", "Value is fixed"},
	CodeTooSmall:     {"Số quá nhỏ", "Number too small"},
	CodeTooBig:       {"Số quá lớn", "Number too big"},
	CodeMultiple:     {"Số không đúng bội số", "Number is not a multiple"},
	CodeTooShort:     {"Chữ quá ngắn", "Text too short"},
	CodeTooLong:      {"Chữ quá dài", "Text too long"},
	CodeTooFewItems:  {"Danh sách còn thiếu", "Too few items"},
	CodeTooManyItems: {"Danh sách quá dài", "Too many items"},
	CodeRepeatedItem: {"Mục lặp lại", "Repeated item"},
	CodeSeveralFit:   {"Khớp nhiều cách viết cùng lúc", "Fits more than one form"},
	CodeNotAllowed:   {"Giá trị không được phép ở đây", "Value not allowed here"},
	CodeOtherSchema:  {"Chưa đúng quy định của loại bản ghi", "Not as its kind of record requires"},

	CodeUnknownRecord: {"Dẫn tới bản ghi không có", "Reference to a record that does not exist"},
	CodeUnknownCode:   {"Mã không có trong danh mục", "Code not in its list"},
	CodeWrongKind:     {"Dẫn tới bản ghi sai loại", "Reference to a record of another kind"},
	CodeNotValidThen:  {"Không còn hoặc chưa có hiệu lực vào ngày đó", "Not in force on that date"},
	CodeSelfReference: {"Bản ghi dẫn tới chính nó", "A record that refers to itself"},
	CodeCycle:         {"Các bản ghi dẫn vòng quanh", "Records that refer to each other in a circle"},
	CodeNoPicture:     {"Không có ảnh", "Picture does not exist"},
	CodeBadLink:       {"Địa chỉ liên kết chưa đúng", "Malformed link"},
	CodeOrphan:        {"Bản ghi không ai dẫn tới", "A record nothing leads to"},

	CodeDuplicateRecord: {"Hai bản ghi của cùng một thứ", "Two records of one thing"},
	CodeDuplicateCode:   {"Một mã viết hai lần", "A code listed twice"},
	CodeDateOrder:       {"Ngày tháng không theo thứ tự", "Dates out of order"},
	CodeFutureDone:      {"Việc trong tương lai ghi là đã làm", "Marked as done in the future"},
	CodeStatusOrder:     {"Trạng thái không theo thứ tự", "Statuses out of order"},
	CodeSum:             {"Các phần cộng lại khác tổng", "Parts do not add up to the whole"},
	CodeNeedlessDefect:  {"Giải thích chênh lệch không còn cần", "Explained defect that is not there"},
	CodeSuccession:      {"Kế thừa đơn vị chưa khớp", "Succession does not match"},
	CodeSymbol:          {"Số ký hiệu văn bản chưa đúng", "Malformed document symbol"},
	CodeTwoSpellings:    {"Một tên viết hai cách", "One name in two spellings"},
	CodeStale:           {"Cam kết quá hạn chưa có kết quả", "Commitment past its period without a result"},
	CodeNoTranslation:   {"Thiếu bản tiếng Anh", "Missing translation"},
	CodeEmbargo:         {"Công bố trước điều mà nó dẫn tới", "Published before what it leads to"},

	CodeAddressTaken:    {"Hai trang hoặc bản ghi trùng địa chỉ", "Two pages or records at one address"},
	CodeAddressLost:     {"Địa chỉ cũ chuyển tới trang không có", "An old address leads to no page"},
	CodeAddressReserved: {"Địa chỉ dành cho trang tự tạo", "Address kept for a page that the program makes"},
	CodeLivesOverlap:    {"Hai đơn vị trùng tên và mã cùng lúc", "Two units with one name and code at the same time"},
	CodeLanguageUnknown: {"Ngôn ngữ chưa có bản dịch giao diện", "Language without a translation of the interface"},

	CodeUnknownVariable: {"Biến môi trường không phải thiết lập", "Environment variable that is no setting"},
	CodeSettingType:     {"Thiết lập sai loại giá trị", "Setting of the wrong type"},
	CodeLate:            {"Dữ liệu trễ hẹn", "Data later than promised"},

	CodeUnmetRule: {"Bảng thống kê không công bố được", "A table that cannot be published"},

	CodeSamePath:        {"Hai trang cùng một địa chỉ", "Two pages at one address"},
	CodeShortcode:       {"Mã lệnh trong bài viết", "Shortcode in the text"},
	CodeRawHTML:         {"Mã HTML trong bài viết", "HTML in the text"},
	CodeTextPicture:     {"Ảnh trong bài không dùng được", "Picture in the text that cannot be used"},
	CodeNoAltText:       {"Ảnh thiếu lời mô tả", "Picture without a description"},
	CodeTextLink:        {"Liên kết trong bài chưa đúng", "Link in the text that is not accepted"},
	CodeDeadLink:        {"Liên kết tới trang không có", "Link to a page that does not exist"},
	CodeUnusablePicture: {"Không đọc được ảnh", "Picture cannot be read"},
	CodeReservedText:    {"Chữ dành riêng cho chương trình", "Text reserved for the program"},

	CodeMicrodataPlace:     {"Dữ liệu hộ không được để ở đây", "Household rows that may not be kept here"},
	CodeMicrodataHeader:    {"Dòng khai báo đầu tệp dữ liệu hộ chưa đúng", "First line of a microdata file"},
	CodeMicrodataSyntax:    {"Dòng dữ liệu hộ không phải JSON đúng", "Microdata row that is not JSON"},
	CodeMicrodataKey:       {"Dòng dữ liệu hộ có trường lạ", "Unknown field in a microdata row"},
	CodeMicrodataTwice:     {"Dòng dữ liệu hộ có trường viết hai lần", "Field written twice in a microdata row"},
	CodeMicrodataMissing:   {"Dòng dữ liệu hộ thiếu trường", "Missing field in a microdata row"},
	CodeMicrodataType:      {"Dòng dữ liệu hộ sai loại giá trị", "Wrong type of value in a microdata row"},
	CodeMicrodataRange:     {"Dòng dữ liệu hộ sai cách viết hoặc ngoài giới hạn", "Wrong form or out of bounds in a microdata row"},
	CodeMicrodataCode:      {"Dòng dữ liệu hộ dùng mã không có trong danh mục", "Code not in its list in a microdata row"},
	CodeMicrodataUnit:      {"Đơn vị hành chính không đúng vào cuối năm đó", "Unit not valid at the end of that year"},
	CodeMicrodataStandard:  {"Chuẩn nghèo không áp dụng trong năm đó", "Poverty standard not in force in that year"},
	CodeMicrodataCoverage:  {"Dòng dữ liệu hộ nằm ngoài phạm vi đã khai báo", "Row outside what its file declares"},
	CodeMicrodataOrder:     {"Tệp dữ liệu hộ chưa xếp theo thứ tự", "Microdata file not in order"},
	CodeMicrodataDuplicate: {"Một hộ có hai dòng trong một năm", "Two rows of one household in one year"},
	CodeMicrodataClass:     {"Loại hộ không khớp giữa các năm", "Class that does not follow from the year before"},
	CodeMicrodataSynthetic: {"Dữ liệu mô phỏng lẫn với dữ liệu thật", "Synthetic mixed with real"},
	CodeMicrodataDecrypt:   {"Không giải mã được tệp dữ liệu hộ", "Microdata file that cannot be decrypted"},
	CodeMicrodataRepeat:    {"Dòng dữ liệu hộ có mục lặp lại", "Repeated item in a microdata row"},
	CodeMicrodataMany:      {"Tệp dữ liệu hộ có quá nhiều lỗi", "Too many problems in a microdata file"},
	CodeMicrodataLong:      {"Dòng dữ liệu hộ quá dài", "Microdata row that is too long"},
	CodeMicrodataHelper:    {"Ghi cả cam kết và cơ quan giúp đỡ", "Both a commitment and an organisation"},
	CodeMicrodataList:      {"Thiếu danh mục mã cho dữ liệu hộ", "Code list that microdata needs"},
	CodeMicrodataBase:      {"Cơ sở dữ liệu hộ chưa dùng được", "Database of households that cannot be used"},
	CodeTableDefinition:    {"Định nghĩa bảng thống kê không dùng được", "Table definition that cannot be used"},
	CodeFigureDiffers:      {"Số liệu chính thức khác dữ liệu hộ", "Official figure that differs from the microdata"},

	CodeSilentChange:       {"Số đã công bố thay đổi mà không nêu lý do", "Published number changed without a reason"},
	CodeSilentWithdrawal:   {"Số đã công bố bị bỏ mà không nêu lý do", "Published number withdrawn without a reason"},
	CodeNeedlessCorrection: {"Đính chính mà không có gì thay đổi", "Correction of something that did not change"},
	CodeGone:               {"Trang đã công bố nay không còn", "A published page is gone"},
	CodeFalseSignature:     {"Chữ ký của sổ công bố không đúng", "Signature of the ledger is false"},
	CodeFalseLedger:        {"Sổ công bố bị sửa", "The ledger was changed"},
	CodeForkedLedger:       {"Sổ công bố khác với lần trước", "The ledger contradicts an earlier one"},
	CodeOlderLedger:        {"Sổ công bố cũ hơn lần trước", "The ledger is older than before"},
	CodeFalseFile:          {"Tệp khác với bản đã công bố", "A file differs from what was published"},
	CodeMissingFile:        {"Thiếu tệp đã công bố", "A published file is missing"},
	CodeExtraFile:          {"Tệp lạ, không thuộc lần công bố", "A file that was not published"},
}

// Title names a kind of problem in a few words, for the page about it. It
// reports false for a code that does not exist.
func Title(code string) (Text, bool) {
	t, ok := titles[code]
	return t, ok
}

// Codes lists every code in order.
func Codes() []string { return slices.Sorted(maps.Keys(titles)) }
