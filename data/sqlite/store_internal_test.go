package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shoptalk/data"
	"shoptalk/data/meter"
)

func TestErrorKinds(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "shop.db"))
	exec := func(text string) error {
		_, err := s.sideH.db.Exec(text)
		return wrap(err, "try")
	}
	if err := exec(`INSERT INTO settings VALUES ('a', '1'), ('a', '2')`); !errors.Is(err, data.ErrConflict) {
		t.Errorf("a second key: %v", err)
	}
	if err := exec(`INSERT INTO returns (number, order_number, lines, reason, status, refund, created) VALUES ('1', '2', '', '', '', 0, 0)`); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a return of nothing: %v", err)
	}
	if _, err := s.readH.db.Exec(`DELETE FROM settings`); !errors.Is(wrap(err, "try"), ErrReadOnly) {
		t.Errorf("a write by a reader: %v", err)
	}
	for code, want := range map[int]error{5: ErrBusy, 517: ErrBusy, 13: ErrFull, 11: ErrCorrupt, 267: ErrCorrupt, 26: ErrCorrupt,
		8: ErrReadOnly, 10: ErrDisk, 8714: ErrDisk, 14: ErrOpen, 1: nil, 0: nil, 2067: data.ErrConflict, 1555: data.ErrConflict} {
		if got := kind(code); got != want {
			t.Errorf("code %d is %v, want %v", code, got, want)
		}
	}
	path := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(path, bytes.Repeat([]byte("this is no database "), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, ErrCorrupt) {
		t.Errorf("opening a text file: %v", err)
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	if _, err := Open(ctx, path, Options{ReadOnly: true}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("opening what is not there: %v", err)
	}
	server := newStore(t, path)
	if err := server.PutSettings(ctx, data.Setting{Key: "a", Value: "1"}); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got, err := s.Settings(ctx); err != nil || got["a"] != "1" {
		t.Errorf("settings are %v, %v", got, err)
	}
	if err := s.PutSettings(ctx, data.Setting{Key: "a", Value: "2"}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("writing: %v", err)
	}
	if found, err := s.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check found %v, %v", found, err)
	}
	if err := s.Backup(ctx, filepath.Join(t.TempDir(), "copy.db")); err != nil {
		t.Errorf("copying: %v", err)
	}
	if err := s.Tidy(ctx, time.Hour); err != nil {
		t.Error(err)
	}
}

func TestEveryStatementIsSeen(t *testing.T) {
	var log bytes.Buffer
	var mu sync.Mutex
	seen := map[string]int{}
	s, err := Open(ctx, filepath.Join(t.TempDir(), "shop.db"), Options{
		Slow: 1, Log: slog.New(slog.NewTextHandler(&log, nil)),
		Observe: func(name string, d time.Duration, rows int) {
			mu.Lock()
			defer mu.Unlock()
			seen[name] += rows
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var account meter.Account
	counted := meter.With(ctx, &account)
	if _, err := s.PutCustomers(counted, data.Customer{Email: "a@example.com"}, data.Customer{Email: "b@example.com"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ListCustomers(counted, 10, ""); err != nil {
		t.Fatal(err)
	}
	if got := account.Bill().Queries; got != 5 {
		t.Errorf("%d statements on the bill, want begin, two puts, commit and the list", got)
	}
	if seen["customer.put"] != 2 || seen["customers.page"] != 2 {
		t.Errorf("seen rows are %v", seen)
	}
	if !strings.Contains(log.String(), "statement=customers.page") || !strings.Contains(log.String(), "rows=2") {
		t.Errorf("the slow log lacks the list:\n%s", log.String())
	}
}

func TestEndedContext(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "shop.db"))
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Settings(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: %v", err)
	}
	if err := s.PutSettings(ended, data.Setting{Key: "a", Value: "1"}); !errors.Is(err, context.Canceled) {
		t.Errorf("writing: %v", err)
	}
	// Waiting for the lock ends with the context; the writer in progress is not disturbed.
	if err := s.acquire(ctx); err != nil {
		t.Fatal(err)
	}
	short, cancel := context.WithTimeout(ctx, time.Millisecond)
	defer cancel()
	if err := s.PutSettings(short, data.Setting{Key: "a", Value: "1"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting: %v", err)
	}
	s.release()
	if err := s.PutSettings(ctx, data.Setting{Key: "a", Value: "1"}); err != nil {
		t.Error(err)
	}
}

func TestTrimmedFeed(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "shop.db"))
	if _, err := s.sideH.db.Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO changes (kind, product, text, deleted, at) SELECT 'shop', 0, 0, 0, 1 FROM n`, feedLength+10); err != nil {
		t.Fatal(err)
	}
	if err := s.Tidy(ctx, time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Changes(ctx, 9, 10); !errors.Is(err, data.ErrTrimmed) {
		t.Errorf("after 9: %v, want a trimmed feed", err)
	}
	list, err := s.Changes(ctx, 10, 1)
	if err != nil || len(list) != 1 || list[0].Seq != 11 {
		t.Errorf("after 10: %v, %v", list, err)
	}
	if v, err := s.Version(ctx); v != feedLength+10 || err != nil {
		t.Errorf("version %d, %v", v, err)
	}
	if size := s.logSize(); size != 0 {
		t.Errorf("an idle shop keeps a log of %d bytes", size)
	}
}

func TestLogStaysBounded(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "shop.db"))
	blob := strings.Repeat("x", 1<<20)
	for i := range 100 {
		p := data.Product{Handle: fmt.Sprintf("p%d", i), Title: "P", Description: blob}
		if _, err := s.PutProducts(ctx, []data.ProductPut{{Product: p}}, false); err != nil {
			t.Fatal(err)
		}
		if size := s.logSize(); size > logLimit+8<<20 {
			t.Fatalf("after %d MiB the log has %d bytes", i, size)
		}
	}
}

func TestCheckFindsDamage(t *testing.T) {
	damage := map[string]string{
		"wrong price":            `UPDATE products SET price = 1`,
		"has no variant":         `DELETE FROM variants WHERE product = 2`,
		"not in the tree":        `DELETE FROM categories`,
		"cannot be read":         `UPDATE products SET attributes = '{' WHERE id = 1`,
		"sum of its movements":   `UPDATE variants SET stock = 99 WHERE product = 1`,
		"that is not there":      `PRAGMA foreign_keys = 0; DELETE FROM products WHERE id = 1; PRAGMA foreign_keys = 1`,
		"has lost turns":         `DELETE FROM turns`,
		"row 1 missing from ind": `PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'CREATE INDEX products_price ON products (created)' WHERE name = 'products_price'; PRAGMA writable_schema = 0`,
	}
	for says, text := range damage {
		t.Run(says, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "shop.db")
			s := newStore(t, path)
			variant := []data.Variant{{SKU: "x", Price: 5, Tracked: true, Stock: 3}}
			_, err := s.PutProducts(ctx, []data.ProductPut{{Product: data.Product{Handle: "a", Title: "A", Category: "c", Variants: variant}}, {Product: data.Product{Handle: "b", Title: "B"}}}, false)
			if err := errors.Join(err, s.SaveTurn(ctx, data.Session{ID: "s"}, data.Turn{Session: "s", N: 1})); err != nil {
				t.Fatal(err)
			}
			if _, err := s.sideH.db.Exec(text); err != nil {
				t.Fatal(err)
			}
			s.Close()
			found, err := newStore(t, path).Check(ctx)
			if err != nil || !strings.Contains(strings.Join(found, "\n"), says) {
				t.Errorf("found %q, %v, want it to say %q", found, err, says)
			}
		})
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := newStore(t, filepath.Join(dir, "shop.db"))
	if _, err := s.PutCustomers(ctx, data.Customer{Email: "ann@example.com"}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "copy.db")
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, path); !errors.Is(err, data.ErrConflict) {
		t.Errorf("a second backup of the same name: %v", err)
	}
	c := newStore(t, path)
	if _, err := c.Customer(ctx, "ann@example.com"); err != nil {
		t.Error(err)
	}
	if found, err := c.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check of the copy found %v, %v", found, err)
	}
}

// TestTexts writes any attributes, options and lists and reads them back.
func TestTexts(t *testing.T) {
	text := rapid.OneOf(rapid.StringMatching(`[a-z"\\,:\[\]{}]{0,6}`), rapid.String())
	number := rapid.Float64().Filter(func(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) })
	value := rapid.OneOf(rapid.Map(number, data.Number), rapid.Map(rapid.SliceOfN(text, 0, 3), func(l []string) data.Value { return data.Texts(l...) }))
	rapid.Check(t, func(r *rapid.T) {
		texts := rapid.SliceOfN(text, 0, 4).Draw(r, "texts")
		if got, err := parseTexts(textsJSON(texts)); err != nil || !cmp.Equal(append([]string{}, got...), append([]string{}, texts...)) {
			r.Fatalf("texts %q came back as %q, %v", texts, got, err)
		}
		a := data.Attributes(rapid.MapOfN(text, value, 0, 5).Draw(r, "attributes"))
		got, err := parseAttributes(string(appendAttributes(nil, a)))
		if err != nil || string(appendAttributes(nil, got)) != string(appendAttributes(nil, a)) || len(got) != len(a) {
			r.Fatalf("attributes %q came back as %q, %v", a, got, err)
		}
		var options []data.Option
		for _, t := range texts {
			options = append(options, data.Option{Name: t, Value: "x" + t})
		}
		back, err := parseOptions(string(appendOptions(nil, options)))
		if err != nil || !cmp.Equal(append([]data.Option{}, back...), append([]data.Option{}, options...)) {
			r.Fatalf("options %q came back as %q, %v", options, back, err)
		}
	})
}

// FuzzParseAttributes reads whatever stands in a database: no panic, and what is read can be
// written.
func FuzzParseAttributes(f *testing.F) {
	for _, s := range []string{`{}`, `{"a":["b","c"],"n":-1.5e3}`, `{"a":`, `{"a"}`, `{"a":[`, `[`, `{"a\"":["\u0041"]}`, `{"a":[],"b":}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := parseAttributes(s)
		if err != nil {
			return
		}
		if _, err := parseAttributes(string(appendAttributes(nil, a))); err != nil {
			t.Errorf("%q was read but cannot be read again: %v", s, err)
		}
		parseTexts(s)   //nolint:errcheck // only for panics
		parseOptions(s) //nolint:errcheck // only for panics
	})
}

func TestCursors(t *testing.T) {
	for _, bad := range []string{"x", "e30", cursor{List: "orders", N: 1}.String(), "eyJsIjoxfQ"} {
		if _, err := parseCursor(bad, "customers"); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%q: %v, want it refused", bad, err)
		}
	}
	want := cursor{List: "a", Key: "ü", N: -5, ID: 1 << 60}
	if got, err := parseCursor(want.String(), "a"); err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}
