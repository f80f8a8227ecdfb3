package dialog

import (
	"slices"
	"strings"

	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// Env is what the dialog must know about the shop to decide.
type Env struct {
	Currency string
	Multi    func(key string) bool // products may have several values of the key at once
	Option   func(key string) bool // variants of a product differ in the key
}

// refine gives the search that results when a part is said while a search is active, and
// names the rules applied in the move.
func (s *State) refine(p *nlu.Part, env Env, m *Move) index.Constraints {
	c := s.Search.Clone()
	if p.Fresh || !s.Active {
		c = index.Constraints{}
		m.rule("new search")
	}
	if !s.Active && p.Compare != nil && p.Want.Empty() && s.Focus != nil && s.Focus.Kind != "" {
		c.Category = []string{s.Focus.Kind}
		m.rule("among the like of the product in focus")
	}
	for _, key := range p.Drop {
		drop(&c, key)
		m.rule("forget " + key)
	}
	merge(&c, &p.Want, p.Swap, env, m)
	s.applyComparative(&c, p, env, m)
	return c
}

// drop forgets everything said about a key.
func drop(c *index.Constraints, key string) {
	switch key {
	case "price":
		c.PriceGT, c.PriceGTE, c.PriceLT, c.PriceLTE = nil, nil, nil, nil
	case "category":
		c.Category = nil
	case "brand":
		c.Brand = nil
	case "rating":
		c.Rating = nil
	case "in_stock":
		c.InStock = nil
	case "sort":
		c.Sort = ""
	case "text":
		c.Text = ""
	default:
		delete(c.Values, key)
		delete(c.Numbers, key)
	}
	if c.Not != nil {
		drop(c.Not, key)
	}
}

// merge adds want to c. A value takes the place of another of the same key where a product
// has only one of them ("red", then "in blue"); values of multi-valued keys add up.
func merge(c, want *index.Constraints, swap bool, env Env, m *Move) {
	c.Text = joinWords(c.Text, want.Text)
	if len(want.Category) > 0 {
		c.Category = slices.Clone(want.Category)
		m.rule("category")
	}
	if len(want.Brand) > 0 {
		c.Brand = slices.Clone(want.Brand)
		m.rule("brand")
	}
	mergePrice(c, want, m)
	if want.Rating != nil {
		c.Rating = want.Rating
	}
	if want.InStock != nil {
		c.InStock = want.InStock
	}
	if want.Sort != "" {
		c.Sort = want.Sort
		m.rule("sort")
	}
	for key, values := range want.Values {
		if !swap && env.Multi != nil && env.Multi(key) {
			for _, v := range values {
				c.Add(key, v)
			}
			continue
		}
		if c.Values == nil {
			c.Values = map[string][]string{}
		}
		c.Values[key] = slices.Clone(values)
	}
	for key, b := range want.Numbers {
		if c.Numbers == nil {
			c.Numbers = map[string]index.Bounds{}
		}
		c.Numbers[key] = b
	}
	unexclude(c, want)
	exclude(c, want.Not, env, m)
}

// mergePrice takes new bounds and lets go of an old one that contradicts them.
func mergePrice(c, want *index.Constraints, m *Move) {
	if want.PriceLT == nil && want.PriceLTE == nil && want.PriceGT == nil && want.PriceGTE == nil {
		return
	}
	m.rule("price")
	if want.PriceLT != nil || want.PriceLTE != nil {
		c.PriceLT, c.PriceLTE = want.PriceLT, want.PriceLTE
	}
	if want.PriceGT != nil || want.PriceGTE != nil {
		c.PriceGT, c.PriceGTE = want.PriceGT, want.PriceGTE
	}
	low, high := first(c.PriceGT, c.PriceGTE), first(c.PriceLT, c.PriceLTE)
	if low == nil || high == nil || *low <= *high {
		return
	}
	if want.PriceLT != nil || want.PriceLTE != nil {
		c.PriceGT, c.PriceGTE = nil, nil
	} else {
		c.PriceLT, c.PriceLTE = nil, nil
	}
	m.rule("old price bound contradicts")
}

func first[T any](a, b *T) *T {
	if a != nil {
		return a
	}
	return b
}

// exclude adds what must not be, and takes it out of what must.
func exclude(c, not *index.Constraints, env Env, m *Move) {
	if not.Empty() {
		return
	}
	m.rule("exclude")
	if c.Not == nil {
		c.Not = &index.Constraints{}
	}
	c.Not.Text = joinWords(c.Not.Text, not.Text)
	for _, v := range not.Category {
		c.Not.Add("category", v)
		c.Category = without(c.Category, v)
	}
	for _, v := range not.Brand {
		c.Not.Add("brand", v)
		c.Brand = without(c.Brand, v)
	}
	for key, values := range not.Values {
		for _, v := range values {
			c.Not.Add(key, v)
			setValues(c, key, without(c.Values[key], v))
		}
	}
}

// unexclude takes what is now wanted out of what was not.
func unexclude(c, want *index.Constraints) {
	if c.Not == nil {
		return
	}
	for _, v := range want.Category {
		c.Not.Category = without(c.Not.Category, v)
	}
	for _, v := range want.Brand {
		c.Not.Brand = without(c.Not.Brand, v)
	}
	for key, values := range want.Values {
		for _, v := range values {
			setValues(c.Not, key, without(c.Not.Values[key], v))
		}
	}
	if c.Not.Empty() {
		c.Not = nil
	}
}

func setValues(c *index.Constraints, key string, values []string) {
	if len(values) == 0 {
		delete(c.Values, key)
		return
	}
	c.Values[key] = values
}

func without(list []string, v string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return x == v })
}

// joinWords appends the words of b that a does not have.
func joinWords(a, b string) string {
	words := strings.Fields(a)
	for w := range strings.FieldsSeq(b) {
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// applyComparative turns "cheaper" into a bound on the price of the product in focus, else
// of the first one shown, and a superlative into an order. Comparatives over attributes stay
// in the move: their values are known to the engine only.
func (s *State) applyComparative(c *index.Constraints, p *nlu.Part, env Env, m *Move) {
	if p.Compare == nil {
		return
	}
	cmp := *p.Compare
	switch {
	case cmp.Key == "price" && cmp.Superlative:
		c.Sort = map[bool]index.Sort{false: index.PriceAsc, true: index.PriceDesc}[cmp.More]
		m.rule("superlative price")
	case cmp.Key == "rating":
		c.Sort = index.RatingTop
		m.rule("best rated")
	case cmp.Key == "price":
		s.boundByPrice(c, cmp.More, env, m)
	default:
		m.Pick = &cmp
		m.rule("comparative " + cmp.Key)
	}
}

func (s *State) boundByPrice(c *index.Constraints, more bool, env Env, m *Move) {
	ref := s.reference()
	if ref == nil && c.Empty() {
		m.rule("nothing to be cheaper than")
		return
	}
	if ref == nil {
		c.Sort = map[bool]index.Sort{false: index.PriceAsc, true: index.PriceDesc}[more]
		m.rule("nothing to compare with: by price")
		return
	}
	price := ref.Price.Decimal(env.Currency)
	if more {
		c.PriceGT, c.PriceGTE = &price, nil
		if high := first(c.PriceLT, c.PriceLTE); high != nil && *high <= price {
			c.PriceLT, c.PriceLTE = nil, nil
		}
		m.rule("dearer than " + ref.Handle)
		return
	}
	c.PriceLT, c.PriceLTE = &price, nil
	if low := first(c.PriceGT, c.PriceGTE); low != nil && *low >= price {
		c.PriceGT, c.PriceGTE = nil, nil
	}
	m.rule("cheaper than " + ref.Handle)
}

// reference is the product a comparative compares with: the one in focus, else the first shown.
func (s *State) reference() *Shown {
	if s.Focus != nil {
		return s.Focus
	}
	if len(s.Shown) > 0 {
		return &s.Shown[0]
	}
	return nil
}

// NextPage is the place after the last product shown.
func (s *State) NextPage() int { return s.Offset + len(s.Shown) }

// Reference is the handle of the product a comparative compares with; empty when there is none.
func (s *State) Reference() string { return s.it() }
