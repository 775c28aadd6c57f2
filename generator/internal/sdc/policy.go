package sdc

import (
	"errors"
	"fmt"

	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/record"
)

// Policy is a disclosure policy whose every value has been stated.
type Policy struct {
	threshold    [4]int64 // by cube.Rule: a count above zero and below it is unsafe
	width        [4]int64 // by cube.Rule; unused for money
	percent      int64    // p of the p% rule
	unit         int64    // đồng to which sums are rounded
	publishZeros bool
	groups       bool
	insiders     bool
}

// NewPolicy takes the policy from the settings. A missing value is an error:
// there is no safe guess.
func NewPolicy(d record.Disclosure) (Policy, error) {
	p := Policy{
		threshold: [4]int64{d.Threshold.Performance, d.Threshold.Deprivation, d.Threshold.Sensitive, d.Threshold.Money},
		width:     [4]int64{d.Width.Performance, d.Width.Deprivation, d.Width.Sensitive, 1},
		percent:   d.MoneyPercent,
		unit:      d.MoneyUnit,
		groups:    d.Groups,
		insiders:  d.Insiders,
	}
	var errs []error
	for r, name := range []string{"performance", "deprivation", "sensitive", "money"} {
		if p.threshold[r] < 1 {
			errs = append(errs, fmt.Errorf("disclosure.threshold.%s must be at least 1", name))
		}
		if p.width[r] < 1 {
			errs = append(errs, fmt.Errorf("disclosure.width.%s must be at least 1", name))
		}
	}
	if p.percent < 1 || p.percent > 100 {
		errs = append(errs, errors.New("disclosure.moneyPercent must be from 1 to 100"))
	}
	if p.unit < 1 {
		errs = append(errs, errors.New("disclosure.moneyUnit must be at least 1"))
	}
	switch d.Zeros {
	case "publish":
		p.publishZeros = true
	case "withhold":
	default:
		errs = append(errs, errors.New(`disclosure.zeros must be "withhold" or "publish"`))
	}
	return p, errors.Join(errs...)
}

// unsafeCount is the threshold rule.
func (p Policy) unsafeCount(r cube.Rule, n int64) bool { return n > 0 && n < p.threshold[r] }

// minWidth is the width that every withheld cell of a kind must have, primary
// or not. For money, whose size is no secret once a range is published, it is
// p% of the lower end of the range.
func (p Policy) minWidth(r cube.Rule, money bool, lower int64) int64 {
	if !money {
		return p.width[r]
	}
	return max(1, ceilDiv(lower*p.percent, 100))
}

// dominance is the distance from its value that both ends of a sum's range must
// keep, in đồng: with it the second largest contributor cannot estimate the
// largest contribution within p%.
func (p Policy) dominance(value int64, top [2]int64) int64 {
	return max(0, ceilDiv(p.percent*top[0], 100)-(value-top[0]-top[1]))
}

func ceilDiv(a, b int64) int64 {
	if a <= 0 {
		return 0
	}
	return (a + b - 1) / b
}
