package feed_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// checkedStore looks at every product an import puts and keeps none.
type checkedStore struct {
	data.Store
	t *testing.T
}

func (s checkedStore) PutProducts(ctx context.Context, puts []data.ProductPut, _ bool) ([]data.PutResult, error) {
	for _, put := range puts {
		p := &put.Product
		if p.Handle == "" || put.Fields == 0 {
			s.t.Errorf("half a product is put: %+v", put)
		}
		seen := map[string]bool{}
		for _, v := range p.Variants {
			if v.SKU == "" || v.Price < 0 || seen[strings.ToLower(v.SKU)] {
				s.t.Errorf("half a variant is put: %+v", v)
			}
			seen[strings.ToLower(v.SKU)] = true
		}
	}
	return s.Store.PutProducts(ctx, puts, true)
}

// FuzzImport gives arbitrary bytes to an import: no panic, and what goes in is whole.
func FuzzImport(f *testing.F) {
	for _, name := range goldenFiles {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("\xff\xfeH\x00a\x00n\x00d\x00l\x00e\x00,\x00T\x00i\x00t\x00l\x00e\x00\n\x00"))
	f.Add([]byte("products: &a\n- *a\n"))
	f.Add([]byte("id\tprice\n\"\n"))
	s := newStore(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		im := feed.Importer{Store: checkedStore{s, t}, Clock: noon}
		rep, err := im.Import(context.Background(), bytes.NewReader(b), "fuzz", feed.ImportOptions{DryRun: true})
		if err == nil && rep.Errors == nil {
			t.Error("a report without its list of errors")
		}
		for _, e := range rep.Errors {
			if e.Reason == "" {
				t.Errorf("an error without a reason: %+v", e)
			}
		}
	})
}
