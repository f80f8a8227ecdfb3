package index

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"shoptalk/data"
	"shoptalk/data/sqlite"
)

func TestMain(m *testing.M) {
	// Bleve starts its analysis workers with the program, for all indexes together.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// newStore opens an empty store with some products.
func newStore(t testing.TB, products ...data.Product) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "shop.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	putProducts(t, s, products...)
	return s
}

func putProducts(t testing.TB, s *sqlite.Store, products ...data.Product) {
	t.Helper()
	puts := make([]data.ProductPut, len(products))
	for i := range products {
		puts[i].Product = products[i]
	}
	results, err := s.PutProducts(t.Context(), puts, false)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range results {
		if r.Err != nil {
			t.Fatalf("%s: %v", products[i].Handle, r.Err)
		}
	}
}

// openIndex opens an index and waits until it is whole.
func openIndex(t testing.TB, dir string, s Store) *Index {
	t.Helper()
	x, err := Open(t.Context(), Options{Dir: dir, Store: s})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// fixture opens the index of the catalog in testdata.
func fixture(t testing.TB) (*Index, *sqlite.Store) {
	t.Helper()
	s := newStore(t, readCatalog(t)...)
	return openIndex(t, "", s), s
}

// readCatalog reads testdata/catalog.ndjson, whose lines are short forms of products.
func readCatalog(t testing.TB) []data.Product {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "catalog.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []data.Product
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var in struct {
			Handle, Title, Text, Brand, Category string
			Price                                float64
			Rating                               float64
			Reviews                              int
			Attributes                           data.Attributes
			Variants                             []struct {
				Options []data.Option
				Price   float64
				Stock   int
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &in); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		p := data.Product{
			Handle: in.Handle, Title: in.Title, Description: in.Text, Brand: in.Brand, Category: in.Category,
			Rating: in.Rating, Reviews: in.Reviews, Attributes: in.Attributes, Active: true,
		}
		for _, v := range in.Variants {
			p.Variants = append(p.Variants, variantOf(in.Handle, v.Price, v.Stock, v.Options...))
		}
		if len(p.Variants) == 0 {
			p.Variants = []data.Variant{variantOf(in.Handle, in.Price, 5)}
		}
		out = append(out, p)
	}
	return out
}

func variantOf(handle string, price float64, stock int, options ...data.Option) data.Variant {
	return data.Variant{
		SKU: data.MakeSKU(handle, options), MadeSKU: true, Options: options,
		Price: data.MoneyOf(price, "USD"), Tracked: true, Stock: stock,
	}
}

// handlesOf names what was found.
func handlesOf(t testing.TB, s Store, hits []Hit) []string {
	t.Helper()
	ids := make([]data.ProductID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	products, err := s.Products(context.Background(), ids...)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(products))
	for i, p := range products {
		out[i] = p.Handle
	}
	return out
}

func find(t testing.TB, x *Index, q Query) Result {
	t.Helper()
	if q.Size == 0 {
		q.Size = 20
	}
	res, err := x.Find(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// constraints reads the outside form.
func constraints(t testing.TB, text string) Constraints {
	t.Helper()
	var c Constraints
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	return c
}
