package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
)

// Decimal is an amount in major units exactly as it is written: "89.00". Empty is none.
type Decimal string

// decimalOf writes money of a currency.
func decimalOf(m data.Money, currency string) Decimal { return Decimal(m.DecimalString(currency)) }

// Money reads the amount in a currency; an *Invalid error when it has too many decimals or
// is no amount. An empty one is 0.
func (d Decimal) Money(currency string) (data.Money, error) {
	if d == "" {
		return 0, nil
	}
	return data.ParseMoney(string(d), currency)
}

// MarshalJSON writes the number as it is, null when empty.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if d == "" {
		return []byte("null"), nil
	}
	return []byte(d), nil
}

// Options are the choices of a variant in the order the shop gave. In files they are an
// object: {color: Blue, size: "9"}.
type Options []data.Option

// MarshalJSON writes an object in order.
func (o Options) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, opt := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, errName := json.Marshal(opt.Name)
		value, errValue := json.Marshal(opt.Value)
		if err := errors.Join(errName, errValue); err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// ShopProduct is a product as the shop file, NDJSON and the web API show it.
type ShopProduct struct {
	Handle      string          `json:"handle"`
	Title       string          `json:"title"`
	Description string          `json:"description"` // may hold HTML
	Brand       string          `json:"brand"`
	Category    string          `json:"category"`
	Tags        []string        `json:"tags"`
	Price       Decimal         `json:"price"` // the lowest; read when variants say none
	CompareAt   Decimal         `json:"compare_at"`
	Taxable     bool            `json:"taxable"`
	TaxClass    string          `json:"tax_class"`
	Returnable  bool            `json:"returnable"`
	Active      bool            `json:"active"`
	LowStock    int             `json:"low_stock"`
	Rating      float64         `json:"rating"`
	Reviews     int             `json:"reviews"`
	Images      []string        `json:"images"`
	Attributes  data.Attributes `json:"attributes"`
	Variants    []ShopVariant   `json:"variants"`

	given []string // the keys that were there when it was read
	lines []int    // the line of each variant when it was read
}

// ShopVariant is a variant as the shop file, NDJSON and the web API show it.
type ShopVariant struct {
	SKU       string  `json:"sku"`
	Options   Options `json:"options"`
	Price     Decimal `json:"price"`
	CompareAt Decimal `json:"compare_at,omitempty"`
	Stock     *int    `json:"stock"` // null: not tracked
	Backorder bool    `json:"backorder"`
	Barcode   string  `json:"barcode"`
	Image     string  `json:"image,omitempty"`
	Grams     int     `json:"grams,omitempty"`
}

// FromProduct shows a product of the store with prices of a currency. Lists are never nil.
func FromProduct(p *data.Product, currency string) ShopProduct {
	s := ShopProduct{Handle: p.Handle, Title: p.Title, Description: described(p.Description, p.HTML), Brand: p.Brand,
		Category: p.Category, Tags: notNil(p.Tags), Price: decimalOf(p.Price(), currency), Taxable: p.Taxable, TaxClass: p.TaxClass,
		Returnable: p.Returnable, Active: p.Active, LowStock: p.LowStock, Rating: p.Rating, Reviews: p.Reviews,
		Images: notNil(p.Images), Attributes: p.Attributes, Variants: make([]ShopVariant, len(p.Variants))}
	if p.CompareAt != 0 {
		s.CompareAt = decimalOf(p.CompareAt, currency)
	}
	if s.Attributes == nil {
		s.Attributes = data.Attributes{}
	}
	for i := range p.Variants {
		s.Variants[i] = fromVariant(&p.Variants[i], currency)
	}
	return s
}

func fromVariant(v *data.Variant, currency string) ShopVariant {
	s := ShopVariant{SKU: v.SKU, Options: Options(v.Options), Price: decimalOf(v.Price, currency), Backorder: v.Backorder,
		Barcode: v.Barcode, Image: v.Image, Grams: v.Grams}
	if v.CompareAt != 0 {
		s.CompareAt = decimalOf(v.CompareAt, currency)
	}
	if v.Tracked {
		stock := v.Stock
		s.Stock = &stock
	}
	return s
}

func notNil(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

// Product makes the product of the store, as one that is new: descriptions are sanitised,
// missing SKUs made, and a product without variants gets its one. An *Invalid error names
// the field that is wrong.
func (s ShopProduct) Product(currency string) (data.Product, error) {
	d := s.draft(currency)
	if len(d.errs) > 0 {
		return data.Product{}, &data.Invalid{Field: d.errs[0].Field, Reason: d.errs[0].Reason}
	}
	d.overlay(nil)
	d.nameVariants()
	return d.product, nil
}

// UnmarshalJSON reads a product strictly: unknown keys and values of the wrong kind are an
// *Invalid error.
func (s *ShopProduct) UnmarshalJSON(b []byte) error {
	n, err := parseJSON(b, 1)
	if err != nil {
		return err
	}
	var d decoder
	*s = d.product(n, "")
	if len(d.errs) > 0 {
		return &data.Invalid{Field: d.errs[0].Field, Reason: d.errs[0].Reason}
	}
	return nil
}

// productKeys lists the keys of a product; productReader says how they are read.
var productKeys = (&decoder{}).productReader(&ShopProduct{})

func (d *decoder) productReader(s *ShopProduct) keys {
	return keys{
		"handle": d.text(&s.Handle), "title": d.text(&s.Title), "description": d.text(&s.Description), "brand": d.text(&s.Brand),
		"category": d.text(&s.Category), "tags": d.texts(&s.Tags), "price": d.decimal(&s.Price), "compare_at": d.decimal(&s.CompareAt),
		"taxable": d.flag(&s.Taxable), "tax_class": d.text(&s.TaxClass), "returnable": d.flag(&s.Returnable), "active": d.flag(&s.Active),
		"low_stock": d.count(&s.LowStock), "rating": d.float(&s.Rating), "reviews": d.count(&s.Reviews), "images": d.texts(&s.Images),
		"attributes": d.attributes(&s.Attributes), "variants": d.variants(s),
	}
}

// product reads one product.
func (d *decoder) product(n *yaml.Node, field string) ShopProduct {
	s := ShopProduct{Taxable: true, Returnable: true, Active: true}
	s.given = d.object(n, field, d.productReader(&s))
	return s
}

func (d *decoder) attributes(to *data.Attributes) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		if n.Kind != yaml.MappingNode {
			d.wrong(n, field, "must be an object with keys")
			return
		}
		*to = make(data.Attributes, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			name, value := n.Content[i].Value, resolved(n.Content[i+1])
			if isNull(value) {
				continue
			}
			if v, ok := d.value(value, joinField(field, name)); ok {
				(*to)[data.OptionKey(name)] = v
			}
		}
	}
}

func (d *decoder) variants(s *ShopProduct) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		d.each(n, field, func(n *yaml.Node, field string) {
			var v ShopVariant
			d.object(n, field, keys{"sku": d.text(&v.SKU), "options": d.options(&v.Options), "price": d.decimal(&v.Price),
				"compare_at": d.decimal(&v.CompareAt), "stock": d.counted(&v.Stock), "backorder": d.flag(&v.Backorder),
				"barcode": d.text(&v.Barcode), "image": d.text(&v.Image), "grams": d.count(&v.Grams)})
			s.Variants = append(s.Variants, v)
			s.lines = append(s.lines, n.Line)
		})
	}
}

func (d *decoder) options(to *Options) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		if n.Kind != yaml.MappingNode {
			d.wrong(n, field, "must be an object such as {color: Blue}")
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := clean(n.Content[i].Value)
			if value, ok := d.scalar(resolved(n.Content[i+1]), joinField(field, name)); ok && clean(value) != "" && name != "" {
				*to = append(*to, data.Option{Name: name, Value: clean(value)})
			}
		}
	}
}

// productFields says which fields of a product each key brings.
var productFields = map[string]data.Fields{
	"title": data.FieldTitle, "description": data.FieldDescription, "brand": data.FieldBrand, "category": data.FieldCategory,
	"tags": data.FieldTags, "compare_at": data.FieldCompareAt, "taxable": data.FieldTax, "tax_class": data.FieldTax,
	"returnable": data.FieldReturnable, "active": data.FieldActive, "low_stock": data.FieldLowStock, "rating": data.FieldRating,
	"reviews": data.FieldRating, "images": data.FieldImages, "attributes": data.FieldAttributes,
}

// draft makes a draft of the product; what is wrong stands in its errs with the field.
func (s *ShopProduct) draft(currency string) draft {
	d := newDraft(0)
	d.product = data.Product{Handle: handleOf(s.Handle), Title: s.Title, Brand: s.Brand, Tags: s.Tags, Taxable: s.Taxable,
		Category: categoryPath(s.Category), TaxClass: s.TaxClass, Returnable: s.Returnable, Active: s.Active, LowStock: s.LowStock,
		Rating: s.Rating, Reviews: s.Reviews, Images: s.Images, Attributes: s.Attributes}
	if len(d.product.Tags) == 0 {
		d.product.Tags = nil
	}
	if len(d.product.Images) == 0 {
		d.product.Images = nil
	}
	if len(d.product.Attributes) == 0 {
		d.product.Attributes = nil
	}
	d.product.Description, d.product.HTML = describe(s.Description)
	for _, key := range s.given {
		d.fields |= productFields[key]
	}
	if d.product.Handle == "" {
		d.product.Handle = data.Slug(s.Title)
	}
	if d.product.Handle == "" {
		d.note(RowError{Field: "handle", Reason: "is missing; it names the product"})
	}
	price := d.money("price", s.Price, currency)
	d.product.CompareAt = d.money("compare_at", s.CompareAt, currency)
	if len(s.Variants) == 0 && s.Price != "" {
		d.price = &price
	}
	d.brings = bringsAll
	for i := range s.Variants {
		d.variant(&s.Variants[i], i, s.Price, currency)
	}
	d.lines = s.lines
	return d
}

// variant adds one variant; a price of the product stands in for a missing one.
func (d *draft) variant(s *ShopVariant, i int, price Decimal, currency string) {
	field := "variants[" + strconv.Itoa(i) + "]."
	if s.Price != "" {
		price = s.Price
	}
	if price == "" {
		d.note(RowError{Field: field + "price", Reason: "is missing"})
	}
	v := data.Variant{SKU: s.SKU, Options: s.Options, Price: d.money(field+"price", price, currency),
		CompareAt: d.money(field+"compare_at", s.CompareAt, currency), Backorder: s.Backorder, Barcode: s.Barcode, Image: s.Image, Grams: s.Grams}
	if len(s.Options) == 0 {
		v.Options = nil
	}
	if s.Stock != nil {
		v.Tracked, v.Stock = true, *s.Stock
	}
	d.product.Variants = append(d.product.Variants, v)
}

func (d *draft) money(field string, amount Decimal, currency string) data.Money {
	m, err := amount.Money(currency)
	switch {
	case err != nil:
		d.note(RowError{Field: field, Reason: fmt.Sprintf("%q has more than %d decimals or is no amount", short(string(amount)), data.Digits(currency))})
	case m < 0:
		d.note(RowError{Field: field, Reason: "is negative"})
	}
	return m
}

// categoryPath reads "shoes/running" and also "Shoes > Running".
func categoryPath(s string) string {
	return data.CategoryPath(strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '>' })...)
}
