package nlu

import (
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
	"shoptalk/index"
)

// joined tells whether a kind of product is said as an alternative to the one before it, or
// belongs to the same noun: "shoes or sandals", "hiking boots".
func (b *builder) joined(sp *span) bool {
	i := slices.IndexFunc(b.s.spans, func(o span) bool { return o.from == sp.from })
	for k := i - 1; k >= 0; k-- {
		o := &b.s.spans[k]
		if o.kind == kCategory {
			return o.to == sp.from
		}
		for w := o.from; w < o.to; w++ {
			if b.s.is(w, "or", "and", ",", "&", "/", "plus") {
				return true
			}
		}
	}
	return false
}

// further takes a second kind of product that is no alternative to the first: what the first
// is for ("a camera for travel") is no condition, anything else is searched by its words.
func (b *builder) further(sp *span) {
	if b.s.is(sp.from-1, "for") {
		return
	}
	for word := range strings.FieldsSeq(b.s.typed(sp.from, sp.to)) {
		b.texts = appendNew(b.texts, word)
	}
}

// pack asks for the pack that holds an amount, where the shop has packs of that size: "half
// a kilo of paneer" is a pack of 500 g.
func (b *builder) pack(q Quantity) bool {
	small := map[string]string{"kg": "g", "l": "ml"}
	for _, amount := range [...]struct {
		n    float64
		unit string
	}{{q.N, q.Unit}, {q.N * 1000, small[q.Unit]}} {
		if amount.unit == "" {
			continue
		}
		terms, _ := b.s.vocab.Longest([]string{strconv.FormatFloat(amount.n, 'f', -1, 64), amount.unit})
		if size, ok := sizeTerm(terms); ok {
			b.p.Want.Add("size", size)
			return true
		}
	}
	return false
}

// keptFor asks for the shop's shelf for somebody, where it has one: "something for my cat".
func (b *builder) keptFor(who string) {
	terms, n := b.s.vocab.Longest([]string{who})
	if t, ok := pick(terms, index.CategoryTerm); ok && n == 1 && !t.Part && b.f.of(kCategory) == 0 {
		addCategory(&b.p.Want, t.Value)
	}
}

// addCategory adds a kind of product. Of two that lie within each other the narrower one is
// meant: "hiking boots" are in shoes/hiking, not in all of shoes.
func addCategory(w *index.Constraints, path string) {
	for i, have := range w.Category {
		switch {
		case data.Within(have, path):
			return
		case data.Within(path, have):
			w.Category[i] = path
			return
		}
	}
	w.Add("category", path)
}
