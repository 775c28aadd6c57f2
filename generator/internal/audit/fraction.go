package audit

import "math/bits"

// fraction is an exact rational number; the denominator is positive and the two
// have no common factor. An operation whose result does not fit sets overflow.
type fraction struct{ n, d int64 }

var zero = fraction{0, 1}

func whole(n int64) fraction { return fraction{n, 1} }

func (a fraction) sign() int {
	switch {
	case a.n > 0:
		return 1
	case a.n < 0:
		return -1
	}
	return 0
}

func (a fraction) isWhole() bool { return a.d == 1 }

// floor is the largest whole number not above a.
func (a fraction) floor() int64 {
	q := a.n / a.d
	if a.n%a.d < 0 {
		q--
	}
	return q
}

// ceil is the smallest whole number not below a.
func (a fraction) ceil() int64 { return -fraction{-a.n, a.d}.floor() }

// arithmetic does sums and products and remembers whether any did not fit.
type arithmetic struct{ overflow bool }

func (m *arithmetic) mul(a, b int64) int64 {
	if a == 0 || b == 0 {
		return 0
	}
	if a == 1 {
		return b
	}
	if b == 1 {
		return a
	}
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > 1<<62 {
		m.overflow = true
		return 0
	}
	if (a < 0) != (b < 0) {
		return -int64(lo)
	}
	return int64(lo)
}

func (m *arithmetic) plus(a, b int64) int64 {
	s := a + b
	if (a > 0) == (b > 0) && (s > 0) != (a > 0) && a != 0 && b != 0 {
		m.overflow = true
		return 0
	}
	return s
}

func (m *arithmetic) add(a, b fraction) fraction {
	if a.d == 1 && b.d == 1 {
		return fraction{m.plus(a.n, b.n), 1}
	}
	return m.reduce(m.plus(m.mul(a.n, b.d), m.mul(b.n, a.d)), m.mul(a.d, b.d))
}

func (m *arithmetic) sub(a, b fraction) fraction { return m.add(a, fraction{-b.n, b.d}) }

func (m *arithmetic) times(a, b fraction) fraction {
	if a.d == 1 && b.d == 1 {
		return fraction{m.mul(a.n, b.n), 1}
	}
	return m.reduce(m.mul(a.n, b.n), m.mul(a.d, b.d))
}

func (m *arithmetic) over(a, b fraction) fraction {
	n, d := m.mul(a.n, b.d), m.mul(a.d, b.n)
	if d < 0 {
		n, d = -n, -d
	}
	return m.reduce(n, d)
}

func (m *arithmetic) less(a, b fraction) bool { return m.sub(a, b).n < 0 }

func (m *arithmetic) reduce(n, d int64) fraction {
	if n == 0 || d == 0 {
		return zero
	}
	g := magnitude(n)
	for r := magnitude(d); r != 0; g, r = r, g%r {
	}
	return fraction{n / int64(g), d / int64(g)}
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return uint64(-a)
	}
	return uint64(a)
}
