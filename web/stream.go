package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"shoptalk/engine"
)

const (
	heartbeat    = 15 * time.Second // between comments that keep proxies from hanging up
	eventTimeout = 5 * time.Second  // for a caller to take one event
)

// wantsStream tells whether the caller asked for events instead of one answer.
func wantsStream(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/event-stream")
}

// event is one named part of a reply: an object with the part's key of the reply.
type event struct {
	name  string
	value any
}

// outcome is what became of a turn.
type outcome struct {
	reply *engine.Reply
	err   error
}

// stream answers a message with events: parts as soon as the engine knows them, then what
// remains of the reply, then the whole reply, or the problem that kept it from being made.
// When the server stops, the turn is given up and the stream ends.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, turn engine.Turn) error {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.closing, cancel)()

	out := openStream(w)
	parts, done := s.begin(ctx, turn)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case part := <-parts:
			out.send(part)
		case <-beat.C:
			out.write(": still here\n\n")
		case end := <-done:
			for len(parts) > 0 {
				out.send(<-parts)
			}
			return out.finish(w, end)
		}
		if out.err != nil {
			cancel()
		}
	}
}

// begin runs a turn beside the stream. Its parts arrive on the first channel, its outcome,
// once and always, on the second.
func (s *Server) begin(ctx context.Context, turn engine.Turn) (<-chan event, <-chan outcome) {
	parts, done := make(chan event, 16), make(chan outcome, 1)
	turn.On = func(name string, value any) {
		select {
		case parts <- event{name, value}:
		case <-ctx.Done():
		}
	}
	go func() {
		var end outcome
		defer func() { done <- end }()
		defer rescue(&end.err)
		end.reply, end.err = s.engine.Respond(ctx, turn)
	}()
	return parts, done
}

// eventStream writes server-sent events.
type eventStream struct {
	w     http.ResponseWriter
	rc    *http.ResponseController
	sent  map[string]bool
	err   error // of the first failed write; nothing is written after it
	fault error // of a value that cannot be encoded
}

// openStream sends the headers of a stream.
func openStream(w http.ResponseWriter) *eventStream {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	s := &eventStream{w: w, rc: http.NewResponseController(w), sent: map[string]bool{}}
	w.WriteHeader(http.StatusOK)
	s.write("")
	return s
}

// write sends bytes at once. Each write has a time limit of its own instead of the one that
// the server has for a whole answer.
func (s *eventStream) write(text string) {
	if s.err != nil {
		return
	}
	// A writer without deadlines, as in tests, has none to set.
	_ = s.rc.SetWriteDeadline(time.Now().Add(eventTimeout))
	if _, s.err = s.w.Write([]byte(text)); s.err == nil {
		s.err = s.rc.Flush()
	}
}

// send writes one part of a reply. Only text comes in pieces: any other part is sent once,
// even when the engine began the turn anew.
func (s *eventStream) send(e event) {
	if s.sent[e.name] && e.name != "text" {
		return
	}
	s.sent[e.name] = true
	s.event(e.name, e.value)
}

func (s *eventStream) event(name string, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		s.fault = fmt.Errorf("web: encode event %s: %w", name, err)
		return
	}
	s.write("event: " + name + "\ndata: " + string(b) + "\n\n")
}

// finish sends what was not sent yet and the last event. The error returned is for the log:
// the caller has been told. A caller who left before the end is no error.
func (s *eventStream) finish(w http.ResponseWriter, end outcome) error {
	if end.err == nil {
		for _, e := range replyParts(end.reply) {
			if !s.sent[e.name] {
				s.send(e)
			}
		}
		s.event("done", end.reply)
		end.err = s.fault
	}
	if end.err != nil {
		p := problemOf(end.err)
		p.ID = requestID(w)
		s.event("error", p)
	}
	return end.err
}

// replyParts are the events of a finished reply in order; absent parts have none.
func replyParts(r *engine.Reply) []event {
	type object map[string]any
	parts := []event{
		{"session", object{"session": r.Session, "turn": r.Turn}},
		{"intent", object{"intents": r.Intents}},
		{"text", object{"text": r.Text}},
	}
	add := func(there bool, name string, v any) {
		if there {
			parts = append(parts, event{name, object{name: v}})
		}
	}
	if len(r.Products) > 0 {
		parts = append(parts, event{"products", object{"products": r.Products, "total": r.Total}})
	}
	add(r.Comparison != nil, "comparison", r.Comparison)
	add(r.Cart != nil, "cart", r.Cart)
	add(r.Order != nil, "order", r.Order)
	add(r.Ask != nil, "ask", r.Ask)
	add(len(r.Suggestions) > 0, "suggestions", r.Suggestions)
	add(r.Handoff != nil, "handoff", r.Handoff)
	return parts
}
