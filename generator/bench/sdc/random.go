package sdc

import "math"

// random is the Mersenne Twister (Matsumoto and Nishimura 1998) with the
// derived distributions of Python's module random, so that the tables are the
// same ones that the published figures were measured on.
type random struct {
	state [624]uint32
	at    int
	next  float64 // second value of the last normal pair
	has   bool
}

func newRandom(seed uint32) *random {
	r := &random{at: 624}
	s := &r.state
	s[0] = 19650218
	for i := uint32(1); i < 624; i++ {
		s[i] = 1812433253*(s[i-1]^s[i-1]>>30) + i
	}
	i := uint32(1)
	for range 624 {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1664525) + seed
		if i++; i == 624 {
			s[0], i = s[623], 1
		}
	}
	for range 623 {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1566083941) - i
		if i++; i == 624 {
			s[0], i = s[623], 1
		}
	}
	s[0] = 1 << 31
	return r
}

func (r *random) bits() uint32 {
	if r.at == 624 {
		s := &r.state
		for i := range s {
			y := s[i]&(1<<31) | s[(i+1)%624]&(1<<31-1)
			s[i] = s[(i+397)%624] ^ y>>1
			if y&1 != 0 {
				s[i] ^= 0x9908b0df
			}
		}
		r.at = 0
	}
	y := r.state[r.at]
	r.at++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// float is uniform in [0, 1).
func (r *random) float() float64 {
	a, b := r.bits()>>5, r.bits()>>6
	return (float64(a)*(1<<26) + float64(b)) / (1 << 53)
}

func (r *random) gauss(mu, sigma float64) float64 {
	if r.has {
		r.has = false
		return mu + r.next*sigma
	}
	angle := r.float() * 2 * math.Pi
	radius := math.Sqrt(-2 * math.Log(1-r.float()))
	r.next, r.has = math.Sin(angle)*radius, true
	return mu + math.Cos(angle)*radius*sigma
}

// gamma has shape a and scale 1 (Cheng 1977; Ahrens and Dieter 1974 below 1).
func (r *random) gamma(a float64) float64 {
	switch {
	case a > 1:
		inverse := math.Sqrt(2*a - 1)
		b, c := a-math.Log(4), a+inverse
		for {
			u := r.float()
			if u <= 1e-7 || u >= 0.9999999 {
				continue
			}
			w := 1 - r.float()
			v := math.Log(u/(1-u)) / inverse
			x := a * math.Exp(v)
			z := u * u * w
			if d := b + c*v - x; d+1+math.Log(4.5)-4.5*z >= 0 || d >= math.Log(z) {
				return x
			}
		}
	case a == 1:
		return -math.Log(1 - r.float())
	}
	for {
		b := (math.E + a) / math.E
		p := b * r.float()
		var x float64
		if p <= 1 {
			x = math.Pow(p, 1/a)
		} else {
			x = -math.Log((b - p) / a)
		}
		u := r.float()
		if p > 1 && u <= math.Pow(x, a-1) || p <= 1 && u <= math.Exp(-x) {
			return x
		}
	}
}
