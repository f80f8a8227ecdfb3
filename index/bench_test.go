package index

import (
	"os"
	"testing"

	"shoptalk/data"
)

// BenchmarkFind searches the fixture, or the catalog of SHOPTALK_EVAL_DIR when it is set,
// with the rankings of texts cached and not.
func BenchmarkFind(b *testing.B) {
	var x *Index
	texts := []string{"running shoes", "waterproof boots", "noise cancelling headphones", "copper kettle"}
	if dir := os.Getenv("SHOPTALK_EVAL_DIR"); dir != "" {
		x, _ = openMeasured(b, dir)
		texts = []string{"laptop bag", "external hard drive", "usb hub", "surround sound speakers", "gaming keyboard", "micro sd card"}
	} else {
		x, _ = fixture(b)
	}
	if err := x.Wait(b.Context()); err != nil {
		b.Fatal(err)
	}
	limit := 60.0
	for _, caching := range []bool{false, true} {
		x.opt.Features = func() Features { f := AllFeatures(); f.Caching = caching; return f }
		name := "fresh"
		if caching {
			name = "cached"
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				q := Query{Constraints: Constraints{Text: texts[i%len(texts)], PriceLT: &limit}, Size: 10, Facets: []string{"brand"}}
				if _, err := x.Find(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("constraints", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if _, err := x.Find(b.Context(), Query{Constraints: Constraints{PriceLT: &limit, Sort: PriceAsc}, Size: 10}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkVocabulary(b *testing.B) {
	x, _ := fixture(b)
	v := x.Vocabulary()
	b.Run("longest", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			v.Longest([]string{"running", "shoes", "in", "blue"})
		}
	})
	b.Run("correct", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			v.Correct("hedphones")
		}
	})
}

func BenchmarkApply(b *testing.B) {
	c := newColumns()
	p := readCatalog(b)[0]
	p.ID = data.ProductID(1)
	b.ReportAllocs()
	for range b.N {
		c.put(&p)
	}
}
