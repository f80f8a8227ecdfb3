package feed

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// googleHeader lists the attributes that are written, the extras last.
var googleHeader = [...]string{"id", "title", "description", "link", "image_link", "additional_image_link", "availability", "price",
	"sale_price", "brand", "gtin", "mpn", "condition", "product_type", "item_group_id", "color", "size", "material", "pattern", "gender",
	"age_group", "product_detail", "shipping_weight", "quantity", "tax_category", googleExtras}

// google writes a Google Merchant feed as a table.
func (x *export) google(w rowWriter) error {
	if err := w.row(googleHeader[:]); err != nil {
		return err
	}
	s := newSketch(googleHeader[:])
	return x.each(func(p *data.Product) error { return x.googleProduct(w, s, p) })
}

func (x *export) googleProduct(w rowWriter, s *sketch, p *data.Product) error {
	group := len(p.Variants) > 1 || slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return len(v.Options) > 0 })
	ownImages := slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return v.Image != "" })
	first := productExtras(p)
	first.Handle, first.LowStock, first.Tags, first.Untaxed, first.Inactive = p.Handle, p.LowStock, p.Tags, !p.Taxable, !p.Active
	if ownImages {
		first.Images = &p.Images
	}
	chain, exact := x.chain(p.Category)
	if !exact || strings.Contains(chain, ",") {
		first.Category = p.Category
	}
	columns, details := googleAttributes(p, group, &first)
	for i := range p.Variants {
		v := &p.Variants[i]
		ex := extras{}
		if i == 0 {
			ex = first
		}
		for column, value := range columns {
			s.text(column, value)
		}
		s.set("product_detail", details)
		s.text("product_type", strings.ReplaceAll(chain, ",", `\,`))
		if group {
			s.text("item_group_id", p.Handle)
		}
		x.googleShared(s, p, v)
		x.googleVariant(s, p, v)
		ex.Variant = googleVariantExtras(v, ownImages)
		s.set(googleExtras, ex.cell())
		if err := s.done(w); err != nil {
			return err
		}
	}
	return nil
}

// googleAttributes parts attributes: those Google has a column for, product details for
// others, extras for what neither can hold.
func googleAttributes(p *data.Product, group bool, ex *extras) (columns map[string]string, details string) {
	columns = map[string]string{}
	var out []string
	for _, k := range p.Attributes.Keys() {
		v := p.Attributes[k]
		option := slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return v.Option(k) != "" })
		if !v.Numeric && !option && !(group && (k == "color" || k == "size")) && googleColumn(k, v) {
			columns[k] = strings.Join(v.Texts, "/")
			continue
		}
		cell, ok := attributeCell(v, ';')
		if !ok || data.OptionKey(k) != k || strings.ContainsAny(k+cell, ":\\") || startsFormula(cell) {
			ex.keep(k, v)
			continue
		}
		out = append(out, "Details:"+k+":"+cell)
	}
	return columns, join(out, ',')
}

// googleColumn tells whether an attribute's own column gives its texts back.
func googleColumn(key string, v data.Value) bool {
	switch key {
	case "color", "size", "material", "pattern", "gender", "age_group", "condition", "mpn":
	default:
		return false
	}
	text := strings.Join(v.Texts, "/")
	return text != "" && slices.Equal(list(text, '/'), v.Texts) && !(key == "condition" && strings.EqualFold(text, "new")) && !strings.Contains(text, `\`)
}

// googleShared fills what all variants of a product say alike.
func (x *export) googleShared(s *sketch, p *data.Product, v *data.Variant) {
	s.text("title", p.Title)
	s.text("description", described(p.Description, p.HTML))
	s.text("link", x.link+p.Handle)
	s.text("brand", p.Brand)
	s.text("tax_category", p.TaxClass)
	image := v.Image
	if len(p.Images) > 0 {
		if image == "" {
			image = p.Images[0]
		}
		s.text("additional_image_link", join(p.Images[1:], ','))
	}
	s.text("image_link", image)
	if s.cells[s.at["condition"]] == "" {
		s.set("condition", "new")
	}
}

func (x *export) googleVariant(s *sketch, p *data.Product, v *data.Variant) {
	s.text("id", v.SKU)
	s.text("gtin", v.Barcode)
	for _, column := range []string{"color", "size", "material", "pattern", "gender", "age_group"} {
		if value := v.Option(column); value != "" {
			s.text(column, value)
		}
	}
	availability := "in_stock"
	if v.Tracked {
		s.set("quantity", strconv.Itoa(v.Stock))
		if v.Stock <= 0 {
			availability = map[bool]string{true: "backorder", false: "out_of_stock"}[v.Backorder]
		}
	}
	s.set("availability", availability)
	price := v.Price.DecimalString(x.shop.Currency) + " " + x.shop.Currency
	if c := compareAt(p, v); c != 0 {
		s.set("sale_price", price)
		price = c.DecimalString(x.shop.Currency) + " " + x.shop.Currency
	}
	s.set("price", price)
	if v.Grams != 0 {
		s.set("shipping_weight", strconv.Itoa(v.Grams)+" g")
	}
}

// googleVariantExtras holds what the columns of a row cannot say of its variant.
func googleVariantExtras(v *data.Variant, ownImages bool) *variantExtras {
	ex := variantExtras{Options: v.Options, Image: v.Image, NoImage: ownImages && v.Image == "", Backorder: v.Backorder && (!v.Tracked || v.Stock > 0)}
	if len(ex.Options) == 0 && ex.Image == "" && !ex.NoImage && !ex.Backorder {
		return nil
	}
	return &ex
}

// googleXML writes the feed as RSS 2.0.
func (x *export) googleXML() error {
	_, _ = x.w.WriteString(xml.Header + `<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:c="http://base.google.com/cns/1.0">` +
		"\n<channel>\n<title>")
	if err := xml.EscapeText(x.w, []byte(x.shop.Name)); err != nil {
		return err
	}
	_, _ = x.w.WriteString("</title>\n")
	s := newSketch(googleHeader[:])
	w := &itemWriter{x: x}
	if err := x.each(func(p *data.Product) error { return x.googleProduct(w, s, p) }); err != nil {
		return err
	}
	_, err := x.w.WriteString("</channel>\n</rss>\n")
	return err
}

// itemWriter writes each row as an item.
type itemWriter struct{ x *export }

func (i *itemWriter) row(cells []string) error {
	_, _ = i.x.w.WriteString("<item>\n")
	for n, cell := range cells {
		column := googleHeader[n]
		values := []string{cell}
		if (google{}).repeats(column) && column != "product_type" {
			values = list(cell, ',')
		} else if column == "product_type" {
			values = []string{strings.ReplaceAll(cell, `\,`, ",")}
		}
		for _, v := range values {
			if err := i.element(column, v); err != nil {
				return err
			}
		}
	}
	_, err := i.x.w.WriteString("</item>\n")
	return err
}

// element writes one attribute; product details have parts of their own.
func (i *itemWriter) element(column, value string) error {
	if value == "" {
		return nil
	}
	name, open := "g:"+column, "g:"+column
	if column == googleExtras {
		name, open = column, column+` type="string"`
	}
	w := i.x.w
	_, _ = w.WriteString("<" + open + ">")
	if parts := strings.SplitN(value, ":", 3); column == "product_detail" && len(parts) == 3 {
		for p, part := range []string{"section_name", "attribute_name", "attribute_value"} {
			_, _ = w.WriteString("<g:" + part + ">")
			_ = xml.EscapeText(w, []byte(parts[p]))
			_, _ = w.WriteString("</g:" + part + ">")
		}
	} else {
		_ = xml.EscapeText(w, []byte(value))
	}
	_, err := w.WriteString("</" + name + ">\n") // a bufio.Writer keeps its first error
	return err
}
