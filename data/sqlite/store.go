// Package sqlite keeps a shop in one SQLite file. It is the only home of database/sql.
//
// A Store holds two write connections under one lock (one whose commits survive a power cut,
// one whose commits survive kill -9), a pool of readers, and one connection for upkeep.
// Every statement stands in one table with its name, is prepared once per connection, and is
// timed under its name until its rows are closed. Several processes may use the same file at
// the same time: a writer waits for its turn.
//
// Methods are documented at data.Store. Errors come wrapped with what was being done and
// answer to the kinds of package data and of errors.go.
package sqlite

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"shoptalk/data"
)

// Options changes how a Store behaves; the zero value is ready.
type Options struct {
	// Clock tells the present moment; nil is time.Now.
	Clock data.Clock
	// ReadOnly opens an existing database for reading only, for commands beside a running
	// server. It neither creates nor migrates.
	ReadOnly bool
	// Slow is how long a statement may take before it is logged; 0 never logs.
	Slow time.Duration
	// Log receives slow statements and migrations; nil logs nothing.
	Log *slog.Logger
	// Observe is told of every statement: its name, how long it took with all its rows, and
	// how many rows it gave or changed. It is called by many goroutines and must be quick.
	Observe func(name string, d time.Duration, rows int)
}

// Store is a shop in one SQLite file. It is safe for concurrent use.
type Store struct {
	path  string
	opts  Options
	readH *handle
	safeH *handle       // nil when read-only
	fastH *handle       // nil when read-only
	sideH *handle       // checkpoints, checks, backups
	lock  chan struct{} // holds one token: who takes it may write
	close sync.Once
	err   error // of the first Close
}

var _ data.Store = (*Store)(nil)

// Open opens the database file at path, creating it and its folder when missing and bringing
// an older one up to date after a backup beside it. A database of a newer program is refused
// with data.ErrNewer.
func Open(ctx context.Context, path string, opts Options) (*Store, error) {
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	s := &Store{path: path, opts: opts, lock: make(chan struct{}, 1)}
	s.lock <- struct{}{}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(wrap(err, "open %s", path), s.Close())
	}
	return s, nil
}

// open prepares the file and opens the handles, in the order Close expects.
func (s *Store) open(ctx context.Context) (err error) {
	if err := s.ensureFile(); err != nil {
		return err
	}
	if s.sideH, err = openHandle(ctx, s.path, forUpkeep, s.opts.ReadOnly); err != nil {
		return err
	}
	if err := s.migrate(ctx, migrationFiles()); err != nil {
		return err
	}
	if s.readH, err = openHandle(ctx, s.path, forReading, s.opts.ReadOnly); err != nil || s.opts.ReadOnly {
		return err
	}
	if s.safeH, err = openHandle(ctx, s.path, forSafe, false); err != nil {
		return err
	}
	s.fastH, err = openHandle(ctx, s.path, forFast, false)
	return err
}

// ensureFile makes folder and file, readable by the owner only because customers stand in it.
// It never opens an existing file: closing any descriptor of a database drops the locks this
// process holds on it.
func (s *Store) ensureFile() error {
	_, err := os.Stat(s.path)
	if err == nil || !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if s.opts.ReadOnly {
		return fmt.Errorf("there is no database yet; start the server or import a shop first: %w", data.ErrNotFound)
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(s.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil // another process was quicker
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// Close moves the write-ahead log into the file and closes everything. It waits for the
// write in progress. Calling it again gives the same answer.
func (s *Store) Close() error {
	s.close.Do(func() {
		<-s.lock // never given back: no write starts after Close
		var errs []error
		if s.fastH != nil {
			errs = append(errs, s.checkpoint(context.Background(), checkpointTruncate))
		}
		for _, h := range []*handle{s.readH, s.safeH, s.fastH, s.sideH} {
			if h != nil {
				errs = append(errs, h.close())
			}
		}
		s.err = wrap(errors.Join(errs...), "close")
		close(s.lock)
	})
	return s.err
}

// now is the present moment of the shop's clock.
func (s *Store) now() data.Time { return data.At(s.opts.Clock()) }
