package record

// Table defines one statistic to be published from microdata.
type Table struct {
	Head
	Title      Text        `json:"title"`
	Universe   Universe    `json:"universe"`
	Dimensions []Dimension `json:"dimensions"`
	Measure    Measure     `json:"measure"`
	Note       *Text       `json:"note,omitempty"`
	Keep       []string    `json:"keep,omitempty"` // dimension codes that readers need most, withheld last
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
