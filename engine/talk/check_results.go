package talk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
	"shoptalk/index"
)

// results checks the products of the reply, and all matches behind it.
func (c *checker) results(want *Results) error {
	if want == nil {
		return nil
	}
	matches, err := c.room.matches(c.ctx, c.reply)
	if err != nil {
		return err
	}
	shown := make([]string, len(c.reply.Products))
	for i := range c.reply.Products {
		shown[i] = c.reply.Products[i].Handle
	}
	if len(want.FirstIn) > 0 && (len(shown) == 0 || !slices.Contains(want.FirstIn, shown[0])) {
		c.differ("results.first_in", either(want.FirstIn), listed(shown))
	}
	for _, h := range want.Include {
		if !slices.Contains(shown, h) {
			c.differ("results.include", h, listed(shown))
		}
	}
	for _, h := range want.Exclude {
		if slices.ContainsFunc(matches, func(p *data.Product) bool { return p.Handle == h }) {
			c.differ("results.exclude", "no "+h, listed(shown))
		}
	}
	c.number(want, max(c.reply.Total, len(shown)), shown)
	c.each(want.Each, matches)
	c.sorted(want.Sort, matches)
	return nil
}

// number checks how many matches there are.
func (c *checker) number(want *Results, total int, shown []string) {
	got := fmt.Sprintf("%d: %s", total, listed(shown))
	if want.Min != nil && total < *want.Min {
		c.differ("results.min", strconv.Itoa(*want.Min), got)
	}
	if want.Max != nil && total > *want.Max {
		c.differ("results.max", strconv.Itoa(*want.Max), got)
	}
}

// each checks the condition on every match. No match at all fulfils none.
func (c *checker) each(want *index.Constraints, matches []*data.Product) {
	if want == nil {
		return
	}
	if len(matches) == 0 {
		c.differ("results.each", "matches that fulfil "+show(want), "no match")
		return
	}
	cond := condition{currency: c.reply.Products[0].Price.Currency, multi: c.room.multi}
	for _, p := range matches {
		if why := cond.breaks(p, want); why != "" {
			c.differ("results.each", show(want), p.Handle+": "+why)
		}
	}
}

// multi tells whether products of the catalog have several values of an attribute.
func (r *Room) multi(key string) bool {
	k, ok := r.finder.Vocabulary().Key(key)
	return ok && k.Multi
}

// sorted checks the order of all matches: those that can be bought, then the others.
func (c *checker) sorted(by index.Sort, matches []*data.Product) {
	if by == "" || by == index.Relevance {
		return
	}
	if len(matches) == 0 {
		c.differ("results.sort", string(by), "no match")
		return
	}
	cond := condition{currency: c.reply.Products[0].Price.Currency, multi: c.room.multi}
	less := before(by, func(p *data.Product) data.Money { return cond.price(p, &c.reply.Constraints) })
	for i := 1; i < len(matches); i++ {
		a, b := matches[i-1], matches[i]
		if a.InStock() == b.InStock() && less(b, a) < 0 {
			c.differ("results.sort", string(by), strings.Join([]string{a.Handle, "before", b.Handle}, " "))
		}
	}
}

// before compares two products in an order.
func before(by index.Sort, price func(*data.Product) data.Money) func(a, b *data.Product) int {
	return func(a, b *data.Product) int {
		switch by {
		case index.PriceAsc:
			return cmp.Compare(price(a), price(b))
		case index.PriceDesc:
			return cmp.Compare(price(b), price(a))
		case index.RatingTop:
			return cmp.Compare(b.Rating, a.Rating)
		case index.Newest:
			return cmp.Compare(b.Created, a.Created)
		}
		return cmp.Compare(b.Reviews, a.Reviews)
	}
}
