package nlu

import (
	"slices"
	"strings"
)

// cueKind is what a fixed wording announces.
type cueKind uint8

const (
	cueBound  cueKind = iota // a bound before a number
	cueAfter                 // a bound behind a number
	cueRange                 // a range before its first number
	cueSort                  // an order of results
	cueStock                 // in stock
	cueMore                  // the next page
	cueNot                   // a negation
	cueIdiom                 // words with "not" or "no" that deny nothing
	cueCheap                 // cheap, without a bound
	cueRated                 // well rated, without a figure
	cueForget                // the name of what to forget follows
	cueDegree                // longer, bigger: the attribute follows
	cueOrder                 // an order's number follows
	cueCoupon                // a coupon's code follows
)

// cue is one wording with what it says.
type cue struct {
	kind  cueKind
	rest  []string // words after the first
	value int      // a bound, or 1 for more and 0 for less
	text  string   // a sort
}

// cues are the wordings by their first word, longest first. They never change after newCues.
type cues map[string][]cue

// at finds the longest cue of a kind at the start of norms and its number of words.
func at(list []cue, kind cueKind, norms []string) (*cue, int) {
	for i := range list {
		c := &list[i]
		if c.kind == kind && len(c.rest) < len(norms) && slices.Equal(c.rest, norms[1:1+len(c.rest)]) {
			return c, 1 + len(c.rest)
		}
	}
	return nil, 0
}

func (t cues) put(kind cueKind, value int, text string, phrases string) {
	for p := range strings.SplitSeq(phrases, ",") {
		w := strings.Fields(p)
		list := append(t[w[0]], cue{kind, w[1:], value, text})
		slices.SortStableFunc(list, func(a, b cue) int { return len(b.rest) - len(a.rest) })
		t[w[0]] = list
	}
}

func newCues() cues {
	t := cues{}
	t.putBounds()
	t.putSorts()
	t.putDenials()
	t.put(cueStock, 0, "", "in stock only, only in stock, in stock, instock, available now, currently available, available right now, only available, ready to ship, not sold out, not out of stock, that are available, which are available")
	t.put(cueMore, 0, "", "show more, show me more, more results, see more, load more, next page, next ones, next ten, the next ones, the next ten, next results, what else, anything else, something else, more please, more options, other options, show others, show me others, any others, any other, any more, more like these, keep going, show the rest, the rest, few more, show me some more, show some more, some more, show me other, more of them")
	t.put(cueRated, 0, "", "well rated, highly rated, good rating, good ratings, good reviews, great reviews, great ratings, well reviewed, highly reviewed, high rating, high ratings, positive reviews, rated well, rated highly, decent reviews, strong reviews")
	t.put(cueCheap, 0, "", "cheap, inexpensive, affordable, budget friendly, low cost, low priced, economical, pocket friendly, reasonably priced, sasta, on a budget, on a tight budget")
	t.put(cueForget, 1, "", "never mind the, nevermind the, never mind, nevermind, forget the, forget about the, forget about, forget, no matter the, no matter what, no matter which, regardless of the, regardless of, i dont care about the, i dont care about, dont care about the, dont care about, do not care about, i dont care what, dont care what, dont care which, i dont mind the, dont mind the, i dont mind, whatever the, whatever, irrespective of, doesnt matter what, doesnt matter which")
	t.put(cueForget, 0, "", "any, whichever, all, ignore the, drop the, remove the, skip the, without the, lose the, take off the, get rid of the, clear the, remove, no particular, no specific, no preference for, no preference on, no")
	t.put(cueDegree, 1, "", "longer, bigger, better, higher, larger, greater, more, longest, biggest, best, highest, largest, greatest, most, stronger, strongest, top, great, good, long, big, large, high, superior, maximum, max")
	t.put(cueDegree, 0, "", "shorter, smaller, lower, less, fewer, shortest, smallest, lowest, least, fewest, small, low, short, minimum, min")
	t.put(cueOrder, 0, "", "order number is, order number, order no, order id is, order id, order num, order nr, order reference, order ref, order, orders, ordr, purchase number, confirmation number, number is")
	t.put(cueCoupon, 0, "", "coupon code is, coupon code, promo code is, promo code, discount code is, discount code, voucher code, promotional code, gift code, coupon, code is, code, voucher, promo, promocode, apply, redeem, use, use the code, have a code")
	return t
}

func (t cues) putBounds() {
	put := func(b bound, phrases string) { t.put(cueBound, int(b), "", phrases) }
	put(lte, "no more than, not more than, nothing over, nothing above, not over, not above, not exceeding, not exceed, nothing more than, without exceeding, max price, maximum price, price max")
	put(gte, "no less than, not less than, not under, not below, nothing under, nothing below, min price, minimum price")
	put(lt, "less than, lower than, cheaper than, under, undr, below, beneath, lesser than, <, less then")
	put(gt, "more than, greater than, higher than, above, over, exceeding, costlier than, pricier than, more expensive than, >, more then")
	put(lte, "up to, upto, at most, maximum of, max of, maximum, max, within, a limit of, limit of, as much as, capped at, not beyond, no higher than, tops")
	put(gte, "at least, atleast, minimum of, min of, minimum, min, starting at, starting from, upwards of, from, no cheaper than")
	put(about, "around, about, approximately, approx, roughly, circa, close to, somewhere near, in the region of, ~, arnd, aroud, somewhere around")
	put(budget, "budget of, budget is, my budget, budget, can spend, want to spend, willing to spend, to spend, spend, spending, i have, ive got, i only have, have only, have got, i got, can pay, can afford, afford, willing to pay, want to pay, priced at, price of")
	after := func(b bound, phrases string) { t.put(cueAfter, int(b), "", phrases) }
	after(lte, "or less, or under, or below, or lower, or cheaper, and under, and below, and less, max, maximum, tops, at most, at the most, limit, budget, or fewer, is my limit, is my budget, is my max")
	after(gte, "and up, and above, and over, or more, or above, or over, or higher, and more, and upwards, upwards, onwards, minimum, min, at least, +, plus, or better, and higher, or greater")
	after(about, "or so, ish, give or take, more or less, or thereabouts, approx")
	t.put(cueRange, 0, "", "between, betwen, from, in the range of, in the range, range of, price range, ranging from, anywhere from, somewhere between, price between, within")
}

func (t cues) putSorts() {
	put := func(sort, phrases string) { t.put(cueSort, 0, sort, phrases) }
	put("price_asc", "sort by price, sorted by price, order by price, sort them by price, sort these by price, cheapest first, lowest price first, lowest first, price low to high, low to high, by price, price ascending, ascending price, from cheapest, from the cheapest, sort by cheapest, sort low to high, cheap first, price lowest first, start with the cheapest, in order of price")
	put("price_desc", "most expensive first, highest price first, priciest first, dearest first, high to low, price high to low, price descending, highest first, descending price, sort by most expensive, expensive first, sort high to low, sort by highest price")
	put("rating_desc", "sort by rating, sort by ratings, sort by reviews, sorted by rating, order by rating, best rated first, highest rated first, top rated first, by rating, best reviews first, best rated, top rated, highest rated, best reviewed, top reviewed, highest reviewed, best reviews, sort by best rated, sort by customer rating, highest rating, best rating, best ratings, sort by stars")
	put("newest", "newest first, sort by newest, latest first, new arrivals, newest, newly added, just added, sort by date, most recent, recently added, just arrived, latest arrivals, latest")
	put("popular", "most popular, best selling, bestselling, best sellers, bestsellers, best seller, bestseller, popular first, sort by popularity, by popularity, trending, top selling, most sold, most bought, sort by popular, hot selling")
	put("relevance", "sort by relevance, by relevance, most relevant, most relevant first, best match, best matches first")
}

func (t cues) putDenials() {
	t.put(cueNot, 0, "", "not, no, without, non, except, except for, excluding, excl, minus, avoid, sans, other than, anything but, apart from, but not, rather than, instead of, isnt, arent, doesnt, dont want, do not want, dont need, do not need, dont like, do not like, dont show, do not show, dont show me, doesnt have, dont include, dont have, hate, exclude, exclude any, never, neither, nor, none of, nothing with, nothing in, nothing from, nothing by, besides, anything except, everything except, everything but, not in, not from, not by, not with, not made of, not made from, w / o, allergic to, didnt like, cant stand, not interested in, no more, not any, not a fan of, get rid of, leave out, skip")
	t.put(cueIdiom, 0, "", "not sure, not only, not just, not bad, not yet, not necessarily, not really, no problem, no worries, no thanks, no thank you, no idea, no preference, no matter, never mind, nevermind, nothing else, why not, if not, or not, not much, no rush, no hurry, not too fussy, not fussy, not picky, not too picky, do you not, dont you, cant you, wont you, no one, no issue, not working, not received, not arrived, not delivered, not happy, not yet, not found, no doubt, not that, not now, not this, not these, not those, not what, not the right, no longer, not able, no good, not good, dont know, do not know, dont think, do not think, no clue, not interested, not long, dont worry, no wait, actually no, oh no, no it, no i, no not, not at all")
}
