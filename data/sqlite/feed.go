package sqlite

import (
	"context"
	"errors"

	"shoptalk/data"
)

// feedLength is how many changes are kept; older ones are trimmed by Tidy.
const feedLength = 100_000

// changed appends to the change feed, in the transaction of the change itself.
func (p place) changed(ctx context.Context, c data.Change) error {
	_, err := p.exec(ctx, changeInsert, string(c.Kind), int64(c.Product), bit(c.Text), bit(c.Deleted), int64(c.At))
	return err
}

// Version implements data.Feed.
func (s *Store) Version(ctx context.Context) (int64, error) {
	n, err := one(ctx, s.reads(), changesVersion, scalar[int64])
	if errors.Is(err, data.ErrNotFound) {
		return 0, nil
	}
	return n, wrap(err, "read version")
}

// Changes implements data.Feed. Sequence numbers have no gaps, because one writer at a time
// gives them out and a transaction rolled back gives its own back; so a first entry that is
// not the next one shows that those between were trimmed.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]data.Change, error) {
	var list []data.Change
	err := s.snapshot(ctx, func(p place) (err error) {
		list, err = all(ctx, p, changesAfter, func(r row) (c data.Change, err error) {
			err = r.Scan(&c.Seq, &c.Kind, &c.Product, &c.Text, &c.Deleted, &c.At)
			return c, err
		}, after, limit)
		if err != nil {
			return err
		}
		if len(list) > 0 {
			if list[0].Seq != after+1 {
				return data.ErrTrimmed
			}
			return nil
		}
		last, err := one(ctx, p, changesVersion, scalar[int64])
		if errors.Is(err, data.ErrNotFound) {
			err = nil
		}
		if err == nil && after > last {
			err = data.ErrTrimmed
		}
		return err
	})
	if err != nil {
		return nil, wrap(err, "read changes after %d", after)
	}
	return list, nil
}
