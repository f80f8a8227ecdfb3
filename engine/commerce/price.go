package commerce

import (
	"cmp"
	"fmt"
	"slices"

	"shoptalk/data"
)

// MaxTotal is the largest sum reckoned with, 10^15 minor units: it stays exact in programs
// that keep numbers as doubles.
const MaxTotal data.Money = 1_000_000_000_000_000

// Input is what is to be priced.
type Input struct {
	Lines    []Line
	Coupon   *data.Coupon   // nil: none
	Shipping *data.Shipping // nil: not chosen, costs nothing yet
	Tax      data.Tax
	Now      data.Time // decides whether the coupon has expired
}

// Line is a number of pieces of one SKU.
type Line struct {
	Unit     data.Money // price of one piece, 0 and up
	Quantity int        // 1 and up
	Taxable  bool
	TaxClass string // a class without a rate of its own has the general one
}

// Totals is what everything costs. Total is Subtotal - Discount + Shipping, and Tax on top
// of that when the prices do not include it.
type Totals struct {
	Lines    []data.Money // unit times quantity, as in the input
	Subtotal data.Money
	Discount data.Money // 0 to Subtotal
	Shipping data.Money
	Tax      data.Money // the sum of Taxes
	Total    data.Money
	Taxes    []TaxPart // by class, those without tax left out
	Refused  *Refusal  // why the coupon takes nothing off; nil when it does or there is none
}

// TaxPart is the tax of one tax class; the general class is the empty one.
type TaxPart struct {
	Class  string
	Rate   data.Rate
	Amount data.Money // what the rate is applied to: after discount, shipping included where the shop says so
	Tax    data.Money
}

// Price reckons a cart. It fails with *data.Invalid for a negative price, a quantity below
// one, a rate out of bounds, or sums above MaxTotal; the order of lines never matters.
func Price(in Input) (Totals, error) {
	t := Totals{Lines: make([]data.Money, len(in.Lines))}
	if err := checkRates(in); err != nil {
		return Totals{}, err
	}
	groups, err := addLines(in, &t)
	if err != nil {
		return Totals{}, err
	}
	t.Discount, t.Refused = discount(in.Coupon, t.Subtotal, in.Now)
	spread(groups, t.Discount, t.Subtotal)
	if t.Shipping, err = shipping(in, t.Subtotal-t.Discount); err != nil {
		return Totals{}, err
	}
	tax(in.Tax, groups, t.Shipping, &t)
	t.Total = t.Subtotal - t.Discount + t.Shipping
	if !in.Tax.Included {
		t.Total += t.Tax
	}
	return t, nil
}

// group is the merchandise of one tax class.
type group struct {
	class   string
	taxable bool
	amount  data.Money // before discount
	net     data.Money // after discount
}

// addLines sums the lines, in all and by tax class. The groups come in a fixed order.
func addLines(in Input, t *Totals) ([]group, error) {
	var groups []group
	for i, l := range in.Lines {
		amount, err := lineTotal(i, l)
		if err != nil {
			return nil, err
		}
		t.Lines[i] = amount
		if t.Subtotal += amount; t.Subtotal > MaxTotal {
			return nil, invalid("lines", "add up to more than can be reckoned")
		}
		class := l.TaxClass
		if _, own := in.Tax.Classes[class]; !own || !l.Taxable {
			class = ""
		}
		g := slices.IndexFunc(groups, func(g group) bool { return g.class == class && g.taxable == l.Taxable })
		if g < 0 {
			g, groups = len(groups), append(groups, group{class: class, taxable: l.Taxable})
		}
		groups[g].amount += amount
	}
	slices.SortFunc(groups, func(a, b group) int {
		if a.taxable != b.taxable {
			return cmp.Compare(oneIf(b.taxable), oneIf(a.taxable))
		}
		return cmp.Compare(a.class, b.class)
	})
	return groups, nil
}

func lineTotal(i int, l Line) (data.Money, error) {
	switch {
	case l.Unit < 0:
		return 0, invalid(fmt.Sprintf("lines[%d].unit", i), "is negative")
	case l.Quantity < 1:
		return 0, invalid(fmt.Sprintf("lines[%d].quantity", i), "must be 1 or more")
	case l.Unit > 0 && data.Money(l.Quantity) > MaxTotal/l.Unit:
		return 0, invalid(fmt.Sprintf("lines[%d]", i), "costs more than can be reckoned")
	}
	return l.Unit * data.Money(l.Quantity), nil
}

// bad rates are negative or more than a hundred times the price.
func bad(r data.Rate) bool { return r < 0 || r > 100*whole }

func checkRates(in Input) error {
	if bad(in.Tax.Rate) {
		return invalid("tax.rate", "must be from 0 to 100")
	}
	for class, r := range in.Tax.Classes {
		if bad(r) {
			return invalid("tax.classes."+class, "must be from 0 to 100")
		}
	}
	return nil
}

// shipping is what sending costs, given the merchandise after discount. An empty cart is
// not sent.
func shipping(in Input, merchandise data.Money) (data.Money, error) {
	s := in.Shipping
	switch {
	case s == nil || len(in.Lines) == 0:
		return 0, nil
	case s.Price < 0 || s.Price > MaxTotal:
		return 0, invalid("shipping."+s.ID, "has a price that is negative or too large")
	case s.FreeFrom > 0 && merchandise >= s.FreeFrom:
		return 0, nil
	}
	return s.Price, nil
}

// tax reckons the tax of each class once, on its merchandise after discount; shipping has
// the general rate where it is taxed.
func tax(rules data.Tax, groups []group, shipping data.Money, t *Totals) {
	bases := map[string]data.Money{}
	for _, g := range groups {
		if g.taxable {
			bases[g.class] += g.net
		}
	}
	if rules.OnShipping {
		bases[""] += shipping
	}
	for class, base := range bases {
		p := TaxPart{Class: class, Rate: rateOf(rules, class), Amount: base}
		if p.Tax = taxOf(base, p.Rate, rules.Included); p.Tax > 0 {
			t.Taxes = append(t.Taxes, p)
			t.Tax += p.Tax
		}
	}
	slices.SortFunc(t.Taxes, func(a, b TaxPart) int { return cmp.Compare(a.Class, b.Class) })
}

func rateOf(rules data.Tax, class string) data.Rate {
	if r, ok := rules.Classes[class]; ok {
		return r
	}
	return rules.Rate
}

// taxOf is the tax on an amount or, when the amount holds it already, the tax within.
func taxOf(amount data.Money, r data.Rate, included bool) data.Money {
	if included {
		return portion(amount, int64(r), whole+int64(r))
	}
	return portion(amount, int64(r), whole)
}

func invalid(field, reason string) error { return &data.Invalid{Field: field, Reason: reason} }

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}
