package feed_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// TestShopProduct shows a product as JSON and reads it back.
func TestShopProduct(t *testing.T) {
	s := newStore(t)
	importFile(t, s, "shop.yaml")
	for handle, want := range catalog(t, s) {
		b, err := json.Marshal(feed.FromProduct(want, "USD"))
		if err != nil {
			t.Fatal(err)
		}
		var shown feed.ShopProduct
		if err := json.Unmarshal(b, &shown); err != nil {
			t.Fatalf("%s: %v in %s", handle, err, b)
		}
		got, err := shown.Product("USD")
		if err != nil {
			t.Fatalf("%s: %v", handle, err)
		}
		if diff := cmp.Diff(*want, got, asImported); diff != "" {
			t.Errorf("%s (-want +got):\n%s", handle, diff)
		}
	}
}

// TestShopProductWrong names the field that is wrong.
func TestShopProductWrong(t *testing.T) {
	cases := map[string]string{
		`{"handle":"x","title":"X","price":1.234}`:                              "price",
		`{"handle":"x","title":"X","pric":1}`:                                   "pric",
		`{"handle":"x","title":"X","price":-1}`:                                 "price",
		`{"handle":"x","title":"X","variants":[{"price":1},{"sku":"b"}]}`:       "variants[1].price",
		`{"handle":"x","title":"X","price":"1e9"}`:                              "price",
		`{"handle":"x","title":"X","active":"maybe"}`:                           "active",
		`{"handle":"x","title":["X"],"price":1}`:                                "title",
		`{"title":"!!!","price":1}`:                                             "handle",
		`{"handle":"x","attributes":{"a":{"b":1}},"price":1}`:                   "attributes.a",
		`{"handle":"x","variants":[{"sku":"a","price":1,"options":["color"]}]}`: "variants[0].options",
	}
	for text, field := range cases {
		var s feed.ShopProduct
		err := json.Unmarshal([]byte(text), &s)
		if err == nil {
			_, err = s.Product("USD")
		}
		var invalid *data.Invalid
		if !errors.As(err, &invalid) || invalid.Field != field {
			t.Errorf("%s: %v, want an error of %s", text, err, field)
		}
	}
}

// TestReadShop decodes a whole file in memory as an import would.
func TestReadShop(t *testing.T) {
	f, err := os.Open("testdata/shop.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	got, err := feed.ReadShop(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := newStore(t)
	importFile(t, s, "shop.yaml")
	want := sections(t, s)
	byHandle := map[string]*data.Product{}
	for i := range got.Products {
		byHandle[got.Products[i].Handle] = &got.Products[i]
	}
	if diff := cmp.Diff(catalog(t, s), byHandle, asImported); diff != "" {
		t.Errorf("products (-imported +read):\n%s", diff)
	}
	if diff := cmp.Diff(want.Shop, *got.Shop, asImported); diff != "" {
		t.Errorf("shop (-imported +read):\n%s", diff)
	}
	for _, o := range got.Orders {
		for _, w := range want.Orders {
			if diff := cmp.Diff(*w, o, asImported); w.Number == o.Number && diff != "" {
				t.Errorf("order %s (-imported +read):\n%s", o.Number, diff)
			}
		}
	}
	if got.Now != data.At(noon()) || len(got.Coupons) != 3 || len(got.Synonyms) != 2 || len(got.Orders) != 3 {
		t.Errorf("now %v, %d coupons, %d synonyms, %d orders", got.Now.Go(), len(got.Coupons), len(got.Synonyms), len(got.Orders))
	}
	if _, err := feed.ReadShop(strings.NewReader("shop: {nam: X}\n"), nil); err == nil || !strings.Contains(err.Error(), `line 1: shop.nam: unknown key; did you mean "name"?`) {
		t.Errorf("error %v", err)
	}
}

// TestReportJSON is the shape the import command prints.
func TestReportJSON(t *testing.T) {
	rep := importText(t, newStore(t), "{\"handle\":\"a\",\"title\":\"A\",\"price\":1}\n{\n", "x.ndjson")
	b, err := json.Marshal(rep)
	want := `{"created":1,"updated":0,"unchanged":0,"errors":[{"file":"x.ndjson","line":2,"field":"","reason":"the JSON ends too early: a bracket or quote is never closed"}]}`
	if err != nil || string(b) != want {
		t.Errorf("%s, %v\nwant %s", b, err, want)
	}
}

func ExampleReadShop() {
	shop, err := feed.ReadShop(strings.NewReader(`
shop: {name: Corner Shop, currency: EUR}
products:
- {handle: cup, title: Cup, price: 4.50}
`), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(shop.Shop.Name, shop.Products[0].Title, shop.Products[0].Price())
	// Output: Corner Shop Cup 450
}
