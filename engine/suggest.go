package engine

import (
	"context"
	"fmt"
	"slices"
)

// maxSuggestions is how many follow-ups a reply offers.
const maxSuggestions = 4

// suggestions are things to say next that will work in the state the turn has led to.
func (t *turn) suggestions() []string {
	out := []string{}
	s := &t.conv.state
	offer := func(ok bool, text string) {
		if ok && len(out) < maxSuggestions && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	shown := slices.Contains(t.reply.Actions, "show_products") && len(s.Shown) > 0
	focused := s.Focus != nil && (slices.Contains(t.reply.Actions, "show_product") || t.reply.Total == 1)
	offer(focused && !slices.Contains(t.reply.Actions, "cart_updated"), "Add it to my cart")
	offer(shown && s.Total > 1, "Show cheaper ones")
	offer(shown && len(s.Shown) > 1, "Compare the first two")
	offer(shown && s.Total > s.NextPage(), "Show more")
	offer(shown && len(s.Shown) > 0, "Tell me about the first one")
	offer(t.asksAboutCart() && len(t.conv.cart.Lines) > 0, "Show my cart")
	offer(len(t.reply.Alternatives) > 0, "Tell me about the first one")
	for _, c := range t.topCategories(2) {
		offer(len(out) == 0 || !shown && !focused, "Show me "+t.categoryWords(c.Path))
	}
	q := t.view.policies.sample()
	offer(q != "" && !slices.Contains(t.reply.Actions, "answer_faq"), q)
	return out
}

// Suggest completes what is being typed.
func (e *Engine) Suggest(ctx context.Context, text string) (*SuggestReply, error) {
	const n = 6
	v := e.shelf.view(ctx)
	found, err := e.index.Suggest(ctx, text, n)
	if err != nil {
		return nil, fmt.Errorf("engine: suggest: %w", err)
	}
	cards, err := e.cards(ctx, v, found.Products)
	if err != nil {
		return nil, fmt.Errorf("engine: suggest: %w", err)
	}
	out := &SuggestReply{Products: []SuggestProduct{}, Categories: []SuggestCategory{}, Queries: []string{}}
	for _, c := range cards {
		out.Products = append(out.Products, SuggestProduct{Handle: c.Handle, Title: c.Title, Price: c.Price, Image: c.Image})
	}
	for _, c := range found.Categories {
		out.Categories = append(out.Categories, SuggestCategory{Path: c.Path, Label: c.Label, Count: c.Count})
	}
	out.Queries = append(out.Queries, found.Queries...)
	return out, nil
}

// Categories is the tree of categories that hold active products.
func (e *Engine) Categories(_ context.Context) ([]CategoryNode, error) {
	var roots []CategoryNode
	nodes := e.index.Categories()
	at := 0
	for at < len(nodes) {
		var n CategoryNode
		n, at = branch(nodes, at)
		if n.Count > 0 {
			roots = append(roots, n)
		}
	}
	if roots == nil {
		roots = []CategoryNode{}
	}
	return roots, nil
}
