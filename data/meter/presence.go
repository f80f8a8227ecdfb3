package meter

import (
	"hash/maphash"
	"sync"
	"time"
)

// activeFor is how long after its last turn a conversation counts as active.
const activeFor = 30 * time.Minute

// presence counts who was seen lately. It keeps hashes, no ids, and never more than limit.
type presence struct {
	keep time.Duration

	mu   sync.Mutex
	seed maphash.Seed
	last map[uint64]time.Time
}

const presenceLimit = 100_000

func (p *presence) seen(id string, now time.Time) {
	if id == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == nil {
		p.seed, p.last = maphash.MakeSeed(), map[uint64]time.Time{}
	}
	if len(p.last) >= presenceLimit {
		p.sweep(now)
	}
	if len(p.last) < presenceLimit {
		p.last[maphash.String(p.seed, id)] = now
	}
}

func (p *presence) count(now time.Time) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sweep(now)
	return len(p.last)
}

func (p *presence) sweep(now time.Time) {
	for id, at := range p.last {
		if now.Sub(at) > p.keep {
			delete(p.last, id)
		}
	}
}
