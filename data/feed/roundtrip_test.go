package feed_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// TestRoundTrip imports the shop of testdata, exports it in every format, imports that into
// an empty shop and compares field by field; a further import changes nothing.
func TestRoundTrip(t *testing.T) {
	from := newStore(t)
	wantClean(t, "shop.yaml", importFile(t, from, "shop.yaml"))
	want := catalog(t, from)
	if len(want) != 5 {
		t.Fatalf("the shop of testdata has %d products, want 5", len(want))
	}
	for _, f := range feed.Formats {
		t.Run(string(f), func(t *testing.T) {
			text := exportText(t, from, f)
			to := newStore(t)
			wantClean(t, string(f), importText(t, to, text, "export"+f.Ext()))
			if diff := cmp.Diff(want, catalog(t, to), asImported); diff != "" {
				t.Errorf("catalog (-want +got):\n%s", diff)
			}
			wantUnchanged(t, string(f), importText(t, to, text, "export"+f.Ext()), len(want))
			if again := strings.Replace(exportText(t, to, f), "Shoptalk<", "Test Harbour<", 1); f == feed.NDJSON || f == feed.Shopify || f == feed.GoogleXML || f == feed.GoogleTSV {
				if again == text {
					return
				}
				t.Errorf("a second export differs (-first +second):\n%s", cmp.Diff(text, again))
			}
		})
	}
}

// TestShopFileRoundTrip compares the sections other than products.
func TestShopFileRoundTrip(t *testing.T) {
	from := newStore(t)
	importFile(t, from, "shop.yaml")
	for _, f := range []feed.Format{feed.ShopYAML, feed.ShopJSON} {
		to := newStore(t)
		wantClean(t, string(f), importText(t, to, exportText(t, from, f), "export"+f.Ext()))
		if diff := cmp.Diff(sections(t, from), sections(t, to), asImported); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f, diff)
		}
	}
}

// everything is what a shop file holds beside products.
type everything struct {
	Shop       data.Shop
	Coupons    []data.Coupon
	Policies   []data.Policy
	Synonyms   []data.Synonym
	Categories []data.Category
	Customers  []data.Customer
	Orders     []*data.Order
}

func sections(t *testing.T, s data.Store) (e everything) {
	t.Helper()
	ctx := context.Background()
	var errs [7]error
	var customers data.Page[data.Customer]
	var orders data.Page[*data.Order]
	e.Shop, errs[0] = s.Shop(ctx)
	e.Coupons, errs[1] = s.ListCoupons(ctx)
	e.Policies, errs[2] = s.Policies(ctx)
	e.Synonyms, errs[3] = s.Synonyms(ctx)
	e.Categories, errs[4] = s.Categories(ctx)
	customers, errs[5] = s.ListCustomers(ctx, 100, "")
	orders, errs[6] = s.ListOrders(ctx, data.OrderFilter{Size: 100})
	e.Customers, e.Orders = customers.Items, orders.Items
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	return e
}
