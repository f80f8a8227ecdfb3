package meter

import (
	"context"
	"sync"
	"testing"
	"time"
)

func TestAccount(t *testing.T) {
	a := &Account{}
	ctx := With(context.Background(), a)
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			acc := From(ctx)
			acc.AddStage("search", 100*time.Microsecond)
			acc.Query(10 * time.Microsecond)
			acc.Cache("product", true)
			acc.Cache("product", false)
		})
	}
	wg.Wait()
	b := a.Bill()
	if b.Stages["search"] != 1000 || b.Queries != 10 || b.DB != 100 || b.Hits["product"] != 10 || b.Misses["product"] != 10 {
		t.Errorf("bill %+v", b)
	}
	a.Cache("product", true)
	if b.Hits["product"] != 10 {
		t.Error("a later count reached a bill already made")
	}
	stop := From(ctx).Stage("act")
	stop()
	if _, ok := a.Bill().Stages["act"]; !ok {
		t.Error("a stage that was stopped is missing")
	}
}

func TestNoAccount(t *testing.T) {
	a := From(context.Background())
	a.Stage("search")()
	a.AddStage("search", 1)
	a.Query(1)
	a.Cache("c", true)
	if b := a.Bill(); b.Queries != 0 || b.Stages == nil {
		t.Errorf("bill %+v", b)
	}
}
