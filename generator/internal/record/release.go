package record

// Release is what one publication was: ledger/releases/<n>.json of the site,
// written by the program and never changed afterwards.
type Release struct {
	Head
	Number   int64            `json:"number"`
	Date     string           `json:"date"`               // from the records or the commit, never from a clock
	Previous string           `json:"previous,omitempty"` // digest of the record of the release before
	Program  string           `json:"program"`            // version of minhbach
	SBOM     *ReleaseSBOM     `json:"sbom,omitempty"`     // what the program was made of
	Schemas  string           `json:"schemas"`            // digest of all schemas
	Input    ReleaseInput     `json:"input"`
	Site     ReleaseSite      `json:"site"`
	Datasets []ReleaseDataset `json:"datasets"`
	Changes  Changes          `json:"changes"`
	Keys     []int64          `json:"keys"` // leaves of the ledger that name its keys
}

// ReleaseSBOM is the list of the parts of the program, in the format CycloneDX.
type ReleaseSBOM struct {
	Path   string `json:"path"` // that of the first release with this program
	Digest string `json:"digest"`
}

// ReleaseInput says what the site was made from.
type ReleaseInput struct {
	Commit string `json:"commit,omitempty"` // of git, where there is one
	Tree   string `json:"tree"`             // digest of all input files
	Until  string `json:"until,omitempty"`  // the latest publishOn that had come
}

// ReleaseSite sums up the files of the site. Digests are SHA-256 in hex.
type ReleaseSite struct {
	Files     int64  `json:"files"`
	Bytes     int64  `json:"bytes"`
	Manifest  string `json:"manifest"`  // digest of ledger/manifest, which lists every file
	Inventory string `json:"inventory"` // digest of ledger/inventory, which lists every record and number
	Lines     string `json:"lines"`     // digest of ledger/lines, which tells where a file was changed
}

// ReleaseDataset is one file of data that the release holds.
type ReleaseDataset struct {
	ID     string `json:"id"`
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	Digest string `json:"digest"`
	// Of a statistic only: its leaf in the ledger and its permanent copy.
	Leaf *int64 `json:"leaf,omitempty"`
	Copy string `json:"copy,omitempty"`
}

// Changes are what readers find changed since the release before. Records are
// named "<kind>/<id>".
type Changes struct {
	Added     []string       `json:"added,omitempty"`
	Changed   []string       `json:"changed,omitempty"`
	Withdrawn []string       `json:"withdrawn,omitempty"`
	Numbers   []NumberChange `json:"numbers,omitempty"`
}

// NumberChange is a published number that was corrected or withdrawn.
type NumberChange struct {
	Record     string `json:"record"`        // "outcomes/<id>", "tables/<id>"
	Field      string `json:"field"`         // field of the record or cell of the table
	Old        string `json:"old"`           // as published before
	New        string `json:"new,omitempty"` // empty: withdrawn
	Correction string `json:"correction"`    // id of the correction that gives the reason
	Reason     Text   `json:"reason"`
}

// Correction says why a published number changed. Old and new value are found by
// the program.
type Correction struct {
	Head
	Record  string   `json:"record"`          // "<kind>/<id>" of what was corrected
	Field   string   `json:"field,omitempty"` // field or cell; empty: all of it
	Date    string   `json:"date"`
	Reason  Text     `json:"reason"`
	Sources []Source `json:"sources,omitempty"`
}

// Address is what became of an address that was published: a page that moved, or
// that was withdrawn. It is kept for ever.
type Address struct {
	Head
	From   string `json:"from"`         // "/tin/2022/x/", without language
	To     string `json:"to,omitempty"` // where its page is now; empty: withdrawn
	Date   string `json:"date"`
	Reason Text   `json:"reason"`
}
