package index

import (
	"context"
	"fmt"

	"shoptalk/data"
)

// queryVector embeds the words of a query, false when none of them has a meaning here.
func (m *meaning) queryVector(qw []queryWord) ([]float32, bool) {
	if m == nil {
		return nil, false
	}
	terms := make([]string, 0, len(qw))
	for i := range qw {
		terms = append(terms, qw[i].forms.Forms[0].Terms...)
	}
	return m.embedder.Embed(terms)
}

// fuse ranks the best products found by words again, with how like they are to the query in
// meaning added to what the words gave.
func (x *Index) fuse(r *ranking) {
	m := x.meaning.Load()
	v, ok := m.queryVector(r.words)
	if !ok {
		return
	}
	n := min(rankedDepth, len(r.hits))
	ids, like := make([]int64, n), make([]float32, n)
	for i := range n {
		ids[i] = int64(r.hits[i].id)
	}
	m.set.Likeness(v, ids, like)
	for i := range n {
		h := &r.hits[i]
		h.like = meaningWeight * like[i]
		h.score = h.text + h.like
	}
	sortRanked(r.hits[:n])
}

// rescueDepth is how many products are looked for by meaning alone.
const rescueDepth = 50

// rankMeaning ranks products by meaning alone, those that are like enough.
func (x *Index) rankMeaning(ctx context.Context, g *generation, qw []queryWord) (*ranking, error) {
	out := &ranking{words: qw}
	m := x.meaning.Load()
	v, ok := m.queryVector(qw)
	if !ok {
		return out, nil
	}
	hits, err := m.set.Nearest(ctx, v, rescueDepth)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	for _, h := range hits {
		place, ok := g.cols.place[data.ProductID(h.ID)]
		if ok && h.Like >= meaningFloor {
			out.hits = append(out.hits, ranked{id: data.ProductID(h.ID), place: place, score: h.Like, like: h.Like})
		}
	}
	return out, nil
}

// Similar finds products that are like one, best first, the product itself left out. An
// unknown product, or none like it, gives an empty list.
func (x *Index) Similar(ctx context.Context, id data.ProductID, n int) ([]Hit, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	m := x.meaning.Load()
	if x.gen == nil || m == nil || n <= 0 {
		return nil, nil
	}
	v, ok := m.set.Vector(int64(id))
	if !ok {
		return nil, nil
	}
	near, err := m.set.Nearest(ctx, v, 2*n+1)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	test := x.gen.cols.compile(&Constraints{}, x.status.getCurrency(), nil)
	var list []found
	for _, h := range near {
		place, ok := x.gen.cols.place[data.ProductID(h.ID)]
		if !ok || data.ProductID(h.ID) == id {
			continue
		}
		if fit, ok := test.match(place); ok {
			list = append(list, found{matched: fit, place: place, rank: &ranked{id: data.ProductID(h.ID), score: h.Like, like: h.Like}})
		}
	}
	f := finder{x: x, g: x.gen}
	return f.hits(x.gen.cols.sortWindow(list, Relevance, 0, n)), nil
}
