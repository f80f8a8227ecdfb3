package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
	"shoptalk/data/demo/draw"
	"shoptalk/engine"
	"shoptalk/index"
)

// facetGroup is one field to narrow a list by.
type facetGroup struct {
	Key    string
	Label  string
	Values []facetValue
}

// facetValue is a value with the number of products that have it, and the address of the
// list with it, or without it when it is chosen already.
type facetValue struct {
	Label  string
	Count  int
	Chosen bool
	URL    string
	Hex    string // of a colour; else empty
}

// facetFields are what a list can be narrowed by, in the order shown.
var facetFields = []struct{ key, label string }{
	{"category", "Category"}, {"brand", "Brand"}, {"color", "Color"}, {"size", "Size"}, {"material", "Material"},
}

func facetFieldKeys() []string {
	keys := make([]string, len(facetFields))
	for i, f := range facetFields {
		keys[i] = f.key
	}
	return keys
}

// facetGroups shows the facets of a list. A field that is narrowed already is counted once
// more without its own choice, so that another value can be added; but products of all other
// categories are no choice beside the one asked for.
func (s *Server) facetGroups(ctx context.Context, c *chipper, found *engine.SearchReply) ([]facetGroup, error) {
	var out []facetGroup
	for _, f := range facetFields {
		if f.key == "category" && c.at.fixed != "" {
			continue
		}
		chosen := c.at.chosen(f.key)
		counts := found.Facets[f.key]
		if len(chosen) > 0 && f.key != "category" {
			wider, err := s.engine.Search(ctx, widened(c.at.state, f.key))
			if err != nil {
				return nil, err
			}
			counts = withChosen(wider.Facets[f.key], counts, chosen)
		}
		if g := c.group(f.key, f.label, counts, chosen); len(g.Values) > 1 || len(chosen) > 0 {
			out = append(out, g)
		}
	}
	return out, nil
}

// withChosen adds to the counts of a field those of chosen values that are too rare to be
// among them, taken from the narrowed list.
func withChosen(counts, narrowed []index.Facet, chosen []string) []index.Facet {
	counts = slices.Clone(counts)
	for _, f := range narrowed {
		same := func(o index.Facet) bool { return strings.EqualFold(o.Value, f.Value) }
		if slices.Contains(chosen, strings.ToLower(f.Value)) && !slices.ContainsFunc(counts, same) {
			counts = append(counts, f)
		}
	}
	return counts
}

// widened is a search without one of its constraints, only to count values.
func widened(c index.Constraints, key string) engine.SearchRequest {
	c = c.Clone()
	switch key {
	case "brand":
		c.Brand = nil
	default:
		delete(c.Values, key)
	}
	q := engine.SearchRequest{Text: c.Text, Raw: true, Page: 1, Size: 1, Facets: []string{key}}
	c.Text = ""
	q.Constraints = c
	return q
}

func (c *chipper) group(key, label string, counts []index.Facet, chosen []string) facetGroup {
	g := facetGroup{Key: key, Label: label}
	for _, f := range counts {
		g.Values = append(g.Values, c.value(key, f.Value, f.Count, chosen))
	}
	for _, v := range chosen {
		if !slices.ContainsFunc(counts, func(f index.Facet) bool { return strings.EqualFold(f.Value, v) }) {
			g.Values = append(g.Values, c.value(key, v, 0, chosen))
		}
	}
	if key == "size" {
		slices.SortStableFunc(g.Values, func(a, b facetValue) int { return compareSizes(a.Label, b.Label) })
	}
	return g
}

func (c *chipper) value(key, value string, count int, chosen []string) facetValue {
	v := facetValue{Label: value, Count: count, URL: c.at.toggle(key, strings.ToLower(value))}
	v.Chosen = slices.Contains(chosen, strings.ToLower(value))
	switch key {
	case "category":
		v.Label = c.label(value)
	case "brand":
		v.Label = c.brand(value)
	case "size":
		v.Label = strings.ToUpper(value)
	case "color":
		v.Hex, _ = draw.ColorOf(value)
	}
	if key == "color" || key == "material" {
		v.Label = data.CategoryLabel(value)
	}
	return v
}

// letterSizes are sizes in letters, small to large.
var letterSizes = []string{"XXS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL"}

// compareSizes orders sizes as people expect: letters by size, figures by number, the rest
// by spelling.
func compareSizes(a, b string) int {
	if i, j := slices.Index(letterSizes, a), slices.Index(letterSizes, b); i >= 0 || j >= 0 {
		return i - j
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	switch {
	case errX == nil && errY == nil && x < y, errX == nil && errY != nil:
		return -1
	case errX == nil && errY == nil && x > y, errX != nil && errY == nil:
		return 1
	}
	return strings.Compare(a, b)
}
