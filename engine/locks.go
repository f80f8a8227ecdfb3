package engine

import (
	"hash/maphash"
	"sync"
)

// locks makes turns of one session wait for each other. Sessions share a fixed number of
// locks, so that no memory grows with them.
type locks struct {
	once    sync.Once
	seed    maphash.Seed
	stripes [256]sync.Mutex
}

func (l *locks) lock(session string) (unlock func()) {
	if session == "" {
		return func() {}
	}
	l.once.Do(func() { l.seed = maphash.MakeSeed() })
	m := &l.stripes[maphash.String(l.seed, session)%uint64(len(l.stripes))]
	m.Lock()
	return m.Unlock
}
