// Package portal computes, in Go, exactly what every page shows: its records,
// relations, lists, labels, sentences and chart geometry, one page model per
// address and language. It also makes the files that are data and not pages
// (feeds, sitemap). It imports neither Hugo nor the schema library and does no
// input or output. A template turns one model into HTML and computes nothing.
//
// All links in models are final: they carry the base path and the language.
package portal

import (
	"iter"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/kept"
)

// Site is a site in the making. It is composed piece by piece, so that no more of
// it need be in memory than a piece; Pieces can be gone through once. The rest is
// whole when all has been composed.
type Site struct {
	Pieces   iter.Seq[Piece]
	Parts    []Part            // all there is, what is used again of the last build included
	Files    []File            // those that tell of all pages
	Left     map[string][]byte // for the next build, by the name of the part that left it
	Problems []diag.Problem
}

// Piece is some pages of a site, and files that are written as they are.
type Piece struct {
	Pages []Page
	Files []File
}

// File is a file that needs no template.
type File struct {
	Path string // below the output folder, no leading slash: "sitemap.xml"
	Data []byte
	// Make is the content of a file that takes time to make; Data is then empty.
	// Key is the digest of all that shows in it.
	Make func() []byte `json:"-"`
	Key  string
}

// Content is what the file holds.
func (f File) Content() []byte {
	if f.Make != nil {
		return f.Make()
	}
	return f.Data
}

// Page is one page in one language. Frame and Model reach the template as
// .Params.frame and .Params.model.
type Page struct {
	Address  string // "/xa/khanh-hoa-04342/", without language and base path; "/404.html"
	Lang     string
	Layout   string // name of the template, one of the Layout constants
	Source   string // the file an editor would open for it: content/vi/…md or data/…json
	Frame    Frame
	Model    any    // one of the models below
	Body     string // Markdown, for news and standing pages
	BodyLine int    // line of Source on which Body begins

	// Shown is the digest of the pictures that the page may show, unknown where
	// nothing is kept for the next build.
	Shown kept.Digest

	Terms []TermLink // terms of the glossary in Body

	Links []kept.Link // of Body, within the site; who takes the page in notes them

	card *draw.Card // for messages; nil goes with that of the site
}

// The templates, each with the model that it gets.
const (
	LayoutHome         = "home"         // Home
	LayoutList         = "list"         // List
	LayoutNews         = "news"         // NewsItem
	LayoutUnit         = "unit"         // UnitPage
	LayoutOrganization = "organization" // OrganizationPage
	LayoutPlan         = "plan"         // PlanPage
	LayoutCommitment   = "commitment"   // CommitmentPage
	LayoutFigures      = "figures"      // FiguresPage
	LayoutStanding     = "standing"     // StandingPage
	LayoutNotFound     = "not-found"    // NotFound
)

// rootLang is the language whose pages lie at the root of the site; those of
// every other language lie below its name.
const rootLang = "vi"

// URL is the address of the page on its host, without the base path.
func (p Page) URL() string {
	if p.Lang == rootLang {
		return p.Address
	}
	return "/" + p.Lang + p.Address
}

// Path is the file of the page below the output folder.
func (p Page) Path() string {
	name := strings.TrimPrefix(p.URL(), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// Frame is what every page has around its content.
type Frame struct {
	Title       string      `json:"title"`
	TitleLang   string      `json:"title_lang,omitempty"` // language of the title where it is not the page's
	Description string      `json:"description"`
	Canonical   string      `json:"canonical"` // absolute address
	Home        Link        `json:"home"`
	Menu        []Link      `json:"menu"`   // main menu, Current marks the section
	Footer      []Link      `json:"footer"` // standing pages
	Breadcrumbs []Link      `json:"breadcrumbs"`
	Search      string      `json:"search,omitempty"`     // where the search form in the header leads; the search page has its own
	OtherLang   *Link       `json:"other_lang,omitempty"` // the same page in the other language
	Alternates  []Alternate `json:"alternates"`
	Feeds       []Link      `json:"feeds"`
	Updated     Date        `json:"updated"`
	Publisher   string      `json:"publisher"`
	Licence     Link        `json:"licence"`
	Report      Link        `json:"report"` // "Báo lỗi số liệu", prefilled with the page
	Synthetic   bool        `json:"synthetic"`
	NoIndex     bool        `json:"no_index"`
	Redirect    string      `json:"redirect,omitempty"` // the page moved there
	// Provenance leads to the records that the page was made from.
	Provenance *Provenance `json:"provenance,omitempty"`
	// Attachments says of each document that the text links to, by its address as
	// it stands there, what a reader downloads: "PDF, 240 kB".
	Attachments map[string]string `json:"attachments,omitempty"`
	Image       *Image            `json:"image,omitempty"` // for messages that share the page
	// Terms are words of the page that the glossary explains.
	Terms []Link `json:"terms,omitempty"`
	// OEmbed describes the first part of the page that may be embedded.
	OEmbed string `json:"oembed,omitempty"`
}

// Link is a place to go. External links lead to another host.
type Link struct {
	Text     string `json:"text"`
	Href     string `json:"href"`
	Current  bool   `json:"current,omitempty"`
	External bool   `json:"external,omitempty"`
	Note     string `json:"note,omitempty"`
	Lang     string `json:"lang,omitempty"` // language of the text where it is not the page's
}

// Alternate is the same page in another language, for the head of the page.
type Alternate struct {
	Lang string `json:"lang"`
	Href string `json:"href"` // absolute
}

// Date is a day as machines and as readers write it. A zero Date is unknown.
type Date struct {
	ISO  string `json:"iso"`
	Text string `json:"text"` // "22/03/2022"
}

// Badge is the state of a commitment or activity, in words.
type Badge struct {
	Code    string `json:"code"` // vocab statuses
	Label   string `json:"label"`
	Explain string `json:"explain"`
}

// Source is a citation.
type Source struct {
	Title     string `json:"title"`
	Lang      string `json:"lang,omitempty"` // language of the title where it is not the page's
	Href      string `json:"href,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Date      Date   `json:"date"`
	Accessed  Date   `json:"accessed"`
	Note      string `json:"note,omitempty"`
}

// Fact is one row of a profile: a label and what stands beside it.
type Fact struct {
	Label string `json:"label"`
	Text  string `json:"text,omitempty"`
	Lang  string `json:"lang,omitempty"` // language of the text where it is not the page's
	Links []Link `json:"links,omitempty"`
	Note  string `json:"note,omitempty"`
}

// Number is a headline figure with its words. Text is the number as readers
// write it, or the word for what is not known ("chưa công bố"), never an
// invented zero.
type Number struct {
	Text  string `json:"text"`
	Label string `json:"label"`
	Note  string `json:"note,omitempty"`
	Known bool   `json:"known"`
	Href  string `json:"href,omitempty"`
	// Origin leads to the line that the number was read from.
	Origin *Link `json:"origin,omitempty"`
}

// CommitmentCard stands for a commitment in lists.
type CommitmentCard struct {
	Title    string `json:"title"`
	Lang     string `json:"lang,omitempty"` // language of the title where it is not the page's
	Href     string `json:"href"`
	Promise  string `json:"promise"` // "15 hộ nghèo thoát nghèo"
	Promiser Link   `json:"promiser"`
	Unit     Link   `json:"unit"`
	Plan     Link   `json:"plan"`
	Due      Date   `json:"due"`
	Status   Badge  `json:"status"`
	Result   Number `json:"result"`
	Overdue  bool   `json:"overdue"` // the period is over and no result is published
}

// NewsCard stands for a news item in lists.
type NewsCard struct {
	Title   string `json:"title"`
	Lang    string `json:"lang,omitempty"` // language of title and summary where it is not the page's
	Href    string `json:"href"`
	Date    Date   `json:"date"`
	Summary string `json:"summary"`
}

// LogEntry is one dated thing in the life of a commitment or a commune.
type LogEntry struct {
	Date       Date     `json:"date"`
	Undated    bool     `json:"undated"`
	When       string   `json:"when"` // "22/03/2022", "Quý I năm 2022", "chưa công bố ngày"
	Title      string   `json:"title"`
	Lang       string   `json:"lang,omitempty"` // language of title and text where it is not the page's
	Text       string   `json:"text,omitempty"`
	Kind       string   `json:"kind"` // activity, outcome, document
	Type       string   `json:"type,omitempty"`
	Status     Badge    `json:"status"`
	Actors     []Link   `json:"actors,omitempty"`
	Commitment *Link    `json:"commitment,omitempty"`
	AsPrinted  string   `json:"as_printed,omitempty"` // always Vietnamese, as everywhere
	Households string   `json:"households,omitempty"` // "15 hộ"
	Cost       string   `json:"cost,omitempty"`
	Evidence   []Source `json:"evidence,omitempty"`
	Note       string   `json:"note,omitempty"`
	Sources    []Source `json:"sources,omitempty"`
	Origin     *Link    `json:"origin,omitempty"` // the line of its numbers
}

// Home is the front page.
type Home struct {
	Lead        string           `json:"lead"`
	Numbers     []Number         `json:"numbers"` // commitments, households promised, recognised, overdue
	Commitments []CommitmentCard `json:"commitments"`
	News        []NewsCard       `json:"news"`
	FindUnit    *UnitSearch      `json:"find_unit,omitempty"`
	Fresh       string           `json:"fresh"` // sentence: how far the records go
	About       string           `json:"about"` // what the site is, as its publisher says
	AboutLink   *Link            `json:"about_link,omitempty"`
	More        []Link           `json:"more"`
}

// Untranslated stands on a page whose text exists only in another language. The
// page then has no Body: it says so, shows the summary marked with its
// language, and leads to the original. Everything made from records is
// nevertheless in the page's language. Such pages are kept from search engines.
type Untranslated struct {
	Note     string `json:"note"`     // "This item has been published in Vietnamese only."
	Original Link   `json:"original"` // its Lang is that of the original
	Summary  string `json:"summary"`
	Lang     string `json:"lang"` // of Summary, and of Frame.Title
}

// NewsItem is one news page; its text is the page's Body.
type NewsItem struct {
	Untranslated *Untranslated `json:"untranslated,omitempty"`

	Date        Date             `json:"date"`
	Updated     Date             `json:"updated"`
	Byline      string           `json:"byline,omitempty"`
	Photo       *Photo           `json:"photo,omitempty"`
	Summary     string           `json:"summary"`
	Commitments []CommitmentCard `json:"commitments"`
	Related     []Fact           `json:"related"` // plans, units, organisations
	Share       []Link           `json:"share"`   // plain links, no script
	Sources     []Source         `json:"sources"`
	Newer       *Link            `json:"newer,omitempty"`
	Older       *Link            `json:"older,omitempty"`
}

// Photo is a picture to be resized by the template; File is below assets/anh/.
type Photo struct {
	File      string `json:"file"`
	Alt       string `json:"alt"`
	Caption   string `json:"caption,omitempty"`
	AsPrinted string `json:"as_printed,omitempty"`
	Credit    string `json:"credit,omitempty"`
}

// List is an index page: news by time, or records by name.
type List struct {
	Intro string `json:"intro,omitempty"`
	// FindUnit stands on the list of units.
	FindUnit *UnitSearch `json:"find_unit,omitempty"`
	Overview *Overview   `json:"overview,omitempty"`
	Views    []Link      `json:"views,omitempty"` // parts of the same list, Note is their number of entries
	Groups   []ListGroup `json:"groups"`
	More     []Link      `json:"more,omitempty"` // archive by year or month
}

// ListGroup is a part of a list under its own heading; an empty heading is none.
type ListGroup struct {
	Heading     string           `json:"heading,omitempty"`
	Text        string           `json:"text,omitempty"` // says why the group is empty
	News        []NewsCard       `json:"news,omitempty"`
	Commitments []CommitmentCard `json:"commitments,omitempty"`
	Items       []ListItem       `json:"items,omitempty"`
}

// ListItem is a record in an index.
type ListItem struct {
	Link
	Detail string `json:"detail,omitempty"`
}

// UnitPage is a commune, ward or town (also a district or province) with all
// its lives.
type UnitPage struct {
	Name        string           `json:"name"` // "Xã Khánh Hòa"
	Profile     []Fact           `json:"profile"`
	Lives       []Life           `json:"lives"` // newest first
	Commitments []CommitmentCard `json:"commitments"`
	Bodies      []ListItem       `json:"bodies"` // organisations that serve it
	Log         []LogEntry       `json:"log"`    // activities and outcomes in time order
	Figures     []FigureTable    `json:"figures"`
	NoFigures   string           `json:"no_figures,omitempty"`   // sentence when nothing is published
	NearFigures []Link           `json:"near_figures,omitempty"` // figures of the units above it
	Statistics  *StatisticBox    `json:"statistics,omitempty"`
	Downloads   *Downloads       `json:"downloads,omitempty"`
	Sheet       *Link            `json:"sheet,omitempty"`    // one page for the notice board
	Compare     *Link            `json:"compare,omitempty"`  // the units below side by side
	Overview    *Overview        `json:"overview,omitempty"` // units below a district or province
	Merged      *FigureTable     `json:"merged,omitempty"`   // what was promised in the communes merged into it
	News        []NewsCard       `json:"news"`
	Sources     []Source         `json:"sources"`
}

// Life is one life of a unit.
type Life struct {
	Name         string `json:"name"`
	Period       string `json:"period"` // "đến hết ngày 30/06/2025", "từ ngày 01/07/2025"
	Current      bool   `json:"current"`
	Parents      []Link `json:"parents"` // nearest first
	Predecessors []Link `json:"predecessors,omitempty"`
	Successors   []Link `json:"successors,omitempty"`
	Facts        []Fact `json:"facts,omitempty"` // area, population, legal basis
	Note         string `json:"note,omitempty"`
}

// OrganizationPage is one body.
type OrganizationPage struct {
	Profile     []Fact           `json:"profile"` // line, level, parent, host, validity, successor
	People      []PersonRow      `json:"people"`
	Commitments []CommitmentCard `json:"commitments"`
	Plans       []ListItem       `json:"plans"`
	Log         []LogEntry       `json:"log"`
	Bodies      []ListItem       `json:"bodies"` // bodies below or inside it
	Statistics  *StatisticBox    `json:"statistics,omitempty"`
	News        []NewsCard       `json:"news"`
	Sources     []Source         `json:"sources"`
}

// PersonRow is an official with posts.
type PersonRow struct {
	Name  string   `json:"name"`
	Posts []string `json:"posts"`
	Note  string   `json:"note,omitempty"`
}

// PlanPage is one document.
type PlanPage struct {
	Citation    string           `json:"citation"` // "Kế hoạch số 62-KH/TU, ngày 25/02/2022 của Tỉnh ủy Yên Bái"
	Profile     []Fact           `json:"profile"`
	Serves      []RelationRow    `json:"serves"` // documents this one carries out, nearest first
	ServedBy    []RelationRow    `json:"served_by"`
	Tree        *TreeNode        `json:"tree,omitempty"`
	Targets     []TargetRow      `json:"targets"`
	Commitments []CommitmentCard `json:"commitments"`
	News        []NewsCard       `json:"news"`
	Note        string           `json:"note,omitempty"`
	Sources     []Source         `json:"sources"`
}

// RelationRow is one relation between documents, in a sentence.
type RelationRow struct {
	Relation string `json:"relation"` // "thực hiện", "được thực hiện bởi"
	Plan     Link   `json:"plan"`
	Title    string `json:"title"`
	Lang     string `json:"lang,omitempty"` // language of the title where it is not the page's
	Basis    string `json:"basis"`
	Inferred bool   `json:"inferred"`
}

// TargetRow is one target of a plan.
type TargetRow struct {
	Text string `json:"text"`
	Lang string `json:"lang,omitempty"` // language of the text where it is not the page's
	Unit *Link  `json:"unit,omitempty"`
	Due  Date   `json:"due"`
	Note string `json:"note,omitempty"`
	// Commitment that takes the target up, when there is one.
	Commitment *Link `json:"commitment,omitempty"`
	Origin     *Link `json:"origin,omitempty"` // the line of its number
}

// CommitmentPage is the heart of the site.
type CommitmentPage struct {
	Promise  string        `json:"promise"`  // "15 hộ nghèo của xã Khánh Hòa thoát nghèo trong năm 2022"
	Question []Fact        `json:"question"` // who, where, how much, by when, under which document, by which standard
	Result   ResultBox     `json:"result"`
	History  StatusHistory `json:"history"`
	Log      []LogEntry    `json:"log"`     // what was done: dated, oldest first; undated after
	Planned  []LogEntry    `json:"planned"` // what was only announced
	Text     string        `json:"text"`
	TextLang string        `json:"text_lang,omitempty"` // language of Text where it is not the page's

	Tree      *TreeNode  `json:"tree,omitempty"` // the documents above it
	AsPrinted string     `json:"as_printed,omitempty"`
	Note      string     `json:"note,omitempty"`
	News      []NewsCard `json:"news"`
	Sources   []Source   `json:"sources"`
}

// ResultBox says what came of a commitment, or that nobody has published it.
type ResultBox struct {
	Status   Badge    `json:"status"`
	Overdue  bool     `json:"overdue"`  // the period is over and no result is published
	Headline string   `json:"headline"` // "Chưa công bố kết quả"
	Text     string   `json:"text"`
	Date     Date     `json:"date"`
	Progress Badge    `json:"progress"` // how it stands, by the published rule
	Meters   []Meter  `json:"meters"`
	Rule     *Link    `json:"rule,omitempty"`
	Decision string   `json:"decision,omitempty"`
	Sources  []Source `json:"sources"`
}

// FiguresPage shows official statistics of one unit.
type FiguresPage struct {
	Intro  string        `json:"intro"`
	Unit   Link          `json:"unit"`
	Charts []Chart       `json:"charts"`
	Tables []FigureTable `json:"tables"`
	Notes  []string      `json:"notes"`
}

// FigureTable is a table of figures with caption, header cells and row headers.
type FigureTable struct {
	Caption string     `json:"caption"`
	Head    []string   `json:"head"`
	Rows    []TableRow `json:"rows"`
	Notes   []string   `json:"notes,omitempty"`
	Sources []Source   `json:"sources,omitempty"`
	More    *Link      `json:"more,omitempty"`
	Embed   *Embed     `json:"embed,omitempty"`
}

// TableRow is a row; Break draws a line above it (another standard begins).
type TableRow struct {
	Head  string      `json:"head"`
	Href  string      `json:"href,omitempty"`
	Cells []TableCell `json:"cells"`
	Break bool        `json:"break,omitempty"`
}

// TableCell is a number as readers write it, or a word for its absence.
type TableCell struct {
	Text    string `json:"text"`
	Kind    string `json:"kind"`              // number, text, range, withheld, missing, not-applicable
	Explain string `json:"explain,omitempty"` // for screen readers and as a title
	// Cell is the id of a statistic in the audit file, so that an auditor can
	// compare the page with it. Per is what one unit of Text stands for, 0 for 1.
	Cell string `json:"cell,omitempty"`
	Per  int64  `json:"per,omitempty"`
	Href string `json:"href,omitempty"`
}

// StandingPage is about, methods, accessibility, privacy and so on; Body has the text.
type StandingPage struct {
	Untranslated *Untranslated `json:"untranslated,omitempty"`
	Summary      string        `json:"summary"`
	Updated      Date          `json:"updated"`
	Progress     *ProgressRule `json:"progress,omitempty"`   // on the page of methods
	Disclosure   *Disclosure   `json:"disclosure,omitempty"` // there too
}

// NotFound is the page for addresses that lead nowhere.
type NotFound struct {
	Text  string `json:"text"`
	Links []Link `json:"links"`
}
