package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"shoptalk/data"
)

// Cart implements data.Carts.
func (s *Store) Cart(ctx context.Context, session string) (data.Cart, error) {
	c, err := one(ctx, s.reads(), cartGet, func(r row) (c data.Cart, err error) {
		var lines []byte
		if err = r.Scan(&lines, &c.Coupon, &c.Updated); err == nil {
			err = json.Unmarshal(lines, &c.Lines)
		}
		return c, err
	}, session)
	if errors.Is(err, data.ErrNotFound) {
		err = nil
	}
	c.Session = session
	return c, wrap(err, "read cart")
}

// PutCart implements data.Carts. Updated is set by the store.
func (s *Store) PutCart(ctx context.Context, c data.Cart) error {
	if err := checkCart(&c); err != nil {
		return wrap(err, "put cart")
	}
	err := s.safe(ctx, func(tx context.Context, p place) (err error) {
		if len(c.Lines) == 0 && c.Coupon == "" {
			_, err = p.exec(tx, cartDelete, c.Session)
		} else {
			_, err = p.exec(tx, cartPut, c.Session, toJSON(c.Lines), c.Coupon, int64(s.now()))
		}
		return err
	})
	return wrap(err, "put cart")
}

func checkCart(c *data.Cart) error {
	if c.Session == "" {
		return invalid("session", "is missing")
	}
	seen := make(map[string]bool, len(c.Lines))
	for _, l := range c.Lines {
		key := strings.ToLower(l.SKU)
		switch {
		case l.SKU == "":
			return invalid("sku", "is missing")
		case seen[key]:
			return invalid("sku", "%s stands twice", l.SKU)
		case l.Quantity < 1:
			return invalid("quantity", "of %s must be 1 or more", l.SKU)
		}
		seen[key] = true
	}
	return nil
}
