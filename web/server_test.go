package web

import (
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"shoptalk/data"
)

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestNewRefuses(t *testing.T) {
	if _, err := New(Options{}); err == nil {
		t.Error("a server without an engine was made")
	}
	good := newRig(t, nil)
	o := Options{Engine: good.talk, Store: good.shop, Index: good.found, TrustedProxies: []string{"proxy"}}
	if _, err := New(o); err == nil || !strings.Contains(err.Error(), `"proxy"`) {
		t.Errorf("error is %v", err)
	}
}

func TestServeNeedsItsListener(t *testing.T) {
	l := listen(t)
	l.Close()
	if err := newRig(t, nil).Serve(t.Context(), l); err == nil {
		t.Error("a closed listener was served")
	}
}

func TestReady(t *testing.T) {
	behind := func(d time.Duration) func(*rig) {
		return func(r *rig) {
			r.found.status.Version = 6
			r.shop.changes = []data.Change{{Seq: 7, At: data.At(noon.Add(-d))}}
		}
	}
	rows := []struct {
		name     string
		set      func(*rig)
		status   int
		contains string
	}{
		{"level", func(*rig) {}, 200, `"ready":true`},
		{"two seconds behind", behind(2 * time.Second), 200, `"lag_seconds":2`},
		{"three seconds behind", behind(3 * time.Second), 503, "search is behind the catalog"},
		{"behind more than the feed holds", func(r *rig) { r.found.status.Version, r.shop.feedErr = 6, data.ErrTrimmed }, 503, "search is behind the catalog"},
		{"no index yet", func(r *rig) { r.found.status.Level = "lookup" }, 503, "the search index is being made"},
		{"no store", func(r *rig) { r.shop.err = errSecret }, 503, `"open":false`},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := newRig(t, nil)
			row.set(r)
			scenario{method: "GET", url: "/readyz", status: row.status, contains: []string{row.contains}, containsNot: []string{"disk"}}.run(t, r)
		})
	}
}

func TestOperatorsOnly(t *testing.T) {
	local, remote, proxied := from("127.0.0.1:999"), from("192.0.2.7:999"), header("X-Forwarded-For", "127.0.0.1")
	r := newRig(t, nil)
	r.call("GET", "/api/products/mug", "")
	rows := []struct {
		name   string
		change []func(*http.Request)
		status int
	}{
		{"the machine itself", []func(*http.Request){local}, 200},
		{"the machine itself by IPv6", []func(*http.Request){from("[::1]:999")}, 200},
		{"through a proxy on the machine", []func(*http.Request){local, proxied}, 401},
		{"from elsewhere", []func(*http.Request){remote}, 401},
		{"pretending", []func(*http.Request){remote, proxied}, 401},
		{"an owner from elsewhere", []func(*http.Request){remote, bearing(r.owner)}, 200},
		{"staff from elsewhere", []func(*http.Request){remote, bearing(r.staff)}, 403},
	}
	for _, row := range rows {
		for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/goroutine?debug=1"} {
			if w := r.call("GET", path, "", row.change...); w.Code != row.status {
				t.Errorf("%s, %s: status is %d, want %d", row.name, path, w.Code, row.status)
			}
		}
	}
	metrics := r.call("GET", "/metrics", "", local).Body.String()
	if want := `shoptalk_http_requests_total{method="GET",path="/api/products/:handle",status="200"} 1`; !strings.Contains(metrics, want) {
		t.Errorf("metrics lack %s", want)
	}
	if w := r.call("GET", "/debug/pprof/cmdline", "", local); w.Code != 404 {
		t.Errorf("the command line is shown: %d", w.Code)
	}
}

func TestLimit(t *testing.T) {
	now := noon
	r := newRig(t, func(o *Options) {
		o.RateLimit = 60
		o.Clock = func() time.Time { return now }
	})
	say := func(address string) int { return r.call("POST", "/api/chat", message("x"), from(address)).Code }
	for i := range 30 {
		if code := say("192.0.2.1:5"); code != 200 {
			t.Fatalf("message %d of the burst: %d", i+1, code)
		}
	}
	w := r.call("POST", "/api/chat", message("x"), from("192.0.2.1:6"), header("X-Forwarded-For", "198.51.100.9"))
	if w.Code != 429 || w.Header().Get("Retry-After") != "1" || !strings.Contains(w.Body.String(), `"code":"rate_limited"`) {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if code := say("192.0.2.2:5"); code != 200 {
		t.Errorf("another address waits too: %d", code)
	}
	for range maxBurst + 1 {
		if w := r.call("POST", "/api/chat", message("x"), from("127.0.0.1:5"), bearing("local-secret")); w.Code != 200 {
			t.Fatalf("a command on this machine: %d", w.Code)
		}
	}
	now = now.Add(time.Second)
	if code := say("192.0.2.1:5"); code != 200 {
		t.Errorf("a second later: %d", code)
	}
	now = now.Add(2 * time.Minute)
	say("192.0.2.3:5")
	if n := len(r.talking.Load().seen); n != 1 {
		t.Errorf("%d addresses are remembered after two minutes", n)
	}
}

func TestRateLimitChangesWhileServing(t *testing.T) {
	r := newRig(t, func(o *Options) { o.RateLimit = 1 })
	say := func() int { return r.call("POST", "/api/chat", message("x")).Code }
	for i, step := range []struct{ limit, first, second int }{{1, 200, 429}, {2, 200, 200}, {0, 200, 200}, {1, 200, 429}} {
		r.SetRateLimit(step.limit)
		if first, second := say(), say(); first != step.first || second != step.second {
			t.Errorf("%d: with %d per minute: %d, %d", i, step.limit, first, second)
		}
	}
}

func TestLimitCountsHomesOfIPv6(t *testing.T) {
	r := newRig(t, func(o *Options) { o.RateLimit = 1 })
	for address, status := range map[string]int{"[2001:db8::1]:5": 200} {
		if w := r.call("POST", "/api/chat", message("x"), from(address)); w.Code != status {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
	if w := r.call("POST", "/api/chat", message("x"), from("[2001:db8::2]:5")); w.Code != 429 {
		t.Errorf("a second address of the same home: %d", w.Code)
	}
}

func TestTrustedProxies(t *testing.T) {
	r := newRig(t, func(o *Options) { o.RateLimit, o.TrustedProxies = 1, []string{"10.0.0.0/8", "192.0.2.1"} })
	say := func(proxy, caller string) int {
		return r.call("POST", "/api/chat", message("x"), from(proxy), header("X-Forwarded-For", caller)).Code
	}
	if a, b := say("10.1.1.1:5", "198.51.100.1"), say("192.0.2.1:5", "198.51.100.2"); a != 200 || b != 200 {
		t.Errorf("two callers behind trusted proxies: %d and %d", a, b)
	}
	if code := say("10.1.1.2:5", "198.51.100.1"); code != 429 {
		t.Errorf("the same caller behind another proxy: %d", code)
	}
	if a, b := say("192.0.2.9:5", "198.51.100.3"), say("192.0.2.9:5", "198.51.100.4"); a != 200 || b != 429 {
		t.Errorf("a proxy that is not trusted: %d and %d", a, b)
	}
}
