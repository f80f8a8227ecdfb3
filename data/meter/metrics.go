package meter

import (
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what the whole process does, for Prometheus. It has a registry of its own,
// so that two servers may run in one process. It is safe for concurrent use; every method of
// a nil Metrics does nothing.
type Metrics struct {
	registry *prometheus.Registry

	requests *prometheus.CounterVec
	request  *prometheus.HistogramVec
	turns    *prometheus.CounterVec
	turn     *prometheus.HistogramVec
	search   *prometheus.HistogramVec
	zero     prometheus.Counter
	queries  *prometheus.CounterVec
	query    *prometheus.HistogramVec
	handoffs *prometheus.CounterVec

	fallback *prometheus.CounterVec

	sources *sources

	mu     sync.Mutex
	alerts map[string]bool
}

// Build says what is running.
type Build struct {
	Version  string
	Revision string
}

// buckets suit work that takes from 50 microseconds to 10 seconds.
var buckets = []float64{50e-6, 100e-6, 250e-6, 500e-6, 1e-3, 2.5e-3, 5e-3, 10e-3, 25e-3, 50e-3, 0.1, 0.25, 0.5, 1, 2.5, 10}

// NewMetrics makes Metrics without any count.
func NewMetrics(b Build) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(), alerts: map[string]bool{}}
	m.requests = counter("http_requests_total", "Requests answered, by route.", "method", "path", "status")
	m.request = histogram("http_request_duration_seconds", "Time to answer a request, by route.", "method", "path")
	m.turns = counter("chat_turns_total", "Turns answered, by first intent and outcome.", "intent", "outcome")
	m.turn = histogram("chat_turn_duration_seconds", "Time of a turn by stage.", "stage")
	m.search = histogram("search_duration_seconds", "Time of a search, by kind.", "kind")
	m.zero = prometheus.NewCounter(prometheus.CounterOpts{Name: prefix + "search_zero_results_total", Help: "Searches that matched nothing."})
	m.queries = counter("db_queries_total", "Database statements run, by name.", "query")
	m.query = histogram("db_query_duration_seconds", "Time of a database statement, by name.", "query")
	m.handoffs = counter("handoffs_total", "Conversations passed to a person, by reason.", "reason")
	m.fallback = counter("fallbacks_total", "Times something was down and a lesser means answered.", "kind")
	m.sources = &sources{metrics: m}
	info := prometheus.NewGauge(prometheus.GaugeOpts{Name: prefix + "build_info", Help: "What is running; always 1.",
		ConstLabels: prometheus.Labels{"version": b.Version, "revision": b.Revision, "goversion": runtime.Version()}})
	info.Set(1)
	m.registry.MustRegister(m.requests, m.request, m.turns, m.turn, m.search, m.zero, m.queries, m.query, m.handoffs, m.fallback, info, m.sources,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

const prefix = "shoptalk_"

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: prefix + name, Help: help}, labels)
}

func histogram(name, help string, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: prefix + name, Help: help, Buckets: buckets}, labels)
}

// Handler answers with all metrics in Prometheus' text form.
func (m *Metrics) Handler() http.Handler {
	if m == nil {
		return http.NotFoundHandler()
	}
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		ErrorHandling: promhttp.ContinueOnError, DisableCompression: true, // the server compresses
	})
}

// Request counts a request. Path is the route as registered ("/p/:handle"), never the address
// asked for; methods HTTP does not know are counted as one.
func (m *Metrics) Request(method, path string, status int, d time.Duration) {
	if m == nil {
		return
	}
	if !slices.Contains(methods[:], method) {
		method = "other"
	}
	m.requests.WithLabelValues(method, path, strconv.Itoa(status)).Inc()
	m.request.WithLabelValues(method, path).Observe(d.Seconds())
}

var methods = [...]string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions,
}

// Turn counts a turn by its first intent and what came of it, with the time of each stage.
func (m *Metrics) Turn(intent, outcome string, stages map[string]time.Duration) {
	if m == nil {
		return
	}
	m.turns.WithLabelValues(intent, outcome).Inc()
	for stage, d := range stages {
		m.turn.WithLabelValues(stage).Observe(d.Seconds())
	}
}

// Fallback counts that something was down and a lesser means answered in its place.
func (m *Metrics) Fallback(kind string) {
	if m == nil {
		return
	}
	m.fallback.WithLabelValues(kind).Inc()
}

// Search counts a search of a kind ("find", "suggest", "similar") and whether it matched nothing.
func (m *Metrics) Search(kind string, d time.Duration, zero bool) {
	if m == nil {
		return
	}
	m.search.WithLabelValues(kind).Observe(d.Seconds())
	if zero {
		m.zero.Inc()
	}
}

// Query counts a database statement by its name.
func (m *Metrics) Query(name string, d time.Duration) {
	if m == nil {
		return
	}
	m.queries.WithLabelValues(name).Inc()
	m.query.WithLabelValues(name).Observe(d.Seconds())
}

// Handoff counts a conversation passed to a person.
func (m *Metrics) Handoff(reason string) {
	if m == nil {
		return
	}
	m.handoffs.WithLabelValues(reason).Inc()
}

// Alert raises or clears something the owner should look at: "index_behind", "disk_full".
func (m *Metrics) Alert(name string, on bool) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.alerts[name] = on
}

// Alerts tells which alerts are known and whether they are raised.
func (m *Metrics) Alerts() map[string]bool {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.alerts)
}
