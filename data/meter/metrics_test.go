package meter

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func scrape(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func TestMetrics(t *testing.T) {
	m := NewMetrics(Build{Version: "1.2", Revision: "abc"})
	m.Request("GET", "/p/:handle", 200, time.Millisecond)
	m.Request("BREW", "/p/:handle", 405, time.Millisecond)
	m.Turn("search_product", "ok", map[string]time.Duration{"search": 2 * time.Millisecond, "total": 3 * time.Millisecond})
	m.Turn("faq", "trouble", map[string]time.Duration{"total": time.Millisecond})
	m.Fallback("index")
	m.Sessions(func() int { return 1 })
	m.Search("find", time.Millisecond, true)
	m.Query("product.get", time.Microsecond)
	m.Handoff("asked")
	m.Alert("index_behind", true)
	m.Alert("disk_full", false)
	m.Cache("product", func() CacheStats { return CacheStats{Hits: 3, Misses: 2, Evictions: 1, Entries: 1, Bytes: 64} })
	m.Cache("search", func() CacheStats { return CacheStats{Hits: 7} })
	m.Sizes(func() map[string]int64 { return map[string]int64{"products": 4096} })
	m.Documents(func() map[string]int64 { return map[string]int64{"product": 12} })
	m.Lag(func() time.Duration { return 1500 * time.Millisecond })
	m.Queue("index", func() int { return 4 })
	body := scrape(t, m)
	for _, want := range []string{
		`shoptalk_http_requests_total{method="GET",path="/p/:handle",status="200"} 1`,
		`shoptalk_http_requests_total{method="other",path="/p/:handle",status="405"} 1`,
		`shoptalk_http_request_duration_seconds_count{method="GET",path="/p/:handle"} 1`,
		`shoptalk_chat_turns_total{intent="search_product",outcome="ok"} 1`,
		`shoptalk_chat_turn_duration_seconds_sum{stage="search"} 0.002`,
		`shoptalk_chat_turn_duration_seconds_count{stage="total"} 2`,
		`shoptalk_search_duration_seconds_count{kind="find"} 1`,
		`shoptalk_search_zero_results_total 1`,
		`shoptalk_db_queries_total{query="product.get"} 1`,
		`shoptalk_db_query_duration_seconds_count{query="product.get"} 1`,
		`shoptalk_handoffs_total{reason="asked"} 1`,
		`shoptalk_fallbacks_total{kind="index"} 1`,
		`shoptalk_alerts{name="index_behind"} 1`,
		`shoptalk_alerts{name="disk_full"} 0`,
		`shoptalk_cache_hits_total{cache="product"} 3`,
		`shoptalk_cache_hits_total{cache="search"} 7`,
		`shoptalk_cache_misses_total{cache="product"} 2`,
		`shoptalk_cache_evictions_total{cache="product"} 1`,
		`shoptalk_db_size_bytes{table="products"} 4096`,
		`shoptalk_index_documents{kind="product"} 12`,
		`shoptalk_index_lag_seconds 1.5`,
		`shoptalk_queue_length{queue="index"} 4`,
		`shoptalk_sessions_active 1`,
		`shoptalk_memory_bytes{kind="heap"}`,
		`shoptalk_memory_bytes{kind="cache_product"} 64`,
		`shoptalk_build_info{goversion="go`,
		`go_goroutines`,
		`process_`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestTwoAtOnce: metrics of one server do not show in those of another.
func TestTwoAtOnce(t *testing.T) {
	a, b := NewMetrics(Build{}), NewMetrics(Build{})
	a.Handoff("asked")
	if strings.Contains(scrape(t, b), "handoffs_total{") {
		t.Error("a count reached another registry")
	}
}

func TestNilMetrics(t *testing.T) {
	var m *Metrics
	m.Request("GET", "/", 200, 0)
	m.Turn("faq", "ok", nil)
	m.Fallback("index")
	m.Sessions(nil)
	m.Search("chat", 0, true)
	m.Query("q", 0)
	m.Handoff("r")
	m.Alert("a", true)
	m.Cache("c", nil)
	m.Sizes(nil)
	m.Documents(nil)
	m.Lag(nil)
	m.Queue("q", nil)
	if m.Alerts() != nil {
		t.Error("a nil Metrics has alerts")
	}
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}

func TestSizesAreAskedSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, asked := NewMetrics(Build{}), 0
		m.Sizes(func() map[string]int64 { asked++; return map[string]int64{"t": 1} })
		scrape(t, m)
		scrape(t, m)
		time.Sleep(sizesEvery)
		scrape(t, m)
		if asked != 2 {
			t.Errorf("asked %d times in a minute", asked)
		}
	})
}
