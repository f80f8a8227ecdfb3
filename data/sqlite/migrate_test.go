package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"shoptalk/data"
)

var ctx = context.Background()

func newStore(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	s := newStore(t, path)
	if _, err := s.sideH.db.Exec(`INSERT INTO schema_versions (version_id, is_applied) VALUES (999, 1)`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, readOnly := range []bool{false, true} {
		_, err := Open(ctx, path, Options{ReadOnly: readOnly})
		if !errors.Is(err, data.ErrNewer) || !strings.Contains(err.Error(), "schema 999") || !strings.Contains(err.Error(), "use the newer program") {
			t.Errorf("read-only %v: got %v, want a refusal that says what to do", readOnly, err)
		}
	}
}

// later are the migrations of this program and more.
func later(versions ...int) fs.FS {
	files := fstest.MapFS{}
	own, _ := fs.Glob(migrationFiles(), "*.sql")
	for _, name := range own {
		text, _ := fs.ReadFile(migrationFiles(), name)
		files[name] = &fstest.MapFile{Data: text}
	}
	for _, v := range versions {
		files[fmt.Sprintf("%05d_later.sql", v)] = &fstest.MapFile{Data: fmt.Appendf(nil, "-- +goose Up\nCREATE TABLE later%d (id INTEGER) STRICT;\n", v)}
	}
	return files
}

func TestUpgradeBacksUpFirst(t *testing.T) {
	dir := t.TempDir()
	s := newStore(t, filepath.Join(dir, "shop.db"))
	if _, err := s.PutCustomers(ctx, data.Customer{Email: "ann@example.com"}); err != nil {
		t.Fatal(err)
	}
	for last := 2; last <= 6; last++ {
		var versions []int
		for v := 2; v <= last; v++ {
			versions = append(versions, v)
		}
		if err := s.migrate(ctx, later(versions...)); err != nil {
			t.Fatal(err)
		}
	}
	found, _ := filepath.Glob(filepath.Join(dir, "shop.db.*"))
	for i := range found {
		found[i] = filepath.Base(found[i])
	}
	if want := []string{"shop.db.v3.bak", "shop.db.v4.bak", "shop.db.v5.bak"}; !slices.Equal(found, want) {
		t.Errorf("backups are %v, want %v", found, want)
	}
	backup, err := Open(ctx, filepath.Join(dir, "shop.db.v3.bak"), Options{})
	if !errors.Is(err, data.ErrNewer) {
		t.Errorf("the copy has schema 3, got %v from %v", err, backup)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "shop.db"))
	files := later().(fstest.MapFS)
	files["00002_bad.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE half (id INTEGER) STRICT;\nCREATE TABLE half (id INTEGER) STRICT;\n")}
	if err := s.migrate(ctx, files); err == nil {
		t.Fatal("a broken migration went through")
	}
	var n int
	if err := s.sideH.db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).Scan(&n); err != nil || n != 0 {
		t.Errorf("half of it is there: %d, %v", n, err)
	}
	if v, err := s.schemaVersion(ctx); v != 1 || err != nil {
		t.Errorf("version %d, %v, want 1", v, err)
	}
}

func TestManyOpenAFreshFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "shop.db")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			s, err := Open(ctx, path, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.PutCustomers(ctx, data.Customer{Email: fmt.Sprintf("%d@example.com", i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	list, err := newStore(t, path).ListCustomers(ctx, 10, "")
	if err != nil || len(list.Items) != 8 {
		t.Errorf("%d customers of 8: %v", len(list.Items), err)
	}
	if info, err := os.Stat(path + "-migrating"); err != nil || info.Size() != 0 {
		t.Errorf("the lock is no empty file: %v, %v", info, err)
	}
}

func TestOddPaths(t *testing.T) {
	for _, name := range []string{"with space.db", "what?.db", "50%20 #1.db", "a&b=c;d.db", "ünï.db", "[x]*.db"} {
		path := filepath.Join(t.TempDir(), name)
		s := newStore(t, path)
		if err := s.PutSettings(ctx, data.Setting{Key: "a", Value: "1"}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v, want a file for its owner only", name, info, err)
		}
		s.Close()
		if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 2 {
			t.Errorf("%s: %v after Close, want the database and the lock of its migration", name, left)
		}
	}
}

func TestPragmas(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "shop.db"))
	for h, want := range map[*handle]map[string]string{
		s.readH: {"query_only": "1", "foreign_keys": "1", "journal_mode": "wal", "busy_timeout": "10000", "mmap_size": "268435456"},
		s.safeH: {"query_only": "0", "foreign_keys": "1", "journal_mode": "wal", "synchronous": "2", "wal_autocheckpoint": "0"},
		s.fastH: {"query_only": "0", "foreign_keys": "1", "journal_mode": "wal", "synchronous": "1", "wal_autocheckpoint": "0"},
		s.sideH: {"query_only": "0", "foreign_keys": "1", "journal_mode": "wal", "synchronous": "2", "wal_autocheckpoint": "0"},
	} {
		for name, value := range want {
			var got string
			query := h.db.QueryRow
			if h.conn != nil {
				query = func(q string, args ...any) *sql.Row { return h.conn.QueryRowContext(ctx, q, args...) }
			}
			if err := query("PRAGMA " + name).Scan(&got); err != nil || got != value {
				t.Errorf("handle %d: %s is %q, %v, want %q", h.use, name, got, err, value)
			}
		}
	}
}
