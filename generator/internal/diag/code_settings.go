package diag

// Settings given outside data/site.json.
const (
	CodeUnknownVariable = "MB6001"
	CodeSettingType     = "MB6002"
)

func init() {
	titles[CodeUnknownVariable] = Text{"Biến môi trường không phải thiết lập", "Environment variable that is no setting"}
	titles[CodeSettingType] = Text{"Thiết lập sai loại giá trị", "Setting of the wrong type"}
}
