package feed

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// shopifyHeader lists the columns of Shopify's classic product CSV that are written.
var shopifyHeader = [...]string{"Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published",
	"Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value",
	"Variant SKU", "Variant Grams", "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy",
	"Variant Fulfillment Service", "Variant Price", "Variant Compare At Price", "Variant Requires Shipping", "Variant Taxable",
	"Variant Barcode", "Image Src", "Image Position", "Variant Image", "Variant Weight Unit", "Variant Tax Code", "Status",
	shopifyExtras}

// maxAttributeColumns bounds the attributes that get a column each; rarer ones share the
// column of the extras.
const maxAttributeColumns = 200

// shopify writes Shopify's product CSV.
func (x *export) shopify(w rowWriter) error {
	keys, err := x.commonAttributes()
	if err != nil {
		return err
	}
	columns := slices.Clone(shopifyHeader[:])
	for _, k := range keys {
		columns = append(columns, metafieldName(k))
	}
	if err := w.row(columns); err != nil {
		return err
	}
	s := newSketch(columns)
	return x.each(func(p *data.Product) error { return x.shopifyProduct(w, s, p, keys) })
}

func metafieldName(key string) string { return key + " (product.metafields.custom." + key + ")" }

// commonAttributes lists the keys most products have, in order of the alphabet.
func (x *export) commonAttributes() ([]string, error) {
	count := map[string]int{}
	err := x.each(func(p *data.Product) error {
		for k := range p.Attributes {
			if (shopify{}).canon(metafieldName(k)) == "attribute:"+k && !startsFormula(k) {
				count[k]++
			}
		}
		return nil
	})
	keys := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	keys = keys[:min(len(keys), maxAttributeColumns)]
	slices.Sort(keys)
	return keys, err
}

// shopifyProduct writes a row per variant, and one per image where there are more images.
func (x *export) shopifyProduct(w rowWriter, s *sketch, p *data.Product, keys []string) error {
	names := optionColumns(p)
	ex := productExtras(p)
	ex.LowStock, ex.Images = p.LowStock, nil
	x.shopifyFirst(s, p, names, keys, &ex)
	for i := range max(len(p.Variants), len(p.Images)) {
		s.text("Handle", p.Handle)
		if i > 0 {
			ex = extras{}
		}
		if i < len(p.Variants) {
			x.shopifyVariant(s, p, &p.Variants[i], names, &ex)
		}
		if i < len(p.Images) {
			s.text("Image Src", p.Images[i])
			s.set("Image Position", strconv.Itoa(i+1))
		}
		s.set(shopifyExtras, ex.cell())
		if err := s.done(w); err != nil {
			return err
		}
	}
	return nil
}

// shopifyFirst fills what stands on a product's first row only.
func (x *export) shopifyFirst(s *sketch, p *data.Product, names, keys []string, ex *extras) {
	s.text("Title", p.Title)
	s.text("Body (HTML)", described(p.Description, p.HTML))
	s.text("Vendor", p.Brand)
	s.text("Tags", strings.Join(p.Tags, ", "))
	s.set("Published", strings.ToUpper(strconv.FormatBool(p.Active)))
	s.set("Status", map[bool]string{true: "active", false: "draft"}[p.Active])
	chain, exact := x.chain(p.Category)
	s.text("Type", chain)
	if !exact {
		ex.Category = p.Category
	}
	for i, name := range names {
		s.text("Option"+strconv.Itoa(i+1)+" Name", name)
	}
	if len(names) == 0 {
		s.set("Option1 Name", "Title")
	}
	for k, v := range p.Attributes {
		_, common := slices.BinarySearch(keys, k)
		if cell, ok := attributeCell(v, ';'); ok && common {
			s.set(metafieldName(k), cell)
		} else {
			ex.keep(k, v)
		}
	}
}

// optionColumns are the names of the options, at most three, in the order variants use them.
func optionColumns(p *data.Product) []string {
	var names []string
	for _, v := range p.Variants {
		for _, o := range v.Options {
			if !slices.Contains(names, o.Name) && len(names) < 3 {
				names = append(names, o.Name)
			}
		}
	}
	return names
}

func (x *export) shopifyVariant(s *sketch, p *data.Product, v *data.Variant, names []string, ex *extras) {
	if len(names) == 0 {
		s.set("Option1 Value", "Default Title")
	}
	var told []data.Option
	for i, name := range names {
		for _, o := range v.Options {
			if o.Name == name {
				s.text("Option"+strconv.Itoa(i+1)+" Value", o.Value)
				told = append(told, o)
			}
		}
	}
	if !slices.Equal(told, v.Options) {
		ex.Variant = &variantExtras{Options: v.Options}
	}
	s.text("Variant SKU", givenSKU(v))
	if v.Grams != 0 {
		s.set("Variant Grams", strconv.Itoa(v.Grams))
	}
	if v.Tracked {
		s.set("Variant Inventory Tracker", "shopify")
		s.set("Variant Inventory Qty", strconv.Itoa(v.Stock))
	}
	s.set("Variant Inventory Policy", map[bool]string{true: "continue", false: "deny"}[v.Backorder])
	s.set("Variant Fulfillment Service", "manual")
	s.set("Variant Price", v.Price.DecimalString(x.shop.Currency))
	if c := compareAt(p, v); c != 0 {
		s.set("Variant Compare At Price", c.DecimalString(x.shop.Currency))
	}
	s.set("Variant Requires Shipping", "TRUE")
	s.set("Variant Taxable", strings.ToUpper(strconv.FormatBool(p.Taxable)))
	s.text("Variant Tax Code", p.TaxClass)
	s.text("Variant Barcode", v.Barcode)
	s.text("Variant Image", v.Image)
	s.set("Variant Weight Unit", "g")
}
