package storetest

import (
	"slices"
	"strings"
	"testing"

	"shoptalk/data"
)

func testCatalog(t *testing.T, open Open) {
	t.Run("round trip", func(t *testing.T) {
		s := open(t)
		want := product("swift-runner")
		id := put(t, s, want)[0]
		got := get(s.Products(ctx, id))(t)[0]
		same(t, withoutStore(got), want)
		if got.ID != id || got.Created == 0 || got.Updated == 0 || got.Variants[0].ID == 0 {
			t.Errorf("the store gave no ids or times: %+v", got)
		}
	})
	t.Run("batch in order, each once, unknown left out", func(t *testing.T) {
		s := open(t)
		ids := put(t, s, product("a"), product("b"), product("c"))
		got := get(s.Products(ctx, ids[2], 999, ids[0], ids[2], ids[1]))(t)
		var handles []string
		for _, p := range got {
			handles = append(handles, p.Handle)
			if len(p.Variants) != 3 {
				t.Errorf("%s has %d variants, want 3", p.Handle, len(p.Variants))
			}
		}
		same(t, handles, []string{"c", "a", "b"})
		same(t, get(s.Products(ctx))(t), []*data.Product(nil))
	})
	t.Run("results belong to the caller", func(t *testing.T) {
		s := open(t)
		id := put(t, s, product("a"))[0]
		first := get(s.Products(ctx, id))(t)[0]
		first.Tags[0], first.Variants[0].Price, first.Attributes["material"] = "spoilt", 1, data.Number(1)
		same(t, withoutStore(get(s.Products(ctx, id))(t)[0]), product("a"))
	})
	t.Run("ids by handle, SKU and barcode", func(t *testing.T) {
		s := open(t)
		ids := put(t, s, product("a"), product("b"))
		for by, name := range map[data.ProductKey]string{data.ByHandle: "b", data.BySKU: "B-10", data.ByBarcode: "0b"} {
			same(t, get(s.ProductIDs(ctx, by, name, "nothing", name))(t), map[string]data.ProductID{name: ids[1]})
		}
		same(t, get(s.ProductIDs(ctx, data.BySKU, "a-9", "A-9"))(t), map[string]data.ProductID{"a-9": ids[0], "A-9": ids[0]})
		same(t, get(s.ProductIDs(ctx, data.ByBarcode, ""))(t), map[string]data.ProductID{})
		_, err := s.ProductIDs(ctx, "colour", "a")
		is(t, err, data.ErrInvalid)
	})
	t.Run("odd text survives", func(t *testing.T) {
		s := open(t)
		p := product("odd")
		p.Title = `Quote " back \ slash <b> \u0041 ' % _ ₹ 靴 👟`
		p.Tags = []string{"", "a,b", `["x"]`, "}", ":"}
		p.Attributes = data.Attributes{`k"ey`: data.Texts(`v\`, "}", ","), "n": data.Number(1e-9), "big": data.Number(-1.5e22), "none": {Texts: []string{}}}
		p.Variants[0].Options = []data.Option{{Name: `Siz"e`, Value: "10\\\n"}}
		put(t, s, p)
		same(t, withoutStore(find(t, s, "odd")), p)
	})
}

func testCategories(t *testing.T, open Open) {
	s := open(t)
	inactive := product("c")
	inactive.Active = false
	deep := product("d")
	deep.Category = "shoes/running/trail-shoes"
	put(t, s, product("a"), product("b"), inactive, deep)
	must(t, s.PutCategories(ctx, []data.Category{{Path: "shoes", Label: "Footwear"}, {Path: "hats/caps", Label: ""}}))
	same(t, get(s.Categories(ctx))(t), []data.Category{
		{Path: "hats", Label: "Hats"}, {Path: "hats/caps", Label: "Caps"}, {Path: "shoes", Label: "Footwear", Count: 3},
		{Path: "shoes/running", Label: "Running", Count: 3}, {Path: "shoes/running/trail-shoes", Label: "Trail shoes", Count: 1},
	})
	is(t, s.PutCategories(ctx, []data.Category{{Path: " "}}), data.ErrInvalid)
	is(t, s.PutCategories(ctx, []data.Category{{Path: "a//b"}}), data.ErrInvalid)
}

func testLists(t *testing.T, open Open) {
	s := open(t)
	var all []data.Product
	for i := range 25 {
		p := product(number("p", i))
		p.Title = string(rune('Z'-i)) + " title"
		p.Active = i%3 != 0
		p.Brand = []string{"Acme", "Umbrella"}[i%2]
		p.Category = []string{"shoes", "shoes/running", "shoes-care", "hats"}[i%4]
		for j := range p.Variants {
			p.Variants[j].Price = data.Money(1000 + i%7*100)
		}
		all = append(all, p)
		put(t, s, p)
	}
	yes, no := true, false
	cases := map[string]struct {
		filter data.ProductFilter
		keep   func(*data.Product) bool
	}{
		"all":              {data.ProductFilter{}, func(*data.Product) bool { return true }},
		"active":           {data.ProductFilter{Active: &yes}, func(p *data.Product) bool { return p.Active }},
		"inactive":         {data.ProductFilter{Active: &no}, func(p *data.Product) bool { return !p.Active }},
		"brand":            {data.ProductFilter{Brand: "aCME"}, func(p *data.Product) bool { return p.Brand == "Acme" }},
		"category below":   {data.ProductFilter{Category: "shoes"}, func(p *data.Product) bool { return data.Within(p.Category, "shoes") }},
		"category leaf":    {data.ProductFilter{Category: "shoes/running"}, func(p *data.Product) bool { return p.Category == "shoes/running" }},
		"category unknown": {data.ProductFilter{Category: "boats"}, func(*data.Product) bool { return false }},
		"price":            {data.ProductFilter{PriceMin: 1200, PriceMax: 1400}, func(p *data.Product) bool { return p.Price() >= 1200 && p.Price() <= 1400 }},
		"title":            {data.ProductFilter{Name: "q T"}, func(p *data.Product) bool { return strings.HasPrefix(p.Title, "Q") }},
		"everything at once": {data.ProductFilter{Category: "shoes", Brand: "Acme", Active: &yes, PriceMin: 1100}, func(p *data.Product) bool {
			return data.Within(p.Category, "shoes") && p.Brand == "Acme" && p.Active && p.Price() >= 1100
		}},
	}
	orders := map[data.ProductOrder]func(a, b *data.Product) int{
		data.OrderID:    func(a, b *data.Product) int { return strings.Compare(a.Handle, b.Handle) },
		data.OrderPrice: func(a, b *data.Product) int { return int(a.Price() - b.Price()) },
		data.OrderName:  func(a, b *data.Product) int { return strings.Compare(a.Title, b.Title) },
		data.OrderNew:   func(a, b *data.Product) int { return strings.Compare(b.Handle, a.Handle) },
	}
	for name, c := range cases {
		for order, compare := range orders {
			t.Run(name+" by "+string(order), func(t *testing.T) {
				var want []string
				for i := range all {
					if c.keep(&all[i]) {
						want = append(want, all[i].Handle)
					}
				}
				slices.SortStableFunc(want, func(a, b string) int {
					return compare(byHandle(all, a), byHandle(all, b))
				})
				f := c.filter
				f.Order, f.Size = order, 4
				var got []string
				for _, p := range pages(t, func(after string) (data.Page[*data.Product], error) {
					f.After = after
					return s.ListProducts(ctx, f)
				}) {
					got = append(got, p.Handle)
				}
				same(t, got, want)
			})
		}
	}
	_, err := s.ListProducts(ctx, data.ProductFilter{After: "nonsense"})
	is(t, err, data.ErrInvalid)
	first := get(s.ListProducts(ctx, data.ProductFilter{Size: 1}))(t)
	_, err = s.ListProducts(ctx, data.ProductFilter{Order: data.OrderPrice, After: first.Next})
	is(t, err, data.ErrInvalid)
	_, err = s.ListProducts(ctx, data.ProductFilter{Order: "colour"})
	is(t, err, data.ErrInvalid)
}

func byHandle(all []data.Product, handle string) *data.Product {
	i := slices.IndexFunc(all, func(p data.Product) bool { return p.Handle == handle })
	return &all[i]
}
