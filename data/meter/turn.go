// Package meter measures: timings, counters and the account of a single turn.
//
// The account of a turn travels in the context, so that the store, the caches and the
// indexes can add to it without knowing who asked. Metrics for Prometheus are kept here and
// nowhere else. The package never logs and never decides anything.
package meter

import (
	"context"
	"sync"
	"time"
)

// Account is what one turn cost. The zero value is ready; it is safe for concurrent use.
type Account struct {
	mu      sync.Mutex
	stages  map[string]time.Duration
	queries int
	db      time.Duration
	hits    map[string]int
	misses  map[string]int
}

type accountKey struct{}

// With puts an account into the context.
func With(ctx context.Context, a *Account) context.Context {
	return context.WithValue(ctx, accountKey{}, a)
}

// From is the account in the context, or nil; every method of a nil account does nothing.
func From(ctx context.Context) *Account {
	a, _ := ctx.Value(accountKey{}).(*Account)
	return a
}

// Stage starts the clock of a stage ("understand", "search", "act", "say", "store") and
// returns the function that stops it.
func (a *Account) Stage(name string) (stop func()) {
	if a == nil {
		return func() {}
	}
	start := time.Now()
	return func() { a.AddStage(name, time.Since(start)) }
}

// AddStage adds time to a stage.
func (a *Account) AddStage(name string, d time.Duration) {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stages == nil {
		a.stages = make(map[string]time.Duration, 5)
	}
	a.stages[name] += d
}

// Query counts one database statement and its time.
func (a *Account) Query(d time.Duration) {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.queries++
	a.db += d
}

// Cache counts one look-up in a named cache.
func (a *Account) Cache(name string, hit bool) {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.hits == nil {
		a.hits, a.misses = make(map[string]int, 4), make(map[string]int, 4)
	}
	if hit {
		a.hits[name]++
	} else {
		a.misses[name]++
	}
}

// Bill is a copy of an account at one moment.
type Bill struct {
	Stages  map[string]int64 `json:"stages"` // microseconds
	Queries int              `json:"queries"`
	DB      int64            `json:"db_us"`
	Hits    map[string]int   `json:"cache_hits,omitempty"`
	Misses  map[string]int   `json:"cache_misses,omitempty"`
}

// Bill copies the account.
func (a *Account) Bill() Bill {
	b := Bill{Stages: map[string]int64{}}
	if a == nil {
		return b
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for k, d := range a.stages {
		b.Stages[k] = d.Microseconds()
	}
	b.Queries, b.DB = a.queries, a.db.Microseconds()
	b.Hits, b.Misses = clone(a.hits), clone(a.misses)
	return b
}

func clone(m map[string]int) map[string]int {
	if len(m) == 0 {
		return nil
	}
	c := make(map[string]int, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}
