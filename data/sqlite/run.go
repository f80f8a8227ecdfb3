package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"

	"shoptalk/data"
	"shoptalk/data/meter"
)

// place is where statements run: the pool of readers, one read transaction, or a writer
// inside its transaction.
type place struct {
	s  *Store
	h  *handle
	tx *sql.Tx // set in a read transaction
}

// row is what can be scanned.
type row interface{ Scan(dest ...any) error }

func (p place) stmt(ctx context.Context, id statement) (*sql.Stmt, error) {
	st, err := p.h.stmt(ctx, id)
	if err == nil && p.tx != nil {
		st = p.tx.StmtContext(ctx, st)
	}
	return st, err
}

// each runs a query and hands over its rows one by one. SQLite works while rows are read, so
// the clock runs until they are closed.
func (p place) each(ctx context.Context, id statement, scan func(row) error, args ...any) error {
	if !statements[id].long {
		if err := ctx.Err(); err != nil {
			return err
		}
		ctx = context.WithoutCancel(ctx) // spares two goroutines a query
	}
	st, err := p.stmt(ctx, id)
	if err != nil {
		return err
	}
	start, n := time.Now(), 0
	defer func() { p.s.observe(ctx, id, time.Since(start), n) }()
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	for rows.Next() {
		n++
		if err := scan(rows); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}

// exec runs a statement that gives no rows.
func (p place) exec(ctx context.Context, id statement, args ...any) (sql.Result, error) {
	st, err := p.stmt(ctx, id)
	if err != nil {
		return nil, err
	}
	start, n := time.Now(), int64(0)
	defer func() { p.s.observe(ctx, id, time.Since(start), int(n)) }()
	res, err := st.ExecContext(ctx, args...)
	if err == nil {
		n, err = res.RowsAffected()
	}
	return res, err
}

// change runs a statement and tells how many rows it changed.
func (p place) change(ctx context.Context, id statement, args ...any) (int, error) {
	res, err := p.exec(ctx, id, args...)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// insert runs a statement and gives the id of the row it added.
func (p place) insert(ctx context.Context, id statement, args ...any) (int64, error) {
	res, err := p.exec(ctx, id, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// all reads every row of a query.
func all[T any](ctx context.Context, p place, id statement, scan func(row) (T, error), args ...any) ([]T, error) {
	var list []T
	err := p.each(ctx, id, func(r row) error {
		v, err := scan(r)
		list = append(list, v)
		return err
	}, args...)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// one reads the only row of a query; data.ErrNotFound when there is none.
func one[T any](ctx context.Context, p place, id statement, scan func(row) (T, error), args ...any) (T, error) {
	var v T
	found := false
	err := p.each(ctx, id, func(r row) (err error) {
		found = true
		v, err = scan(r)
		return err
	}, args...)
	if err == nil && !found {
		err = data.ErrNotFound
	}
	return v, err
}

// scalar scans a row of one column.
func scalar[T any](r row) (T, error) {
	var v T
	err := r.Scan(&v)
	return v, err
}

// observe tells everyone who wants to know what a statement cost.
func (s *Store) observe(ctx context.Context, id statement, d time.Duration, rows int) {
	meter.From(ctx).Query(d)
	name := statements[id].name
	if s.opts.Observe != nil {
		s.opts.Observe(name, d, rows)
	}
	if s.opts.Slow > 0 && d >= s.opts.Slow {
		s.opts.Log.LogAttrs(ctx, slog.LevelWarn, "slow statement",
			slog.String("statement", name), slog.Duration("took", d), slog.Int("rows", rows))
	}
}
