package record

// News is the front matter of content/<lang>/tin/<yyyy>/<slug>.md. The address
// is the path of the file.
type News struct {
	Title         string   `json:"title"`
	Summary       string   `json:"summary"`
	Date          string   `json:"date"`              // of the source or of publication
	Updated       string   `json:"updated,omitempty"` // last change of substance
	Author        string   `json:"author,omitempty"`  // byline
	AuthorUnit    string   `json:"authorUnit,omitempty"`
	Photo         *Photo   `json:"photo,omitempty"`
	Commitments   []string `json:"commitments,omitempty"`
	Plans         []string `json:"plans,omitempty"`
	Units         []string `json:"units,omitempty"`
	Organizations []string `json:"organizations,omitempty"`
	Sources       []Source `json:"sources,omitempty"`
	Draft         bool     `json:"draft,omitempty"`
	PublishOn     string   `json:"publishOn,omitempty"` // nothing of it is published before
}

// Photo is a picture in content/anh/ with what a reader who cannot see it needs.
type Photo struct {
	File      string `json:"file"` // path below content/anh/
	Alt       string `json:"alt"`
	Caption   string `json:"caption,omitempty"`
	AsPrinted string `json:"asPrinted,omitempty"`
	Credit    string `json:"credit,omitempty"`
	// Beneficiaries says that the picture shows people who are helped; Consent then
	// says how they agreed to its being published. The note itself is not published.
	Beneficiaries bool   `json:"beneficiaries,omitempty"`
	Consent       string `json:"consent,omitempty"`
}

// Page is the front matter of a standing page, content/<lang>/<slug>.md.
type Page struct {
	Title     string `json:"title"`
	Summary   string `json:"summary"`
	Updated   string `json:"updated"`
	Menu      int    `json:"menu,omitempty"` // place in the footer menu, 0 is not shown
	Draft     bool   `json:"draft,omitempty"`
	PublishOn string `json:"publishOn,omitempty"` // nothing of it is published before
}

// Document is a Markdown file: its front matter and its body.
type Document[T any] struct {
	Path     string // content/vi/tin/2022/x.md
	Lang     string // vi
	Address  string // /tin/2022/x/ without language and base path
	Meta     T
	Body     string // Markdown after the front matter
	BodyLine int    // line of the file on which Body begins
}

// Set is everything the project holds, validated and indexed by id.
type Set struct {
	Units         map[string]*Unit
	Organizations map[string]*Organization
	People        map[string]*Person
	Plans         map[string]*Plan
	Commitments   map[string]*Commitment
	Activities    map[string]*Activity
	Outcomes      map[string]*Outcome
	Figures       map[string]*Figure
	Vocab         map[string]*Vocab
	Tables        map[string]*Table
	Corrections   map[string]*Correction
	Addresses     map[string]*Address
	News          []Document[News] // newest first, then by address
	Pages         []Document[Page]
	Attachments   map[string]int64  // documents to download, by their name below content/tep, and their bytes
	Paths         map[string]string // "<kind>/<id>" to the file it was read from
	// Until is the latest publishOn that had come when the set was made; empty for
	// none. The same files and this moment give the same set.
	Until string
}
