package sqlite

import (
	"context"
	"math"
	"strings"

	"shoptalk/data"
)

// LogSearches implements data.Logs.
func (s *Store) LogSearches(ctx context.Context, searches ...data.Search) error {
	if len(searches) == 0 {
		return nil
	}
	err := s.fast(ctx, func(tx context.Context, p place) error { return p.logSearches(tx, searches) })
	return wrap(err, "log searches")
}

func (p place) logSearches(ctx context.Context, searches []data.Search) error {
	for i := range searches {
		l := &searches[i]
		key := strings.ToLower(strings.TrimSpace(l.Query))
		if _, err := p.exec(ctx, searchInsert, int64(l.At), l.Session, l.Query, key, l.Kind, l.Total, l.Micros); err != nil {
			return err
		}
	}
	return nil
}

// SearchCounts implements data.Logs. Queries that differ only in case count as one and are
// shown as last typed.
func (s *Store) SearchCounts(ctx context.Context, f data.SearchFilter) (data.Page[data.SearchCount], error) {
	var out data.Page[data.SearchCount]
	after, err := parseCursor(f.After, "searches")
	if err != nil {
		return out, wrap(err, "count searches")
	}
	if f.After == "" {
		after.N = math.MaxInt64
	}
	id, size := searchCounts, pageSize(f.Size)
	if f.Zero {
		id = searchCountsZero
	}
	type counted struct {
		data.SearchCount
		key string
	}
	list, err := all(ctx, s.reads(), id, func(r row) (c counted, err error) {
		var last, total int64 // of the latest search of the group
		err = r.Scan(&c.Query, &c.Count, &last, &c.Last, &total, &c.key)
		return c, err
	}, int64(f.Since), after.N, after.Key, size+1)
	cut := page(list, size, func(c counted) cursor { return cursor{List: "searches", N: int64(c.Count), Key: c.key} })
	for _, c := range cut.Items {
		out.Items = append(out.Items, c.SearchCount)
	}
	out.Next = cut.Next
	return out, wrap(err, "count searches")
}

// LogEvents implements data.Logs.
func (s *Store) LogEvents(ctx context.Context, events ...data.Event) error {
	if len(events) == 0 {
		return nil
	}
	err := s.fast(ctx, func(tx context.Context, p place) error {
		for _, e := range events {
			if e.Kind == "" {
				return invalid("kind", "of an event is missing")
			}
			if _, err := p.exec(tx, eventInsert, int64(e.At), e.Kind, e.Session, e.Detail); err != nil {
				return err
			}
		}
		return nil
	})
	return wrap(err, "log events")
}

// Events implements data.Logs, newest first; an empty kind reads all kinds.
func (s *Store) Events(ctx context.Context, kind string, since data.Time, size int) ([]data.Event, error) {
	id, args := eventsAll, []any{int64(since), pageSize(size)}
	if kind != "" {
		id, args = eventsByKind, append([]any{kind}, args...)
	}
	list, err := all(ctx, s.reads(), id, func(r row) (e data.Event, err error) {
		err = r.Scan(&e.ID, &e.At, &e.Kind, &e.Session, &e.Detail)
		return e, err
	}, args...)
	return list, wrap(err, "read events")
}
