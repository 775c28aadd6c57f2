package portal

// The pages that explain problem codes to editors.
const (
	LayoutHelpList = "help-list" // HelpList, /tro-giup/
	LayoutHelp     = "help"      // HelpPage, /tro-giup/<code>/
)

// HelpList leads to every code.
type HelpList struct {
	Intro  []string    `json:"intro"`
	Groups []HelpGroup `json:"groups"`
}

// HelpGroup is a family of codes.
type HelpGroup struct {
	ID      string `json:"id"`
	Heading string `json:"heading"`
	Intro   string `json:"intro"`
	Codes   []Link `json:"codes"` // Note is the code
}

// HelpPage explains one code.
type HelpPage struct {
	Code    string        `json:"code"`
	Effect  string        `json:"effect,omitempty"` // whether publication goes on
	Warning bool          `json:"warning"`
	Meaning []string      `json:"meaning"`
	Wrong   []HelpExcerpt `json:"wrong,omitempty"`
	Told    string        `json:"told,omitempty"` // what check prints
	Right   []HelpExcerpt `json:"right,omitempty"`
	Mended  string        `json:"mended,omitempty"` // where mending is deleting the file
	Causes  []string      `json:"causes,omitempty"`
	See     []Link        `json:"see"`
}

// HelpExcerpt is a file of an example, or a part of one.
type HelpExcerpt struct {
	Path  string     `json:"path"`
	Named bool       `json:"named,omitempty"` // the name of the file is what is wrong
	Lines []HelpLine `json:"lines"`
}

// HelpLine is one line of a file; its number is empty where it does not matter.
type HelpLine struct {
	Number string     `json:"number,omitempty"`
	Parts  []HelpPart `json:"parts"`
}

// HelpPart is a piece of a line.
type HelpPart struct {
	Text string `json:"text"`
	Mark bool   `json:"mark,omitempty"` // the wrong place; without text, something is missing there
	Sign bool   `json:"sign,omitempty"` // names a character that cannot be seen
}
