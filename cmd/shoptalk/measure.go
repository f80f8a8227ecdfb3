package main

import (
	"context"
	"time"

	"shoptalk/data"
	"shoptalk/data/cache"
)

// measure makes what can only be asked part of the metrics.
func (v *server) measure(ctx context.Context) {
	m := v.shop.metrics
	for _, caches := range []func() map[string]cache.Stats{v.shop.engine.CacheStats, v.shop.index.CacheStats} {
		for name := range caches() {
			m.Cache(name, func() cache.Stats { return caches()[name] })
		}
	}
	m.Sizes(func() map[string]int64 {
		sizes, err := v.shop.store.Sizes(ctx)
		if err != nil {
			v.log.Warn("the size of the database could not be read", "error", err)
		}
		return sizes
	})
	m.Documents(func() map[string]int64 {
		s := v.shop.index.Status()
		return map[string]int64{"product": int64(s.Documents), "vector": int64(s.Vectors)}
	})
	m.Lag(func() time.Duration { return v.shop.index.Status().Lag })
	m.Sessions(func() int { return activeSessions(ctx, v.shop.store, time.Now()) })
}

// activeFor is how long after its last turn a conversation counts as going on.
const activeFor = 30 * time.Minute

// activeSessions counts the conversations with a turn in the last half hour.
func activeSessions(ctx context.Context, store data.Sessions, now time.Time) int {
	since, n, after := data.At(now.Add(-activeFor)), 0, ""
	for {
		page, err := store.ListSessions(ctx, 1000, after)
		if err != nil {
			return n
		}
		for _, s := range page.Items {
			if s.LastSeen < since {
				return n
			}
			n++
		}
		if after = page.Next; after == "" {
			return n
		}
	}
}
