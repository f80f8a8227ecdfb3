package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"shoptalk/data"
	"shoptalk/index/vector"
)

// The names under which what was learned is kept in the store.
const (
	embedderLearned = "embedder"
	productVectors  = "product"
)

// meaning is the embedder of the catalog with the vectors of its products.
type meaning struct {
	embedder *vector.Embedder
	set      *vector.Set
}

// meanings holds the meaning in use; nil before it is loaded.
type meanings = atomic.Pointer[meaning]

// loadMeaning reads the embedder and the vectors that were made with it.
func (x *Index) loadMeaning(ctx context.Context) error {
	l, err := x.opt.Store.Learned(ctx, embedderLearned)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	e, err := vector.Decode(l.Bytes)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if l.Fingerprint != meaningFormat+e.Fingerprint() {
		return fmt.Errorf("%w: its embedder is of another format", errOutdated)
	}
	vectors, err := x.opt.Store.Vectors(ctx, productVectors, e.Fingerprint())
	if err != nil {
		return fmt.Errorf("index: read vectors: %w", err)
	}
	items := make([]vector.Item, len(vectors))
	for i, v := range vectors {
		items[i] = vector.Item(v)
	}
	return x.useMeaning(ctx, e, items)
}

// meaningFormat changes with the words that are embedded.
const meaningFormat = formatVersion + ":"

func (x *Index) useMeaning(ctx context.Context, e *vector.Embedder, items []vector.Item) error {
	set, err := vector.NewSet(ctx, e.Dims(), items)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	x.meaning.Store(&meaning{embedder: e, set: set})
	x.status.setVectors(set.Len())
	x.texts.Bump()
	return nil
}

// learnMeaning trains the embedder on the whole catalog and keeps it, with the vectors of
// all products, in the store.
func (x *Index) learnMeaning(ctx context.Context) error {
	var ids []int64
	var texts [][]string
	stems := stemmer{}
	err := x.eachPage(ctx, func(page []*data.Product) error {
		for _, p := range page {
			if p.Active {
				ids = append(ids, int64(p.ID))
				texts = append(texts, stems.meaningTerms(p))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	e, err := vector.Train(ctx, texts, vector.DefaultTraining())
	if err != nil {
		return fmt.Errorf("index: train: %w", err)
	}
	items := make([]vector.Item, 0, len(ids))
	for i, id := range ids {
		if v, ok := e.Embed(texts[i]); ok {
			items = append(items, vector.Item{ID: id, Values: v})
		}
	}
	if !x.private {
		if err := x.keepMeaning(ctx, e, items); err != nil {
			return err
		}
	}
	return x.useMeaning(ctx, e, items)
}

func (x *Index) keepMeaning(ctx context.Context, e *vector.Embedder, items []vector.Item) error {
	err := x.opt.Store.PutLearned(ctx, data.Learned{Name: embedderLearned, Fingerprint: meaningFormat + e.Fingerprint(), Bytes: e.Encode()})
	if err != nil {
		return fmt.Errorf("index: keep the embedder: %w", err)
	}
	for len(items) > 0 {
		n := min(pageSize, len(items))
		batch := make([]data.Vector, n)
		for i, it := range items[:n] {
			batch[i] = data.Vector(it)
		}
		if err := x.opt.Store.PutVectors(ctx, productVectors, e.Fingerprint(), batch); err != nil {
			return fmt.Errorf("index: keep vectors: %w", err)
		}
		items = items[n:]
	}
	return nil
}

// meaningTerms are the words a product's vector is made of: what it is called and what kind
// of thing it is count double.
func (s stemmer) meaningTerms(p *data.Product) []string {
	var b strings.Builder
	texts := productTexts(p)
	for _, t := range [...]string{texts[0], texts[0], texts[1], texts[1], texts[2], texts[3]} {
		s.fieldText(&b, t)
	}
	return strings.Fields(b.String())
}

// readMeaning loads the vectors, or makes them when there are none to load.
func (x *Index) readMeaning(ctx context.Context) {
	err := x.loadMeaning(ctx)
	if err != nil && ctx.Err() == nil {
		x.opt.Log.Info("the meaning of the catalog is learned anew", "reason", err)
		err = x.learnMeaning(ctx)
	}
	if err != nil && ctx.Err() == nil {
		x.opt.Log.Error("the search runs without meaning", "error", err)
	}
}

// changeMeaning brings the vectors of changed products up to date with the embedder there is.
func (x *Index) changeMeaning(ctx context.Context, products []*data.Product, gone []data.ProductID) error {
	m := x.meaning.Load()
	if m == nil {
		return nil
	}
	var errs []error
	var keep []data.Vector
	stems := stemmer{}
	for _, p := range products {
		v, ok := m.embedder.Embed(stems.meaningTerms(p))
		if !ok || !p.Active {
			gone = append(gone, p.ID)
			continue
		}
		errs = append(errs, m.set.Put(ctx, vector.Item{ID: int64(p.ID), Values: v}))
		keep = append(keep, data.Vector{ID: int64(p.ID), Values: v})
	}
	ids := make([]int64, 0, len(gone))
	for _, id := range gone {
		ids = append(ids, int64(id))
		errs = append(errs, m.set.Remove(ctx, int64(id)))
	}
	x.status.setVectors(m.set.Len())
	if !x.private && len(keep) > 0 {
		errs = append(errs, x.opt.Store.PutVectors(ctx, productVectors, m.embedder.Fingerprint(), keep))
	}
	if !x.private && len(ids) > 0 {
		errs = append(errs, x.opt.Store.DeleteVectors(ctx, productVectors, ids...))
	}
	return errors.Join(errs...)
}
