package data

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
)

// ProductID identifies a product within one shop; given by the store, 1 and up, never reused.
type ProductID int64

// Product is what has a page of its own. Its variants are what can be bought: there is
// always at least one, and a product without options has exactly one without options.
type Product struct {
	ID          ProductID
	Handle      string // lower-case, unique, stable: "swift-runner"
	Title       string
	Description string // plain text, for reading and searching
	HTML        string // sanitised HTML for pages; empty when Description says it all
	Brand       string
	Category    string // path of lower-case slugs, "shoes/running"; empty when unknown
	Tags        []string
	CompareAt   Money // the price before a reduction; 0 when none
	Taxable     bool
	TaxClass    string // a key of Shop.Tax.Classes; empty for the general rate
	Returnable  bool
	Active      bool // false for drafts and unpublished products: never shown to shoppers
	LowStock    int  // at this stock and below "only n left" is said; 0 when never
	Rating      float64
	Reviews     int
	Images      []string // remote addresses or paths; a drawn picture stands in when empty
	Attributes  Attributes
	Variants    []Variant
	Created     Time // set by the store
	Updated     Time // set by the store when anything changed
}

// VariantID identifies a variant within one shop; given by the store.
type VariantID int64

// Variant is what can be bought.
type Variant struct {
	ID        VariantID
	SKU       string // unique in the shop, compared without case
	MadeSKU   bool   // the SKU was made by us out of handle and options
	Options   []Option
	Price     Money
	CompareAt Money // 0: the product's
	Tracked   bool  // false: stock is not counted and never runs out
	Stock     int   // meaningful when Tracked; may be negative after back-orders
	Backorder bool  // may be bought at no stock
	Barcode   string
	Image     string // empty: the product's
	Grams     int    // shipping weight; 0 unknown
}

// Option is one choice of a variant, in the order the shop gave: Color Blue, Size 10.
// Names keep their spelling; OptionKey folds them for comparison.
type Option struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Price is the lowest price among sellable variants, or among all when none is sellable;
// 0 without variants.
func (p *Product) Price() Money {
	best, sellable := Money(math.MaxInt64), false
	for i := range p.Variants {
		v := &p.Variants[i]
		s := v.Sellable()
		if (s && !sellable) || (s == sellable && v.Price < best) {
			best, sellable = v.Price, s
		}
	}
	if best == math.MaxInt64 {
		return 0
	}
	return best
}

// InStock tells whether any variant can be bought now.
func (p *Product) InStock() bool {
	return slices.ContainsFunc(p.Variants, func(v Variant) bool { return v.Sellable() })
}

// Sellable tells whether the variant can be bought now.
func (v *Variant) Sellable() bool { return !v.Tracked || v.Stock > 0 || v.Backorder }

// Option is the value of the option with a folded name ("color"), empty when there is none.
func (v *Variant) Option(key string) string {
	for _, o := range v.Options {
		if OptionKey(o.Name) == key {
			return o.Value
		}
	}
	return ""
}

// OptionKey folds the name of an option or attribute into the key used in constraints:
// lower case, spaces, dashes and dots to underscores, colour to color.
func OptionKey(name string) string {
	k := strings.ToLower(strings.TrimSpace(name))
	k = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '.', '/', '\t':
			return '_'
		}
		return r
	}, k)
	return strings.ReplaceAll(k, "colour", "color")
}

// MakeSKU builds the stable SKU of a variant that came without one, out of the handle and
// the option values: "swift-runner--blue-9".
func MakeSKU(handle string, options []Option) string {
	parts := make([]string, 0, len(options))
	for _, o := range options {
		parts = append(parts, Slug(o.Value))
	}
	if len(parts) == 0 {
		return handle + "--only"
	}
	return handle + "--" + strings.Join(parts, "-")
}

// Slug folds text to lower-case letters, digits and single dashes, at most 200 runes:
// "Men's Boots" becomes "mens-boots". Letters of any script stay.
func Slug(text string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(text) {
		switch {
		case r == '\'' || r == '’':
			continue
		case isLetterOrDigit(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
		if b.Len() >= 200 {
			break
		}
	}
	return b.String()
}

// Attributes are what is true of the whole product, by key in OptionKey form.
type Attributes map[string]Value

// Value is a number or a list of texts; exactly one of the two forms is used.
type Value struct {
	Texts   []string
	Number  float64
	Numeric bool
}

// Texts makes a text value.
func Texts(texts ...string) Value { return Value{Texts: texts} }

// Number makes a numeric value.
func Number(n float64) Value { return Value{Number: n, Numeric: true} }

// Keys lists the attribute keys in order.
func (a Attributes) Keys() []string {
	keys := make([]string, 0, len(a))
	for k := range a {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// String reads a value as a person would: "mesh, rubber" or "30".
func (v Value) String() string {
	if v.Numeric {
		return trimFloat(v.Number)
	}
	return strings.Join(v.Texts, ", ")
}

// MarshalJSON writes a number or a list of texts.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.Numeric {
		return json.Marshal(v.Number)
	}
	if v.Texts == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(v.Texts)
}

// UnmarshalJSON reads a number, a text, a boolean or a list of those; lists become texts.
func (v *Value) UnmarshalJSON(b []byte) error {
	var raw any
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	got, err := ValueOf(raw)
	if err != nil {
		return err
	}
	*v = got
	return nil
}

// ValueOf makes a Value of what a JSON or YAML decoder gives: numbers, texts, booleans and
// lists of them. Anything else is an *Invalid error.
func ValueOf(raw any) (Value, error) {
	switch x := raw.(type) {
	case float64:
		return Number(x), nil
	case int:
		return Number(float64(x)), nil
	case int64:
		return Number(float64(x)), nil
	case []any:
		texts := make([]string, 0, len(x))
		for _, e := range x {
			t, ok := scalarText(e)
			if !ok {
				return Value{}, &Invalid{Field: "attributes", Reason: fmt.Sprintf("a list may hold texts and numbers, not %T", e)}
			}
			texts = append(texts, t)
		}
		return Value{Texts: texts}, nil
	}
	if t, ok := scalarText(raw); ok {
		return Texts(t), nil
	}
	return Value{}, &Invalid{Field: "attributes", Reason: fmt.Sprintf("a value must be a number, a text or a list of texts, not %T", raw)}
}
