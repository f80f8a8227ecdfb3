package web

import (
	"fmt"
	"strings"
	"testing"

	"shoptalk/data"
	"shoptalk/engine"
)

// newBrands is a shop that sells printers of ten brands, of HP the fewest.
func newBrands(t *testing.T) *rig {
	t.Helper()
	r := newShop(t, "harbour")
	var puts []data.ProductPut
	add := func(handle, brand string) {
		puts = append(puts, data.ProductPut{Product: data.Product{
			Handle: handle, Title: "Printer " + handle, Brand: brand, Category: "printers/ink", Active: true,
			Variants: []data.Variant{{SKU: handle, Price: 9900, Tracked: true, Stock: 4}},
		}})
	}
	add("hp-one", "HP")
	for i := range 9 {
		for j := range 2 {
			add(fmt.Sprintf("other-%d-%d", i, j), fmt.Sprintf("Maker%d", i))
		}
	}
	results, err := r.store.PutProducts(t.Context(), puts, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, res := range results {
		if res.Err != nil {
			t.Fatal(res.Err)
		}
	}
	if err := r.index.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBrandsStandAsTheCatalogSpellsThem(t *testing.T) {
	r := newBrands(t)
	p := r.visit(t, "/c/printers/ink?brand=hp", 200)
	chips := p.all("a", "class", "chip")
	if len(chips) != 1 || words(chips[0]) != "Remove HP" {
		t.Errorf("%d chips, first %q", len(chips), words(p.Node))
	}
	chosen := ""
	for _, link := range p.all("a", "class", "facet-value") {
		if hasAttr(link, "aria-current") {
			chosen = words(link)
		}
	}
	if !strings.HasPrefix(chosen, "HP 1 products") && !strings.HasPrefix(chosen, "HP1 products") {
		t.Errorf("the chosen brand reads %q, want HP with its one product", chosen)
	}
	p = r.visit(t, "/search?q=printer&not.brand=hp&brand=nobody", 200)
	if text := words(p.Node); !strings.Contains(text, "Not HP") || !strings.Contains(text, "Nobody") {
		t.Errorf("the chips lack Not HP or Nobody: %s", text)
	}
}

func TestUnknownFacetsAreNamed(t *testing.T) {
	r := newShop(t, "harbour")
	for target, status := range map[string]int{
		"/api/search?facets=brand,color,size,category,material": 200, "/api/search?facets=Colour": 200, "/api/search?facets=battery_h": 200,
		"/api/search?facets=tags": 200, "/api/search?facets=": 200, "/api/search?facets=brand,flavor_of_month": 400, "/api/search?facets=colr": 400,
	} {
		w := r.call("GET", target, "")
		if w.Code != status {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if _, key, _ := strings.Cut(target, "brand,"); status == 400 && !strings.Contains(w.Body.String(), key) {
			t.Errorf("%s: the key is not named: %s", target, w.Body)
		}
	}
}

func TestCartSaysTaxAsTheShopDoes(t *testing.T) {
	r := newRig(t, nil)
	lines := []engine.CartLine{{Handle: "mug", Title: "Mug", Quantity: 1, Unit: usd(1000), Total: usd(1000)}}
	for name, tt := range map[string]struct {
		cart       engine.Cart
		want, lack string
	}{
		"added":    {engine.Cart{Lines: lines, Subtotal: usd(1000), Discount: usd(100), Tax: usd(72), Shipping: usd(490), Total: usd(1462)}, "<dt>Tax</dt>", "incl. tax"},
		"included": {engine.Cart{Lines: lines, Subtotal: usd(1000), Discount: usd(100), Tax: usd(43), Shipping: usd(490), Total: usd(1390)}, "<dt>incl. tax</dt>", "<dt>Tax</dt>"},
		"free":     {engine.Cart{Lines: lines, Subtotal: usd(1000), Total: usd(1000)}, "<dt>Total</dt>", "ax</dt>"},
	} {
		var page strings.Builder
		if err := r.pages.templates["chat"].ExecuteTemplate(&page, "cart", &tt.cart); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(page.String(), tt.want) || strings.Contains(page.String(), tt.lack) {
			t.Errorf("%s: %s", name, page.String())
		}
	}
}
