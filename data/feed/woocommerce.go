package feed

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shoptalk/data"
)

// woocommerce reads WooCommerce's product CSV: a row per product, and one per variation that
// names its parent by SKU or "id:" and may stand anywhere in the file.
type woocommerce struct{}

func (woocommerce) format() Format { return WooCommerce }

// wooColumns maps headers, in lower case and without units, to canonical names.
var wooColumns = map[string]string{
	"id": "id", "type": "type", "sku": "sku", "gtin, upc, ean, or isbn": "barcode", "name": "name", "published": "published",
	"short description": "short", "description": "description",
	"date sale price starts": "sale from", "date sale price ends": "sale to",
	"tax status": "tax status", "tax class": "tax class", "in stock?": "in stock", "stock": "stock",
	"low stock amount": "low stock", "backorders allowed?": "backorders", "weight": "weight",
	"sale price": "sale", "regular price": "price", "price": "price", "categories": "categories", "tags": "tags",
	"images": "images", "parent": "parent", "position": "position", "brands": "brand", "brand": "brand",
	"meta: shoptalk": "extras",
	// columns that only tell the dialect
	"is featured?": "featured", "visibility in catalog": "visibility", "sold individually?": "individually",
}

var (
	wooAttribute = regexp.MustCompile(`^attribute (\d{1,3}) (name|value|visible|global|default)(?:\(s\))?$`)
	wooUnit      = regexp.MustCompile(`^(.*?)\s*\(([a-z]+)\)$`)
)

func (woocommerce) canon(name string) string {
	n := strings.ToLower(clean(name))
	if m := wooAttribute.FindStringSubmatch(n); m != nil {
		return "attribute " + m[1] + " " + m[2]
	}
	if m := wooUnit.FindStringSubmatch(n); m != nil {
		n = m[1]
	}
	return wooColumns[n]
}

func (woocommerce) score(h *header) int {
	own := 0
	for _, c := range []string{"backorders", "in stock", "featured", "visibility", "individually", "categories", "attribute 1 name", "low stock"} {
		if h.has(c) {
			own++
		}
	}
	if at, ok := h.at["price"]; ok && strings.EqualFold(h.names[at], "regular price") {
		own++
	}
	if own == 0 || !h.has("sku", "id", "name") || len(h.at) < 2 {
		return 0
	}
	return len(h.at)
}

func (w woocommerce) keys(r row) (own []string, parent string) {
	if w.isVariation(r) {
		return nil, strings.ReplaceAll(r.get("parent"), "id: ", "id:")
	}
	if id := r.get("id"); id != "" {
		own = append(own, "id:"+id)
	}
	if sku := r.get("sku"); sku != "" {
		own = append(own, sku)
	}
	if len(own) == 0 && r.get("name") != "" {
		own = append(own, "name:"+r.get("name"))
	}
	return own, ""
}

func (woocommerce) isVariation(r row) bool {
	return slices.Contains(list(strings.ToLower(r.get("type")), ','), "variation") || r.get("type") == "" && r.get("parent") != ""
}

func (w woocommerce) build(rows []row, c *reading) draft {
	at := max(0, slices.IndexFunc(rows, func(r row) bool { return !w.isVariation(r) }))
	main := rows[at]
	d := newDraft(main.line)
	d.whole = main.head.has("name")
	w.fields(&d, main.head)
	w.product(&d, main, c)
	d.made, d.spare = true, cmp.Or(main.get("sku"), main.get("id"))
	var variations []row
	for i, r := range rows {
		switch {
		case w.isVariation(r):
			variations = append(variations, r)
		case i != at:
			d.note(r.wrong("sku", fmt.Sprintf("this product stands on line %d already", main.line)))
		}
	}
	slices.SortStableFunc(variations, byPosition)
	options := w.optionKeys(variations)
	w.attributes(&d, main, options)
	w.variants(&d, main, variations, c)
	w.finish(&d, main)
	return d
}

// byPosition orders variations as the shop does; those without a position stay in place.
func byPosition(a, b row) int {
	x, errA := strconv.Atoi(a.get("position"))
	y, errB := strconv.Atoi(b.get("position"))
	if errA != nil || errB != nil {
		return 0
	}
	return x - y
}

func (woocommerce) fields(d *draft, h *header) {
	d.bring(h, data.FieldTitle, "name")
	d.bring(h, data.FieldDescription, "description", "short")
	d.bring(h, data.FieldBrand, "brand")
	d.bring(h, data.FieldCategory, "categories")
	d.bring(h, data.FieldTags, "tags")
	d.bring(h, data.FieldCompareAt, "sale")
	d.bring(h, data.FieldTax, "tax status", "tax class")
	d.bring(h, data.FieldActive, "published")
	d.bring(h, data.FieldLowStock, "low stock")
	d.bring(h, data.FieldImages, "images")
	d.bring(h, data.FieldAttributes, "attribute 1 name", "extras")
	d.bringVariant(h, bringsOptions, "attribute 1 name")
	d.bringVariant(h, bringsPrice, "price")
	d.bringVariant(h, bringsCompareAt, "sale")
	d.bringVariant(h, bringsStock, "stock", "in stock")
	d.bringVariant(h, bringsBackorder, "backorders")
	d.bringVariant(h, bringsBarcode, "barcode")
	d.bringVariant(h, bringsImage, "images")
	d.bringVariant(h, bringsGrams, "weight")
}

// product reads the fields of the product from its own row.
func (w woocommerce) product(d *draft, r row, c *reading) {
	p := &d.product
	p.Title, p.Handle = r.get("name"), data.Slug(r.get("name"))
	body := r.get("description")
	if body == "" {
		body = r.get("short")
	}
	p.Description, p.HTML = describe(wooText(body))
	p.Brand = r.get("brand")
	p.Tags = list(r.get("tags"), ',')
	p.Images = list(r.get("images"), ',')
	p.Active = r.get("published") == "" || r.get("published") == "1" || strings.EqualFold(r.get("published"), "true")
	p.Taxable = r.get("tax status") == "" || strings.EqualFold(r.get("tax status"), "taxable")
	if class := r.get("tax class"); !strings.EqualFold(class, "standard") && !strings.EqualFold(class, "parent") {
		p.TaxClass = class
	}
	if cell := r.get("low stock"); cell != "" {
		n, err := whole(cell, c.comma)
		if err != nil {
			d.note(r.wrong("low stock", err.Error()))
		}
		p.LowStock = n
	}
	w.category(d, list(r.get("categories"), ','))
}

// category takes the deepest category, the first among equals; the others become tags.
func (woocommerce) category(d *draft, chains []string) {
	best := -1
	for i, chain := range chains {
		if best < 0 || strings.Count(chain, ">") > strings.Count(chains[best], ">") {
			best = i
		}
	}
	for i, chain := range chains {
		if i == best {
			d.setCategory(chain)
			continue
		}
		parts := list(chain, '>')
		d.product.Tags = distinct(append(d.product.Tags, parts[len(parts)-1]))
	}
}

// wooText undoes the way WooCommerce writes line ends: \n for one, \\n for the letters.
func wooText(s string) string {
	return strings.NewReplacer(`\\n`, `\n`, `\n`, "\n").Replace(s)
}

// wooCell is the opposite of wooText.
func wooCell(s string) string {
	return strings.NewReplacer(`\n`, `\\n`, "\n", `\n`).Replace(s)
}

// optionKeys are the attributes that tell variations apart.
func (w woocommerce) optionKeys(variations []row) map[string]bool {
	keys := map[string]bool{}
	for _, r := range variations {
		for _, a := range wooAttributes(r) {
			keys[data.OptionKey(a.Name)] = true
		}
	}
	return keys
}

// wooAttributes lists the attributes of a row that have a name and a value, in order.
func wooAttributes(r row) []data.Option {
	var out []data.Option
	for n := 1; ; n++ {
		column := "attribute " + strconv.Itoa(n)
		if !r.head.has(column + " name") {
			return out
		}
		if name, value := r.get(column+" name"), r.get(column+" value"); name != "" && value != "" {
			out = append(out, data.Option{Name: name, Value: value})
		}
	}
}

// attributes keeps what is true of the whole product: what no variation chooses.
func (woocommerce) attributes(d *draft, r row, options map[string]bool) {
	p := &d.product
	for _, a := range wooAttributes(r) {
		key := data.OptionKey(a.Name)
		v, ok := attribute(a.Value, ',')
		switch {
		case options[key] || !ok:
		case key == "brand" && !r.head.has("brand"):
			p.Brand = v.String()
			d.fields |= data.FieldBrand
		default:
			if p.Attributes == nil {
				p.Attributes = data.Attributes{}
			}
			p.Attributes[key] = v
		}
	}
}

// variants reads the variations, or the product's own row when there are none.
func (w woocommerce) variants(d *draft, main row, variations []row, c *reading) {
	kinds := list(strings.ToLower(main.get("type")), ',')
	if len(variations) == 0 && !slices.Contains(kinds, "variable") && !slices.Contains(kinds, "grouped") {
		variations = []row{main}
	}
	for _, r := range variations {
		if r.line != main.line && r.get("published") != "" && r.get("published") != "1" {
			continue // switched off by the owner
		}
		v := data.Variant{SKU: r.get("sku"), Barcode: r.get("barcode")}
		if r.line != main.line {
			v.Options = wooChoices(r)
			if images := list(r.get("images"), ','); len(images) > 0 {
				v.Image = images[0]
			}
		}
		if x, err := parseExtras(r.get("extras")); err == nil && x.Variant != nil {
			v.Image = cmp.Or(x.Variant.Image, v.Image)
		}
		if err := w.figures(&v, r, main, d, c); err != nil {
			d.note(*err)
			continue
		}
		d.addVariant(v, r, "sku")
	}
	if slices.Contains(kinds, "grouped") {
		d.refuse(main.wrong("type", "a grouped product has no price of its own and cannot be sold here"))
	}
}

// wooChoices are the options of a variation.
func wooChoices(r row) []data.Option {
	options := wooAttributes(r)
	for i := range options {
		options[i].Value = strings.ReplaceAll(options[i].Value, `\,`, ",")
	}
	return options
}

// figures reads what a variation costs, weighs and how much of it there is. "parent" and
// empty cells of stock policy look at the parent's row.
func (w woocommerce) figures(v *data.Variant, r, main row, d *draft, c *reading) *RowError {
	stockRow := r
	if strings.EqualFold(r.get("stock"), "parent") {
		stockRow = main
	}
	var regular, sale data.Money
	if err := firstWrong(
		readAmount(r, "price", c, d.brings&bringsPrice != 0, &regular),
		readAmount(r, "sale", c, false, &sale),
		readStock(stockRow, "stock", c, v),
		readGrams(r, "weight", wooWeightUnit(r.head), c, &v.Grams),
	); err != nil {
		return err
	}
	v.Price = regular
	if r.get("sale") != "" && w.onSale(r, c.now) {
		v.Price, v.CompareAt = sale, regular
	}
	backorders := strings.ToLower(r.get("backorders"))
	on, _ := yes(backorders)
	v.Backorder = on || backorders == "notify"
	if in, ok := yes(r.get("in stock")); ok && !in && !v.Tracked {
		v.Tracked = true // sold out, though not counted
	}
	if strings.EqualFold(r.get("in stock"), "backorder") {
		v.Tracked, v.Backorder = true, true
	}
	return nil
}

// onSale tells whether a moment lies within the days of the sale; days without a date are open.
func (woocommerce) onSale(r row, now data.Time) bool {
	from, until := day(r.get("sale from")), day(r.get("sale to"))
	return (from == 0 || now >= from) && (until == 0 || now < until.Add(24*time.Hour))
}

// day reads a date as shops write it; 0 when there is none.
func day(s string) data.Time {
	for _, layout := range []string{"2006-01-02", "2006-01-02 15:04:05", "01/02/2006", time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return data.At(t.Truncate(24 * time.Hour))
		}
	}
	return 0
}

// wooWeightUnit is the unit in the header "Weight (kg)".
func wooWeightUnit(h *header) string {
	if m := wooUnit.FindStringSubmatch(strings.ToLower(h.title("weight"))); m != nil {
		return m[2]
	}
	return "kg"
}

func (woocommerce) finish(d *draft, r row) {
	d.setCompareAt()
	x, err := parseExtras(r.get("extras"))
	switch {
	case err != nil:
		d.note(r.wrong("extras", "is not the JSON that an export wrote there"))
	case r.head.has("extras"):
		x.apply(d)
		x.applyCompareAt(d)
		if x.Handle != "" {
			d.product.Handle, d.made = handleOf(x.Handle), false
		}
	}
	switch {
	case d.refused:
	case d.whole && d.product.Title == "":
		d.refuse(r.wrong("name", "is missing"))
	default:
		d.needVariant(r)
	}
}
