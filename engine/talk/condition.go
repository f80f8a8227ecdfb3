package talk

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
	"shoptalk/index"
)

// condition tests products as they stand in the store, without any help of the index.
type condition struct {
	currency string
	multi    func(key string) bool // products may have several values of this attribute
}

// breaks says what of a wish a product does not fulfil; empty when it fulfils all of it.
// Options and price are tested on one sellable variant together; where no option is asked
// for, a product that is sold out may do.
func (c condition) breaks(p *data.Product, want *index.Constraints) string {
	if why := c.whole(p, want); why != "" {
		return why
	}
	sold := len(options(p, want)) == 0 && !p.InStock()
	why := "nothing can be bought"
	for i := range p.Variants {
		v := &p.Variants[i]
		if !sold && !v.Sellable() {
			continue
		}
		if why = c.variant(p, v, want); why == "" {
			return ""
		}
	}
	return why
}

// whole tests what is true of a product as a whole.
func (c condition) whole(p *data.Product, want *index.Constraints) string {
	switch {
	case len(want.Category) > 0 && !within(p, want.Category):
		return "category " + p.Category
	case len(want.Brand) > 0 && !contains(want.Brand, p.Brand):
		return "brand " + p.Brand
	case want.Rating != nil && p.Rating < *want.Rating:
		return fmt.Sprintf("rating %g", p.Rating)
	case want.InStock != nil && *want.InStock != p.InStock():
		return fmt.Sprintf("in_stock %t", p.InStock())
	}
	for _, key := range slices.Sorted(maps.Keys(want.Values)) {
		if !isOption(p, key) && !c.attribute(p, key, want.Values[key]) {
			return key + " " + p.Attributes[key].String()
		}
	}
	for _, key := range slices.Sorted(maps.Keys(want.Numbers)) {
		if !isOption(p, key) && !numberIn(p.Attributes[key], want.Numbers[key]) {
			return key + " " + p.Attributes[key].String()
		}
	}
	return c.excluded(p, want.Not)
}

// excluded says what of an exclusion is true of a product as a whole.
func (c condition) excluded(p *data.Product, not *index.Constraints) string {
	if not == nil {
		return ""
	}
	switch {
	case within(p, not.Category):
		return "category " + p.Category
	case contains(not.Brand, p.Brand):
		return "brand " + p.Brand
	case not.Rating != nil && p.Rating >= *not.Rating:
		return fmt.Sprintf("rating %g", p.Rating)
	case not.InStock != nil && *not.InStock == p.InStock():
		return fmt.Sprintf("in_stock %t", p.InStock())
	}
	for key, values := range not.Values {
		for _, v := range values {
			if !isOption(p, key) && contains(p.Attributes[key].Texts, v) {
				return key + " " + p.Attributes[key].String()
			}
		}
	}
	for key, b := range not.Numbers {
		if !isOption(p, key) && numberIn(p.Attributes[key], b) {
			return key + " " + p.Attributes[key].String()
		}
	}
	return ""
}

// variant tests price and options on one variant.
func (c condition) variant(p *data.Product, v *data.Variant, want *index.Constraints) string {
	price := v.Price.Decimal(c.currency)
	if !priced(want, price) || bounded(want.Not) && priced(want.Not, price) {
		return fmt.Sprintf("price %g", price)
	}
	for key := range options(p, want) {
		have := v.Option(key)
		if list, ok := want.Values[key]; ok && !contains(list, have) {
			return fmt.Sprintf("%s %q in %s", key, have, v.SKU)
		}
		if b, ok := want.Numbers[key]; ok && !textIn(have, b) {
			return fmt.Sprintf("%s %q in %s", key, have, v.SKU)
		}
		if want.Not != nil && contains(want.Not.Values[key], have) {
			return fmt.Sprintf("%s %q in %s", key, have, v.SKU)
		}
	}
	return ""
}

// price is the lowest among the variants that fulfil a wish and can be bought, else the
// product's.
func (c condition) price(p *data.Product, want *index.Constraints) data.Money {
	best := data.Money(math.MaxInt64)
	for i := range p.Variants {
		if v := &p.Variants[i]; v.Sellable() && c.variant(p, v, want) == "" {
			best = min(best, v.Price)
		}
	}
	if best == math.MaxInt64 {
		return p.Price()
	}
	return best
}

// options are the keys asked for, or excluded, that are options of a product.
func options(p *data.Product, want *index.Constraints) map[string]bool {
	out := map[string]bool{}
	for _, c := range []*index.Constraints{want, want.Not} {
		if c == nil {
			continue
		}
		for key := range c.Values {
			out[key] = true
		}
		for key := range c.Numbers {
			out[key] = true
		}
	}
	maps.DeleteFunc(out, func(key string, _ bool) bool { return !isOption(p, key) })
	return out
}

func isOption(p *data.Product, key string) bool {
	return slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return v.Option(key) != "" })
}

// attribute tests texts: all of them where products may have several, else any of them.
func (c condition) attribute(p *data.Product, key string, want []string) bool {
	have := p.Attributes[key]
	list := have.Texts
	if have.Numeric {
		list = []string{have.String()}
	}
	hits := 0
	for _, w := range want {
		if contains(list, w) {
			hits++
		}
	}
	return hits == len(want) || hits > 0 && !c.multi(key)
}

func within(p *data.Product, paths []string) bool {
	return slices.ContainsFunc(paths, func(path string) bool { return data.Within(p.Category, path) })
}

func contains(list []string, s string) bool {
	return slices.ContainsFunc(list, func(l string) bool { return strings.EqualFold(l, s) })
}

func numberIn(v data.Value, b index.Bounds) bool { return v.Numeric && between(v.Number, b) }

func textIn(s string, b index.Bounds) bool {
	n, err := strconv.ParseFloat(s, 64)
	return err == nil && between(n, b)
}

func between(n float64, b index.Bounds) bool {
	return !math.IsNaN(n) && (b.Min == nil || n >= *b.Min) && (b.Max == nil || n <= *b.Max)
}

func bounded(c *index.Constraints) bool {
	return c != nil && (c.PriceGT != nil || c.PriceGTE != nil || c.PriceLT != nil || c.PriceLTE != nil)
}

func priced(c *index.Constraints, price float64) bool {
	return (c.PriceGT == nil || price > *c.PriceGT) && (c.PriceGTE == nil || price >= *c.PriceGTE) &&
		(c.PriceLT == nil || price < *c.PriceLT) && (c.PriceLTE == nil || price <= *c.PriceLTE)
}
