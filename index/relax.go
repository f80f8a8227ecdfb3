package index

import (
	"context"
	"maps"
	"slices"
)

// maxAlternatives is how many near misses are given.
const maxAlternatives = 10

// relax looks for near misses when nothing fulfils the query. It first drops one constraint
// at a time, the least telling first: numbers, options and attributes, rating, stock,
// exclusions, price, brand; then more and more of them together in the same order; then the
// category; and the words last of all, in favour of what is near them in meaning. Dropped names what the alternatives do not fulfil.
func (f *finder) relax(ctx context.Context) error {
	wish := f.q.Constraints
	drops := droppable(&wish)
	level, steps := f.res.Level, f.res.Steps
	defer func() { f.res.Level, f.res.Steps = level, steps }()
	for _, keys := range attempts(drops) {
		c := wish.Clone()
		for _, key := range keys {
			c.drop(key)
		}
		hits, err := f.searchNear(ctx, &c, wish.Text)
		if err != nil {
			return err
		}
		if len(hits) > 0 {
			f.alternatives(hits, keys)
			return nil
		}
	}
	return nil
}

// searchNear searches with what is left of a query. Where the words had to go, what is near
// them in meaning is looked for.
func (f *finder) searchNear(ctx context.Context, c *Constraints, text string) ([]found, error) {
	if c.Text != "" || text == "" {
		if c.Empty() {
			return nil, nil
		}
		return f.search(ctx, c)
	}
	if f.q.Exact || !f.x.opt.Features().Search {
		return nil, nil
	}
	r, err := f.x.rankText(ctx, f.g, text, false, LevelMeaning)
	if err != nil {
		return nil, err
	}
	return f.keep(f.g.cols.compile(c, f.currency, f.said(ctx)), r), nil
}

// attempts lists what to drop: each alone, then the first two, three and so on.
func attempts(drops []string) [][]string {
	var out [][]string
	for _, d := range drops {
		out = append(out, []string{d})
	}
	for n := 2; n <= len(drops); n++ {
		out = append(out, drops[:n])
	}
	return out
}

// alternatives gives near misses: by relevance, or the nearest prices when the price had to go.
func (f *finder) alternatives(hits []found, dropped []string) {
	by := Relevance
	if slices.Contains(dropped, "price_lt") || slices.Contains(dropped, "price_lte") {
		by = PriceAsc
	}
	if slices.Contains(dropped, "price_gt") || slices.Contains(dropped, "price_gte") {
		by = PriceDesc
	}
	f.res.Alternatives = f.hits(f.g.cols.sortWindow(hits, by, 0, maxAlternatives))
	f.res.Dropped = slices.Clone(dropped)
	slices.Sort(f.res.Dropped)
}

// droppable lists the keys of what is asked for in the order they may go.
func droppable(c *Constraints) []string {
	out := slices.Sorted(maps.Keys(c.Numbers))
	out = append(out, slices.Sorted(maps.Keys(c.Values))...)
	for _, p := range c.keys() {
		if lateness(p.key) > 0 {
			out = append(out, p.key)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return lateness(a) - lateness(b) })
	return out
}

// lateness says how long a constraint is held on to.
func lateness(key string) int {
	late := [...]string{"rating_gte", "in_stock", "not", "price_gt", "price_gte", "price_lt", "price_lte", "brand", "category", "text"}
	return 1 + slices.Index(late[:], key)
}

// drop takes a constraint away by its outside key.
func (c *Constraints) drop(key string) {
	switch key {
	case "text":
		c.Text = ""
	case "category":
		c.Category = nil
	case "brand":
		c.Brand = nil
	case "price_gt", "price_gte", "price_lt", "price_lte", "rating_gte":
		*c.bound(key) = nil
	case "in_stock":
		c.InStock = nil
	case "not":
		c.Not = nil
	default:
		delete(c.Values, key)
		delete(c.Numbers, key)
	}
}
