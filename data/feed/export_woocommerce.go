package feed

import (
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// wooHeader lists the columns of WooCommerce's product CSV that are written, before the
// attributes.
var wooHeader = [...]string{"ID", "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Is featured?", "Visibility in catalog",
	"Description", "Tax status", "Tax class", "In stock?", "Stock", "Low stock amount", "Backorders allowed?", "Weight (kg)",
	"Sale price", "Regular price", "Categories", "Tags", "Images", "Parent", "Position", "Brands", wooExtras}

// wooExtras is the meta column that carries what WooCommerce has no column for.
const wooExtras = "Meta: shoptalk"

// maxWooAttributes bounds the attributes written per product; more go to the extras.
const maxWooAttributes = 60

// woocommerce writes WooCommerce's product CSV.
func (x *export) woocommerce(w rowWriter) error {
	most := 1
	if err := x.each(func(p *data.Product) error {
		most = max(most, min(maxWooAttributes, len(p.Attributes)+len(optionNamesOf(p))))
		return nil
	}); err != nil {
		return err
	}
	columns := slices.Clone(wooHeader[:])
	for n := 1; n <= most; n++ {
		column := "Attribute " + strconv.Itoa(n)
		columns = append(columns, column+" name", column+" value(s)", column+" visible", column+" global")
	}
	if err := w.row(columns); err != nil {
		return err
	}
	s := newSketch(columns)
	return x.each(func(p *data.Product) error { return x.wooProduct(w, s, p) })
}

// optionNamesOf are the names of all options of a product, in the order variants use them.
func optionNamesOf(p *data.Product) []string {
	var names []string
	for _, v := range p.Variants {
		for _, o := range v.Options {
			if !slices.Contains(names, o.Name) {
				names = append(names, o.Name)
			}
		}
	}
	return names
}

// wooProduct writes a simple product as one row, any other as a parent and its variations.
func (x *export) wooProduct(w rowWriter, s *sketch, p *data.Product) error {
	simple := len(p.Variants) == 1 && len(p.Variants[0].Options) == 0
	ex := productExtras(p)
	ex.Handle = p.Handle
	x.wooParent(s, p, &ex)
	if simple {
		s.set("Type", "simple")
		if v := &p.Variants[0]; v.Image != "" {
			ex.Variant = &variantExtras{Image: v.Image}
		}
		x.wooVariant(s, p, &p.Variants[0])
	} else {
		s.set("Type", "variable")
	}
	s.set(wooExtras, ex.cell())
	if err := s.done(w); err != nil || simple {
		return err
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		s.set("Type", "variation")
		s.text("Name", p.Title)
		s.set("Published", "1")
		s.set("Parent", "id:"+strconv.FormatInt(int64(p.ID), 10))
		s.set("Position", strconv.Itoa(i+1))
		s.text("Images", v.Image)
		for n, o := range v.Options {
			s.wooAttribute(n+1, o.Name, guard(strings.ReplaceAll(o.Value, ",", `\,`)))
		}
		x.wooVariant(s, p, v)
		if err := s.done(w); err != nil {
			return err
		}
	}
	return nil
}

// wooParent fills what stands on a product's own row.
func (x *export) wooParent(s *sketch, p *data.Product, ex *extras) {
	s.set("ID", strconv.FormatInt(int64(p.ID), 10))
	s.text("Name", p.Title)
	s.set("Published", map[bool]string{true: "1", false: "-1"}[p.Active])
	s.set("Is featured?", "0")
	s.set("Visibility in catalog", "visible")
	s.text("Description", wooCell(described(p.Description, p.HTML)))
	s.set("Tax status", map[bool]string{true: "taxable", false: "none"}[p.Taxable])
	s.text("Tax class", p.TaxClass)
	if p.LowStock != 0 {
		s.set("Low stock amount", strconv.Itoa(p.LowStock))
	}
	chain, exact := x.chain(p.Category)
	s.text("Categories", strings.ReplaceAll(chain, ",", `\,`))
	if !exact {
		ex.Category = p.Category
	}
	s.text("Tags", strings.Join(p.Tags, ", "))
	s.text("Images", strings.Join(p.Images, ", "))
	s.text("Brands", p.Brand)
	x.wooAttributes(s, p, ex)
}

// wooAttributes writes the options with all their values, then the attributes.
func (x *export) wooAttributes(s *sketch, p *data.Product, ex *extras) {
	n := 0
	chosen := map[string]bool{}
	for _, name := range optionNamesOf(p) {
		var values []string
		for i := range p.Variants {
			values = append(values, p.Variants[i].Option(data.OptionKey(name)))
		}
		n++
		chosen[data.OptionKey(name)] = true
		s.wooAttribute(n, name, guard(join(distinct(values), ',')))
	}
	for _, k := range p.Attributes.Keys() {
		cell, ok := attributeCell(p.Attributes[k], ',')
		if !ok || chosen[k] || data.OptionKey(k) != k || n >= maxWooAttributes {
			ex.keep(k, p.Attributes[k])
			continue
		}
		n++
		s.wooAttribute(n, k, cell)
	}
}

func (s *sketch) wooAttribute(n int, name, cell string) {
	column := "Attribute " + strconv.Itoa(n)
	s.text(column+" name", name)
	s.set(column+" value(s)", cell)
	s.set(column+" visible", "1")
	s.set(column+" global", "0")
}

// wooVariant fills what a variation, or a simple product, costs and weighs.
func (x *export) wooVariant(s *sketch, p *data.Product, v *data.Variant) {
	s.text("SKU", givenSKU(v))
	s.text("GTIN, UPC, EAN, or ISBN", v.Barcode)
	if v.Tracked {
		s.set("Stock", strconv.Itoa(v.Stock))
	}
	s.set("In stock?", map[bool]string{true: "1", false: "0"}[!v.Tracked || v.Stock > 0])
	s.set("Backorders allowed?", map[bool]string{true: "1", false: "0"}[v.Backorder])
	if v.Grams != 0 {
		s.set("Weight (kg)", strconv.FormatFloat(float64(v.Grams)/1000, 'f', -1, 64))
	}
	price := v.Price.DecimalString(x.shop.Currency)
	if c := compareAt(p, v); c != 0 {
		s.set("Sale price", price)
		price = c.DecimalString(x.shop.Currency)
	}
	s.set("Regular price", price)
}
