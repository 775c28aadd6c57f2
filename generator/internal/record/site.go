package record

import "time"

// Site is data/site.json: what makes this instance this instance.
type Site struct {
	Title       Text       `json:"title"`
	Description Text       `json:"description"`
	BaseURL     string     `json:"baseUrl"` // absolute, ends in a slash
	Languages   []string   `json:"languages"`
	Publisher   Publisher  `json:"publisher"`
	Licence     Licence    `json:"licence"`
	DataAsOf    string     `json:"dataAsOf"` // date up to which the records were kept up
	Microdata   string     `json:"microdata,omitempty"`
	Disclosure  Disclosure `json:"disclosure"`
	Limits      Limits     `json:"limits"`
	// UpdateEvery is how often the publisher promises new data: P1M, P3M, P6M or
	// P1Y. Empty: nothing is promised.
	UpdateEvery string `json:"updateEvery,omitempty"`
	// Repository is where everybody can read the files of the project: an address
	// with {commit}, {path} and {line} in it. Empty: nowhere.
	Repository string `json:"repository,omitempty"`
	// Server names the kinds of web server for which rules are written into the
	// output: nginx, caddy, apache, iis, headers (Netlify, Cloudflare).
	Server []string `json:"server,omitempty"`
	// Precompress names the compressed copies that are written beside the files: gz,
	// br.
	Precompress []string `json:"precompress,omitempty"`
}

// months between two updates, by the promise that the settings make.
var months = map[string]int{"P1M": 1, "P3M": 3, "P6M": 6, "P1Y": 12}

// NextUpdate is the day before which new data are promised: as many months
// after the last, or the last day of a month that is too short. Empty where
// nothing is promised.
func (s Site) NextUpdate() string {
	day, err := time.Parse(time.DateOnly, s.DataAsOf)
	n := months[s.UpdateEvery]
	if err != nil || n == 0 {
		return ""
	}
	later := day.AddDate(0, n, 0)
	if later.Day() != day.Day() {
		later = later.AddDate(0, 0, -later.Day())
	}
	return later.Format(time.DateOnly)
}

// Publisher is who answers for the site.
type Publisher struct {
	Name  Text   `json:"name"`
	Email string `json:"email"`
	URL   string `json:"url,omitempty"`
	// Report is where readers report an error: an https address of an issue form. Empty: mail.
	Report string `json:"report,omitempty"`
}

// Licence is the licence of the data and texts.
type Licence struct {
	ID   string `json:"id"` // SPDX
	Name Text   `json:"name"`
	URL  string `json:"url"`
}

// Limits bound what the program accepts and shows.
type Limits struct {
	FileBytes int64 `json:"fileBytes"` // largest input file
	FrontNews int   `json:"frontNews"` // news on the home page
	ListNews  int   `json:"listNews"`  // news on the first page of the list and in feeds
}

// Disclosure is the policy of disclosure control. Nothing in it has a default:
// a missing value is an error. See Hundepool et al., Statistical Disclosure
// Control (2012), for the terms.
type Disclosure struct {
	// Threshold is the minimum frequency for each rule: a count above zero and
	// below it is unsafe.
	Threshold struct {
		Performance int64 `json:"performance"`
		Deprivation int64 `json:"deprivation"`
		Sensitive   int64 `json:"sensitive"`
		Money       int64 `json:"money"`
	} `json:"threshold"`
	// Width is the least number of values that the interval deducible for a
	// withheld count must span (upper − lower), for each rule.
	Width struct {
		Performance int64 `json:"performance"`
		Deprivation int64 `json:"deprivation"`
		Sensitive   int64 `json:"sensitive"`
	} `json:"width"`
	MoneyPercent int64  `json:"moneyPercent"` // p of the p% rule
	MoneyUnit    int64  `json:"moneyUnit"`    // đồng to which sums are rounded when published
	GroupMinimum int64  `json:"groupMinimum"` // households a commune must have to be shown alone
	Zeros        string `json:"zeros"`        // "withhold": zeros may be withheld as secondary; "publish": always published
	Groups       bool   `json:"groups"`       // protect against "all or none of a group"
	Insiders     bool   `json:"insiders"`     // protect against a contributor that knows its own rows
}
