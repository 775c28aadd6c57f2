package portal

// Templates of statistics, each with the model that it gets.
const (
	LayoutStatistic = "statistic" // StatisticPage
)

// StatisticPage shows statistics: one table for all that it covers or a part of
// it, or all tables of one place.
type StatisticPage struct {
	Lead     string          `json:"lead"`
	Facts    []Fact          `json:"facts"`
	Note     string          `json:"note,omitempty"`
	Signs    []StatisticSign `json:"signs"`
	Parts    []StatisticPart `json:"parts"`
	Places   []ListGroup     `json:"places,omitempty"`
	Unlisted string          `json:"unlisted,omitempty"` // sentence where the places are too many to be named
	Links    []Link          `json:"links,omitempty"`
}

// StatisticSign explains a form that a cell may have, by a sample of it.
type StatisticSign struct {
	Cell TableCell `json:"cell"`
	Text string    `json:"text"`
}

// StatisticPart is what the page shows of one place in one life, or of the
// places below one.
type StatisticPart struct {
	ID       string             `json:"id"`
	Heading  string             `json:"heading"`
	Text     string             `json:"text,omitempty"`
	Sections []StatisticSection `json:"sections"`
}

// StatisticSection is a table of figures, with a chart and the sentence that
// says what it shows where there is something to draw.
type StatisticSection struct {
	ID       string         `json:"id"`
	Heading  string         `json:"heading,omitempty"`
	Sentence string         `json:"sentence,omitempty"`
	Chart    *Chart         `json:"chart,omitempty"`
	Table    StatisticTable `json:"table"`
	Links    []Link         `json:"links,omitempty"`
	Embed    *Embed         `json:"embed,omitempty"`
}

// StatisticTable is a table of safe figures. A figure, a range, a zero, a
// missing figure and one that cannot be differ in sign and in words; why a
// figure is a range shows nowhere.
type StatisticTable struct {
	Caption string           `json:"caption"`
	Mark    string           `json:"mark,omitempty"` // stands in the caption of invented figures
	Head    []StatisticHead  `json:"head"`
	Groups  []StatisticGroup `json:"groups"`
	Columns int              `json:"columns"` // of a row, its head included
	Notes   []string         `json:"notes,omitempty"`
}

// StatisticHead is the head of a column: name for that of the row heads, year,
// category or change.
type StatisticHead struct {
	Text string `json:"text"`
	Kind string `json:"kind"`
}

// StatisticGroup is a part of a table under its own heading; an empty heading is
// none.
type StatisticGroup struct {
	Heading string     `json:"heading,omitempty"`
	Rows    []TableRow `json:"rows"`
}

// StatisticBox stands on the page of a place or body: what the statistics say of
// it. Of invented figures it shows none and only leads to their page.
type StatisticBox struct {
	Heading   string             `json:"heading"`
	Synthetic bool               `json:"synthetic"`
	Text      string             `json:"text"`
	Sections  []StatisticSection `json:"sections,omitempty"`
	Signs     []StatisticSign    `json:"signs,omitempty"`
	Links     []Link             `json:"links"`
}

// Disclosure is what the page of methods shows of the policy and of the release:
// computed, so that it cannot differ from what was done.
type Disclosure struct {
	Rules     DisclosureTable  `json:"rules"`
	Policy    []Fact           `json:"policy"`
	Summary   string           `json:"summary,omitempty"` // empty where no statistics are published
	Synthetic bool             `json:"synthetic"`
	Tables    *DisclosureTable `json:"tables,omitempty"`
	Check     string           `json:"check,omitempty"`
	Command   string           `json:"command,omitempty"`
	Bundle    *Link            `json:"bundle,omitempty"`
}

// DisclosureTable is a table about rules or tables, not about households.
type DisclosureTable struct {
	Caption string     `json:"caption"`
	Head    []string   `json:"head"`
	Rows    []TableRow `json:"rows"`
}
