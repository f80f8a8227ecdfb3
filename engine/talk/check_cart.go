package talk

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine"
)

// cart checks the session's cart as it stands after the turn.
func (c *checker) cart(want *Cart) error {
	if want == nil {
		return nil
	}
	s, err := c.room.engine.Session(c.ctx, c.reply.Session)
	if err != nil {
		return err
	}
	c.lines("cart.lines", want.Lines, s.Cart.Lines)
	if want.Coupon != nil && !strings.EqualFold(*want.Coupon, s.Cart.Coupon) {
		c.differ("cart.coupon", show(*want.Coupon), show(s.Cart.Coupon))
	}
	sums := sums(s.Cart)
	for _, key := range slices.Sorted(maps.Keys(want.Totals)) {
		c.money("cart."+key, want.Totals[key], sums[key])
	}
	return nil
}

func sums(cart *engine.Cart) map[string]engine.Money {
	return map[string]engine.Money{
		"subtotal": cart.Subtotal, "discount": cart.Discount, "tax": cart.Tax, "shipping": cart.Shipping, "total": cart.Total,
	}
}

// money compares an amount in major units.
func (c *checker) money(key string, want float64, got engine.Money) {
	if have := got.Amount.Decimal(got.Currency); math.Abs(want-have) > 1e-9 {
		c.differ(key, fmt.Sprintf("%g", want), fmt.Sprintf("%g", have))
	}
}

// lines compares SKUs and quantities exactly.
func (c *checker) lines(key string, want map[string]int, lines []engine.CartLine) {
	if want == nil {
		return
	}
	got := map[string]int{}
	for _, l := range lines {
		got[l.SKU] += l.Quantity
	}
	if !maps.Equal(fold(want), fold(got)) {
		c.differ(key, show(want), show(got))
	}
}

// fold writes SKUs in upper case: they are compared without case.
func fold(lines map[string]int) map[string]int {
	out := make(map[string]int, len(lines))
	for sku, n := range lines {
		out[strings.ToUpper(sku)] = n
	}
	return out
}

// order checks the order the reply shows.
func (c *checker) order(want *Order) {
	if want == nil {
		return
	}
	got := c.shown(want)
	if want.There != (got != nil) {
		c.differ("order", map[bool]string{true: "an order", false: "no order"}[want.There], map[bool]string{true: "one", false: "none"}[got != nil])
		return
	}
	if got == nil {
		return
	}
	c.lines("order.lines", want.Lines, got.Lines)
	sums, all := sums(&got.Cart), outside(got)
	for _, key := range slices.Sorted(maps.Keys(want.Fields)) {
		if amount, ok := want.Fields[key].(float64); ok && slices.Contains(totals[:], key) {
			c.money("order."+key, amount, sums[key])
			continue
		}
		for _, d := range missing("order", map[string]any{key: want.Fields[key]}, all) {
			c.differ(d.Key, d.Want, d.Got)
		}
	}
}

// shown is the order of the reply; of several, the one whose number is wanted.
func (c *checker) shown(want *Order) *engine.Order {
	for i := range c.reply.Orders {
		if same(want.Fields["number"], c.reply.Orders[i].Number) {
			return &c.reply.Orders[i]
		}
	}
	return c.reply.Order
}

// state checks what the conversation changed in the shop.
func (c *checker) state(want *State) error {
	if want == nil {
		return nil
	}
	if want.Orders != nil {
		n, err := c.placed()
		if err != nil {
			return err
		}
		if n != *want.Orders {
			c.differ("state.order_count", fmt.Sprint(*want.Orders), fmt.Sprint(n))
		}
	}
	for _, sku := range slices.Sorted(maps.Keys(want.Stock)) {
		if err := c.stock(sku, want.Stock[sku]); err != nil {
			return err
		}
	}
	return nil
}

// placed counts the orders of this conversation.
func (c *checker) placed() (n int, err error) {
	f := data.OrderFilter{Size: 1000}
	for {
		page, err := c.room.store.ListOrders(c.ctx, f)
		if err != nil {
			return 0, err
		}
		for _, o := range page.Items {
			if o.Session == c.reply.Session {
				n++
			}
		}
		if f.After = page.Next; f.After == "" {
			return n, nil
		}
	}
}

// stock checks how many of a SKU there are.
func (c *checker) stock(sku string, want int) error {
	ids, err := c.room.store.ProductIDs(c.ctx, data.BySKU, sku)
	if err != nil {
		return err
	}
	products, err := c.room.store.Products(c.ctx, slices.Collect(maps.Values(ids))...)
	if err != nil {
		return err
	}
	got := "no such SKU"
	for _, p := range products {
		for _, v := range p.Variants {
			if !strings.EqualFold(v.SKU, sku) {
				continue
			}
			if v.Tracked && v.Stock == want {
				return nil
			}
			got = "not tracked"
			if v.Tracked {
				got = fmt.Sprint(v.Stock)
			}
		}
	}
	c.differ("state.stock."+sku, fmt.Sprint(want), got)
	return nil
}
