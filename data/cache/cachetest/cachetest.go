// Package cachetest is what every cache.Backend promises, as a suite any implementation runs.
package cachetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"shoptalk/data/cache"
)

// Subject is a backend under test. Settle returns when everything stored so far was taken
// in or refused; Later lets time pass for the backend.
type Subject struct {
	Backend cache.Backend[string]
	Settle  func()
	Later   func(time.Duration)
}

// Run runs the suite. Each test runs inside in, which may give it a clock of its own:
// synctest.Test does for backends within the process. open gives an empty backend with room
// for 1,000 bytes.
func Run(t *testing.T, in func(t *testing.T, test func(*testing.T)), open func(t *testing.T) Subject) {
	tests := []struct {
		name string
		run  func(*testing.T, Subject)
	}{
		{"MissingIsAMiss", missing},
		{"KeepsTheLatest", latest},
		{"Expires", expires},
		{"StaysWithinItsBytes", bounded},
		{"RefusesWhatIsTooBig", tooBig},
		{"CountsWhatItHolds", counts},
		{"SafeForManyAtOnce", concurrent},
		{"ClosedIsEmpty", closed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in(t, func(t *testing.T) {
				s := open(t)
				defer s.Backend.Close()
				tt.run(t, s)
			})
		})
	}
}

func missing(t *testing.T, s Subject) {
	if v, ok := s.Backend.Load("nothing"); ok || v != "" {
		t.Errorf("Load of nothing = %q, %v", v, ok)
	}
}

func latest(t *testing.T, s Subject) {
	for _, v := range []string{"one", "two"} {
		s.Backend.Store("k", v, 10, 0)
		s.Settle()
		if got, ok := s.Backend.Load("k"); !ok || got != v {
			t.Errorf("Load = %q, %v, want %q", got, ok, v)
		}
	}
}

func expires(t *testing.T, s Subject) {
	s.Backend.Store("short", "x", 10, time.Minute)
	s.Backend.Store("ever", "y", 10, 0)
	s.Settle()
	s.Later(59 * time.Second)
	if _, ok := s.Backend.Load("short"); !ok {
		t.Error("gone before its time")
	}
	s.Later(2 * time.Second)
	if _, ok := s.Backend.Load("short"); ok {
		t.Error("still there after its time")
	}
	if _, ok := s.Backend.Load("ever"); !ok {
		t.Error("a value without a time expired")
	}
}

func bounded(t *testing.T, s Subject) {
	for i := range 200 {
		s.Backend.Store(fmt.Sprint(i), "v", 50, 0)
		s.Settle()
	}
	there := 0
	for i := range 200 {
		if _, ok := s.Backend.Load(fmt.Sprint(i)); ok {
			there++
		}
	}
	if h := s.Backend.Held(); there == 0 || there > 20 || h.Bytes > 1000 {
		t.Errorf("%d of 200 values of 50 bytes are held in %d bytes, at most 20 in 1000 may be", there, h.Bytes)
	}
}

func tooBig(t *testing.T, s Subject) {
	s.Backend.Store("small", "v", 10, 0)
	s.Settle()
	s.Backend.Store("big", "v", 1001, 0)
	s.Settle()
	if _, ok := s.Backend.Load("big"); ok {
		t.Error("a value bigger than everything was kept")
	}
	if _, ok := s.Backend.Load("small"); !ok {
		t.Error("a value too big to keep pushed another out")
	}
}

func counts(t *testing.T, s Subject) {
	for i := range 3 {
		s.Backend.Store(fmt.Sprint(i), "v", 100, 0)
	}
	s.Settle()
	if h := s.Backend.Held(); h.Entries != 3 || h.Bytes != 300 || h.Evictions != 0 {
		t.Errorf("Held = %+v, want 3 entries of 300 bytes", h)
	}
	s.Backend.Store("0", "v", 150, 0)
	s.Settle()
	if h := s.Backend.Held(); h.Entries != 3 || h.Bytes != 350 {
		t.Errorf("Held = %+v, want 3 entries of 350 bytes", h)
	}
}

func concurrent(t *testing.T, s Subject) {
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 200 {
				k := fmt.Sprint(i % 10)
				s.Backend.Store(k, k, 10, time.Minute)
				if v, ok := s.Backend.Load(k); ok && v != k {
					t.Errorf("goroutine %d: key %s holds %q", g, k, v)
				}
				if g == 0 && i == 150 {
					s.Backend.Close()
				}
			}
		})
	}
	wg.Wait()
}

func closed(t *testing.T, s Subject) {
	s.Backend.Store("k", "v", 10, 0)
	s.Settle()
	s.Backend.Close()
	s.Backend.Store("l", "v", 10, 0)
	for _, k := range []string{"k", "l"} {
		if _, ok := s.Backend.Load(k); ok {
			t.Errorf("%s is there after Close", k)
		}
	}
	s.Backend.Close()
	if h := s.Backend.Held(); h.Entries != 0 || h.Bytes != 0 {
		t.Errorf("Held after Close = %+v", h)
	}
}
