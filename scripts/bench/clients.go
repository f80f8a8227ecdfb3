package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// time runs a request n times by a bounded number of clients and gives how long each took,
// sorted. The first failure ends it.
func (p *plan) time(ctx context.Context, n int, request func(context.Context, int) error) ([]time.Duration, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	took, next := make([]time.Duration, n), atomic.Int64{}
	var clients sync.WaitGroup
	for range p.clients {
		clients.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				start := time.Now()
				if err := request(ctx, i); err != nil {
					cancel(err)
				}
				took[i] = time.Since(start)
			}
		})
	}
	clients.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	slices.Sort(took)
	return took, nil
}

// percentiles writes p50, p95 and p99 of sorted durations.
func percentiles(sorted []time.Duration) string {
	at := func(share float64) time.Duration {
		return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))].Round(10 * time.Microsecond)
	}
	return fmt.Sprintf("%v / %v / %v", at(0.50), at(0.95), at(0.99))
}
