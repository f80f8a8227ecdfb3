package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shoptalk/data"
)

// model is the catalog as a plain map, written without looking at any database.
type model map[string]*data.Product

// owner is the handle of the product that has a SKU.
func (m model) owner(sku string) string {
	for handle, p := range m {
		if slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return strings.EqualFold(v.SKU, sku) }) {
			return handle
		}
	}
	return ""
}

// put does what data.CatalogWriter promises of whole, title and stock puts.
func (m model) put(put data.ProductPut) data.Outcome {
	p := put.Product
	p.Variants = slices.Clone(p.Variants)
	old := m[p.Handle]
	if old != nil && put.Fields != 0 {
		next := *old
		next.Variants = slices.Clone(old.Variants)
		if put.Fields&data.FieldTitle != 0 {
			next.Title = p.Title
		}
		if put.Fields&data.FieldStock != 0 && !restock(next.Variants, p.Variants) {
			return data.Refused
		}
		p = next
	}
	if len(p.Variants) == 0 {
		p.Variants = []data.Variant{{SKU: data.MakeSKU(p.Handle, nil), MadeSKU: true}}
	}
	seen := map[string]bool{}
	for _, v := range p.Variants {
		owner := m.owner(v.SKU)
		if seen[strings.ToLower(v.SKU)] || v.Price < 0 || owner != "" && owner != p.Handle {
			return data.Refused
		}
		seen[strings.ToLower(v.SKU)] = true
	}
	if p.Title == "" {
		return data.Refused
	}
	m[p.Handle] = &p
	switch {
	case old == nil:
		return data.Created
	case fmt.Sprint(*old) == fmt.Sprint(p):
		return data.Unchanged
	}
	return data.Updated
}

// restock sets the stock of variants; false when one is not there.
func restock(variants, with []data.Variant) bool {
	for _, w := range with {
		at := slices.IndexFunc(variants, func(v data.Variant) bool { return strings.EqualFold(v.SKU, w.SKU) })
		if at < 0 {
			return false
		}
		variants[at].Tracked, variants[at].Stock = w.Tracked, w.Stock
	}
	return true
}

// list does what data.Catalog promises of ListProducts by price.
func (m model) list(f data.ProductFilter) (handles []string) {
	for _, h := range m.handles() {
		p := m[h]
		if (f.Category == "" || data.Within(p.Category, f.Category)) && (f.Active == nil || *f.Active == p.Active) && p.Price() >= f.PriceMin {
			handles = append(handles, fmt.Sprintf("%08d %s", p.Price(), h))
		}
	}
	slices.Sort(handles)
	return handles
}

func (m model) handles() []string {
	var list []string
	for h := range m {
		list = append(list, h)
	}
	slices.Sort(list)
	return list
}

// testModel does random things to a store and to the model and compares them.
func testModel(t *testing.T, open Open) {
	s := open(t)
	rapid.Check(t, func(r *rapid.T) {
		m := model{}
		all := pages(t, func(after string) (data.Page[*data.Product], error) {
			return s.ListProducts(ctx, data.ProductFilter{After: after})
		})
		for _, p := range all {
			get(s.DeleteProducts(ctx, p.Handle))(t)
		}
		r.Repeat(map[string]func(*rapid.T){
			"put": func(r *rapid.T) {
				puts := rapid.SliceOfN(rapid.Custom(drawPut), 1, 4).Draw(r, "puts")
				dry := rapid.Bool().Draw(r, "dry")
				work := m
				if dry {
					work = model{}
					for h, p := range m {
						work[h] = p
					}
				}
				var want, got []data.Outcome
				for _, p := range puts {
					want = append(want, work.put(p))
				}
				results, err := s.PutProducts(ctx, puts, dry)
				if err != nil {
					r.Fatal(err)
				}
				for _, res := range results {
					got = append(got, res.Outcome)
				}
				if !slices.Equal(got, want) {
					r.Fatalf("outcomes %v, want %v", got, want)
				}
			},
			"patch": func(r *rapid.T) {
				h, price := drawHandle(r), data.Money(rapid.IntRange(0, 5).Draw(r, "price"))
				_, err := s.PatchProduct(ctx, h, data.ProductPatch{Price: &price})
				p, there := m[h]
				if there != (err == nil) {
					r.Fatalf("patch of %s: %v, there %v", h, err, there)
				}
				if there {
					next := *p
					next.Variants = slices.Clone(p.Variants)
					for i := range next.Variants {
						next.Variants[i].Price = price
					}
					m[h] = &next
				}
			},
			"delete": func(r *rapid.T) {
				h := drawHandle(r)
				n, err := s.DeleteProducts(ctx, h)
				if _, there := m[h]; err != nil || (n == 1) != there {
					r.Fatalf("deleted %d of %s: %v", n, h, err)
				}
				delete(m, h)
			},
			"": func(r *rapid.T) { compare(r, s, m) },
		})
	})
	same(t, get(s.Check(ctx))(t), []string(nil))
}

// compare reads the whole catalog and one filtered list.
func compare(r *rapid.T, s data.Store, m model) {
	handles := m.handles()
	found, err := s.ProductIDs(ctx, data.ByHandle, handles...)
	if err != nil {
		r.Fatal(err)
	}
	var ids []data.ProductID
	for _, h := range handles {
		ids = append(ids, found[h])
	}
	list, err := s.Products(ctx, ids...)
	if err != nil || len(list) != len(handles) {
		r.Fatalf("%d products of %d: %v", len(list), len(handles), err)
	}
	for _, p := range list {
		if got, want := fmt.Sprint(withoutStore(p)), fmt.Sprint(*m[p.Handle]); got != want {
			r.Fatalf("product %s is\n%s, want\n%s", p.Handle, got, want)
		}
	}
	active := rapid.Bool().Draw(r, "active")
	f := data.ProductFilter{Order: data.OrderPrice, Size: 2, PriceMin: 1, Active: &active,
		Category: rapid.SampledFrom([]string{"", "a", "a/b"}).Draw(r, "category")}
	var got []string
	for {
		page, err := s.ListProducts(ctx, f)
		if err != nil {
			r.Fatal(err)
		}
		for _, p := range page.Items {
			got = append(got, fmt.Sprintf("%08d %s", p.Price(), p.Handle))
		}
		if f.After = page.Next; f.After == "" {
			break
		}
	}
	if !slices.IsSorted(prices(got)) {
		r.Fatalf("list %v is not by price", got)
	}
	slices.Sort(got)
	if want := m.list(f); !slices.Equal(got, want) {
		r.Fatalf("list is %v, want %v", got, want)
	}
}

func prices(list []string) []string {
	short := make([]string, len(list))
	for i, s := range list {
		short[i] = s[:8]
	}
	return short
}

func drawHandle(r *rapid.T) string {
	return rapid.SampledFrom([]string{"p1", "p2", "p3", "p4"}).Draw(r, "handle")
}

// drawPut draws from so few values that puts meet each other.
func drawPut(r *rapid.T) data.ProductPut {
	put := data.ProductPut{Fields: rapid.SampledFrom([]data.Fields{0, 0, 0, data.FieldTitle, data.FieldStock}).Draw(r, "fields")}
	p := &put.Product
	p.Handle = drawHandle(r)
	p.Title = rapid.SampledFrom([]string{"", "One", "Two", "Three"}).Draw(r, "title")
	p.Category = rapid.SampledFrom([]string{"", "a", "a/b", "a-b"}).Draw(r, "category")
	p.Active = rapid.Bool().Draw(r, "active")
	for range rapid.IntRange(0, 3).Draw(r, "variants") {
		v := data.Variant{SKU: rapid.SampledFrom([]string{"x", "X", "y", "z", "w"}).Draw(r, "sku"), Price: data.Money(rapid.IntRange(-1, 9).Draw(r, "price"))}
		if v.Tracked = rapid.Bool().Draw(r, "tracked"); v.Tracked {
			v.Stock = rapid.IntRange(-1, 2).Draw(r, "stock")
		}
		p.Variants = append(p.Variants, v)
	}
	return put
}
