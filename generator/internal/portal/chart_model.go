package portal

import "minhbach/generator/internal/draw"

// Chart is a drawing, made for two widths, with the sentence that says what it
// shows. Beside it, or in it, stands its table.
type Chart struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Sentence string       `json:"sentence,omitempty"`
	Wide     draw.Drawing `json:"wide"`
	Narrow   draw.Drawing `json:"narrow"` // taller, for a phone
	Legend   []Legend     `json:"legend,omitempty"`
	Table    *FigureTable `json:"table,omitempty"`
	Take     *Take        `json:"take,omitempty"`

	sources []string   // of its numbers
	data    [][]string // its numbers, the names of the columns first
}

// Legend explains one kind of mark by a sample of it.
type Legend struct {
	Sample draw.Drawing `json:"sample"`
	Text   string       `json:"text"`
}

// Take is what a reader can take away of a chart.
type Take struct {
	Picture Link   `json:"picture"` // PNG
	Data    Link   `json:"data"`    // CSV
	Place   Link   `json:"place"`   // its permanent address
	Embed   *Embed `json:"embed,omitempty"`
}
