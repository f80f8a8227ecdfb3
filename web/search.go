package web

import (
	"math"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shoptalk/data"
	"shoptalk/engine"
	"shoptalk/index"
)

const (
	maxKeys     = 40     // constraint keys of one search
	maxValues   = 50     // values of one key
	maxValue    = 200    // runes of one value
	maxPage     = 10_000 // pages are windows over a ranking in memory; nobody turns more
	maxPageSize = 100
)

// searchKeys are the parameters of a search that are no constraints.
var searchKeys = []string{"q", "raw", "page", "size", "facets", "explain", "session"}

// constraintKey is what the key of a constraint looks like.
var constraintKey = regexp.MustCompile(`^[\p{L}\p{N}_]{1,64}$`)

// getSearch finds products.
func (s *Server) getSearch(w http.ResponseWriter, r *http.Request) error {
	q, err := searchRequest(r.URL)
	if err != nil {
		return err
	}
	if err := s.checkSearch(&q); err != nil {
		return err
	}
	if err := s.checkFacets(q.Facets); err != nil {
		return err
	}
	found, err := s.engine.Search(r.Context(), q)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, found)
}

// searchOff is the code of the answer to words while searching by words is switched off.
const searchOff = "search_off"

// checkSearch refuses words while they are not searched by: all products would be no answer
// to them. Constraints alone are answered as ever.
func (s *Server) checkSearch(q *engine.SearchRequest) error {
	if q.Text == "" && q.Constraints.Text == "" || s.searches() {
		return nil
	}
	return problem(http.StatusServiceUnavailable, searchOff, "This shop has switched its search off for now. You can still browse by category, and the search may be back later.")
}

// checkFacets refuses to count a key that no product has, which is mostly a slip. The fields
// that every list is narrowed by may be missing in a catalog.
func (s *Server) checkFacets(keys []string) error {
	v := s.index.Vocabulary()
	if v.Products() == 0 {
		return nil // nothing is known of the catalog yet
	}
	for _, key := range keys {
		_, known := v.Key(key)
		_, folded := v.Key(data.OptionKey(key))
		if !known && !folded && key != "tags" && !slices.Contains(facetFieldKeys(), data.OptionKey(key)) {
			return badRequest("facets: no product has %q. There are category, brand and the options and attributes of the catalog, such as %s.", key, someKeys(v))
		}
	}
	return nil
}

// someKeys names a few keys of the catalog, those of most products first.
func someKeys(v *index.Vocabulary) string {
	keys := v.Keys()
	slices.SortStableFunc(keys, func(a, b index.KeyField) int { return b.Count - a.Count })
	var names []string
	for _, k := range keys[:min(len(keys), 5)] {
		names = append(names, k.Key)
	}
	return strings.Join(names, ", ")
}

// searchRequest reads a search out of the query of an address. What is wrong is named.
func searchRequest(u *url.URL) (q engine.SearchRequest, err error) {
	v, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return q, badRequest("The address is not well formed: write spaces as + and special signs as %%XX.")
	}
	q.Text, q.Session = strings.TrimSpace(v.Get("q")), v.Get("session")
	if n := utf8.RuneCountInString(q.Text); n > engine.MaxMessage {
		return q, badRequest("q has %d characters; at most %d are read.", n, engine.MaxMessage)
	}
	if q.Raw, err = flag(v, "raw"); err != nil {
		return q, err
	}
	if q.Explain, err = flag(v, "explain"); err != nil {
		return q, err
	}
	if q.Page, err = number(v, "page", 1, maxPage); err != nil {
		return q, err
	}
	if q.Size, err = number(v, "size", 20, maxPageSize); err != nil {
		return q, badRequest("size is how many products to show, a whole number from 1 to %d. For the size of a product write is.size=XL.", maxPageSize)
	}
	if q.Facets, err = facetKeys(v["facets"]); err != nil {
		return q, err
	}
	q.Constraints, err = constraints(v)
	return q, err
}

// flag reads 1, true, 0 or false; absent is false, present without a value true.
func flag(v url.Values, key string) (bool, error) {
	if !v.Has(key) {
		return false, nil
	}
	switch strings.ToLower(v.Get(key)) {
	case "1", "true", "":
		return true, nil
	case "0", "false":
		return false, nil
	}
	return false, badRequest("%s must be 1 or 0.", key)
}

// number reads a whole number from 1 to most.
func number(v url.Values, key string, otherwise, most int) (int, error) {
	if v.Get(key) == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(v.Get(key))
	if err != nil || n < 1 || n > most {
		return 0, badRequest("%s must be a whole number from 1 to %d.", key, most)
	}
	return n, nil
}

// facetKeys reads "brand,color", repeated or not.
func facetKeys(values []string) ([]string, error) {
	var keys []string
	for _, key := range strings.Split(strings.Join(values, ","), ",") {
		key = strings.ToLower(strings.TrimSpace(key))
		if key == "" || slices.Contains(keys, key) {
			continue
		}
		if !constraintKey.MatchString(key) {
			return nil, badRequest("facets must be keys joined by commas, such as brand,color.")
		}
		keys = append(keys, key)
	}
	if len(keys) > maxKeys {
		return nil, badRequest("facets names %d keys; at most %d are counted.", len(keys), maxKeys)
	}
	return keys, nil
}

// constraints reads every other parameter as a constraint.
func constraints(v url.Values) (c index.Constraints, err error) {
	keys := make([]string, 0, len(v))
	for key := range v {
		if !slices.Contains(searchKeys, key) {
			keys = append(keys, key)
		}
	}
	if len(keys) > maxKeys {
		return c, badRequest("The search has %d constraints; at most %d are taken.", len(keys), maxKeys)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if err := constrain(&c, key, v[key]); err != nil {
			return c, err
		}
	}
	return c, nil
}

// constrain sets one constraint, or one exclusion when the key begins with "not.". With "is."
// before it a key is a constraint even where it has a meaning of its own: is.size=10.
func constrain(c *index.Constraints, key string, values []string) error {
	name, negated := strings.CutPrefix(key, "not.")
	if !negated {
		name = strings.TrimPrefix(key, "is.")
	}
	name = strings.ToLower(name)
	if !constraintKey.MatchString(name) || name == "not" {
		return badRequest("%q is not the key of a constraint. Keys are made of letters, digits and _.", clip(key, 64))
	}
	value, err := constraintValue(name, values)
	if err != nil || value == nil {
		return err
	}
	if negated {
		if c.Not == nil {
			c.Not = &index.Constraints{}
		}
		c = c.Not
	}
	return badQuery(c.Set(name, value))
}

// constraintValue reads the values of one key in the form Constraints.Set takes: a number for
// bounds, a truth value for in_stock, text for text and sort, else a list. Empty values do not
// count; nil is nothing at all.
func constraintValue(key string, values []string) (any, error) {
	var list []any
	for _, v := range values {
		v = strings.TrimSpace(v)
		if utf8.RuneCountInString(v) > maxValue {
			return nil, badRequest("%s has more than %d characters.", key, maxValue)
		}
		if v != "" {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	if len(list) > maxValues {
		return nil, badRequest("%s has %d values; at most %d are taken.", key, len(list), maxValues)
	}
	last := list[len(list)-1].(string)
	switch {
	case isBound(key):
		n, err := strconv.ParseFloat(last, 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			return nil, badRequest("%s must be a number, such as 49.90.", key)
		}
		return n, nil
	case key == "in_stock":
		b, err := strconv.ParseBool(strings.ToLower(last))
		if err != nil {
			return nil, badRequest("in_stock must be true or false.")
		}
		return b, nil
	case key == "text", key == "sort":
		return last, nil
	}
	return list, nil
}

// isBound tells whether a key takes a number.
func isBound(key string) bool {
	return strings.HasSuffix(key, "_gte") || strings.HasSuffix(key, "_lte") || key == "price_gt" || key == "price_lt"
}

// clip keeps the first n runes.
func clip(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n]) + "…"
	}
	return text
}

// getSuggest completes what is being typed.
func (s *Server) getSuggest(w http.ResponseWriter, r *http.Request) error {
	text := r.URL.Query().Get("q")
	if utf8.RuneCountInString(text) > maxValue {
		return badRequest("q has more than %d characters.", maxValue)
	}
	found, err := s.engine.Suggest(r.Context(), text)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, found)
}

// getCategories shows the category tree.
func (s *Server) getCategories(w http.ResponseWriter, r *http.Request) error {
	tree, err := s.engine.Categories(r.Context())
	if err != nil {
		return err
	}
	if tree == nil {
		tree = []engine.CategoryNode{}
	}
	return writeJSON(w, http.StatusOK, map[string]any{"categories": tree})
}
