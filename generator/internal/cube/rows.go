package cube

// Rows are cells with their codes, one for each dimension of a table; the empty
// code is the total of that dimension. A code is a number in a list, for a table of
// the nation has a million rows.
type Rows struct {
	Names []string // codes, each once
	Codes []int32  // of the first row, of the second …: places in Names
	Cells []int32

	number map[string]int32 // place of each code in Names; only while rows are added
}

// Add appends a row.
func (r *Rows) Add(cell int32, codes ...string) {
	for _, c := range codes {
		r.Codes = append(r.Codes, r.numberOf(c))
	}
	r.Cells = append(r.Cells, cell)
}

func (r *Rows) numberOf(code string) int32 {
	n, ok := r.number[code]
	if !ok {
		if r.number == nil {
			r.number = map[string]int32{}
		}
		n = int32(len(r.Names))
		r.number[code] = n
		r.Names = append(r.Names, code)
	}
	return n
}

// Len is the number of rows.
func (r *Rows) Len() int { return len(r.Cells) }

// Code is that of a row in the dimension at a place.
func (r *Rows) Code(row, at int) string {
	return r.Names[r.Codes[row*(len(r.Codes)/len(r.Cells))+at]]
}
