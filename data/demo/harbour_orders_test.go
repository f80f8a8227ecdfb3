package demo_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shoptalk/data"
)

// cents turns a decimal amount into cents.
func cents(amount float64) data.Money { return data.MoneyOf(amount, "USD") }

// bill is what an order comes to.
type bill struct{ subtotal, discount, tax, shipping, total data.Money }

// reckon works an order out from its lines, coupon and way of shipping, standard when it
// names none. No order of the demo mixes a coupon with tax classes, so tax is simple.
func reckon(t *testing.T, s shopFile, o order) (b bill) {
	t.Helper()
	classes := map[string]data.Money{}
	for sku, n := range o.Lines {
		p, v := find(s, sku)
		if v == nil || n < 1 {
			t.Errorf("order %s: no variant has the SKU %q, or its quantity %d is none", o.Number, sku, n)
			continue
		}
		amount := cents(v.Price) * data.Money(n)
		b.subtotal += amount
		if p.Taxable == nil || *p.Taxable {
			classes[p.TaxClass] += amount
		}
	}
	for _, c := range s.Coupons {
		if o.Coupon != "" && c.Code == o.Coupon && b.subtotal >= cents(c.MinSubtotal) {
			b.discount = share(b.subtotal, c.Percent/100)
			classes[""] -= b.discount
		}
	}
	for class, amount := range classes {
		rate, special := s.Shop.Tax.Classes[class]
		if !special {
			rate = s.Shop.Tax.Rate
		}
		b.tax += share(amount, rate)
	}
	for i, way := range s.Shop.Shipping {
		free := way.FreeFrom > 0 && b.subtotal-b.discount >= cents(way.FreeFrom)
		if (way.ID == o.ShippingID || o.ShippingID == "" && i == 0) && !free {
			b.shipping = cents(way.Price)
		}
	}
	b.total = b.subtotal - b.discount + b.tax + b.shipping
	return b
}

// share is a share of an amount, rounded half up.
func share(amount data.Money, of float64) data.Money {
	return (amount*data.Money(data.RateOf(of)) + 500000) / 1000000
}

// find looks a SKU up; a nil variant when there is none.
func find(s shopFile, sku string) (*product, *variant) {
	for i := range s.Products {
		for j := range s.Products[i].Variants {
			if s.Products[i].Variants[j].SKU == sku {
				return &s.Products[i], &s.Products[i].Variants[j]
			}
		}
	}
	return nil, nil
}

func TestHarbourOrdersAddUp(t *testing.T) {
	s := read(t, "harbour")
	for _, o := range s.Orders {
		want := reckon(t, s, o)
		if cents(o.Total) != want.total {
			t.Errorf("order %s: total %v, its lines make %s", o.Number, o.Total, want.total.DecimalString("USD"))
		}
		given := bill{cents(o.Subtotal), cents(o.Discount), cents(o.Tax), cents(o.Shipping), cents(o.Total)}
		if o.Subtotal != 0 && given != want {
			t.Errorf("order %s says %v, reckoned %v", o.Number, given, want)
		}
		if o.Placed == nil || o.Delivered != nil && *o.Delivered >= *o.Placed {
			t.Errorf("order %s was delivered before it was placed", o.Number)
		}
		if !slices.ContainsFunc(s.Customers, func(c customer) bool { return c.Email == o.Email }) {
			t.Errorf("order %s: %s is no customer", o.Number, o.Email)
		}
	}
}

func TestHarbourOrdersInEveryState(t *testing.T) {
	s := read(t, "harbour")
	if len(s.Orders) < 25 || len(s.Customers) < 15 {
		t.Errorf("%d orders by %d customers", len(s.Orders), len(s.Customers))
	}
	statuses := map[string]int{}
	var within, beyond int
	for _, o := range s.Orders {
		statuses[o.Status]++
		switch data.OrderStatus(o.Status) {
		case data.Delivered:
			if o.Delivered == nil {
				t.Errorf("order %s is delivered, but when?", o.Number)
			} else if *o.Delivered <= s.Shop.Returns.WindowDays {
				within++
			} else {
				beyond++
			}
			fallthrough
		case data.Shipped:
			if o.Carrier == "" || o.Tracking == "" {
				t.Errorf("order %s is on its way without a tracking number", o.Number)
			}
		}
	}
	for _, st := range data.OrderStatuses {
		if statuses[string(st)] == 0 {
			t.Errorf("no order is %s", st)
		}
	}
	if within < 3 || beyond < 3 {
		t.Errorf("%d orders may still be returned and %d no longer, want 3 of each", within, beyond)
	}
}

func TestHarbourCouponsInEveryState(t *testing.T) {
	var percent, amount, minimum, expired, past, far int
	for _, c := range read(t, "harbour").Coupons {
		if (c.Percent > 0) == (c.Amount > 0) {
			t.Errorf("coupon %s must have a percentage or an amount", c.Code)
		}
		percent += btoi(c.Percent > 0)
		amount += btoi(c.Amount > 0)
		minimum += btoi(c.MinSubtotal > 0)
		expired += btoi(c.Expired)
		past += btoi(c.Expires != "" && c.Expires < "2026")
		far += btoi(c.Expires > "2090")
	}
	for i, n := range []int{percent, amount, minimum, expired, past, far} {
		if n == 0 {
			t.Errorf("no coupon of kind %d", i)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestHarbourPoliciesAgreeWithTheShop keeps the figures people read and those the program
// reckons with the same.
func TestHarbourPoliciesAgreeWithTheShop(t *testing.T) {
	s := read(t, "harbour")
	if len(s.Policies) < 18 {
		t.Errorf("%d policies, want 18 and up", len(s.Policies))
	}
	answers := map[string]string{}
	for _, p := range s.Policies {
		answers[p.ID] = p.Answer
	}
	says := func(policy string, figures ...string) {
		t.Helper()
		for _, f := range figures {
			if !strings.Contains(answers[policy], f) {
				t.Errorf("%s does not say %q: %s", policy, f, answers[policy])
			}
		}
	}
	window := strconv.Itoa(s.Shop.Returns.WindowDays) + " days"
	std, express, abroad := s.Shop.Shipping[0], s.Shop.Shipping[1], s.Shop.Shipping[2]
	says("pol-returns", window)
	says("pol-exchanges", window)
	says("pol-sizing", window)
	says("pol-cancel", window)
	says("pol-shipping-cost", dollars(std.Price), dollars(std.FreeFrom), dollars(express.Price))
	says("pol-shipping-time", std.Days+" business days", express.Days)
	says("pol-express", dollars(express.Price), express.Days+" business days")
	says("pol-international", dollars(abroad.Price), dollars(abroad.FreeFrom), abroad.Days+" business days")
	says("pol-tax", percent(s.Shop.Tax.Rate), percent(s.Shop.Tax.Classes["food"])+" on food")
	says("pol-contact", s.Shop.Email, "9:00", "17:00")
	says("pol-privacy", s.Shop.Email)
	for _, c := range s.Coupons {
		switch c.Code {
		case "HELLO10":
			says("pol-coupons", "HELLO10 takes "+percent(c.Percent/100), dollars(c.MinSubtotal))
		case "SAVE20":
			says("pol-coupons", "SAVE20 takes "+dollars(c.Amount), dollars(c.MinSubtotal))
		}
	}
}

// dollars writes an amount as the policies do: $60, $4.90.
func dollars(amount float64) string {
	if amount == math.Trunc(amount) {
		return "$" + strconv.Itoa(int(amount))
	}
	return "$" + strconv.FormatFloat(amount, 'f', 2, 64)
}

// percent writes a share as the policies do: 8 %.
func percent(share float64) string { return strconv.Itoa(int(math.Round(share*100))) + " %" }
