package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// TestRefusedShopKeepsPricesOut: a price without its currency is not what it says.
func TestRefusedShopKeepsPricesOut(t *testing.T) {
	const rest = `
policies: [{id: pol-hours, title: Hours, questions: ["When are you open?"], answer: "From 9 to 5."}]
coupons: [{code: TEN, percent: 10}]
products: [{handle: mug, title: Mug, price: 9.90}]
orders: [{number: "7", email: ann@example.com, status: confirmed, placed: 2026-01-02, lines: {MUG: 1}, total: 9.90}]
`
	tests := map[string]struct {
		shop     string
		products int  // that went in
		coupons  int  // likewise
		fails    bool // the file as a whole
		why      string
	}{
		"sound":           {"shop: {currency: AUD, locale: en-AU, tax: {rate: 0.1}}", 1, 1, false, ""},
		"absent":          {"# no shop", 1, 1, false, ""},
		"same currency":   {"shop: {currency: USD, tax: {rate: 1.9}}", 1, 1, false, "wait for the shop section"},
		"other currency":  {"shop: {currency: AUD, locale: en-AU, tax: {rate: 1.9}}", 0, 0, true, "still counts in USD"},
		"broken currency": {"shop: {currency: dollars}", 0, 0, true, "still counts in USD"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			im := feed.Importer{Store: s}
			report, err := im.Import(t.Context(), strings.NewReader(tt.shop+rest), "shop.yaml", feed.ImportOptions{})
			if (err != nil) != tt.fails || report.Created != tt.products {
				t.Errorf("%d products, %v", report.Created, err)
			}
			coupons, err := s.ListCoupons(t.Context())
			if err != nil || len(coupons) != tt.coupons {
				t.Errorf("%d coupons, %v", len(coupons), err)
			}
			if policies, err := s.Policies(t.Context()); err != nil || len(policies) != 1 {
				t.Errorf("%d policies, %v", len(policies), err)
			}
			if tt.why != "" && !strings.Contains(fmt.Sprint(report.Errors), tt.why) {
				t.Errorf("%+v lack %q", report.Errors, tt.why)
			}
		})
	}
}

func TestErrorsStandInTheOrderOfTheFile(t *testing.T) {
	const text = `products:
- {handle: a, title: A, price: much}
- {handle: b, title: B, price: 1}
coupons:
- {code: X, percent: 900}
shop: {tax: {rate: 7}}
`
	report := importText(t, newStore(t), text, "shop.yaml")
	lines := []int{}
	for _, e := range report.Errors {
		lines = append(lines, e.Line)
	}
	if diff := cmp.Diff([]int{2, 5, 6}, lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// TestOrdersOfOneMomentRoundTrip exports more such orders than a page of the store holds.
func TestOrdersOfOneMomentRoundTrip(t *testing.T) {
	from := newStore(t)
	var orders []data.Order
	for i := range 1203 {
		placed := data.Time(1_700_000_000_000)
		if i%400 == 0 {
			placed += data.Time(1000 * i)
		}
		orders = append(orders, data.Order{Number: fmt.Sprintf("%04d", i*37%1203), Email: "ann@example.com", Status: data.Confirmed, Payment: data.PaymentPending, Fulfilment: data.Unfulfilled,
			Placed: placed, Lines: []data.OrderLine{{SKU: "MUG", Title: "Cup", Quantity: 1}}})
	}
	if _, err := from.PutOrders(t.Context(), orders...); err != nil {
		t.Fatal(err)
	}
	for _, f := range []feed.Format{feed.ShopYAML, feed.ShopJSON} {
		text, to := exportText(t, from, f), newStore(t)
		wantClean(t, string(f), importText(t, to, text, "export"+f.Ext()))
		if again := exportText(t, to, f); again != text {
			t.Errorf("%s: a second export differs", f)
		}
		if n := strings.Count(text, "MUG"); n != len(orders) {
			t.Errorf("%s: %d of %d orders were written", f, n, len(orders))
		}
	}
}
