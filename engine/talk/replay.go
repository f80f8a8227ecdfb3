package talk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"shoptalk/data"
	"shoptalk/engine"
)

// Replay says a stored conversation again, in a new session and in a fresh copy of a shop,
// each turn at the moment it was said then. It gives what is answered differently: Want is
// what was answered then, Got what is now.
func (r *Runner) Replay(ctx context.Context, f *Fixture, locale string, turns []data.Turn) (changes []Difference, err error) {
	room, err := f.Room(ctx, r.reader)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, room.Close()) }()
	session := ""
	for _, t := range turns {
		room.At(t.At.Go())
		reply, err := room.Say(ctx, engine.Turn{Session: session, Message: t.Message, Locale: locale})
		if err != nil {
			return nil, err
		}
		session = reply.Session
		var then map[string]any
		if err := json.Unmarshal(t.Reply, &then); err != nil {
			return nil, fmt.Errorf("turn %d was kept in a form that cannot be read: %w", t.N, err)
		}
		for _, d := range compare("", lasting(then), lasting(outside(reply))) {
			d.Turn, d.Message = t.N, t.Message
			changes = append(changes, d)
		}
	}
	return changes, nil
}

// Script makes a test's messages a conversation as it would be stored, with the replies of a
// fresh room. The session ids differ from run to run, nothing else does.
func (r *Runner) Script(ctx context.Context, f *Fixture, messages []string) (turns []data.Turn, err error) {
	room, err := f.Room(ctx, r.reader)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, room.Close()) }()
	session := ""
	for _, m := range messages {
		reply, err := room.Say(ctx, engine.Turn{Session: session, Message: m})
		if err != nil {
			return nil, err
		}
		session = reply.Session
	}
	return room.store.Turns(ctx, session, 0, len(messages))
}

// lasting takes away what is bound to differ between two tellings: ids and times.
func lasting(reply map[string]any) map[string]any {
	for _, key := range []string{"session", "timing", "trace"} {
		delete(reply, key)
	}
	for _, at := range []struct{ key, inner string }{{"handoff", "since"}, {"order", "number"}, {"order", "placed"}, {"order", "history"}} {
		if m, ok := reply[at.key].(map[string]any); ok {
			delete(m, at.inner)
		}
	}
	return reply
}

// compare lists where two decoded JSON values differ, deep down. Lists of another length are
// shown whole.
func compare(at string, then, now any) []Difference {
	a, isA := then.(map[string]any)
	b, isB := now.(map[string]any)
	if isA && isB {
		var out []Difference
		keys := maps.Clone(a)
		maps.Copy(keys, b)
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			out = append(out, compare(join(at, key), a[key], b[key])...)
		}
		return out
	}
	x, isX := then.([]any)
	y, isY := now.([]any)
	if isX && isY && len(x) == len(y) && slices.Equal(titles(x), titles(y)) {
		var out []Difference
		for i := range x {
			out = append(out, compare(at+"["+strconv.Itoa(i)+"]", x[i], y[i])...)
		}
		return out
	}
	if isX && isY {
		return []Difference{{Key: at, Want: show(titles(x)), Got: show(titles(y))}}
	}
	if show(then) == show(now) {
		return nil
	}
	return []Difference{{Key: at, Want: show(then), Got: show(now)}}
}

// titles are the names of the things in a list: what they are called, or else they themselves.
func titles(list []any) []string {
	out := make([]string, len(list))
	for i, v := range list {
		m, _ := v.(map[string]any)
		out[i] = show(v)
		for _, key := range []string{"handle", "sku", "name", "number", "label", "id", "typed"} {
			if s, ok := m[key].(string); ok {
				out[i] = s
				break
			}
		}
	}
	return out
}
