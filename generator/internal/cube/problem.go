package cube

import (
	"fmt"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// What can be wrong with the first line of a file.
const (
	headerShape    = "shape"
	headerSeed     = "seed"
	headerCoverage = "coverage"
	headerUnit     = "unit"
)

// ruleText is the code and the words of each rule. %s is the field's name or,
// for ruleCode, its list; nothing that stands in the file is ever quoted.
var ruleText = [...]struct {
	code            string
	vi, en          string
	remedy, remedyE string
}{
	ruleSyntax: {diag.CodeMicrodataSyntax, "dòng này không phải một đối tượng JSON đúng", "this line is not one valid JSON object",
		"mỗi dòng là một đối tượng { … } trọn vẹn, không ghi chú, không dấu phẩy thừa", "each line is one complete object { … } without comments or extra commas"},
	ruleKey: {diag.CodeMicrodataKey, "trường không có trong quy định (tên được giữ kín)", "field that the schema does not have (name withheld)",
		"bỏ trường này; các trường được dùng có trong schemas/microdata.schema.json", "remove the field; schemas/microdata.schema.json lists the fields"},
	ruleTwice: {diag.CodeMicrodataTwice, "trường “%s” viết hai lần", "field %q is written twice",
		"chỉ giữ một lần", "keep one of them"},
	ruleMissing: {diag.CodeMicrodataMissing, "thiếu trường “%s”", "field %q is missing",
		"bổ sung trường này; các trường bắt buộc có trong schemas/microdata.schema.json", "add the field; schemas/microdata.schema.json says which are required"},
	ruleString: {diag.CodeMicrodataType, "trường “%s” phải là chuỗi trong ngoặc kép (giá trị được giữ kín)", "field %q must be a string (value withheld)",
		"đặt mã trong ngoặc kép", "put the code in double quotes"},
	ruleWhole: {diag.CodeMicrodataType, "trường “%s” phải là số nguyên (giá trị được giữ kín)", "field %q must be a whole number (value withheld)",
		"viết số bằng chữ số, không ngoặc kép, không dấu chấm", "write digits only, without quotes or a decimal point"},
	ruleFlag: {diag.CodeMicrodataType, "trường “%s” phải là true hoặc false (giá trị được giữ kín)", "field %q must be true or false (value withheld)",
		"viết true khi đúng, bỏ trường khi không", "write true where it is so, leave the field out where not"},
	ruleArray: {diag.CodeMicrodataType, "trường “%s” phải là danh sách [ … ] (giá trị được giữ kín)", "field %q must be a list [ … ] (value withheld)",
		"viết [] khi không có mục nào", "write [] where there is none"},
	ruleObject: {diag.CodeMicrodataType, "trường “%s” phải là đối tượng { … } (giá trị được giữ kín)", "field %q must be an object { … } (value withheld)",
		"viết mỗi nguồn với số tiền của nguồn đó", "write each source with its amount"},
	rulePattern: {diag.CodeMicrodataRange, "trường “%s” sai cách viết (giá trị được giữ kín)", "field %q does not match its pattern (value withheld)",
		"mã ngẫu nhiên gồm 16 ký tự 0–9 và a–f, không suy ra được từ tên hay số giấy tờ", "a random code of 16 characters 0–9 and a–f, never derived from a name or a number of an identity card"},
	ruleBounds: {diag.CodeMicrodataRange, "trường “%s” ngoài giới hạn (giá trị được giữ kín)", "field %q is out of bounds (value withheld)",
		"giới hạn có trong schemas/microdata.schema.json", "schemas/microdata.schema.json has the bounds"},
	ruleCode: {diag.CodeMicrodataCode, "trường “%s” có mã không có trong danh mục %s (giá trị được giữ kín)", "field %q has a code that is not in the list %s (value withheld)",
		"dùng mã trong danh mục %s", "use a code of the list %s"},
	ruleRepeat: {diag.CodeMicrodataRepeat, "trường “%s” có mục lặp lại (giá trị được giữ kín)", "field %q repeats an item (value withheld)",
		"mỗi mã chỉ viết một lần", "write each code once"},
	ruleHelper: {diag.CodeMicrodataHelper, "trường “%s” đứng cùng “commitment”", "field %q stands beside \"commitment\"",
		"chỉ ghi cam kết: cơ quan giúp đỡ là cơ quan đã cam kết", "give the commitment alone: the body that helps is the one that made it"},
	ruleUnitLevel: {diag.CodeMicrodataUnit, "trường “%s” phải là một đơn vị cấp xã", "field %q must be a commune-level unit",
		"ghi xã, phường, thị trấn hoặc đặc khu nơi hộ được rà soát", "name the commune, ward or township that reviewed the household"},
	ruleUnitCode: {diag.CodeMicrodataUnit, "trường “%s” không phải mã số của đơn vị ghi ở “unit” (giá trị được giữ kín)", "field %q is not the code of the unit named in \"unit\" (value withheld)",
		"mã số có thể đổi nghĩa khi sáp nhập: kiểm tra cả hai trường", "a code can change its meaning in a merger: check both fields"},
	ruleUnitYear: {diag.CodeMicrodataUnit, "trường “%s” có đơn vị không tồn tại vào ngày 31/12 năm đó (giá trị được giữ kín)", "field %q has a unit that does not exist on 31 December of that year (value withheld)",
		"ghi đơn vị nơi hộ được rà soát cuối năm, theo địa giới của năm đó", "name the unit of the year-end review, by the boundaries of that year"},
	ruleStandard: {diag.CodeMicrodataStandard, "trường “%s” có chuẩn nghèo không áp dụng trong năm đó (giá trị được giữ kín)", "field %q has a standard that is not in force in that year (value withheld)",
		"thời gian áp dụng từng chuẩn có trong danh mục standards", "the list standards says when each standard applies"},
	ruleYearScope: {diag.CodeMicrodataCoverage, "trường “%s” có năm không khai báo ở dòng đầu tệp (giá trị được giữ kín)", "field %q has a year that the first line of the file does not declare (value withheld)",
		"thêm năm vào “years” ở dòng đầu, hoặc chuyển dòng này sang tệp khác", "add the year to \"years\" in the first line, or move the row to another file"},
	ruleUnitScope: {diag.CodeMicrodataCoverage, "trường “%s” có đơn vị ngoài phạm vi khai báo ở dòng đầu tệp (giá trị được giữ kín)", "field %q has a unit outside the coverage that the first line of the file declares (value withheld)",
		"thêm đơn vị vào “coverage” ở dòng đầu chỉ khi tệp có đủ mọi hộ của đơn vị đó", "add the unit to \"coverage\" in the first line only if the file has every household of it"},
	ruleRealBody: {diag.CodeMicrodataSynthetic, "trường “%s” của một dòng mô phỏng ghi một cơ quan có thật", "field %q of a synthetic row names a real organisation",
		"dùng mã trong danh mục synthetic-bodies: không được bịa kết quả cho cơ quan có thật", "use a code of the list synthetic-bodies: nothing may be invented about a real office"},
	ruleSyntheticBody: {diag.CodeMicrodataSynthetic, "trường “%s” ghi một đơn vị mô phỏng trong dữ liệu thật", "field %q names a synthetic body in real data",
		"ghi mã của cơ quan có trong data/organizations/", "use the id of a record in data/organizations/"},
	ruleRealCommitment: {diag.CodeMicrodataSynthetic, "trường “%s” của một dòng mô phỏng ghi một cam kết có thật", "field %q of a synthetic row names a real commitment",
		"bỏ trường này: không được bịa kết quả cho cam kết có thật", "remove the field: no result may be invented for a real commitment"},
	ruleFellBackWhen: {diag.CodeMicrodataClass, "trường “%s” chỉ dùng cho hộ không nghèo đầu năm và nghèo cuối năm", "field %q is only for a household that was not poor at the start and is poor at the end of the year",
		"bỏ trường này hoặc sửa loại hộ", "remove the field or correct the classes"},
	ruleFellBackMissing: {diag.CodeMicrodataClass, "thiếu “%s”: hộ này đã thoát nghèo trong một năm trước và nay nghèo trở lại", "%q is missing: this household left poverty in an earlier year and is poor again",
		"thêm \"fellBack\": true", "add \"fellBack\": true"},
	ruleClassBefore: {diag.CodeMicrodataClass, "trường “%s” khác loại hộ cuối năm trước của cùng hộ (giá trị được giữ kín)", "field %q differs from the class of the same household at the end of the year before (value withheld)",
		"loại hộ đầu năm là loại được công nhận cuối năm trước", "the class at the start is the one recognised at the end of the year before"},
	ruleOrder: {diag.CodeMicrodataOrder, "dòng này đứng trước dòng trên theo “%s” và năm", "this line belongs before the line above it, by %q and year",
		"xếp các dòng theo mã hộ rồi theo năm (giữ dòng khai báo ở đầu): thứ tự ngẫu nhiên không để lộ thôn xóm", "sort the lines by pseudonym, then year (first line stays first): a random order gives no village away"},
	ruleDuplicate: {diag.CodeMicrodataDuplicate, "“%s” này đã có một dòng trong cùng năm", "this %q already has a row in the same year",
		"mỗi hộ chỉ có một dòng trong một năm", "a household has one row in a year"},
	ruleLong: {diag.CodeMicrodataLong, "dòng dài quá giới hạn 8.192 byte", "line longer than 8,192 bytes",
		"mỗi dòng chỉ có một hộ; kiểm tra dấu xuống dòng", "each line has one household; check the line ends"},
	ruleHeaderAgain: {diag.CodeMicrodataHeader, "tệp không có dòng dữ liệu nào sau dòng khai báo", "the file has no row after its first line",
		"bỏ tệp này hoặc bổ sung dữ liệu", "remove the file or add its rows"},
}

// problem puts a fault into words. The line is used to count columns only.
func (f fault) problem(path string, number int32, line []byte) diag.Problem {
	t := ruleText[f.rule]
	at := min(int(f.at), len(line))
	var args []any
	if f.field != noField {
		args = append(args, fieldNames[f.field])
	}
	var listArgs []any
	if f.rule == ruleCode {
		args = append(args, f.list)
		listArgs = []any{listPlace(f.list)}
	}
	return diag.Problem{
		Pos:     diag.Pos{Path: path, Line: int(number), Col: utf8.RuneCount(line[:at]) + 1},
		Code:    t.code,
		Message: diag.Textf(t.vi, t.en, args...),
		Remedy:  diag.Textf(t.remedy, t.remedyE, listArgs...),
	}
}

// listPlace says where the codes of a list stand.
func listPlace(id string) string {
	switch id {
	case "units", "organizations", "commitments":
		return "data/" + id + "/"
	}
	return "data/vocab/" + id + ".json"
}

func headerProblem(path, what string) diag.Problem {
	p := diag.Problem{
		Pos:  diag.Pos{Path: path, Line: 1, Col: 1},
		Code: diag.CodeMicrodataHeader,
		Message: diag.Text{VI: "dòng đầu tệp không phải dòng khai báo đúng (nội dung được giữ kín)",
			EN: "the first line of the file is no valid declaration (content withheld)"},
		Remedy: diag.Text{VI: `ví dụ: {"schema": "…", "synthetic": false, "coverage": ["luc-yen-135"], "years": [2022]}`,
			EN: `such as: {"schema": "…", "synthetic": false, "coverage": ["luc-yen-135"], "years": [2022]}`},
	}
	switch what {
	case headerSeed:
		p.Message = diag.Text{VI: "“seed” và “generator” phải có khi và chỉ khi dữ liệu là mô phỏng",
			EN: `"seed" and "generator" must be given for synthetic rows and for no others`}
	case headerCoverage:
		p.Message = diag.Text{VI: "“coverage” hoặc “years” trống, lặp lại hoặc ngoài giới hạn",
			EN: `"coverage" or "years" is empty, repeated or out of bounds`}
	case headerUnit:
		p.Message = diag.Text{VI: "“coverage” có đơn vị không có trong data/units/ hoặc không ghép đúng từ các xã của năm đã khai báo",
			EN: `"coverage" has a unit that is not in data/units/ or is not made up of whole communes in a declared year`}
		p.Remedy = diag.Text{VI: "kiểm tra mã đơn vị, thời gian hiệu lực và đơn vị kế thừa",
			EN: "check the unit id, its validity and its successors"}
	}
	return p
}

func mixedProblem(path string) diag.Problem {
	return fileProblem(path, diag.CodeMicrodataSynthetic,
		diag.Text{VI: "dữ liệu mô phỏng và dữ liệu thật không được dùng chung", EN: "synthetic and real rows cannot be used together"},
		diag.Text{VI: "chỉ dùng một loại", EN: "use one kind only"})
}

func fileProblem(path, code string, message, remedy diag.Text) diag.Problem {
	return diag.Problem{Pos: diag.Pos{Path: path}, Code: code, Message: message, Remedy: remedy}
}

func listProblem(id string, limit int) diag.Problem {
	return fileProblem("data/vocab/"+id+".json", diag.CodeMicrodataList,
		diag.Textf("dữ liệu hộ cần danh mục “%s” có từ 1 đến %d mã", "microdata needs the code list %q with 1 to %d codes", id, limit),
		diag.Textf("bổ sung danh mục này", "add the code list"))
}

func missingCode(set *record.Set, id, code string) diag.Problem {
	return fileProblem(path(set, "vocab/"+id), diag.CodeMicrodataList,
		diag.Textf("danh mục “%s” thiếu mã “%s” mà chương trình cần", "code list %q lacks the code %q that the program needs", id, code),
		diag.Textf("thêm lại mã này", "put the code back"))
}

func tableProblem(set *record.Set, id string, vi, en string, args ...any) diag.Problem {
	p := fileProblem(path(set, "tables/"+id), diag.CodeTableDefinition, diag.Textf(vi, en, args...),
		diag.Text{VI: "sửa định nghĩa bảng; các chiều được dùng có trong schemas/tables.schema.json",
			EN: "correct the definition; schemas/tables.schema.json has the dimensions"})
	p.Record = "tables/" + id
	return p
}

func figureProblem(set *record.Set, id string) diag.Problem {
	p := fileProblem(path(set, id), diag.CodeFigureDiffers,
		diag.Text{VI: "số đã công bố khác số tính từ dữ liệu hộ (số tính được giữ kín)",
			EN: "the published number differs from the one computed from microdata (which is withheld)"},
		diag.Text{VI: "kiểm tra phạm vi, thời điểm và chuẩn nghèo của số đã công bố; ghi rõ khác biệt ở “note”",
			EN: `check scope, date and standard of the published number; explain the difference in "note"`})
	p.Record, p.Severity = id, diag.Warning
	return p
}

// ioError names the file a failure of the machine belongs to.
func ioError(path string, err error) error { return fmt.Errorf("read %s: %w", path, err) }
