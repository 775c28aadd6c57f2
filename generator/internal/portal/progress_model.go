package portal

import "minhbach/generator/internal/draw"

// Meter is a figure with a bar that says how far it goes. What is not known has
// an empty bar and a word, never a zero.
type Meter struct {
	Label string `json:"label"`
	Text  string `json:"text"`
	Note  string `json:"note,omitempty"`
	Known bool   `json:"known"`
	// Origin leads to the line that the figure was read from.
	Origin *Link        `json:"origin,omitempty"`
	Bar    draw.Drawing `json:"bar"`
}

// StatusHistory is how a commitment came to stand as it does: every status that
// it ever had, why, and by which evidence.
type StatusHistory struct {
	Chart *Chart       `json:"chart,omitempty"`
	Steps []StatusStep `json:"steps"` // oldest first
	None  string       `json:"none,omitempty"`
}

// StatusStep is one status from its day on.
type StatusStep struct {
	Date       Date     `json:"date"`
	Status     Badge    `json:"status"`
	Change     string   `json:"change,omitempty"` // "từ “dự kiến” sang “đang làm”"
	Reason     string   `json:"reason,omitempty"`
	Households string   `json:"households,omitempty"`
	Document   string   `json:"document,omitempty"` // the decision that recognised it
	Evidence   []Source `json:"evidence,omitempty"`
	Sources    []Source `json:"sources"`
	Origin     *Link    `json:"origin,omitempty"` // the line of its number
}

// ProgressRule is the rule of progress as the page of methods tells it: made
// from the rule itself, so that the page cannot differ from what is done.
type ProgressRule struct {
	Intro string      `json:"intro"`
	Table FigureTable `json:"table"`
	Notes []string    `json:"notes"`
	Anew  string      `json:"anew"`
	Links []Link      `json:"links"` // the data from which anybody can compute it
}
