package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shoptalk/data"
)

// PatchProduct implements data.CatalogWriter.
func (s *Store) PatchProduct(ctx context.Context, handle string, patch data.ProductPatch) (*data.Product, error) {
	var out *data.Product
	err := s.fast(ctx, func(tx context.Context, p place) error {
		b, err := p.editing(tx, patch.Reason, handle)
		if err != nil {
			return err
		}
		k, there := b.known[handle]
		if !there {
			return data.ErrNotFound
		}
		old := b.products[k.id]
		if out, err = patched(old, &patch); err != nil {
			return err
		}
		res, err := b.store(tx, old, out)
		if err == nil {
			err = res.Err
		}
		return err
	})
	if err != nil {
		return nil, wrap(err, "patch product %s", handle)
	}
	return out, nil
}

// editing is a batch without puts, over products that are there.
func (p place) editing(ctx context.Context, reason string, handles ...string) (*batch, error) {
	if reason == "" {
		reason = "admin"
	}
	b := &batch{p: p, now: p.s.now(), reason: reason, paths: map[string]bool{}, owners: map[string]data.ProductID{}}
	if err := b.readKnown(ctx, handles); err != nil {
		return nil, err
	}
	var ids []data.ProductID
	for _, h := range handles {
		if k, there := b.known[h]; there {
			ids = append(ids, k.id)
		}
	}
	list, err := p.products(ctx, ids)
	b.products = make(map[data.ProductID]*data.Product, len(list))
	for _, product := range list {
		b.products[product.ID] = product
	}
	return b, err
}

// patched is a product with some fields changed; the old one stays as it is.
func patched(old *data.Product, patch *data.ProductPatch) (*data.Product, error) {
	next := *old
	next.Variants = slices.Clone(old.Variants)
	set(&next.Title, patch.Title)
	set(&next.Description, patch.Description)
	if patch.Description != nil && *patch.Description != old.Description {
		next.HTML = "" // was made of the text before
	}
	set(&next.Brand, patch.Brand)
	set(&next.Category, patch.Category)
	set(&next.Active, patch.Active)
	set(&next.CompareAt, patch.CompareAt)
	next.Title, next.Brand = strings.TrimSpace(next.Title), strings.TrimSpace(next.Brand)
	next.Category = strings.Trim(strings.ToLower(strings.TrimSpace(next.Category)), "/")
	for i := range next.Variants {
		set(&next.Variants[i].Price, patch.Price)
	}
	for _, vp := range patch.Variants {
		at := slices.IndexFunc(next.Variants, func(v data.Variant) bool { return strings.EqualFold(v.SKU, vp.SKU) })
		if at < 0 {
			return nil, fmt.Errorf("variant %s: %w", vp.SKU, data.ErrNotFound)
		}
		v := &next.Variants[at]
		set(&v.Price, vp.Price)
		set(&v.Backorder, vp.Backorder)
		if set(&v.Stock, vp.Stock) {
			v.Tracked = true
		}
	}
	return &next, nil
}

// set puts a value in its place when there is one.
func set[T any](place *T, value *T) bool {
	if value != nil {
		*place = *value
	}
	return value != nil
}

// DeleteProducts implements data.CatalogWriter. The stock of what goes is written off.
func (s *Store) DeleteProducts(ctx context.Context, handles ...string) (int, error) {
	n := 0
	err := s.fast(ctx, func(tx context.Context, p place) error {
		b, err := p.editing(tx, "removed", handles...)
		if err != nil {
			return err
		}
		for _, h := range handles {
			k, there := b.known[h]
			if !there {
				continue
			}
			delete(b.known, h) // a handle may be named twice
			if err := b.remove(tx, b.products[k.id]); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, wrap(err, "delete products")
	}
	return n, nil
}

// remove deletes one product; its variants go with it.
func (b *batch) remove(ctx context.Context, p *data.Product) error {
	for _, v := range p.Variants {
		delta := -v.Stock
		v.Stock = 0
		if err := b.move(ctx, &v, delta, b.reason); err != nil {
			return err
		}
	}
	if _, err := b.p.exec(ctx, productDelete, int64(p.ID)); err != nil {
		return err
	}
	return b.p.changed(ctx, data.Change{Kind: data.ProductChange, Product: p.ID, Text: true, Deleted: true, At: b.now})
}
