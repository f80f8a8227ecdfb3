package feed_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoptalk/data"
	"shoptalk/data/feed"
	"shoptalk/data/sqlite"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// noon is the present moment of every test.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// newStore opens an empty store that is closed when the test ends.
func newStore(t testing.TB) data.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "shop.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func importText(t testing.TB, s data.Store, text, name string) feed.Report {
	t.Helper()
	im := feed.Importer{Store: s, Clock: noon}
	rep, err := im.Import(context.Background(), strings.NewReader(text), name, feed.ImportOptions{})
	if err != nil {
		t.Fatalf("import %s: %v", name, err)
	}
	return rep
}

func importFile(t testing.TB, s data.Store, name string) feed.Report {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return importText(t, s, string(b), name)
}

func exportText(t testing.TB, s data.Store, f feed.Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := feed.Export(context.Background(), s, &b, f, feed.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// catalog reads every product by handle.
func catalog(t testing.TB, s data.Store) map[string]*data.Product {
	t.Helper()
	out := map[string]*data.Product{}
	for f := (data.ProductFilter{Size: 100}); ; {
		page, err := s.ListProducts(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Items {
			out[p.Handle] = p
		}
		if f.After = page.Next; f.After == "" {
			return out
		}
	}
}

// asImported compares what a file can say: not ids, not times of the store.
var asImported = cmp.Options{
	cmpopts.IgnoreFields(data.Product{}, "ID", "Created", "Updated"),
	cmpopts.IgnoreFields(data.Variant{}, "ID"),
	cmpopts.IgnoreFields(data.Category{}, "Count"),
	cmpopts.IgnoreFields(data.Policy{}, "Updated"),
	cmpopts.IgnoreFields(data.Customer{}, "Created"),
	cmpopts.IgnoreFields(data.Order{}, "Updated"),
	cmpopts.EquateEmpty(),
}

func wantClean(t testing.TB, what string, rep feed.Report) {
	t.Helper()
	for _, e := range rep.Errors {
		t.Errorf("%s: refused: %v", what, &e)
	}
}

func wantUnchanged(t testing.TB, what string, rep feed.Report, n int) {
	t.Helper()
	if rep.Changed() || rep.Unchanged != n {
		t.Errorf("%s: second import: created %d updated %d unchanged %d sections %v, want %d unchanged", what, rep.Created, rep.Updated, rep.Unchanged, rep.Sections, n)
	}
}
