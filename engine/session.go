package engine

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"shoptalk/data"
	"shoptalk/engine/dialog"
)

// conversation is a session with its state decoded, as one turn works on it.
type conversation struct {
	data.Session
	state dialog.State
	cart  data.Cart
}

// NewSession makes the id of a session: 130 random bits, a secret of its holder.
func NewSession() string { return rand.Text() }

// open reads a session, or begins one when the id is empty, unknown or expired. What cannot
// be read is begun anew: a shopper is never turned away for it.
func (e *Engine) open(ctx context.Context, id string) *conversation {
	now := data.At(e.clock())
	c := &conversation{Session: data.Session{ID: NewSession(), Created: now}}
	if id != "" && e.features().Sessions {
		s, err := e.store.Session(ctx, id)
		switch {
		case err == nil && s.Expires > now:
			c.Session = *s
			e.restore(ctx, c)
		case err != nil && !errors.Is(err, data.ErrNotFound):
			e.fell(ctx, "session", err)
		}
	}
	c.LastSeen, c.Expires = now, now.Add(e.ttl)
	return c
}

func (e *Engine) restore(ctx context.Context, c *conversation) {
	state, err := dialog.Decode(c.State)
	if err != nil {
		e.fell(ctx, "state", err)
	}
	c.state = state
	if c.cart, err = e.store.Cart(ctx, c.ID); err != nil {
		e.fell(ctx, "cart", err)
	}
}

// save keeps the turn. A conflict is given back, so that the turn is answered again on top of
// the one that came first; other failures cost the memory of the turn, not its answer.
func (e *Engine) save(ctx context.Context, t *turn) error {
	f := e.features()
	if !f.Sessions {
		return nil
	}
	state, err := t.conv.state.Encode()
	if err != nil {
		return fmt.Errorf("engine: keep the state: %w", err)
	}
	t.conv.State, t.conv.Turns = state, t.reply.Turn
	kept, err := t.record()
	if err != nil {
		return fmt.Errorf("engine: keep the turn: %w", err)
	}
	if !f.Analytics {
		t.searches = nil
	}
	err = e.store.SaveTurn(ctx, t.conv.Session, kept, t.searches...)
	if err == nil || errors.Is(err, data.ErrConflict) || ctx.Err() != nil {
		return err
	}
	e.fell(ctx, "save", err)
	return nil
}

// fell notes that something behind the engine failed and the turn went on without it.
func (e *Engine) fell(ctx context.Context, kind string, err error) {
	e.log.WarnContext(ctx, "fallback", "kind", kind, "error", err)
	e.meter.Fallback(kind)
}

// Session is a conversation as its holder may see it; data.ErrNotFound when there is none.
func (e *Engine) Session(ctx context.Context, id string) (*SessionReply, error) {
	if strings.TrimSpace(id) == "" {
		return nil, data.ErrNotFound
	}
	s, err := e.store.Session(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("engine: session: %w", err)
	}
	c := &conversation{Session: *s}
	e.restore(ctx, c)
	v := e.shelf.view(ctx)
	out := &SessionReply{ID: s.ID, Constraints: c.state.Search, Handoff: v.handoff(s.Handoff), Transcript: []TranscriptTurn{}}
	if out.Cart, err = e.reckon(ctx, v, c.cart); err != nil {
		return nil, fmt.Errorf("engine: session: %w", err)
	}
	turns, err := e.store.Turns(ctx, id, max(0, s.Turns-maxTranscript), maxTranscript)
	if err != nil {
		return nil, fmt.Errorf("engine: session: %w", err)
	}
	for _, t := range turns {
		out.Transcript = append(out.Transcript, TranscriptTurn{
			Turn: t.N, Message: t.Message, Text: t.Text, Intents: t.Intents, Actions: t.Actions, At: stamp(t.At),
		})
	}
	return out, nil
}

// maxTranscript is how many turns, the latest, a transcript holds.
const maxTranscript = 500

// Forget removes a session with everything it said.
func (e *Engine) Forget(ctx context.Context, id string) error {
	defer e.locks.lock(id)()
	if err := e.store.DeleteSession(ctx, id); err != nil {
		return fmt.Errorf("engine: forget: %w", err)
	}
	return nil
}

// stamp writes a moment as RFC 3339 in UTC; empty for never.
func stamp(t data.Time) string {
	if t == 0 {
		return ""
	}
	return t.Go().Format(time.RFC3339)
}

func (v *view) handoff(h data.Handoff) *Handoff {
	if h.State == "" {
		return nil
	}
	return &Handoff{State: h.State, Since: stamp(h.Since), Hours: v.shop.Hours}
}
