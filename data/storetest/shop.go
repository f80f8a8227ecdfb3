package storetest

import (
	"strings"
	"testing"

	"shoptalk/data"
)

func testShop(t *testing.T, open Open) {
	s := open(t)
	same(t, get(s.Shop(ctx))(t), data.DefaultShop())
	shop := data.Shop{Name: "Harbour Goods", Currency: "EUR", Locale: "de-DE", Timezone: "Europe/Berlin", Email: "hi@example.com",
		Tax:      data.Tax{Rate: data.RateOf(0.19), Classes: map[string]data.Rate{"food": data.RateOf(0.07)}, Included: true},
		Shipping: []data.Shipping{{ID: "standard", Label: "Standard", Price: 490, FreeFrom: 6000, Days: "3-5"}}, ReturnDays: 14,
		Hours: "Mon-Fri 9:00-17:00", Payment: []string{"invoice", "link"}, PaymentLink: "https://pay.example/{order}"}
	must(t, s.PutShop(ctx, shop))
	same(t, get(s.Shop(ctx))(t), shop)
	is(t, s.PutShop(ctx, data.Shop{Name: "No currency"}), data.ErrInvalid)

	put(t, s, product("a"))
	dollars := shop
	dollars.Currency = "USD"
	is(t, s.PutShop(ctx, dollars), data.ErrConflict)
	shop.Name = "Renamed"
	must(t, s.PutShop(ctx, shop))
	get(s.DeleteProducts(ctx, "a"))(t)
	must(t, s.PutShop(ctx, dollars))

	same(t, get(s.Settings(ctx))(t), map[string]string{})
	must(t, s.PutSettings(ctx, data.Setting{Key: "features.fuzzy", Value: "false"}, data.Setting{Key: "x", Value: "1"}))
	must(t, s.PutSettings(ctx, data.Setting{Key: "x"}, data.Setting{Key: "features.fuzzy", Value: "true"}))
	same(t, get(s.Settings(ctx))(t), map[string]string{"features.fuzzy": "true"})
	is(t, s.PutSettings(ctx, data.Setting{Value: "1"}), data.ErrInvalid)
}

func testPolicies(t *testing.T, open Open) {
	s := open(t)
	a := data.Policy{ID: "pol-returns", Title: "Returns", Questions: []string{"What is your return policy?", "Can I send it back?"}, Answer: "30 days."}
	b := data.Policy{ID: "pol-a", Title: "A", Answer: "Yes."}
	same(t, get(s.PutPolicies(ctx, a, b))(t), 2)
	same(t, get(s.PutPolicies(ctx, a, b))(t), 0)
	a.Answer = "14 days."
	same(t, get(s.PutPolicies(ctx, b, a))(t), 1)
	got := get(s.Policies(ctx))(t)
	for i := range got {
		if got[i].Updated == 0 {
			t.Errorf("%s has no time", got[i].ID)
		}
		got[i].Updated = 0
	}
	same(t, got, []data.Policy{a, b})
	same(t, get(s.DeletePolicies(ctx, "pol-returns", "nothing"))(t), 1)
	same(t, len(get(s.Policies(ctx))(t)), 1)
	_, err := s.PutPolicies(ctx, data.Policy{ID: "x"})
	is(t, err, data.ErrInvalid)

	list := []data.Synonym{{Words: []string{"sneakers", "trainers"}}, {From: []string{"notebook"}, To: []string{"laptop"}}}
	same(t, get(s.PutSynonyms(ctx, list))(t), true)
	same(t, get(s.PutSynonyms(ctx, list))(t), false)
	same(t, get(s.Synonyms(ctx))(t), list)
	same(t, get(s.PutSynonyms(ctx, list[1:]))(t), true)
	same(t, get(s.Synonyms(ctx))(t), list[1:])
	_, err = s.PutSynonyms(ctx, []data.Synonym{{Words: []string{"alone"}}})
	is(t, err, data.ErrInvalid)

	coupon := data.Coupon{Code: "Hello10", Percent: data.RateOf(0.1), MinSubtotal: 3000, Expires: 4070908800000}
	same(t, get(s.PutCoupons(ctx, coupon, data.Coupon{Code: "OLD5", Amount: 500, Expired: true}))(t), 2)
	same(t, get(s.PutCoupons(ctx, coupon))(t), 0)
	same(t, get(s.Coupon(ctx, "hELLO10 "))(t), coupon)
	same(t, len(get(s.ListCoupons(ctx))(t)), 2)
	coupon.Code = "HELLO10"
	same(t, get(s.PutCoupons(ctx, coupon))(t), 1)
	same(t, len(get(s.ListCoupons(ctx))(t)), 2)
	_, err = s.Coupon(ctx, "nothing")
	is(t, err, data.ErrNotFound)
	for _, bad := range []data.Coupon{{Percent: 1}, {Code: "x"}, {Code: "x", Percent: 1, Amount: 1}, {Code: "x", Percent: data.RateOf(1.1)}} {
		_, err = s.PutCoupons(ctx, bad)
		is(t, err, data.ErrInvalid)
	}
}

func testCustomers(t *testing.T, open Open) {
	s := open(t)
	ann := data.Customer{Email: "Ann@Example.com", Name: "Ann Doe", Address: data.Address{Line1: "1 Main St", City: "Ghent"}, Created: 5}
	same(t, get(s.PutCustomers(ctx, ann))(t), 1)
	ann.Email = "ann@example.com"
	same(t, get(s.PutCustomers(ctx, ann))(t), 0)
	same(t, get(s.Customer(ctx, "ANN@example.com"))(t), ann)
	_, err := s.Customer(ctx, "bob@example.com")
	is(t, err, data.ErrNotFound)
	_, err = s.PutCustomers(ctx, data.Customer{Email: "nobody"})
	is(t, err, data.ErrInvalid)
	for i := range 7 {
		get(s.PutCustomers(ctx, data.Customer{Email: number("c", i) + "@example.com"}))(t)
	}
	var got []string
	for _, c := range pages(t, func(after string) (data.Page[data.Customer], error) { return s.ListCustomers(ctx, 3, after) }) {
		got = append(got, strings.TrimSuffix(c.Email, "@example.com"))
	}
	same(t, got, []string{"ann", "c-000", "c-001", "c-002", "c-003", "c-004", "c-005", "c-006"})
}
