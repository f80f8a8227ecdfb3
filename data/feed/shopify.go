package feed

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// shopify reads Shopify's product CSV: one row per variant or further image, the product's
// own fields on its first row. The classic headers ("Variant SKU") and those of 2024 and
// later ("SKU") name the same columns, and so do a few plain words.
type shopify struct{}

func (shopify) format() Format { return Shopify }

// shopifyColumns maps headers, in lower case, to canonical names.
var shopifyColumns = map[string]string{
	"handle": "handle", "url handle": "handle",
	"title":       "title",
	"body (html)": "body", "body html": "body", "body": "body", "description": "body",
	"vendor": "vendor", "brand": "vendor",
	"product category": "category", "category": "category", "standardized product type": "category", "standard product type": "category",
	"type": "type", "custom product type": "type", "product type": "type",
	"tags":      "tags",
	"published": "published", "published on online store": "published",
	"status":       "status",
	"option1 name": "option1 name", "option1 value": "option1 value",
	"option2 name": "option2 name", "option2 value": "option2 value",
	"option3 name": "option3 name", "option3 value": "option3 value",
	"variant sku": "sku", "sku": "sku",
	"variant grams": "grams", "weight value (grams)": "grams", "grams": "grams",
	"variant inventory qty": "stock", "inventory quantity": "stock", "stock": "stock", "quantity": "stock", "qty": "stock",
	"variant inventory policy": "policy", "continue selling when out of stock": "policy",
	"variant price": "price", "price": "price",
	"variant compare at price": "compare", "compare-at price": "compare", "compare at price": "compare",
	"variant taxable": "taxable", "charge tax": "taxable",
	"variant tax code": "tax code", "tax code": "tax code",
	"variant barcode": "barcode", "barcode": "barcode",
	"image src": "image", "product image url": "image",
	"image position": "position",
	"variant image":  "variant image", "variant image url": "variant image",
	"google shopping / google product category": "google category",
}

// metafield finds the namespace and key in "Material (product.metafields.custom.material)".
var metafield = regexp.MustCompile(`\(product\.metafields\.([^.()]+)\.([^()]+)\)$`)

// shopifyExtras is the metafield that carries what Shopify has no column for.
const shopifyExtras = "Shoptalk (product.metafields.shoptalk.fields)"

func (shopify) canon(name string) string {
	n := strings.ToLower(clean(name))
	if m := metafield.FindStringSubmatch(n); m != nil {
		if m[1] == "shoptalk" && m[2] == "fields" {
			return "extras"
		}
		return "attribute:" + data.OptionKey(m[2])
	}
	return shopifyColumns[n]
}

func (shopify) score(h *header) int {
	if !h.has("handle") && !(h.has("title") && h.has("option1 name", "body")) || len(h.at) < 2 {
		return 0
	}
	return len(h.at)
}

func (shopify) keys(r row) ([]string, string) {
	if h := r.get("handle"); h != "" {
		return []string{h}, ""
	}
	if t := r.get("title"); t != "" {
		return []string{data.Slug(t)}, ""
	}
	return nil, ""
}

func (s shopify) build(rows []row, c *reading) draft {
	d := newDraft(rows[0].line)
	head := rows[0].head
	d.whole = head.has("title")
	s.fields(&d, head)
	first := rows[max(0, slices.IndexFunc(rows, func(r row) bool { return r.get("title") != "" }))]
	s.product(&d, first)
	names := s.optionNames(rows)
	for i := range rows {
		s.variant(&d, rows[i], names, c)
	}
	d.product.Images = shopifyImages(rows)
	s.finish(&d, rows[0], first)
	return d
}

// fields notes which columns the file has.
func (shopify) fields(d *draft, h *header) {
	d.bring(h, data.FieldTitle, "title")
	d.bring(h, data.FieldDescription, "body")
	d.bring(h, data.FieldBrand, "vendor")
	d.bring(h, data.FieldCategory, "category", "type", "google category")
	d.bring(h, data.FieldTags, "tags")
	d.bring(h, data.FieldTax, "taxable", "tax code")
	d.bring(h, data.FieldActive, "published", "status")
	d.bring(h, data.FieldImages, "image")
	d.bring(h, data.FieldCompareAt, "compare")
	d.bring(h, data.FieldLowStock|data.FieldAttributes, "extras")
	for name := range h.at {
		if strings.HasPrefix(name, "attribute:") {
			d.fields |= data.FieldAttributes
		}
	}
	d.bringVariant(h, bringsOptions, "option1 value")
	d.bringVariant(h, bringsPrice, "price")
	d.bringVariant(h, bringsCompareAt, "compare")
	d.bringVariant(h, bringsStock, "stock")
	d.bringVariant(h, bringsBackorder, "policy")
	d.bringVariant(h, bringsBarcode, "barcode")
	d.bringVariant(h, bringsImage, "variant image")
	d.bringVariant(h, bringsGrams, "grams")
}

// product reads the fields of the product from its first row.
func (s shopify) product(d *draft, r row) {
	p := &d.product
	if p.Handle = handleOf(r.get("handle")); p.Handle == "" {
		p.Handle = data.Slug(r.get("title"))
	}
	p.Title, p.Brand = r.get("title"), r.get("vendor")
	p.Description, p.HTML = describe(r.get("body"))
	p.Tags = list(r.get("tags"), ',')
	p.TaxClass = r.get("tax code")
	if v, ok := yes(r.get("taxable")); ok {
		p.Taxable = v
	}
	published, given := yes(r.get("published"))
	status := strings.ToLower(r.get("status"))
	p.Active = (published || !given) && (status == "" || status == "active")
	s.attributes(d, r)
	s.category(d, r)
}

// category takes Shopify's own taxonomy when it is given, else the shop's product type;
// with both, the type stays as an attribute.
func (shopify) category(d *draft, r row) {
	chain, kind := r.get("category"), r.get("type")
	switch {
	case chain != "" && kind != "":
		d.fields |= data.FieldAttributes
		if d.product.Attributes == nil {
			d.product.Attributes = data.Attributes{}
		}
		d.product.Attributes["type"] = data.Texts(kind)
	case chain == "" && kind != "":
		chain = kind
	case chain == "" && !allDigits(r.get("google category")):
		chain = r.get("google category")
	}
	if !strings.Contains(chain, ">") {
		chain = strings.ReplaceAll(chain, " / ", " > ")
	}
	d.setCategory(chain)
}

// attributes reads every metafield.
func (shopify) attributes(d *draft, r row) {
	for name, i := range r.head.at {
		key, ok := strings.CutPrefix(name, "attribute:")
		if !ok || i >= len(r.cells) {
			continue
		}
		if v, ok := attribute(r.get(name), ';'); ok {
			if d.product.Attributes == nil {
				d.product.Attributes = data.Attributes{}
			}
			d.product.Attributes[key] = v
		}
	}
}

// optionNames are told once per product. "Title" with "Default Title" is no option.
func (shopify) optionNames(rows []row) (names [3]string) {
	for i := range names {
		column := "option" + strconv.Itoa(i+1)
		for _, r := range rows {
			if names[i] = r.get(column + " name"); names[i] != "" {
				break
			}
		}
	}
	return names
}

// variant reads the variant of a row; rows without one only bring an image.
func (s shopify) variant(d *draft, r row, names [3]string, c *reading) {
	if r.get("option1 value") == "" && r.get("sku") == "" && r.get("price") == "" && (d.whole || r.get("stock") == "") {
		return
	}
	v := data.Variant{SKU: r.get("sku"), Barcode: strings.TrimPrefix(r.get("barcode"), "'"), Image: r.get("variant image")}
	for i, name := range names {
		value := r.get("option" + strconv.Itoa(i+1) + " value")
		if value == "" || strings.EqualFold(name, "title") && strings.EqualFold(value, "default title") {
			continue
		}
		if name == "" {
			name = "Option " + strconv.Itoa(i+1)
		}
		v.Options = append(v.Options, data.Option{Name: name, Value: value})
	}
	if x, err := parseExtras(r.get("extras")); err == nil && x.Variant != nil {
		v.Options = x.Variant.Options // more than three, or not in one order
	}
	if err := s.figures(&v, r, d, c); err != nil {
		d.note(*err)
		return
	}
	d.addVariant(v, r, "sku")
}

// figures reads what a variant costs, weighs and how much of it there is.
func (shopify) figures(v *data.Variant, r row, d *draft, c *reading) *RowError {
	return firstWrong(
		readAmount(r, "price", c, d.brings&bringsPrice != 0, &v.Price),
		readAmount(r, "compare", c, false, &v.CompareAt),
		readStock(r, "stock", c, v),
		readGrams(r, "grams", "g", c, &v.Grams),
		readPolicy(r, v),
	)
}

// readPolicy reads "continue" and "deny", or the truth values some tools write.
func readPolicy(r row, v *data.Variant) *RowError {
	cell := strings.ToLower(r.get("policy"))
	on, known := yes(cell)
	v.Backorder = cell == "continue" || on
	if cell != "" && cell != "continue" && cell != "deny" && !known {
		e := r.wrong("policy", strconv.Quote(short(cell))+" must be deny or continue")
		return &e
	}
	return nil
}

// finish reads the extras, which may stand on the first row even when the title does not.
func (s shopify) finish(d *draft, first, titled row) {
	d.setCompareAt()
	if x, err := parseExtras(titled.get("extras")); err != nil {
		d.note(titled.wrong("extras", "is not the JSON that an export wrote there"))
	} else if titled.head.has("extras") {
		x.apply(d)
		x.applyCompareAt(d)
		d.product.LowStock = x.LowStock
	}
	switch {
	case d.product.Handle == "":
		d.refuse(first.wrong("handle", "is missing; it names the product"))
	case d.whole && d.product.Title == "":
		d.refuse(first.wrong("title", "is missing on every row of this product"))
	default:
		d.needVariant(first)
	}
}

// shopifyImages lists the images of all rows by position.
func shopifyImages(rows []row) []string {
	type placed struct {
		src string
		at  int
	}
	var images []placed
	for _, r := range rows {
		if src := r.get("image"); src != "" {
			at, err := strconv.Atoi(r.get("position"))
			if err != nil {
				at = len(images) + 1
			}
			images = append(images, placed{src, at})
		}
	}
	slices.SortStableFunc(images, func(a, b placed) int { return a.at - b.at })
	out := make([]string, 0, len(images))
	for _, im := range images {
		out = append(out, im.src)
	}
	return distinct(out)
}
