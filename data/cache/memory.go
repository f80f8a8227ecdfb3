package cache

import (
	"fmt"
	"sync"
	"time"

	"github.com/dgraph-io/ristretto/v2"
)

// Memory is a Backend within the process, over Ristretto: it keeps what is asked for often
// and lets go of the rest, within a number of bytes.
type Memory[V any] struct {
	mu      sync.RWMutex // held for reading while Ristretto is used, for writing while it is closed
	closed  bool
	evicted uint64 // final count, once closed
	cache   *ristretto.Cache[string, V]
}

// meanEntry is a guess at the bytes of an entry, to size Ristretto's counters: ten for each
// entry it may hold.
const meanEntry = 2 << 10

// NewMemory makes a Memory of a size in bytes. It owns goroutines until it is closed.
func NewMemory[V any](maxBytes int64) (*Memory[V], error) {
	m := &Memory[V]{}
	c, err := ristretto.NewCache(&ristretto.Config[string, V]{
		NumCounters:        min(max(10*maxBytes/meanEntry, 1_000), 1_000_000),
		MaxCost:            maxBytes,
		BufferItems:        64,
		Metrics:            true,
		IgnoreInternalCost: true, // costs are bytes; by default 56 more would be charged for each
	})
	if err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	m.cache = c
	return m, nil
}

// Load reads a value that has not expired.
func (m *Memory[V]) Load(key string) (V, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.cache.Get(key)
}

// Store offers a value. Ristretto takes it in a moment later, or not at all when it is busy
// or when what it holds is asked for more often.
func (m *Memory[V]) Store(key string, value V, cost int64, ttl time.Duration) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if !m.closed && cost <= m.cache.MaxCost() {
		m.cache.SetWithTTL(key, value, cost, ttl)
	}
}

// Held tells what is kept. Expired entries count until they are swept, seconds later.
func (m *Memory[V]) Held() Held {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.closed {
		return Held{Evictions: m.evicted}
	}
	added, gone := m.cache.Metrics.KeysAdded(), m.cache.Metrics.KeysEvicted()
	return Held{
		Entries:   max(0, int64(added)-int64(gone)),
		Bytes:     m.cache.MaxCost() - m.cache.RemainingCost(),
		Evictions: gone,
	}
}

// Close stops Ristretto. It may be called more than once.
func (m *Memory[V]) Close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return
	}
	m.evicted = m.cache.Metrics.KeysEvicted()
	m.closed = true
	m.cache.Close()
}

// Settle waits until everything stored so far was taken in or refused. Tests need it; nothing
// else may wait for a cache.
func (m *Memory[V]) Settle() { m.cache.Wait() }
