package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
	driver "modernc.org/sqlite"

	"shoptalk/data"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrationFiles are the migrations of this program.
func migrationFiles() fs.FS {
	files, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the path is a constant
	}
	return files
}

// versionTable is where goose notes which migrations ran.
const versionTable = "schema_versions"

// migrate brings the schema up to date: each migration in a transaction of its own, after a
// backup when there is something to lose.
func (s *Store) migrate(ctx context.Context, files fs.FS) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.sideH.db, files,
		goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	sources := provider.ListSources()
	target := sources[len(sources)-1].Version
	if done, err := s.upToDate(ctx, target); done || err != nil {
		return err
	}
	unlock, err := s.lockMigration(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if done, err := s.upToDate(ctx, target); done || err != nil {
		return err // another process was quicker
	}
	if err := s.backupBefore(ctx); err != nil {
		return fmt.Errorf("back up before the upgrade: %w", err)
	}
	ran, err := provider.Up(ctx)
	for _, m := range ran {
		s.opts.Log.InfoContext(ctx, "migrated the database", slog.Int64("version", m.Source.Version), slog.Duration("took", m.Duration))
	}
	return err
}

// upToDate tells whether the schema is the one this program knows. A newer one is refused.
func (s *Store) upToDate(ctx context.Context, target int64) (bool, error) {
	current, err := s.schemaVersion(ctx)
	switch {
	case err != nil:
		return false, err
	case current > target:
		return false, fmt.Errorf("the database has schema %d and this program knows %d; use the newer program, or restore the backup made before the upgrade: %w",
			current, target, data.ErrNewer)
	case current < target && s.opts.ReadOnly:
		return false, fmt.Errorf("the database has the older schema %d; start the server once to upgrade it to %d", current, target)
	}
	return current == target, nil
}

// schemaVersion is the highest migration that ran, 0 for an empty file.
func (s *Store) schemaVersion(ctx context.Context) (version int64, err error) {
	err = retryBusy(ctx, func() error {
		var tables int
		row := s.sideH.db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = '`+versionTable+`'`)
		if err := row.Scan(&tables); err != nil || tables == 0 {
			return err
		}
		return s.sideH.db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM `+versionTable).Scan(&version)
	})
	return version, err
}

// retryBusy does something again while SQLite says busy: converting a file to WAL and
// recovering it after a crash do not honour busy_timeout.
func retryBusy(ctx context.Context, f func() error) error {
	for deadline := time.Now().Add(patience); ; {
		err := f()
		if resultCode(err)&0xff != codeBusy || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// lockMigration keeps other processes from migrating at the same time. The lock is an
// exclusive transaction on an empty database beside ours, so it ends with the process. The
// empty file stays: removing it while another process waits for it would let two in.
func (s *Store) lockMigration(ctx context.Context) (unlock func(), err error) {
	address, err := dsn(s.path+"-migrating", forLock, false)
	if err != nil {
		return nil, err
	}
	connector, err := driver.NewConnector(address)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	var tx *sql.Tx
	err = retryBusy(ctx, func() error {
		tx, err = db.BeginTx(ctx, nil)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return func() {
		tx.Rollback() //nolint:errcheck // nothing was written
		db.Close()
	}, nil
}
