package engine

import (
	"context"
	"fmt"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/index"
)

// boundByAttribute turns "lighter" or "longer battery" into a bound: better than the product
// in focus, or than the first one shown. A superlative takes the best value there is.
func (t *turn) boundByAttribute(ctx context.Context, m *dialog.Move) error {
	key, ok := t.numericKey(m.Pick.Key)
	if !ok {
		return nil
	}
	if m.Pick.Superlative {
		return t.boundByBest(ctx, m, key)
	}
	handle := t.conv.state.Reference()
	if handle == "" {
		return nil
	}
	products, err := t.e.shelf.byHandle(ctx, handle)
	if err != nil || len(products) == 0 {
		return err
	}
	v, ok := products[0].Attributes[key]
	if !ok || !v.Numeric {
		return nil
	}
	t.setBound(m, key, beyond(v.Number, m.Pick.More), m.Pick.More)
	return nil
}

// beyond is the nearest figure better than n, a thousandth away, so that the bound leaves n out.
func beyond(n float64, more bool) float64 {
	if more {
		return n + 0.001
	}
	return n - 0.001
}

func (t *turn) setBound(m *dialog.Move, key string, n float64, more bool) {
	if m.Want.Numbers == nil {
		m.Want.Numbers = map[string]index.Bounds{}
	}
	if more {
		m.Want.Numbers[key] = index.Bounds{Min: &n}
	} else {
		m.Want.Numbers[key] = index.Bounds{Max: &n}
	}
}

// boundByBest looks at the first hundred matches and asks for the best value among them.
func (t *turn) boundByBest(ctx context.Context, m *dialog.Move, key string) error {
	res, err := t.e.index.Find(ctx, index.Query{Constraints: m.Want, Size: 100})
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	ids := make([]data.ProductID, len(res.Hits))
	for i, h := range res.Hits {
		ids[i] = h.ID
	}
	products, err := t.e.shelf.load(ctx, ids)
	if err != nil {
		return err
	}
	if best := bestBy(products, key, m.Pick.More); best != nil {
		t.setBound(m, key, best.Attributes[key].Number, m.Pick.More)
	}
	return nil
}

// bestBy is the product with the most or least of a numeric attribute; nil when none has it.
func bestBy(products []*data.Product, key string, more bool) *data.Product {
	var best *data.Product
	for _, p := range products {
		v, ok := p.Attributes[key]
		if !ok || !v.Numeric {
			continue
		}
		if best == nil || more && v.Number > best.Attributes[key].Number || !more && v.Number < best.Attributes[key].Number {
			best = p
		}
	}
	return best
}

// numericKey finds the catalog's numeric attribute a word means: battery for battery_h.
func (t *turn) numericKey(word string) (string, bool) {
	vocabulary := t.e.index.Vocabulary()
	if _, ok := vocabulary.Number(word); ok {
		return word, true
	}
	for _, n := range vocabulary.Numbers() {
		if fieldOf(n.Key).matches(word) {
			return n.Key, true
		}
	}
	return "", false
}
