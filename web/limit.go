package web

import (
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"shoptalk/data"
)

// maxBurst is the most that may come at once, whatever the limit per minute.
const maxBurst = 30

// limiter allows so many calls per minute and address. A nil limiter allows everything.
type limiter struct {
	limit rate.Limit
	burst int
	now   data.Clock

	mu    sync.Mutex
	seen  map[string]*rate.Limiter
	swept time.Time
}

// newLimiter makes a limiter; nil when perMinute is 0.
func newLimiter(perMinute int, now data.Clock) *limiter {
	if perMinute <= 0 {
		return nil
	}
	return &limiter{
		limit: rate.Limit(float64(perMinute) / 60), burst: min(perMinute, maxBurst), now: now,
		seen: map[string]*rate.Limiter{}, swept: now(),
	}
}

// take counts one call; when there were too many it tells how long to wait.
func (l *limiter) take(address string) (wait time.Duration) {
	if l == nil {
		return 0
	}
	now := l.now()
	r := l.of(address, now).ReserveN(now, 1)
	if wait = r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// full tells how long an address has to wait before its next call, without counting one.
func (l *limiter) full(address string) (wait time.Duration) {
	if l == nil {
		return 0
	}
	now := l.now()
	missing := 1 - l.of(address, now).TokensAt(now)
	return max(0, time.Duration(missing/float64(l.limit)*float64(time.Second)))
}

func (l *limiter) of(address string, now time.Time) *rate.Limiter {
	key := network(address)
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.swept) > time.Minute {
		l.sweep(now)
	}
	r := l.seen[key]
	if r == nil {
		r = rate.NewLimiter(l.limit, l.burst)
		l.seen[key] = r
	}
	return r
}

// sweep forgets the addresses that have been quiet long enough to count from nothing.
func (l *limiter) sweep(now time.Time) {
	l.swept = now
	for key, r := range l.seen {
		if r.TokensAt(now) >= float64(l.burst) {
			delete(l.seen, key)
		}
	}
}

// network is what counts as one caller: an IPv4 address, or the /64 that an IPv6 address is
// one of, because a single home has billions of those.
func network(address string) string {
	ip := net.ParseIP(address)
	if ip == nil || ip.To4() != nil {
		return address
	}
	return ip.Mask(net.CIDRMask(64, 128)).String()
}
