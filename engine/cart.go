package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/commerce"
)

// reckon prices a cart with the first way of shipping. Lines whose product is gone are left out.
func (e *Engine) reckon(ctx context.Context, v *view, c data.Cart) (*Cart, error) {
	out := &Cart{Lines: []CartLine{}, Coupon: c.Coupon}
	in := commerce.Input{Tax: v.shop.Tax, Now: data.At(e.clock())}
	lines, err := e.cartLines(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		in.Lines = append(in.Lines, commerce.Line{Unit: l.variant.Price, Quantity: l.quantity, Taxable: l.product.Taxable, TaxClass: l.product.TaxClass})
	}
	if len(v.shop.Shipping) > 0 {
		in.Shipping = &v.shop.Shipping[0]
	}
	if c.Coupon != "" {
		coupon, err := e.store.Coupon(ctx, c.Coupon)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return nil, err
		}
		if err == nil {
			in.Coupon = &coupon
		}
	}
	t, err := commerce.Price(in)
	if err != nil {
		return nil, fmt.Errorf("price the cart: %w", err)
	}
	for i, l := range lines {
		out.Lines = append(out.Lines, CartLine{
			SKU: l.variant.SKU, Handle: l.product.Handle, Title: l.product.Title, Options: optionMap(l.variant.Options),
			Quantity: l.quantity, Unit: v.money(l.variant.Price), Total: v.money(t.Lines[i]),
		})
	}
	out.Subtotal, out.Discount, out.Tax = v.money(t.Subtotal), v.money(t.Discount), v.money(t.Tax)
	out.Shipping, out.Total = v.money(t.Shipping), v.money(t.Total)
	return out, nil
}

// cartLine is a line of a cart with what it stands for.
type cartLine struct {
	product  *data.Product
	variant  *data.Variant
	quantity int
}

// cartLines reads what the lines of a cart stand for, in two queries however many there are.
func (e *Engine) cartLines(ctx context.Context, c data.Cart) ([]cartLine, error) {
	if len(c.Lines) == 0 {
		return nil, nil
	}
	skus := make([]string, len(c.Lines))
	for i, l := range c.Lines {
		skus[i] = l.SKU
	}
	ids, err := e.store.ProductIDs(ctx, data.BySKU, skus...)
	if err != nil {
		return nil, fmt.Errorf("find the cart's products: %w", err)
	}
	list := make([]data.ProductID, 0, len(ids))
	for _, sku := range skus {
		if id, ok := ids[sku]; ok && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	products, err := e.shelf.load(ctx, list)
	if err != nil {
		return nil, err
	}
	var out []cartLine
	for _, l := range c.Lines {
		for _, p := range products {
			if v := variantBySKU(p, l.SKU); v != nil {
				out = append(out, cartLine{p, v, l.Quantity})
			}
		}
	}
	return out, nil
}

func variantBySKU(p *data.Product, sku string) *data.Variant {
	i := slices.IndexFunc(p.Variants, func(v data.Variant) bool { return strings.EqualFold(v.SKU, sku) })
	if i < 0 {
		return nil
	}
	return &p.Variants[i]
}
