package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shoptalk/index"
)

// FuzzChat sends any body to the chat. Whatever it is, the answer is JSON of a known status.
func FuzzChat(f *testing.F) {
	for _, seed := range []string{
		`{"message":"hi"}`, `{"message":"<script>","session":"x","locale":"en","explain":true}`, `{"message":5}`, `[]`, `{`, ``, `null`,
		`{"message":"` + "\xff" + `"}`, `{"message":"\u0000\ud800"}`, `{"message":"a","message":[]}`, strings.Repeat("[", 10_000),
	} {
		f.Add(seed)
	}
	r := newRig(f, nil)
	f.Fuzz(func(t *testing.T, body string) {
		w := r.call("POST", "/api/chat", body)
		if w.Code != 200 && w.Code != 400 && w.Code != 413 {
			t.Errorf("status is %d", w.Code)
		}
		if !json.Valid(w.Body.Bytes()) || !isJSON(w.Header().Get("Content-Type")) {
			t.Errorf("the answer is no JSON: %s", w.Body)
		}
		if strings.ContainsAny(w.Body.String(), "<>") {
			t.Errorf("markup comes back: %s", w.Body)
		}
	})
}

// FuzzSearch reads any query. What is taken can be written as JSON and read again.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{
		"q=mug&color=red&color=blue&not.size=10", "price_lt=1e309", "price_lt=NaN", "in_stock=maybe", "size=0x10", "%zz", "not.=1", "a;b",
		"battery_h_gte=1&battery_h_gte=2", "_gte=1", "sort=popular&page=2", "text=a&not.text=b", "=1", "not.not=1", "facets=,,a",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		q, err := searchRequest(&url.URL{Path: "/api/search", RawQuery: query})
		if err != nil {
			if p := problemOf(err); p.Status != http.StatusBadRequest {
				t.Errorf("%q: %v", query, err)
			}
			return
		}
		b, err := json.Marshal(q.Constraints)
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		var again index.Constraints
		if err := json.Unmarshal(b, &again); err != nil {
			t.Errorf("%q was taken as %s, which cannot be read: %v", query, b, err)
		}
	})
}
