package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shoptalk/data"
)

// TestColumnsAgree compares the columns with the rules of constraints written down plainly,
// product by product.
func TestColumnsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		products := rapid.SliceOfN(rapid.Custom(genProduct), 1, 12).Draw(t, "products")
		c := newColumns()
		for i := range products {
			products[i].ID = data.ProductID(i + 1)
			c.put(&products[i])
		}
		q := rapid.Custom(genConstraints).Draw(t, "constraints")
		f := c.compile(&q, "USD", nil)
		multi := func(key string) bool { k, ok := c.values.keys.find(key); return ok && c.multi(k) }
		for i := range products {
			got, ok := f.match(c.place[products[i].ID])
			price, inStock, want := plainMatch(&products[i], &q, multi)
			if ok != want || ok && (got.price != price || got.inStock != inStock) {
				t.Fatalf("product %+v\nconstraints %+v\ngot %+v %t, want %d %t %t", products[i], q, got, ok, price, inStock, want)
			}
		}
	})
}

// plainMatch is the contract in its simplest form.
func plainMatch(p *data.Product, q *Constraints, multi func(string) bool) (price data.Money, inStock, ok bool) {
	if !p.Active || len(q.Category) > 0 && !slices.ContainsFunc(q.Category, func(c string) bool { return data.Within(p.Category, c) }) ||
		len(q.Brand) > 0 && !slices.Contains(q.Brand, strings.ToLower(p.Brand)) || q.Rating != nil && p.Rating < *q.Rating {
		return 0, false, false
	}
	isOption := func(key string) bool {
		return slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return v.Option(key) != "" })
	}
	asked := false
	for key, want := range q.Values {
		if isOption(key) {
			asked = true
		} else if !plainAttribute(p, key, want, multi(key)) {
			return 0, false, false
		}
	}
	not := q.Not
	if not == nil {
		not = &Constraints{}
	}
	for key, list := range not.Values {
		if !isOption(key) && slices.ContainsFunc(list, func(v string) bool { return plainAttribute(p, key, []string{v}, false) }) {
			return 0, false, false
		}
	}
	fits := func(v *data.Variant) bool {
		for key, want := range q.Values {
			if isOption(key) && !slices.Contains(want, strings.ToLower(v.Option(key))) {
				return false
			}
		}
		for key, list := range not.Values {
			if isOption(key) && slices.Contains(list, strings.ToLower(v.Option(key))) {
				return false
			}
		}
		return plainPrice(v.Price, q)
	}
	for _, sellable := range []bool{true, false} {
		if !sellable && (asked || p.InStock()) {
			break
		}
		for i := range p.Variants {
			v := &p.Variants[i]
			if v.Sellable() == sellable && fits(v) && (!ok || v.Price < price) {
				price, inStock, ok = v.Price, sellable, true
			}
		}
		if ok {
			break
		}
	}
	return price, inStock, ok && (q.InStock == nil || *q.InStock == inStock)
}

func plainAttribute(p *data.Product, key string, want []string, all bool) bool {
	have := 0
	for _, w := range want {
		if slices.ContainsFunc(p.Attributes[key].Texts, func(t string) bool { return strings.EqualFold(t, w) }) {
			have++
		}
	}
	return have == len(want) || have > 0 && !all
}

func plainPrice(m data.Money, q *Constraints) bool {
	at := func(p *float64) data.Money { return data.MoneyOf(*p, "USD") }
	return (q.PriceGT == nil || m > at(q.PriceGT)) && (q.PriceGTE == nil || m >= at(q.PriceGTE)) &&
		(q.PriceLT == nil || m < at(q.PriceLT)) && (q.PriceLTE == nil || m <= at(q.PriceLTE))
}

var (
	someColors   = []string{"Red", "Blue", "Green"}
	someFeatures = []string{"light", "warm", "dry"}
	somePaths    = []string{"", "a", "a/b", "ab", "a/b/c"}
)

func genProduct(t *rapid.T) data.Product {
	p := data.Product{
		Active: rapid.IntRange(0, 9).Draw(t, "active") > 0, Category: rapid.SampledFrom(somePaths).Draw(t, "category"),
		Brand: rapid.SampledFrom([]string{"", "Acme", "Zed"}).Draw(t, "brand"), Rating: float64(rapid.IntRange(0, 5).Draw(t, "rating")),
		Attributes: data.Attributes{},
	}
	if f := rapid.SliceOfNDistinct(rapid.SampledFrom(someFeatures), 0, 3, rapid.ID).Draw(t, "features"); len(f) > 0 {
		p.Attributes["features"] = data.Texts(f...)
	}
	withColor := rapid.Bool().Draw(t, "option")
	if !withColor && rapid.Bool().Draw(t, "attribute") {
		p.Attributes["color"] = data.Texts(rapid.SampledFrom(someColors).Draw(t, "color"))
	}
	for range rapid.IntRange(1, 3).Draw(t, "variants") {
		v := data.Variant{Price: data.Money(rapid.IntRange(1, 5).Draw(t, "price") * 100), Tracked: true, Stock: rapid.IntRange(0, 1).Draw(t, "stock")}
		if withColor {
			v.Options = []data.Option{{Name: "Colour", Value: rapid.SampledFrom(someColors).Draw(t, "color")}}
		}
		p.Variants = append(p.Variants, v)
	}
	return p
}

func genConstraints(t *rapid.T) Constraints {
	var q Constraints
	if rapid.Bool().Draw(t, "by category") {
		q.Category = rapid.SliceOfNDistinct(rapid.SampledFrom(somePaths[1:]), 1, 2, rapid.ID).Draw(t, "categories")
	}
	if rapid.IntRange(0, 3).Draw(t, "by brand") == 0 {
		q.Brand = []string{rapid.SampledFrom([]string{"acme", "zed", "none"}).Draw(t, "brand")}
	}
	lower := func(list []string, label string) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{strings.ToLower(list[0]), strings.ToLower(list[1]), "none"}), 1, 2, rapid.ID).Draw(t, label)
	}
	q.Values = map[string][]string{}
	if rapid.Bool().Draw(t, "by color") {
		q.Values["color"] = lower(someColors, "colors")
	}
	if rapid.Bool().Draw(t, "by feature") {
		q.Values["features"] = lower(someFeatures, "features")
	}
	if rapid.Bool().Draw(t, "not") {
		q.Not = &Constraints{Values: map[string][]string{"color": lower(someColors, "not colors")}}
	}
	for _, bound := range []**float64{&q.PriceGT, &q.PriceGTE, &q.PriceLT, &q.PriceLTE, &q.Rating} {
		if rapid.IntRange(0, 4).Draw(t, "bounded") == 0 {
			n := float64(rapid.IntRange(0, 6).Draw(t, "bound"))
			*bound = &n
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "by stock") == 0 {
		b := rapid.Bool().Draw(t, "in stock")
		q.InStock = &b
	}
	return q
}

// TestColumnsFile checks that columns survive being written and read, and that damage of any
// one byte is noticed.
func TestColumnsFile(t *testing.T) {
	c := newColumns()
	for i, p := range readCatalog(t) {
		p.ID = data.ProductID(i + 1)
		c.put(&p)
	}
	path := filepath.Join(t.TempDir(), "columns")
	if err := c.save(path, 7); err != nil {
		t.Fatal(err)
	}
	back, version, err := loadColumns(path)
	if err != nil || version != 7 {
		t.Fatalf("version %d, %v", version, err)
	}
	for _, part := range [][2]any{
		{c.ids, back.ids}, {c.live, back.live}, {c.category, back.category}, {c.brand, back.brand}, {c.rating, back.rating},
		{c.reviews, back.reviews}, {c.created, back.created}, {c.attrs, back.attrs}, {c.variants, back.variants}, {c.counts, back.counts},
		{c.categories.texts, back.categories.texts}, {c.brands.texts, back.brands.texts}, {c.values.keys.texts, back.values.keys.texts},
	} {
		if fmt.Sprint(part[0]) != fmt.Sprint(part[1]) {
			t.Errorf("wrote %v\nread %v", part[0], part[1])
		}
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 97 {
		torn := slices.Clone(whole)
		torn[i] ^= 0x10
		for _, b := range [][]byte{torn, whole[:i]} {
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
			if _, _, err := loadColumns(path); err == nil {
				t.Fatalf("damage at byte %d went unnoticed", i)
			}
		}
	}
}

// TestLookup compares searching the store with searching the index.
func TestLookup(t *testing.T) {
	x, s := fixture(t)
	for _, text := range []string{"running shoes", "kettle", "waterproof", ""} {
		q := Query{Constraints: Constraints{Text: text, Category: []string{"shoes"}}, Size: 20, Exact: true}
		want, err := x.Find(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		got, err := x.lookUp(context.Background(), q)
		if err != nil || got.Level != LevelLookup {
			t.Fatalf("%q: %v at %q", text, err, got.Level)
		}
		a, b := handlesOf(t, s, want.Hits), handlesOf(t, s, got.Hits)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%q: index %v, store %v", text, a, b)
		}
	}
}
