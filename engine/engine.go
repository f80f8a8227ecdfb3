package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"shoptalk/data"
	"shoptalk/data/cache"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// Store is what the engine reads and writes of the shop's memory.
type Store interface {
	data.Catalog
	data.Shops
	data.Policies
	data.Coupons
	data.Carts
	data.Sessions
	data.Turns
	data.Logs
	data.Feed
	data.Memory
}

// Finder is what the engine needs of the index.
type Finder interface {
	Find(ctx context.Context, q index.Query) (index.Result, error)
	Suggest(ctx context.Context, text string, n int) (index.Suggestions, error)
	Similar(ctx context.Context, id data.ProductID, n int) ([]index.Hit, error)
	Vocabulary() *index.Vocabulary
	Categories() []data.Category
}

// Meter is told what turns were and took; searches are counted where the index is.
type Meter interface {
	Turn(intent, outcome string, stages map[string]time.Duration)
	Fallback(kind string)
	Handoff(reason string)
}

// unmetered is the Meter of an engine that nobody measures.
type unmetered struct{}

func (unmetered) Turn(string, string, map[string]time.Duration) {}
func (unmetered) Fallback(string)                               {}
func (unmetered) Handoff(string)                                {}

// Features are the switches of the engine that may change while it runs.
type Features struct {
	Search    bool // off: product searches are declined
	Commands  bool // off: /cart and the like are read as words
	Analytics bool // off: searches are not logged
	Sessions  bool // off: nothing of a conversation is kept beyond its state
	Caching   bool // off: every product is read from the store
}

// AllFeatures has everything switched on.
func AllFeatures() Features {
	return Features{Search: true, Commands: true, Analytics: true, Sessions: true, Caching: true}
}

// Options are what an engine is made of. Store, Index and Reader are required.
type Options struct {
	Store      Store
	Index      Finder
	Reader     *nlu.Reader
	Clock      data.Clock      // nil: the machine's
	Log        *slog.Logger    // nil: none
	Meter      Meter           // nil: none
	Features   func() Features // nil: all on
	SessionTTL time.Duration   // how long an idle conversation is kept; 0: 30 days
}

// Engine answers messages. It is safe for concurrent use; turns of one session wait for each
// other.
type Engine struct {
	store    Store
	index    Finder
	reader   *nlu.Reader
	clock    data.Clock
	log      *slog.Logger
	meter    Meter
	features func() Features
	ttl      time.Duration
	locks    locks
	shelf    *shelf
}

// New makes an engine.
func New(o Options) (*Engine, error) {
	if o.Store == nil || o.Index == nil || o.Reader == nil {
		return nil, errors.New("engine: Store, Index and Reader are required")
	}
	e := &Engine{
		store: o.Store, index: o.Index, reader: o.Reader, clock: o.Clock, log: o.Log, meter: o.Meter,
		features: o.Features, ttl: o.SessionTTL,
	}
	if e.clock == nil {
		e.clock = time.Now
	}
	if e.meter == nil {
		e.meter = unmetered{}
	}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	if e.features == nil {
		e.features = AllFeatures
	}
	if e.ttl == 0 {
		e.ttl = 30 * 24 * time.Hour
	}
	var err error
	if e.shelf, err = newShelf(o.Store, func() bool { return e.features().Caching }); err != nil {
		return nil, fmt.Errorf("engine: %w", err)
	}
	return e, nil
}

// Close gives back the caches. The store and the index stay the caller's.
func (e *Engine) Close() { e.shelf.close() }

// CacheStats counts the engine's caches by name.
func (e *Engine) CacheStats() map[string]cache.Stats {
	return map[string]cache.Stats{"product": e.shelf.products.Stats()}
}

// Respond answers one message. The only errors are a *data.Invalid for a message that is
// empty or too long, and the context's; whatever breaks inside is answered politely.
func (e *Engine) Respond(ctx context.Context, in Turn) (*Reply, error) {
	in.Message = strings.TrimSpace(strings.ToValidUTF8(in.Message, "\uFFFD"))
	if err := checkMessage(in.Message); err != nil {
		return nil, err
	}
	unlock := e.locks.lock(in.Session)
	defer unlock()
	for try := 1; ; try++ {
		reply, err := e.respond(ctx, in)
		if err == nil || !errors.Is(err, data.ErrConflict) || try == maxTries {
			return reply, err
		}
	}
}

// maxTries is how often a turn is answered again when another process answered the same
// session in between.
const maxTries = 4

func checkMessage(text string) error {
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return &data.Invalid{Field: "message", Reason: "is empty; write what you are looking for"}
	case n > MaxMessage:
		return &data.Invalid{Field: "message", Reason: fmt.Sprintf("is %d characters long; at most %d are read", n, MaxMessage)}
	}
	return nil
}

// Money makes an amount ready to show, in the shop's own locale.
func (e *Engine) Money(ctx context.Context, m data.Money) Money {
	return e.shelf.view(ctx).money(m)
}
