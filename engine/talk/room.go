package talk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shoptalk/data"
	"shoptalk/data/sqlite"
	"shoptalk/engine"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// Room is a fresh copy of a fixture with an engine that answers in it. It is used by one
// conversation, one turn at a time.
type Room struct {
	dir    string
	now    data.Time
	store  *sqlite.Store
	finder *witness
	engine *engine.Engine
}

// witness is an index that remembers the searches of a turn, so that what a reply shows can
// be told from all that matches.
type witness struct {
	*index.Index
	asked []index.Query
}

// Find finds products.
func (w *witness) Find(ctx context.Context, q index.Query) (index.Result, error) {
	w.asked = append(w.asked, q)
	return w.Index.Find(ctx, q)
}

// Room copies the fixture and opens the copy. The reader is shared: it does not change.
func (f *Fixture) Room(ctx context.Context, reader *nlu.Reader) (*Room, error) {
	r := &Room{now: data.At(f.now)}
	if err := r.open(ctx, f, reader); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

func (r *Room) open(ctx context.Context, f *Fixture, reader *nlu.Reader) (err error) {
	if r.dir, err = os.MkdirTemp("", "shoptalk-room-"); err != nil {
		return err
	}
	if err = copyTree(r.dir, f.dir); err != nil {
		return err
	}
	clock := at(&r.now)
	if r.store, err = sqlite.Open(ctx, filepath.Join(r.dir, "shop.db"), sqlite.Options{Clock: clock}); err != nil {
		return err
	}
	x, err := index.Open(ctx, index.Options{Dir: filepath.Join(r.dir, "index"), Store: r.store, Clock: clock})
	if err != nil {
		return err
	}
	r.finder = &witness{Index: x}
	if err = x.Wait(ctx); err != nil {
		return err
	}
	r.engine, err = engine.New(engine.Options{Store: r.store, Index: r.finder, Reader: reader, Clock: clock})
	return err
}

// At sets the clock.
func (r *Room) At(now time.Time) { r.now = data.At(now) }

// Say answers one message. What earlier turns changed in the shop is found by it.
func (r *Room) Say(ctx context.Context, t engine.Turn) (*engine.Reply, error) {
	if err := r.finder.CatchUp(ctx); err != nil {
		return nil, err
	}
	r.finder.asked = nil
	return r.engine.Respond(ctx, t)
}

// Close removes the copy.
func (r *Room) Close() error {
	var errs []error
	if r.engine != nil {
		r.engine.Close()
	}
	if r.finder != nil {
		errs = append(errs, r.finder.Close())
	}
	if r.store != nil {
		errs = append(errs, r.store.Close())
	}
	return errors.Join(append(errs, os.RemoveAll(r.dir))...)
}

// matches are all products that match what a reply shows, in order: the search behind it is
// asked again without its window. A reply that shows no list has only the products it names.
func (r *Room) matches(ctx context.Context, reply *engine.Reply) ([]*data.Product, error) {
	shown := make([]data.ProductID, len(reply.Products))
	for i := range reply.Products {
		shown[i] = reply.Products[i].ID
	}
	if slices.Contains(reply.Actions, "show_products") {
		for _, q := range slices.Backward(r.finder.asked) {
			ids, ok, err := r.all(ctx, q, shown, reply.Total)
			if err != nil {
				return nil, err
			}
			if ok {
				shown = ids
				break
			}
		}
	}
	return r.store.Products(ctx, shown...)
}

// all is every match of a search, if it is the one that found what was shown.
func (r *Room) all(ctx context.Context, q index.Query, shown []data.ProductID, total int) ([]data.ProductID, bool, error) {
	res, err := r.finder.Index.Find(ctx, q)
	if err != nil || res.Total != total || !slices.Equal(idsOf(res.Hits), shown) {
		return nil, false, err
	}
	var ids []data.ProductID
	q.Size, q.Facets = 100, nil
	for q.Offset = 0; q.Offset < total; q.Offset += q.Size {
		if res, err = r.finder.Index.Find(ctx, q); err != nil {
			return nil, false, err
		}
		ids = append(ids, idsOf(res.Hits)...)
	}
	return ids, true, nil
}

func idsOf(hits []index.Hit) []data.ProductID {
	ids := make([]data.ProductID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids
}
