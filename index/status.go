package index

import (
	"context"
	"errors"
	"sync"
	"time"

	"shoptalk/data"
)

// ErrBuilding says that the index is being made and searches are answered from the store.
var ErrBuilding = errors.New("the search index is being made")

// Status is how the index stands.
type Status struct {
	Version      int64         // change of the catalog up to which the index stands
	StoreVersion int64         // version of the store when last looked at
	Documents    int           // active products
	Vectors      int           // of them, with a vector
	Lag          time.Duration // how long the index has been behind the store
	Building     bool
	Level        string // "full", "words" without vectors, "lookup" without an index
	Degraded     string // why it is not "full"; empty when it is
}

// statusBoard is where the parts of the index write down how they stand.
type statusBoard struct {
	mu       sync.Mutex
	busy     int           // how much work in the background is under way
	idle     chan struct{} // closed when busy falls to 0; nil when nothing ever was
	s        Status
	ready    bool
	failed   error
	behind   data.Time // since when the index is behind; 0 when it is not
	currency string
}

func (b *statusBoard) opened(version int64, documents int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.s.Version, b.s.Documents, b.ready, b.failed = version, documents, true, nil
}

// begin notes that work in the background began; the function it gives, that it ended.
func (b *statusBoard) begin() (end func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.busy++; b.busy == 1 {
		b.idle = make(chan struct{})
	}
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.busy--; b.busy == 0 {
			close(b.idle)
		}
	}
}

// Wait waits until no work is under way in the background: what Open started is done. It
// gives what went wrong with the last build, or the context's error.
func (x *Index) Wait(ctx context.Context) error {
	x.status.mu.Lock()
	idle := x.status.idle
	x.status.mu.Unlock()
	if idle != nil {
		select {
		case <-idle:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	_, failed := x.status.read(data.At(x.opt.Clock()))
	return failed
}

func (b *statusBoard) startBuilding() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	was := b.s.Building
	b.s.Building = true
	return !was
}

func (b *statusBoard) stopBuilding(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.s.Building, b.failed = false, err
}

func (b *statusBoard) setCurrency(c string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.currency = c
}

func (b *statusBoard) getCurrency() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.currency
}

func (b *statusBoard) setVectors(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.s.Vectors = n
}

// seen notes the version of the store and since when the index is behind it.
func (b *statusBoard) seen(store int64, now data.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.s.StoreVersion = store
	switch {
	case b.s.Version >= store:
		b.behind = 0
	case b.behind == 0:
		b.behind = now
	}
}

func (b *statusBoard) read(now data.Time) (Status, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.s
	s.Level = "full"
	switch {
	case !b.ready:
		s.Level, s.Degraded = "lookup", "the index is not built yet; the store is searched instead"
	case s.Vectors == 0 && s.Documents > 0:
		s.Level, s.Degraded = "words", "there are no vectors; meaning is not searched"
	}
	if b.behind != 0 {
		s.Lag = max(0, now.Go().Sub(b.behind.Go()))
	}
	return s, b.failed
}

// readyLag is how far the index may lag behind the store and still count as ready.
const readyLag = 2 * time.Second

// Status tells how the index stands.
func (x *Index) Status() Status {
	s, _ := x.status.read(data.At(x.opt.Clock()))
	return s
}

// Ready is nil when the index answers for the store's version or lags it by at most two
// seconds. ErrBuilding while the first build is under way.
func (x *Index) Ready() error {
	s, failed := x.status.read(data.At(x.opt.Clock()))
	switch {
	case s.Level == "lookup" && failed != nil:
		return failed
	case s.Level == "lookup":
		return ErrBuilding
	case s.Lag > readyLag:
		return errLag
	}
	return nil
}

var errLag = errors.New("the search index is more than two seconds behind the store")
