package sqlite

import (
	"context"
	"slices"
	"strings"

	"shoptalk/data"
)

// write stores one product with its variants, their stock movements, its categories and its
// entry in the change feed. It sets the ids of next and its times.
func (b *batch) write(ctx context.Context, old, next *data.Product, hash [hashSize]byte) error {
	next.Updated = b.now
	if old == nil {
		next.Created = b.now
	}
	if err := b.addCategories(ctx, next.Category); err != nil {
		return err
	}
	args := productArgs(next, hash)
	if old == nil {
		id, err := b.p.insert(ctx, productInsert, args...)
		if err != nil {
			return err
		}
		next.ID = data.ProductID(id)
	} else if _, err := b.p.exec(ctx, productUpdate, append(args, old.ID)...); err != nil {
		return err
	}
	if err := b.writeVariants(ctx, old, next); err != nil {
		return err
	}
	return b.p.changed(ctx, data.Change{Kind: data.ProductChange, Product: next.ID, Text: old == nil || textChanged(old, next), At: b.now})
}

// productArgs are the columns of productInsert and productUpdate.
func productArgs(p *data.Product, hash [hashSize]byte) []any {
	return []any{p.Handle, strings.ToLower(p.Title), strings.ToLower(p.Brand), p.Category, bit(p.Active), int64(p.Price()),
		int64(p.Created), int64(p.Updated), hash[:], int64(p.CompareAt), bit(p.Taxable), p.TaxClass, bit(p.Returnable),
		p.LowStock, p.Rating, p.Reviews, p.Brand, p.Title, textsJSON(p.Tags), textsJSON(p.Images),
		string(appendAttributes(make([]byte, 0, 1024), p.Attributes)), p.Description, p.HTML}
}

// writeVariants brings the variants of a product from old to next. A SKU is a variant's
// identity: it keeps its id and its stock movements.
func (b *batch) writeVariants(ctx context.Context, old, next *data.Product) error {
	before := map[string]int{} // place in old by SKU
	if old != nil {
		for i := range old.Variants {
			before[strings.ToLower(old.Variants[i].SKU)] = i
		}
	}
	for i := range next.Variants {
		v := &next.Variants[i]
		key := strings.ToLower(v.SKU)
		at, there := before[key]
		if !there {
			continue
		}
		delete(before, key)
		was := &old.Variants[at]
		v.ID = was.ID
		if at == i && sameVariant(was, v) {
			continue
		}
		if _, err := b.p.exec(ctx, variantUpdate, append(variantArgs(next.ID, i, v), int64(v.ID))...); err != nil {
			return err
		}
		if err := b.move(ctx, v, v.Stock-was.Stock, b.reason); err != nil {
			return err
		}
	}
	if err := b.removeVariants(ctx, old, before); err != nil {
		return err
	}
	return b.addVariants(ctx, next)
}

// removeVariants deletes the variants of old at the places left over.
func (b *batch) removeVariants(ctx context.Context, old *data.Product, left map[string]int) error {
	for key, at := range left {
		gone := old.Variants[at]
		if _, err := b.p.exec(ctx, variantDelete, int64(gone.ID)); err != nil {
			return err
		}
		delete(b.owners, key)
		delta := -gone.Stock
		gone.Stock = 0
		if err := b.move(ctx, &gone, delta, "removed"); err != nil {
			return err
		}
	}
	return nil
}

// addVariants inserts the variants that have no id yet.
func (b *batch) addVariants(ctx context.Context, next *data.Product) error {
	for i := range next.Variants {
		v := &next.Variants[i]
		if v.ID != 0 {
			continue
		}
		id, err := b.p.insert(ctx, variantInsert, variantArgs(next.ID, i, v)...)
		if err != nil {
			return err
		}
		v.ID = data.VariantID(id)
		b.owners[strings.ToLower(v.SKU)] = next.ID
		if err := b.move(ctx, v, v.Stock, b.reason); err != nil {
			return err
		}
	}
	return nil
}

// variantArgs are the columns of variantInsert and variantUpdate.
func variantArgs(product data.ProductID, position int, v *data.Variant) []any {
	return []any{int64(product), position, v.SKU, strings.ToLower(v.SKU), bit(v.MadeSKU), string(appendOptions(nil, v.Options)),
		int64(v.Price), int64(v.CompareAt), bit(v.Tracked), v.Stock, bit(v.Backorder), v.Barcode, v.Image, v.Grams}
}

// move notes a change of stock; none is noted when it stays.
func (b *batch) move(ctx context.Context, v *data.Variant, delta int, reason string) error {
	if delta == 0 {
		return nil
	}
	_, err := b.p.exec(ctx, movementInsert, int64(b.now), v.SKU, strings.ToLower(v.SKU), delta, v.Stock, reason, "")
	return err
}

// addCategories makes the node of a path and its parents where they are missing.
func (b *batch) addCategories(ctx context.Context, path string) error {
	for ; path != "" && !b.paths[path]; path = data.Parent(path) {
		n, err := b.p.change(ctx, categoryAdd, path, data.CategoryLabel(path))
		if err != nil {
			return err
		}
		b.paths[path] = true
		if n == 0 {
			continue
		}
		if err := b.p.changed(ctx, data.Change{Kind: data.CategoryChange, Text: true, At: b.now}); err != nil {
			return err
		}
	}
	return nil
}

// sameVariant tells whether nothing but the id differs.
func sameVariant(a, b *data.Variant) bool {
	return a.SKU == b.SKU && a.MadeSKU == b.MadeSKU && slices.Equal(a.Options, b.Options) && a.Price == b.Price &&
		a.CompareAt == b.CompareAt && a.Tracked == b.Tracked && a.Stock == b.Stock && a.Backorder == b.Backorder &&
		a.Barcode == b.Barcode && a.Image == b.Image && a.Grams == b.Grams
}

// textChanged tells whether anything a shopper's words can meet differs.
func textChanged(a, b *data.Product) bool {
	if a.Title != b.Title || a.Description != b.Description || a.Brand != b.Brand || a.Category != b.Category || a.Active != b.Active ||
		!slices.Equal(a.Tags, b.Tags) || len(a.Variants) != len(b.Variants) ||
		string(appendAttributes(nil, a.Attributes)) != string(appendAttributes(nil, b.Attributes)) {
		return true
	}
	for i := range a.Variants {
		if a.Variants[i].SKU != b.Variants[i].SKU || !slices.Equal(a.Variants[i].Options, b.Variants[i].Options) {
			return true
		}
	}
	return false
}
