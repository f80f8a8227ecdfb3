package sqlite

import (
	"context"
	"fmt"

	"shoptalk/data"
)

// storedSession is a session with the row it stands in.
type storedSession struct {
	row int64
	*data.Session
}

func scanSession(r row) (storedSession, error) {
	s := storedSession{Session: &data.Session{}}
	err := r.Scan(&s.row, &s.ID, &s.Created, &s.LastSeen, &s.Expires, &s.Turns, &s.Locale, &s.State, &s.Handoff.State, &s.Handoff.Since)
	return s, err
}

// Session implements data.Sessions.
func (s *Store) Session(ctx context.Context, id string) (*data.Session, error) {
	found, err := one(ctx, s.reads(), sessionGet, scanSession, id)
	if err != nil {
		return nil, wrap(err, "read session")
	}
	return found.Session, nil
}

// ListSessions implements data.Sessions.
func (s *Store) ListSessions(ctx context.Context, size int, after string) (data.Page[*data.Session], error) {
	var out data.Page[*data.Session]
	c, err := newestFirst(after, "sessions")
	if err != nil {
		return out, wrap(err, "list sessions")
	}
	size = pageSize(size)
	list, err := all(ctx, s.reads(), sessionsPage, scanSession, c.N, c.ID, size+1)
	cut := page(list, size, func(v storedSession) cursor { return cursor{List: "sessions", N: int64(v.LastSeen), ID: v.row} })
	for _, v := range cut.Items {
		out.Items = append(out.Items, v.Session)
	}
	out.Next = cut.Next
	return out, wrap(err, "list sessions")
}

// DeleteSession implements data.Sessions; data.ErrNotFound when nothing was kept of it.
func (s *Store) DeleteSession(ctx context.Context, id string) error {
	err := s.fast(ctx, func(tx context.Context, p place) error {
		n, err := p.deleteSessions(tx, []string{id})
		if err == nil && n == 0 {
			err = data.ErrNotFound
		}
		return err
	})
	return wrap(err, "delete session")
}

// ExpireSessions implements data.Sessions.
func (s *Store) ExpireSessions(ctx context.Context, before data.Time, limit int) (int, error) {
	n := 0
	err := s.fast(ctx, func(tx context.Context, p place) error {
		gone, err := all(tx, p, sessionsExpired, scalar[string], int64(before), limit)
		if err != nil || len(gone) == 0 {
			return err
		}
		n = len(gone)
		_, err = p.deleteSessions(tx, gone)
		return err
	})
	return counted(n, wrap(err, "expire sessions"))
}

// deleteSessions removes sessions and what belongs to them, and tells how many rows that
// were, turns not counted: they go with their session.
func (p place) deleteSessions(ctx context.Context, ids []string) (int, error) {
	list, total := textsJSON(ids), 0
	for _, id := range []statement{searchesDeleteMany, cartsDeleteMany, sessionsDeleteMany} {
		n, err := p.change(ctx, id, list)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// SaveTurn implements data.Turns. It is on the path of every reply: one transaction of five
// short statements.
func (s *Store) SaveTurn(ctx context.Context, session data.Session, t data.Turn, searches ...data.Search) error {
	if session.ID == "" || t.N < 1 {
		return wrap(invalid("turn", "needs a session and a number from 1"), "save turn")
	}
	err := s.fast(ctx, func(tx context.Context, p place) error {
		_, err := p.exec(tx, sessionPut, session.ID, int64(session.Created), int64(session.LastSeen), int64(session.Expires),
			session.Locale, blob(session.State), session.Handoff.State, int64(session.Handoff.Since))
		if err != nil {
			return err
		}
		_, err = p.exec(tx, turnInsert, session.ID, t.N, int64(t.At), t.Micros, t.Vote, t.Comment, t.Message, t.Text,
			textsJSON(t.Intents), textsJSON(t.Actions), blob(t.Reply))
		if err != nil {
			return fmt.Errorf("turn %d: %w", t.N, err)
		}
		return p.logSearches(tx, searches)
	})
	return wrap(err, "save turn")
}

// blob is bytes for a column that is never NULL.
func blob(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// Turns implements data.Turns.
func (s *Store) Turns(ctx context.Context, session string, after, size int) ([]data.Turn, error) {
	list, err := all(ctx, s.reads(), turnsAfter, func(r row) (t data.Turn, err error) {
		var intents, actions string
		err = r.Scan(&t.Session, &t.N, &t.At, &t.Message, &t.Text, &intents, &actions, &t.Reply, &t.Micros, &t.Vote, &t.Comment)
		if err != nil {
			return t, err
		}
		if t.Intents, err = parseTexts(intents); err != nil {
			return t, err
		}
		t.Actions, err = parseTexts(actions)
		return t, err
	}, session, after, pageSize(size))
	return list, wrap(err, "read turns")
}

// Vote implements data.Turns.
func (s *Store) Vote(ctx context.Context, session string, turn, vote int, comment string) error {
	if vote < -1 || vote > 1 {
		return wrap(invalid("vote", "must be 1, -1 or 0"), "vote")
	}
	err := s.fast(ctx, func(tx context.Context, p place) error {
		n, err := p.change(tx, turnVote, vote, comment, session, turn)
		if err == nil && n == 0 {
			err = data.ErrNotFound
		}
		return err
	})
	return wrap(err, "vote")
}
