package nlu

import "slices"

// items cuts an order of several products into one clause for each, at most room of them:
// "two of the first and one of the third". Colours and sizes with a number of their own
// share the product named beside them: "the charger, one white and one black".
func (s *scan) items(c clause, room int) []clause {
	if c.verdict.name() != AddToCart || room < 2 {
		return []clause{c}
	}
	var out []clause
	for _, piece := range s.pieces(c) {
		last := len(out) - 1
		if last >= 0 && (len(out) == room || !s.ownItem(&out[last], &piece)) {
			out[last].to = piece.to
			continue
		}
		out = append(out, piece)
	}
	return s.lend(out)
}

// pieces cuts a clause at "and", "plus" and commas.
func (s *scan) pieces(c clause) []clause {
	var out []clause
	from := c.from
	for k := c.from; k < c.to; k++ {
		sp := &s.spans[k]
		if k > from && k+1 < c.to && (sp.kind == kStop || sp.kind == kPunct || sp.kind == kText) && s.is(sp.from, "and", "plus", "&", ",") {
			out = append(out, clause{from: from, to: k, anchored: c.anchored, verdict: c.verdict})
			from = k
		}
	}
	return append(out, clause{from: from, to: c.to, anchored: c.anchored, verdict: c.verdict})
}

// ownItem tells whether a piece is a product of its own beside those before it.
func (s *scan) ownItem(before, piece *clause) bool {
	counted := s.has(piece, kQuantity)
	if !s.named(piece) {
		return counted && s.has(piece, kValue)
	}
	if !s.named(before) && !(s.has(before, kQuantity) && s.has(before, kValue)) {
		return false
	}
	first := s.skip(s.spans[piece.from].from+1, "also", "and")
	return counted || s.is(first, "a", "an", "the", "some") || s.is(first-1, "and", "plus") && s.certain(before) || s.certain(piece)
}

// certain tells whether a piece holds a reference or a kind of product.
func (s *scan) certain(c *clause) bool {
	return s.has(c, kCategory) || slices.ContainsFunc(s.spans[c.from:c.to], func(sp span) bool { return sp.kind == kRef && !sp.neg })
}

// named tells whether a piece names or points at a product.
func (s *scan) named(c *clause) bool {
	for k := c.from; k < c.to; k++ {
		if s.heads(&s.spans[k]) {
			return true
		}
	}
	return false
}

// lend gives pieces that name no product what the one before them names, else the one
// after. One that only lends is no item itself.
func (s *scan) lend(cut []clause) []clause {
	lender := -1
	for i := range cut {
		if s.named(&cut[i]) {
			lender = i
			break
		}
	}
	if lender < 0 {
		return cut
	}
	lent := false
	for i := range cut {
		if s.named(&cut[i]) {
			lender = i
			continue
		}
		cut[i].lender = [2]int{cut[lender].from, cut[lender].to}
		lent = true
	}
	if lent && !s.has(&cut[0], kQuantity) && !s.has(&cut[0], kValue) {
		return cut[1:]
	}
	return cut
}
