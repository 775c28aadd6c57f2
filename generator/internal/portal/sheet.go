package portal

import (
	"fmt"
	"slices"
	"strings"

	"rsc.io/qr"
)

// LayoutSheet is the template of a NoticeSheet.
const LayoutSheet = "sheet"

// NoticeSheet is one A4 page about a commune for its notice board.
type NoticeSheet struct {
	Unit        Link             `json:"unit"`   // the page of the commune
	Within      string           `json:"within"` // "huyện Lục Yên, tỉnh Yên Bái"
	AsOf        string           `json:"as_of"`
	HowTo       string           `json:"how_to"` // for the screen alone
	Commitments []CommitmentCard `json:"commitments"`
	None        string           `json:"none,omitempty"` // sentence when nothing was promised
	More        string           `json:"more,omitempty"` // how many are on the page alone
	Figures     *FigureTable     `json:"figures,omitempty"`
	Code        Code             `json:"code"`
	Address     string           `json:"address"` // of the commune's page, as people type it
	Contact     string           `json:"contact"` // where to report an error
}

// Code is a QR code (ISO/IEC 18004): a path of dark squares, one unit each, in a
// square of Size units with the quiet zone of four that the standard asks for.
type Code struct {
	Path  string `json:"path"`
	Size  int    `json:"size"`
	Label string `json:"label"`
}

const sheetFolder = "ban-in/"

// What fits on one page: fewer commitments beside a table.
const (
	sheetCommitments = 4
	besideFigures    = 2
	sheetFigures     = 4
)

// hasSheet reports whether there is something to put up about a place.
func (e *edition) hasSheet(p *place) bool {
	return p.section == "xa" && (len(e.commitmentsAt[p]) > 0 || len(e.figuresOf[p]) > 0)
}

func (e *edition) sheetPage(p *place) Page {
	now := p.now()
	name := e.unitTitle(now)
	cards := e.cards(e.commitmentsAt[p])
	figures, most := e.figuresOf[p], sheetCommitments
	if len(figures) > 0 {
		most = besideFigures
	}
	shown := cards[:min(most, len(cards))]
	live := e.absolute(p.address())
	model := NoticeSheet{
		Unit: Link{Text: name, Href: e.href(p.address())}, Within: e.within(now),
		AsOf: e.say("sheet_as_of", "date", e.day(e.site.DataAsOf)), HowTo: e.say("sheet_how_to"),
		Commitments: shown, Code: e.qrCode(live, name),
		Address: strings.TrimSuffix(live[strings.Index(live, "//")+2:], "/"),
		Contact: e.say("sheet_contact", "publisher", e.note(&e.site.Publisher.Name), "email", e.site.Publisher.Email),
	}
	if left := len(cards) - len(shown); left > 0 {
		model.More = e.counted("sheet_more", int64(left))
	}
	if len(cards) == 0 {
		model.None = e.say("sheet_none", "unit", e.unitName(now))
	}
	if len(figures) > 0 {
		latest := slices.Clone(figures[max(0, len(figures)-sheetFigures):])
		table := e.tableOf(latest, e.filled(latest, e.stock()))
		table.Caption = e.say("figures_caption", "unit", e.unitName(now))
		model.Figures = &table
	}
	title := e.say("sheet_title", "unit", name)
	page := e.page(p.address()+sheetFolder, LayoutSheet, recordPath(e.set, "units", now.ID), heading{
		title: title, description: e.say("sheet_description", "unit", name),
		trail: append(e.unitTrail(now), model.Unit),
	}, model)
	page.Frame.NoIndex, page.Frame.Alternates = true, nil
	return page
}

// qrCode draws an address. Level M mends what a notice board does to paper: up to
// a seventh of the squares may be lost.
func (e *edition) qrCode(address, name string) Code {
	code, err := qr.Encode(address, qr.M)
	if err != nil { // the settings bound the address far below what a code holds
		panic(fmt.Sprintf("QR code of %q: %v", address, err))
	}
	const quiet = 4
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	return Code{Path: path.String(), Size: code.Size + 2*quiet, Label: e.say("sheet_code", "unit", name)}
}
