package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"shoptalk/engine"
	"shoptalk/index"
)

const (
	listSize  = 24 // products on a page of a list
	listTiles = 12 // categories below, with pictures
)

// listPage is a category or the results of a search.
type listPage struct {
	frame
	Heading string
	Crumbs  []link
	Tiles   []tile                // of the fullest categories below
	Below   []engine.CategoryNode // all categories below, when there are more
	Total   int
	Cards   []shopCard
	Near    []shopCard // when nothing matches: what comes closest
	Dropped string     // what the near ones do without
	Chips   []chip
	Clear   string // address without any chip
	Assumed []index.Assumption
	Exact   string // address of the search with the words as typed
	Facets  []facetGroup
	Price   priceForm
	Sorts   []choice
	Sort    string // label of the current order
	Pager   pager
	Ask     string // address of the chat
	Chosen  int    // number of chips
}

// link is a place to go.
type link struct{ Label, URL string }

// choice is one of several places.
type choice struct {
	link
	Chosen bool
}

// priceForm asks for a range of prices; Keep are the other parameters of the place.
type priceForm struct {
	Action   string
	Currency string
	Min, Max string
	Keep     []field
}

// field is a hidden field of a form.
type field struct{ Name, Value string }

// pager leads to the pages before and after.
type pager struct {
	Page, Pages    int
	Previous, Next string // empty at the ends
}

// sortLabels name the orders people can choose.
var sortLabels = []struct {
	sort  index.Sort
	label string
}{
	{index.Relevance, "Best match"}, {index.PriceAsc, "Price, low to high"}, {index.PriceDesc, "Price, high to low"},
	{index.RatingTop, "Best rated"}, {index.Newest, "Newest"}, {index.Popular, "Most popular"},
}

// getSearchPage shows what a search found.
func (s *Server) getSearchPage(w http.ResponseWriter, r *http.Request) error {
	return s.list(w, r, "")
}

// getCategoryPage shows the products of a category.
func (s *Server) getCategoryPage(w http.ResponseWriter, r *http.Request) error {
	path := strings.Trim(r.PathValue("*"), "/")
	if path == "" || len(path) > maxName {
		return notFound("There is no such category. The front page shows those there are.")
	}
	return s.list(w, r, path)
}

// list shows a search, within a category when one is given.
func (s *Server) list(w http.ResponseWriter, r *http.Request, category string) error {
	q, err := listRequest(r, category)
	if err != nil {
		return err
	}
	if err := s.checkSearch(&q); err != nil {
		return err
	}
	f, err := s.frame(r.Context(), "")
	if err != nil {
		return err
	}
	crumbs, node := trail(f.tree, category)
	if category != "" && node == nil {
		return notFound("There is no such category. The front page shows those there are.")
	}
	found, err := s.engine.Search(r.Context(), q)
	if err != nil {
		return err
	}
	page := listPage{frame: f, Crumbs: crumbs, Total: found.Total, Cards: shopCards(found.Products), Near: shopCards(found.Alternatives), Assumed: found.Assumed}
	page.Query = q.Text
	c := &chipper{Server: s, ctx: r.Context(), at: newPlace(r.URL, found.Constraints, category), shop: f.shop, locale: f.locale, names: labels(f.tree)}
	if err := s.fillList(r.Context(), &page, c, found, node); err != nil {
		return err
	}
	page.Pager = newPager(c.at, q.Page, (found.Total+listSize-1)/listSize)
	return s.render(w, http.StatusOK, "list", page)
}

// listRequest reads the search of a page.
func listRequest(r *http.Request, category string) (engine.SearchRequest, error) {
	q, err := searchRequest(r.URL)
	if err != nil {
		return q, err
	}
	q.Size, q.Facets, q.Explain = listSize, facetFieldKeys(), false
	if category != "" && len(q.Constraints.Category) == 0 {
		q.Constraints.Category = []string{category}
	}
	return q, nil
}

// fillList adds what can be done with a list.
func (s *Server) fillList(ctx context.Context, page *listPage, c *chipper, found *engine.SearchReply, node *engine.CategoryNode) (err error) {
	page.Chips = c.chips()
	page.Chosen = len(page.Chips)
	page.Clear = c.at.path
	page.Heading, page.Title = headings(page.Query, node, page.Chips)
	if node != nil {
		page.Here = here(page.Nav, node.Path)
		if page.Tiles, err = s.tiles(ctx, fullestOf(node.Children, listTiles)); err != nil {
			return err
		}
		if len(node.Children) > listTiles {
			page.Below = node.Children
		}
	}
	if len(found.Assumed) > 0 {
		page.Exact = c.at.set("raw", "1")
	}
	page.Dropped = c.dropped(found.Dropped)
	page.Price = newPriceForm(c)
	page.Sorts, page.Sort = sorts(c.at)
	page.Facets, err = s.facetGroups(ctx, c, found)
	return err
}

// headings are what the page and the document are called.
func headings(query string, node *engine.CategoryNode, chips []chip) (heading, title string) {
	switch {
	case node != nil:
		return node.Label, node.Label
	case query != "":
		short := clip(query, 80)
		return "Results for “" + short + "”", short
	case len(chips) > 0:
		words := make([]string, len(chips))
		for i, c := range chips {
			words[i] = c.Label
		}
		all := strings.Join(words, " · ")
		return all, all
	}
	return "Everything", "Everything"
}

// dropped names the conditions that near misses do without.
func (c *chipper) dropped(keys []string) string {
	var words []string
	v := parameters(c.at.state)
	for _, k := range keys {
		if k == "text" && c.at.state.Text != "" {
			words = append(words, "“"+c.at.state.Text+"”")
		}
		if label := c.keyLabel(k, v[param(k)]); label != "" && !slices.Contains(words, label) {
			words = append(words, label)
		}
	}
	return c.locale.List(words, "and")
}

// keyLabel says one constraint by its outside key.
func (c *chipper) keyLabel(key string, values []string) string {
	switch {
	case strings.HasPrefix(key, "price"):
		return c.priceLabel(&c.at.state)
	case strings.HasPrefix(key, "rating"):
		return "the rating"
	case key == "in_stock":
		return "being in stock"
	case key == "category":
		var words []string
		for _, v := range values {
			words = append(words, c.label(v))
		}
		return strings.Join(words, " or ")
	case len(values) == 0:
		return ""
	case key == "brand":
		var words []string
		for _, v := range values {
			words = append(words, c.brand(v))
		}
		return strings.Join(words, " or ")
	}
	name, not := strings.CutPrefix(key, "not.")
	label := valueLabel(name, strings.Join(values, " or "))
	if not {
		label = "not " + label
	}
	return label
}

func newPriceForm(c *chipper) priceForm {
	v := c.at.spelled()
	f := priceForm{Action: c.at.path, Currency: c.shop.Currency, Min: first(v, "price_gte", "price_gt"), Max: first(v, "price_lte", "price_lt")}
	for key, values := range v {
		for _, value := range values {
			if !strings.HasPrefix(key, "price_") {
				f.Keep = append(f.Keep, field{key, value})
			}
		}
	}
	slices.SortFunc(f.Keep, func(a, b field) int { return strings.Compare(a.Name+"="+a.Value, b.Name+"="+b.Value) })
	return f
}

// first is the first value that is there.
func first(v map[string][]string, keys ...string) string {
	for _, k := range keys {
		if len(v[k]) > 0 {
			return v[k][0]
		}
	}
	return ""
}

// sorts are the orders to choose from, and the label of the current one.
func sorts(at place) (list []choice, current string) {
	now := at.state.Sort
	if now == "" {
		now = index.Relevance
	}
	for _, o := range sortLabels {
		if o.sort == now {
			current = o.label
		}
		list = append(list, choice{link{o.label, at.set("sort", string(o.sort))}, o.sort == now})
	}
	return list, current
}

func newPager(at place, page, pages int) pager {
	p := pager{Page: page, Pages: pages}
	if page > 1 && pages > 0 {
		p.Previous = at.page(min(page-1, pages))
	}
	if page < pages {
		p.Next = at.page(page + 1)
	}
	return p
}
