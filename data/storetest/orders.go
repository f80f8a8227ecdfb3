package storetest

import (
	"errors"
	"fmt"
	"testing"

	"shoptalk/data"
)

func testCarts(t *testing.T, open Open) {
	s := open(t)
	same(t, get(s.Cart(ctx, "x"))(t), data.Cart{Session: "x"})
	cart := data.Cart{Session: "x", Lines: []data.CartLine{{SKU: "b", Quantity: 2}, {SKU: "a", Quantity: 1}}, Coupon: "HELLO10"}
	must(t, s.PutCart(ctx, cart))
	got := get(s.Cart(ctx, "x"))(t)
	if got.Updated == 0 {
		t.Error("the cart has no time")
	}
	got.Updated = 0
	same(t, got, cart)
	must(t, s.PutCart(ctx, data.Cart{Session: "x"}))
	same(t, get(s.Cart(ctx, "x"))(t), data.Cart{Session: "x"})
	for _, bad := range []data.Cart{
		{}, {Session: "x", Lines: []data.CartLine{{SKU: "a"}}}, {Session: "x", Lines: []data.CartLine{{Quantity: 1}}},
		{Session: "x", Lines: []data.CartLine{{SKU: "a", Quantity: 1}, {SKU: "A", Quantity: 1}}},
	} {
		is(t, s.PutCart(ctx, bad), data.ErrInvalid)
	}
}

func order(n int) data.Order {
	return data.Order{Number: fmt.Sprint(5000 + n), Session: "x", Email: fmt.Sprintf("%c@example.com", 'a'+n%2), Name: "Ann Doe",
		Address: data.Address{Line1: "1 Main St", Country: "BE"}, Status: data.OrderStatuses[n%3], Payment: data.PaymentPaid, Fulfilment: data.InTransit,
		Placed: data.Time(1000 + n/4), Delivered: 7, Coupon: "HELLO10", Subtotal: 8900, Discount: 890, Tax: 600, Shipping: 490,
		ShippingID: "standard", Total: 9100, Carrier: "UPS", Tracking: "1Z", ETA: 9000,
		Lines:   []data.OrderLine{{SKU: "a-9", Handle: "a", Title: "Swift", Options: options("Blue", "9"), Quantity: 1, Unit: 8900, TaxClass: "food"}},
		History: []data.OrderEvent{{Status: data.Pending, At: 1000}}}
}

func testOrders(t *testing.T, open Open) {
	s := open(t)
	var orders []data.Order
	for n := range 24 {
		orders = append(orders, order(n))
	}
	same(t, get(s.PutOrders(ctx, orders...))(t), 24)
	same(t, get(s.PutOrders(ctx, orders...))(t), 0)
	got := get(s.Order(ctx, "5003"))(t)
	if got.Updated == 0 {
		t.Error("the order has no time")
	}
	got.Updated = 0
	same(t, *got, orders[3])
	changed := orders[3]
	changed.Carrier = "DHL"
	same(t, get(s.PutOrders(ctx, changed, orders[4]))(t), 1)
	same(t, get(s.Order(ctx, "5003"))(t).Carrier, "DHL")
	_, err := s.Order(ctx, "1")
	is(t, err, data.ErrNotFound)
	_, err = s.PutOrders(ctx, data.Order{Number: "1", Status: "lost"})
	is(t, err, data.ErrInvalid)

	for _, f := range []data.OrderFilter{{}, {Email: "A@example.com"}, {Status: data.Confirmed}, {Email: "b@example.com", Status: data.Pending}} {
		var want, got []string
		for n := 23; n >= 0; n-- {
			o := orders[n]
			if (f.Email == "" || o.Email[0] == f.Email[0]|0x20) && (f.Status == "" || o.Status == f.Status) {
				want = append(want, o.Number)
			}
		}
		f.Size = 3
		for _, o := range pages(t, func(after string) (data.Page[*data.Order], error) {
			f.After = after
			return s.ListOrders(ctx, f)
		}) {
			got = append(got, o.Number)
		}
		same(t, got, want)
	}
	testUpdateOrder(t, s)
}

func testUpdateOrder(t *testing.T, s data.Store) {
	got := get(s.UpdateOrder(ctx, "5000", func(o *data.Order) error {
		o.Status, o.Carrier, o.Number = data.Shipped, "DHL", "other"
		return nil
	}))(t)
	same(t, []string{got.Number, got.Carrier, string(got.Status)}, []string{"5000", "DHL", "shipped"})
	if n := len(got.History); n != 2 || got.History[1].Status != data.Shipped || got.History[1].At == 0 {
		t.Errorf("history is %+v, want shipped added", got.History)
	}
	same(t, get(s.Order(ctx, "5000"))(t), got)
	refusal := errors.New("too late")
	_, err := s.UpdateOrder(ctx, "5000", func(o *data.Order) error {
		o.Carrier = "lost"
		return refusal
	})
	is(t, err, refusal)
	_, err = s.UpdateOrder(ctx, "5000", func(o *data.Order) error {
		o.Status = "lost"
		return nil
	})
	is(t, err, data.ErrInvalid)
	same(t, get(s.UpdateOrder(ctx, "5000", func(*data.Order) error { return nil }))(t), got)
	_, err = s.UpdateOrder(ctx, "1", func(*data.Order) error { return nil })
	is(t, err, data.ErrNotFound)
	func() {
		defer func() { recover() }() //nolint:errcheck // the panic is ours
		s.UpdateOrder(ctx, "5000", func(o *data.Order) error { panic("in the middle") })
	}()
	same(t, get(s.Order(ctx, "5000"))(t), got)
	must(t, s.PutCart(ctx, data.Cart{Session: "after a panic", Coupon: "X"}))
}

func testReturns(t *testing.T, open Open) {
	s := open(t)
	get(s.PutOrders(ctx, order(0), order(1)))(t)
	r := data.Return{Number: "R1", Order: "5000", Lines: []data.CartLine{{SKU: "a-9", Quantity: 1}}, Reason: "too small", Status: "requested", Created: 10}
	must(t, s.PutReturn(ctx, r))
	same(t, get(s.Return(ctx, "R1"))(t), r)
	r.Status, r.Refund = "refunded", 8900
	must(t, s.PutReturn(ctx, r))
	same(t, get(s.Return(ctx, "R1"))(t), r)
	_, err := s.Return(ctx, "R2")
	is(t, err, data.ErrNotFound)
	is(t, s.PutReturn(ctx, data.Return{Number: "R2", Order: "1"}), data.ErrNotFound)
	is(t, s.PutReturn(ctx, data.Return{Number: "R2"}), data.ErrInvalid)
	for i := range 5 {
		must(t, s.PutReturn(ctx, data.Return{Number: number("N", i), Order: fmt.Sprint(5000 + i%2), Created: data.Time(20 + i)}))
	}
	list := func(order string) (numbers []string) {
		for _, r := range pages(t, func(after string) (data.Page[data.Return], error) { return s.ListReturns(ctx, order, 2, after) }) {
			numbers = append(numbers, r.Number)
		}
		return numbers
	}
	same(t, list(""), []string{"N-004", "N-003", "N-002", "N-001", "N-000", "R1"})
	same(t, list("5000"), []string{"N-004", "N-002", "N-000", "R1"})
}
