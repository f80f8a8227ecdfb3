package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"shoptalk/data"
	"shoptalk/engine"
	"shoptalk/index"
)

const (
	homeCards    = 8  // products in a row of the front page
	homeTiles    = 24 // categories of the front page
	homeSearched = 48 // products looked at to find the best of different categories
)

// homePage is the front page.
type homePage struct {
	frame
	Total    int
	Tiles    []tile
	Reduced  []shopCard
	Best     []shopCard
	Pictures []string // three, or none
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
	if page.Tiles, err = s.tiles(ctx, fullestOf(aisles(f.tree), homeTiles)); err != nil {
		return err
	}
	if err := s.highlights(ctx, &page); err != nil {
		return err
	}
	page.Pictures = page.pictures()
	if page.Examples, err = s.examples(ctx, f.tree); err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "home", page)
}

// pictures are those of the best products, or of categories where few are rated.
func (p *homePage) pictures() []string {
	var out []string
	for _, c := range p.Best {
		out = append(out, c.Image)
	}
	if len(out) < 3 {
		out = nil
		for _, t := range p.Tiles {
			if t.Image != "" {
				out = append(out, t.Image)
			}
		}
	}
	if len(out) < 3 {
		return nil
	}
	return out[:3]
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
	popular, err := s.engine.Search(ctx, engine.SearchRequest{
		Constraints: index.Constraints{Sort: index.Popular}, Page: 1, Size: maxPageSize, Facets: []string{"brand"},
	})
	if err != nil {
		return err
	}
	page.Total = popular.Total
	shown := map[data.ProductID]bool{}
	for _, c := range shopCards(popular.Products) {
		if c.Reduced > 0 && c.InStock && len(page.Reduced) < homeCards {
			page.Reduced, shown[c.ID] = append(page.Reduced, c), true
		}
	}
	best, err := s.engine.Search(ctx, engine.SearchRequest{
		Constraints: index.Constraints{Sort: index.RatingTop}, Page: 1, Size: homeSearched, Facets: []string{"brand"},
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
		if len(out) < homeCards && c.InStock && c.Rating > 0 && !shown[c.ID] && (c.Category == "" || !seen[c.Category]) {
			out, seen[c.Category] = append(out, c), true
		}
	}
	return out
}

// examples are three messages to begin a conversation with: a search, one with a bound, and
// a question that a policy answers.
func (s *Server) examples(ctx context.Context, nav []engine.CategoryNode) ([]string, error) {
	var out []string
	kind := fullest(nav)
	if kind != nil {
		out = append(out, "Show me "+strings.ToLower(kind.Label))
		nav = without(nav, kind.Path)
	}
	bounded, err := s.boundedExample(ctx, fullest(nav))
	if err != nil {
		return nil, err
	}
	out = append(out, bounded...)
	policies, err := s.store.Policies(ctx)
	if err != nil {
		return nil, fmt.Errorf("web: read the policies: %w", err)
	}
	for _, p := range policies {
		if len(p.Questions) > 0 {
			return append(out, p.Questions[0]), nil
		}
	}
	return out, nil
}

// boundedExample asks for a kind of product below a little more than its middle price.
func (s *Server) boundedExample(ctx context.Context, kind *engine.CategoryNode) ([]string, error) {
	if kind == nil {
		return nil, nil
	}
	found, err := s.engine.Search(ctx, engine.SearchRequest{
		Constraints: index.Constraints{Category: []string{kind.Path}, Sort: index.PriceAsc}, Page: 1, Size: maxPageSize, Facets: []string{"brand"},
	})
	if err != nil || len(found.Products) < 2 {
		return nil, err
	}
	middle := found.Products[len(found.Products)/2].Price
	bound := s.engine.Money(ctx, roundUp(middle.Amount, middle.Currency))
	return []string{capital(strings.ToLower(kind.Label)) + " under " + bound.Display}, nil
}

// roundUp gives the next amount that is a round one: a multiple of 5, 50, 500 ... major
// units, so that two digits tell it.
func roundUp(m data.Money, currency string) data.Money {
	step := data.Money(data.Units(currency)) * 5
	for m > step*20 {
		step *= 10
	}
	return (m/step + 1) * step
}

// fullest is the category with the most products among those whose label names things: leaves
// in the plural ("Headphones", not "Running"), else anything at the top. It is nil when there
// is none.
func fullest(nodes []engine.CategoryNode) *engine.CategoryNode {
	if best := fullestLeaf(nodes); best != nil {
		return best
	}
	var best *engine.CategoryNode
	for i := range nodes {
		if best == nil || nodes[i].Count > best.Count {
			best = &nodes[i]
		}
	}
	return best
}

func fullestLeaf(nodes []engine.CategoryNode) *engine.CategoryNode {
	var best *engine.CategoryNode
	for i := range nodes {
		n := &nodes[i]
		if len(n.Children) > 0 {
			n = fullestLeaf(n.Children)
		} else if !strings.HasSuffix(n.Label, "s") {
			continue
		}
		if n != nil && (best == nil || n.Count > best.Count) {
			best = n
		}
	}
	return best
}

// without leaves out the top category that holds a path.
func without(nodes []engine.CategoryNode, path string) []engine.CategoryNode {
	var out []engine.CategoryNode
	for _, n := range nodes {
		if !data.Within(path, n.Path) {
			out = append(out, n)
		}
	}
	return out
}
