package engine

import (
	"context"
	"math"
	"slices"

	"shoptalk/data"
	"shoptalk/engine/dialog"
)

// setCart changes the quantity of a line, or takes it out.
func (t *turn) setCart(ctx context.Context, m *dialog.Move) error {
	lines, err := t.e.cartLines(ctx, t.conv.cart)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		t.act("show_cart")
		t.say("cart.empty", nil)
		return t.showCart(ctx)
	}
	line := t.meant(m, lines)
	if line == nil {
		t.act("ask_clarify")
		t.say("cart.which", nil)
		return t.showCart(ctx)
	}
	quantity := int(math.Round(m.Quantity))
	if m.Topic == "remove" {
		quantity = max(0, line.quantity-quantity)
		if m.Quantity == 0 {
			quantity = 0
		}
	} else if m.Quantity == 0 {
		return t.swapVariant(ctx, m, line)
	}
	if v := line.variant; v.Tracked && !v.Backorder && quantity > v.Stock {
		t.act("reject")
		t.say("cart.stock", Args{"count": t.Cite("product", line.product.Handle, "stock", itoa(v.Stock)), "title": t.named(line.product, v)})
		return t.showCart(ctx)
	}
	t.setLine(line.variant.SKU, quantity)
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	if quantity == 0 {
		t.say("cart.removed", Args{"title": t.named(line.product, line.variant)})
		return nil
	}
	t.say("cart.updated", Args{"quantity": itoa(quantity), "title": t.named(line.product, line.variant), "subtotal": t.subtotal()})
	return nil
}

// swapVariant puts another variant of the same product in a line's place.
func (t *turn) swapVariant(ctx context.Context, m *dialog.Move, line *cartLine) error {
	want := m.Want.Clone()
	for _, o := range line.variant.Options {
		if _, said := want.Values[data.OptionKey(o.Name)]; !said {
			want.Add(data.OptionKey(o.Name), o.Value)
		}
	}
	i := variantFor(line.product, &want)
	if i < 0 || !line.product.Variants[i].Sellable() {
		t.act("reject")
		t.say("cart.out", Args{"title": line.product.Title})
		return t.showCart(ctx)
	}
	v := &line.product.Variants[i]
	t.setLine(line.variant.SKU, 0)
	t.setLine(v.SKU, t.inCart(v.SKU)+line.quantity)
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.say("cart.updated", Args{"quantity": itoa(t.inCart(v.SKU)), "title": t.named(line.product, v), "subtotal": t.subtotal()})
	return nil
}

// meant finds the line of the cart a message speaks of: the only one, the one pointed at, the
// one in focus, or the one whose title or options hold the words said.
func (t *turn) meant(m *dialog.Move, lines []cartLine) *cartLine {
	if len(lines) == 1 {
		return &lines[0]
	}
	for i := range lines {
		if slices.Contains(m.Targets, lines[i].product.Handle) {
			return &lines[i]
		}
	}
	if m.Want.Empty() {
		if f := t.conv.state.Focus; f != nil && len(m.Targets) == 0 {
			for i := range lines {
				if lines[i].variant.SKU == f.SKU || lines[i].product.Handle == f.Handle {
					return &lines[i]
				}
			}
		}
		return nil
	}
	var found *cartLine
	for i := range lines {
		l := &lines[i]
		if titleHas(l.product.Title, m.Want.Text) && fits(l.variant, &m.Want) && inCategory(l.product, m.Want.Category) {
			if found != nil {
				return nil
			}
			found = l
		}
	}
	return found
}

func inCategory(p *data.Product, paths []string) bool {
	return len(paths) == 0 || slices.ContainsFunc(paths, func(path string) bool { return data.Within(p.Category, path) })
}
