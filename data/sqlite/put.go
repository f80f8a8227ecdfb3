package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"shoptalk/data"
)

// PutProducts implements data.CatalogWriter. What the batch meets in the store is read with
// three statements at most; each product that changed is then written by itself.
func (s *Store) PutProducts(ctx context.Context, puts []data.ProductPut, dry bool) ([]data.PutResult, error) {
	results := make([]data.PutResult, len(puts))
	err := s.fast(ctx, func(tx context.Context, p place) error {
		b, err := p.newBatch(tx, puts)
		if err != nil {
			return err
		}
		for i := range b.puts {
			if err := ctx.Err(); err != nil {
				return err
			}
			if results[i], err = b.put(tx, &b.puts[i]); err != nil {
				return fmt.Errorf("product %s: %w", b.puts[i].product.Handle, err)
			}
		}
		if dry {
			return errDry
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDry) {
		return nil, wrap(err, "put %d products", len(puts))
	}
	return results, wrap(s.boundLog(ctx), "put %d products", len(puts))
}

// incoming is one put, made normal.
type incoming struct {
	product *data.Product
	fields  data.Fields
	hash    [hashSize]byte
	err     error // why it is refused whatever the store holds
}

// whole tells whether the put replaces everything, so that its hash can be compared.
func (in *incoming) whole() bool {
	return in.fields&data.AllFields == data.AllFields && in.fields&data.FieldMerge == 0
}

// batch is a set of puts with what they meet in the store. It follows the changes the batch
// itself makes, so that a handle or SKU may come twice.
type batch struct {
	p        place
	now      data.Time
	reason   string // for stock movements
	puts     []incoming
	known    map[string]known
	products map[data.ProductID]*data.Product
	owners   map[string]data.ProductID // by SKU in lower case
	paths    map[string]bool           // categories that are surely there
}

// known is a product that is there.
type known struct {
	id   data.ProductID
	hash [hashSize]byte
}

func (p place) newBatch(ctx context.Context, puts []data.ProductPut) (*batch, error) {
	b := &batch{p: p, now: p.s.now(), reason: "import", puts: make([]incoming, len(puts)), paths: map[string]bool{}}
	handles := make([]string, len(puts))
	for i := range puts {
		b.puts[i] = normal(&puts[i])
		handles[i] = b.puts[i].product.Handle
	}
	if err := b.readKnown(ctx, handles); err != nil {
		return nil, err
	}
	return b, b.readMet(ctx)
}

// readKnown finds which handles are there.
func (b *batch) readKnown(ctx context.Context, handles []string) error {
	b.known = make(map[string]known, len(handles))
	return b.p.each(ctx, productsByHandle, func(r row) error {
		var handle string
		var k known
		var hash []byte
		err := r.Scan(&k.id, &handle, &hash)
		copy(k.hash[:], hash)
		b.known[handle] = k
		return err
	}, textsJSON(handles))
}

// readMet reads the products that may change and the owners of the SKUs they will have. What
// is unchanged is not read, unless the batch names it twice.
func (b *batch) readMet(ctx context.Context) error {
	var ids []data.ProductID
	var skus []string
	times := make(map[string]int, len(b.puts))
	for i := range b.puts {
		times[b.puts[i].product.Handle]++
	}
	for i := range b.puts {
		in := &b.puts[i]
		k, there := b.known[in.product.Handle]
		if in.err != nil || there && in.whole() && in.hash == k.hash && times[in.product.Handle] == 1 {
			continue
		}
		if there {
			ids = append(ids, k.id)
		}
		for j := range in.product.Variants {
			skus = append(skus, strings.ToLower(in.product.Variants[j].SKU))
		}
		if len(in.product.Variants) == 0 {
			skus = append(skus, strings.ToLower(data.MakeSKU(in.product.Handle, nil)))
		}
	}
	list, err := b.p.products(ctx, ids)
	if err != nil {
		return err
	}
	b.products = make(map[data.ProductID]*data.Product, len(list))
	for _, product := range list {
		b.products[product.ID] = product
	}
	b.owners = make(map[string]data.ProductID, len(skus))
	if len(skus) == 0 {
		return nil
	}
	return b.p.each(ctx, variantOwners, func(r row) error {
		var key string
		var id data.ProductID
		err := r.Scan(&key, &id)
		b.owners[key] = id
		return err
	}, textsJSON(skus))
}

// put does one put. The error is of the store; what is wrong with the product stands in the
// result.
func (b *batch) put(ctx context.Context, in *incoming) (data.PutResult, error) {
	k, there := b.known[in.product.Handle]
	if in.err != nil {
		return data.PutResult{ID: k.id, Outcome: data.Refused, Err: in.err}, nil
	}
	if there && in.whole() && in.hash == k.hash {
		return data.PutResult{ID: k.id, Outcome: data.Unchanged}, nil
	}
	if !there {
		addDefault(in.product)
		return b.store(ctx, nil, in.product)
	}
	old := b.products[k.id]
	next, err := merge(old, in.product, in.fields)
	if err != nil {
		return data.PutResult{ID: k.id, Outcome: data.Refused, Err: err}, nil
	}
	return b.store(ctx, old, next)
}

// store writes what a product has become: old is nil for a new one.
func (b *batch) store(ctx context.Context, old, next *data.Product) (data.PutResult, error) {
	res := data.PutResult{Outcome: data.Created}
	if old != nil {
		res = data.PutResult{ID: old.ID, Outcome: data.Updated}
		next.ID, next.Created = old.ID, old.Created
	}
	err := validate(next)
	if err == nil {
		err = b.unowned(next)
	}
	if err != nil {
		res.Outcome, res.Err = data.Refused, err
		return res, nil
	}
	hash := hashOf(next)
	if old != nil && hash == b.known[old.Handle].hash {
		res.Outcome = data.Unchanged
		return res, nil
	}
	if err := b.write(ctx, old, next, hash); err != nil {
		return res, err
	}
	res.ID = next.ID
	b.known[next.Handle] = known{id: next.ID, hash: hash}
	b.products[next.ID] = next
	return res, nil
}

// unowned checks that no SKU of a product belongs to another.
func (b *batch) unowned(p *data.Product) error {
	for i := range p.Variants {
		sku := p.Variants[i].SKU
		if owner, taken := b.owners[strings.ToLower(sku)]; taken && owner != p.ID {
			return fmt.Errorf("variants[%d].sku: %q belongs to another product: %w", i, sku, data.ErrConflict)
		}
	}
	return nil
}
