package meter

import (
	"runtime/metrics"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// CacheStats is what a cache counted since it was made, and what it holds now.
type CacheStats struct {
	Hits      uint64
	Misses    uint64
	Evictions uint64
	Entries   int64
	Bytes     int64
}

// Cache makes a cache's counts part of the metrics.
func (m *Metrics) Cache(name string, stats func() CacheStats) {
	m.watch(func(s *sources) { s.caches = append(s.caches, named[CacheStats]{name, stats}) })
}

// Sizes makes the bytes per table part of the metrics. The function is called at most once
// a minute, because it reads the whole database.
func (m *Metrics) Sizes(bytes func() map[string]int64) {
	m.watch(func(s *sources) { s.sizes = bytes })
}

// Documents makes the numbers of indexed things by kind part of the metrics.
func (m *Metrics) Documents(count func() map[string]int64) {
	m.watch(func(s *sources) { s.documents = count })
}

// Lag makes how far the index is behind the catalog part of the metrics.
func (m *Metrics) Lag(behind func() time.Duration) {
	m.watch(func(s *sources) { s.lag = behind })
}

// Sessions makes the number of conversations going on part of the metrics.
func (m *Metrics) Sessions(active func() int) {
	m.watch(func(s *sources) { s.sessions = active })
}

// Queue makes the length of a queue part of the metrics.
func (m *Metrics) Queue(name string, length func() int) {
	m.watch(func(s *sources) { s.queues = append(s.queues, named[int]{name, length}) })
}

func (m *Metrics) watch(change func(*sources)) {
	if m == nil {
		return
	}
	m.sources.mu.Lock()
	defer m.sources.mu.Unlock()
	change(m.sources)
}

// named is something that is asked when metrics are read.
type named[T any] struct {
	name string
	ask  func() T
}

// sources is what is not counted as it happens but asked when metrics are read.
type sources struct {
	metrics *Metrics

	mu        sync.Mutex
	caches    []named[CacheStats]
	queues    []named[int]
	sizes     func() map[string]int64
	documents func() map[string]int64
	lag       func() time.Duration
	sessions  func() int

	sized    time.Time // when lastSize was asked
	lastSize map[string]int64
}

const sizesEvery = time.Minute

// Describe makes the collector an unchecked one: its labels are not known beforehand.
func (s *sources) Describe(chan<- *prometheus.Desc) {}

// Collect asks every source.
func (s *sources) Collect(out chan<- prometheus.Metric) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.caches {
		st := c.ask()
		emit(out, prometheus.CounterValue, "cache_hits_total", "Look-ups a cache answered.", float64(st.Hits), "cache", c.name)
		emit(out, prometheus.CounterValue, "cache_misses_total", "Look-ups a cache could not answer.", float64(st.Misses), "cache", c.name)
		emit(out, prometheus.CounterValue, "cache_evictions_total", "Entries a cache let go.", float64(st.Evictions), "cache", c.name)
		emit(out, prometheus.GaugeValue, "memory_bytes", memoryHelp, float64(st.Bytes), "kind", "cache_"+c.name)
	}
	for _, q := range s.queues {
		emit(out, prometheus.GaugeValue, "queue_length", "Things waiting in a queue.", float64(q.ask()), "queue", q.name)
	}
	s.collectStore(out)
	for name, on := range s.metrics.Alerts() {
		emit(out, prometheus.GaugeValue, "alerts", "1 while the owner should look at something.", oneIf(on), "name", name)
	}
	collectMemory(out)
}

func (s *sources) collectStore(out chan<- prometheus.Metric) {
	if s.sizes != nil {
		if now := time.Now(); s.lastSize == nil || now.Sub(s.sized) >= sizesEvery {
			s.lastSize, s.sized = s.sizes(), now
		}
		for table, n := range s.lastSize {
			emit(out, prometheus.GaugeValue, "db_size_bytes", "Bytes a table takes on disk.", float64(n), "table", table)
		}
	}
	if s.documents != nil {
		for kind, n := range s.documents() {
			emit(out, prometheus.GaugeValue, "index_documents", "Things that can be found, by kind.", float64(n), "kind", kind)
		}
	}
	if s.sessions != nil {
		emit(out, prometheus.GaugeValue, "sessions_active", "Conversations that are going on.", float64(s.sessions()))
	}
	if s.lag != nil {
		emit(out, prometheus.GaugeValue, "index_lag_seconds", "How far the index is behind the catalog.", s.lag().Seconds())
	}
}

const memoryHelp = "Bytes of memory in use, by kind."

// memory maps our kinds to the runtime's names.
var memory = [...]struct{ kind, name string }{
	{"heap", "/memory/classes/heap/objects:bytes"},
	{"stack", "/memory/classes/heap/stacks:bytes"},
	{"free", "/memory/classes/heap/free:bytes"},
	{"total", "/memory/classes/total:bytes"},
}

func collectMemory(out chan<- prometheus.Metric) {
	var samples [len(memory)]metrics.Sample
	for i, m := range memory {
		samples[i].Name = m.name
	}
	metrics.Read(samples[:])
	for i, m := range memory {
		emit(out, prometheus.GaugeValue, "memory_bytes", memoryHelp, float64(samples[i].Value.Uint64()), "kind", m.kind)
	}
}

// emit sends one value; labels are name and value, or nothing.
func emit(out chan<- prometheus.Metric, t prometheus.ValueType, name, help string, v float64, label ...string) {
	var names, values []string
	if len(label) == 2 {
		names, values = label[:1], label[1:]
	}
	out <- prometheus.MustNewConstMetric(prometheus.NewDesc(prefix+name, help, names, nil), t, v, values...)
}

func oneIf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
