package index

import (
	"math"
	"slices"

	"shoptalk/data"
)

// filter is a set of constraints made ready to test places of the columns.
type filter struct {
	c        *columns
	category []bool   // by category number, true for those asked for; nil when none was
	brand    []uint32 // numbers of the brands asked for
	anyBrand bool     // no brand was asked for
	rating   float32
	inStock  *bool
	price    priceRange
	values   []valueTest
	hidden   places // places ruled out by what their text says; nil when none
	not      *filter
}

// places is a set of places of the columns.
type places []uint64

func newPlaces(n int) places      { return make(places, (n+63)/64) }
func (p places) add(r int32)      { p[r>>6] |= 1 << (r & 63) }
func (p places) has(r int32) bool { return int(r>>6) < len(p) && p[r>>6]&(1<<(r&63)) != 0 }

// priceRange is a range of prices in minor units, both ends included.
type priceRange struct{ min, max data.Money }

var anyPrice = priceRange{math.MinInt64, math.MaxInt64}

func (p priceRange) has(m data.Money) bool { return m >= p.min && m <= p.max }

// valueTest asks for values of one key.
type valueTest struct {
	key    uint32
	ids    []uint32 // any of them, on a variant or on a product with one value
	all    bool     // all of them: products have several values of the key
	short  bool     // some of the values asked for no product has
	bounds *Bounds  // in place of ids
	said   places   // of an exclusion: products whose text says one of the values
	never  bool     // asks for a value no product has
}

// matched is how a product fulfils a filter.
type matched struct {
	variant int // -1 when no option was asked for
	price   data.Money
	inStock bool
}

// compile makes a filter. Said finds the places whose text says a word; it may be nil, and
// then texts are not looked at.
func (c *columns) compile(q *Constraints, currency string, said func(text string) places) *filter {
	f := &filter{c: c, anyBrand: len(q.Brand) == 0, inStock: q.InStock, price: priceOf(q, currency)}
	if len(q.Category) > 0 {
		f.category = c.within(q.Category)
	}
	for _, b := range q.Brand {
		if n, ok := c.brands.find(b); ok {
			f.brand = append(f.brand, n)
		}
	}
	if q.Rating != nil {
		f.rating = float32(*q.Rating)
	}
	for key, list := range q.Values {
		if len(list) > 0 {
			f.values = append(f.values, c.valueTest(key, list))
		}
	}
	for key, b := range q.Numbers {
		f.values = append(f.values, c.numberTest(key, b))
	}
	if q.Not != nil && len(q.Not.keys()) > 0 {
		f.exclude(q.Not, currency, said)
	}
	return f
}

// exclude adds the none-of part.
func (f *filter) exclude(q *Constraints, currency string, said func(string) places) {
	f.not = f.c.compile(&Constraints{
		Category: q.Category, Brand: q.Brand, Rating: q.Rating, InStock: q.InStock, Numbers: q.Numbers,
		PriceGT: q.PriceGT, PriceGTE: q.PriceGTE, PriceLT: q.PriceLT, PriceLTE: q.PriceLTE,
	}, currency, nil)
	for key, list := range q.Values {
		for _, v := range list { // one test per value: none of them
			t := f.c.valueTest(key, []string{v})
			if said != nil {
				t.said = said(v)
			}
			f.not.values = append(f.not.values, t)
		}
	}
	if q.Text != "" && said != nil {
		for _, w := range words(q.Text) {
			f.hide(said(w.norm))
		}
	}
}

func (f *filter) hide(p places) {
	if f.hidden == nil {
		f.hidden = newPlaces(len(f.c.ids))
	}
	for i := range min(len(p), len(f.hidden)) {
		f.hidden[i] |= p[i]
	}
}

// within marks the categories at or below one of the paths.
func (c *columns) within(paths []string) []bool {
	out := make([]bool, len(c.categories.texts))
	for n, have := range c.categories.texts {
		out[n] = have != "" && slices.ContainsFunc(paths, func(p string) bool { return data.Within(have, p) })
	}
	return out
}

func (c *columns) valueTest(key string, list []string) valueTest {
	k, ok := c.values.keys.find(key)
	t := valueTest{key: k, never: !ok}
	if !ok {
		return t
	}
	t.all = c.multi(k)
	for _, v := range list {
		if id, ok := c.values.find(k, v); ok {
			t.ids = append(t.ids, id)
		}
	}
	t.short, t.never = len(t.ids) < len(list), len(t.ids) == 0
	return t
}

func (c *columns) numberTest(key string, b Bounds) valueTest {
	k, ok := c.values.keys.find(key)
	return valueTest{key: k, bounds: &b, never: !ok}
}

// priceOf is the range all price bounds leave.
func priceOf(q *Constraints, currency string) priceRange {
	r, units := anyPrice, float64(data.Units(currency))
	if q.PriceGT != nil {
		r.min = max(r.min, data.Money(math.Floor(exact(*q.PriceGT*units)))+1)
	}
	if q.PriceGTE != nil {
		r.min = max(r.min, data.Money(math.Ceil(exact(*q.PriceGTE*units))))
	}
	if q.PriceLT != nil {
		r.max = min(r.max, data.Money(math.Ceil(exact(*q.PriceLT*units)))-1)
	}
	if q.PriceLTE != nil {
		r.max = min(r.max, data.Money(math.Floor(exact(*q.PriceLTE*units))))
	}
	return r
}

// exact takes the noise off a decimal bound turned into minor units: 19.99 * 100.
func exact(minor float64) float64 { return math.Round(minor*1e4) / 1e4 }

// match tests the product at a place.
func (f *filter) match(r int32) (matched, bool) {
	c := f.c
	if !c.live[r] || f.category != nil && !f.category[c.category[r]] ||
		!f.anyBrand && !slices.Contains(f.brand, c.brand[r]) || c.rating[r] < f.rating || f.hidden.has(r) {
		return matched{}, false
	}
	asked := uint64(0) // bit i: values[i] is to be tested on variants
	for i := range f.values {
		onVariants, ok := f.values[i].product(c, r)
		if !ok {
			return matched{}, false
		}
		if onVariants {
			asked |= 1 << (i & 63)
		}
	}
	refused, ok := uint64(0), true
	if f.not != nil {
		if refused, ok = f.not.refuses(r); !ok {
			return matched{}, false
		}
	}
	return f.choose(r, asked, refused)
}

// choose finds the cheapest variant that fulfils the filter. With options asked for only
// sellable ones count; otherwise sold-out ones do when nothing of the product can be bought.
func (f *filter) choose(r int32, asked, refused uint64) (matched, bool) {
	best, soldOut, sellable := -1, -1, false
	list := f.c.variants[r]
	for i := range list {
		v := &list[i]
		sellable = sellable || v.sellable
		if !f.price.has(v.price) || !f.variant(v, asked, refused) {
			continue
		}
		if v.sellable && (best < 0 || v.price < list[best].price) {
			best = i
		}
		if soldOut < 0 || v.price < list[soldOut].price {
			soldOut = i
		}
	}
	m := matched{variant: best, inStock: best >= 0}
	if best < 0 {
		if sellable || asked != 0 || soldOut < 0 {
			return matched{}, false
		}
		m.variant = soldOut
	}
	m.price = list[m.variant].price
	if asked|refused == 0 {
		m.variant = -1
	}
	return m, f.inStock == nil || *f.inStock == m.inStock
}

// variant tests the options of a variant.
func (f *filter) variant(v *variant, asked, refused uint64) bool {
	for i := range f.values {
		if asked&(1<<(i&63)) != 0 && !f.values[i].variant(f.c, v) {
			return false
		}
	}
	if f.not == nil {
		return true
	}
	if f.not.price != anyPrice && f.not.price.has(v.price) {
		return false
	}
	for i := range f.not.values {
		if refused&(1<<(i&63)) != 0 && f.not.values[i].variant(f.c, v) {
			return false
		}
	}
	return true
}

// refuses tests the none-of part of a filter on a product: false when it rules the product
// out; else the tests that are left for its variants.
func (f *filter) refuses(r int32) (onVariants uint64, ok bool) {
	c := f.c
	if f.category != nil && f.category[c.category[r]] || !f.anyBrand && slices.Contains(f.brand, c.brand[r]) ||
		f.rating > 0 && c.rating[r] >= f.rating || f.inStock != nil && *f.inStock == c.inStock(r) {
		return 0, false
	}
	for i := range f.values {
		t := &f.values[i]
		switch has := c.holds(r, t.key); {
		case t.never && !t.said.has(r):
		case has == holdsOption:
			onVariants |= 1 << (i & 63)
		case has == holdsAttribute:
			if t.attribute(c, r) {
				return 0, false
			}
		case t.said.has(r):
			return 0, false
		}
	}
	return onVariants, true
}

func (c *columns) inStock(r int32) bool {
	return slices.ContainsFunc(c.variants[r], func(v variant) bool { return v.sellable })
}
