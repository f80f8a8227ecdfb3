package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"shoptalk/data"
	"shoptalk/data/meter"
	"shoptalk/data/sqlite"
	"shoptalk/engine"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// shop is the part of the house every command may need: store, index and engine. They are
// opened in this order and closed in reverse.
type shop struct {
	store    *sqlite.Store
	metrics  *meter.Metrics
	switches *switches
	index    *watchedIndex
	engine   *engine.Engine
	closers  []func() error
}

// openStore opens the shop's database; commands that only read it leave it as it is.
func openStore(ctx context.Context, s *settings, log *slog.Logger, observe func(string, time.Duration, int)) (*sqlite.Store, error) {
	store, err := sqlite.Open(ctx, s.database(), sqlite.Options{Slow: s.SlowQuery, Log: log, Observe: observe})
	if errors.Is(err, data.ErrNewer) {
		return nil, failed(err, "use the newer shoptalk that wrote %s, or another folder: --dir DIR", s.database())
	}
	if err != nil {
		return nil, failed(err, "check that %s is a folder you may write to, or choose another one: --dir DIR", s.Dir)
	}
	return store, nil
}

// opening says how to open a shop.
type opening struct {
	*settings
	index string // folder of the index; empty makes a private one that goes away with the shop
	log   *slog.Logger
	fill  func(context.Context, *sqlite.Store) error // called before the index is opened; may be nil
}

// openShop opens store, index and engine.
func openShop(ctx context.Context, o opening) (*shop, error) {
	h := &shop{}
	if err := h.open(ctx, o); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

func (h *shop) open(ctx context.Context, o opening) (err error) {
	v := readVersion()
	h.metrics = meter.NewMetrics(meter.Build{Version: v.Version, Revision: v.Revision})

	observe := func(name string, d time.Duration, _ int) { h.metrics.Query(name, d) }
	if h.store, err = openStore(ctx, o.settings, o.log, observe); err != nil {
		return err
	}
	h.closers = append(h.closers, h.store.Close)
	if o.fill != nil {
		if err := o.fill(ctx, h.store); err != nil {
			return err
		}
	}

	h.switches = newSwitches(o.Features)
	stored, err := h.store.Settings(ctx)
	if err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	h.switches.update(stored)

	x, err := index.Open(ctx, index.Options{Dir: o.index, Store: h.store, Log: o.log, Features: h.switches.index})
	if err != nil {
		return err
	}
	h.closers = append(h.closers, x.Close)
	h.index = &watchedIndex{x, h.metrics}

	h.engine, err = engine.New(engine.Options{
		Store: h.store, Index: h.index, Reader: nlu.New(), Log: o.log, Meter: h.metrics,
		Features: h.switches.engine, SessionTTL: o.SessionTTL,
	})
	if err != nil {
		return err
	}
	h.closers = append(h.closers, func() error { h.engine.Close(); return nil })
	return nil
}

// close closes everything in the reverse order of opening.
func (h *shop) close() error {
	var errs []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		errs = append(errs, h.closers[i]())
	}
	h.closers = nil
	return errors.Join(errs...)
}

// ready waits until the index answers for the catalog as it is.
func (h *shop) ready(ctx context.Context) error {
	want, err := h.store.Version(ctx)
	if err != nil {
		return err
	}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		err := h.index.Ready()
		if err == nil && h.index.Version() >= want {
			return nil
		}
		if err != nil && !errors.Is(err, index.ErrBuilding) && !h.index.Status().Building {
			return failed(err, "shoptalk check tells what is wrong")
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// watchedIndex is the index with its searches counted.
type watchedIndex struct {
	*index.Index
	metrics *meter.Metrics
}

// Find finds products.
func (x *watchedIndex) Find(ctx context.Context, q index.Query) (index.Result, error) {
	start := time.Now()
	r, err := x.Index.Find(ctx, q)
	x.metrics.Search("find", time.Since(start), err == nil && r.Total == 0)
	return r, err
}

// Suggest completes what is being typed.
func (x *watchedIndex) Suggest(ctx context.Context, text string, n int) (index.Suggestions, error) {
	start := time.Now()
	s, err := x.Index.Suggest(ctx, text, n)
	x.metrics.Search("suggest", time.Since(start), false)
	return s, err
}

// Version is the version of the catalog the index answers for.
func (x *watchedIndex) Version() int64 { return x.Status().Version }

// assistant is what search, ask and chat speak to: the running server, or a shop opened for
// the one command.
type assistant interface {
	Respond(ctx context.Context, t engine.Turn) (*engine.Reply, error)
	Search(ctx context.Context, q engine.SearchRequest) (*engine.SearchReply, error)
}

// openAssistant asks the running server when there is one, and opens the shop otherwise.
func openAssistant(c *call, s *settings) (a assistant, close func() error, err error) {
	if server, ok := findServer(c.ctx, s.serverFile()); ok {
		return server, func() error { return nil }, nil
	}
	if _, err := os.Stat(s.database()); err != nil {
		return nil, nil, noShop(s)
	}
	h, err := openBeside(c, s)
	if err != nil {
		return nil, nil, err
	}
	ctx, stop := context.WithCancel(c.ctx)
	done := make(chan error, 1)
	go func() { done <- h.index.Follow(ctx) }()
	close = func() error {
		stop()
		return errors.Join(<-done, h.close())
	}
	if err := h.ready(c.ctx); err != nil {
		return nil, nil, errors.Join(err, close())
	}
	return h, close, nil
}

// Respond answers one message, as engine.Engine does.
func (h *shop) Respond(ctx context.Context, t engine.Turn) (*engine.Reply, error) {
	return h.engine.Respond(ctx, t)
}

// Search finds products as engine.Engine does, but by words only while the shop searches by
// them.
func (h *shop) Search(ctx context.Context, q engine.SearchRequest) (*engine.SearchReply, error) {
	if q.Text != "" && !h.switches.searching() {
		return nil, failed(errors.New("this shop has switched its search off"), "features.search turns it on again, in the configuration or the settings")
	}
	return h.engine.Search(ctx, q)
}

// openBeside opens a shop for one command, with the index of its folder or, when a server or
// another command has that, with a private one.
func openBeside(c *call, s *settings) (*shop, error) {
	log := newLog(s, c.err, slog.LevelError)
	h, err := openShop(c.ctx, opening{settings: s, index: s.indexDir(), log: log})
	if errors.Is(err, index.ErrBusy) {
		h, err = openShop(c.ctx, opening{settings: s, log: log})
	}
	return h, err
}

// noShop says that a folder holds no shop yet.
func noShop(s *settings) error {
	return failed(fmt.Errorf("there is no shop in %s", s.Dir),
		"shoptalk import FILE to make one, shoptalk serve --demo to look at a demo shop, or --dir DIR to name the right folder")
}

// newLog writes the log as configured; level raises the configured one.
func newLog(s *settings, w io.Writer, level slog.Leveler) *slog.Logger {
	o := &slog.HandlerOptions{Level: level}
	if s.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// logLevel is the configured level.
func (s *settings) logLevel() slog.Level {
	var l slog.Level
	_ = l.UnmarshalText([]byte(s.LogLevel)) // the enum of the option allows only what it reads
	return l
}
