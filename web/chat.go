package web

import (
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"shoptalk/data"
	"shoptalk/engine"
)

// chatRequest is the body of POST /api/chat.
type chatRequest struct {
	Message string `json:"message"`
	Session string `json:"session"`
	Locale  string `json:"locale"`
	Explain bool   `json:"explain"`
}

const (
	maxName    = 400 // the longest locale, category or handle worth looking up, in bytes
	maxSession = 200 // the longest session id, in bytes; those given out are shorter
)

// turn checks the request and makes a turn of it.
func (q *chatRequest) turn() (engine.Turn, error) {
	message := strings.TrimSpace(q.Message)
	n := utf8.RuneCountInString(message)
	switch {
	case n == 0:
		return engine.Turn{}, badRequest("message is empty. Say what you are looking for.")
	case n > engine.MaxMessage:
		return engine.Turn{}, badRequest("message has %d characters; at most %d are read. Please say it in fewer words.", n, engine.MaxMessage)
	case len(q.Locale) > 35:
		return engine.Turn{}, badRequest("locale must be a language tag such as en-US.")
	}
	return engine.Turn{Session: knownSession(q.Session), Message: message, Locale: q.Locale, Explain: q.Explain}, nil
}

// knownSession leaves out what no id of a session looks like, so that it begins a new one as
// any unknown id does.
func knownSession(id string) string {
	if len(id) > maxSession {
		return ""
	}
	return id
}

// postChat answers one message, at once as JSON or bit by bit as events.
func (s *Server) postChat(w http.ResponseWriter, r *http.Request) error {
	var q chatRequest
	if err := readJSON(r, &q); err != nil {
		return err
	}
	turn, err := q.turn()
	if err != nil {
		return err
	}
	if wantsStream(r) {
		return s.stream(w, r, turn)
	}
	reply, err := s.engine.Respond(r.Context(), turn)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, reply)
}

// limited refuses callers who send too much; commands on the same machine may.
func (s *Server) limited(next handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if secret, ok := bearer(r); ok && s.isLocalToken(r, secret) {
			return next(w, r)
		}
		if wait := s.talking.Load().take(s.address(r)); wait > 0 {
			return tooMany(wait, "That was a lot at once. Please wait a moment and send it again.")
		}
		return next(w, r)
	}
}

// feedbackRequest is the body of POST /api/feedback.
type feedbackRequest struct {
	Session string `json:"session"`
	Turn    int    `json:"turn"`
	Vote    int    `json:"vote"`
	Comment string `json:"comment,omitempty"`
}

func (q *feedbackRequest) check() error {
	switch {
	case q.Session == "" || len(q.Session) > maxSession:
		return badRequest("session must be the id of the conversation.")
	case q.Turn < 1:
		return badRequest("turn must be the number of the reply, 1 or more.")
	case q.Vote != 1 && q.Vote != -1:
		return badRequest("vote must be 1 or -1.")
	case utf8.RuneCountInString(q.Comment) > engine.MaxMessage:
		return badRequest("comment has more than %d characters. Please shorten it.", engine.MaxMessage)
	}
	return nil
}

// postFeedback keeps a shopper's opinion of a reply.
func (s *Server) postFeedback(w http.ResponseWriter, r *http.Request) error {
	var q feedbackRequest
	if err := readJSON(r, &q); err != nil {
		return err
	}
	if err := q.check(); err != nil {
		return err
	}
	if err := s.store.Vote(r.Context(), q.Session, q.Turn, q.Vote, q.Comment); err != nil {
		return missing(err, "There is no such reply in this conversation.")
	}
	return writeJSON(w, http.StatusOK, q)
}

// getSession shows a conversation to the holder of its id.
func (s *Server) getSession(w http.ResponseWriter, r *http.Request) error {
	session, err := s.engine.Session(r.Context(), r.PathValue("id"))
	if err != nil {
		return missing(err, noSession)
	}
	return writeJSON(w, http.StatusOK, session)
}

// deleteSession removes a conversation with its transcript and cart.
func (s *Server) deleteSession(w http.ResponseWriter, r *http.Request) error {
	if err := s.engine.Forget(r.Context(), r.PathValue("id")); err != nil {
		return missing(err, noSession)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

const noSession = "There is no conversation with that id. Send a message without one to begin."

// missing words data.ErrNotFound for the place where it happened; other errors stay.
func missing(err error, detail string) error {
	if !errors.Is(err, data.ErrNotFound) {
		return err
	}
	p := notFound(detail)
	p.cause = err
	return p
}
