package sqlite

import (
	"context"
	"encoding/json"
	"strings"

	"shoptalk/data"
)

// email folds an e-mail address for comparison.
func email(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

func scanCustomer(r row) (c data.Customer, err error) {
	var address []byte
	if err = r.Scan(&c.Email, &c.Name, &address, &c.Created); err == nil {
		err = json.Unmarshal(address, &c.Address)
	}
	return c, err
}

// Customer implements data.Customers.
func (s *Store) Customer(ctx context.Context, address string) (data.Customer, error) {
	c, err := one(ctx, s.reads(), customerGet, scanCustomer, email(address))
	return c, wrap(err, "read customer")
}

// ListCustomers implements data.Customers.
func (s *Store) ListCustomers(ctx context.Context, size int, after string) (data.Page[data.Customer], error) {
	c, err := parseCursor(after, "customers")
	if err != nil {
		return data.Page[data.Customer]{}, wrap(err, "list customers")
	}
	size = pageSize(size)
	list, err := all(ctx, s.reads(), customersPage, scanCustomer, c.Key, size+1)
	return page(list, size, func(c data.Customer) cursor { return cursor{List: "customers", Key: c.Email} }), wrap(err, "list customers")
}

// PutCustomers implements data.Customers. Created is kept as first given; 0 is now.
func (s *Store) PutCustomers(ctx context.Context, customers ...data.Customer) (int, error) {
	changed := 0
	err := s.fast(ctx, func(tx context.Context, p place) error {
		for _, c := range customers {
			key := email(c.Email)
			if !strings.Contains(key, "@") {
				return invalid("email", "%q is no e-mail address", c.Email)
			}
			if c.Created == 0 {
				c.Created = s.now()
			}
			n, err := p.change(tx, customerPut, key, c.Name, toJSON(c.Address), int64(c.Created))
			if err != nil {
				return err
			}
			changed += n
		}
		return nil
	})
	return counted(changed, wrap(err, "put customers"))
}

func scanCoupon(r row) (c data.Coupon, err error) {
	var key string
	err = r.Scan(&key, &c.Code, &c.Percent, &c.Amount, &c.MinSubtotal, &c.Expires, &c.Expired)
	return c, err
}

// Coupon implements data.Coupons.
func (s *Store) Coupon(ctx context.Context, code string) (data.Coupon, error) {
	c, err := one(ctx, s.reads(), couponGet, scanCoupon, strings.ToLower(strings.TrimSpace(code)))
	return c, wrap(err, "read coupon")
}

// ListCoupons implements data.Coupons.
func (s *Store) ListCoupons(ctx context.Context) ([]data.Coupon, error) {
	list, err := all(ctx, s.reads(), couponsAll, scanCoupon)
	return list, wrap(err, "list coupons")
}

// PutCoupons implements data.Coupons.
func (s *Store) PutCoupons(ctx context.Context, coupons ...data.Coupon) (int, error) {
	changed := 0
	err := s.fast(ctx, func(tx context.Context, p place) error {
		for _, c := range coupons {
			c.Code = strings.TrimSpace(c.Code)
			if err := checkCoupon(&c); err != nil {
				return err
			}
			n, err := p.change(tx, couponPut, strings.ToLower(c.Code), c.Code, int64(c.Percent), int64(c.Amount),
				int64(c.MinSubtotal), int64(c.Expires), bit(c.Expired))
			if err != nil {
				return err
			}
			changed += n
		}
		return p.changedIf(tx, changed > 0, data.ShopChange)
	})
	return counted(changed, wrap(err, "put coupons"))
}

func checkCoupon(c *data.Coupon) error {
	switch {
	case c.Code == "":
		return invalid("code", "is missing")
	case (c.Percent > 0) == (c.Amount > 0) || c.Percent < 0 || c.Amount < 0:
		return invalid("coupon "+c.Code, "needs either a percentage or an amount")
	case c.Percent > data.RateOf(1):
		return invalid("percent", "of %s is more than 100", c.Code)
	case c.MinSubtotal < 0:
		return invalid("min_subtotal", "is negative")
	}
	return nil
}
