package storetest

import (
	"testing"

	"shoptalk/data"
)

func session(id string, at data.Time) data.Session {
	return data.Session{ID: id, Created: 100, LastSeen: at, Expires: at + 1000, Locale: "en-US", State: []byte(`{"a":1}`), Handoff: data.Handoff{State: "waiting", Since: 5}}
}

func turn(id string, n int) data.Turn {
	return data.Turn{Session: id, N: n, At: data.Time(100 + n), Message: "hello", Text: "Hi!", Intents: []string{"greeting", "help"},
		Actions: []string{"small_talk"}, Reply: []byte(`{"text":"Hi!"}`), Micros: 412}
}

func testSessions(t *testing.T, open Open) {
	s := open(t)
	_, err := s.Session(ctx, "s1")
	is(t, err, data.ErrNotFound)
	for i := range 7 {
		id := number("s", i)
		must(t, s.SaveTurn(ctx, session(id, data.Time(200+i/2)), turn(id, 1), data.Search{At: 1, Session: id, Query: "shoes"}))
	}
	want := session("s-000", 200)
	want.Turns = 1
	same(t, *get(s.Session(ctx, "s-000"))(t), want)
	var got []string
	for _, v := range pages(t, func(after string) (data.Page[*data.Session], error) { return s.ListSessions(ctx, 2, after) }) {
		got = append(got, v.ID)
	}
	same(t, got, []string{"s-006", "s-005", "s-004", "s-003", "s-002", "s-001", "s-000"})

	must(t, s.PutCart(ctx, data.Cart{Session: "s-006", Coupon: "X"}))
	must(t, s.LogSearches(ctx, data.Search{At: 1, Query: "shoes"}))
	must(t, s.DeleteSession(ctx, "s-006"))
	is(t, s.DeleteSession(ctx, "s-006"), data.ErrNotFound)
	_, err = s.Session(ctx, "s-006")
	is(t, err, data.ErrNotFound)
	same(t, get(s.Turns(ctx, "s-006", 0, 10))(t), []data.Turn(nil))
	same(t, get(s.Cart(ctx, "s-006"))(t), data.Cart{Session: "s-006"})
	same(t, get(s.SearchCounts(ctx, data.SearchFilter{}))(t).Items[0].Count, 7)

	same(t, get(s.ExpireSessions(ctx, 1202, 3))(t), 3)
	same(t, get(s.ExpireSessions(ctx, 1202, 3))(t), 1)
	same(t, get(s.ExpireSessions(ctx, 1202, 3))(t), 0)
	same(t, len(get(s.ListSessions(ctx, 10, ""))(t).Items), 2)
}

func testTurns(t *testing.T, open Open) {
	s := open(t)
	first := session("x", 200)
	must(t, s.SaveTurn(ctx, first, turn("x", 1)))
	later := session("x", 300)
	later.Created, later.State = 999, nil
	must(t, s.SaveTurn(ctx, later, turn("x", 2), data.Search{At: 9, Session: "x", Query: "a"}, data.Search{At: 9, Session: "x", Query: "b"}))
	got := get(s.Session(ctx, "x"))(t)
	want := later
	want.Created, want.Turns = first.Created, 2
	same(t, *got, want)

	spoilt := session("x", 900)
	is(t, s.SaveTurn(ctx, spoilt, turn("x", 2), data.Search{At: 9, Query: "c"}), data.ErrConflict)
	same(t, *get(s.Session(ctx, "x"))(t), want)
	same(t, len(get(s.SearchCounts(ctx, data.SearchFilter{}))(t).Items), 2)
	is(t, s.SaveTurn(ctx, data.Session{}, turn("", 1)), data.ErrInvalid)

	must(t, s.Vote(ctx, "x", 2, -1, "wrong"))
	is(t, s.Vote(ctx, "x", 3, 1, ""), data.ErrNotFound)
	is(t, s.Vote(ctx, "x", 2, 2, ""), data.ErrInvalid)
	voted := turn("x", 2)
	voted.Vote, voted.Comment = -1, "wrong"
	same(t, get(s.Turns(ctx, "x", 0, 10))(t), []data.Turn{turn("x", 1), voted})
	same(t, get(s.Turns(ctx, "x", 1, 10))(t), []data.Turn{voted})
	same(t, get(s.Turns(ctx, "x", 0, 1))(t), []data.Turn{turn("x", 1)})
}

func testLogs(t *testing.T, open Open) {
	s := open(t)
	log := func(at data.Time, query string, total int) data.Search {
		return data.Search{At: at, Query: query, Kind: "search", Total: total, Micros: 1}
	}
	must(t, s.LogSearches(ctx, log(1, "Boots", 3), log(2, " boots", 0), log(3, "hats", 0), log(4, "hats", 2), log(5, "tents", 0), log(6, "axe", 1)))
	count := func(query string, n int, last data.Time) data.SearchCount {
		return data.SearchCount{Query: query, Count: n, Last: last}
	}
	list := func(f data.SearchFilter) []data.SearchCount {
		return pages(t, func(after string) (data.Page[data.SearchCount], error) {
			f.After, f.Size = after, 2
			return s.SearchCounts(ctx, f)
		})
	}
	same(t, list(data.SearchFilter{}), []data.SearchCount{count(" boots", 2, 2), count("hats", 2, 4), count("axe", 1, 6), count("tents", 1, 5)})
	same(t, list(data.SearchFilter{Zero: true}), []data.SearchCount{count(" boots", 2, 2), count("tents", 1, 5)})
	same(t, list(data.SearchFilter{Since: 4}), []data.SearchCount{count("axe", 1, 6), count("hats", 1, 4), count("tents", 1, 5)})

	must(t, s.LogEvents(ctx, data.Event{At: 1, Kind: "login", Detail: "{}"}, data.Event{At: 2, Kind: "handoff", Session: "x"}, data.Event{At: 3, Kind: "login"}))
	kinds := func(kind string, since data.Time, size int) (at []data.Time) {
		for _, e := range get(s.Events(ctx, kind, since, size))(t) {
			at = append(at, e.At)
		}
		return at
	}
	same(t, kinds("login", 0, 10), []data.Time{3, 1})
	same(t, kinds("", 2, 10), []data.Time{3, 2})
	same(t, kinds("", 0, 1), []data.Time{3})
	is(t, s.LogEvents(ctx, data.Event{}), data.ErrInvalid)
}

func testKeys(t *testing.T, open Open) {
	s := open(t)
	k := data.Key{Name: "till", Role: "owner", Hash: []byte("0123456789abcdef"), Created: 7}
	k.ID = get(s.PutKey(ctx, k))(t)
	same(t, get(s.KeyByHash(ctx, k.Hash))(t), k)
	_, err := s.PutKey(ctx, data.Key{Name: "till", Role: "staff", Hash: []byte("x")})
	is(t, err, data.ErrConflict)
	_, err = s.PutKey(ctx, data.Key{Name: "y", Role: "king", Hash: []byte("x")})
	is(t, err, data.ErrInvalid)
	_, err = s.KeyByHash(ctx, []byte("x"))
	is(t, err, data.ErrNotFound)
	must(t, s.TouchKey(ctx, k.ID, 120_500))
	k.Used = 120_000
	same(t, get(s.ListKeys(ctx))(t), []data.Key{k})
	is(t, s.TouchKey(ctx, 999, 1), data.ErrNotFound)
	must(t, s.DeleteKey(ctx, "till"))
	is(t, s.DeleteKey(ctx, "till"), data.ErrNotFound)
}
