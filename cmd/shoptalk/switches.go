package main

import (
	"context"
	"log/slog"
	"strconv"
	"sync/atomic"
	"time"

	"shoptalk/data"
	"shoptalk/engine"
	"shoptalk/index"
)

// switches are the features as they stand: as configured, unless a setting in the store says
// otherwise. They are read at every turn and changed while the server runs.
type switches struct {
	configured atomic.Pointer[Features]
	now        atomic.Pointer[Features]
}

func newSwitches(f Features) *switches {
	s := &switches{}
	s.configure(f)
	s.now.Store(&f)
	return s
}

// configure takes new switches from the configuration; they count after the next update.
func (s *switches) configure(f Features) { s.configured.Store(&f) }

// update applies the settings of the store.
func (s *switches) update(settings map[string]string) {
	f := *s.configured.Load()
	for name, field := range map[string]*bool{
		"fuzzy": &f.Fuzzy, "phonetic": &f.Phonetic, "partial": &f.Partial, "search": &f.Search,
		"commands": &f.Commands, "analytics": &f.Analytics, "sessions": &f.Sessions, "caching": &f.Caching,
	} {
		if on, err := strconv.ParseBool(settings["features."+name]); err == nil {
			*field = on
		}
	}
	s.now.Store(&f)
}

// refreshEvery is how often settings are read again.
const refreshEvery = 500 * time.Millisecond

// follow keeps the switches up to date until the context ends. A store that cannot be read
// leaves them as they are.
func (s *switches) follow(ctx context.Context, store data.Shops, log *slog.Logger) {
	tick := time.NewTicker(refreshEvery)
	defer tick.Stop()
	for {
		settings, err := store.Settings(ctx)
		if err == nil {
			s.update(settings)
		} else if ctx.Err() == nil {
			log.Warn("the settings could not be read", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// byName is the switches as configured, whatever the settings say.
func (s *switches) byName() map[string]bool { return s.configured.Load().byName() }

// searching tells whether words are searched by.
func (s *switches) searching() bool { return s.now.Load().Search }

func (s *switches) engine() engine.Features {
	f := s.now.Load()
	return engine.Features{Search: f.Search, Commands: f.Commands, Analytics: f.Analytics, Sessions: f.Sessions, Caching: f.Caching}
}

func (s *switches) index() index.Features {
	f := s.now.Load()
	return index.Features{Fuzzy: f.Fuzzy, Phonetic: f.Phonetic, Partial: f.Partial, Search: f.Search, Caching: f.Caching}
}
