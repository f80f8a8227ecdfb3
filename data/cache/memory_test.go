package cache_test

import (
	"testing"
	"testing/synctest"
	"time"

	"shoptalk/data/cache"
	"shoptalk/data/cache/cachetest"
)

func TestMemory(t *testing.T) {
	cachetest.Run(t, synctest.Test, func(t *testing.T) cachetest.Subject {
		m, err := cache.NewMemory[string](1000)
		if err != nil {
			t.Fatal(err)
		}
		return cachetest.Subject{Backend: m, Settle: m.Settle, Later: time.Sleep}
	})
}
