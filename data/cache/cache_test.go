package cache

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"shoptalk/data/meter"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open makes a cache of strings costing their length, and a settle function for it.
func open(t *testing.T, change func(*Options[string])) (*Cache[string], func()) {
	t.Helper()
	o := Options[string]{Name: "test", MaxBytes: 1 << 20, Cost: func(s string) int64 { return int64(len(s)) }}
	if change != nil {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, c.backend.(*Memory[string]).Settle
}

// give is a computation that counts its runs.
func give(runs *int, v string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { *runs++; return v, nil }
}

func TestGetComputesOnce(t *testing.T) {
	c, settle := open(t, nil)
	runs := 0
	for range 3 {
		v, err := c.Get(t.Context(), "k", give(&runs, "value"))
		if v != "value" || err != nil {
			t.Fatalf("Get = %q, %v", v, err)
		}
		settle()
	}
	if s := c.Stats(); runs != 1 || s.Hits != 2 || s.Misses != 1 || s.Entries != 1 || s.Bytes != 5 {
		t.Errorf("computed %d times, stats %+v", runs, s)
	}
}

func TestGetKeepsNoFailure(t *testing.T) {
	c, settle := open(t, nil)
	boom := errors.New("boom")
	_, err := c.Get(t.Context(), "k", func(context.Context) (string, error) { return "half", boom })
	if !errors.Is(err, boom) {
		t.Fatalf("error = %v", err)
	}
	settle()
	if _, ok := c.Lookup(t.Context(), "k"); ok {
		t.Error("a failure was kept")
	}
}

func TestPanicIsAnError(t *testing.T) {
	c, _ := open(t, nil)
	_, err := c.Get(t.Context(), "k", func(context.Context) (string, error) { panic("broken") })
	if err == nil || !strings.Contains(err.Error(), "broken") {
		t.Fatalf("error = %v", err)
	}
	if v, err := c.Get(t.Context(), "k", func(context.Context) (string, error) { return "fine", nil }); v != "fine" || err != nil {
		t.Errorf("after a panic Get = %q, %v", v, err)
	}
}

// TestFlight follows four callers of one key: the first leaves, the others get the value.
func TestFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, nil)
		defer c.Close()
		var runs atomic.Int32
		release := make(chan struct{})
		slow := func(ctx context.Context) (string, error) {
			runs.Add(1)
			select {
			case <-release:
				return "value", nil
			case <-ctx.Done():
				return "", ctx.Err()
			}
		}
		leader, cancel := context.WithCancel(context.Background())
		errs := make(chan error, 4)
		go func() { _, err := c.Get(leader, "k", slow); errs <- err }()
		synctest.Wait()
		for range 3 {
			go func() {
				v, err := c.Get(context.Background(), "k", slow)
				if v != "value" {
					t.Errorf("a follower got %q, %v", v, err)
				}
				errs <- err
			}()
		}
		synctest.Wait()
		cancel()
		if err := <-errs; !errors.Is(err, context.Canceled) {
			t.Errorf("the leader got %v", err)
		}
		close(release)
		for range 3 {
			if err := <-errs; err != nil {
				t.Errorf("a follower got %v", err)
			}
		}
		if runs.Load() != 1 {
			t.Errorf("computed %d times", runs.Load())
		}
	})
}

func TestFlightEndsWithItsLastCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, nil)
		defer c.Close()
		ended := false
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_, err := c.Get(ctx, "k", func(ctx context.Context) (string, error) {
			<-ctx.Done()
			ended = true
			return "", ctx.Err()
		})
		synctest.Wait()
		if !errors.Is(err, context.DeadlineExceeded) || !ended {
			t.Errorf("error %v, computation ended %v", err, ended)
		}
	})
}

func TestBumpForgets(t *testing.T) {
	var catalog, policies Generation
	c, settle := open(t, func(o *Options[string]) { o.Generations = []*Generation{&catalog, &policies} })
	for _, g := range []*Generation{&catalog, &policies} {
		c.Put("k", "old")
		settle()
		if _, ok := c.Lookup(t.Context(), "k"); !ok {
			t.Fatal("the value is not there")
		}
		g.Bump()
		if _, ok := c.Lookup(t.Context(), "k"); ok {
			t.Error("the value is still there after a bump")
		}
	}
}

func TestDropForgetsOneKey(t *testing.T) {
	c, settle := open(t, nil)
	c.Put("one", "1")
	c.Put("two", "2")
	settle()
	c.Drop("one")
	if _, ok := c.Lookup(t.Context(), "one"); ok {
		t.Error("a dropped value is still there")
	}
	if _, ok := c.Lookup(t.Context(), "two"); !ok {
		t.Error("another value went too")
	}
}

// TestStaleComputation bumps and drops while a value is computed: it must not be found after.
func TestStaleComputation(t *testing.T) {
	var g Generation
	c, settle := open(t, func(o *Options[string]) { o.Generations = []*Generation{&g} })
	for name, invalidate := range map[string]func(){"bump": g.Bump, "drop": func() { c.Drop("k") }} {
		v, err := c.Get(t.Context(), "k", func(context.Context) (string, error) { invalidate(); return "stale", nil })
		if v != "stale" || err != nil {
			t.Fatalf("%s: Get = %q, %v", name, v, err)
		}
		settle()
		if _, ok := c.Lookup(t.Context(), "k"); ok {
			t.Errorf("%s: a value computed before is found after", name)
		}
	}
}

func TestSwitchedOff(t *testing.T) {
	var on atomic.Bool
	on.Store(true)
	c, settle := open(t, func(o *Options[string]) { o.Enabled = on.Load })
	c.Put("k", "kept")
	settle()
	on.Store(false)
	runs := 0
	for range 2 {
		if v, _ := c.Get(t.Context(), "k", give(&runs, "fresh")); v != "fresh" {
			t.Errorf("Get while off = %q", v)
		}
	}
	if _, ok := c.Lookup(t.Context(), "k"); ok || runs != 2 {
		t.Errorf("found while off: %v, computed %d times", ok, runs)
	}
}

func TestAccountIsKept(t *testing.T) {
	c, settle := open(t, nil)
	var a meter.Account
	ctx := meter.With(t.Context(), &a)
	c.Lookup(ctx, "k")
	c.Put("k", "v")
	settle()
	c.Lookup(ctx, "k")
	if b := a.Bill(); b.Hits["test"] != 1 || b.Misses["test"] != 1 {
		t.Errorf("bill %+v", b)
	}
}

func TestJitter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ttl := time.Duration(rapid.Int64Range(0, int64(24*time.Hour)).Draw(t, "ttl"))
		salt := rapid.Uint64().Draw(t, "salt")
		got := jitter(ttl, salt)
		if got != jitter(ttl, salt) || got < ttl*9/10 || got > ttl*11/10 {
			t.Fatalf("jitter of %v = %v", ttl, got)
		}
		if ttl > 0 && got <= 0 {
			t.Fatalf("a value that should live %v lives for ever", ttl)
		}
	})
}

func TestNewRefuses(t *testing.T) {
	cost := func(string) int64 { return 1 }
	for name, o := range map[string]Options[string]{
		"no name":      {MaxBytes: 1, Cost: cost},
		"no size":      {Name: "x", Cost: cost},
		"no cost":      {Name: "x", MaxBytes: 1},
		"negative ttl": {Name: "x", MaxBytes: 1, Cost: cost, TTL: -1},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func BenchmarkLookupHit(b *testing.B) {
	c, err := New(Options[string]{Name: "bench", MaxBytes: 1 << 20, Cost: func(s string) int64 { return 10 }, Generations: []*Generation{{}}})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	c.Put("running shoes in blue", "v")
	c.backend.(*Memory[string]).Settle()
	b.ReportAllocs()
	for b.Loop() {
		c.Lookup(b.Context(), "running shoes in blue")
	}
}
