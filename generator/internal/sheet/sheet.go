// Package sheet turns an office's spreadsheet into records and records into a
// spreadsheet. Each row is one record; a heading names each column, by the title of
// the field in the schema or by its key. What is wrong is told at its cell. Nothing
// is guessed: a number or date that can be meant in two ways is asked about.
//
// Files may come from strangers: their size, unpacked too, and their number of
// rows and columns are bounded before anything is built from them.
package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
)

// Limits of what is read.
const (
	MaxBytes   = 8 << 20  // of the file
	maxContent = 16 << 20 // of all that is packed in it
	maxParts   = 1000     // files packed in it
	maxRow     = 20_000   // number of the last row
	maxColumns = 200
	maxRecords = 2000 // rows that hold something
	maxCells   = 300_000
	maxText    = 128 << 10 // bytes of one cell; programs let nobody type so much
)

// Kinds are the kinds of records that a spreadsheet may hold.
var Kinds = []string{"commitments", "activities", "outcomes", "figures"}

// KindOf finds a kind by its name or its title.
func KindOf(name string) (edit.Kind, bool) {
	kind, ok := edit.KindOf(name)
	if !ok {
		for _, k := range Kinds {
			candidate, _ := edit.KindOf(k)
			if normal(name) == normal(candidate.Title().VI) || normal(name) == normal(candidate.Title().EN) {
				return candidate, true
			}
		}
	}
	return kind, ok && slices.Contains(Kinds, kind.Name)
}

// grid is one sheet as it was read.
type grid struct {
	file  string // as it was given
	name  string // of the sheet, empty for CSV
	cells [][]cell
}

// cell is one value of a sheet.
type cell struct {
	text   string
	number bool   // typed as a number, of which the sheet knows the value
	date   string // ISO, where the sheet knows that it is a day
	refuse string // a problem code: the cell cannot be taken as it is
}

// at names the place of a cell: "file.xlsx:Sheet1!C7", "file.csv:C7". Rows and
// columns count from 0.
func (g grid) at(row, column int) diag.Pos {
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		name = fmt.Sprintf("R%dC%d", row+1, column+1)
	}
	if g.name != "" {
		name = g.name + "!" + name
	}
	return diag.Pos{Path: g.file + ":" + name}
}

// cell returns the cell at a place, an empty one beyond the edge.
func (g grid) cell(row, column int) cell {
	if row < len(g.cells) && column < len(g.cells[row]) {
		return g.cells[row][column]
	}
	return cell{}
}

func (c cell) empty() bool { return strings.TrimSpace(c.text) == "" && c.refuse == "" }
