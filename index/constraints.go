package index

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shoptalk/data"
)

// Constraints is the active search state: what a product must and must not be. Its JSON
// form is the one programs outside rely on: unset keys are left out, values are lower case.
//
// Prices are bounds in major units of the shop's currency (100 or 89.5), not amounts.
type Constraints struct {
	Text     string   // words that are no constraint
	Category []string // paths; any of them, each as a prefix
	Brand    []string // any of them
	PriceGT  *float64
	PriceGTE *float64
	PriceLT  *float64
	PriceLTE *float64
	Rating   *float64 // at least
	InStock  *bool
	Sort     Sort
	// Values holds options and text attributes by key: any of the values for options of
	// variants, all of them for multi-valued attributes such as features.
	Values map[string][]string
	// Numbers holds bounds on numeric attributes by key without suffix: battery_h.
	Numbers map[string]Bounds
	// Not holds what a product must not be, with the same keys; its own Not is nil.
	Not *Constraints
}

// Bounds is a range of a numeric attribute; a nil end is open. Equality has both ends equal.
type Bounds struct {
	Min *float64
	Max *float64
}

// Sort is the order of results.
type Sort string

// The orders of results; the zero value is by relevance.
const (
	Relevance Sort = "relevance"
	PriceAsc  Sort = "price_asc"
	PriceDesc Sort = "price_desc"
	RatingTop Sort = "rating_desc"
	Newest    Sort = "newest"
	Popular   Sort = "popular"
)

// Sorts lists every order.
var Sorts = [...]Sort{Relevance, PriceAsc, PriceDesc, RatingTop, Newest, Popular}

// Empty tells whether nothing is asked for; a sort alone asks for nothing.
func (c *Constraints) Empty() bool {
	if c == nil {
		return true
	}
	d := *c
	d.Sort = ""
	return len(d.keys()) == 0
}

// OnlyText tells whether words are all that is asked for: no kind, no brand, no value the
// shop knows.
func (c *Constraints) OnlyText() bool {
	d := *c
	d.Text = ""
	return c.Text != "" && d.Empty()
}

// Clone is a deep copy.
func (c *Constraints) Clone() Constraints {
	if c == nil {
		return Constraints{}
	}
	d := *c
	d.Category, d.Brand = slices.Clone(c.Category), slices.Clone(c.Brand)
	d.Numbers = maps.Clone(c.Numbers)
	if c.Values != nil {
		d.Values = make(map[string][]string, len(c.Values))
		for k, v := range c.Values {
			d.Values[k] = slices.Clone(v)
		}
	}
	if c.Not != nil {
		n := c.Not.Clone()
		d.Not = &n
	}
	return d
}

// Add puts a value of an option or attribute to the constraints, once and in lower case.
func (c *Constraints) Add(key, value string) {
	value = strings.ToLower(value)
	switch key {
	case "category":
		c.Category = appendOnce(c.Category, value)
	case "brand":
		c.Brand = appendOnce(c.Brand, value)
	default:
		if c.Values == nil {
			c.Values = make(map[string][]string, 2)
		}
		c.Values[key] = appendOnce(c.Values[key], value)
	}
}

func appendOnce(list []string, v string) []string {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// MarshalJSON writes the keys in a fixed order, so that the same state gives the same bytes.
func (c Constraints) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, kv := range c.keys() {
		if i > 0 {
			b.WriteByte(',')
		}
		v, err := json.Marshal(kv.value)
		if err != nil {
			return nil, fmt.Errorf("constraint %s: %w", kv.key, err)
		}
		fmt.Fprintf(&b, "%q:%s", kv.key, v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

type pair struct {
	key   string
	value any
}

// keys lists what is set, in the order it is written.
func (c *Constraints) keys() []pair {
	var out []pair
	if c.Text != "" {
		out = append(out, pair{"text", c.Text})
	}
	out = appendList(out, "category", c.Category)
	out = appendList(out, "brand", c.Brand)
	out = appendPtr(out, "price_gt", c.PriceGT)
	out = appendPtr(out, "price_gte", c.PriceGTE)
	out = appendPtr(out, "price_lt", c.PriceLT)
	out = appendPtr(out, "price_lte", c.PriceLTE)
	out = appendPtr(out, "rating_gte", c.Rating)
	out = appendPtr(out, "in_stock", c.InStock)
	for _, k := range slices.Sorted(maps.Keys(c.Values)) {
		out = appendList(out, k, c.Values[k])
	}
	for _, k := range slices.Sorted(maps.Keys(c.Numbers)) {
		out = append(out, c.Numbers[k].keys(k)...)
	}
	if c.Sort != "" {
		out = append(out, pair{"sort", c.Sort})
	}
	if c.Not != nil && len(c.Not.keys()) > 0 {
		out = append(out, pair{"not", *c.Not})
	}
	return out
}

func (r Bounds) keys(key string) []pair {
	if r.Min != nil && r.Max != nil && *r.Min == *r.Max {
		return []pair{{key, *r.Min}}
	}
	var out []pair
	out = appendPtr(out, key+"_gte", r.Min)
	return appendPtr(out, key+"_lte", r.Max)
}

func appendList(out []pair, key string, list []string) []pair {
	if len(list) == 0 {
		return out
	}
	return append(out, pair{key, list})
}

func appendPtr[T any](out []pair, key string, p *T) []pair {
	if p == nil {
		return out
	}
	return append(out, pair{key, *p})
}

// UnmarshalJSON reads what MarshalJSON writes; single values stand for lists of one. An
// unknown key is an option or attribute.
func (c *Constraints) UnmarshalJSON(b []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*c = Constraints{}
	for _, k := range slices.Sorted(maps.Keys(raw)) {
		if k == "not" {
			c.Not = &Constraints{}
			if err := c.Not.UnmarshalJSON(raw[k]); err != nil {
				return err
			}
			continue
		}
		var v any
		if err := json.Unmarshal(raw[k], &v); err != nil {
			return err
		}
		if err := c.Set(k, v); err != nil {
			return err
		}
	}
	return nil
}

// Set sets one constraint by its outside key, replacing what was there. The value is a
// string, a number, a boolean or a list of strings and numbers; a wrong one is a
// *data.Invalid naming the key.
func (c *Constraints) Set(key string, value any) error {
	switch key {
	case "text", "sort":
		s, ok := value.(string)
		if !ok {
			return wrong(key, "must be text")
		}
		if key == "text" {
			c.Text = s
			return nil
		}
		return c.setSort(Sort(s))
	case "category", "brand":
		list, err := textList(key, value)
		if err != nil {
			return err
		}
		if key == "category" {
			c.Category = list
		} else {
			c.Brand = list
		}
		return nil
	case "in_stock":
		b, ok := value.(bool)
		if !ok {
			return wrong(key, "must be true or false")
		}
		c.InStock = &b
		return nil
	case "price_gt", "price_gte", "price_lt", "price_lte", "rating_gte":
		n, ok := value.(float64)
		if !ok || n < 0 {
			return wrong(key, "must be a number of 0 or more")
		}
		*c.bound(key) = &n
		return nil
	}
	return c.setAttribute(key, value)
}

func (c *Constraints) bound(key string) **float64 {
	switch key {
	case "price_gt":
		return &c.PriceGT
	case "price_gte":
		return &c.PriceGTE
	case "price_lt":
		return &c.PriceLT
	case "price_lte":
		return &c.PriceLTE
	}
	return &c.Rating
}

func (c *Constraints) setSort(s Sort) error {
	if !slices.Contains(Sorts[:], s) {
		return wrong("sort", "must be one of relevance, price_asc, price_desc, rating_desc, newest, popular")
	}
	c.Sort = s
	return nil
}

func (c *Constraints) setAttribute(key string, value any) error {
	n, isNumber := value.(float64)
	if !isNumber {
		list, err := textList(key, value)
		if err != nil {
			return err
		}
		if c.Values == nil {
			c.Values = map[string][]string{}
		}
		c.Values[data.OptionKey(key)] = list
		return nil
	}
	if c.Numbers == nil {
		c.Numbers = map[string]Bounds{}
	}
	name, suffix := key, ""
	for _, s := range []string{"_gte", "_lte"} {
		if base, ok := strings.CutSuffix(key, s); ok {
			name, suffix = base, s
		}
	}
	b := c.Numbers[name]
	if suffix != "_lte" {
		b.Min = &n
	}
	if suffix != "_gte" {
		b.Max = &n
	}
	c.Numbers[name] = b
	return nil
}

func textList(key string, value any) ([]string, error) {
	v, err := data.ValueOf(value)
	if err != nil {
		return nil, wrong(key, "must be a text or a list of texts")
	}
	if v.Numeric {
		v.Texts = []string{v.String()}
	}
	var list []string
	for _, t := range v.Texts {
		if t = strings.ToLower(strings.TrimSpace(t)); t != "" {
			list = appendOnce(list, t)
		}
	}
	return list, nil
}

func wrong(key, reason string) error { return &data.Invalid{Field: key, Reason: reason} }
