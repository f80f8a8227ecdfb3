package sqlite

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shoptalk/data"
)

// The bounds of a product.
const (
	maxHandle   = 255     // runes
	maxTitle    = 1000    // runes
	maxSKU      = 255     // runes
	maxVariants = 500     // of one product
	maxText     = 1 << 20 // bytes of a description
	maxPrice    = 1e15    // minor units
)

// normal makes what is put comparable with what is kept: texts trimmed, a category in lower
// case without outer slashes, at least one variant, every variant with a SKU and without an
// id. The put itself stays as it is.
func normal(put *data.ProductPut) incoming {
	p := put.Product
	p.ID, p.Created, p.Updated = 0, 0, 0
	p.Title, p.Brand = strings.TrimSpace(p.Title), strings.TrimSpace(p.Brand)
	p.Category = strings.Trim(strings.ToLower(strings.TrimSpace(p.Category)), "/")
	in := incoming{product: &p, fields: put.Fields}
	if in.fields == 0 {
		in.fields = data.AllFields
	}
	p.Variants = slices.Clone(p.Variants)
	if in.fields&data.FieldVariants != 0 {
		addDefault(&p)
	}
	if in.err = checkHandle(p.Handle); in.err == nil && len(p.Variants) > maxVariants {
		in.err = invalid("variants", "are %d; at most %d are possible", len(p.Variants), maxVariants)
	}
	if in.err != nil {
		return in
	}
	taken := make(map[string]bool, len(p.Variants))
	for i := range p.Variants {
		normalVariant(&p, &p.Variants[i], taken)
	}
	in.hash = hashOf(&p)
	return in
}

// addDefault gives a product without variants the one without options.
func addDefault(p *data.Product) {
	if len(p.Variants) == 0 {
		p.Variants = []data.Variant{{SKU: data.MakeSKU(p.Handle, nil), MadeSKU: true}}
	}
}

// normalVariant gives a variant without SKU one that no other variant of the product has.
func normalVariant(p *data.Product, v *data.Variant, taken map[string]bool) {
	v.ID = 0
	v.SKU = strings.TrimSpace(v.SKU)
	if v.SKU == "" {
		made := data.MakeSKU(p.Handle, v.Options)
		v.SKU, v.MadeSKU = made, true
		for n := 2; taken[strings.ToLower(v.SKU)]; n++ {
			v.SKU = fmt.Sprintf("%s-%d", made, n)
		}
	}
	taken[strings.ToLower(v.SKU)] = true
	if !v.Tracked {
		v.Stock = 0
	}
}

// invalid is an *data.Invalid as an error.
func invalid(field, reason string, args ...any) error {
	return &data.Invalid{Field: field, Reason: fmt.Sprintf(reason, args...)}
}

// checkHandle accepts lower-case letters and digits of any script, dashes, dots, underscores.
func checkHandle(handle string) error {
	switch {
	case handle == "":
		return invalid("handle", "is missing")
	case utf8.RuneCountInString(handle) > maxHandle:
		return invalid("handle", "is longer than %d characters", maxHandle)
	}
	for _, r := range handle {
		ok := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-._~", r)
		if !ok || unicode.IsUpper(r) || r == utf8.RuneError {
			return invalid("handle", "%q may hold lower-case letters, digits and dashes only", handle)
		}
	}
	return nil
}

// validate checks a whole product; the error is an *data.Invalid.
func validate(p *data.Product) error {
	switch {
	case p.Title == "":
		return invalid("title", "is missing")
	case utf8.RuneCountInString(p.Title) > maxTitle:
		return invalid("title", "is longer than %d characters", maxTitle)
	case len(p.Description) > maxText || len(p.HTML) > maxText:
		return invalid("description", "is longer than %d bytes", maxText)
	case p.CompareAt < 0:
		return invalid("compare_at", "is negative")
	case p.LowStock < 0:
		return invalid("low_stock", "is negative")
	case math.IsNaN(p.Rating) || math.IsInf(p.Rating, 0) || p.Rating < 0:
		return invalid("rating", "must be a number from 0")
	case p.Reviews < 0:
		return invalid("reviews", "is negative")
	case len(p.Variants) == 0:
		return invalid("variants", "are missing")
	case len(p.Variants) > maxVariants:
		return invalid("variants", "are %d; at most %d are possible", len(p.Variants), maxVariants)
	}
	if err := validateTexts(p); err != nil {
		return err
	}
	seen := make(map[string]bool, len(p.Variants))
	for i := range p.Variants {
		if err := validateVariant(&p.Variants[i], fmt.Sprintf("variants[%d]", i), seen); err != nil {
			return err
		}
	}
	return nil
}

// validateTexts refuses what is no text and attributes that cannot be kept.
func validateTexts(p *data.Product) error {
	if slices.Contains(strings.Split(p.Category, "/"), "") && p.Category != "" {
		return invalid("category", "%q has an empty part", p.Category)
	}
	texts := map[string][]string{"title": {p.Title}, "description": {p.Description, p.HTML}, "brand": {p.Brand},
		"category": {p.Category}, "tax_class": {p.TaxClass}, "tags": p.Tags, "images": p.Images}
	for field, list := range texts {
		if !readable(list...) {
			return invalid(field, "holds bytes that are no text; save the file as UTF-8")
		}
	}
	for key, v := range p.Attributes {
		switch {
		case key == "":
			return invalid("attributes", "one has no name")
		case v.Numeric && (math.IsNaN(v.Number) || math.IsInf(v.Number, 0)):
			return invalid("attributes."+key, "is not a number")
		case !readable(key) || !readable(v.Texts...):
			return invalid("attributes", "hold bytes that are no text; save the file as UTF-8")
		}
	}
	return nil
}

// readable tells whether all texts are valid UTF-8 without NUL.
func readable(texts ...string) bool {
	for _, t := range texts {
		if !utf8.ValidString(t) || strings.IndexByte(t, 0) >= 0 {
			return false
		}
	}
	return true
}

func validateVariant(v *data.Variant, field string, seen map[string]bool) error {
	key := strings.ToLower(v.SKU)
	switch {
	case seen[key]:
		return invalid(field+".sku", "%q stands twice", v.SKU)
	case utf8.RuneCountInString(v.SKU) > maxSKU:
		return invalid(field+".sku", "is longer than %d characters", maxSKU)
	case !readable(v.SKU, v.Barcode, v.Image) || strings.ContainsFunc(v.SKU, unicode.IsControl):
		return invalid(field+".sku", "holds characters that are no text")
	case v.Price < 0:
		return invalid(field+".price", "is negative")
	case v.Price > maxPrice || v.CompareAt > maxPrice:
		return invalid(field+".price", "is too large")
	case v.CompareAt < 0:
		return invalid(field+".compare_at", "is negative")
	case v.Grams < 0:
		return invalid(field+".grams", "is negative")
	}
	seen[key] = true
	for i, o := range v.Options {
		k := data.OptionKey(o.Name)
		if k == "" || !readable(o.Name, o.Value) {
			return invalid(field+".options", "one has no name")
		}
		if slices.ContainsFunc(v.Options[:i], func(before data.Option) bool { return data.OptionKey(before.Name) == k }) {
			return invalid(field+".options", "%q stands twice", o.Name)
		}
	}
	return nil
}
