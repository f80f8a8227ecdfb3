package feed

import (
	"strconv"
	"strings"
	"unicode"

	"shoptalk/data"
)

// reading is what a builder must know beside the rows themselves.
type reading struct {
	currency string
	comma    bool      // numbers are written with decimal commas
	now      data.Time // for sales that begin and end
}

// variantColumns is the set of a variant's fields a file brings.
type variantColumns uint

const (
	bringsOptions variantColumns = 1 << iota
	bringsPrice
	bringsCompareAt
	bringsStock
	bringsBackorder
	bringsBarcode
	bringsImage
	bringsGrams

	bringsAll variantColumns = 1<<iota - 1
)

// draft is a product as a file gives it, before it has met the one in the store.
type draft struct {
	line    int
	product data.Product
	fields  data.Fields // of the product itself; those of variants follow from the rest
	brings  variantColumns
	whole   bool            // the variants named are all there are
	lines   []int           // the line of each variant
	made    bool            // the handle was made by us, so that a SKU says more
	spare   string          // told after the handle when another product has it
	price   *data.Money     // a price for every variant, when no variants are named
	labels  []data.Category // labels of the category and its parents
	refused bool
	bad     bool // a variant was left out
	errs    []RowError
	weight  int // bytes of text, roughly
}

// newDraft starts a product with what is true of one nobody says otherwise about.
func newDraft(line int) draft {
	return draft{line: line, whole: true, product: data.Product{Taxable: true, Returnable: true, Active: true}}
}

// refuse gives up on the product.
func (d *draft) refuse(e RowError) {
	d.refused = true
	d.errs = append(d.errs, e)
}

// note reports a field or variant that is left out while the product stays.
func (d *draft) note(e RowError) {
	d.bad = true
	d.errs = append(d.errs, e)
}

// bring adds product fields when one of the columns is in the file.
func (d *draft) bring(h *header, f data.Fields, columns ...string) {
	if h.has(columns...) {
		d.fields |= f
	}
}

// bringVariant adds variant fields when one of the columns is in the file.
func (d *draft) bringVariant(h *header, v variantColumns, columns ...string) {
	if h.has(columns...) {
		d.brings |= v
	}
}

// addVariant adds a variant that stands on a line, unless it repeats one.
func (d *draft) addVariant(v data.Variant, r row, field string) {
	for i := range d.product.Variants {
		o := &d.product.Variants[i]
		if v.SKU != "" && strings.EqualFold(v.SKU, o.SKU) {
			d.note(r.wrong(field, "the SKU "+strconv.Quote(v.SKU)+" stands on line "+strconv.Itoa(d.lines[i])+" already"))
			return
		}
		if v.SKU == "" && o.SKU == "" && sameOptions(v.Options, o.Options) {
			d.note(r.wrong(field, "the same options stand on line "+strconv.Itoa(d.lines[i])+" already"))
			return
		}
	}
	d.product.Variants = append(d.product.Variants, v)
	d.lines = append(d.lines, r.line)
}

// needVariant refuses a product none of whose rows can be sold.
func (d *draft) needVariant(r row) {
	switch {
	case len(d.product.Variants) > 0:
	case len(d.errs) > 0: // they say why
		d.refused = true
	case d.whole:
		d.refuse(r.wrong("price", "no row of this product says a price"))
	}
}

// sameOptions compares options by folded name and value, in order.
func sameOptions(a, b []data.Option) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if data.OptionKey(a[i].Name) != data.OptionKey(b[i].Name) || !strings.EqualFold(a[i].Value, b[i].Value) {
			return false
		}
	}
	return true
}

// setCategory takes a category as a chain of labels, "Shoes > Running".
func (d *draft) setCategory(chain string) {
	var labels []string
	for _, l := range strings.Split(chain, ">") {
		if l = strings.TrimSpace(strings.ReplaceAll(l, `\,`, ",")); l != "" {
			labels = append(labels, l)
		}
	}
	d.product.Category = data.CategoryPath(labels...)
	for i := range labels {
		if path := data.CategoryPath(labels[:i+1]...); path != "" {
			d.labels = append(d.labels, data.Category{Path: path, Label: labels[i]})
		}
	}
}

// setCompareAt moves what the variants have in common to the product: when each has a price
// before reduction, the first one's is the product's and equal ones need none of their own.
func (d *draft) setCompareAt() {
	vs := d.product.Variants
	for i := range vs {
		if vs[i].CompareAt == 0 {
			return
		}
	}
	if len(vs) == 0 {
		return
	}
	d.product.CompareAt = vs[0].CompareAt
	for i := range vs {
		if vs[i].CompareAt == d.product.CompareAt {
			vs[i].CompareAt = 0
		}
	}
}

// nameVariants gives variants without SKU the stable one made of handle and options, and
// knows one made earlier when it comes back from an export.
func (d *draft) nameVariants() {
	taken := make(map[string]bool, len(d.product.Variants))
	for i := range d.product.Variants {
		v := &d.product.Variants[i]
		base := data.MakeSKU(d.product.Handle, v.Options)
		if v.SKU != "" {
			v.MadeSKU = v.MadeSKU || isMade(v.SKU, base)
			taken[strings.ToLower(v.SKU)] = true
			continue
		}
		v.SKU, v.MadeSKU = base, true
		for n := 2; taken[strings.ToLower(v.SKU)]; n++ {
			v.SKU = base + "-" + strconv.Itoa(n)
		}
		taken[strings.ToLower(v.SKU)] = true
	}
}

// isMade tells whether a SKU is the one made of base, or a numbered sister.
func isMade(sku, base string) bool {
	rest, ok := strings.CutPrefix(sku, base)
	if !ok {
		return false
	}
	n, numbered := strings.CutPrefix(rest, "-")
	return rest == "" || numbered && n != "" && allDigits(n)
}

// handleOf keeps a handle as the vendor writes it when it can stand in an address, and
// makes a slug of it otherwise.
func handleOf(s string) string {
	h := strings.ToLower(strings.TrimSpace(s))
	for _, r := range h {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-' && r != '_' && r != '.' {
			return data.Slug(s)
		}
	}
	if r := []rune(h); len(r) > 200 {
		return data.Slug(string(r[:200]))
	}
	return h
}

// suffixed is the handle a product takes when another one has its own.
func (d *draft) suffixed() string {
	if s := data.Slug(d.spare); s != "" {
		return d.product.Handle + "-" + s
	}
	return d.product.Handle + "-2"
}

// weigh estimates the memory a draft takes.
func (d *draft) weigh() {
	p := &d.product
	d.weight = 400 + len(p.Description) + len(p.HTML) + 200*len(p.Variants) + 100*len(p.Images) + 64*len(p.Attributes)
}
