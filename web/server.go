package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"shoptalk/data"
	"shoptalk/data/meter"
	"shoptalk/engine"
	"shoptalk/index"
)

// Talker holds conversations.
type Talker interface {
	// Respond answers one message. Its error means that no reply could be made at all.
	Respond(ctx context.Context, t engine.Turn) (*engine.Reply, error)
	// Session reads a conversation; data.ErrNotFound for an unknown id.
	Session(ctx context.Context, id string) (*engine.SessionReply, error)
	// Forget removes a conversation; data.ErrNotFound for an unknown id.
	Forget(ctx context.Context, id string) error
}

// Finder finds products.
type Finder interface {
	// Search finds products by words and constraints.
	Search(ctx context.Context, q engine.SearchRequest) (*engine.SearchReply, error)
	// Suggest completes what is being typed.
	Suggest(ctx context.Context, text string) (*engine.SuggestReply, error)
	// Categories is the category tree.
	Categories(ctx context.Context) ([]engine.CategoryNode, error)
	// Similar finds up to n products like the one with a handle.
	Similar(ctx context.Context, handle string, n int) ([]engine.Card, error)
	// Cards shows products as a reply does, in the order asked.
	Cards(ctx context.Context, ids ...data.ProductID) ([]engine.Card, error)
}

// Pricer writes amounts in the shop's currency and locale.
type Pricer interface {
	Money(ctx context.Context, m data.Money) engine.Money
}

// Engine is what the server asks about products and conversations.
type Engine interface {
	Talker
	Finder
	Pricer
}

// Index is the search index as far as those who run the shop are concerned, and what it
// knows of the catalog's words.
type Index interface {
	// Status tells how the index stands.
	Status() index.Status
	// Rebuild makes the index anew from the store while searches go on, and returns when
	// the new one answers. Progress, which may be nil, hears how many products are done.
	Rebuild(ctx context.Context, progress func(done, total int64)) error
	// Vocabulary is what the catalog can be asked about; never nil.
	Vocabulary() *index.Vocabulary
	// Spelling gives a value of a brand, option or attribute as the catalog spells it; false
	// when no product has it.
	Spelling(key, value string) (string, bool)
}

// Options is what a server needs. Engine, Store and Index are required.
type Options struct {
	Engine  Engine
	Store   data.Store
	Index   Index
	Metrics *meter.Metrics // nil: nothing is counted
	Log     *slog.Logger   // nil: nothing is logged
	Clock   data.Clock     // nil: time.Now
	Version string         // of the program

	// RateLimit is how many messages an address may send per minute, with a burst of up
	// to 30; 0 is no limit. SetRateLimit changes it later.
	RateLimit int
	// TrustedProxies are addresses or CIDR ranges whose X-Forwarded-For is believed. Without
	// any, the caller is whoever opened the connection.
	TrustedProxies []string
	// LocalToken lets commands on the same machine act as an owner, over loopback only.
	// Empty: no such token.
	LocalToken string
	// AllowedOrigins are the sites whose pages may call /api from a browser, such as
	// "https://shop.example". Empty: only the server's own pages.
	AllowedOrigins []string
	// Features are the switches as configured at the moment, by name without "features."; a
	// setting made while running wins, and what stands in neither is on. Nil: none is
	// configured.
	Features func() map[string]bool
	// Searching tells whether words are searched by at the moment, by configuration and
	// settings together; it is asked at every search. Nil: always.
	Searching func() bool
}

// Server answers HTTP requests. It is safe for concurrent use.
type Server struct {
	engine   Engine
	store    data.Store
	index    Index
	metrics  *meter.Metrics
	log      *slog.Logger
	now      data.Clock
	version  string
	features func() map[string]bool
	searches func() bool

	echo       *echo.Echo
	openapi    []byte
	address    echo.IPExtractor
	origins    []string
	localToken string
	talking    atomic.Pointer[limiter] // of messages and votes
	guessing   *limiter                // of wrong keys
	errorPage  func(w http.ResponseWriter, r *http.Request, p *Problem) error
	pages      *pages          // of the storefront
	closing    context.Context // done when the server begins to stop
	close      context.CancelFunc
}

const (
	headerTimeout = 5 * time.Second  // to send the headers of a request
	readTimeout   = 30 * time.Second // to send a whole request
	writeTimeout  = 60 * time.Second // to take a whole answer; streams have one per event
	idleTimeout   = 2 * time.Minute  // between requests of a connection
	drainTimeout  = 10 * time.Second // for the last answers when the server stops
	maxHeader     = 32 << 10         // bytes
	guesses       = 20               // wrong keys per minute and address
)

// New makes a server with all its routes. It does not listen yet.
func New(o Options) (*Server, error) {
	if o.Engine == nil || o.Store == nil || o.Index == nil {
		return nil, errors.New("web: engine, store and index are required")
	}
	address, err := addressOf(o.TrustedProxies)
	if err != nil {
		return nil, err
	}
	spec, err := specJSON(o.Version)
	if err != nil {
		return nil, err
	}
	s := &Server{
		engine: o.Engine, store: o.Store, index: o.Index, metrics: o.Metrics,
		log: o.Log, now: o.Clock, version: o.Version, features: o.Features, searches: o.Searching,
		openapi: spec, address: address, origins: o.AllowedOrigins, localToken: o.LocalToken,
	}
	s.errorPage = s.shopErrorPage
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.features == nil {
		s.features = func() map[string]bool { return nil }
	}
	if s.searches == nil {
		s.searches = func() bool { return true }
	}
	s.SetRateLimit(o.RateLimit)
	s.guessing = newLimiter(guesses, s.now)
	if s.pages, err = newPages(); err != nil {
		return nil, err
	}
	s.closing, s.close = context.WithCancel(context.Background())
	s.echo = s.routes()
	return s, nil
}

// SetRateLimit changes how many messages an address may send per minute; 0 is no limit.
// Every address starts anew.
func (s *Server) SetRateLimit(perMinute int) { s.talking.Store(newLimiter(perMinute, s.now)) }

// Handler is the whole server as an http.Handler.
func (s *Server) Handler() http.Handler { return s.echo }

// Serve answers requests on a listener, which it closes, until ctx is done. Then it takes no
// new connections, ends open streams at once, gives other answers ten seconds, and returns
// nil when all was answered. A server serves once.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	base, abandon := context.WithCancel(context.Background())
	defer abandon()
	h := &http.Server{
		Handler:           s.echo,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	select {
	case err := <-failed:
		s.close()
		return fmt.Errorf("web: serve: %w", err)
	case <-ctx.Done():
	}
	s.close()
	drain, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	if err := h.Shutdown(drain); err != nil {
		abandon()
		return errors.Join(fmt.Errorf("web: some answers took too long: %w", err), h.Close())
	}
	return nil
}
