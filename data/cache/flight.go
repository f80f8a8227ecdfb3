package cache

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// flights runs at most one computation per key at a time. Unlike x/sync/singleflight it
// outlives its first caller, ends when its last one leaves, and turns a panic into an error
// of those who wait instead of the end of the process.
type flights[V any] struct {
	mu   sync.Mutex
	open map[string]*flight[V]
}

type flight[V any] struct {
	done    chan struct{} // closed when value and err are set
	value   V
	err     error
	waiting int // callers; guarded by flights.mu
	cancel  context.CancelFunc
}

func (f *flights[V]) do(ctx context.Context, key string, compute func(context.Context) (V, error)) (V, error) {
	fl := f.join(ctx, key, compute)
	select {
	case <-fl.done:
		return fl.value, fl.err
	case <-ctx.Done():
		f.leave(key, fl)
		var none V
		return none, context.Cause(ctx)
	}
}

// join finds the flight of a key or starts one. The values of the first caller's context
// travel with it, its end does not.
func (f *flights[V]) join(ctx context.Context, key string, compute func(context.Context) (V, error)) *flight[V] {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fl, ok := f.open[key]; ok {
		fl.waiting++
		return fl
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	fl := &flight[V]{done: make(chan struct{}), waiting: 1, cancel: cancel}
	if f.open == nil {
		f.open = make(map[string]*flight[V])
	}
	f.open[key] = fl
	go f.run(ctx, key, fl, compute)
	return fl
}

func (f *flights[V]) run(ctx context.Context, key string, fl *flight[V], compute func(context.Context) (V, error)) {
	defer func() {
		if p := recover(); p != nil {
			fl.err = fmt.Errorf("cache: computing a value panicked: %v\n%s", p, debug.Stack())
		}
		f.remove(key, fl)
		fl.cancel()
		close(fl.done)
	}()
	fl.value, fl.err = compute(ctx)
}

// leave takes one caller off; the last one cancels the computation and clears the way for a
// new flight.
func (f *flights[V]) leave(key string, fl *flight[V]) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fl.waiting--; fl.waiting == 0 {
		fl.cancel()
		f.removeLocked(key, fl)
	}
}

func (f *flights[V]) remove(key string, fl *flight[V]) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.removeLocked(key, fl)
}

func (f *flights[V]) removeLocked(key string, fl *flight[V]) {
	if f.open[key] == fl {
		delete(f.open, key)
	}
}
