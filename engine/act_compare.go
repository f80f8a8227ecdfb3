package engine

import (
	"context"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/dialog"
)

// lessIsBetter are the numeric fields of which a smaller figure is the better one.
var lessIsBetter = map[string]bool{"weight": true, "price": true, "noise": true, "thickness": true}

// compare sets products side by side.
func (t *turn) compare(ctx context.Context, m *dialog.Move) error {
	if len(m.Targets) < 2 || strings.Contains(strings.ToLower(m.Question), "comparison") {
		if err := t.byNames(ctx, m); err != nil {
			return err
		}
	}
	products, err := t.e.shelf.byHandle(ctx, m.Targets...)
	if err != nil {
		return err
	}
	if len(products) < 2 {
		return t.askWhich(ctx, &dialog.Move{Kind: dialog.AskWhich, Topic: "compare"})
	}
	t.act("show_comparison")
	cards := make([]Card, len(products))
	for i, p := range products {
		cards[i] = t.view.card(p, nil)
	}
	c := t.comparison(products, cards)
	t.reply.Comparison, t.reply.Products, t.reply.Total = c, cards, len(cards)
	t.conv.state.Compared = c.Products
	t.tell("comparison", map[string]any{"comparison": c})
	lines := []string{t.phrase("compare", nil)}
	for i := range cards {
		lines = append(lines, t.line(i+1, &cards[i], products[i].LowStock))
	}
	t.said = append(t.said, strings.Join(lines, "\n"))
	if c.Verdict != "" {
		t.said = append(t.said, c.Verdict)
	}
	return nil
}

// comparison makes the rows: price, rating, then what the products' attributes say, most
// shared first.
func (t *turn) comparison(products []*data.Product, cards []Card) *Comparison {
	c := &Comparison{Rows: []ComparisonRow{t.priceRow(cards)}}
	for _, p := range products {
		c.Products = append(c.Products, p.Handle)
	}
	if row, ok := t.ratingRow(products); ok {
		c.Rows = append(c.Rows, row)
	}
	for _, key := range sharedKeys(products) {
		c.Rows = append(c.Rows, t.attributeRow(key, products))
	}
	c.Verdict = t.verdict(c, cards)
	return c
}

func (t *turn) priceRow(cards []Card) ComparisonRow {
	row := ComparisonRow{Field: "price", Label: "Price"}
	var figures []float64
	for i := range cards {
		row.Values = append(row.Values, t.priceOf(&cards[i]))
		figures = append(figures, float64(cards[i].Price.Amount))
	}
	row.Better = better(figures, false)
	return row
}

func (t *turn) ratingRow(products []*data.Product) (ComparisonRow, bool) {
	row := ComparisonRow{Field: "rating", Label: "Rating"}
	var figures []float64
	for _, p := range products {
		if p.Rating == 0 {
			return row, false
		}
		row.Values = append(row.Values, t.Cite("product", p.Handle, "rating", t.view.loc.Number(p.Rating)))
		figures = append(figures, p.Rating)
	}
	row.Better = better(figures, true)
	return row, true
}

// sharedKeys lists the attributes at least two of the products have, the most common first.
func sharedKeys(products []*data.Product) []string {
	count := map[string]int{}
	for _, p := range products {
		for key := range p.Attributes {
			count[key]++
		}
	}
	var keys []string
	for key, n := range count {
		if n >= 2 {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return keys[:min(len(keys), 12)]
}

func (t *turn) attributeRow(key string, products []*data.Product) ComparisonRow {
	f := fieldOf(key)
	row := ComparisonRow{Field: key, Label: f.label}
	var figures []float64
	for _, p := range products {
		v, ok := p.Attributes[key]
		if !ok {
			row.Values = append(row.Values, "-")
			continue
		}
		row.Values = append(row.Values, t.Cite("product", p.Handle, key, f.show(t.view.loc, v)))
		if v.Numeric {
			figures = append(figures, v.Number)
		}
	}
	if more, known := t.e.better(key); known && len(figures) == len(products) {
		row.Better = better(figures, more)
	}
	return row
}

// better says which direction of a numeric attribute is an advantage, where that is beyond doubt.
func (e *Engine) better(key string) (more, known bool) {
	f := fieldOf(key)
	if lessIsBetter[f.noun()] {
		return false, true
	}
	for word := range strings.FieldsSeq(f.noun()) {
		switch word {
		case "battery", "warranty", "storage", "memory", "ram", "resolution", "range", "rating":
			return true, true
		}
	}
	return false, false
}

// better is the place of the best figure; nil when the best are equal.
func better(figures []float64, more bool) *int {
	best, tie := 0, false
	for i, f := range figures[1:] {
		switch d := f - figures[best]; {
		case d == 0:
			tie = true
		case (d > 0) == more:
			best, tie = i+1, false
		}
	}
	if tie || len(figures) < 2 {
		return nil
	}
	return &best
}

// verdict says in a sentence or two who is ahead on what.
func (t *turn) verdict(c *Comparison, cards []Card) string {
	var out []string
	if b := c.Rows[0].Better; b == nil {
		out = append(out, t.phrase("compare.same", nil))
	} else if len(cards) == 2 {
		diff := cards[1-*b].Price.Amount - cards[*b].Price.Amount
		out = append(out, t.phrase("compare.cheaper", Args{"title": cards[*b].Title, "amount": t.view.loc.Money(diff)}))
	}
	for i := range cards {
		var ahead []string
		for _, row := range c.Rows[1:] {
			if row.Better != nil && *row.Better == i {
				ahead = append(ahead, strings.ToLower(row.Label))
			}
		}
		if len(ahead) > 0 {
			out = append(out, t.phrase("compare.better", Args{"title": cards[i].Title, "fields": t.view.loc.List(ahead, "and")}))
		}
	}
	return strings.Join(out, " ")
}
