package web

import (
	"net/http"
	"time"

	"shoptalk/data"
)

// defaultPage is how many entries an admin list shows when nobody says.
const (
	defaultPage = 50
	largestPage = 200
)

// pageOf reads size and after of an admin list.
func pageOf(r *http.Request) (size int, after string, err error) {
	v := r.URL.Query()
	size, err = number(v, "size", defaultPage, largestPage)
	return size, v.Get("after"), err
}

// writePage answers with a list under its name and the cursor of what follows.
func writePage[T any](w http.ResponseWriter, name string, items []T, next string) error {
	if items == nil {
		items = []T{}
	}
	return writeJSON(w, http.StatusOK, map[string]any{name: items, "next": next})
}

// stamp writes a moment as RFC 3339 in UTC; empty for never.
func stamp(t data.Time) string {
	if t == 0 {
		return ""
	}
	return t.Go().Format(time.RFC3339)
}

// searchView is a query that shoppers typed, with how often.
type searchView struct {
	Query string `json:"query"`
	Count int    `json:"count"`
	Last  string `json:"last"` // RFC 3339
}

// adminSearches lists what shoppers searched for, most frequent first; with zero=true only
// what found nothing. days limits it to the latest ones.
func (s *Server) adminSearches(w http.ResponseWriter, r *http.Request) error {
	size, after, err := pageOf(r)
	if err != nil {
		return err
	}
	v := r.URL.Query()
	zero, err := flag(v, "zero")
	if err != nil {
		return err
	}
	days, err := number(v, "days", 0, 3650)
	if err != nil {
		return err
	}
	f := data.SearchFilter{Zero: zero, Size: size, After: after}
	if days > 0 {
		f.Since = data.At(s.now().AddDate(0, 0, -days))
	}
	page, err := s.store.SearchCounts(r.Context(), f)
	if err != nil {
		return badQuery(err)
	}
	views := make([]searchView, len(page.Items))
	for i, c := range page.Items {
		views[i] = searchView{Query: c.Query, Count: c.Count, Last: stamp(c.Last)}
	}
	return writePage(w, "searches", views, page.Next)
}

// keyView is an API key without anything that opens a door.
type keyView struct {
	Name    string `json:"name"`
	Role    string `json:"role"`
	Created string `json:"created"`
	Used    string `json:"used"` // to the minute; empty: never
}

// adminKeys lists who holds an API key.
func (s *Server) adminKeys(w http.ResponseWriter, r *http.Request) error {
	keys, err := s.store.ListKeys(r.Context())
	if err != nil {
		return err
	}
	views := make([]keyView, len(keys))
	for i, k := range keys {
		views[i] = keyView{Name: k.Name, Role: k.Role, Created: stamp(k.Created), Used: stamp(k.Used)}
	}
	return writePage(w, "keys", views, "")
}

// postReindex builds the search index anew and answers when the new one is in use.
func (s *Server) postReindex(w http.ResponseWriter, r *http.Request) error {
	start := s.now()
	// A rebuild takes as long as it takes; a writer without deadlines has none to lift.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
	if err := s.index.Rebuild(r.Context(), nil); err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]any{"version": s.index.Status().Version, "took_ms": s.now().Sub(start).Milliseconds()})
}
