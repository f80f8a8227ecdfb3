package sqlite

import (
	"context"
	"fmt"
	"time"

	"shoptalk/data"
)

func scanKey(r row) (k data.Key, err error) {
	err = r.Scan(&k.ID, &k.Name, &k.Role, &k.Hash, &k.Created, &k.Used)
	return k, err
}

// PutKey implements data.Keys.
func (s *Store) PutKey(ctx context.Context, k data.Key) (int64, error) {
	if k.Name == "" || len(k.Hash) == 0 {
		return 0, wrap(invalid("name", "or hash of the key is missing"), "put key")
	}
	if k.Role != "owner" && k.Role != "staff" {
		return 0, wrap(invalid("role", "must be owner or staff"), "put key")
	}
	if k.Created == 0 {
		k.Created = s.now()
	}
	var id int64
	err := s.safe(ctx, func(tx context.Context, p place) (err error) {
		id, err = p.insert(tx, keyInsert, k.Name, k.Role, k.Hash, int64(k.Created), int64(k.Used))
		return err
	})
	return id, wrap(err, "put key %s", k.Name)
}

// KeyByHash implements data.Keys.
func (s *Store) KeyByHash(ctx context.Context, hash []byte) (data.Key, error) {
	k, err := one(ctx, s.reads(), keyByHash, scanKey, hash)
	return k, wrap(err, "read key")
}

// ListKeys implements data.Keys.
func (s *Store) ListKeys(ctx context.Context) ([]data.Key, error) {
	list, err := all(ctx, s.reads(), keysAll, scanKey)
	return list, wrap(err, "list keys")
}

// DeleteKey implements data.Keys; data.ErrNotFound when there is none of the name.
func (s *Store) DeleteKey(ctx context.Context, name string) error {
	err := s.safe(ctx, func(tx context.Context, p place) error {
		n, err := p.change(tx, keyDelete, name)
		if err == nil && n == 0 {
			err = data.ErrNotFound
		}
		return err
	})
	return wrap(err, "delete key %s", name)
}

// TouchKey implements data.Keys. A key used again within its minute costs no write.
func (s *Store) TouchKey(ctx context.Context, id int64, at data.Time) error {
	minute := at - at%data.Time(time.Minute.Milliseconds())
	keys, err := s.ListKeys(ctx)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if k.ID != id {
			continue
		}
		if k.Used >= minute {
			return nil
		}
		return wrap(s.fast(ctx, func(tx context.Context, p place) error {
			_, err := p.exec(tx, keyTouch, int64(minute), id)
			return err
		}), "touch key %d", id)
	}
	return wrap(fmt.Errorf("key %d: %w", id, data.ErrNotFound), "touch key")
}
