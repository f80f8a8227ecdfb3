package index

import (
	"cmp"
	"slices"
	"strings"

	"shoptalk/data"
)

// sortWindow puts what was found in order and gives size of it from offset. Only as much is
// sorted as is needed. Sold-out products stand last in every order, equals by rank, then by
// how liked they are, then by id.
func (c *columns) sortWindow(hits []found, by Sort, offset, size int) []found {
	if offset >= len(hits) || size == 0 {
		return nil
	}
	before := c.order(by)
	end := min(offset+size, len(hits))
	if len(hits) > 4*end && len(hits) > 64 {
		selectFirst(hits, end, before)
		hits = hits[:end]
	}
	slices.SortFunc(hits, before)
	return hits[offset:end]
}

// order is the comparison of an order.
func (c *columns) order(by Sort) func(a, b found) int {
	first := func(a, b found) int { return 0 }
	switch by {
	case PriceAsc:
		first = func(a, b found) int { return cmp.Compare(a.price, b.price) }
	case PriceDesc:
		first = func(a, b found) int { return cmp.Compare(b.price, a.price) }
	case RatingTop:
		first = func(a, b found) int { return cmp.Compare(c.rating[b.place], c.rating[a.place]) }
	case Newest:
		first = func(a, b found) int { return cmp.Compare(c.created[b.place], c.created[a.place]) }
	case Popular:
		first = func(a, b found) int { return cmp.Compare(c.reviews[b.place], c.reviews[a.place]) }
	}
	return func(a, b found) int {
		if a.inStock != b.inStock {
			if a.inStock {
				return -1
			}
			return 1
		}
		if d := first(a, b); d != 0 {
			return d
		}
		return c.compareRank(a, b)
	}
}

func (c *columns) compareRank(a, b found) int {
	if a.rank != nil && b.rank != nil && a.rank.score != b.rank.score {
		return cmp.Compare(b.rank.score, a.rank.score)
	}
	if d := cmp.Compare(c.liked(b.place), c.liked(a.place)); d != 0 {
		return d
	}
	return cmp.Compare(c.ids[a.place], c.ids[b.place])
}

// liked is a product's rating, drawn towards the middle when few have rated it.
func (c *columns) liked(r int32) float32 {
	const prior, middle = 10, 3.5
	n := float32(c.reviews[r])
	return (c.rating[r]*n + prior*middle) / (n + prior)
}

// selectFirst moves the k first of hits to the front, in no order among themselves.
func selectFirst(hits []found, k int, before func(a, b found) int) {
	lo, hi := 0, len(hits)-1
	for lo < hi {
		pivot := hits[lo+(hi-lo)/2]
		i, j := lo, hi
		for i <= j {
			for before(hits[i], pivot) < 0 {
				i++
			}
			for before(hits[j], pivot) > 0 {
				j--
			}
			if i <= j {
				hits[i], hits[j] = hits[j], hits[i]
				i++
				j--
			}
		}
		switch {
		case k-1 <= j:
			hi = j
		case k-1 >= i:
			lo = i
		default:
			return
		}
	}
}

// facets counts the values of keys among what was found, each product once per value.
func (c *columns) facets(hits []found, keys []string) map[string][]Facet {
	out := make(map[string][]Facet, len(keys))
	for _, key := range keys {
		switch key {
		case "category":
			out[key] = countTable(hits, c.category, &c.categories)
		case "brand":
			out[key] = countTable(hits, c.brand, &c.brands)
		default:
			out[key] = c.countValues(hits, data.OptionKey(key))
		}
	}
	return out
}

func countTable(hits []found, column []uint32, t *table) []Facet {
	counts := make([]int, len(t.texts))
	for i := range hits {
		counts[column[hits[i].place]]++
	}
	var out []Facet
	for n, count := range counts {
		if count > 0 && t.texts[n] != "" {
			out = append(out, Facet{Value: t.texts[n], Count: count})
		}
	}
	return sortFacets(out)
}

// countValues counts the values of an option or attribute; options of variants that cannot
// be bought count only for products that are sold out as a whole.
func (c *columns) countValues(hits []found, key string) []Facet {
	k, ok := c.values.keys.find(key)
	if !ok {
		return nil
	}
	counts, last := map[uint32]int{}, map[uint32]int{}
	count := func(place int, id uint32) {
		if c.values.list[id].key == k && last[id] != place+1 {
			last[id] = place + 1
			counts[id]++
		}
	}
	for i := range hits {
		r := hits[i].place
		for _, v := range c.variants[r] {
			for _, id := range v.options {
				if v.sellable || !hits[i].inStock {
					count(i, id)
				}
			}
		}
		for _, id := range c.attrs[r] {
			count(i, id)
		}
	}
	out := make([]Facet, 0, len(counts))
	for id, n := range counts {
		out = append(out, Facet{Value: c.values.list[id].text, Count: n})
	}
	return sortFacets(out)
}

func sortFacets(list []Facet) []Facet {
	slices.SortFunc(list, func(a, b Facet) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	return list
}
