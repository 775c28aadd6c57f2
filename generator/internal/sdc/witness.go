package sdc

// checker decides about witnesses in whole numbers. Each worker has its own.
type checker struct {
	s       *system
	balance []int64 // by equation; all zero between calls
	lp      simplex // memory for programmes

	round             int32   // of the marks below
	cellSeen, sumSeen []int32 // by cell and by equation: the round that last met it
	row               []int32 // by equation: its row in the programme of the round
}

func (s *system) newChecker() *checker {
	return &checker{
		s: s, balance: make([]int64, len(s.active)),
		cellSeen: make([]int32, len(s.value)), sumSeen: make([]int32, len(s.active)), row: make([]int32, len(s.active)),
	}
}

// holds reports whether moving every cell by its amount leaves every published
// figure as it is, every sum right, and no cell below its floor. It looks at all
// equations, not only at the active ones, and is the last word on each witness.
func (k *checker) holds(cells []int32, by []int64, wary bool) bool {
	ok := true
	for i, c := range cells {
		if by[i] == 0 {
			continue
		}
		if !k.s.is(c, withheld) || k.s.value[c]+by[i] < k.s.floor(c, wary) || k.s.value[c]+by[i] > k.s.ceiling(c) {
			ok = false
		}
		for _, t := range k.s.equationsOf(c) {
			k.balance[t.cell()] += t.sign() * by[i]
		}
	}
	for _, c := range cells {
		for _, t := range k.s.equationsOf(c) {
			if k.balance[t.cell()] != 0 {
				ok = false
				k.balance[t.cell()] = 0
			}
		}
	}
	return ok
}
