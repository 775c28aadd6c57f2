package cube

// who says as much about the contributors of a number as must be known to
// protect them from each other. It adds up like the number itself.
type who struct {
	sole uint32 // sum of the numbers of the households: of a single one, its own
	body int32  // the organisation that helps all of them, counted from 1; 0 for no households
	key  uint64 // sum of the random keys of the rows, see keys
}

// mixed stands in place of an organisation for households that not one
// organisation helps, or that nobody does.
const mixed = -1

func (w *who) join(o who) {
	w.sole += o.sole
	w.key += o.key
	switch {
	case w.body == 0:
		w.body = o.body
	case o.body != 0 && o.body != w.body:
		w.body = mixed
	}
}

// helpers gives the organisation that helps at each atom of axisBody, counted
// from 1, mixed for none.
func (l *lists) helpers() []int32 {
	codes, of := l.codesOf("organization")
	out := make([]int32, len(of))
	for atom, code := range of {
		out[atom] = mixed
		if code >= 0 && int(code) < len(codes)-1 {
			out[atom] = code + 1
		}
	}
	return out
}

// insiders leaves in the cells only what is true of their contributors.
func (w *writer) insiders() {
	for i := range w.cube.Cells {
		c := &w.cube.Cells[i]
		if c.Count != 1 {
			c.Sole = 0
		}
		if c.Count == 0 || c.Body < 0 {
			c.Body = 0
		}
	}
}
