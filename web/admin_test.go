package web

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"shoptalk/data"
)

func TestNewKey(t *testing.T) {
	key, secret, err := NewKey(" Ann ", "staff")
	if err != nil || key.Name != "Ann" || key.Role != "staff" || !strings.HasPrefix(secret, "stk_") || len(secret) != 56 {
		t.Errorf("%+v, %q, %v", key, secret, err)
	}
	if !bytes.Equal(key.Hash, hashKey(secret)) || bytes.Contains(key.Hash, []byte(secret)) {
		t.Error("the hash is not of the secret")
	}
	if _, other, _ := NewKey("Ann", "staff"); other == secret {
		t.Error("two keys are the same")
	}
	for name, role := range map[string]string{"": "owner", "Ann": "boss", strings.Repeat("x", 101): "owner"} {
		if _, _, err := NewKey(name, role); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%q as %q: %v", name, role, err)
		}
	}
}

// TestWhoMayWhat goes through every admin route with every kind of caller.
func TestWhoMayWhat(t *testing.T) {
	routes := []struct {
		method, url, body string
		staff             bool
	}{
		{"GET", "/api/admin/products", "", true},
		{"GET", "/api/admin/products/mug", "", true},
		{"PATCH", "/api/admin/products/mug", `{"title":"Cup"}`, true},
		{"GET", "/api/admin/orders", "", true},
		{"GET", "/api/admin/orders/5001", "", true},
		{"PATCH", "/api/admin/orders/5001", `{"carrier":"UPS"}`, true},
		{"GET", "/api/admin/searches", "", true},
		{"GET", "/api/admin/settings", "", false},
		{"PATCH", "/api/admin/settings", `{"features.fuzzy":false}`, false},
		{"GET", "/api/admin/keys", "", false},
		{"POST", "/api/admin/reindex", "", false},
	}
	covered := map[string]bool{}
	for _, route := range routes {
		t.Run(route.method+" "+route.url, func(t *testing.T) {
			r := newRig(t, nil)
			staffStatus := http.StatusForbidden
			if route.staff {
				staffStatus = http.StatusOK
			}
			for _, row := range []struct {
				name   string
				change []func(*http.Request)
				status int
			}{
				{"nobody", nil, 401},
				{"a wrong key", []func(*http.Request){bearing("stk_wrong")}, 401},
				{"another scheme", []func(*http.Request){header("Authorization", "Basic "+r.owner)}, 401},
				{"no key in it", []func(*http.Request){header("Authorization", "Bearer ")}, 401},
				{"staff", []func(*http.Request){bearing(r.staff)}, staffStatus},
				{"owner", []func(*http.Request){bearing(r.owner)}, 200},
				{"a command on this machine", []func(*http.Request){bearing("local-secret"), from("127.0.0.1:1")}, 200},
				{"the local token from elsewhere", []func(*http.Request){bearing("local-secret")}, 401},
				{"the local token through a proxy", []func(*http.Request){bearing("local-secret"), from("127.0.0.1:1"), header("Via", "1.1 x")}, 401},
			} {
				w := r.call(route.method, route.url, route.body, row.change...)
				if w.Code != row.status {
					t.Errorf("%s: status is %d, want %d: %s", row.name, w.Code, row.status, w.Body)
				}
				if row.status == 401 && !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Bearer") {
					t.Errorf("%s: no WWW-Authenticate", row.name)
				}
			}
		})
		covered[route.method+" "+strings.NewReplacer("mug", ":handle", "5001", ":number").Replace(route.url)] = true
	}
	for _, route := range newRig(t, nil).echo.Routes() {
		if strings.HasPrefix(route.Path, "/api/admin") && route.Method != "HEAD" && !covered[route.Method+" "+route.Path] {
			t.Errorf("%s %s is not in the list above", route.Method, route.Path)
		}
	}
}

func TestNoTokenWhenNoneIsSet(t *testing.T) {
	r := newRig(t, func(o *Options) { o.LocalToken = "" })
	if w := r.call("GET", "/api/admin/keys", "", from("127.0.0.1:1"), header("Authorization", "Bearer ")); w.Code != 401 {
		t.Errorf("status is %d", w.Code)
	}
}

func TestGuessingIsSlowed(t *testing.T) {
	now := noon
	r := newRig(t, func(o *Options) { o.Clock = func() time.Time { return now } })
	try := func(key, address string) int {
		return r.call("GET", "/api/admin/products", "", bearing(key), from(address)).Code
	}
	for i := range guesses {
		if code := try("stk_wrong", "192.0.2.1:5"); code != 401 {
			t.Fatalf("guess %d: %d", i+1, code)
		}
	}
	if a, b := try("stk_wrong", "192.0.2.1:5"), try(r.owner, "192.0.2.1:5"); a != 429 || b != 429 {
		t.Errorf("after %d guesses: %d, with a right key %d", guesses, a, b)
	}
	if code := try(r.owner, "192.0.2.2:5"); code != 200 {
		t.Errorf("from another address: %d", code)
	}
	now = now.Add(4 * time.Second)
	if code := try(r.owner, "192.0.2.1:5"); code != 200 {
		t.Errorf("a little later: %d", code)
	}
}

func TestUseOfAKeyIsNotedByTheMinute(t *testing.T) {
	r := newRig(t, nil)
	for range 3 {
		r.call("GET", "/api/admin/products", "", bearing(r.owner))
	}
	if r.shop.touched != 1 {
		t.Errorf("noted %d times", r.shop.touched)
	}
}

func TestAdminRoutes(t *testing.T) {
	const get, patch = http.MethodGet, http.MethodPatch
	rows := []scenario{
		{name: "products", method: get, url: "/api/admin/products?size=1", status: 200, contains: []string{`"products":[{"id":1`, `"next":"cursor"`}, header: "Cache-Control", want: "no-store"},
		{name: "the page after the last", method: get, url: "/api/admin/products?after=cursor", status: 200, contains: []string{`{"next":"","products":[]}`}},
		{name: "too many at once", method: get, url: "/api/admin/products?size=1000", status: 400, contains: []string{"from 1 to 200"}},
		{name: "a draft", method: get, url: "/api/admin/products/draft", status: 200, contains: []string{`"active":false`}},
		{name: "no product", method: get, url: "/api/admin/products/other", status: 404},
		{name: "a price", method: patch, url: "/api/admin/products/mug", body: `{"price": 12.50}`, status: 200, contains: []string{`"amount":1250`}},
		{name: "a price that floats would spoil", method: patch, url: "/api/admin/products/mug", body: `{"price": 1234567890.29}`, status: 200, contains: []string{`"amount":123456789029`}},
		{name: "a category in words", method: patch, url: "/api/admin/products/mug", body: `{"category": "Home/Mugs & Cups"}`, status: 200, contains: []string{`"category":"home/mugs-cups"`}},
		{name: "a cursor of nothing", method: get, url: "/api/admin/products?after=zzz", status: 400, contains: []string{"after is no cursor."}},
		{name: "stock", method: patch, url: "/api/admin/products/mug", body: `{"variants":[{"sku":"MUG-B","stock":8}]}`, status: 200, contains: []string{`"stock":8`}},
		{name: "too many decimals", method: patch, url: "/api/admin/products/mug", body: `{"price": 12.505}`, status: 422, contains: []string{`"code":"invalid"`, `"fields":{"price":`, "at most 2 decimals"}},
		{name: "less than nothing", method: patch, url: "/api/admin/products/mug", body: `{"price": -1}`, status: 422, contains: []string{`"price"`}},
		{name: "a price of a variant", method: patch, url: "/api/admin/products/mug", body: `{"variants":[{"sku":"MUG-B","price":"x1"}]}`, status: 400},
		{name: "words for a price", method: patch, url: "/api/admin/products/mug", body: `{"price": true}`, status: 400, contains: []string{"price must be a number, not true or false"}},
		{name: "half a piece", method: patch, url: "/api/admin/products/mug", body: `{"variants":[{"sku":"MUG-B","stock":1.5}]}`, status: 400, contains: []string{"variants.stock must be a whole number"}},
		{name: "a variant without SKU", method: patch, url: "/api/admin/products/mug", body: `{"variants":[{"stock":1}]}`, status: 422, contains: []string{`"variants[0].sku"`}},
		{name: "a variant without change", method: patch, url: "/api/admin/products/mug", body: `{"variants":[{"sku":"MUG-B","stok":1}]}`, status: 422, contains: []string{"changes nothing"}},
		{name: "a misspelt field", method: patch, url: "/api/admin/products/mug", body: `{"prize": 12}`, status: 400, contains: []string{"prize cannot be set here", "price"}},
		{name: "nothing", method: patch, url: "/api/admin/products/mug", body: `{}`, status: 400, contains: []string{"changes nothing"}},
		{name: "a change of no product", method: patch, url: "/api/admin/products/other", body: `{"title":"x"}`, status: 404},

		{name: "orders", method: get, url: "/api/admin/orders?email=ANN@example.com&status=confirmed", status: 200, contains: []string{`"number":"5001"`, `"unit_price":{"amount":500`, `"total":{"amount":1000`}},
		{name: "orders of nobody", method: get, url: "/api/admin/orders?email=bob@example.com", status: 200, contains: []string{`"orders":[]`}},
		{name: "orders of no status", method: get, url: "/api/admin/orders?status=lost", status: 400, contains: []string{"pending, confirmed"}},
		{name: "an order", method: get, url: "/api/admin/orders/5001", status: 200, contains: []string{`{"order":{"number":"5001"`}},
		{name: "no order", method: get, url: "/api/admin/orders/5999", status: 404},
		{name: "on", method: patch, url: "/api/admin/orders/5001", body: `{"status":"processing","tracking":"1Z","eta":"2026-12-01"}`, status: 200, contains: []string{`"status":"processing"`, `"tracking":"1Z"`, `"eta":"2026-12-01T00:00:00Z"`}},
		{name: "too far", method: patch, url: "/api/admin/orders/5001", body: `{"status":"delivered"}`, status: 409, contains: []string{"The order is confirmed; from there it can become processing, cancelled."}},
		{name: "nowhere", method: patch, url: "/api/admin/orders/5001", body: `{"status":"lost"}`, status: 422, contains: []string{`"fields":{"status"`}},
		{name: "cancelled and paid back", method: patch, url: "/api/admin/orders/5001", body: `{"status":"cancelled"}`, status: 200, contains: []string{`"payment":"refunded"`}},
		{name: "an odd date", method: patch, url: "/api/admin/orders/5001", body: `{"eta":"soon"}`, status: 422, contains: []string{`"eta"`}},
		{name: "an odd payment", method: patch, url: "/api/admin/orders/5001", body: `{"payment":"maybe"}`, status: 422},
		{name: "no change of an order", method: patch, url: "/api/admin/orders/5001", body: `{}`, status: 400},
		{name: "a change of no order", method: patch, url: "/api/admin/orders/5999", body: `{"carrier":"UPS"}`, status: 404},
		{name: "a total cannot be set", method: patch, url: "/api/admin/orders/5001", body: `{"total":1}`, status: 400, contains: []string{"total cannot be set here"}},

		{name: "searches", method: get, url: "/api/admin/searches", status: 200, contains: []string{`{"query":"mug","count":2,"last":"2026-11-22T12:00:00Z"}`}},
		{name: "searches in vain", method: get, url: "/api/admin/searches?zero=true&days=30", status: 200, contains: []string{"unicorn"}, containsNot: []string{"mug"}},
		{name: "settings", method: get, url: "/api/admin/settings", status: 200, contains: []string{`"features.fuzzy":true`, `"features.phonetic":false`, `"features.partial":false`}, containsNot: []string{"hush"}},
		{name: "a setting", method: patch, url: "/api/admin/settings", body: `{"features.fuzzy":false}`, status: 200, contains: []string{`"features.fuzzy":false`}},
		{name: "a setting in a group", method: patch, url: "/api/admin/settings", body: `{"features":{"partial":true}}`, status: 200, contains: []string{`"features.partial":true`}},
		{name: "a setting given back", method: patch, url: "/api/admin/settings", body: `{"features.phonetic":null}`, status: 200, contains: []string{`"features.phonetic":true`}},
		{name: "a setting that is none", method: patch, url: "/api/admin/settings", body: `{"features.magic":true}`, status: 422, contains: []string{"features.fuzzy"}},
		{name: "a setting neither on nor off", method: patch, url: "/api/admin/settings", body: `{"features.fuzzy":"maybe"}`, status: 422, contains: []string{"must be true or false"}},
		{name: "keys", method: get, url: "/api/admin/keys", status: 200, contains: []string{`"name":"Olga"`, `"role":"staff"`, `"used":"2026-11-22T12:00:00Z"`}, containsNot: []string{"stk_", "hash", "Hash"}},
		{name: "reindex", method: http.MethodPost, url: "/api/admin/reindex", status: 200, contains: []string{`"version":7`}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := newRig(t, nil)
			row.run(t, r, bearing(r.owner))
		})
	}
}
