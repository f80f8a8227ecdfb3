package index

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"shoptalk/data"
	"shoptalk/index/keyword"
)

// Rebuild makes the index anew beside the one in use and switches to it when it is whole.
// Progress, which may be nil, hears how many of how many products are done. Searches are
// answered by the old index meanwhile.
func (x *Index) Rebuild(ctx context.Context, progress func(done, total int64)) error {
	x.status.startBuilding()
	err := x.rebuild(ctx, progress)
	x.status.stopBuilding(err)
	return err
}

// build is a generation in the making.
type build struct {
	gen      *generation
	dir      string
	learner  *learner
	done     int64
	total    int64
	progress func(done, total int64)
}

func (x *Index) rebuild(ctx context.Context, progress func(done, total int64)) error {
	x.building.Lock()
	defer x.building.Unlock()
	b, err := x.newBuild(ctx, progress)
	if err != nil {
		return err
	}
	v, err := x.fill(ctx, b)
	if err == nil {
		err = x.switchTo(ctx, b, v)
	}
	if err != nil {
		return errors.Join(err, b.gen.close(), os.RemoveAll(b.dir))
	}
	return x.learnMeaning(ctx)
}

func (x *Index) newBuild(ctx context.Context, progress func(done, total int64)) (*build, error) {
	version, err := x.opt.Store.Version(ctx)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	name := buildPrefix + randomName()
	b := &build{dir: filepath.Join(x.dir, name), learner: newLearner(), progress: progress}
	if b.progress == nil {
		b.progress = func(int64, int64) {}
	}
	if b.total, err = x.countProducts(ctx); err != nil {
		return nil, err
	}
	if err := os.Mkdir(b.dir, 0o755); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	w, err := keyword.Create(filepath.Join(b.dir, wordsFolder))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(b.dir))
	}
	b.gen = &generation{name: name, words: w, cols: newColumns(), version: version}
	return b, nil
}

func randomName() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// countProducts is the number of active products, by the top categories and those without:
// an estimate that is good enough for a progress bar.
func (x *Index) countProducts(ctx context.Context) (int64, error) {
	if n := x.Status().Documents; n > 0 {
		return int64(n), nil
	}
	list, err := x.opt.Store.Categories(ctx)
	if err != nil {
		return 0, fmt.Errorf("index: %w", err)
	}
	n := 0
	for _, c := range list {
		if data.Parent(c.Path) == "" {
			n += c.Count
		}
	}
	return int64(n), nil
}

// fill reads all products into a build. Changes made meanwhile are in the feed after the
// build's version and are applied again later, which does no harm.
func (x *Index) fill(ctx context.Context, b *build) (*Vocabulary, error) {
	err := x.eachPage(ctx, func(page []*data.Product) error { return b.add(page) })
	if err != nil {
		return nil, err
	}
	if err := b.gen.words.Put(nil, nil, b.gen.version); err != nil {
		return nil, err
	}
	if err := b.gen.words.Merge(ctx); err != nil {
		return nil, err
	}
	v := b.learner.vocabulary()
	x.synonyms.Load().teach(v)
	b.gen.saved = b.gen.version
	err = errors.Join(
		b.gen.cols.save(filepath.Join(b.dir, columnsFile), b.gen.version),
		v.save(filepath.Join(b.dir, vocabularyFile)),
	)
	if err != nil {
		return nil, fmt.Errorf("index: save: %w", err)
	}
	b.progress(b.done, b.done)
	return v, nil
}

// pageSize is how many products are read and indexed at a time.
const pageSize = 1000

// eachPage reads all products, inactive ones too, in pages.
func (x *Index) eachPage(ctx context.Context, use func([]*data.Product) error) error {
	f := data.ProductFilter{Size: pageSize}
	for {
		page, err := x.opt.Store.ListProducts(ctx, f)
		if err != nil {
			return fmt.Errorf("index: read products: %w", err)
		}
		if err := use(page.Items); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if f.After = page.Next; f.After == "" {
			return nil
		}
	}
}

func (b *build) add(page []*data.Product) error {
	docs := make([]keyword.Doc, 0, len(page))
	for _, p := range page {
		b.gen.cols.put(p)
		if p.Active {
			docs = append(docs, b.learner.stems.document(p))
			b.learner.learn(p)
		}
	}
	if err := b.gen.words.Put(docs, nil, 0); err != nil {
		return err
	}
	b.done += int64(len(page))
	b.progress(b.done, max(b.total, b.done))
	return nil
}

// switchTo puts a build in the place of the generation in use.
func (x *Index) switchTo(ctx context.Context, b *build, v *Vocabulary) error {
	x.applying.Lock()
	defer x.applying.Unlock()
	if err := x.setCurrent(ctx, b.gen.name); err != nil {
		return err
	}
	x.mu.Lock()
	old := x.gen
	x.gen = b.gen
	x.vocab.Store(v)
	x.mu.Unlock()
	x.texts.Bump()
	x.status.opened(b.gen.version, b.gen.cols.liveCount())
	if old != nil {
		if err := old.close(); err != nil {
			x.opt.Log.Warn("the old search index did not close cleanly", "error", err)
		}
	}
	x.sweep(b.gen.name)
	return nil
}
