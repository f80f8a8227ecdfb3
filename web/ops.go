package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/pprof"
	"time"

	"shoptalk/data"
	"shoptalk/index"
)

// maxLag is how far search may be behind the catalog before the server is not ready.
const maxLag = 2 * time.Second

// getHealth answers as long as the process does.
func (s *Server) getHealth(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, http.StatusOK, map[string]string{"status": "ok", "version": s.version})
}

// readiness says whether the server may be sent shoppers, and if not, why.
type readiness struct {
	Ready  bool        `json:"ready"`
	Reason string      `json:"reason,omitempty"`
	Store  storeState  `json:"store"`
	Index  *indexState `json:"index"`
}

type storeState struct {
	Open    bool  `json:"open"`
	Version int64 `json:"version"` // of the catalog
}

type indexState struct {
	Version   int64   `json:"version"` // of the catalog that searches answer for
	Lag       float64 `json:"lag_seconds"`
	Level     string  `json:"level"` // "full", "words" or "lookup"
	Documents int     `json:"documents"`
	Building  bool    `json:"building"`
}

// getReady answers 200 when the store is open and search knows the catalog as it is, or as it
// was no more than two seconds ago.
func (s *Server) getReady(w http.ResponseWriter, r *http.Request) error {
	state, err := s.readiness(r.Context())
	if err != nil {
		s.log.ErrorContext(r.Context(), "not ready", "id", requestID(w), "error", err)
		state.Reason = "the store does not answer"
	}
	status := http.StatusOK
	if !state.Ready {
		status = http.StatusServiceUnavailable
	}
	return writeJSON(w, status, state)
}

func (s *Server) readiness(ctx context.Context) (state readiness, err error) {
	if state.Store.Version, err = s.store.Version(ctx); err != nil {
		return state, fmt.Errorf("web: catalog version: %w", err)
	}
	state.Store.Open = true
	have := s.index.Status()
	lag, err := s.lag(ctx, have, state.Store.Version)
	if err != nil {
		return state, err
	}
	state.Index = &indexState{
		Version: have.Version, Lag: lag.Seconds(), Level: have.Level, Documents: have.Documents, Building: have.Building,
	}
	switch {
	case have.Level == "lookup":
		state.Reason = "the search index is being made"
	case lag > maxLag:
		state.Reason = "search is behind the catalog"
	default:
		state.Ready = true
	}
	return state, nil
}

// lag is how long ago the first change happened that search does not know yet. It asks the
// feed rather than the index, which may itself not have looked.
func (s *Server) lag(ctx context.Context, have index.Status, want int64) (time.Duration, error) {
	if have.Version >= want {
		return 0, nil
	}
	changes, err := s.store.Changes(ctx, have.Version, 1)
	switch {
	case errors.Is(err, data.ErrTrimmed):
		return max(have.Lag, maxLag+time.Second), nil
	case err != nil:
		return 0, fmt.Errorf("web: first change not indexed: %w", err)
	case len(changes) == 0:
		return 0, nil
	}
	return max(0, s.now().Sub(changes[0].At.Go())), nil
}

// getOpenAPI serves the description of this API.
func (s *Server) getOpenAPI(w http.ResponseWriter, _ *http.Request) error {
	return writeBytes(w, http.StatusOK, "application/json", s.openapi)
}

// profile serves the profiles of net/http/pprof, all but the command line, which may hold
// secrets.
func profile(w http.ResponseWriter, r *http.Request) error {
	switch name := r.PathValue("profile"); name {
	case "":
		pprof.Index(w, r)
	case "profile":
		pprof.Profile(w, r)
	case "symbol":
		pprof.Symbol(w, r)
	case "trace":
		pprof.Trace(w, r)
	case "cmdline":
		return notFound("The command line may hold secrets and is not shown.")
	default:
		pprof.Handler(name).ServeHTTP(w, r)
	}
	return nil
}
