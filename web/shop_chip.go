package web

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shoptalk/data"
	"shoptalk/data/lexicon"
	"shoptalk/data/locale"
	"shoptalk/index"
)

// chip is one thing that was understood, with the address of the list without it.
type chip struct {
	Label  string
	Remove string
}

// chipper words constraints.
type chipper struct {
	*Server
	ctx    context.Context
	at     place
	shop   data.Shop
	locale *locale.Locale
	names  map[string]string // category labels by path
}

// chips lists what is asked for, in a fixed order. The category of a category page is its
// heading and has none; words alone have none either.
func (c *chipper) chips() []chip {
	out := c.aspects(&c.at.state, "")
	if c.at.state.Not != nil {
		out = append(out, c.aspects(c.at.state.Not, "not.")...)
	}
	if c.at.state.Text != "" && len(out) > 0 {
		out = append([]chip{{"“" + c.at.state.Text + "”", c.at.drop("q")}}, out...)
	}
	for i := range out {
		out[i].Label = capital(out[i].Label)
	}
	return out
}

// capital begins a text with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

func (c *chipper) aspects(s *index.Constraints, prefix string) []chip {
	var out []chip
	add := func(label, remove string) {
		if prefix != "" {
			label = "not " + label
		}
		out = append(out, chip{label, remove})
	}
	for _, path := range s.Category {
		if prefix != "" || path != c.at.fixed {
			add(c.label(path), c.at.toggle(prefix+"category", path))
		}
	}
	for _, b := range s.Brand {
		add(c.brand(b), c.at.toggle(prefix+"brand", b))
	}
	for _, key := range slices.Sorted(maps.Keys(s.Values)) {
		for _, v := range s.Values[key] {
			add(valueLabel(key, v), c.at.toggle(prefix+key, v))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.Numbers)) {
		k := prefix + key
		add(c.boundsLabel(key, s.Numbers[key]), c.at.drop(param(k), k+"_gte", k+"_lte"))
	}
	if label := c.priceLabel(s); label != "" {
		add(label, c.at.drop(prefix+"price_gt", prefix+"price_gte", prefix+"price_lt", prefix+"price_lte"))
	}
	if s.Rating != nil {
		add("rated "+c.number(*s.Rating)+" or better", c.at.drop(prefix+"rating_gte"))
	}
	if s.InStock != nil && *s.InStock {
		add("in stock", c.at.drop(prefix+"in_stock"))
	}
	return out
}

func (c *chipper) label(path string) string {
	if l := c.names[path]; l != "" {
		return l
	}
	return data.CategoryLabel(path)
}

// valueLabel is a value of an option or attribute: sizes need their name, the others speak
// for themselves.
func valueLabel(key, value string) string {
	if key == "size" {
		return "size " + strings.ToUpper(value)
	}
	return value
}

func (c *chipper) priceLabel(s *index.Constraints) string {
	var parts []string
	for _, b := range []struct {
		word  string
		value *float64
	}{{"over", s.PriceGT}, {"from", s.PriceGTE}, {"under", s.PriceLT}, {"up to", s.PriceLTE}} {
		if b.value != nil {
			parts = append(parts, b.word+" "+c.engine.Money(c.ctx, data.MoneyOf(*b.value, c.shop.Currency)).Display)
		}
	}
	return strings.Join(parts, ", ")
}

func (c *chipper) boundsLabel(key string, b index.Bounds) string {
	label, unit := attributeLabel(key)
	label = strings.ToLower(label)
	switch {
	case b.Min != nil && b.Max != nil && *b.Min == *b.Max:
		return label + " " + c.number(*b.Min) + unit
	case b.Min != nil && b.Max != nil:
		return label + " " + c.number(*b.Min) + " to " + c.number(*b.Max) + unit
	case b.Min != nil:
		return label + " at least " + c.number(*b.Min) + unit
	case b.Max != nil:
		return label + " at most " + c.number(*b.Max) + unit
	}
	return label
}

func (c *chipper) number(n float64) string { return c.locale.Number(n) }

// brand writes a folded brand as the catalog spells it.
func (c *chipper) brand(folded string) string {
	if spelt, ok := c.index.Spelling("brand", folded); ok {
		return spelt
	}
	return capitals(folded)
}

// capitals writes a folded brand that is not in the catalog with capitals.
func capitals(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = capital(w)
	}
	return strings.Join(words, " ")
}

// unitSigns are units as they stand behind a figure, where that differs from their suffix.
var unitSigns = map[string]string{
	"in": "″", "w": " W", "kw": " kW", "v": " V", "a": " A", "mah": " mAh", "wh": " Wh", "gb": " GB", "tb": " TB",
	"mb": " MB", "hz": " Hz", "khz": " kHz", "mhz": " MHz", "ghz": " GHz", "mp": " MP", "percent": " %", "pct": " %",
	"c": " °C", "db": " dB", "l": " l", "kcal": " kcal", "ohm": " Ω",
}

// attributeLabel is the name of an attribute for people, and the unit its figures are in:
// battery_h is "Battery" and " h".
func attributeLabel(key string) (label, unit string) {
	name, suffix := key, ""
	if i := strings.LastIndexByte(key, '_'); i > 0 {
		_, known := lexicon.English().UnitOfKey(key)
		sign, signed := unitSigns[key[i+1:]]
		switch {
		case signed:
			name, suffix = key[:i], sign
		case known:
			name, suffix = key[:i], " "+key[i+1:]
		}
	}
	return data.CategoryLabel(strings.ReplaceAll(name, "_", "-")), suffix
}
