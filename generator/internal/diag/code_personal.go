package diag

import "maps"

// Personal data: what could hurt somebody when it is published. No message of
// these codes holds what was found, only its kind and a masked form.
const (
	CodePersonalCCCD      = "MB4001"
	CodePersonalCMND      = "MB4002"
	CodePersonalPhone     = "MB4003"
	CodePersonalBHXH      = "MB4004"
	CodePersonalBank      = "MB4005"
	CodePersonalEmail     = "MB4006"
	CodePersonalPlate     = "MB4007"
	CodePersonalGPS       = "MB4008"
	CodePersonalAddress   = "MB4009"
	CodePersonalHousehold = "MB4010"
	CodePersonalPerson    = "MB4011"
	CodePersonalBirth     = "MB4012"
	CodePersonalHealth    = "MB4013"
	CodePersonalEthnicity = "MB4014"
	CodePersonalChild     = "MB4015"
	CodePersonalKey       = "MB4020"
	CodePersonalFileName  = "MB4021"
	CodePictureMetadata   = "MB4022"
	CodePicturePlace      = "MB4023"
	CodeAttachmentClosed  = "MB4024"
	CodeDocumentAuthor    = "MB4025"
	CodeActiveFile        = "MB4026"
	CodeAllowExpired      = "MB4030"
	CodeAllowUnused       = "MB4031"
)

func init() {
	maps.Copy(titles, map[string]Text{
		CodePersonalCCCD:      {"Số căn cước hoặc số định danh", "Citizen number"},
		CodePersonalCMND:      {"Số chứng minh nhân dân", "Number of an identity card"},
		CodePersonalPhone:     {"Số điện thoại di động", "Mobile telephone number"},
		CodePersonalBHXH:      {"Số bảo hiểm xã hội hoặc thẻ bảo hiểm y tế", "Social or health insurance number"},
		CodePersonalBank:      {"Số tài khoản hoặc số thẻ ngân hàng", "Bank account or card number"},
		CodePersonalEmail:     {"Địa chỉ thư điện tử riêng", "Private e-mail address"},
		CodePersonalPlate:     {"Biển số xe", "Number plate"},
		CodePersonalGPS:       {"Tọa độ chi tiết", "Exact coordinates"},
		CodePersonalAddress:   {"Địa chỉ nơi ở", "Home address"},
		CodePersonalHousehold: {"Hộ được nêu tên", "Household known by a name"},
		CodePersonalPerson:    {"Tên người không giữ chức vụ", "Name of a person without a public role"},
		CodePersonalBirth:     {"Ngày hoặc năm sinh", "Date or year of birth"},
		CodePersonalHealth:    {"Bệnh tật hoặc khuyết tật của một người", "Illness or disability of a person"},
		CodePersonalEthnicity: {"Dân tộc của một người", "Ethnic origin of a person"},
		CodePersonalChild:     {"Trẻ em được nêu tên", "Child who is named"},
		CodePersonalKey:       {"Trường chứa thông tin cá nhân", "Field that holds personal data"},
		CodePersonalFileName:  {"Tên tệp có thông tin cá nhân", "Personal data in the name of a file"},
		CodePictureMetadata:   {"Ảnh còn dữ liệu ẩn", "Picture with hidden data"},
		CodePicturePlace:      {"Ảnh còn ghi nơi chụp", "Picture that says where it was taken"},
		CodeAttachmentClosed:  {"Tệp không đọc được để kiểm tra", "File that cannot be read and so cannot be checked"},
		CodeDocumentAuthor:    {"Tài liệu còn ghi tên người soạn", "Document that names who wrote it"},
		CodeActiveFile:        {"Tệp có mã lệnh hoặc tệp nhúng", "File that holds a program or another file"},
		CodeAllowExpired:      {"Cho phép đã hết hạn", "Allowance that has expired"},
		CodeAllowUnused:       {"Cho phép không còn dùng", "Allowance that is not used"},
	})
}
