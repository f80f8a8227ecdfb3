package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"

	"shoptalk/data"
)

// storedOrder is an order with the row it stands in.
type storedOrder struct {
	id int64
	*data.Order
}

func scanOrder(r row) (storedOrder, error) {
	o := storedOrder{Order: &data.Order{}}
	var address, lines, history []byte
	err := r.Scan(&o.id, &o.Number, &o.Session, &o.Email, &o.Name, &address, &o.Status, &o.Payment, &o.Fulfilment, &o.Placed, &o.Delivered,
		&lines, &o.Coupon, &o.Subtotal, &o.Discount, &o.Tax, &o.Shipping, &o.ShippingID, &o.Total, &o.Carrier, &o.Tracking, &o.ETA,
		&history, &o.Updated)
	if err != nil {
		return o, err
	}
	err = errors.Join(json.Unmarshal(address, &o.Address), json.Unmarshal(lines, &o.Lines), json.Unmarshal(history, &o.History))
	return o, err
}

// orderArgs are the columns of orderInsert and orderUpdate.
func orderArgs(o *data.Order) []any {
	return []any{o.Number, o.Session, o.Email, o.Name, toJSON(o.Address), string(o.Status), string(o.Payment), string(o.Fulfilment),
		int64(o.Placed), int64(o.Delivered), toJSON(o.Lines), o.Coupon, int64(o.Subtotal), int64(o.Discount), int64(o.Tax), int64(o.Shipping),
		o.ShippingID, int64(o.Total), o.Carrier, o.Tracking, int64(o.ETA), toJSON(o.History), int64(o.Updated)}
}

// Order implements data.Orders.
func (s *Store) Order(ctx context.Context, number string) (*data.Order, error) {
	o, err := one(ctx, s.reads(), orderGet, scanOrder, number)
	if err != nil {
		return nil, wrap(err, "read order %s", number)
	}
	return o.Order, nil
}

// ListOrders implements data.Orders.
func (s *Store) ListOrders(ctx context.Context, f data.OrderFilter) (data.Page[*data.Order], error) {
	var out data.Page[*data.Order]
	after, err := newestFirst(f.After, "orders")
	if err != nil {
		return out, wrap(err, "list orders")
	}
	size := pageSize(f.Size)
	id, args := ordersPage, []any{after.N, after.ID, size + 1}
	switch {
	case f.Email != "" && f.Status != "":
		id, args = ordersByBoth, append(args, email(f.Email), string(f.Status))
	case f.Email != "":
		id, args = ordersByCustomer, append(args, email(f.Email))
	case f.Status != "":
		id, args = ordersByStatus, append(args, string(f.Status))
	}
	list, err := all(ctx, s.reads(), id, scanOrder, args...)
	cut := page(list, size, func(o storedOrder) cursor { return cursor{List: "orders", N: int64(o.Placed), ID: o.id} })
	for _, o := range cut.Items {
		out.Items = append(out.Items, o.Order)
	}
	out.Next = cut.Next
	return out, wrap(err, "list orders")
}

// newestFirst reads a cursor of a list by falling time; empty text begins at the newest.
func newestFirst(text, list string) (cursor, error) {
	c, err := parseCursor(text, list)
	if text == "" {
		c.N, c.ID = math.MaxInt64, math.MaxInt64
	}
	return c, err
}

// PutOrders implements data.Orders.
func (s *Store) PutOrders(ctx context.Context, orders ...data.Order) (int, error) {
	changed := 0
	err := s.safe(ctx, func(tx context.Context, p place) error {
		for i := range orders {
			o := orders[i]
			o.Email = email(o.Email)
			if err := checkOrder(&o); err != nil {
				return err
			}
			n, err := p.putOrder(tx, &o)
			if err != nil {
				return err
			}
			changed += n
		}
		return nil
	})
	return counted(changed, wrap(err, "put orders"))
}

// putOrder inserts or updates one order as given and tells whether it changed.
func (p place) putOrder(ctx context.Context, o *data.Order) (int, error) {
	was, err := one(ctx, p, orderGet, scanOrder, o.Number)
	if errors.Is(err, data.ErrNotFound) {
		o.Updated = p.s.now()
		_, err := p.insert(ctx, orderInsert, orderArgs(o)...)
		return 1, err
	}
	if err != nil {
		return 0, err
	}
	o.Updated = was.Updated
	if reflect.DeepEqual(orderArgs(was.Order), orderArgs(o)) {
		return 0, nil
	}
	o.Updated = p.s.now()
	return p.change(ctx, orderUpdate, append(orderArgs(o), was.id)...)
}

func checkOrder(o *data.Order) error {
	switch {
	case o.Number == "":
		return invalid("number", "is missing")
	case !slices.Contains(data.OrderStatuses[:], o.Status):
		return invalid("status", "of order %s is %q; possible are %v", o.Number, o.Status, data.OrderStatuses)
	}
	for _, l := range o.Lines {
		if l.SKU == "" || l.Quantity < 1 {
			return invalid("lines", "of order %s need a SKU and a quantity of 1 or more", o.Number)
		}
	}
	return nil
}

// UpdateOrder implements data.Orders. change runs inside the transaction and must not write
// to the store.
func (s *Store) UpdateOrder(ctx context.Context, number string, change func(*data.Order) error) (*data.Order, error) {
	var out *data.Order
	err := s.safe(ctx, func(tx context.Context, p place) error {
		was, err := one(tx, p, orderGet, scanOrder, number)
		if err != nil {
			return err
		}
		out = was.Order
		before, status := orderArgs(out), out.Status
		if err := change(out); err != nil {
			return err
		}
		out.Number, out.Email = number, email(out.Email)
		if err := checkOrder(out); err != nil || reflect.DeepEqual(before, orderArgs(out)) {
			return err
		}
		out.Updated = s.now()
		if out.Status != status {
			out.History = append(out.History, data.OrderEvent{Status: out.Status, At: out.Updated})
		}
		_, err = p.exec(tx, orderUpdate, append(orderArgs(out), was.id)...)
		return err
	})
	if err != nil {
		return nil, wrap(err, "update order %s", number)
	}
	return out, nil
}

// storedReturn is a return with the row it stands in.
type storedReturn struct {
	id int64
	data.Return
}

func scanReturn(r row) (v storedReturn, err error) {
	var lines []byte
	err = r.Scan(&v.id, &v.Number, &v.Order, &lines, &v.Reason, &v.Status, &v.Refund, &v.Created)
	if err == nil {
		err = json.Unmarshal(lines, &v.Lines)
	}
	return v, err
}

// Return implements data.Returns.
func (s *Store) Return(ctx context.Context, number string) (data.Return, error) {
	v, err := one(ctx, s.reads(), returnGet, scanReturn, number)
	return v.Return, wrap(err, "read return %s", number)
}

// ListReturns implements data.Returns, newest first; an empty order lists those of all.
func (s *Store) ListReturns(ctx context.Context, order string, size int, after string) (data.Page[data.Return], error) {
	var out data.Page[data.Return]
	c, err := newestFirst(after, "returns")
	if err != nil {
		return out, wrap(err, "list returns")
	}
	size = pageSize(size)
	id, args := returnsPage, []any{c.N, c.ID, size + 1}
	if order != "" {
		id, args = returnsByOrder, append(args, order)
	}
	list, err := all(ctx, s.reads(), id, scanReturn, args...)
	cut := page(list, size, func(v storedReturn) cursor { return cursor{List: "returns", N: int64(v.Created), ID: v.id} })
	for _, v := range cut.Items {
		out.Items = append(out.Items, v.Return)
	}
	out.Next = cut.Next
	return out, wrap(err, "list returns")
}

// PutReturn implements data.Returns. Order and Created stay as first given; a return of an
// unknown order is data.ErrNotFound.
func (s *Store) PutReturn(ctx context.Context, v data.Return) error {
	if v.Number == "" || v.Order == "" {
		return wrap(invalid("number", "of the return or of its order is missing"), "put return")
	}
	if v.Created == 0 {
		v.Created = s.now()
	}
	err := s.safe(ctx, func(tx context.Context, p place) error {
		_, err := p.exec(tx, returnPut, v.Number, v.Order, toJSON(v.Lines), v.Reason, v.Status, int64(v.Refund), int64(v.Created))
		return err
	})
	return wrap(err, "put return %s", v.Number)
}
