// Package storetest is what every data.Store promises, as a suite any implementation runs:
//
//	func TestStore(t *testing.T) { storetest.Run(t, open) }
//
// The tests use the Store contract only. Each opens a store of its own, so an implementation
// may hand out any number of empty stores.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoptalk/data"
)

// Open gives an empty store that is closed when the test ends.
type Open func(t *testing.T) data.Store

// Run checks everything a Store promises.
func Run(t *testing.T, open func(t *testing.T) data.Store) {
	parts := []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"Catalog", testCatalog}, {"Lists", testLists}, {"Puts", testPuts}, {"Patches", testPatches}, {"Stock", testStock},
		{"Categories", testCategories}, {"Feed", testFeed}, {"Shop", testShop}, {"Policies", testPolicies}, {"Customers", testCustomers},
		{"Carts", testCarts}, {"Orders", testOrders}, {"Returns", testReturns}, {"Sessions", testSessions}, {"Turns", testTurns},
		{"Logs", testLogs}, {"Keys", testKeys}, {"Memory", testMemory}, {"Upkeep", testUpkeep}, {"Model", testModel},
	}
	for _, p := range parts {
		t.Run(p.name, func(t *testing.T) { p.run(t, open) })
	}
}

// ctx is the context of all calls; ends are tested where they matter.
var ctx = context.Background()

// must ends the test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// get unpacks a result that must come without error.
func get[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		must(t, err)
		return v
	}
}

// same compares what was got with what was wanted; nil and empty lists are the same.
func same(t testing.TB, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("unexpected difference (-want +got):\n%s", diff)
	}
}

// is checks the kind of an error.
func is(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want one that is %v", err, want)
	}
}

// product makes a small product: three variants, of which the cheapest is sold out.
func product(handle string) data.Product {
	return data.Product{
		Handle: handle, Title: "Swift Runner", Description: "A light shoe.", HTML: "<p>A light shoe.</p>", Brand: "Swiftfoot",
		Category: "shoes/running", Tags: []string{"new", "trail"}, CompareAt: 9900, Taxable: true, TaxClass: "clothing", Returnable: true,
		Active: true, LowStock: 3, Rating: 4.6, Reviews: 212, Images: []string{"https://example.com/1.jpg"},
		Attributes: data.Attributes{"material": data.Texts("mesh", `rub"ber\`), "weight_g": data.Number(280.5), "note": data.Texts("ünïcode <b>")},
		Variants: []data.Variant{
			{SKU: handle + "-9", Options: options("Blue", "9"), Price: 8900, Tracked: true, Stock: 5, Barcode: "0" + handle, Grams: 300},
			{SKU: handle + "-10", Options: options("Blue", "10"), Price: 9100, CompareAt: 9500, Image: "/blue.jpg"},
			{SKU: handle + "-11", Options: options("Red", "11"), Price: 7900, Tracked: true, Stock: 0},
		},
	}
}

func options(color, size string) []data.Option {
	return []data.Option{{Name: "Color", Value: color}, {Name: "Size", Value: size}}
}

// put stores products and gives their ids.
func put(t testing.TB, s data.Store, products ...data.Product) []data.ProductID {
	t.Helper()
	puts := make([]data.ProductPut, len(products))
	for i := range products {
		puts[i].Product = products[i]
	}
	var ids []data.ProductID
	for i, r := range get(s.PutProducts(ctx, puts, false))(t) {
		if r.Err != nil {
			t.Fatalf("product %d: %v", i, r.Err)
		}
		ids = append(ids, r.ID)
	}
	return ids
}

// find reads one product by handle.
func find(t testing.TB, s data.Store, handle string) *data.Product {
	t.Helper()
	id, ok := get(s.ProductIDs(ctx, data.ByHandle, handle))(t)[handle]
	if !ok {
		t.Fatalf("no product %s", handle)
	}
	return get(s.Products(ctx, id))(t)[0]
}

// pages walks a paged list to its end and gives all items.
func pages[T any](t testing.TB, list func(after string) (data.Page[T], error)) []T {
	t.Helper()
	var items []T
	after := ""
	for range 1000 {
		p := get(list(after))(t)
		items = append(items, p.Items...)
		if p.Next == "" {
			return items
		}
		after = p.Next
	}
	t.Fatal("the list has no end")
	return nil
}

// number makes names that sort like their numbers.
func number(prefix string, n int) string { return fmt.Sprintf("%s-%03d", prefix, n) }

// withoutStore clears what the store gives: ids and times.
func withoutStore(p *data.Product) data.Product {
	c := *p
	c.ID, c.Created, c.Updated = 0, 0, 0
	c.Variants = append([]data.Variant(nil), p.Variants...)
	for i := range c.Variants {
		c.Variants[i].ID = 0
	}
	return c
}
