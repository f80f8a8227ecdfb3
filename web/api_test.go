package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// scenario is one request and what its answer must and must not hold.
type scenario struct {
	name         string
	method, url  string
	body         string
	status       int
	contains     []string
	containsNot  []string
	header, want string // one header of the answer
}

func (s scenario) run(t *testing.T, r *rig, change ...func(*http.Request)) {
	t.Helper()
	w := r.call(s.method, s.url, s.body, change...)
	begin := clip(w.Body.String(), 500)
	if w.Code != s.status {
		t.Errorf("status is %d, want %d: %s", w.Code, s.status, begin)
	}
	for _, c := range s.contains {
		if !strings.Contains(w.Body.String(), c) {
			t.Errorf("answer lacks %s: %s", c, begin)
		}
	}
	for _, c := range append(s.containsNot, "/var/secret") {
		if strings.Contains(w.Body.String(), c) {
			t.Errorf("answer holds %s: %s", c, begin)
		}
	}
	if s.header != "" && w.Header().Get(s.header) != s.want {
		t.Errorf("%s is %q, want %q", s.header, w.Header().Get(s.header), s.want)
	}
	if w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("Content-Security-Policy") != policy {
		t.Error("headers that keep browsers careful are missing")
	}
}

func message(text string) string {
	b, _ := json.Marshal(map[string]string{"message": text})
	return string(b)
}

func TestShopperRoutes(t *testing.T) {
	const post, get, del = http.MethodPost, http.MethodGet, http.MethodDelete
	long := strings.Repeat("ü", 1000)
	rows := []scenario{
		{name: "a message", method: post, url: "/api/chat", body: message("a mug"), status: 200, contains: []string{`"text":"You said: a mug"`, `"session":"new-session"`}, header: "Cache-Control", want: "no-store"},
		{name: "white space around", method: post, url: "/api/chat", body: message("  a mug\n"), status: 200, contains: []string{`You said: a mug"`}},
		{name: "1000 characters", method: post, url: "/api/chat", body: message(long), status: 200},
		{name: "1001 characters", method: post, url: "/api/chat", body: message(long + "x"), status: 400, contains: []string{"1001 characters", `"code":"bad_request"`}},
		{name: "an empty message", method: post, url: "/api/chat", body: `{"message":" \n"}`, status: 400, contains: []string{"message is empty"}},
		{name: "no message", method: post, url: "/api/chat", body: `{"mesage":"x"}`, status: 400, contains: []string{"message is empty"}},
		{name: "no body", method: post, url: "/api/chat", status: 400, contains: []string{"no body"}},
		{name: "broken JSON", method: post, url: "/api/chat", body: `{"message": "x`, status: 400, contains: []string{"not valid JSON"}},
		{name: "two objects", method: post, url: "/api/chat", body: `{"message":"x"}{}`, status: 400, contains: []string{"not valid JSON"}},
		{name: "a list", method: post, url: "/api/chat", body: `["x"]`, status: 400, contains: []string{"JSON object"}},
		{name: "a number for a message", method: post, url: "/api/chat", body: `{"message":5}`, status: 400, contains: []string{"message must be text, not a number"}},
		{name: "text for explain", method: post, url: "/api/chat", body: `{"message":"x","explain":"yes"}`, status: 400, contains: []string{"explain must be true or false, not text"}},
		{name: "an object for session", method: post, url: "/api/chat", body: `{"message":"x","session":{}}`, status: 400, contains: []string{"session must be text, not an object"}},
		{name: "64 KiB and more", method: post, url: "/api/chat", body: message(strings.Repeat("x", 64<<10)), status: 413, contains: []string{`"code":"too_large"`}},
		{name: "markup comes back as JSON", method: post, url: "/api/chat", body: message(`<script>alert(1)</script>`), status: 200, containsNot: []string{"<script>"}, contains: []string{`\u003cscript\u003e`}, header: "Content-Type", want: "application/json"},
		{name: "wrong method", method: get, url: "/api/chat", status: 405, contains: []string{`"code":"method_not_allowed"`}, header: "Allow", want: "OPTIONS, POST"},

		{name: "a session", method: get, url: "/api/sessions/known", status: 200, contains: []string{`"transcript"`, `"u":"hi"`}, header: "Cache-Control", want: "no-store"},
		{name: "no session", method: get, url: "/api/sessions/other", status: 404, contains: []string{`"code":"not_found"`, "no conversation"}},
		{name: "a session that cannot be read", method: get, url: "/api/sessions/broken", status: 500, contains: []string{`"code":"internal"`, `"id":"`}, containsNot: []string{"disk"}},
		{name: "forget", method: del, url: "/api/sessions/known", status: 204},
		{name: "forget nothing", method: del, url: "/api/sessions/other", status: 404},

		{name: "vote", method: post, url: "/api/feedback", body: `{"session":"known","turn":1,"vote":-1,"comment":"meh"}`, status: 200, contains: []string{`"vote":-1`}},
		{name: "vote twice as much", method: post, url: "/api/feedback", body: `{"session":"known","turn":1,"vote":2}`, status: 400, contains: []string{"vote must be 1 or -1"}},
		{name: "vote on nothing", method: post, url: "/api/feedback", body: `{"session":"other","turn":1,"vote":1}`, status: 404},
		{name: "vote without a turn", method: post, url: "/api/feedback", body: `{"session":"known","vote":1}`, status: 400, contains: []string{"turn must be"}},
		{name: "half a turn", method: post, url: "/api/feedback", body: `{"session":"known","turn":1.5,"vote":1}`, status: 400, contains: []string{"turn must be a whole number"}},

		{name: "a search", method: get, url: "/api/search?q=mug&color=red&color=blue&price_lt=9.5&not.material=glass", status: 200, contains: []string{`"constraints":{"price_lt":9.5,"color":["red","blue"],"not":{"material":["glass"]}}`}},
		{name: "a wrong price", method: get, url: "/api/search?price_lt=cheap", status: 400, contains: []string{"price_lt must be a number"}},
		{name: "no number", method: get, url: "/api/search?price_lt=NaN", status: 400, contains: []string{"price_lt must be a number"}},
		{name: "less than nothing", method: get, url: "/api/search?price_gte=-1", status: 400, contains: []string{"price_gte"}},
		{name: "a wrong sort", method: get, url: "/api/search?sort=best", status: 400, contains: []string{"sort must be one of"}},
		{name: "a wrong page", method: get, url: "/api/search?page=0", status: 400, contains: []string{"page must be a whole number"}},
		{name: "a large page", method: get, url: "/api/search?size=101", status: 400, contains: []string{"from 1 to 100"}},
		{name: "a key that is none", method: get, url: "/api/search?%3Cscript%3E=1", status: 400, containsNot: []string{"<script>"}},
		{name: "not of not", method: get, url: "/api/search?not.not=1", status: 400},
		{name: "an address out of shape", method: get, url: "/api/search?q=%zz", status: 400, contains: []string{"not well formed"}},

		{name: "the size of a product", method: get, url: "/api/search?size=5&is.size=10&is.size=xl&not.size=11", status: 200, contains: []string{`"constraints":{"size":["10","xl"],"not":{"size":["11"]}}`}},
		{name: "a size that is no number of products", method: get, url: "/api/search?size=XL", status: 400, contains: []string{"is.size=XL"}},
		{name: "suggest", method: get, url: "/api/suggest?q=mug", status: 200, contains: []string{`"queries":["mug blue"]`}},
		{name: "categories", method: get, url: "/api/categories", status: 200, contains: []string{`{"categories":[{"path":"home"`}},
		{name: "a product", method: get, url: "/api/products/mug", status: 200, contains: []string{`{"product":{"id":1`, `"price":{"amount":500,"currency":"USD","display":"$5.00"}`, `"in_stock":true`, `"options":{"color":"Blue"}`, `"image":"/media/mug.svg"`, `"stock":0`, `Mug \u003cb\u003e`}},
		{name: "a product of another alphabet", method: get, url: "/api/products/caf%C3%A9", status: 200, contains: []string{`"handle":"café"`}},
		{name: "a handle that is escaped", method: get, url: "/api/products/m%75g%2F", status: 404},
		{name: "a handle that is escaped for nothing", method: get, url: "/api/products/m%75g", status: 200},
		{name: "a draft", method: get, url: "/api/products/draft", status: 404},
		{name: "no product", method: get, url: "/api/products/other", status: 404, contains: []string{"no product with that handle"}},
		{name: "a product that cannot be read", method: get, url: "/api/products/broken", status: 500, containsNot: []string{"disk"}},

		{name: "a picture", method: get, url: "/media/mug.svg", status: 200, contains: []string{"<svg", "Mug &lt;b&gt;"}, header: "Content-Type", want: "image/svg+xml"},
		{name: "a picture of nothing", method: get, url: "/media/other.svg", status: 404, contains: []string{`"code":"not_found"`}},
		{name: "another kind of picture", method: get, url: "/media/mug.png", status: 404},

		{name: "no such address of the API", method: get, url: "/api/nope", status: 404, contains: []string{`"code":"not_found"`}, header: "Content-Type", want: "application/problem+json"},
		{name: "no such page", method: get, url: "/nope", status: 404, contains: []string{"<!doctype html>"}, containsNot: []string{`"code"`}},
		{name: "health", method: get, url: "/healthz", status: 200, contains: []string{`"status":"ok"`, `"version":"1.2.3"`}},
		{name: "health by HEAD", method: http.MethodHead, url: "/healthz", status: 200},
		{name: "the description", method: get, url: "/openapi.json", status: 200, contains: []string{`"openapi":"3.1.0"`, `"version":"1.2.3"`}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) { row.run(t, newRig(t, nil)) })
	}
}

func TestContentType(t *testing.T) {
	r := newRig(t, nil)
	for kind, status := range map[string]int{
		"application/json; charset=utf-8": 200, "application/vnd.shop+json": 200,
		"application/x-www-form-urlencoded": 200, "": 200, "text/plain": 415, "json": 415,
	} {
		if w := r.call("POST", "/api/chat", message("x"), header("Content-Type", kind)); w.Code != status {
			t.Errorf("%s: status is %d, want %d", kind, w.Code, status)
		}
	}
}

func TestFormIsNoJSON(t *testing.T) {
	r := newRig(t, nil)
	w := r.call("POST", "/api/chat", "message=x", header("Content-Type", "application/x-www-form-urlencoded"))
	if w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestLongSessionBeginsAnew(t *testing.T) {
	r := newRig(t, nil)
	for length, want := range map[int]int{26: 26, maxSession: maxSession, maxSession + 1: 0, 5000: 0} {
		body := `{"message":"hi","session":"` + strings.Repeat("s", length) + `"}`
		if w := r.call("POST", "/api/chat", body); w.Code != http.StatusOK {
			t.Errorf("%d characters: %d %s", length, w.Code, w.Body)
		}
		if got := len(r.talk.turn.Session); got != want {
			t.Errorf("%d characters: the engine hears %d", length, got)
		}
	}
}

func TestSearchSwitchedOff(t *testing.T) {
	on := false
	r := newRig(t, func(o *Options) { o.Searching = func() bool { return on } })
	for target, status := range map[string]int{
		"/api/search?q=cork+footbed": 503, "/api/search?q=cork&raw=1": 503, "/api/search?text=cork": 503,
		"/api/search": 200, "/api/search?q=": 200, "/api/search?color=blue": 200,
		"/search?q=cork": 503, "/search?color=blue": 200,
	} {
		w := r.call("GET", target, "")
		if w.Code != status {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
		if api := strings.HasPrefix(target, "/api"); status == 503 && api && !strings.Contains(w.Body.String(), `"code":"search_off"`) {
			t.Errorf("%s: %s", target, w.Body)
		} else if status == 503 && !api && !strings.Contains(w.Body.String(), "browse by category") {
			t.Errorf("%s: %s", target, w.Body)
		}
	}
	if strings.Contains(r.logs.String(), `"level":"ERROR"`) {
		t.Errorf("a switch is logged as a failure: %s", r.logs)
	}
	on = true
	if w := r.call("GET", "/api/search?q=cork", ""); w.Code != 200 {
		t.Errorf("on again: %d", w.Code)
	}
}

func TestFeaturesFollowTheConfiguration(t *testing.T) {
	configured := map[string]bool{"fuzzy": false}
	r := newRig(t, func(o *Options) { o.Features = func() map[string]bool { return configured } })
	for _, want := range []bool{false, true} {
		configured = map[string]bool{"fuzzy": want}
		w := r.call("GET", "/api/admin/settings", "", bearing(r.owner))
		if part := fmt.Sprintf(`"features.fuzzy":%t`, want); !strings.Contains(w.Body.String(), part) {
			t.Errorf("want %s: %s", part, w.Body)
		}
	}
}

func TestChunkedBodyIsLimited(t *testing.T) {
	r := newRig(t, nil)
	w := r.call("POST", "/api/chat", message(strings.Repeat("x", 70<<10)), func(q *http.Request) { q.ContentLength = -1 })
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status is %d: %s", w.Code, w.Body)
	}
}

func TestPictureIsNotSentTwice(t *testing.T) {
	r := newRig(t, nil)
	first := r.call("GET", "/media/mug.svg", "")
	tag := first.Header().Get("ETag")
	if tag == "" || !strings.Contains(first.Header().Get("Cache-Control"), "max-age") {
		t.Fatalf("headers: %v", first.Header())
	}
	again := r.call("GET", "/media/mug.svg", "", header("If-None-Match", tag))
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("status is %d with %d bytes", again.Code, again.Body.Len())
	}
	if other := r.call("GET", "/media/mug.svg?color=dark-blue", ""); other.Header().Get("ETag") == tag {
		t.Error("another colour has the same tag")
	}
}

func TestSearchIsReadWhole(t *testing.T) {
	r := newRig(t, nil)
	w := r.call("GET", "/api/search?q=+trail+shoes+&raw=1&page=2&size=5&facets=brand,Color&facets=size&explain=true&session=s1&category=shoes&brand=&in_stock=true&battery_h_gte=20", "")
	if w.Code != 200 {
		t.Fatal(w.Body)
	}
	q := r.talk.searched
	got, _ := json.Marshal(q)
	want := `{"Text":"trail shoes","Raw":true,"Constraints":{"category":["shoes"],"in_stock":true,"battery_h_gte":20},"Page":2,"Size":5,"Facets":["brand","color","size"],"Explain":true,"Session":"s1"}`
	if string(got) != want {
		t.Errorf("search was read as\n%s, want\n%s", got, want)
	}
}

func TestProblemStandsInTheLog(t *testing.T) {
	r := newRig(t, nil)
	w := r.call("GET", "/api/sessions/broken", "")
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if p.ID == "" || p.ID != w.Header().Get("X-Request-Id") {
		t.Errorf("id is %q, header %q", p.ID, w.Header().Get("X-Request-Id"))
	}
	log := r.logs.String()
	for _, part := range []string{`"id":"` + p.ID + `"`, errSecret.Error(), `"path":"/api/sessions/:id"`, `"level":"ERROR"`} {
		if !strings.Contains(log, part) {
			t.Errorf("log lacks %s: %s", part, log)
		}
	}
	if strings.Contains(log, "/api/sessions/broken") {
		t.Errorf("log holds the id of a session: %s", log)
	}
}

func TestIDSentAlongIsNotBelieved(t *testing.T) {
	w := newRig(t, nil).call("GET", "/healthz", "", header("X-Request-Id", "mine"))
	if id := w.Header().Get("X-Request-Id"); id == "mine" || len(id) != 10 {
		t.Errorf("id is %q", id)
	}
}

func TestLongAnswersAreCompressed(t *testing.T) {
	r := newRig(t, nil)
	w := r.call("GET", "/openapi.json", "", header("Accept-Encoding", "gzip"))
	if w.Header().Get("Content-Encoding") != "gzip" {
		t.Error("a long answer is not compressed")
	}
	w = r.call("GET", "/healthz", "", header("Accept-Encoding", "gzip"))
	if w.Header().Get("Content-Encoding") != "" {
		t.Error("a short answer is compressed")
	}
}

func TestOtherSites(t *testing.T) {
	closed, open := newRig(t, nil), newRig(t, func(o *Options) { o.AllowedOrigins = []string{"https://shop.example"} })
	origin := header("Origin", "https://shop.example")
	if w := closed.call("GET", "/api/categories", "", origin); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("a site that nobody allowed may read")
	}
	if w := open.call("GET", "/api/categories", "", origin); w.Header().Get("Access-Control-Allow-Origin") != "https://shop.example" {
		t.Error("an allowed site may not read")
	}
	if w := open.call("GET", "/api/categories", "", header("Origin", "https://evil.example")); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("another site may read")
	}
}

func TestPanicIsAnswered(t *testing.T) {
	r := newRig(t, nil)
	r.talk.respond = panicking
	w := r.call("POST", "/api/chat", message("x"))
	if w.Code != 500 || strings.Contains(w.Body.String(), "boom") || !strings.Contains(r.logs.String(), "boom") {
		t.Errorf("%d %s, log: %s", w.Code, w.Body, r.logs)
	}
}
