package feed

import (
	"fmt"
	"strings"

	"shoptalk/data"
)

// met is the part of the store a batch meets.
type met struct {
	byHandle map[string]*data.Product
	bySKU    map[string]*data.Product // SKUs in lower case
}

// settle turns drafts into puts: it finds the product each is about, gives made handles and
// SKUs, and fills what the file's columns leave out from what is there. Drafts that cannot
// go in are reported and left out.
func (run *run) settle(drafts []draft) ([]draft, error) {
	m, err := run.meet(drafts)
	if err != nil {
		return nil, err
	}
	out := drafts[:0]
	for _, d := range drafts {
		if e := run.place(&d, m); e != nil {
			run.fail(*e)
			continue
		}
		out = append(out, d)
	}
	return out, nil
}

// needsOld tells whether a draft can only be settled knowing what is there.
func (d *draft) needsOld() bool {
	return d.made || d.price != nil || len(d.product.Variants) > 0 && d.brings != bringsAll || d.fields&data.FieldTitle == 0
}

// meet reads, in three queries at most, what the drafts that need it may be about.
func (run *run) meet(drafts []draft) (*met, error) {
	var handles, skus []string
	for i := range drafts {
		d := &drafts[i]
		if !d.needsOld() {
			continue
		}
		if d.product.Handle != "" {
			handles = append(handles, d.product.Handle)
		}
		for j := range d.product.Variants {
			if sku := d.product.Variants[j].SKU; d.made && sku != "" {
				skus = append(skus, sku)
			}
		}
	}
	m := &met{byHandle: map[string]*data.Product{}, bySKU: map[string]*data.Product{}}
	ids, err := run.find(handles, skus)
	if err != nil || len(ids) == 0 {
		return m, err
	}
	products, err := run.Store.Products(run.ctx, ids...)
	for _, p := range products {
		m.byHandle[p.Handle] = p
		for i := range p.Variants {
			m.bySKU[strings.ToLower(p.Variants[i].SKU)] = p
		}
	}
	return m, err
}

func (run *run) find(handles, skus []string) ([]data.ProductID, error) {
	var ids []data.ProductID
	for by, names := range map[data.ProductKey][]string{data.ByHandle: handles, data.BySKU: skus} {
		if len(names) == 0 {
			continue
		}
		found, err := run.Store.ProductIDs(run.ctx, by, names...)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// place settles one draft.
func (run *run) place(d *draft, m *met) *RowError {
	old := run.identify(d, m)
	if d.product.Handle == "" {
		return &RowError{Line: d.line, Field: "handle", Reason: "the title holds no letter or digit to make an address of; give a handle"}
	}
	if before := run.claim(d.product.Handle, d.line); before != 0 {
		return &RowError{Line: d.line, Field: "handle", Reason: fmt.Sprintf("%q stands on line %d already", d.product.Handle, before)}
	}
	if old == nil && d.fields&data.FieldTitle == 0 {
		return &RowError{Line: d.line, Field: "title", Reason: fmt.Sprintf("there is no product %q to update, and without a title none can be made", d.product.Handle)}
	}
	d.overlay(old)
	d.nameVariants()
	d.setFields(old)
	return nil
}

// identify finds the product a draft is about. A handle that was made by us yields to the
// product that has one of the SKUs, and steps aside for one that has none of them.
func (run *run) identify(d *draft, m *met) *data.Product {
	if !d.made {
		return m.byHandle[d.product.Handle]
	}
	given := false
	for i := range d.product.Variants {
		sku := strings.ToLower(d.product.Variants[i].SKU)
		given = given || sku != ""
		if p := m.bySKU[sku]; p != nil && sku != "" {
			d.product.Handle = p.Handle
			return p
		}
	}
	if d.product.Handle == "" {
		d.product.Handle = data.Slug(d.spare)
	}
	if old := m.byHandle[d.product.Handle]; old != nil && !given {
		return old
	} else if old != nil || run.taken(d.product.Handle) {
		d.product.Handle = d.suffixed()
	}
	return nil
}

// taken tells whether this file has used a handle already.
func (run *run) taken(handle string) bool {
	_, taken := run.seen[hashText(handle)]
	return taken
}

// overlay fills what the file does not say of variants from the product that is there. A
// price without variants is that of every variant, or of the only one of a new product.
func (d *draft) overlay(old *data.Product) {
	if d.price != nil && len(d.product.Variants) == 0 {
		if old == nil {
			d.product.Variants = []data.Variant{{Price: *d.price}}
			d.lines, d.brings = []int{d.line}, bringsAll
			return
		}
		d.product.Variants, d.whole, d.brings = old.Variants, false, bringsAll&^bringsStock
		for i := range d.product.Variants {
			d.product.Variants[i].Price = *d.price
		}
		return
	}
	if old == nil || d.brings == bringsAll {
		return
	}
	for i := range d.product.Variants {
		v := &d.product.Variants[i]
		if was := sameVariant(old, v, d.brings); was != nil {
			if v.SKU == "" || !d.whole { // an update does not change how a SKU is spelled
				v.SKU, v.MadeSKU = was.SKU, was.MadeSKU
			}
			fillVariant(v, was, d.brings)
		}
	}
}

// sameVariant finds the variant a row is about: by SKU, else by options, else the only one.
func sameVariant(old *data.Product, v *data.Variant, brings variantColumns) *data.Variant {
	for i := range old.Variants {
		o := &old.Variants[i]
		if v.SKU != "" && strings.EqualFold(v.SKU, o.SKU) || v.SKU == "" && brings&bringsOptions != 0 && sameOptions(v.Options, o.Options) {
			return o
		}
	}
	if v.SKU == "" && brings&bringsOptions == 0 && len(old.Variants) == 1 {
		return &old.Variants[0]
	}
	return nil
}

// fillVariant copies what the file does not bring.
func fillVariant(v, was *data.Variant, brings variantColumns) {
	if brings&bringsOptions == 0 {
		v.Options = was.Options
	}
	if brings&bringsPrice == 0 {
		v.Price = was.Price
	}
	if brings&bringsCompareAt == 0 {
		v.CompareAt = was.CompareAt
	}
	if brings&bringsStock == 0 {
		v.Tracked, v.Stock = was.Tracked, was.Stock
	}
	if brings&bringsBackorder == 0 {
		v.Backorder = was.Backorder
	}
	if brings&bringsBarcode == 0 {
		v.Barcode = was.Barcode
	}
	if brings&bringsImage == 0 {
		v.Image = was.Image
	}
	if brings&bringsGrams == 0 {
		v.Grams = was.Grams
	}
}

// setFields says which fields the put is about. A file that had to leave a variant out does
// not remove it.
func (d *draft) setFields(old *data.Product) {
	if len(d.product.Variants) == 0 {
		if d.fields == 0 {
			d.fields = data.FieldMerge // nothing at all: 0 would mean everything
		}
		return
	}
	if d.whole && !d.bad {
		d.fields |= data.FieldVariants
	} else {
		d.fields |= data.FieldMerge
	}
	if d.brings&bringsPrice != 0 {
		d.fields |= data.FieldPrice
	}
	if d.brings&bringsStock != 0 {
		d.fields |= data.FieldStock
	}
	if old == nil {
		d.fields |= data.FieldPrice | data.FieldStock
	}
}
