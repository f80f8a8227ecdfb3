package feed

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// extras is what Shoptalk knows of a product or variant and a vendor's columns cannot say.
// It travels as JSON in one cell of a row: that of the product on its first row, that of a
// variant on each.
type extras struct {
	Handle     string          `json:"handle,omitempty"`
	Category   string          `json:"category,omitempty"`
	Tags       []string        `json:"tags,omitempty"`
	CompareAt  *data.Money     `json:"compare_at,omitempty"` // minor units; given when some variant has its own
	Untaxed    bool            `json:"untaxed,omitempty"`
	NoReturn   bool            `json:"no_return,omitempty"`
	LowStock   int             `json:"low_stock,omitempty"`
	Rating     float64         `json:"rating,omitempty"`
	Reviews    int             `json:"reviews,omitempty"`
	Images     *[]string       `json:"images,omitempty"` // given when the columns would tell others
	Attributes data.Attributes `json:"attributes,omitempty"`
	Inactive   bool            `json:"inactive,omitempty"`

	Variant *variantExtras `json:"variant,omitempty"`
}

// variantExtras is the part of extras that is about the row's variant.
type variantExtras struct {
	Options   []data.Option `json:"options,omitempty"`
	Image     string        `json:"image,omitempty"`
	NoImage   bool          `json:"no_image,omitempty"`
	Backorder bool          `json:"backorder,omitempty"`
}

// parseExtras reads the cell; an empty one says nothing.
func parseExtras(cell string) (extras, error) {
	var x extras
	if cell == "" {
		return x, nil
	}
	err := json.Unmarshal([]byte(cell), &x)
	return x, err
}

// cell writes extras; empty when there are none.
func (x extras) cell() string {
	b, err := json.Marshal(x)
	if err != nil || string(b) == "{}" {
		return ""
	}
	return string(b)
}

// productExtras holds what every vendor's format lacks.
func productExtras(p *data.Product) extras {
	x := extras{NoReturn: !p.Returnable, Rating: p.Rating, Reviews: p.Reviews}
	if slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return v.CompareAt != 0 }) {
		x.CompareAt = &p.CompareAt
	}
	if slices.ContainsFunc(p.Tags, func(t string) bool { return strings.ContainsAny(t, ",\\") }) {
		x.Tags = p.Tags
	}
	if slices.ContainsFunc(p.Images, func(t string) bool { return strings.ContainsAny(t, ",\\") }) {
		x.Images = &p.Images
	}
	return x
}

// keep adds an attribute that the vendor's columns cannot hold.
func (x *extras) keep(key string, v data.Value) {
	if x.Attributes == nil {
		x.Attributes = data.Attributes{}
	}
	x.Attributes[key] = v
}

// apply puts what extras say of the product over what the columns said.
func (x extras) apply(d *draft) {
	p := &d.product
	p.Returnable, p.Rating, p.Reviews = !x.NoReturn, x.Rating, x.Reviews
	d.fields |= data.FieldReturnable | data.FieldRating
	if x.Category != "" {
		p.Category, d.labels = x.Category, matching(d.labels, x.Category)
	}
	if len(x.Tags) > 0 {
		p.Tags = x.Tags
	}
	if x.Images != nil {
		p.Images = distinct(*x.Images)
	}
	for k, v := range x.Attributes {
		if p.Attributes == nil {
			p.Attributes = data.Attributes{}
		}
		p.Attributes[k] = v
	}
}

// applyCompareAt gives the product the price before reduction that its rows cannot tell
// from the variants' own.
func (x extras) applyCompareAt(d *draft) {
	if x.CompareAt == nil {
		return
	}
	for i := range d.product.Variants {
		v := &d.product.Variants[i]
		if v.CompareAt == 0 {
			v.CompareAt = d.product.CompareAt
		}
		if v.CompareAt == *x.CompareAt {
			v.CompareAt = 0
		}
	}
	d.product.CompareAt = *x.CompareAt
}

// matching gives labels to a path whose parts the labels' own slugs do not spell.
func matching(labels []data.Category, path string) []data.Category {
	parts := strings.Split(path, "/")
	if len(labels) != len(parts) {
		return nil
	}
	out := make([]data.Category, len(parts))
	for i := range parts {
		out[i] = data.Category{Path: strings.Join(parts[:i+1], "/"), Label: labels[i].Label}
	}
	return out
}

// attribute reads a cell that holds an attribute: a number, a list in JSON, or texts parted
// by semicolons. ok is false for an empty cell.
func attribute(cell string, sep byte) (v data.Value, ok bool) {
	if cell == "" {
		return v, false
	}
	if strings.HasPrefix(cell, "[") {
		var texts []string
		if json.Unmarshal([]byte(cell), &texts) == nil {
			return data.Value{Texts: distinct(texts)}, true
		}
	}
	if f, plain := plainNumber(cell); plain {
		return data.Number(f), true
	}
	return data.Value{Texts: list(cell, sep)}, true
}

// plainNumber reads a number written the one way we write numbers, so that codes such as
// "007" and "1e5" stay texts.
func plainNumber(s string) (float64, bool) {
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && strconv.FormatFloat(f, 'f', -1, 64) == s
}

// attributeCell is the opposite of attribute; ok is false when the cell would read as
// something else.
func attributeCell(v data.Value, sep byte) (cell string, ok bool) {
	switch {
	case v.Numeric:
		cell = v.String()
	case sep == ';' && slices.ContainsFunc(v.Texts, func(t string) bool { _, isNumber := plainNumber(t); return isNumber || strings.Contains(t, ";") }):
		b, err := json.Marshal(v)
		if err != nil {
			return "", false
		}
		cell = string(b)
	default:
		cell = guard(join(v.Texts, sep))
	}
	back, ok := attribute(unguard(clean(cell)), sep)
	return cell, ok && back.Numeric == v.Numeric && back.Number == v.Number && slices.Equal(back.Texts, v.Texts) &&
		!strings.Contains(cell, `\\`)
}
