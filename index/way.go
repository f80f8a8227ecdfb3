package index

import (
	"context"

	"shoptalk/data"
)

// Way is a way to rank products, for measuring them side by side.
type Way string

// The ways to rank.
const (
	KeywordAlone Way = "keyword"
	VectorAlone  Way = "vector"
	Fused        Way = "fused" // as Find does it
)

// Rank finds the products for a text in one way, best first, at most n (up to 100).
func (x *Index) Rank(ctx context.Context, text string, way Way, n int) ([]data.ProductID, error) {
	if way == Fused {
		res, err := x.Find(ctx, Query{Constraints: Constraints{Text: text}, Size: n})
		out := make([]data.ProductID, len(res.Hits))
		for i, h := range res.Hits {
			out[i] = h.ID
		}
		return out, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.gen == nil {
		return nil, ErrBuilding
	}
	qw, _ := x.readWords(text, false)
	if way == VectorAlone {
		return x.rankVectors(ctx, qw, n)
	}
	r, err := x.rankWords(ctx, x.gen, qw, false)
	if err == nil && len(r.hits) == 0 {
		r, err = x.rankWords(ctx, x.gen, qw, true)
	}
	if err != nil {
		return nil, err
	}
	out := make([]data.ProductID, 0, n)
	for _, h := range r.hits[:min(n, len(r.hits))] {
		out = append(out, h.id)
	}
	return out, nil
}

func (x *Index) rankVectors(ctx context.Context, qw []queryWord, n int) ([]data.ProductID, error) {
	m := x.meaning.Load()
	v, ok := m.queryVector(qw)
	if !ok {
		return nil, nil
	}
	hits, err := m.set.Nearest(ctx, v, n)
	if err != nil {
		return nil, err
	}
	out := make([]data.ProductID, len(hits))
	for i, h := range hits {
		out[i] = data.ProductID(h.ID)
	}
	return out, nil
}
