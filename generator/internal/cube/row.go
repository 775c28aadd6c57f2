package cube

// row is one household in one year, every code replaced by its place in its
// list. It has no text, so that nothing of it can be printed by accident.
type row struct {
	pseudonym  uint64
	year       int32
	unit       int32
	standard   int32
	start, end int32 // class at the start and at the end of the year
	size       int32
	body       int32 // organisation that helps, −1 for none
	commitment int32 // commitment under which it helps, −1 for none
	deprived   uint64
	traits     uint64
	supports   uint64
	money      [maxSources]int64
	fellBack   bool

	line int32
	at   [fieldCount]int32 // byte in the line where each field's value begins
}

// before orders rows by household, then year: the order of every file.
func (r *row) before(o *row) bool {
	return r.pseudonym < o.pseudonym || r.pseudonym == o.pseudonym && r.year < o.year
}

// same reports whether both rows are of one household and year.
func (r *row) same(o *row) bool { return r.pseudonym == o.pseudonym && r.year == o.year }

// field is a key of a row.
type field int8

const (
	fieldPseudonym field = iota
	fieldCode
	fieldUnit
	fieldYear
	fieldStandard
	fieldStart
	fieldEnd
	fieldFellBack
	fieldDeprived
	fieldTraits
	fieldSize
	fieldBody
	fieldCommitment
	fieldSupports
	fieldMoney
	fieldCount

	noField field = -1
)

// fieldNames are the keys as written in the files and in
// schemas/microdata.schema.json.
var fieldNames = [fieldCount]string{
	"pseudonym", "unitCode", "unit", "year", "standard", "classStart", "classEnd", "fellBack",
	"deprived", "characteristics", "sizeBand", "organization", "commitment", "supports", "money",
}

// requiredFields must stand in every row.
var requiredFields = []field{
	fieldPseudonym, fieldCode, fieldUnit, fieldYear, fieldStandard, fieldStart, fieldEnd,
	fieldDeprived, fieldTraits, fieldSize,
}

// Bounds of a row, the same as in schemas/microdata.schema.json.
const (
	pseudonymDigits = 16
	firstYear       = 2016
	lastYear        = 2099
	maxAmount       = 1_000_000_000 // đồng from one source to one household in one year
)
