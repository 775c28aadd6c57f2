package portal

// LayoutComponent is the template of ComponentPage.
const LayoutComponent = "component"

// ComponentPage shows one component of the theme with invented content, for
// those who work on the theme and for the browser suite.
type ComponentPage struct {
	Text    string   `json:"text"`
	Notice  string   `json:"notice"` // the content is an example
	Samples []Sample `json:"samples"`
}

// Sample is a component in one state. One of the fields after Heading is set.
type Sample struct {
	Heading      string           `json:"heading"`
	Type         []string         `json:"type,omitempty"` // lines of text, in every size
	Statuses     []Badge          `json:"statuses,omitempty"`
	Headline     []Number         `json:"headline,omitempty"`
	Cards        []CommitmentCard `json:"cards,omitempty"`
	News         []NewsCard       `json:"news,omitempty"`
	Facts        []Fact           `json:"facts,omitempty"`
	Table        *FigureTable     `json:"table,omitempty"`
	Log          []LogEntry       `json:"log,omitempty"`
	Result       *ResultBox       `json:"result,omitempty"`
	History      *StatusHistory   `json:"history,omitempty"`
	Chart        *Chart           `json:"chart,omitempty"`
	Sources      []Source         `json:"sources,omitempty"`
	Views        []Link           `json:"views,omitempty"`
	More         []Link           `json:"more,omitempty"`
	Items        []ListItem       `json:"items,omitempty"`
	Share        []Link           `json:"share,omitempty"`
	Untranslated *Untranslated    `json:"untranslated,omitempty"`
}
