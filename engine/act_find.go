package engine

import (
	"context"
	"fmt"
	"strings"
	"time"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

const (
	pageSize  = 10 // products in a reply
	textLines = 5  // of them in the text
	facetTop  = 8  // values per facet
)

// facetKeys are counted for every list shown.
var facetKeys = []string{"category", "brand", "color", "size", "material"}

// find searches and shows what it found.
func (t *turn) find(ctx context.Context, m *dialog.Move) error {
	if !t.e.features().Search {
		t.act("decline")
		t.say("search.off", nil)
		return nil
	}
	if (m.Intent == nlu.SearchProduct || m.Intent == nlu.Recommend) && m.Want.OnlyText() && asksSomething(m.Question) && t.policy(m) {
		return nil
	}
	if m.Pick != nil {
		if err := t.boundByAttribute(ctx, m); err != nil {
			return err
		}
	}
	res, cards, err := t.search(ctx, index.Query{Constraints: m.Want, Offset: m.Offset, Size: pageSize, Facets: facetKeys})
	if err != nil {
		return err
	}
	if len(cards) == 0 && m.Offset == 0 {
		if res, cards, err = t.soften(ctx, m, res); err != nil {
			return err
		}
	}
	if p := t.asked(m, res, cards); p != nil && m.Then == nil {
		return t.showFound(ctx, m, p)
	}
	t.conv.state.Search, t.conv.state.Active = m.Want.Clone(), true
	if len(cards) == 0 {
		return t.nothing(ctx, m, res)
	}
	t.list(m, res, cards)
	if m.Then != nil {
		return t.then(ctx, m, res.Total, cards)
	}
	return nil
}

// then goes on with the product the search was for. Where it is not clear which one that is,
// it is asked: nothing gets into a cart by being found first.
func (t *turn) then(ctx context.Context, m *dialog.Move, total int, cards []Card) error {
	c := meantByName(cards, total, &m.Want)
	if c == nil {
		t.conv.state.Ask(*m.Then, []string{"product"}, nil)
		return t.askWhich(ctx, &dialog.Move{Kind: dialog.AskWhich})
	}
	m.Then.Targets = []string{c.Handle}
	t.carryOut(ctx, m.Then)
	return nil
}

// search finds and shows cards; it is logged, counted and traced.
func (t *turn) search(ctx context.Context, q index.Query) (index.Result, []Card, error) {
	start := time.Now()
	q.Explain = t.explaining()
	res, err := t.e.index.Find(ctx, q)
	took := time.Since(start)
	t.acct.AddStage("search", took)
	if err != nil {
		return res, nil, fmt.Errorf("search: %w", err)
	}
	cards, err := t.e.cards(ctx, t.view, res.Hits)
	if err != nil {
		return res, nil, err
	}
	t.assume(res.Assumed)
	t.traceQuery(&q, &res, cards)
	t.searches = append(t.searches, data.Search{
		At: t.conv.LastSeen, Session: t.conv.ID, Query: t.meaning.Text, Kind: "chat", Total: res.Total, Micros: took.Microseconds(),
	})
	return res, cards, nil
}

// assume says once that a word was read differently.
func (t *turn) assume(list []index.Assumption) {
	for _, a := range list {
		seen := false
		for _, b := range t.reply.Assumed {
			seen = seen || a.Typed == b.Typed
		}
		if !seen {
			t.reply.Assumed = append(t.reply.Assumed, a)
		}
	}
}

// list shows the products found.
func (t *turn) list(m *dialog.Move, res index.Result, cards []Card) {
	t.act("show_products")
	t.conv.state.Found()
	t.reply.Products, t.reply.Total, t.reply.Facets = cards, res.Total, facets(res.Facets)
	t.remember(m.Offset, res.Total, cards)
	t.tell("products", map[string]any{"products": cards, "total": res.Total, "facets": t.reply.Facets})
	args := Args{"total": t.view.loc.Count(res.Total), "what": t.describe(&m.Want),
		"from": itoa(m.Offset + 1), "to": itoa(m.Offset + len(cards))}
	lines := []string{t.phrase(foundKey(m.Offset, res.Total, len(cards)), args)}
	for i := range cards[:min(len(cards), textLines)] {
		lines = append(lines, t.line(m.Offset+i+1, &cards[i], 0))
	}
	t.said = append(t.said, strings.Join(lines, "\n"))
	t.hedge(m)
}

func foundKey(offset, total, shown int) string {
	switch {
	case offset > 0:
		return "found.more"
	case total == 1:
		return "found.one"
	case total <= min(shown, textLines):
		return "found.few"
	}
	return "found.many"
}

// hedge says how a message was read that could mean something else.
func (t *turn) hedge(m *dialog.Move) {
	if m.Hedge {
		t.say("hedge", Args{"reading": t.reading(m.Intent)})
	}
}

// remember makes the list what ordinals and pronouns point at.
func (t *turn) remember(offset, total int, cards []Card) {
	shown := make([]dialog.Shown, len(cards))
	why := make([]dialog.Reason, 0, len(cards))
	for i := range cards {
		shown[i] = shownOf(&cards[i])
		if w := cards[i].Why; w != nil {
			why = append(why, dialog.Reason{Handle: cards[i].Handle, Fields: w.Fields, Terms: w.Terms})
		}
	}
	t.conv.state.Saw(shown, offset, total, why)
}

func shownOf(c *Card) dialog.Shown {
	s := dialog.Shown{Handle: c.Handle, Title: c.Title, Price: c.Price.Amount, Rating: c.Rating, Gone: !c.InStock, Kind: c.Category}
	if c.Variant != nil {
		s.SKU = c.Variant.SKU
	}
	return s
}

func facets(in map[string][]index.Facet) Facets {
	out := Facets{}
	for k, list := range in {
		if len(list) > 0 {
			out[k] = list[:min(len(list), facetTop)]
		}
	}
	return out
}

// asked is the product a question names, when what was found is clearly it: the only match,
// or the first one where its title holds every word asked for.
func (t *turn) asked(m *dialog.Move, res index.Result, cards []Card) *Card {
	detail := m.Intent == nlu.ProductDetail || m.Intent == nlu.PriceInquiry || m.Intent == nlu.StockInquiry
	if !detail || len(cards) == 0 || m.Offset > 0 {
		return nil
	}
	if res.Total == 1 || m.Want.Text != "" && titleHas(cards[0].Title, m.Want.Text) && (len(cards) == 1 || !titleHas(cards[1].Title, m.Want.Text)) {
		return &cards[0]
	}
	return nil
}
