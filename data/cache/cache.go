package cache

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	"shoptalk/data/meter"
)

// Stats is what a cache counted since it was made, and what it holds now.
type Stats = meter.CacheStats

// Options shape a cache. Name, MaxBytes and Cost are required.
type Options[V any] struct {
	Name     string        // in keys, counts and metrics: "product", "search"
	MaxBytes int64         // what all values together may cost
	TTL      time.Duration // how long a value lives, give or take a tenth; 0 for ever
	Cost     func(V) int64 // bytes a value takes, about; at least 1 is charged

	// Generations are what the values depend on: when one is bumped, all values made
	// before are out of reach at once.
	Generations []*Generation

	// Enabled is asked at every look-up; while it says no the cache neither gives nor
	// keeps anything. Nil means always.
	Enabled func() bool

	// Backend keeps the values; nil means in memory, by Ristretto. The cache closes it.
	Backend Backend[V]
}

// Backend keeps values by key. It may drop any of them at any time. Implementations are
// safe for concurrent use, also during and after Close, and pass the suite in cachetest.
type Backend[V any] interface {
	// Load reads a value that has not expired.
	Load(key string) (V, bool)
	// Store keeps a value of a cost in bytes for a time, 0 for ever. It may refuse silently.
	Store(key string, value V, cost int64, ttl time.Duration)
	// Held tells how much is kept and how many entries were pushed out or expired so far.
	Held() Held
	// Close gives back everything; later loads miss and stores do nothing.
	Close()
}

// Held is what a backend holds.
type Held struct {
	Entries   int64
	Bytes     int64
	Evictions uint64
}

// Cache keeps values of one kind by text keys. It is safe for concurrent use.
type Cache[V any] struct {
	opts    Options[V]
	backend Backend[V]
	flights flights[V]
	dropped [stripes]atomic.Uint64
	hits    atomic.Uint64
	misses  atomic.Uint64
}

// stripes is how many keys share one Drop counter's fate: one in so many entries is lost
// with each drop.
const stripes = 1024

// New makes a cache. It fails when a required option is missing or not positive.
func New[V any](o Options[V]) (*Cache[V], error) {
	switch {
	case o.Name == "":
		return nil, errors.New("cache: a name is needed")
	case o.MaxBytes <= 0:
		return nil, errors.New("cache " + o.Name + ": MaxBytes must be positive")
	case o.Cost == nil:
		return nil, errors.New("cache " + o.Name + ": a Cost function is needed")
	case o.TTL < 0:
		return nil, errors.New("cache " + o.Name + ": TTL is negative")
	}
	c := &Cache[V]{opts: o, backend: o.Backend}
	if c.backend == nil {
		b, err := NewMemory[V](o.MaxBytes)
		if err != nil {
			return nil, err
		}
		c.backend = b
	}
	return c, nil
}

// Get gives the value of a key, computing it when it is not there. However many ask for the
// same key at once, it is computed once; a caller whose context ends leaves with its error
// while the others still get the value, and the computation itself is cancelled only when
// nobody waits for it any more. Failures are given to those who waited and not kept. A value
// computed while a generation was bumped or the key dropped is given but not found later.
//
// The value is shared: it must not be changed.
func (c *Cache[V]) Get(ctx context.Context, key string, compute func(context.Context) (V, error)) (V, error) {
	if !c.enabled() {
		return compute(ctx)
	}
	k := c.key(key)
	if v, ok := c.lookup(ctx, k); ok {
		return v, nil
	}
	return c.flights.do(ctx, k.text, func(ctx context.Context) (V, error) {
		v, err := compute(ctx)
		if err == nil {
			c.store(k, v)
		}
		return v, err
	})
}

// Lookup gives the value of a key when it is there.
func (c *Cache[V]) Lookup(ctx context.Context, key string) (V, bool) {
	if !c.enabled() {
		var none V
		return none, false
	}
	return c.lookup(ctx, c.key(key))
}

// Put offers a value under a key, for the generations of this moment: what takes long to
// compute goes through Get, which captures them before. It may not be found afterwards.
func (c *Cache[V]) Put(key string, value V) {
	if c.enabled() {
		c.store(c.key(key), value)
	}
}

// Drop forgets one key at once, and about one in a thousand others with it.
func (c *Cache[V]) Drop(key string) {
	sum := sha256.Sum256([]byte(key))
	c.dropped[stripe(sum)].Add(1)
}

// Name is the cache's name.
func (c *Cache[V]) Name() string { return c.opts.Name }

// Stats counts look-ups since the cache was made and what it holds now.
func (c *Cache[V]) Stats() Stats {
	h := c.backend.Held()
	return Stats{Hits: c.hits.Load(), Misses: c.misses.Load(), Evictions: h.Evictions, Entries: h.Entries, Bytes: h.Bytes}
}

// Close ends the cache. Later look-ups miss and computations still go through.
func (c *Cache[V]) Close() { c.backend.Close() }

func (c *Cache[V]) enabled() bool { return c.opts.Enabled == nil || c.opts.Enabled() }

func (c *Cache[V]) lookup(ctx context.Context, k entryKey) (V, bool) {
	v, ok := c.backend.Load(k.text)
	if ok {
		c.hits.Add(1)
	} else {
		c.misses.Add(1)
	}
	meter.From(ctx).Cache(c.opts.Name, ok)
	return v, ok
}

func (c *Cache[V]) store(k entryKey, v V) {
	c.backend.Store(k.text, v, max(1, c.opts.Cost(v)), jitter(c.opts.TTL, k.salt))
}

// entryKey is a key as the backend sees it, name/generations/hash, with bits of the hash to
// spread expiry by.
type entryKey struct {
	text string
	salt uint64
}

func (c *Cache[V]) key(key string) entryKey {
	sum := sha256.Sum256([]byte(key))
	buf := make([]byte, 0, 96)
	buf = append(buf, c.opts.Name...)
	buf = append(buf, '/')
	for _, g := range c.opts.Generations {
		buf = strconv.AppendUint(buf, g.Now(), 36)
		buf = append(buf, '.')
	}
	buf = strconv.AppendUint(buf, c.dropped[stripe(sum)].Load(), 36)
	buf = append(buf, '/')
	buf = hex.AppendEncode(buf, sum[:16])
	return entryKey{text: string(buf), salt: binary.LittleEndian.Uint64(sum[16:])}
}

func stripe(sum [sha256.Size]byte) uint16 { return binary.LittleEndian.Uint16(sum[24:]) % stripes }

// jitter spreads a time to live over +-10 %, the same way for the same key, so that what was
// filled together does not expire together.
func jitter(ttl time.Duration, salt uint64) time.Duration {
	const steps = 2001 // -1000 to +1000 ten-thousandths
	return ttl + time.Duration(int64(ttl)/10_000*(int64(salt%steps)-1000))
}
