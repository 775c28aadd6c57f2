package cube

import (
	"minhbach/generator/internal/diag"
)

// household is what must be remembered of one household between its rows.
type household struct {
	pseudonym   uint64
	year        int32
	standard    int32
	end         int32
	leftPoverty bool
	known       bool
}

// merge reads all files side by side, so that the rows of a household come
// together in order of year whatever file they stand in; nothing but a few rows
// of each file are in memory. It calls use for each row.
func merge(readers []*reader, use func(*row)) []diag.Problem {
	files := make([]*ahead, len(readers))
	for i, r := range readers {
		files[i] = readAhead(r)
	}
	queue := files[:0]
	for _, r := range files {
		if r.advance() {
			queue = append(queue, r)
			up(queue, len(queue)-1)
		}
	}
	var ps []diag.Problem
	var last row
	var lastReader *reader
	var h household
	for len(queue) > 0 {
		r := queue[0]
		x := r.current
		if lastReader != nil && last.same(x) {
			p := r.problemAt(x, fieldPseudonym, ruleDuplicate)
			p.Related = []diag.Pos{{Path: lastReader.file.Path, Line: int(last.line)}}
			ps = append(ps, p)
		} else {
			if f, what, bad := h.follow(x); bad && len(ps) < maxProblems {
				ps = append(ps, r.problemAt(x, f, what))
			}
			use(x)
			last, lastReader = *x, r.reader
		}
		if !r.advance() {
			queue[0] = queue[len(queue)-1]
			queue = queue[:len(queue)-1]
		}
		down(queue)
	}
	return ps
}

// follow compares a row with what the household was before.
func (h *household) follow(x *row) (field, rule, bool) {
	if !h.known || h.pseudonym != x.pseudonym {
		*h = household{pseudonym: x.pseudonym, known: true}
	}
	f, what, bad := noField, ruleSyntax, false
	switch {
	case h.year == x.year-1 && h.standard == x.standard && h.end != x.start:
		f, what, bad = fieldStart, ruleClassBefore, true
	case h.leftPoverty && x.start != classPoor && x.end == classPoor && !x.fellBack:
		f, what, bad = fieldFellBack, ruleFellBackMissing, true
	}
	h.year, h.standard, h.end = x.year, x.standard, x.end
	h.leftPoverty = h.leftPoverty || x.start == classPoor && x.end != classPoor
	return f, what, bad
}

// up and down keep the reader with the first row at the front of the queue.
func up(q []*ahead, i int) {
	for i > 0 {
		p := (i - 1) / 2
		if !q[i].current.before(q[p].current) {
			return
		}
		q[i], q[p] = q[p], q[i]
		i = p
	}
}

func down(q []*ahead) {
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(q) {
			return
		}
		if c+1 < len(q) && q[c+1].current.before(q[c].current) {
			c++
		}
		if !q[c].current.before(q[i].current) {
			return
		}
		q[i], q[c] = q[c], q[i]
		i = c
	}
}
