package engine

import (
	"context"
	"fmt"
	"time"

	"shoptalk/data"
	"shoptalk/data/meter"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// Search finds products outside a conversation. The words are read like a shopper's message
// unless Raw says otherwise; constraints given apart from them win.
func (e *Engine) Search(ctx context.Context, r SearchRequest) (*SearchReply, error) {
	start := time.Now()
	acct := &meter.Account{}
	ctx = meter.With(ctx, acct)
	v := e.shelf.view(ctx)
	q := index.Query{Constraints: r.Constraints.Clone(), Exact: r.Raw, Facets: r.Facets, Explain: r.Explain}
	if len(q.Facets) == 0 {
		q.Facets = facetKeys
	}
	q.Size = r.Size
	if q.Size <= 0 {
		q.Size = 20
	}
	q.Offset = max(0, r.Page-1) * q.Size
	typed, assumed := e.readSearch(&r, v, &q, acct)
	stop := acct.Stage("search")
	res, err := e.index.Find(ctx, q)
	stop()
	if err != nil {
		return nil, fmt.Errorf("engine: search: %w", err)
	}
	out, err := e.searchReply(ctx, v, &q, &res)
	if err != nil {
		return nil, fmt.Errorf("engine: search: %w", err)
	}
	out.Assumed = append(assumed, out.Assumed...)
	e.logSearch(ctx, data.Search{Session: r.Session, Query: typed, Kind: "search", Total: res.Total, Micros: time.Since(start).Microseconds()})
	out.Timing = Timing{Total: time.Since(start).Microseconds(), Stages: acct.Bill().Stages}
	return out, nil
}

// readSearch adds what the words of a request say to its query. It gives the words as they
// may be stored, and what was read differently from how it was typed.
func (e *Engine) readSearch(r *SearchRequest, v *view, q *index.Query, acct *meter.Account) (string, []index.Assumption) {
	if r.Text == "" {
		return "", []index.Assumption{}
	}
	defer acct.Stage("understand")()
	m := e.reader.Read(r.Text, e.index.Vocabulary(), nlu.Context{Currency: v.shop.Currency, Locale: v.shop.Locale})
	if r.Raw {
		q.Text = r.Text
		return m.Text, []index.Assumption{}
	}
	want := dialog.Wish(&m, dialog.Env{Currency: v.shop.Currency, Multi: e.multi})
	if want.Empty() && want.Sort == "" {
		want.Text = m.Text
		q.Exact = true
	}
	q.Constraints = overlay(want, q.Constraints)
	return m.Text, append([]index.Assumption{}, m.Assumed...)
}

// option tells whether variants differ in a key.
func (e *Engine) option(key string) bool {
	k, ok := e.index.Vocabulary().Key(key)
	return ok && k.Option
}

// multi tells whether products may have several values of a key at once.
func (e *Engine) multi(key string) bool {
	k, ok := e.index.Vocabulary().Key(key)
	return ok && k.Multi
}

// overlay sets every constraint of over on top of base.
func overlay(base, over index.Constraints) index.Constraints {
	out := base.Clone()
	for _, k := range []string{"text", "category", "brand", "rating_gte", "in_stock"} {
		copySet(&out, &over, k)
	}
	if over.PriceGT != nil || over.PriceGTE != nil || over.PriceLT != nil || over.PriceLTE != nil {
		copyKey(&out, &over, "price")
	}
	for k := range over.Values {
		copyKey(&out, &over, k)
	}
	for k, b := range over.Numbers {
		if out.Numbers == nil {
			out.Numbers = map[string]index.Bounds{}
		}
		out.Numbers[k] = b
	}
	if over.Sort != "" {
		out.Sort = over.Sort
	}
	if over.Not != nil {
		n := over.Not.Clone()
		out.Not = &n
	}
	return out
}

// copySet copies a constraint only where it is set.
func copySet(to, from *index.Constraints, key string) {
	only := index.Constraints{}
	copyKey(&only, from, key)
	if !only.Empty() {
		copyKey(to, from, key)
	}
}

func (e *Engine) searchReply(ctx context.Context, v *view, q *index.Query, res *index.Result) (*SearchReply, error) {
	out := &SearchReply{Total: res.Total, Facets: facets(res.Facets), Constraints: q.Constraints, Dropped: res.Dropped, Assumed: res.Assumed}
	var err error
	if out.Products, err = e.cards(ctx, v, res.Hits); err != nil {
		return nil, err
	}
	if out.Alternatives, err = e.cards(ctx, v, nearMisses(&q.Constraints, res)); err != nil {
		return nil, err
	}
	if q.Explain {
		out.Trace = traceQuery(q, res, out.Products)
	}
	return out, nil
}

// logSearch keeps a search for the owner. A lost line costs nobody an answer.
func (e *Engine) logSearch(ctx context.Context, s data.Search) {
	if s.Query == "" || !e.features().Analytics {
		return
	}
	s.At = data.At(e.clock())
	if err := e.store.LogSearches(ctx, s); err != nil {
		e.fell(ctx, "search log", err)
	}
}
