package main

import (
	"math"
	"math/rand/v2"
)

// chance draws from a seeded stream. It uses the 64 random bits only, never the
// methods of math/rand/v2, whose results may change between versions of Go.
type chance struct{ source *rand.ChaCha8 }

func newChance(seed uint64) chance {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return chance{rand.NewChaCha8(key)}
}

func (c chance) bits() uint64 { return c.source.Uint64() }

// unit is uniform in [0, 1).
func (c chance) unit() float64 { return float64(c.bits()>>11) / (1 << 53) }

func (c chance) happens(p float64) bool { return c.unit() < p }

func (c chance) below(n int) int { return int(c.unit() * float64(n)) }

// between is a whole number from low to high, both included.
func (c chance) between(low, high int) int { return low + c.below(high-low+1) }

// around scatters n by a factor that is mostly between 1/spread and spread.
func (c chance) around(n, spread float64) float64 {
	bell := c.unit() + c.unit() + c.unit() - 1.5 // roughly normal, deviation 0.5
	return n * math.Pow(spread, 2*bell)
}

// weighted picks an index with odds in proportion to weights.
func (c chance) weighted(weights []float64) int {
	var sum float64
	for _, w := range weights {
		sum += w
	}
	x := c.unit() * sum
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return len(weights) - 1
}
