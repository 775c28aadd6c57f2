// Package record holds the public records as Go values: the JSON files below
// data/ after they have been validated. It only describes shapes; reading them
// is the work of source, judging them that of check.
//
// Dates are ISO strings ("2022-02-25"), money is whole đồng, text is NFC, and a
// reference is the id of another record.
package record

// Text is a text in the languages of the site. Vietnamese is required.
type Text struct {
	VI string `json:"vi"`
	EN string `json:"en,omitempty"`
}

// In returns the text in lang, Vietnamese where there is no translation.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.VI
}

// Source says where a fact was read.
type Source struct {
	Title     Text   `json:"title"`
	Publisher *Text  `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`      // https or http, as published
	Date      string `json:"date,omitempty"`     // date printed on the source
	Accessed  string `json:"accessed,omitempty"` // date we read it
	Note      *Text  `json:"note,omitempty"`
}

// Period is a span of days, both ends included.
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Head is what every record begins with.
type Head struct {
	Schema string `json:"$schema"`
	ID     string `json:"id"`
}

// Unit is one life of an administrative unit: the time in which a code meant
// this place under this parent. Its key is Code + ValidFrom; a place whose
// lives share name and code has one page.
type Unit struct {
	Head
	Code       string      `json:"code"` // official code, a string: zeros lead
	Name       Text        `json:"name"` // proper name without the type: "Khánh Hòa"
	Type       string      `json:"type"` // vocab unit-types: country, province, district, commune, ward, township, …
	Parent     string      `json:"parent,omitempty"`
	ValidFrom  string      `json:"validFrom,omitempty"` // empty: already so when our data begin
	ValidTo    string      `json:"validTo,omitempty"`   // last day, empty: still so
	Successors []string    `json:"successors,omitempty"`
	LegalBasis string      `json:"legalBasis,omitempty"` // symbol of the text that made this life begin
	AreaKm2    float64     `json:"areaKm2,omitempty"`
	Population *UnitPeople `json:"population,omitempty"`
	AsPrinted  []string    `json:"asPrinted,omitempty"` // other spellings seen: "Khánh Hoà"
	Note       *Text       `json:"note,omitempty"`
	Sources    []Source    `json:"sources"`
}

// UnitPeople is a population figure with what it counts.
type UnitPeople struct {
	Value int64 `json:"value"`
	Note  Text  `json:"note"`
}

// Organization is a body of one of the three parallel lines.
type Organization struct {
	Head
	Name      Text     `json:"name"`
	ShortName *Text    `json:"shortName,omitempty"`
	Line      string   `json:"line"`             // party, state, mass
	Level     string   `json:"level"`            // central, province, district, commune
	Parent    string   `json:"parent,omitempty"` // body it reports to in its own line
	Host      string   `json:"host,omitempty"`   // body it works inside of (Đảng ủy Sở in Sở)
	Unit      string   `json:"unit,omitempty"`   // area it serves
	Symbol    string   `json:"symbol,omitempty"` // its code in document symbols: "TU", "UBND"
	Aliases   []string `json:"aliases,omitempty"`
	AsPrinted string   `json:"asPrinted,omitempty"`
	ValidFrom string   `json:"validFrom,omitempty"`
	ValidTo   string   `json:"validTo,omitempty"`
	Successor string   `json:"successor,omitempty"`
	Note      *Text    `json:"note,omitempty"`
	Sources   []Source `json:"sources"`
}

// Person is an official in a public role.
type Person struct {
	Head
	Name    string   `json:"name"`
	Posts   []Post   `json:"posts"`
	Contact *Contact `json:"contact,omitempty"` // office contact only
	Sources []Source `json:"sources"`
}

// Post is one role of a person. SeenOn is the date of the source that names it,
// where the dates of office are not known.
type Post struct {
	Title        Text   `json:"title"`
	Organization string `json:"organization"`
	From         string `json:"from,omitempty"`
	To           string `json:"to,omitempty"`
	SeenOn       string `json:"seenOn,omitempty"`
}

// Contact is how to reach an office.
type Contact struct {
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// Plan is a dated document. Its key is Issuer + Symbol + Date.
type Plan struct {
	Head
	Symbol    string     `json:"symbol"` // "62-KH/TU"
	Issuer    string     `json:"issuer"` // organization id
	Date      string     `json:"date"`
	Title     Text       `json:"title"`
	Kind      string     `json:"kind"` // vocab document-kinds
	Period    *Period    `json:"period,omitempty"`
	Relations []Relation `json:"relations,omitempty"`
	Targets   []Target   `json:"targets,omitempty"`
	FullText  string     `json:"fullText,omitempty"` // link, only where an office has published it
	Note      *Text      `json:"note,omitempty"`
	Sources   []Source   `json:"sources"`
	PublishOn string     `json:"publishOn,omitempty"` // nothing of it is published before
}

// Relation leads from one plan to another.
type Relation struct {
	Type  string `json:"type"` // implements, serves, amends, replaces
	Plan  string `json:"plan"`
	Basis Text   `json:"basis"`     // where the relation is stated, or from what it is inferred
	Level string `json:"certainty"` // stated, inferred
}

// Target is something a plan sets out to reach. Value is nil where the
// document gives no figure.
type Target struct {
	ID      string `json:"id"`
	Text    Text   `json:"text"`
	Measure string `json:"measure,omitempty"` // vocab measures
	Value   *int64 `json:"value,omitempty"`
	Unit    string `json:"unit,omitempty"` // administrative unit id
	Due     string `json:"due,omitempty"`
	Note    *Text  `json:"note,omitempty"`
}

// Commitment is what one organisation promised for one unit and period.
type Commitment struct {
	Head
	Title            Text     `json:"title"`
	Plan             string   `json:"plan"`
	Organization     string   `json:"organization"`         // who promised
	AssignedBy       string   `json:"assignedBy,omitempty"` // who assigned it, when not the plan's issuer
	Partners         []string `json:"partners,omitempty"`
	Unit             string   `json:"unit"`
	Period           Period   `json:"period"`
	Promise          Promise  `json:"promise"`
	Standard         string   `json:"standard,omitempty"` // vocab standards: by which the households are counted
	ProgrammeProject string   `json:"programmeProject,omitempty"`
	Text             Text     `json:"text"` // what is promised, in words
	AsPrinted        string   `json:"asPrinted,omitempty"`
	Note             *Text    `json:"note,omitempty"`
	Sources          []Source `json:"sources"`
	PublishOn        string   `json:"publishOn,omitempty"` // nothing of it is published before
}

// Promise is the measurable part of a commitment.
type Promise struct {
	Measure   string `json:"measure"` // vocab measures: households-out-of-poverty, money, activity
	Value     *int64 `json:"value,omitempty"`
	Qualifier *Text  `json:"qualifier,omitempty"`
}

// Activity is something done or planned for a commitment.
type Activity struct {
	Head
	Commitment    string     `json:"commitment"`
	Type          string     `json:"type"` // vocab support-types
	Title         Text       `json:"title"`
	Text          *Text      `json:"text,omitempty"`
	AsPrinted     string     `json:"asPrinted,omitempty"`
	Unit          string     `json:"unit,omitempty"`
	Date          string     `json:"date,omitempty"` // empty: the source gives none
	Period        *Period    `json:"period,omitempty"`
	Status        string     `json:"status"` // vocab statuses
	Organizations []string   `json:"organizations,omitempty"`
	Households    *int64     `json:"households,omitempty"`
	Cost          *Cost      `json:"cost,omitempty"`
	Evidence      []Evidence `json:"evidence,omitempty"`
	Order         int        `json:"order"` // place in the source, breaks ties of date
	Note          *Text      `json:"note,omitempty"`
	Sources       []Source   `json:"sources"`
	PublishOn     string     `json:"publishOn,omitempty"` // nothing of it is published before
}

// Cost is money spent or pledged, in whole đồng.
type Cost struct {
	Amount    int64  `json:"amount"`
	Source    string `json:"source,omitempty"` // vocab money-sources
	AsPrinted string `json:"asPrinted,omitempty"`
}

// Evidence is what shows that something happened.
type Evidence struct {
	Kind string `json:"kind"` // photo, document, report, media
	Text Text   `json:"text"`
	URL  string `json:"url,omitempty"`
	Date string `json:"date,omitempty"`
}

// Outcome is a dated step in the life of a commitment. Outcomes are only ever
// added; the state of a commitment is that of its latest.
type Outcome struct {
	Head
	Commitment string     `json:"commitment"`
	Status     string     `json:"status"` // vocab statuses
	Date       string     `json:"date"`
	Households *int64     `json:"households,omitempty"`
	NewClass   string     `json:"newClass,omitempty"` // vocab classes
	Standard   string     `json:"standard,omitempty"`
	Decision   *Decision  `json:"decision,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"`
	Reason     *Text      `json:"reason,omitempty"`
	Sources    []Source   `json:"sources"`
	PublishOn  string     `json:"publishOn,omitempty"` // nothing of it is published before
}

// Decision is the document that recognised a result.
type Decision struct {
	Symbol string `json:"symbol,omitempty"`
	Date   string `json:"date,omitempty"`
	Issuer string `json:"issuer,omitempty"`
	Note   *Text  `json:"note,omitempty"`
	URL    string `json:"url,omitempty"`
}

// Figure is a set of official statistics of one unit, year and standard that
// is already public elsewhere.
type Figure struct {
	Head
	Unit      string        `json:"unit"`
	Year      int           `json:"year"`
	AsOf      string        `json:"asOf,omitempty"`
	Standard  string        `json:"standard"` // vocab standards
	Status    string        `json:"status"`   // vocab figure-statuses: approved, reported, target
	Values    []FigureValue `json:"values"`
	Parts     []string      `json:"parts,omitempty"`  // figures whose households sum to these
	Defect    *Text         `json:"defect,omitempty"` // why printed parts and whole differ
	Decision  *Decision     `json:"decision,omitempty"`
	Note      *Text         `json:"note,omitempty"`
	Sources   []Source      `json:"sources"`
	PublishOn string        `json:"publishOn,omitempty"` // nothing of it is published before
}

// FigureValue is one printed number, or several that belong to one class.
type FigureValue struct {
	Measure      string   `json:"measure"` // vocab measures: poor, near-poor, multi (poor and near-poor), fell-back, plan-achieved
	Households   *int64   `json:"households,omitempty"`
	Rate         *float64 `json:"rate,omitempty"`         // percent of all households
	ChangePoints *float64 `json:"changePoints,omitempty"` // percentage points on the year before
	Percent      *float64 `json:"percent,omitempty"`      // of plan
}

// Vocab is a code list.
type Vocab struct {
	Head
	Title       Text     `json:"title"`
	Description Text     `json:"description"`
	Official    bool     `json:"official"` // false: the list is ours
	Codes       []Code   `json:"codes"`
	Sources     []Source `json:"sources,omitempty"`
}

// Code is one entry of a code list.
type Code struct {
	Code        string   `json:"code"`
	Label       Text     `json:"label"`
	Description *Text    `json:"description,omitempty"`
	Aliases     []string `json:"aliases,omitempty"`  // other words for the same thing
	Parent      string   `json:"parent,omitempty"`   // code in the same list, or in the list named by the vocab's description
	Verified    *bool    `json:"verified,omitempty"` // false: general knowledge, no source read
	From        string   `json:"from,omitempty"`
	To          string   `json:"to,omitempty"`
	Legal       string   `json:"legal,omitempty"` // symbol of the text that defines it
	Income      []Income `json:"income,omitempty"`
	Indicators  int      `json:"indicators,omitempty"` // how many deprivation indicators the standard counts
	Services    []string `json:"services,omitempty"`
	Project     string   `json:"project,omitempty"`
}

// Income is a poverty line in đồng per person and month.
type Income struct {
	Area  string `json:"area"` // rural, urban
	Poor  int64  `json:"poor"`
	Upper int64  `json:"upper,omitempty"`
}
