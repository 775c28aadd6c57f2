package record

// Table defines one statistic to be published from microdata.
type Table struct {
	Head
	Title      Text        `json:"title"`
	Universe   Universe    `json:"universe"`
	Dimensions []Dimension `json:"dimensions"`
	Measure    Measure     `json:"measure"`
	Note       *Text       `json:"note,omitempty"`
	Keep       []string    `json:"keep,omitempty"`   // dimension codes that readers need most, withheld last
	Method     string      `json:"method,omitempty"` // MethodRound or MethodCellKey; else what is unsafe is withheld
	Base       int64       `json:"base,omitempty"`   // of rounding: 3 or 5
	Noise      *Noise      `json:"noise,omitempty"`  // of the cell-key method
}

// Methods that change the counts of a table in place of withholding some.
const (
	MethodRound   = "round"
	MethodCellKey = "cell-key"
)

// Noise is how much the cell-key method may change a count.
type Noise struct {
	Most     int64   `json:"d"`            // D: the largest change
	Variance float64 `json:"v"`            // V
	Small    int64   `json:"js,omitempty"` // counts from 1 to it are never shown
}

// Universe says which rows count: every named attribute has one of the codes.
type Universe struct {
	Description Text                `json:"description"`
	Where       map[string][]string `json:"where,omitempty"`
}

// Dimension is one thing that a table is broken down by.
type Dimension struct {
	ID        string `json:"id"`              // unit, year, class, transition, indicator, organization, support, money-source, …
	Vocab     string `json:"vocab,omitempty"` // its code list
	Level     string `json:"level,omitempty"` // for unit: the finest level shown, commune (default) or district
	Total     bool   `json:"total,omitempty"` // whether the codes add up to a total (false where one household has several)
	Sensitive bool   `json:"sensitive,omitempty"`
	Label     Text   `json:"label"`
}

// Measure is what is counted or summed.
type Measure struct {
	Kind  string `json:"kind"` // households, money
	Label Text   `json:"label"`
	Rule  string `json:"rule"` // which minimum frequency of the disclosure policy applies: performance, deprivation, sensitive, money
}
