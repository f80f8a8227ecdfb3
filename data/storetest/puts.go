package storetest

import (
	"strings"
	"testing"

	"shoptalk/data"
)

// outcomes puts products with the same fields and gives what became of them.
func outcomes(t testing.TB, s data.Store, fields data.Fields, products ...data.Product) []data.Outcome {
	t.Helper()
	var puts []data.ProductPut
	for _, p := range products {
		puts = append(puts, data.ProductPut{Product: p, Fields: fields})
	}
	var list []data.Outcome
	for _, r := range get(s.PutProducts(ctx, puts, false))(t) {
		list = append(list, r.Outcome)
		if (r.Outcome == data.Refused) != (r.Err != nil) {
			t.Errorf("outcome %s with error %v", r.Outcome, r.Err)
		}
	}
	return list
}

func testPuts(t *testing.T, open Open) {
	t.Run("the same again changes nothing", func(t *testing.T) {
		s := open(t)
		same(t, outcomes(t, s, 0, product("a"), product("b")), []data.Outcome{data.Created, data.Created})
		before, version := find(t, s, "a"), get(s.Version(ctx))(t)
		same(t, outcomes(t, s, 0, product("b"), product("a")), []data.Outcome{data.Unchanged, data.Unchanged})
		same(t, find(t, s, "a"), before)
		same(t, get(s.Version(ctx))(t), version)
	})
	t.Run("a whole put replaces, and keeps the ids of what stays", func(t *testing.T) {
		s := open(t)
		put(t, s, product("a"))
		before := find(t, s, "a")
		p := product("a")
		p.Title, p.Attributes = "New title", nil
		p.Variants = []data.Variant{{SKU: "A-new", Price: 100}, {SKU: "A-10", Price: 200}}
		same(t, outcomes(t, s, data.AllFields, p), []data.Outcome{data.Updated})
		after := find(t, s, "a")
		same(t, withoutStore(after), p)
		same(t, after.ID, before.ID)
		same(t, after.Variants[1].ID, before.Variants[1].ID)
		same(t, after.Created, before.Created)
	})
	t.Run("a dry run keeps nothing", func(t *testing.T) {
		s := open(t)
		version := get(s.Version(ctx))(t)
		r := get(s.PutProducts(ctx, []data.ProductPut{{Product: product("a")}, {Product: data.Product{Handle: "b"}}}, true))(t)
		same(t, []data.Outcome{r[0].Outcome, r[1].Outcome}, []data.Outcome{data.Created, data.Refused})
		same(t, get(s.ProductIDs(ctx, data.ByHandle, "a"))(t), map[string]data.ProductID{})
		same(t, get(s.Version(ctx))(t), version)
	})
	t.Run("without variants and SKUs", func(t *testing.T) {
		s := open(t)
		plain := data.Product{Handle: "plain", Title: "Plain"}
		made := data.Product{Handle: "made", Title: "Made", Variants: []data.Variant{{Options: options("Blue", "9")}, {Options: options("½", "9")}, {Options: options("¼", "9")}}}
		put(t, s, plain, made)
		v := find(t, s, "plain").Variants
		if len(v) != 1 || v[0].SKU != data.MakeSKU("plain", nil) || !v[0].MadeSKU {
			t.Errorf("got variants %+v, want the default one", v)
		}
		skus := map[string]bool{}
		for _, v := range find(t, s, "made").Variants {
			skus[v.SKU] = true
		}
		if len(skus) != 3 || !skus["made--blue-9"] {
			t.Errorf("got SKUs %v, want three different ones", skus)
		}
		same(t, outcomes(t, s, 0, plain, made), []data.Outcome{data.Unchanged, data.Unchanged})
	})
	t.Run("a SKU belongs to one product", func(t *testing.T) {
		s := open(t)
		put(t, s, product("a"))
		thief := product("b")
		thief.Variants[1].SKU = "A-9"
		r := get(s.PutProducts(ctx, []data.ProductPut{{Product: thief}, {Product: product("c")}}, false))(t)
		same(t, []data.Outcome{r[0].Outcome, r[1].Outcome}, []data.Outcome{data.Refused, data.Created})
		is(t, r[0].Err, data.ErrConflict)
		same(t, get(s.ProductIDs(ctx, data.ByHandle, "b"))(t), map[string]data.ProductID{})
		// Within one batch a SKU may move once it is free.
		giver, taker := product("a"), product("b")
		giver.Variants = giver.Variants[1:]
		taker.Variants[0].SKU = "A-9"
		same(t, outcomes(t, s, 0, giver, taker), []data.Outcome{data.Updated, data.Created})
	})
	t.Run("a handle may come twice in a batch", func(t *testing.T) {
		s := open(t)
		second := product("a")
		second.Title = "Second"
		same(t, outcomes(t, s, 0, product("a"), second, second), []data.Outcome{data.Created, data.Updated, data.Unchanged})
		same(t, outcomes(t, s, 0, second, product("a"), second), []data.Outcome{data.Unchanged, data.Updated, data.Updated})
		same(t, find(t, s, "a").Title, "Second")
	})
	t.Run("what the caller put stays the caller's", func(t *testing.T) {
		s := open(t)
		p := data.Product{Handle: "a", Title: " spaced ", Category: "/Shoes/", Variants: []data.Variant{{Options: options("Blue", "9")}}}
		put(t, s, p)
		same(t, p.Variants[0], data.Variant{Options: options("Blue", "9")})
		got := find(t, s, "a")
		same(t, []string{got.Title, got.Category}, []string{"spaced", "shoes"})
	})
	t.Run("a batch of none", func(t *testing.T) {
		same(t, get(open(t).PutProducts(ctx, nil, false))(t), []data.PutResult{})
	})
	t.Run("refused", func(t *testing.T) { testRefused(t, open(t)) })
	t.Run("fields", func(t *testing.T) { testFields(t, open) })
}

func testRefused(t *testing.T, s data.Store) {
	bad := map[string]func(*data.Product){
		"handle":               func(p *data.Product) { p.Handle = "" },
		"handle ":              func(p *data.Product) { p.Handle = "Two Words" },
		"title":                func(p *data.Product) { p.Title = "  " },
		"title ":               func(p *data.Product) { p.Title = "bad \xff bytes" },
		"category":             func(p *data.Product) { p.Category = "a//b" },
		"compare_at":           func(p *data.Product) { p.CompareAt = -1 },
		"reviews":              func(p *data.Product) { p.Reviews = -1 },
		"variants":             func(p *data.Product) { p.Variants = make([]data.Variant, 5000) },
		"variants[2].price":    func(p *data.Product) { p.Variants[2].Price = -1 },
		"variants[1].sku":      func(p *data.Product) { p.Variants[1].SKU = strings.ToUpper(p.Variants[0].SKU) },
		"variants[0].options":  func(p *data.Product) { p.Variants[0].Options = []data.Option{{Name: "Colour"}, {Name: "color"}} },
		"variants[0].options ": func(p *data.Product) { p.Variants[0].Options = []data.Option{{Value: "x"}} },
	}
	for field, spoil := range bad {
		p := product("bad")
		spoil(&p)
		r := get(s.PutProducts(ctx, []data.ProductPut{{Product: p}, {Product: product("good")}}, true))(t)
		is(t, r[0].Err, data.ErrInvalid)
		if got, want := r[0].Err.Error(), strings.TrimSpace(field); !strings.HasPrefix(got, want+":") && !strings.HasPrefix(got, want+" ") {
			t.Errorf("got %q, want it to name %s", got, want)
		}
		same(t, []data.Outcome{r[0].Outcome, r[1].Outcome}, []data.Outcome{data.Refused, data.Created})
	}
}

func testFields(t *testing.T, open Open) {
	cases := map[string]struct {
		fields data.Fields
		bring  func(p *data.Product) // what the put holds
		want   func(p *data.Product) // how it changes what was there
	}{
		"title only": {data.FieldTitle, func(p *data.Product) { p.Title, p.Brand, p.Variants = "New", "", nil },
			func(p *data.Product) { p.Title = "New" }},
		"text": {data.FieldDescription | data.FieldBrand | data.FieldTags | data.FieldAttributes | data.FieldImages | data.FieldCategory,
			func(p *data.Product) { *p = data.Product{Handle: p.Handle, Description: "d"} },
			func(p *data.Product) {
				p.Description, p.HTML, p.Brand, p.Category, p.Tags, p.Images, p.Attributes = "d", "", "", "", nil, nil, nil
			}},
		"trade": {data.FieldCompareAt | data.FieldTax | data.FieldReturnable | data.FieldActive | data.FieldLowStock | data.FieldRating,
			func(p *data.Product) { *p = data.Product{Handle: p.Handle} },
			func(p *data.Product) {
				p.CompareAt, p.Taxable, p.TaxClass, p.Returnable, p.Active, p.LowStock, p.Rating, p.Reviews = 0, false, "", false, false, 0, 0, 0
			}},
		"variants without price and stock": {data.FieldVariants,
			func(p *data.Product) {
				p.Variants = []data.Variant{{SKU: "A-9", Price: 1, Barcode: "new"}, {SKU: "more", Price: 2}}
			},
			func(p *data.Product) {
				p.Variants[0].SKU, p.Variants[0].Barcode, p.Variants[0].Options, p.Variants[0].Grams = "A-9", "new", nil, 0
				p.Variants = append(p.Variants[:1:1], data.Variant{SKU: "more", Price: 2})
			}},
		"merge": {data.FieldMerge | data.FieldPrice,
			func(p *data.Product) {
				p.Variants = []data.Variant{{SKU: "a-10", Options: options("Blue", "10"), Price: 1}, {SKU: "a-12", Price: 3, Tracked: true, Stock: 9}}
			},
			func(p *data.Product) {
				p.Variants[1].Price, p.Variants[1].CompareAt, p.Variants[1].Image = 1, 0, ""
				p.Variants = append(p.Variants, data.Variant{SKU: "a-12", Price: 3, Tracked: true, Stock: 9})
			}},
		"stock only": {data.FieldStock,
			func(p *data.Product) { p.Variants = []data.Variant{{SKU: "A-11", Price: 1, Tracked: true, Stock: 7}} },
			func(p *data.Product) { p.Variants[2].Stock = 7 }},
		"price only": {data.FieldPrice,
			func(p *data.Product) { p.Variants = []data.Variant{{SKU: "a-9", Price: 1, Tracked: true, Stock: 70}} },
			func(p *data.Product) { p.Variants[0].Price = 1 }},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			put(t, s, product("a"))
			in, want := product("a"), product("a")
			c.bring(&in)
			c.want(&want)
			same(t, outcomes(t, s, c.fields, in), []data.Outcome{data.Updated})
			same(t, withoutStore(find(t, s, "a")), want)
			same(t, outcomes(t, s, c.fields, in), []data.Outcome{data.Unchanged})
		})
	}
	t.Run("stock of an unknown SKU", func(t *testing.T) {
		s := open(t)
		put(t, s, product("a"))
		in := product("a")
		in.Variants = []data.Variant{{SKU: "other"}}
		same(t, outcomes(t, s, data.FieldStock, in), []data.Outcome{data.Refused})
	})
	t.Run("a new product comes whole", func(t *testing.T) {
		s := open(t)
		same(t, outcomes(t, s, data.FieldTitle, product("a"), data.Product{Handle: "b", Title: "B"}), []data.Outcome{data.Created, data.Created})
		same(t, withoutStore(find(t, s, "a")), product("a"))
		same(t, len(find(t, s, "b").Variants), 1)
	})
}

func testPatches(t *testing.T, open Open) {
	s := open(t)
	put(t, s, product("a"))
	ptr := func(n data.Money) *data.Money { return &n }
	title, stock, off, yes := "Renamed", 11, false, true
	got := get(s.PatchProduct(ctx, "a", data.ProductPatch{Title: &title, Price: ptr(5000), Active: &off,
		Variants: []data.VariantPatch{{SKU: "A-10", Stock: &stock, Price: ptr(4000), Backorder: &yes}}}))(t)
	want := product("a")
	want.Title, want.Active = "Renamed", false
	for i := range want.Variants {
		want.Variants[i].Price = 5000
	}
	v := &want.Variants[1]
	v.Price, v.Tracked, v.Stock, v.Backorder = 4000, true, 11, true
	same(t, withoutStore(got), want)
	same(t, find(t, s, "a"), got)

	version := get(s.Version(ctx))(t)
	same(t, get(s.PatchProduct(ctx, "a", data.ProductPatch{Title: &title}))(t), got)
	same(t, get(s.Version(ctx))(t), version)

	_, err := s.PatchProduct(ctx, "b", data.ProductPatch{Title: &title})
	is(t, err, data.ErrNotFound)
	_, err = s.PatchProduct(ctx, "a", data.ProductPatch{Variants: []data.VariantPatch{{SKU: "other"}}})
	is(t, err, data.ErrNotFound)
	_, err = s.PatchProduct(ctx, "a", data.ProductPatch{Price: ptr(-1)})
	is(t, err, data.ErrInvalid)
	same(t, find(t, s, "a"), got)

	put(t, s, product("b"))
	same(t, get(s.DeleteProducts(ctx, "a", "nothing", "a"))(t), 1)
	same(t, get(s.Products(ctx, got.ID))(t), []*data.Product(nil))
	if again := put(t, s, product("a"))[0]; again <= got.ID {
		t.Errorf("id %d was given again after %d was deleted", again, got.ID)
	}
}

func testStock(t *testing.T, open Open) {
	s := open(t)
	put(t, s, product("a"))
	stock := 2
	get(s.PatchProduct(ctx, "a", data.ProductPatch{Reason: "order", Variants: []data.VariantPatch{{SKU: "a-9", Stock: &stock}}}))(t)
	p := product("a")
	p.Variants[0].Stock = 12
	put(t, s, p)
	get(s.DeleteProducts(ctx, "a"))(t)
	type move struct {
		Delta, Left int
		Reason      string
	}
	var got []move
	for _, m := range get(s.StockMovements(ctx, "A-9", 10))(t) {
		got = append(got, move{m.Delta, m.Left, m.Reason})
		if m.At == 0 || m.SKU != "a-9" {
			t.Errorf("movement without time or SKU: %+v", m)
		}
	}
	same(t, got, []move{{-12, 0, "removed"}, {10, 12, "import"}, {-3, 2, "order"}, {5, 5, "import"}})
	same(t, len(get(s.StockMovements(ctx, "a-9", 1))(t)), 1)
	same(t, get(s.StockMovements(ctx, "a-10", 10))(t), []data.StockMovement(nil))
}
