package index

import (
	"context"
	"slices"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// lookupProducts is how many products are read from the store at most for one search while
// the index is being made.
const lookupProducts = 3000

// lookUp answers from the store while there is no index: products are read page by page,
// tested one by one, and ranked by how many of the words they say. Large catalogs are
// searched in part.
func (x *Index) lookUp(ctx context.Context, q Query) (Result, error) {
	c := newColumns()
	hits := []found{}
	res := Result{Level: LevelLookup}
	stems := lookupStems(q.Text)
	filter := data.ProductFilter{Size: pageSize}
	if len(q.Category) == 1 {
		filter.Category = q.Category[0]
	}
	if len(q.Brand) == 1 {
		filter.Brand = q.Brand[0]
	}
	for read := 0; read < lookupProducts; read += pageSize {
		page, err := x.opt.Store.ListProducts(ctx, filter)
		if err != nil {
			return res, err
		}
		hits = append(hits, lookPage(c, page.Items, stems)...)
		if filter.After = page.Next; filter.After == "" {
			break
		}
	}
	f := finder{x: x, g: &generation{cols: c}, q: q, currency: x.status.getCurrency(), res: res}
	f.finish(f.fulfilling(hits, &q.Constraints))
	return f.res, nil
}

// lookPage gives the products of a page that say all stems.
func lookPage(c *columns, page []*data.Product, stems []string) []found {
	var out []found
	for _, p := range page {
		c.put(p)
		said := saidStems(p)
		title := 0
		for _, w := range words(p.Title) {
			if slices.Contains(stems, lexicon.Stem(w.norm)) {
				title++
			}
		}
		if !slices.ContainsFunc(stems, func(s string) bool { return !said[s] }) {
			place := c.place[p.ID]
			out = append(out, found{place: place, rank: &ranked{id: p.ID, place: place, score: float32(title)}})
		}
	}
	return out
}

// fulfilling tests what was found against the constraints.
func (f *finder) fulfilling(hits []found, c *Constraints) []found {
	test := f.g.cols.compile(c, f.currency, nil)
	out := hits[:0]
	for _, h := range hits {
		if m, ok := test.match(h.place); ok {
			h.matched = m
			out = append(out, h)
		}
	}
	return out
}

func lookupStems(text string) []string {
	var out []string
	for _, w := range words(text) {
		out = append(out, lexicon.Stem(w.norm))
	}
	return out
}

// saidStems is the set of stems a product's text says.
func saidStems(p *data.Product) map[string]bool {
	out := map[string]bool{}
	for _, text := range productTexts(p) {
		for _, w := range words(text) {
			if w.negated {
				continue
			}
			out[lexicon.Stem(w.norm)] = true
			for _, part := range w.parts {
				out[lexicon.Stem(part)] = true
			}
		}
	}
	return out
}
