package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shoptalk/data/demo"
	"shoptalk/data/sqlite"
	"shoptalk/engine"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// newShop is a rig with nothing faked: a demo shop in a database of its own.
func newShop(t *testing.T, name string) *rig {
	t.Helper()
	ctx := t.Context()
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "shop.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if err := demo.Load(ctx, store, name, time.Now); err != nil {
		t.Fatal(err)
	}
	found, err := index.Open(ctx, index.Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { found.Close() })
	if err := found.Rebuild(ctx, nil); err != nil {
		t.Fatal(err)
	}
	talk, err := engine.New(engine.Options{Store: store, Index: found, Reader: nlu.New()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(talk.Close)
	r := newRig(t, func(o *Options) { o.Engine, o.Store, o.Index, o.Clock = talk, store, found, nil })
	key, secret, err := NewKey("Olga", owner)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.PutKey(ctx, key); err != nil {
		t.Fatal(err)
	}
	r.owner = secret
	return r
}

// TestWholeShop asks a real shop and compares what it answers with openapi.yaml.
func TestWholeShop(t *testing.T) {
	r := newShop(t, "kirana")
	spec := readSpec(t, r)
	ask := func(method, target, body, path string) map[string]any {
		t.Helper()
		w := r.call(method, target, body, bearing(r.owner))
		if w.Code != http.StatusOK {
			t.Fatalf("%s %s: %d %s", method, target, w.Code, w.Body)
		}
		for _, p := range answerProblems(spec, path, method, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes()) {
			t.Errorf("%s %s: %s", method, target, p)
		}
		var v map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		return v
	}

	var session, handle string
	for _, text := range []string{"hello", "ghee", "cheaper ones", "compare the first two", "do you deliver today?", "<script>alert(1)</script>", "rice under 500"} {
		body, _ := json.Marshal(map[string]any{"message": text, "session": session, "explain": true})
		reply := ask("POST", "/api/chat", string(body), "/api/chat")
		if session != "" && session != reply["session"] {
			t.Fatalf("%q was answered in another session", text)
		}
		session = reply["session"].(string)
		if cards := reply["products"].([]any); len(cards) > 0 {
			handle = cards[0].(map[string]any)["handle"].(string)
		}
	}
	transcript := ask("GET", "/api/sessions/"+session, "", "/api/sessions/{id}")["transcript"].([]any)
	if len(transcript) != 7 {
		t.Errorf("the transcript has %d turns of 7", len(transcript))
	}
	ask("POST", "/api/feedback", `{"session":"`+session+`","turn":2,"vote":1,"comment":"nice"}`, "/api/feedback")

	ask("GET", "/api/search?q=rice&price_lt=500&facets=brand,size&explain=1", "", "/api/search")
	ask("GET", "/api/search?q=zzzzqqq&not.brand=none", "", "/api/search")
	ask("GET", "/api/suggest?q=mi", "", "/api/suggest")
	ask("GET", "/api/categories", "", "/api/categories")
	product := ask("GET", "/api/products/"+url.PathEscape(handle), "", "/api/products/{handle}")["product"].(map[string]any)
	if w := r.call("GET", product["image"].(string), ""); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "<svg") {
		t.Errorf("picture: %d", w.Code)
	}

	patched := ask("PATCH", "/api/admin/products/"+url.PathEscape(handle), `{"price":123.45}`, "/api/admin/products/{handle}")["product"].(map[string]any)
	if price := patched["price"].(map[string]any); price["amount"] != 12345.0 || price["display"] != "₹123.45" {
		t.Errorf("price is %v", price)
	}
	orders := ask("GET", "/api/admin/orders?status=confirmed", "", "/api/admin/orders")["orders"].([]any)
	if len(orders) == 0 {
		t.Fatal("the demo has no confirmed order")
	}
	number := orders[0].(map[string]any)["number"].(string)
	order := ask("PATCH", "/api/admin/orders/"+number, `{"status":"processing"}`, "/api/admin/orders/{number}")["order"].(map[string]any)
	if history := order["history"].([]any); history[len(history)-1].(map[string]any)["status"] != "processing" {
		t.Errorf("history is %v", history)
	}
	searches := ask("GET", "/api/admin/searches?zero=true", "", "/api/admin/searches")["searches"].([]any)
	if !slices.ContainsFunc(searches, func(s any) bool { return strings.Contains(s.(map[string]any)["query"].(string), "zzzzqqq") }) {
		t.Errorf("searches in vain are %v", searches)
	}
	ask("POST", "/api/admin/reindex", `{}`, "/api/admin/reindex")
	ask("GET", "/readyz", "", "/readyz")

	events, _ := parseEvents(r.stream("milk").Body.String())
	if got := names(events); !slices.Equal(got[:2], []string{"session", "intent"}) || got[len(got)-1] != "done" {
		t.Errorf("events are %v", got)
	}
	if w := r.call("DELETE", "/api/sessions/"+session, ""); w.Code != http.StatusNoContent {
		t.Errorf("forget: %d", w.Code)
	}
	if w := r.call("GET", "/api/sessions/"+session, ""); w.Code != http.StatusNotFound {
		t.Errorf("a forgotten session is still there: %d", w.Code)
	}
}
