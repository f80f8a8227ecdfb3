package commerce

import (
	"math/bits"
	"slices"

	"shoptalk/data"
)

// Reason is why a coupon takes nothing off.
type Reason string

// The reasons.
const (
	CouponExpired Reason = "expired"
	CouponMinimum Reason = "min_subtotal"
)

// Refusal says why a coupon takes nothing off, and for a minimum how much is missing.
type Refusal struct {
	Reason  Reason
	Missing data.Money
}

// discount is what a coupon takes off a subtotal: a percentage rounded once, half up, or an
// amount, never more than the subtotal. Its minimum looks at the subtotal before discount.
func discount(c *data.Coupon, subtotal data.Money, now data.Time) (data.Money, *Refusal) {
	switch {
	case c == nil:
		return 0, nil
	case !c.Valid(now):
		return 0, &Refusal{Reason: CouponExpired}
	case subtotal < c.MinSubtotal:
		return 0, &Refusal{Reason: CouponMinimum, Missing: c.MinSubtotal - subtotal}
	case c.Percent >= whole:
		return subtotal, nil
	case c.Percent > 0:
		return portion(subtotal, int64(c.Percent), whole), nil
	}
	return min(max(0, c.Amount), subtotal), nil
}

// spread takes a discount off the groups by their value. What rounding leaves over goes to
// the largest remainders, one minor unit each, so that the parts add up exactly.
func spread(groups []group, discount, subtotal data.Money) {
	for i := range groups {
		groups[i].net = groups[i].amount
	}
	if discount == 0 {
		return
	}
	type share struct {
		group     int
		remainder uint64
	}
	shares, left := make([]share, len(groups)), discount
	for i, g := range groups {
		q, r := mulDiv(uint64(g.amount), uint64(discount), uint64(subtotal))
		groups[i].net -= data.Money(q)
		left -= data.Money(q)
		shares[i] = share{i, r}
	}
	slices.SortStableFunc(shares, func(a, b share) int {
		switch {
		case a.remainder > b.remainder:
			return -1
		case a.remainder < b.remainder:
			return 1
		}
		return 0
	})
	for i := range int(left) {
		groups[shares[i].group].net--
	}
}

// whole is a share of one in the unit of data.Rate.
const whole = 1_000_000

// portion is amount * num / den, rounded half up. None of them is negative.
func portion(amount data.Money, num, den int64) data.Money {
	q, r := mulDiv(uint64(amount), uint64(num), uint64(den))
	if r >= uint64(den)-r {
		q++
	}
	return data.Money(q)
}

// mulDiv is a * b / c and its remainder, with 128 bits in between. The quotient must fit.
func mulDiv(a, b, c uint64) (quotient, remainder uint64) {
	hi, lo := bits.Mul64(a, b)
	return bits.Div64(hi, lo, c)
}
