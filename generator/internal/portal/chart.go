package portal

import "math"

// scale maps values to places on an axis.
type scale struct{ from, to, start, end float64 }

func (s scale) at(v float64) float64 {
	if s.to == s.from {
		return round((s.start + s.end) / 2)
	}
	return round(s.start + (v-s.from)/(s.to-s.from)*(s.end-s.start))
}

// round keeps one decimal: enough on a screen, and the same on every machine.
func round(v float64) float64 { return math.Round(v*10) / 10 }

// ticks are a few even steps from zero that cover top.
func ticks(top float64) []float64 {
	if top <= 0 {
		return []float64{0, 1}
	}
	magnitude := math.Pow(10, math.Floor(math.Log10(top)))
	step := magnitude
	for _, factor := range []float64{0.2, 0.25, 0.5, 1, 2, 2.5} {
		if step = factor * magnitude; step*5 >= top {
			break
		}
	}
	var list []float64
	for i := 0; ; i++ {
		v := math.Round(float64(i)*step*1e6) / 1e6
		list = append(list, v)
		if v >= top {
			return list
		}
	}
}
