package engine

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// putCart keeps the cart and puts it into the reply.
func (t *turn) putCart(ctx context.Context) error {
	c := &t.conv.cart
	c.Session, c.Updated = t.conv.ID, t.conv.LastSeen
	if err := t.e.store.PutCart(ctx, *c); err != nil {
		return fmt.Errorf("keep the cart: %w", err)
	}
	return t.showCart(ctx)
}

func (t *turn) showCart(ctx context.Context) error {
	cart, err := t.e.reckon(ctx, t.view, t.conv.cart)
	if err != nil {
		return err
	}
	t.reply.Cart = cart
	t.tell("cart", map[string]any{"cart": cart})
	return nil
}

// subtotal cites what the cart's goods cost.
func (t *turn) subtotal() string {
	return t.Cite("shop", "cart", "subtotal", t.reply.Cart.Subtotal.Display)
}

// addCart puts the targets into the cart: at once where one variant is meant, else after
// asking which.
func (t *turn) addCart(ctx context.Context, m *dialog.Move) error {
	products, err := t.e.shelf.byHandle(ctx, m.Targets...)
	if err != nil {
		return err
	}
	if m.Pick != nil {
		products = t.pick(products, m.Pick)
	}
	if len(products) == 0 {
		return t.askWhich(ctx, &dialog.Move{Kind: dialog.AskWhich, Topic: "none"})
	}
	for _, p := range products {
		if err := t.addProduct(ctx, m, p); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) addProduct(ctx context.Context, m *dialog.Move, p *data.Product) error {
	matching := t.choices(m, p)
	quantity := max(1, int(math.Round(m.Quantity)))
	if m.Unit != "" { // an amount, not a number of packs
		quantity = 1
		if v, count := packs(p, m.Quantity, m.Unit); v != nil {
			matching, quantity = []*data.Variant{v}, count
		} else if len(matching) == 1 {
			matching = nil // never another size than the one asked for
		}
	}
	if len(matching) != 1 {
		t.askOption(m, p, matching)
		return nil
	}
	v := matching[0]
	c := t.view.card(p, &index.Hit{Variant: slices.IndexFunc(p.Variants, func(x data.Variant) bool { return x.SKU == v.SKU })})
	c.Why = nil
	t.reply.Products, t.reply.Total = []Card{c}, 1
	have := t.inCart(v.SKU)
	if v.Tracked && !v.Backorder && v.Stock < have+quantity {
		t.refuse(p, v, &c)
		return t.showCart(ctx)
	}
	t.setLine(v.SKU, have+quantity)
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.conv.state.Look(shownOf(&c))
	t.settled()
	t.priceOf(&c)
	t.say("cart.added", Args{"quantity": itoa(quantity), "title": t.named(p, v), "subtotal": t.subtotal()})
	return nil
}

// settled closes a question about options that this turn has answered.
func (t *turn) settled() {
	if p := t.conv.state.Pending; p != nil && !p.Confirm {
		t.conv.state.Pending = nil
	}
}

// refuse says that there is not enough, and how much there is.
func (t *turn) refuse(p *data.Product, v *data.Variant, c *Card) {
	t.act("reject")
	left := v.Stock - t.inCart(v.SKU)
	if left <= 0 && t.inCart(v.SKU) == 0 {
		t.Cite("product", p.Handle, "stock", "0")
		t.say("cart.out", Args{"title": t.named(p, v)})
		return
	}
	t.say("cart.stock", Args{"count": t.Cite("product", p.Handle, "stock", itoa(v.Stock)), "title": t.named(p, v)})
	t.priceOf(c)
}

// named is a product with the options of a variant: "Swift Runner (Blue, 10)".
func (t *turn) named(p *data.Product, v *data.Variant) string {
	if len(p.Variants) == 1 || len(v.Options) == 0 {
		return p.Title
	}
	values := make([]string, len(v.Options))
	for i, o := range v.Options {
		values[i] = o.Value
	}
	return p.Title + " (" + strings.Join(values, ", ") + ")"
}

func (t *turn) inCart(sku string) int {
	for _, l := range t.conv.cart.Lines {
		if strings.EqualFold(l.SKU, sku) {
			return l.Quantity
		}
	}
	return 0
}

// setLine sets the quantity of a SKU; 0 takes the line out.
func (t *turn) setLine(sku string, quantity int) {
	c := &t.conv.cart
	i := slices.IndexFunc(c.Lines, func(l data.CartLine) bool { return strings.EqualFold(l.SKU, sku) })
	switch {
	case quantity == 0 && i >= 0:
		c.Lines = slices.Delete(c.Lines, i, i+1)
	case i >= 0:
		c.Lines[i].Quantity = quantity
	case quantity > 0:
		c.Lines = append(c.Lines, data.CartLine{SKU: sku, Quantity: quantity})
	}
}

// emptyCart asks first.
func (t *turn) emptyCart(ctx context.Context, m *dialog.Move) error {
	count := itoa(pieces(t.conv.cart))
	switch {
	case len(t.conv.cart.Lines) == 0:
		t.act("show_cart")
		t.say("cart.empty", nil)
		return t.showCart(ctx)
	case !slices.Contains(m.Rules, "confirmed"):
		t.act("ask_confirm")
		t.conv.state.Confirm(*m)
		t.say("cart.confirm_empty", Args{"count": count})
		return t.showCart(ctx)
	}
	t.conv.cart.Lines, t.conv.cart.Coupon = nil, ""
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.say("cart.emptied", nil)
	return nil
}

func pieces(c data.Cart) int {
	n := 0
	for _, l := range c.Lines {
		n += l.Quantity
	}
	return n
}

func (t *turn) viewCart(ctx context.Context, _ *dialog.Move) error {
	t.act("show_cart")
	if err := t.showCart(ctx); err != nil {
		return err
	}
	if len(t.reply.Cart.Lines) == 0 {
		t.say("cart.empty", nil)
		return nil
	}
	lines := []string{t.phrase("cart.shown", Args{"count": itoa(pieces(t.conv.cart)), "subtotal": t.subtotal()})}
	for _, l := range t.reply.Cart.Lines {
		lines = append(lines, fmt.Sprintf("%d × %s: %s", l.Quantity, l.Title, t.Cite("product", l.Handle, "price", l.Total.Display)))
	}
	t.said = append(t.said, strings.Join(lines, "\n"))
	return nil
}

// asksAboutCart is used by suggestions: whether the last thing done was to the cart.
func (t *turn) asksAboutCart() bool {
	return slices.Contains(t.reply.Actions, "cart_updated") || len(t.reply.Intents) > 0 && t.reply.Intents[0].Name == nlu.ViewCart
}
