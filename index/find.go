package index

import (
	"context"
	"fmt"

	"shoptalk/data"
	"shoptalk/index/keyword"
)

// maxTests is how many keys of options and attributes one search may constrain.
const maxTests = 64

// Find finds products. The steps are: all words; some of the words; words spelt alike; and
// when nothing matches at all, near misses as alternatives, by meaning or with what had to be
// dropped named. Errors are *data.Invalid for a query that makes no sense, the context's,
// and those of the store while the index is being made.
func (x *Index) Find(ctx context.Context, q Query) (Result, error) {
	if q.Size < 0 || q.Size > 100 || q.Offset < 0 {
		return Result{}, &data.Invalid{Field: "size", Reason: "must be 0 to 100, and the offset not negative"}
	}
	if len(q.Values)+len(q.Numbers) >= maxTests {
		return Result{}, &data.Invalid{Field: "constraints", Reason: fmt.Sprintf("must be fewer than %d", maxTests)}
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.gen == nil {
		return x.lookUp(ctx, q)
	}
	f := finder{x: x, g: x.gen, q: q, currency: x.status.getCurrency()}
	return f.find(ctx)
}

// finder is one search under way.
type finder struct {
	x        *Index
	g        *generation
	q        Query
	currency string
	res      Result
	words    []queryWord
}

func (f *finder) find(ctx context.Context) (Result, error) {
	f.res.Version = f.g.version
	hits, err := f.search(ctx, &f.q.Constraints)
	if err != nil {
		return Result{}, err
	}
	if len(hits) == 0 {
		if err := f.relax(ctx); err != nil {
			return Result{}, err
		}
	}
	f.finish(f.named(hits))
	return f.res, nil
}

// named leaves, where the order is not by relevance, those products whose title, brand or
// category says a word of the query, if there are any: the cheapest printer is no ribbon
// that fits a printer. By relevance such products merely stand last.
func (f *finder) named(hits []found) []found {
	if f.q.Sort == "" || f.q.Sort == Relevance || f.q.Exact || len(f.words) == 0 {
		return hits
	}
	var out []found
	for _, h := range hits {
		if h.rank != nil && (h.rank.fields.Has(keyword.Title) || h.rank.fields.Has(keyword.Kind)) {
			out = append(out, h)
		}
	}
	if len(out) == 0 {
		return hits
	}
	return out
}

// search finds all products that fulfil constraints, the text included, unsorted.
func (f *finder) search(ctx context.Context, c *Constraints) ([]found, error) {
	test := f.g.cols.compile(c, f.currency, f.said(ctx))
	if c.Text == "" || !f.x.opt.Features().Search {
		f.step(LevelConstraints)
		return f.scan(test), nil
	}
	r, err := f.x.rankText(ctx, f.g, c.Text, f.q.Exact, LevelAll)
	if err != nil {
		return nil, err
	}
	f.res.Assumed, f.words = r.assumed, r.words
	if len(r.words) == 0 {
		f.step(LevelConstraints)
		if c.OnlyText() {
			return nil, nil // "!!!" and "the" ask for nothing there is
		}
		return f.scan(test), nil
	}
	for _, level := range f.levels(len(r.words)) {
		if level != LevelAll {
			if r, err = f.x.rankText(ctx, f.g, c.Text, f.q.Exact, level); err != nil {
				return nil, err
			}
		}
		f.step(level)
		if hits := f.keep(test, r); len(hits) > 0 {
			return hits, nil
		}
	}
	return nil, nil
}

// levels lists the steps of a search by words in order.
func (f *finder) levels(words int) []string {
	out := make([]string, 1, 4)
	out[0] = LevelAll
	features := f.x.opt.Features()
	if f.q.Exact {
		return out
	}
	if features.Partial && words > 1 {
		out = append(out, LevelSome)
	}
	if features.Fuzzy {
		out = append(out, LevelFuzzy)
	}
	return out
}

func (f *finder) step(level string) {
	f.res.Level = level
	if f.q.Explain {
		f.res.Steps = append(f.res.Steps, level)
	}
}

// found is a product that fulfils the search.
type found struct {
	matched
	place int32
	rank  *ranked // nil without words
}

// keep tests the products of a ranking.
func (f *finder) keep(test *filter, r *ranking) []found {
	out := make([]found, 0, min(len(r.hits), 256))
	for i := range r.hits {
		h := &r.hits[i]
		if m, ok := test.match(h.place); ok {
			out = append(out, found{matched: m, place: h.place, rank: h})
		}
	}
	return out
}

// scan tests every product.
func (f *finder) scan(test *filter) []found {
	var out []found
	for r := range f.g.cols.ids {
		if m, ok := test.match(int32(r)); ok {
			out = append(out, found{matched: m, place: int32(r)})
		}
	}
	return out
}

// said gives the function that finds products whose text says all words of a phrase.
func (f *finder) said(ctx context.Context) func(string) places {
	return func(text string) places {
		p := newPlaces(len(f.g.cols.ids))
		qw, _ := f.x.readWords(text, true)
		if len(qw) == 0 {
			return p
		}
		r, err := f.x.rankWords(ctx, f.g, qw, false)
		if err != nil {
			f.x.opt.Log.Warn("an excluded word could not be looked up", "error", err)
			return p
		}
		for i := range r.hits {
			p.add(r.hits[i].place)
		}
		return p
	}
}

// finish sorts what was found, cuts the window out and counts facets.
func (f *finder) finish(hits []found) {
	f.res.Total = len(hits)
	if len(f.q.Facets) > 0 {
		f.res.Facets = f.g.cols.facets(hits, f.q.Facets)
	}
	window := f.g.cols.sortWindow(hits, f.q.Sort, f.q.Offset, f.q.Size)
	f.res.Hits = f.hits(window)
}

func (f *finder) hits(list []found) []Hit {
	if len(list) == 0 {
		return nil
	}
	out := make([]Hit, len(list))
	for i := range list {
		h := &list[i]
		out[i] = Hit{ID: f.g.cols.ids[h.place], Variant: h.variant, Price: h.price, InStock: h.inStock}
		if h.rank != nil {
			out[i].Score = float64(h.rank.score)
			out[i].Why = f.why(h.rank)
		}
	}
	return out
}
