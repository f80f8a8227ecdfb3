package engine

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"shoptalk/data"
	"shoptalk/data/cache"
	"shoptalk/data/locale"
	"shoptalk/engine/policy"
)

// view is the shop as it was at one version of the change feed; immutable.
type view struct {
	shop     data.Shop
	loc      *locale.Locale
	policies *policies
	version  int64
}

func (v *view) money(m data.Money) Money {
	return Money{Amount: m, Currency: v.shop.Currency, Display: v.loc.Money(m)}
}

// shelf keeps the shop's view and its hot products at hand. It follows the change feed turn
// by turn: whatever was committed before a turn began is seen by it, also when another
// process wrote it.
type shelf struct {
	store    Store
	products *cache.Cache[*data.Product]
	catalog  cache.Generation // bumped when every product may have changed

	mu   sync.RWMutex // guards now; held for reading while products are put
	now  *view
	seen int64
}

const (
	productTTL   = 10 * time.Minute
	productBytes = 64 << 20
	// maxDropped is how many changed products are dropped one by one; beyond it the whole
	// cache begins anew.
	maxDropped = 500
)

func newShelf(store Store, enabled func() bool) (*shelf, error) {
	s := &shelf{store: store}
	var err error
	s.products, err = cache.New(cache.Options[*data.Product]{
		Name: "product", MaxBytes: productBytes, TTL: productTTL, Cost: productCost,
		Generations: []*cache.Generation{&s.catalog}, Enabled: enabled,
	})
	return s, err
}

func (s *shelf) close() { s.products.Close() }

// productCost estimates the bytes of a product in memory.
func productCost(p *data.Product) int64 {
	n := 400 + len(p.Title) + len(p.Description) + len(p.HTML)
	for k, v := range p.Attributes {
		n += 80 + len(k)
		for _, t := range v.Texts {
			n += 16 + len(t)
		}
	}
	return int64(n + 250*len(p.Variants) + 50*len(p.Images))
}

// view is the shop as it stands now. When the store cannot be read it is the last one known,
// or the shop of an empty database.
func (s *shelf) view(ctx context.Context) *view {
	version, err := s.store.Version(ctx)
	s.mu.RLock()
	now, seen := s.now, s.seen
	s.mu.RUnlock()
	if now != nil && (err != nil || version == seen) {
		return now
	}
	fresh, err := s.refresh(ctx, version)
	if err == nil {
		return fresh
	}
	if now != nil {
		return now
	}
	shop := data.DefaultShop()
	return &view{shop: shop, loc: locale.New(shop.Locale, shop.Currency), policies: newPolicies(nil, &policy.Matcher{})}
}

// refresh reads what changed since the version last seen and lets go of what it touches.
func (s *shelf) refresh(ctx context.Context, version int64) (*view, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != nil && s.seen >= version {
		return s.now, nil
	}
	if s.now != nil {
		changes, err := s.store.Changes(ctx, s.seen, maxDropped+1)
		if err == nil && len(changes) <= maxDropped && onlyProducts(changes) {
			for _, c := range changes {
				s.products.Drop(productKey(c.Product))
			}
			s.seen = version
			return s.now, nil
		}
	}
	v, err := readView(ctx, s.store, version)
	if err != nil {
		return nil, err
	}
	s.now, s.seen = v, version
	s.catalog.Bump()
	return v, nil
}

func onlyProducts(changes []data.Change) bool {
	for _, c := range changes {
		if c.Kind != data.ProductChange {
			return false
		}
	}
	return true
}

func readView(ctx context.Context, store Store, version int64) (*view, error) {
	shop, err := store.Shop(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the shop: %w", err)
	}
	policies, err := readPolicies(ctx, store)
	if err != nil {
		return nil, err
	}
	return &view{shop: shop, loc: locale.New(shop.Locale, shop.Currency), policies: policies, version: version}, nil
}

func productKey(id data.ProductID) string { return strconv.FormatInt(int64(id), 36) }

// load reads products by id, in order, from the cache and the missing ones in one query.
// Products that are gone or not active are left out. The products are shared: they must not
// be changed.
func (s *shelf) load(ctx context.Context, ids []data.ProductID) ([]*data.Product, error) {
	found := make(map[data.ProductID]*data.Product, len(ids))
	var missing []data.ProductID
	for _, id := range ids {
		if p, ok := s.products.Lookup(ctx, productKey(id)); ok {
			found[id] = p
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		if err := s.fetch(ctx, missing, found); err != nil {
			return nil, err
		}
	}
	out := make([]*data.Product, 0, len(ids))
	for _, id := range ids {
		if p := found[id]; p != nil && p.Active {
			out = append(out, p)
		}
	}
	return out, nil
}

// fetch reads from the store and keeps what it read, unless something changed meanwhile.
func (s *shelf) fetch(ctx context.Context, ids []data.ProductID, into map[data.ProductID]*data.Product) error {
	s.mu.RLock()
	before := s.seen
	s.mu.RUnlock()
	products, err := s.store.Products(ctx, ids...)
	if err != nil {
		return fmt.Errorf("read products: %w", err)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, p := range products {
		into[p.ID] = p
		if s.seen == before {
			s.products.Put(productKey(p.ID), p)
		}
	}
	return nil
}

// byHandle reads active products by handle, in order; unknown ones are left out.
func (s *shelf) byHandle(ctx context.Context, handles ...string) ([]*data.Product, error) {
	if len(handles) == 0 {
		return nil, nil
	}
	ids, err := s.store.ProductIDs(ctx, data.ByHandle, handles...)
	if err != nil {
		return nil, fmt.Errorf("find products: %w", err)
	}
	list := make([]data.ProductID, 0, len(handles))
	for _, h := range handles {
		if id, ok := ids[h]; ok {
			list = append(list, id)
		}
	}
	return s.load(ctx, list)
}
