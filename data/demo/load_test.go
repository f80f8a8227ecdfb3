package demo_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoptalk/data"
	"shoptalk/data/demo"
	"shoptalk/data/sqlite"
)

// now is the moment the tests load the shops at.
func now() time.Time { return time.Date(2031, 5, 17, 12, 0, 0, 0, time.UTC) }

// load opens a fresh store and puts a demo shop into it.
func load(t *testing.T, name string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "shop.db"), sqlite.Options{Clock: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := demo.Load(context.Background(), store, name, now); err != nil {
		t.Fatal(err)
	}
	return store
}

func TestLoadEveryShop(t *testing.T) {
	ctx := context.Background()
	for _, name := range demo.Shops() {
		t.Run(name, func(t *testing.T) {
			want := read(t, name)
			store := load(t, name)
			shop, err := store.Shop(ctx)
			if err != nil || shop.Name != want.Shop.Name || shop.Currency != want.Shop.Currency {
				t.Errorf("shop %q in %s: %v", shop.Name, shop.Currency, err)
			}
			page, err := store.ListProducts(ctx, data.ProductFilter{Size: 1000})
			if err != nil || len(page.Items) != len(want.Products) {
				t.Errorf("%d products, want %d: %v", len(page.Items), len(want.Products), err)
			}
			policies, err := store.Policies(ctx)
			if err != nil || len(policies) != len(want.Policies) {
				t.Errorf("%d policies, want %d: %v", len(policies), len(want.Policies), err)
			}
			if found, err := store.Check(ctx); err != nil || len(found) > 0 {
				t.Errorf("the store is not sound: %v %v", found, err)
			}
		})
	}
}

func TestLoadTwiceChangesNothing(t *testing.T) {
	ctx := context.Background()
	store := load(t, "harbour")
	before, err := store.Version(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Load(ctx, store, "", now); err != nil {
		t.Fatal(err)
	}
	if after, err := store.Version(ctx); err != nil || after != before {
		t.Errorf("version %d became %d: %v", before, after, err)
	}
}

// TestLoadOrdersAgainstTheClock keeps orders as old as they are meant to be, however long
// ago the shop was written.
func TestLoadOrdersAgainstTheClock(t *testing.T) {
	ctx := context.Background()
	store := load(t, "harbour")
	for _, want := range read(t, "harbour").Orders {
		o, err := store.Order(ctx, want.Number)
		if err != nil {
			t.Errorf("order %s: %v", want.Number, err)
			continue
		}
		if o.Total != cents(want.Total) || len(o.Lines) != len(want.Lines) || o.Status != data.OrderStatus(want.Status) {
			t.Errorf("order %s: %s with %d lines for %v", o.Number, o.Status, len(o.Lines), o.Total)
		}
		age := now().Sub(o.Placed.Go())
		if age < 0 || age > 200*24*time.Hour {
			t.Errorf("order %s was placed %v ago", o.Number, age)
		}
		if want.Delivered != nil {
			ago := int(now().Sub(o.Delivered.Go()).Hours() / 24)
			if diff := cmp.Diff(*want.Delivered, ago); diff != "" || o.Delivered < o.Placed {
				t.Errorf("order %s placed %v, delivered %v: %s", o.Number, o.Placed.Go(), o.Delivered.Go(), diff)
			}
		}
		if want.ETA != nil && o.ETA.Go().Before(now()) {
			t.Errorf("order %s is expected at %v", o.Number, o.ETA.Go())
		}
	}
}

func TestFilesOfUnknownShop(t *testing.T) {
	if _, err := demo.Files("bakery"); err == nil {
		t.Error("there is no bakery")
	}
	bare, err := demo.Files("true")
	named, err2 := demo.Files("harbour")
	if err != nil || err2 != nil || len(bare) != len(named) || bare[0].Name != "harbour/shop.yaml" {
		t.Errorf("%d files, %d files: %v %v", len(bare), len(named), err, err2)
	}
}
