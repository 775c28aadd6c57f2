package simulation

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// Chance draws from a seeded stream. It uses the 64 random bits only, never the
// methods of math/rand/v2, whose results may change between versions of Go.
type Chance struct{ source *rand.ChaCha8 }

// NewChance begins a stream: one seed has as many as are asked for, each by its
// number.
func NewChance(seed, stream uint64) Chance {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	binary.LittleEndian.PutUint64(key[8:], stream)
	return Chance{rand.NewChaCha8(key)}
}

func (c Chance) bits() uint64 { return c.source.Uint64() }

// unit is uniform in [0, 1).
func (c Chance) unit() float64 { return float64(c.bits()>>11) / (1 << 53) }

// Happens is true with probability p.
func (c Chance) Happens(p float64) bool { return c.unit() < p }

// Below is a whole number from 0 to n−1.
func (c Chance) Below(n int) int { return int(c.unit() * float64(n)) }

// Between is a whole number from low to high, both included.
func (c Chance) Between(low, high int) int { return low + c.Below(high-low+1) }

// around scatters n by a factor that is mostly between 1/spread and spread.
func (c Chance) around(n, spread float64) float64 {
	bell := c.unit() + c.unit() + c.unit() - 1.5 // roughly normal, deviation 0.5
	return n * math.Pow(spread, 2*bell)
}

// Weighted picks an index with odds in proportion to weights.
func (c Chance) Weighted(weights []float64) int {
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
