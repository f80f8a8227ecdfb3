package feed

import (
	"cmp"
	"slices"
	"strings"

	"shoptalk/data"
)

// google reads Google Merchant feeds: one row per variant; rows with the same item_group_id
// are one product, wherever they stand.
type google struct{}

func (google) format() Format { return GoogleCSV }

// googleExtras is the custom attribute that carries what Google has no attribute for.
const googleExtras = "c:shoptalk"

// googleColumns lists the attributes of the product data specification that are read.
var googleColumns = []string{"id", "title", "description", "link", "image_link", "additional_image_link", "availability",
	"price", "sale_price", "sale_price_effective_date", "brand", "gtin", "mpn", "condition", "google_product_category",
	"product_type", "item_group_id", "color", "size", "material", "pattern", "gender", "age_group", "product_detail",
	"product_highlight", "shipping_weight", "tax_category", "quantity", "identifier_exists", "structured_title",
	"structured_description", "custom_label_0", "custom_label_1", "custom_label_2", "custom_label_3", "custom_label_4"}

func (google) canon(name string) string {
	n := strings.ReplaceAll(strings.ToLower(clean(name)), " ", "_")
	n = strings.TrimPrefix(n, "g:")
	if rest, ok := strings.CutPrefix(n, "c:"); ok {
		rest, _, _ = strings.Cut(rest, ":")
		if n, _, _ = strings.Cut("c:"+rest, "("); n == googleExtras {
			return "extras"
		}
		return ""
	}
	switch n {
	case "sell_on_google_quantity", "inventory", "stock":
		return "quantity"
	case "image_url":
		return "image_link"
	}
	if slices.Contains(googleColumns, n) {
		return n
	}
	return ""
}

// repeats tells whether an attribute may be given more than once.
func (google) repeats(column string) bool {
	switch column {
	case "additional_image_link", "product_highlight", "product_detail", "product_type":
		return true
	}
	return false
}

func (google) score(h *header) int {
	if !h.has("id") || !h.has("price", "availability", "link", "image_link", "item_group_id", "quantity") || h.has("handle") {
		return 0
	}
	return len(h.at)
}

func (google) keys(r row) ([]string, string) {
	if g := r.get("item_group_id"); g != "" {
		return []string{"group:" + g}, ""
	}
	if id := r.get("id"); id != "" {
		return []string{"id:" + id}, ""
	}
	return nil, ""
}

func (g google) build(rows []row, c *reading) draft {
	first := rows[0]
	d := newDraft(first.line)
	d.whole = first.head.has("title")
	g.fields(&d, first.head)
	g.product(&d, rows)
	d.made, d.spare = true, cmp.Or(first.get("item_group_id"), first.get("id"))
	choices := g.choices(rows)
	g.attributes(&d, rows, choices)
	for _, r := range rows {
		v := data.Variant{SKU: r.get("id"), Barcode: r.get("gtin"), Options: g.options(r, choices)}
		if img := r.get("image_link"); img != "" && !slices.Contains(d.product.Images, img) {
			v.Image = img
		}
		x, _ := parseExtras(r.get("extras"))
		if err := g.figures(&v, r, x.Variant, d.brings, c); err != nil {
			d.note(*err)
			continue
		}
		d.addVariant(v, r, "id")
	}
	g.finish(&d, first)
	return d
}

func (google) fields(d *draft, h *header) {
	d.bring(h, data.FieldTitle, "title")
	d.bring(h, data.FieldDescription, "description")
	d.bring(h, data.FieldBrand, "brand")
	d.bring(h, data.FieldCategory, "product_type", "google_product_category")
	d.bring(h, data.FieldCompareAt, "sale_price")
	d.bring(h, data.FieldTax, "tax_category", "extras")
	d.bring(h, data.FieldImages, "image_link", "additional_image_link")
	d.bring(h, data.FieldAttributes, "color", "size", "material", "pattern", "gender", "age_group", "condition", "mpn",
		"product_detail", "product_highlight")
	d.bring(h, data.FieldTags|data.FieldActive|data.FieldLowStock, "extras")
	d.bringVariant(h, bringsOptions, "color", "size", "material", "pattern", "extras")
	d.bringVariant(h, bringsPrice, "price")
	d.bringVariant(h, bringsCompareAt, "sale_price")
	d.bringVariant(h, bringsStock, "quantity", "availability")
	d.bringVariant(h, bringsBackorder, "availability")
	d.bringVariant(h, bringsBarcode, "gtin")
	d.bringVariant(h, bringsImage, "image_link")
	d.bringVariant(h, bringsGrams, "shipping_weight")
}

// product reads what the rows of a group share.
func (g google) product(d *draft, rows []row) {
	p, first := &d.product, rows[0]
	p.Title = commonTitle(rows)
	p.Handle = data.Slug(p.Title)
	p.Description, p.HTML = describe(first.get("description"))
	p.Brand = first.get("brand")
	p.TaxClass = first.get("tax_category")
	if img := first.get("image_link"); img != "" {
		p.Images = []string{img}
	}
	p.Images = distinct(append(p.Images, list(first.get("additional_image_link"), ',')...))
	chain := list(first.get("product_type"), ',')
	if own := first.get("google_product_category"); len(chain) == 0 && !allDigits(own) {
		chain = []string{own}
	}
	if len(chain) > 0 {
		d.setCategory(chain[0])
	}
}

// commonTitle is what the titles of a group begin with, by whole words: "Linen shirt" of
// "Linen shirt - blue, M" and "Linen shirt - red, S".
func commonTitle(rows []row) string {
	title := rows[0].get("title")
	words := strings.Fields(title)
	n := len(words)
	for _, r := range rows[1:] {
		other := strings.Fields(r.get("title"))
		for n = min(n, len(other)); n > 0 && !slices.Equal(words[:n], other[:n]); n-- {
		}
	}
	if n == len(words) || n == 0 {
		return title
	}
	return cmp.Or(strings.TrimRight(strings.Join(words[:n], " "), " -–,|/(:"), title)
}

// choices are the attributes by which the rows of a group differ, or that always tell
// variants apart; a product that is no group has none.
func (google) choices(rows []row) []string {
	if rows[0].get("item_group_id") == "" {
		return nil
	}
	var out []string
	for _, column := range []string{"color", "size", "material", "pattern", "gender", "age_group"} {
		differ := slices.ContainsFunc(rows, func(r row) bool { return r.get(column) != rows[0].get(column) })
		if differ || (column == "color" || column == "size") && rows[0].get(column) != "" {
			out = append(out, column)
		}
	}
	return out
}

func (google) options(r row, choices []string) []data.Option {
	if x, err := parseExtras(r.get("extras")); err == nil && x.Variant != nil && len(x.Variant.Options) > 0 {
		return x.Variant.Options
	}
	var out []data.Option
	for _, column := range choices {
		if value := r.get(column); value != "" {
			out = append(out, data.Option{Name: data.CategoryLabel(strings.ReplaceAll(column, "_", "-")), Value: value})
		}
	}
	return out
}

// attributes keeps what is true of the whole product.
func (google) attributes(d *draft, rows []row, choices []string) {
	first, a := rows[0], data.Attributes{}
	for _, column := range []string{"color", "size", "material", "pattern", "gender", "age_group", "condition", "mpn"} {
		value := first.get(column)
		if value == "" || slices.Contains(choices, column) || column == "condition" && strings.EqualFold(value, "new") || optionNamed(first, column) {
			continue
		}
		a[column] = data.Value{Texts: list(value, '/')}
	}
	if highlights := list(first.get("product_highlight"), ','); len(highlights) > 0 {
		a["features"] = data.Value{Texts: highlights}
	}
	for _, detail := range list(first.get("product_detail"), ',') {
		parts := strings.SplitN(detail, ":", 3)
		if len(parts) < 2 {
			continue
		}
		name, value := parts[len(parts)-2], strings.TrimSpace(parts[len(parts)-1])
		if v, ok := attribute(unguard(value), ';'); ok {
			a[data.OptionKey(name)] = v
		}
	}
	if len(a) > 0 {
		d.product.Attributes = a
	}
}

// optionNamed tells whether an export kept the column's value as an option of the variant.
func optionNamed(r row, column string) bool {
	x, err := parseExtras(r.get("extras"))
	return err == nil && x.Variant != nil &&
		slices.ContainsFunc(x.Variant.Options, func(o data.Option) bool { return data.OptionKey(o.Name) == column })
}

// figures reads what a variant costs, weighs and whether there is any.
func (g google) figures(v *data.Variant, r row, x *variantExtras, brings variantColumns, c *reading) *RowError {
	var regular, sale data.Money
	if err := firstWrong(
		readAmount(r, "price", c, brings&bringsPrice != 0, &regular),
		readAmount(r, "sale_price", c, false, &sale),
		readStock(r, "quantity", c, v),
		readGrams(r, "shipping_weight", "kg", c, &v.Grams),
	); err != nil {
		return err
	}
	v.Price = regular
	if r.get("sale_price") != "" && g.onSale(r.get("sale_price_effective_date"), c.now) {
		v.Price, v.CompareAt = sale, regular
	}
	switch strings.ReplaceAll(strings.ToLower(r.get("availability")), " ", "_") {
	case "out_of_stock":
		v.Tracked = true
	case "preorder", "backorder":
		v.Tracked, v.Backorder = true, true
	}
	if x != nil {
		v.Backorder = v.Backorder || x.Backorder
		v.Image = cmp.Or(x.Image, v.Image)
		if x.NoImage {
			v.Image = ""
		}
	}
	return nil
}

// onSale tells whether a moment lies in a span such as 2026-11-01T00:00+0100/2026-11-30T23:59+0100;
// without one the sale goes on.
func (google) onSale(span string, now data.Time) bool {
	from, until, ok := strings.Cut(span, "/")
	if !ok {
		return true
	}
	a, errA := moment(from, nil)
	b, errB := moment(until, nil)
	return errA != nil || errB != nil || now >= a && now <= b
}

func (google) finish(d *draft, r row) {
	d.setCompareAt()
	x, err := parseExtras(r.get("extras"))
	switch {
	case err != nil:
		d.note(r.wrong("extras", "is not the JSON that an export wrote there"))
	case r.head.has("extras"):
		p := &d.product
		p.Tags, p.LowStock, p.Taxable, p.Active = x.Tags, x.LowStock, !x.Untaxed, !x.Inactive
		x.apply(d)
		x.applyCompareAt(d)
		if x.Handle != "" {
			p.Handle, d.made = handleOf(x.Handle), false
		}
	}
	switch {
	case d.whole && d.product.Title == "":
		d.refuse(r.wrong("title", "is missing"))
	default:
		d.needVariant(r)
	}
}
