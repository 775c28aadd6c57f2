package personal

import "minhbach/generator/internal/diag"

// described are the words of the kinds in messages: what a finding may be, and
// what to do about it.
var described = map[Kind]struct {
	code         string
	what, remedy diag.Text
}{
	CCCD:      {diag.CodePersonalCCCD, diag.Text{VI: "số căn cước hoặc số định danh của một người", EN: "the citizen number of a person"}, removeText},
	CMND:      {diag.CodePersonalCMND, diag.Text{VI: "số chứng minh nhân dân của một người", EN: "the identity card number of a person"}, removeText},
	Phone:     {diag.CodePersonalPhone, diag.Text{VI: "số điện thoại di động", EN: "a mobile telephone number"}, diag.Text{VI: "xóa số này, hoặc thay bằng số máy bàn của cơ quan", EN: "delete it, or give the office's land line instead"}},
	BHXH:      {diag.CodePersonalBHXH, diag.Text{VI: "số bảo hiểm xã hội hoặc số thẻ bảo hiểm y tế", EN: "a social or health insurance number"}, removeText},
	Bank:      {diag.CodePersonalBank, diag.Text{VI: "số tài khoản hoặc số thẻ ngân hàng", EN: "a bank account or card number"}, removeText},
	Email:     {diag.CodePersonalEmail, diag.Text{VI: "địa chỉ thư điện tử không phải của cơ quan nhà nước", EN: "an e-mail address that is not an office's"}, diag.Text{VI: "xóa địa chỉ này, hoặc thay bằng hộp thư của cơ quan", EN: "delete it, or give the office's address instead"}},
	Plate:     {diag.CodePersonalPlate, diag.Text{VI: "biển số xe", EN: "a number plate"}, removeText},
	GPS:       {diag.CodePersonalGPS, diag.Text{VI: "tọa độ hoặc vị trí chính xác đến vài mét", EN: "a place to within some metres"}, diag.Text{VI: "xóa, hoặc chỉ ghi tên xã; tọa độ trung tâm xã thì làm tròn 2 chữ số thập phân", EN: "delete it or name the commune only; round the centre of a commune to 2 decimals"}},
	Address:   {diag.CodePersonalAddress, diag.Text{VI: "địa chỉ nơi ở", EN: "a home address"}, diag.Text{VI: "xóa, chỉ ghi tên xã", EN: "delete it, name the commune only"}},
	Household: {diag.CodePersonalHousehold, diag.Text{VI: "một hộ được nêu tên", EN: "a household known by a name"}, diag.Text{VI: "bỏ tên, viết “một hộ ở xã …” hoặc chỉ ghi số hộ", EN: "leave the name out: “a household in … commune”, or give the number of households only"}},
	Person:    {diag.CodePersonalPerson, diag.Text{VI: "tên một người không thấy ghi chức vụ", EN: "the name of a person without a public role beside it"}, diag.Text{VI: "nếu là người dân thì bỏ tên; nếu là cán bộ thì ghi chức vụ cạnh tên, hoặc thêm bản ghi vào data/people", EN: "leave out the name of a resident; for an official write the post beside the name, or add a record to data/people"}},
	Birth:     {diag.CodePersonalBirth, diag.Text{VI: "ngày hoặc năm sinh của một người", EN: "the date or year of birth of a person"}, removeText},
	Health:    {diag.CodePersonalHealth, diag.Text{VI: "bệnh tật hoặc khuyết tật của một người", EN: "the illness or disability of a person"}, diag.Text{VI: "bỏ chi tiết này; tình trạng sức khỏe của một người không được đăng", EN: "leave it out; the health of a person is not published"}},
	Ethnicity: {diag.CodePersonalEthnicity, diag.Text{VI: "dân tộc của một người", EN: "the ethnic origin of a person"}, diag.Text{VI: "bỏ chi tiết này; dân tộc của một người là dữ liệu nhạy cảm", EN: "leave it out; the ethnic origin of a person is sensitive data"}},
	Child:     {diag.CodePersonalChild, diag.Text{VI: "một trẻ em được nêu tên", EN: "a child who is named"}, diag.Text{VI: "bỏ tên và chi tiết về trẻ, kể cả tên viết tắt", EN: "leave out the name of the child and what tells who it is, initials too"}},
}

var removeText = diag.Text{VI: "xóa chi tiết này khỏi bài hoặc bản ghi", EN: "delete it from the text or record"}

// Problem makes a problem of a finding at a place of a file. The
// digest in the remedy lets an editor allow what is not personal after all.
func Problem(pos diag.Pos, recordName string, f Finding, digest string) diag.Problem {
	d := described[f.Kind]
	p := diag.Problem{
		Pos: pos, Code: d.code, Record: recordName,
		Message: diag.Text{
			VI: "có thể là " + d.what.VI + ": " + f.Masked,
			EN: "this looks like " + d.what.EN + ": " + f.Masked,
		},
		Remedy: d.remedy,
	}
	if f.Level == Warn {
		p.Severity = diag.Warning
	}
	if digest != "" {
		p.Remedy.VI += "; nếu không phải, cho phép chỗ này bằng một tệp trong data/allow với kind “" + string(f.Kind) + "”, digest “" + digest + "”"
		p.Remedy.EN += "; if it is not, allow this place by a file in data/allow with kind “" + string(f.Kind) + "”, digest “" + digest + "”"
	}
	return p
}
