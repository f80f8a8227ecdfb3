package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/index"
)

// coupon applies a code to the cart.
func (t *turn) coupon(ctx context.Context, m *dialog.Move) error {
	if m.Topic == "remove" {
		return t.takeCodeOff(ctx)
	}
	if m.Code == "" {
		t.act("ask_slot")
		t.reply.Ask = &Ask{Slot: "coupon", Slots: []string{"coupon"}}
		t.say("coupon.ask", nil)
		return nil
	}
	c, err := t.e.store.Coupon(ctx, m.Code)
	if errors.Is(err, data.ErrNotFound) {
		t.act("reject")
		t.say("coupon.unknown", Args{"code": strings.ToUpper(m.Code)})
		return nil
	}
	if err != nil {
		return err
	}
	return t.applyCoupon(ctx, &c)
}

// takeCodeOff puts the cart back to what it costs without a code.
func (t *turn) takeCodeOff(ctx context.Context) error {
	code := t.conv.cart.Coupon
	if code == "" {
		t.act("show_cart")
		t.say("coupon.none", nil)
		return t.showCart(ctx)
	}
	t.conv.cart.Coupon = ""
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.say("coupon.off", Args{"code": code, "subtotal": t.subtotal()})
	return nil
}

func (t *turn) applyCoupon(ctx context.Context, c *data.Coupon) error {
	if !c.Valid(t.conv.LastSeen) {
		t.act("reject")
		t.say("coupon.expired", Args{"code": t.Cite("coupon", c.Code, "expires", c.Code)})
		return nil
	}
	before := t.conv.cart.Coupon
	t.conv.cart.Coupon = c.Code
	cart, err := t.e.reckon(ctx, t.view, t.conv.cart)
	if err != nil {
		return err
	}
	if cart.Subtotal.Amount == 0 {
		t.conv.cart.Coupon = before
		t.act("reject")
		t.say("cart.empty", nil)
		return t.showCart(ctx)
	}
	if cart.Subtotal.Amount < c.MinSubtotal {
		t.conv.cart.Coupon = before
		t.act("reject")
		t.say("coupon.min", Args{"code": c.Code, "minimum": t.Cite("coupon", c.Code, "min_subtotal", t.view.loc.Money(c.MinSubtotal))})
		return t.showCart(ctx)
	}
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.say("coupon.ok", Args{"code": c.Code, "discount": t.Cite("coupon", c.Code, "discount", t.reply.Cart.Discount.Display)})
	return nil
}

// promote answers questions about discounts: from the policies, and with what is reduced now.
func (t *turn) promote(ctx context.Context, m *dialog.Move) error {
	cited := t.policy(m)
	page, err := t.reduced(ctx)
	if err != nil {
		return err
	}
	switch {
	case len(page) > 0:
		t.act("show_products")
		t.reply.Products, t.reply.Total = page, len(page)
		t.remember(0, len(page), page)
		lines := []string{t.phrase("promotion.reduced", Args{"total": itoa(len(page))})}
		for i := range page[:min(3, len(page))] {
			lines = append(lines, t.line(i+1, &page[i], 0))
		}
		t.said = append(t.said, strings.Join(lines, "\n"))
	case !cited:
		t.act("say_unknown")
		t.say("promotion.none", nil)
	}
	return nil
}

// reduced are the best rated products in stock whose price is below what it was, among those
// of the last search where there is one.
func (t *turn) reduced(ctx context.Context) ([]Card, error) {
	inStock := true
	q := index.Query{Constraints: index.Constraints{InStock: &inStock, Sort: index.RatingTop}, Size: 100}
	res, err := t.e.index.Find(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	cards, err := t.e.cards(ctx, t.view, res.Hits)
	if err != nil {
		return nil, err
	}
	cards = slices.DeleteFunc(cards, func(c Card) bool { return c.CompareAt == nil })
	return cards[:min(len(cards), pageSize)], nil
}
