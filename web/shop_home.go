package web

import (
	"context"
	"net/http"
	"strings"

	"shoptalk/data"
	"shoptalk/engine"
	"shoptalk/index"
)

const (
	homeCards    = 8  // products in a row of the front page
	homeSearched = 48 // products looked at to find reduced ones
)

// homePage is the front page.
type homePage struct {
	frame
	Total    int
	Tiles    []tile
	Reduced  []shopCard
	Best     []shopCard
	Examples []string // messages that work in this shop
}

// tile is a category with a picture.
type tile struct {
	Path  string
	Label string
	Count int
	Image string // may be empty
}

// getHome shows the front page.
func (s *Server) getHome(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := s.frame(ctx, "")
	if err != nil {
		return err
	}
	page := homePage{frame: f}
	if page.Tiles, err = s.tiles(ctx, f.Nav); err != nil {
		return err
	}
	for _, n := range f.Nav {
		page.Total += n.Count
	}
	if err := s.highlights(ctx, &page); err != nil {
		return err
	}
	if page.Examples, err = s.examples(ctx, f.Nav); err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "home", page)
}

// tiles gives each category the picture of its best rated product.
func (s *Server) tiles(ctx context.Context, nodes []engine.CategoryNode) ([]tile, error) {
	out := make([]tile, 0, len(nodes))
	for _, n := range nodes {
		found, err := s.engine.Search(ctx, engine.SearchRequest{
			Constraints: index.Constraints{Category: []string{n.Path}, Sort: index.RatingTop}, Page: 1, Size: 1, Facets: []string{"brand"},
		})
		if err != nil {
			return nil, err
		}
		t := tile{Path: n.Path, Label: n.Label, Count: n.Count}
		if len(found.Products) > 0 {
			t.Image = found.Products[0].Image
		}
		out = append(out, t)
	}
	return out, nil
}

// highlights finds what is reduced and what is rated best, no product twice.
func (s *Server) highlights(ctx context.Context, page *homePage) error {
	inStock := true
	popular, err := s.engine.Search(ctx, engine.SearchRequest{
		Constraints: index.Constraints{InStock: &inStock, Sort: index.Popular}, Page: 1, Size: maxPageSize, Facets: []string{"brand"},
	})
	if err != nil {
		return err
	}
	shown := map[data.ProductID]bool{}
	for _, c := range shopCards(popular.Products) {
		if c.Reduced > 0 && len(page.Reduced) < homeCards {
			page.Reduced, shown[c.ID] = append(page.Reduced, c), true
		}
	}
	best, err := s.engine.Search(ctx, engine.SearchRequest{
		Constraints: index.Constraints{InStock: &inStock, Sort: index.RatingTop}, Page: 1, Size: homeSearched, Facets: []string{"brand"},
	})
	if err != nil {
		return err
	}
	page.Best = variety(shopCards(best.Products), shown)
	return nil
}

// variety picks cards of different categories, skipping those already shown.
func variety(cards []shopCard, shown map[data.ProductID]bool) []shopCard {
	var out []shopCard
	seen := map[string]bool{}
	for _, c := range cards {
		if len(out) < homeCards && !shown[c.ID] && !seen[c.Category] {
			out, seen[c.Category] = append(out, c), true
		}
	}
	return out
}

// examples are three messages to begin a conversation with: a search, one with a bound, and
// a question that a policy answers.
func (s *Server) examples(ctx context.Context, nav []engine.CategoryNode) ([]string, error) {
	var out []string
	if leaf := fullest(nav); leaf != nil {
		out = append(out, "Show me "+strings.ToLower(leaf.Label))
	}
	bounded, err := s.boundedExample(ctx, nav)
	if err != nil {
		return nil, err
	}
	out = append(out, bounded...)
	policies, err := s.store.Policies(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range policies {
		if len(p.Questions) > 0 {
			return append(out, p.Questions[0]), nil
		}
	}
	return out, nil
}

// boundedExample asks for the kind of product that is second most frequent at its middle price.
func (s *Server) boundedExample(ctx context.Context, nav []engine.CategoryNode) ([]string, error) {
	leaf := fullest(without(nav, fullest(nav)))
	if leaf == nil {
		return nil, nil
	}
	found, err := s.engine.Search(ctx, engine.SearchRequest{
		Constraints: index.Constraints{Category: []string{leaf.Path}, Sort: index.PriceAsc}, Page: 1, Size: maxPageSize, Facets: []string{"brand"},
	})
	if err != nil || len(found.Products) < 2 {
		return nil, err
	}
	middle := found.Products[len(found.Products)/2].Price
	bound := s.engine.Money(ctx, roundUp(middle.Amount, middle.Currency))
	return []string{capital(strings.ToLower(leaf.Label)) + " under " + bound.Display}, nil
}

// roundUp gives the next round amount: two leading digits, in major units.
func roundUp(m data.Money, currency string) data.Money {
	step := data.Money(data.Units(currency)) * 5
	for m > step*20 {
		step *= 10
	}
	return (m/step + 1) * step
}

// fullest is the leaf category with the most products; nil when there is none.
func fullest(nodes []engine.CategoryNode) *engine.CategoryNode {
	var best *engine.CategoryNode
	for i := range nodes {
		n := &nodes[i]
		if len(n.Children) > 0 {
			n = fullest(n.Children)
		}
		if best == nil || n.Count > best.Count {
			best = n
		}
	}
	return best
}

// without leaves out the top category that holds a leaf.
func without(nodes []engine.CategoryNode, leaf *engine.CategoryNode) []engine.CategoryNode {
	var out []engine.CategoryNode
	for _, n := range nodes {
		if leaf == nil || !data.Within(leaf.Path, n.Path) {
			out = append(out, n)
		}
	}
	return out
}
