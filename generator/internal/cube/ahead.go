package cube

// rowsAhead is how many rows of a file are decoded while those before are counted.
const rowsAhead = 128

// ahead gives the good rows of a file, which a goroutine of its own decodes. Until
// there are no more rows, what the reader finds wrong is that goroutine's.
type ahead struct {
	*reader
	current *row
	rows    []row // as the goroutine filled them
	rest    []row // of them
	filled  chan []row
	used    chan []row
}

func readAhead(r *reader) *ahead {
	a := &ahead{reader: r, filled: make(chan []row, 1), used: make(chan []row, 2)}
	a.used <- make([]row, 0, rowsAhead)
	a.used <- make([]row, 0, rowsAhead)
	go func() {
		defer close(a.filled)
		for more := true; more; {
			rows := (<-a.used)[:0]
			for more && len(rows) < rowsAhead {
				if more = r.advance(); more {
					rows = append(rows, r.current)
				}
			}
			if len(rows) > 0 {
				a.filled <- rows
			}
		}
	}()
	return a
}

// advance goes to the next row. The one before is no longer good.
func (a *ahead) advance() bool {
	if len(a.rest) == 0 {
		if a.rows != nil {
			a.used <- a.rows
		}
		if a.rows = <-a.filled; a.rows == nil {
			return false
		}
		a.rest = a.rows
	}
	a.current, a.rest = &a.rest[0], a.rest[1:]
	return true
}
