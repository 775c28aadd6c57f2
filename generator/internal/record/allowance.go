package record

// Allowance lets one finding of the personal-data lint pass that is not what it
// looks like. It ends by itself on a day, and stands for one value at one place:
// Digest is the code that the finding's message prints, never the value.
type Allowance struct {
	Head
	Kind    string `json:"kind"` // kind of personal data: "person", "phone", …
	Path    string `json:"path"` // file of the project
	Digest  string `json:"digest"`
	Reason  string `json:"reason"` // why it is nobody's personal data
	By      string `json:"by"`     // who decided
	Expires string `json:"expires"`
}
