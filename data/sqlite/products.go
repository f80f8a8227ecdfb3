package sqlite

import (
	"context"
	"strings"

	"shoptalk/data"
)

// Products implements data.Catalog.
func (s *Store) Products(ctx context.Context, ids ...data.ProductID) ([]*data.Product, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var list []*data.Product
	err := s.snapshot(ctx, func(p place) (err error) {
		list, err = p.products(ctx, ids)
		return err
	})
	return list, wrap(err, "read %d products", len(ids))
}

// products reads a batch with two statements, in the order asked, each id once.
func (p place) products(ctx context.Context, ids []data.ProductID) ([]*data.Product, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found := make(map[data.ProductID]*data.Product, len(ids))
	once := make([]data.ProductID, 0, len(ids))
	for _, id := range ids {
		if _, again := found[id]; !again {
			found[id] = nil
			once = append(once, id)
		}
	}
	batch := string(appendIDs(nil, once))
	err := p.each(ctx, productsByID, func(r row) error {
		product, err := scanProduct(r)
		found[product.ID] = product
		return err
	}, batch)
	if err != nil {
		return nil, err
	}
	list := make([]*data.Product, 0, len(once))
	for _, id := range once {
		if product := found[id]; product != nil {
			list = append(list, product)
		}
	}
	return list, p.each(ctx, productsVariants, func(r row) error {
		id, v, err := scanVariant(r)
		if err == nil {
			found[id].Variants = append(found[id].Variants, v)
		}
		return err
	}, batch)
}

func scanVariant(r row) (product data.ProductID, v data.Variant, err error) {
	var options string
	err = r.Scan(&product, &v.ID, &v.SKU, &v.MadeSKU, &options, &v.Price, &v.CompareAt, &v.Tracked, &v.Stock,
		&v.Backorder, &v.Barcode, &v.Image, &v.Grams)
	if err == nil {
		v.Options, err = parseOptions(options)
	}
	return product, v, err
}

func scanProduct(r row) (*data.Product, error) {
	p := &data.Product{}
	var tags, images, attributes string
	err := r.Scan(&p.ID, &p.Handle, &p.Title, &p.Description, &p.HTML, &p.Brand, &p.Category, &tags, &p.CompareAt,
		&p.Taxable, &p.TaxClass, &p.Returnable, &p.Active, &p.LowStock, &p.Rating, &p.Reviews, &images, &attributes, &p.Created, &p.Updated)
	if err != nil {
		return p, err
	}
	if p.Tags, err = parseTexts(tags); err != nil {
		return p, err
	}
	if p.Images, err = parseTexts(images); err != nil {
		return p, err
	}
	p.Attributes, err = parseAttributes(attributes)
	return p, err
}

// ProductIDs implements data.Catalog.
func (s *Store) ProductIDs(ctx context.Context, by data.ProductKey, names ...string) (map[string]data.ProductID, error) {
	found := make(map[string]data.ProductID, len(names))
	if len(names) == 0 {
		return found, nil
	}
	id, fold := productsIDByHandle, strings.ToLower
	switch by {
	case data.BySKU:
		id = productsIDBySKU
	case data.ByBarcode:
		id, fold = productsIDByBarcode, strings.Clone
	case data.ByHandle:
	default:
		return nil, wrap(&data.Invalid{Field: "by", Reason: "must be handle, sku or barcode"}, "find products")
	}
	asked := make(map[string][]string, len(names)) // what was asked, by what is compared
	keys := make([]string, 0, len(names))
	for _, name := range names {
		key := fold(name)
		if asked[key] == nil {
			keys = append(keys, key)
		}
		asked[key] = append(asked[key], name)
	}
	err := s.reads().each(ctx, id, func(r row) error {
		var key string
		var product data.ProductID
		err := r.Scan(&key, &product)
		for _, name := range asked[key] {
			if first, ok := found[name]; !ok || product < first {
				found[name] = product
			}
		}
		return err
	}, textsJSON(keys))
	return found, wrap(err, "find products by %s", by)
}

// StockMovements implements data.Catalog.
func (s *Store) StockMovements(ctx context.Context, sku string, size int) ([]data.StockMovement, error) {
	list, err := all(ctx, s.reads(), movementsBySKU, func(r row) (m data.StockMovement, err error) {
		err = r.Scan(&m.ID, &m.At, &m.SKU, &m.Delta, &m.Left, &m.Reason, &m.Ref)
		return m, err
	}, strings.ToLower(sku), pageSize(size))
	return list, wrap(err, "read stock movements of %s", sku)
}
