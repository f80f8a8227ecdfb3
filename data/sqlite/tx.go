package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// patience is how long a writer waits for a writer in another process.
const patience = 30 * time.Second

// reads is the pool of readers; each statement sees the latest commit.
func (s *Store) reads() place { return place{s: s, h: s.readH} }

// snapshot runs several reads that see the same commit.
func (s *Store) snapshot(ctx context.Context, f func(place) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	tx, err := s.readH.db.BeginTx(context.WithoutCancel(ctx), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }() // nothing was written
	return f(place{s: s, h: s.readH, tx: tx})
}

// safe runs a write transaction that survives a power cut once it returned.
func (s *Store) safe(ctx context.Context, f func(context.Context, place) error) error {
	return s.write(ctx, s.safeH, f)
}

// fast runs a write transaction that survives the end of the process, however violent.
func (s *Store) fast(ctx context.Context, f func(context.Context, place) error) error {
	return s.write(ctx, s.fastH, f)
}

// errDry rolls a transaction back although all went well.
var errDry = errors.New("dry run")

// write runs f in a transaction: committed when f gives nil, else rolled back. The context
// can end the wait for the lock; once begun, a transaction is not torn by a caller who left,
// so f gets a context that does not end and asks the first one between long steps.
func (s *Store) write(ctx context.Context, h *handle, f func(context.Context, place) error) (err error) {
	if h == nil {
		return ErrReadOnly
	}
	if err := s.acquire(ctx); err != nil {
		return err
	}
	defer s.release()
	p := place{s: s, h: h}
	if err := p.begin(ctx); err != nil {
		return err
	}
	whole := context.WithoutCancel(ctx)
	committed := false
	defer func() {
		if !committed { // f failed or panicked, or the commit did
			p.exec(whole, rollback) //nolint:errcheck // fails only when SQLite rolled back by itself
		}
	}()
	if err := f(whole, p); err != nil {
		return err
	}
	_, err = p.exec(whole, commit)
	committed = err == nil
	return err
}

// begin takes SQLite's write lock. It asks every few milliseconds, where SQLite's own wait
// slows down to ten times a second and would starve beside an import in another process.
func (p place) begin(ctx context.Context) error {
	for deadline := time.Now().Add(patience); ; {
		_, err := p.exec(ctx, begin)
		if resultCode(err)&0xff != codeBusy || time.Now().After(deadline) {
			return err
		}
	}
}

var errClosed = errors.New("the store is closed")

func (s *Store) acquire(ctx context.Context) error {
	select {
	case _, open := <-s.lock:
		if !open {
			return errClosed
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Store) release() { s.lock <- struct{}{} }
