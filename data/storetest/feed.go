package storetest

import (
	"math"
	"testing"

	"shoptalk/data"
)

// news reads what came after a version, without times.
func news(t testing.TB, s data.Store, after int64) []data.Change {
	t.Helper()
	list := get(s.Changes(ctx, after, 1000))(t)
	for i := range list {
		if list[i].At == 0 || list[i].Seq != after+int64(i)+1 {
			t.Errorf("change %+v has no time or leaves a gap", list[i])
		}
		list[i].At, list[i].Seq = 0, 0
	}
	return list
}

func testFeed(t *testing.T, open Open) {
	s := open(t)
	same(t, get(s.Version(ctx))(t), int64(0))
	same(t, news(t, s, 0), []data.Change(nil))
	p := product("a")
	id := put(t, s, p)[0]
	text, quiet := data.Change{Kind: data.ProductChange, Product: id, Text: true}, data.Change{Kind: data.ProductChange, Product: id}
	category := data.Change{Kind: data.CategoryChange, Text: true}
	same(t, news(t, s, 0), []data.Change{category, category, text})

	stock := 1
	steps := []struct {
		name string
		do   func() error
		want []data.Change
	}{
		{"nothing", func() error { put(t, s, p); return nil }, nil},
		{"price", func() error { p.Variants[0].Price++; put(t, s, p); return nil }, []data.Change{quiet}},
		{"stock", func() error {
			_, err := s.PatchProduct(ctx, "a", data.ProductPatch{Variants: []data.VariantPatch{{SKU: "a-9", Stock: &stock}}})
			return err
		}, []data.Change{quiet}},
		{"rating", func() error { p.Rating++; put(t, s, p); return nil }, []data.Change{quiet}},
		{"attribute", func() error { p.Attributes = nil; put(t, s, p); return nil }, []data.Change{text}},
		{"option", func() error { p.Variants[0].Options = options("Green", "9"); put(t, s, p); return nil }, []data.Change{text}},
		{"active", func() error { p.Active = false; put(t, s, p); return nil }, []data.Change{text}},
		{"refused", func() error {
			_, err := s.PutProducts(ctx, []data.ProductPut{{Product: data.Product{Handle: "b"}}}, false)
			return err
		}, nil},
		{"policy", func() error { _, err := s.PutPolicies(ctx, data.Policy{ID: "p", Answer: "Yes."}); return err },
			[]data.Change{{Kind: data.PolicyChange, Text: true}}},
		{"same policy", func() error { _, err := s.PutPolicies(ctx, data.Policy{ID: "p", Answer: "Yes."}); return err }, nil},
		{"synonyms", func() error { _, err := s.PutSynonyms(ctx, []data.Synonym{{Words: []string{"a", "b"}}}); return err },
			[]data.Change{{Kind: data.SynonymChange, Text: true}}},
		{"coupon", func() error { _, err := s.PutCoupons(ctx, data.Coupon{Code: "X", Amount: 1}); return err }, []data.Change{{Kind: data.ShopChange}}},
		{"setting", func() error { return s.PutSettings(ctx, data.Setting{Key: "a", Value: "1"}) }, []data.Change{{Kind: data.ShopChange}}},
		{"same setting", func() error { return s.PutSettings(ctx, data.Setting{Key: "a", Value: "1"}) }, nil},
		{"shop", func() error { shop := data.DefaultShop(); shop.Name = "X"; return s.PutShop(ctx, shop) }, []data.Change{{Kind: data.ShopChange}}},
		{"label", func() error { return s.PutCategories(ctx, []data.Category{{Path: "shoes", Label: "Footwear"}}) }, []data.Change{category}},
		{"delete", func() error { _, err := s.DeleteProducts(ctx, "a"); return err },
			[]data.Change{{Kind: data.ProductChange, Product: id, Text: true, Deleted: true}}},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			before := get(s.Version(ctx))(t)
			must(t, step.do())
			same(t, news(t, s, before), step.want)
			same(t, get(s.Version(ctx))(t), before+int64(len(step.want)))
		})
	}
	same(t, len(get(s.Changes(ctx, 0, 2))(t)), 2)
	_, err := s.Changes(ctx, math.MaxInt32, 10)
	is(t, err, data.ErrTrimmed)
}

func testMemory(t *testing.T, open Open) {
	s := open(t)
	_, err := s.Learned(ctx, "embedder")
	is(t, err, data.ErrNotFound)
	l := data.Learned{Name: "embedder", Fingerprint: "f1", Bytes: []byte{1, 0, 2}}
	must(t, s.PutLearned(ctx, l))
	l.Fingerprint = "f2"
	must(t, s.PutLearned(ctx, l))
	same(t, get(s.Learned(ctx, "embedder"))(t), l)

	a, b := data.Vector{ID: 7, Values: []float32{0.5, -0.25}}, data.Vector{ID: 3, Values: []float32{1, 0}}
	must(t, s.PutVectors(ctx, "product", "f1", []data.Vector{a, b}))
	must(t, s.PutVectors(ctx, "policy", "f1", []data.Vector{a}))
	same(t, get(s.Vectors(ctx, "product", "f1"))(t), []data.Vector{b, a})
	same(t, get(s.Vectors(ctx, "product", "f2"))(t), []data.Vector(nil))
	a.Values = []float32{0, 1}
	must(t, s.PutVectors(ctx, "product", "f1", []data.Vector{a}))
	same(t, get(s.Vectors(ctx, "product", "f1"))(t), []data.Vector{b, a})
	must(t, s.DeleteVectors(ctx, "product", 3, 99))
	same(t, get(s.Vectors(ctx, "product", "f1"))(t), []data.Vector{a})
	must(t, s.PutVectors(ctx, "product", "f2", []data.Vector{b}))
	same(t, get(s.Vectors(ctx, "product", "f1"))(t), []data.Vector(nil))
	same(t, get(s.Vectors(ctx, "product", "f2"))(t), []data.Vector{b})
	same(t, len(get(s.Vectors(ctx, "policy", "f1"))(t)), 1)
	nan := float32(math.NaN())
	for _, bad := range [][]float32{nil, {0, 0}, {nan}} {
		is(t, s.PutVectors(ctx, "product", "f2", []data.Vector{{ID: 1, Values: bad}}), data.ErrInvalid)
	}
}

func testUpkeep(t *testing.T, open Open) {
	s := open(t)
	put(t, s, product("a"), product("b"))
	must(t, s.SaveTurn(ctx, session("x", 1), turn("x", 1)))
	must(t, s.Optimize(ctx))
	must(t, s.Tidy(ctx, 0))
	must(t, s.Tidy(ctx, 1e12))
	same(t, get(s.Check(ctx))(t), []string(nil))
	if sizes := get(s.Sizes(ctx))(t); len(sizes) < 5 {
		t.Errorf("sizes of %d tables, want one for each: %v", len(sizes), sizes)
	}
	same(t, withoutStore(find(t, s, "a")), product("a"))
	must(t, s.Close())
	must(t, s.Close())
	if _, err := s.Products(ctx, 1); err == nil {
		t.Error("a closed store still answers")
	}
	if err := s.PutSettings(ctx, data.Setting{Key: "a", Value: "1"}); err == nil {
		t.Error("a closed store still writes")
	}
}
