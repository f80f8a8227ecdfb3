package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"shoptalk/data"
	"shoptalk/index/keyword"
)

// changeBatch is how many changes are read from the feed at a time.
const changeBatch = 2000

// quiet is how long the catalog must rest before the index is put in order.
const quiet = 3 * time.Second

// mergeEdits is how many edited products are worth a merge of the pieces they left.
const mergeEdits = 100

// rebuildLeast and rebuildShare are how many products, and what share of the catalog, must
// have been edited for the index to be made anew: it searches better after that, and the
// vocabulary and the vectors are learned from the catalog as it now is.
const (
	rebuildLeast = 500
	rebuildShare = 0.2
)

// Notify makes Follow look for changes at once. It never blocks.
func (x *Index) Notify() {
	select {
	case x.notify <- struct{}{}:
	default:
	}
}

// Follow keeps the index up to date with the store until the context ends; it then gives nil.
// A store that cannot be read is asked again later.
func (x *Index) Follow(ctx context.Context) error {
	tick := time.NewTicker(x.opt.Poll)
	defer tick.Stop()
	for {
		if err := x.catchUp(ctx); err != nil && ctx.Err() == nil {
			x.opt.Log.Warn("the search index could not follow the catalog", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-x.notify:
		}
	}
}

// CatchUp applies at once what changed in the store, for those who cannot wait for Follow.
func (x *Index) CatchUp(ctx context.Context) error { return x.catchUp(ctx) }

// catchUp applies the changes the index does not have yet.
func (x *Index) catchUp(ctx context.Context) error {
	store, err := x.opt.Store.Version(ctx)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	defer func() { x.status.seen(store, data.At(x.opt.Clock())) }()
	x.applying.Lock()
	defer x.applying.Unlock()
	g := x.gen // only changed while applying is held
	if g == nil {
		return nil
	}
	for g.version < store {
		changes, err := x.opt.Store.Changes(ctx, g.version, changeBatch)
		if errors.Is(err, data.ErrTrimmed) {
			x.rebuildSoon()
			return nil
		}
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		if len(changes) == 0 {
			return nil
		}
		if err := x.apply(ctx, g, changes); err != nil {
			return err
		}
		g.edited = x.opt.Clock()
	}
	return x.tidy(ctx, g)
}

// tidy puts the index in order when the catalog rests: after many edits it is made anew,
// after some its pieces are merged.
func (x *Index) tidy(ctx context.Context, g *generation) error {
	if g.edits == 0 || x.opt.Clock().Sub(g.edited) < quiet {
		return nil
	}
	if g.edits > rebuildLeast && float64(g.edits) > rebuildShare*float64(len(g.cols.ids)) {
		x.rebuildSoon()
		return nil
	}
	if g.edits-g.merged < mergeEdits {
		return nil
	}
	g.merged = g.edits
	return g.words.Merge(ctx)
}

// changed is what a batch of changes touches.
type changed struct {
	text, fields []data.ProductID // products whose text, or only price and stock, changed
	gone         []data.ProductID
	shop         bool // anything but products
}

// sortChanges keeps of several changes to a product what they come to.
func sortChanges(changes []data.Change) changed {
	text, order := map[data.ProductID]bool{}, []data.ProductID{}
	gone := map[data.ProductID]bool{}
	var out changed
	for _, c := range changes {
		switch c.Kind {
		case data.ProductChange:
			if _, ok := text[c.Product]; !ok {
				order = append(order, c.Product)
			}
			text[c.Product] = text[c.Product] || c.Text
			gone[c.Product] = c.Deleted
		default: // the shop, its policies, synonyms and categories are few: all are read again
			out.shop = true
		}
	}
	for _, id := range order {
		switch {
		case gone[id]:
			out.gone = append(out.gone, id)
		case text[id]:
			out.text = append(out.text, id)
		default:
			out.fields = append(out.fields, id)
		}
	}
	return out
}

// apply brings one batch of changes into the index. The caller holds applying.
func (x *Index) apply(ctx context.Context, g *generation, changes []data.Change) error {
	ch := sortChanges(changes)
	last := changes[len(changes)-1].Seq
	if ch.shop {
		if err := x.readShop(ctx); err != nil {
			return err
		}
	}
	products, err := x.opt.Store.Products(ctx, append(ch.text, ch.fields...)...)
	if err != nil {
		return fmt.Errorf("index: read changed products: %w", err)
	}
	if err := x.applyText(g, ch, products, last); err != nil {
		return err
	}
	x.mu.Lock()
	for _, p := range products {
		g.cols.put(p)
	}
	for _, id := range ch.gone {
		g.cols.remove(id)
	}
	g.version = last
	x.mu.Unlock()
	x.status.opened(last, g.cols.liveCount())
	if err := x.changeMeaning(ctx, textOf(products, ch.text), ch.gone); err != nil {
		x.opt.Log.Warn("the vectors of changed products are not up to date", "error", err)
	}
	if len(ch.text)+len(ch.gone) > 0 || ch.shop {
		x.texts.Bump()
	}
	return nil
}

// textOf picks the products with one of the ids.
func textOf(products []*data.Product, ids []data.ProductID) []*data.Product {
	var out []*data.Product
	for _, p := range products {
		if slices.Contains(ids, p.ID) {
			out = append(out, p)
		}
	}
	return out
}

// applyText writes the words of products whose text changed. Prices and stock alone never
// touch the words.
func (x *Index) applyText(g *generation, ch changed, products []*data.Product, last int64) error {
	texts := make(map[data.ProductID]bool, len(ch.text))
	for _, id := range ch.text {
		texts[id] = true
	}
	remove := make([]int64, 0, len(ch.gone))
	for _, id := range ch.gone {
		remove = append(remove, int64(id))
	}
	var docs []keyword.Doc
	var active []*data.Product
	stems := stemmer{}
	for _, p := range products {
		switch {
		case !p.Active:
			remove = append(remove, int64(p.ID))
		case texts[p.ID]:
			docs = append(docs, stems.document(p))
			active = append(active, p)
		}
	}
	if len(docs)+len(remove) == 0 {
		return nil
	}
	if err := g.words.Put(docs, remove, last); err != nil {
		return err
	}
	g.edits += len(docs) + len(remove)
	x.learnMore(active)
	return g.words.Refresh()
}

// learnMore adds what new products say to the vocabulary. What deleted products said stays
// until the next rebuild; it leads to no result and does no harm.
func (x *Index) learnMore(products []*data.Product) {
	if len(products) == 0 {
		return
	}
	l := newLearner()
	for _, p := range products {
		l.learn(p)
	}
	v := x.vocab.Load().with(l.vocabulary())
	x.synonyms.Load().teach(v)
	x.vocab.Store(v)
}
