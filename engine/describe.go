package engine

import (
	"maps"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/index"
)

// describe says constraints in words: `hiking boots, waterproof, not leather, size 10, under $140.00`.
func (t *turn) describe(c *index.Constraints) string {
	parts := t.aspects(c)
	if c.Not != nil {
		for _, a := range t.aspects(c.Not) {
			parts = append(parts, "not "+strings.TrimPrefix(a, "in "))
		}
	}
	switch c.Sort {
	case index.PriceAsc:
		parts = append(parts, "cheapest first")
	case index.PriceDesc:
		parts = append(parts, "most expensive first")
	case index.RatingTop:
		parts = append(parts, "best rated first")
	case index.Newest:
		parts = append(parts, "newest first")
	case index.Popular:
		parts = append(parts, "most popular first")
	}
	if len(parts) == 0 {
		return "everything"
	}
	return strings.Join(parts, ", ")
}

func (t *turn) aspects(c *index.Constraints) []string {
	var out []string
	if kind := t.kindWords(c); kind != "" {
		out = append(out, kind)
	}
	if len(c.Brand) > 0 {
		brands := make([]string, len(c.Brand))
		for i, b := range c.Brand {
			brands[i] = title(b)
		}
		out = append(out, "by "+t.anyOf(brands))
	}
	for _, key := range slices.Sorted(maps.Keys(c.Values)) {
		out = append(out, t.valueWords(key, c.Values[key]))
	}
	for _, key := range slices.Sorted(maps.Keys(c.Numbers)) {
		out = append(out, t.numberWords(key, c.Numbers[key]))
	}
	out = append(out, t.priceWords(c)...)
	if c.Rating != nil {
		out = append(out, "rated "+t.view.loc.Number(*c.Rating)+" or better")
	}
	if c.InStock != nil && *c.InStock {
		out = append(out, "in stock")
	}
	return out
}

// kindWords says words and category together: `"boots" in shoes`.
func (t *turn) kindWords(c *index.Constraints) string {
	labels := make([]string, len(c.Category))
	for i, path := range c.Category {
		labels[i] = t.categoryWords(path)
	}
	kind := t.anyOf(labels)
	switch {
	case c.Text == "":
		return kind
	case kind == "":
		return `"` + c.Text + `"`
	}
	return `"` + c.Text + `" in ` + kind
}

// categoryWords names a category as a noun phrase: by its label, with its parent's after it
// where the label only says what for: "running shoes", "sleeping bags".
func (t *turn) categoryWords(path string) string {
	label := strings.ToLower(t.label(path))
	parent := data.Parent(path)
	if parent == "" || !strings.HasSuffix(label, "ing") || strings.ContainsRune(label, ' ') {
		return label
	}
	if up := strings.ToLower(t.label(parent)); countable(up) {
		return label + " " + up
	}
	return label
}

// countable tells whether a category label is a plain plural that can stand after another word.
func countable(label string) bool {
	return strings.HasSuffix(label, "s") && !strings.ContainsAny(label, " &")
}

// categories is the category tree as it stands in this turn, in path order.
func (t *turn) categories() []data.Category {
	if t.tree == nil {
		t.tree = t.e.index.Categories()
	}
	return t.tree
}

func (t *turn) label(path string) string {
	list := t.categories()
	if i, ok := slices.BinarySearchFunc(list, path, func(c data.Category, p string) int { return strings.Compare(c.Path, p) }); ok {
		return list[i].Label
	}
	return data.CategoryLabel(path)
}

func (t *turn) anyOf(list []string) string { return t.view.loc.List(list, "or") }

func (t *turn) valueWords(key string, values []string) string {
	switch key {
	case "size":
		return "size " + t.anyOf(sizes(values))
	case "color":
		return "in " + t.anyOf(values)
	}
	if t.e.multi(key) {
		return t.view.loc.List(values, "and")
	}
	return t.anyOf(values)
}

func (t *turn) numberWords(key string, b index.Bounds) string {
	f := fieldOf(key)
	switch {
	case key == "age_min" && b.Max != nil:
		return "for age " + t.view.loc.Number(*b.Max)
	case b.Min != nil && b.Max != nil && *b.Min == *b.Max:
		return f.value(t.view.loc, *b.Min) + " " + f.noun()
	case b.Min != nil && b.Max != nil:
		return f.noun() + " " + f.value(t.view.loc, *b.Min) + " to " + f.value(t.view.loc, *b.Max)
	case b.Min != nil:
		return f.noun() + " at least " + f.value(t.view.loc, *b.Min)
	}
	return f.noun() + " at most " + f.value(t.view.loc, *b.Max)
}

// priceWords says price bounds. They are the shopper's own figures, not prices of the shop.
func (t *turn) priceWords(c *index.Constraints) []string {
	show := func(v *float64) string {
		return t.view.loc.Money(data.MoneyOf(*v, t.view.shop.Currency))
	}
	var out []string
	low, high := c.PriceGTE, c.PriceLTE
	if low != nil && high != nil && c.PriceGT == nil && c.PriceLT == nil {
		return []string{"from " + show(low) + " to " + show(high)}
	}
	for _, b := range []struct {
		word  string
		value *float64
	}{{"over", c.PriceGT}, {"from", c.PriceGTE}, {"under", c.PriceLT}, {"up to", c.PriceLTE}} {
		if b.value != nil {
			out = append(out, b.word+" "+show(b.value))
		}
	}
	return out
}

// sizes writes letter sizes with capitals (xl gives XL) and leaves others as they are: 5 kg.
func sizes(values []string) []string {
	out := slices.Clone(values)
	for i, v := range out {
		if strings.Trim(v, "0123456789xsml") == "" {
			out[i] = strings.ToUpper(v)
		}
	}
	return out
}

// title writes a lower-case brand with capitals.
func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		r := []rune(w)
		words[i] = strings.ToUpper(string(r[0])) + string(r[1:])
	}
	return strings.Join(words, " ")
}
