package portal

// The templates of the data portal, each with the model that it gets.
const (
	LayoutDatasetList = "dataset-list" // DatasetList, /du-lieu/
	LayoutDataset     = "dataset"      // DatasetPage, /du-lieu/<dataset>/
	LayoutAPI         = "api"          // APIPage, /du-lieu/api/
)

// DatasetList is the catalog of the data portal.
type DatasetList struct {
	Intro      string         `json:"intro"`
	Groups     []DatasetGroup `json:"groups"`
	Everything DataFile       `json:"everything"` // one archive of all datasets
	API        Link           `json:"api"`
	Late       *Late          `json:"late,omitempty"` // nil where nothing is promised
	Catalogs   []DataFile     `json:"catalogs"`       // the same for machines: DCAT, data package
}

// Late is the promise of new data. Readers see its day; a script, which has a
// clock, tells them when it has gone by.
type Late struct {
	Due  Date   `json:"due"`
	Text string `json:"text"` // what a reader may conclude who has a calendar only
}

// DatasetGroup is datasets under one heading: records, statistics.
type DatasetGroup struct {
	Heading  string        `json:"heading"`
	Datasets []DatasetCard `json:"datasets"`
}

// DatasetCard stands for a dataset in the catalog.
type DatasetCard struct {
	Title       string     `json:"title"`
	Href        string     `json:"href"`
	Description string     `json:"description"`
	Rows        string     `json:"rows"` // "40 dòng"
	Synthetic   bool       `json:"synthetic"`
	Files       []DataFile `json:"files"` // those most people want: spreadsheet, CSV, JSON
}

// DataFile is a file to download.
type DataFile struct {
	Title     string `json:"title"`
	Href      string `json:"href"`
	Note      string `json:"note,omitempty"`
	Size      string `json:"size,omitempty"` // "12,3 kB"
	MediaType string `json:"media_type,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
}

// DatasetPage is one dataset: what it is, its files, its dictionary.
type DatasetPage struct {
	Description string          `json:"description"`
	Synthetic   string          `json:"synthetic,omitempty"` // the warning, where rows are invented
	Late        *Late           `json:"late,omitempty"`      // nil where nothing is promised
	Facts       []Fact          `json:"facts"`               // licence, publisher, period, area, date, rows, version
	Files       []DataFile      `json:"files"`
	Notes       []string        `json:"notes"` // how suppressed, zero, missing and not applicable are told apart
	Preview     DataPreview     `json:"preview"`
	Dictionary  []DictionaryRow `json:"dictionary"`
	Citation    string          `json:"citation"`
	Changes     []ListItem      `json:"changes,omitempty"` // publications that changed rows, the newest first
	Links       []Link          `json:"links"`             // JSON API, metadata of the CSV
	JSONLD      string          `json:"json_ld"`           // schema.org, for a script element as it stands
}

// DataPreview is the first rows with the columns that tell most.
type DataPreview struct {
	Caption string       `json:"caption"`
	Head    []string     `json:"head"`
	Rows    [][]DataCell `json:"rows"`
	Note    string       `json:"note,omitempty"` // how many rows and columns are not shown
}

// DataCell is one cell of a preview. An unknown value has no text.
type DataCell struct {
	Text    string `json:"text"`
	Numeric bool   `json:"numeric"`
}

// DictionaryRow explains one column.
type DictionaryRow struct {
	Name     string          `json:"name"` // in files
	Title    string          `json:"title"`
	Meaning  string          `json:"meaning"`
	Type     string          `json:"type"` // in words
	Unit     string          `json:"unit,omitempty"`
	Required bool            `json:"required"`
	Computed bool            `json:"computed"` // made by the program from other records
	Allowed  []DictionaryRef `json:"allowed,omitempty"`
}

// DictionaryRef is a code that a column may hold.
type DictionaryRef struct {
	Code    string `json:"code"`
	Label   string `json:"label,omitempty"`
	Explain string `json:"explain,omitempty"`
}

// APIPage explains the static API to people who write programs.
type APIPage struct {
	Intro    []string      `json:"intro"`
	Start    Link          `json:"start"` // the entry of the API
	OpenAPI  Link          `json:"openapi"`
	Lists    []APIList     `json:"lists"`
	Indexes  []APIList     `json:"indexes"`
	Examples []CodeExample `json:"examples"`
	Errors   []string      `json:"errors"`  // what a static server answers
	Promise  []string      `json:"promise"` // what may be added, what never changes, how long a version lives
}

// APIList is a list of the API with the address of one record in it.
type APIList struct {
	Title   string `json:"title"`
	List    Link   `json:"list"`
	Pattern string `json:"pattern"` // "/api/v1/units/{id}.json"
	Schema  *Link  `json:"schema,omitempty"`
}

// CodeExample is a program that reads the API. Each runs as it stands.
type CodeExample struct {
	ID    string `json:"id"` // curl, python, r, javascript
	Title string `json:"title"`
	Code  string `json:"code"`
}

// Provenance is where the content of a page comes from, for people who check it
// and for machines.
type Provenance struct {
	Records []Link       `json:"records"`         // each as JSON in the API; the dataset of a table
	Index   []Link       `json:"index,omitempty"` // everything that names it, as JSON
	Schema  *Link        `json:"schema,omitempty"`
	Files   []RecordFile `json:"files"` // in the repository
	// History are the publications that changed them, the newest first.
	History []ListItem `json:"history,omitempty"`
}

// RecordFile is the file of a record, "data/commitments/….json". Its addresses
// are those of the published commit, in a repository that everybody can read;
// they are empty where there is none.
type RecordFile struct {
	Link
	Lines []Link `json:"lines,omitempty"` // of each number in it: "23"
}

// Downloads are files about one place.
type Downloads struct {
	Heading string     `json:"heading"`
	Files   []DataFile `json:"files"`
}
