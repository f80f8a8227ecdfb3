package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"shoptalk/data"
)

// scanJSON scans a row of one column of JSON.
func scanJSON[T any](r row) (v T, err error) {
	var body []byte
	if err = r.Scan(&body); err == nil {
		err = json.Unmarshal(body, &v)
	}
	return v, err
}

// toJSON encodes plain values of package data, which cannot fail.
func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("sqlite: encode %T: %v", v, err)) // a NaN or a channel in a noun: a bug
	}
	return string(b)
}

// Shop implements data.Shops.
func (s *Store) Shop(ctx context.Context) (data.Shop, error) {
	shop, err := s.reads().shop(ctx, shopGet)
	return shop, wrap(err, "read shop")
}

func (p place) shop(ctx context.Context, id statement) (data.Shop, error) {
	shop, err := one(ctx, p, id, scanJSON[data.Shop])
	if errors.Is(err, data.ErrNotFound) {
		return data.DefaultShop(), nil
	}
	return shop, err
}

// PutShop implements data.Shops.
func (s *Store) PutShop(ctx context.Context, shop data.Shop) error {
	if shop.Currency == "" {
		return wrap(invalid("currency", "is missing; give an ISO 4217 code such as USD"), "put shop")
	}
	body := toJSON(shop)
	err := s.fast(ctx, func(tx context.Context, p place) error {
		was, err := one(tx, p, shopForWrite, scalar[string])
		if err == nil && was == body {
			return nil
		}
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return err
		}
		if err := p.currencyMayBe(tx, shop.Currency); err != nil {
			return err
		}
		if _, err := p.exec(tx, shopPut, body); err != nil {
			return err
		}
		return p.changed(tx, data.Change{Kind: data.ShopChange, At: s.now()})
	})
	return wrap(err, "put shop")
}

// currencyMayBe refuses another currency while products are priced in the present one.
func (p place) currencyMayBe(ctx context.Context, currency string) error {
	now, err := p.shop(ctx, shopForWrite)
	if err != nil || now.Currency == currency {
		return err
	}
	priced, err := all(ctx, p, productAny, scalar[int])
	if err == nil && len(priced) > 0 {
		err = fmt.Errorf("currency: products are priced in %s; delete them before changing it to %s: %w", now.Currency, currency, data.ErrConflict)
	}
	return err
}

// Settings implements data.Shops.
func (s *Store) Settings(ctx context.Context) (map[string]string, error) {
	settings := map[string]string{}
	err := s.reads().each(ctx, settingsAll, func(r row) error {
		var key, value string
		err := r.Scan(&key, &value)
		settings[key] = value
		return err
	})
	return settings, wrap(err, "read settings")
}

// PutSettings implements data.Shops.
func (s *Store) PutSettings(ctx context.Context, settings ...data.Setting) error {
	err := s.fast(ctx, func(tx context.Context, p place) error {
		changed := 0
		for _, set := range settings {
			if set.Key == "" {
				return invalid("key", "is missing")
			}
			n, err := 0, error(nil)
			if set.Value == "" {
				n, err = p.change(tx, settingDelete, set.Key)
			} else {
				n, err = p.change(tx, settingPut, set.Key, set.Value)
			}
			if err != nil {
				return err
			}
			changed += n
		}
		return p.changedIf(tx, changed > 0, data.ShopChange)
	})
	return wrap(err, "put settings")
}

// changedIf appends one entry to the change feed when something changed.
func (p place) changedIf(ctx context.Context, changed bool, kind data.ChangeKind) error {
	if !changed {
		return nil
	}
	text := kind == data.PolicyChange || kind == data.SynonymChange
	return p.changed(ctx, data.Change{Kind: kind, Text: text, At: p.s.now()})
}
