package engine_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"shoptalk/data/demo"
	"shoptalk/data/sqlite"
	"shoptalk/engine"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// demoNow is the moment of every test conversation.
func demoNow() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// shops keeps one engine per demo shop for the whole test run; conversations do not meet.
var shops = struct {
	sync.Mutex
	engines map[string]*engine.Engine
	closers []func()
}{engines: map[string]*engine.Engine{}}

func TestMain(m *testing.M) {
	code := m.Run()
	for i := len(shops.closers) - 1; i >= 0; i-- {
		shops.closers[i]()
	}
	exit(code)
}

// demoEngine is the engine of a demo shop, made on first use.
func demoEngine(t testing.TB, name string) *engine.Engine {
	t.Helper()
	shops.Lock()
	defer shops.Unlock()
	if e := shops.engines[name]; e != nil {
		return e
	}
	ctx := context.Background()
	dir := tempDir(t)
	store, err := sqlite.Open(ctx, filepath.Join(dir, "shop.db"), sqlite.Options{Clock: demoNow})
	check(t, err)
	check(t, demo.Load(ctx, store, name, demoNow))
	finder, err := index.Open(ctx, index.Options{Store: store, Clock: demoNow})
	check(t, err)
	check(t, finder.Rebuild(ctx, nil))
	e, err := engine.New(engine.Options{Store: store, Index: finder, Reader: nlu.New(), Clock: demoNow})
	check(t, err)
	shops.closers = append(shops.closers, func() { store.Close() }, func() { finder.Close() }, e.Close)
	shops.engines[name] = e
	return e
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
