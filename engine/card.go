package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/index"
)

// card shows a product. hit says which variant matched; without one the card is about the
// product as a whole. Price and stock are taken from the product itself, so a card is never
// older than the product it shows.
func (v *view) card(p *data.Product, hit *index.Hit) Card {
	c := Card{
		ID: p.ID, Handle: p.Handle, Title: p.Title, Brand: p.Brand, Category: p.Category,
		Price: v.money(p.Price()), InStock: p.InStock(), Rating: p.Rating, Reviews: p.Reviews,
		Options: optionsOf(p), Image: imageOf(p, nil), URL: "/p/" + p.Handle,
	}
	variant := onlyVariant(p)
	if hit != nil {
		if why := hit.Why; len(why.Fields) > 0 {
			c.Why = &why
		}
		if hit.Variant >= 0 && hit.Variant < len(p.Variants) {
			variant = &p.Variants[hit.Variant]
		}
	}
	was := p.CompareAt
	if variant != nil {
		c.Variant = v.cardVariant(variant)
		c.Price, c.InStock = c.Variant.Price, variant.Sellable()
		c.Image = imageOf(p, variant)
		if variant.CompareAt > 0 {
			was = variant.CompareAt
		}
	}
	if was > c.Price.Amount {
		m := v.money(was)
		c.CompareAt = &m
	}
	return c
}

func onlyVariant(p *data.Product) *data.Variant {
	if len(p.Variants) == 1 {
		return &p.Variants[0]
	}
	return nil
}

func (v *view) cardVariant(variant *data.Variant) *CardVariant {
	c := &CardVariant{SKU: variant.SKU, Options: optionMap(variant.Options), Price: v.money(variant.Price)}
	if variant.Tracked {
		stock := variant.Stock
		c.Stock = &stock
	}
	return c
}

func optionMap(options []data.Option) map[string]string {
	m := make(map[string]string, len(options))
	for _, o := range options {
		m[data.OptionKey(o.Name)] = o.Value
	}
	return m
}

// optionsOf lists what can be chosen of a product: for each option with more than one value
// those of its sellable variants, or all when none is sellable.
func optionsOf(p *data.Product) []CardOption {
	var out []CardOption
	sellable := p.InStock()
	for i := range p.Variants {
		v := &p.Variants[i]
		for n, o := range v.Options {
			if n == len(out) {
				out = append(out, CardOption{Key: data.OptionKey(o.Name), Label: o.Name})
			}
			if n < len(out) && (v.Sellable() || !sellable) && !slices.Contains(out[n].Values, o.Value) {
				out[n].Values = append(out[n].Values, o.Value)
			}
		}
	}
	return slices.DeleteFunc(out, func(o CardOption) bool { return len(o.Values) < 1 || len(p.Variants) == 1 })
}

// imageOf is the address of a product's picture, a drawn one when the shop gave none.
func imageOf(p *data.Product, v *data.Variant) string {
	if v != nil && v.Image != "" {
		return v.Image
	}
	if len(p.Images) > 0 {
		return p.Images[0]
	}
	if v != nil {
		if color := v.Option("color"); color != "" {
			return "/media/" + p.Handle + ".svg?color=" + data.Slug(color)
		}
	}
	return "/media/" + p.Handle + ".svg"
}

// cards reads the products of hits and shows them, in order.
func (e *Engine) cards(ctx context.Context, v *view, hits []index.Hit) ([]Card, error) {
	ids := make([]data.ProductID, len(hits))
	byID := make(map[data.ProductID]*index.Hit, len(hits))
	for i := range hits {
		ids[i] = hits[i].ID
		byID[hits[i].ID] = &hits[i]
	}
	products, err := e.shelf.load(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Card, 0, len(products))
	for _, p := range products {
		out = append(out, v.card(p, byID[p.ID]))
	}
	return out, nil
}

// Cards shows active products by id, in order.
func (e *Engine) Cards(ctx context.Context, ids ...data.ProductID) ([]Card, error) {
	v := e.shelf.view(ctx)
	products, err := e.shelf.load(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("engine: cards: %w", err)
	}
	out := make([]Card, 0, len(products))
	for _, p := range products {
		out = append(out, v.card(p, nil))
	}
	return out, nil
}

// Similar shows products like one, best first.
func (e *Engine) Similar(ctx context.Context, handle string, n int) ([]Card, error) {
	v := e.shelf.view(ctx)
	products, err := e.shelf.byHandle(ctx, handle)
	if err != nil || len(products) == 0 {
		return []Card{}, err
	}
	hits, err := e.index.Similar(ctx, products[0].ID, n)
	if err != nil {
		return nil, fmt.Errorf("engine: similar: %w", err)
	}
	for i := range hits {
		hits[i].Why = index.Why{}
	}
	return e.cards(ctx, v, hits)
}

// stockOf cites the stock of a card in words: in stock, only 3 left, sold out.
func (t *turn) stockOf(c *Card, low int) string {
	switch {
	case c.InStock && c.Variant != nil && c.Variant.Stock != nil && *c.Variant.Stock <= 0:
		return t.Cite("product", c.Handle, "stock", t.phrase("product.stock.back", nil))
	case !c.InStock:
		return t.Cite("product", c.Handle, "stock", t.phrase("product.stock.out", nil))
	case low > 0 && c.Variant != nil && c.Variant.Stock != nil && *c.Variant.Stock > 0 && *c.Variant.Stock <= low:
		return t.Cite("product", c.Handle, "stock", t.phrase("product.stock.low", Args{"count": itoa(*c.Variant.Stock)}))
	}
	return t.Cite("product", c.Handle, "stock", t.phrase("product.stock.in", nil))
}

// priceOf cites the price of a card.
func (t *turn) priceOf(c *Card) string {
	return t.Cite("product", c.Handle, "price", c.Price.Display)
}

// line is a card in one line of text: "1. Swift Runner by Swiftfoot (Blue, 10): $89.00, in stock".
func (t *turn) line(n int, c *Card, low int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d. %s", n, c.Title)
	if c.Brand != "" && !strings.Contains(strings.ToLower(c.Title), strings.ToLower(c.Brand)) {
		b.WriteString(" by " + c.Brand)
	}
	if c.Variant != nil && len(c.Options) > 0 {
		b.WriteString(" (" + variantWords(c) + ")")
	}
	b.WriteString(": " + t.priceOf(c) + ", " + t.stockOf(c, low))
	return b.String()
}

// variantWords names the options of a card's variant in the shop's order: "Blue, 10".
func variantWords(c *Card) string {
	var words []string
	for _, o := range c.Options {
		if v := c.Variant.Options[o.Key]; v != "" {
			words = append(words, v)
		}
	}
	return strings.Join(words, ", ")
}
