package feed_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// golden is what an import made of a file.
type golden struct {
	Format     feed.Format
	Created    int
	Errors     []feed.RowError
	Categories []data.Category
	Products   map[string]*data.Product
}

// goldenFiles are the files of testdata with one of every vendor's.
var goldenFiles = []string{"shop.yaml", "products.ndjson", "shopify-classic.csv", "shopify-2024.csv", "woocommerce.csv",
	"google.tsv", "google-rss.xml", "google-atom.xml"}

// TestGolden compares what each file becomes with what it should, tries it dry first, and
// imports it twice.
func TestGolden(t *testing.T) {
	for _, name := range goldenFiles {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			dry := dryRun(t, s, name)
			if n := len(catalog(t, s)); n != 0 {
				t.Fatalf("a dry run wrote %d products", n)
			}
			rep := importFile(t, s, name)
			if diff := cmp.Diff(dry.Errors, rep.Errors); diff != "" || dry.Created != rep.Created {
				t.Errorf("dry run created %d, real one %d; errors (-dry +real):\n%s", dry.Created, rep.Created, diff)
			}
			categories, err := s.Categories(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			got := golden{Format: rep.Format, Created: rep.Created, Errors: rep.Errors, Categories: categories, Products: catalog(t, s)}
			compareGolden(t, name, got)
			wantUnchanged(t, name, importFile(t, s, name), rep.Created)
		})
	}
}

func dryRun(t *testing.T, s data.Store, name string) feed.Report {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	im := feed.Importer{Store: s, Clock: noon, BatchSize: 1}
	rep, err := im.Import(context.Background(), f, name, feed.ImportOptions{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func compareGolden(t *testing.T, name string, got golden) {
	t.Helper()
	for _, p := range got.Products {
		p.ID, p.Created, p.Updated = 0, 0, 0
		for i := range p.Variants {
			p.Variants[i].ID = 0
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(got); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("differs from %s; run with -update if that is meant (-want +got):\n%s", path, diff)
	}
}
