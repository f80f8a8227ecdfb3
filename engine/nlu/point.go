package nlu

import (
	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// ref takes what points at products shown: "the second one", "first two", "it", "the other
// one", "#2", "both". Whether "it" and "that" really point is decided with the intent.
func (s *scan) ref(i int) int {
	for _, rule := range [...]func(*scan, int) int{(*scan).firstN, (*scan).ordinal, (*scan).numbered, (*scan).other, (*scan).pronoun} {
		if next := rule(s, i); next > i {
			return next
		}
	}
	return i
}

func (s *scan) addRef(r Ref, from, to int) int { return s.add(span{kind: kRef, ref: r}, from, to) }

// article is the place after "the" and the like at i.
func (s *scan) article(i int) int { return s.skip(i, "the", "your", "that", "my") }

// firstN takes "first two", "the last 2", "top 3", "both", "all three".
func (s *scan) firstN(i int) int {
	j := s.article(i)
	if s.is(j, "both") {
		return s.addRef(Ref{Kind: RefFirst, N: 2}, i, s.skip(j+1, "of", "them", "these", "those", "ones"))
	}
	if !s.is(j, "first", "top", "last", "1st") || j+1 >= len(s.words) {
		return i
	}
	f, ok := s.figure(j + 1)
	if !ok || f.value < 2 || f.value > 10 || f.tail != "" || !s.pointsOn(f.next) {
		return i
	}
	next := s.skip(f.next, "ones", "products", "items", "options", "results", "of", "them", "these", "those")
	if !s.is(j, "last") {
		return s.addRef(Ref{Kind: RefFirst, N: int(f.value)}, i, next)
	}
	for n := int(f.value); n > 0; n-- {
		s.addRef(Ref{Kind: RefOrdinal, N: -n}, i, next)
	}
	return next
}

// ordinal takes "the second one", "2nd", "last one", "first and third".
func (s *scan) ordinal(i int) int {
	j := s.article(i)
	if j >= len(s.words) {
		return i
	}
	n, ok := s.lex.Ordinal(s.norms[j])
	if !ok || s.is(j, "top", "middle", "bottom", "final") && !s.is(j+1, "one") || j == i && s.is(j, "last") && !s.is(j+1, "one") && i > 0 {
		return i
	}
	next := j + 1
	if m, ok := s.secondLast(j); ok {
		n, next = -2, m
	}
	if !s.pointsOn(next) {
		return i
	}
	next = s.skip(next, "one", "ones", "item", "product", "option", "result", "choice", "listed", "thing")
	return s.addRef(Ref{Kind: RefOrdinal, N: n}, i, next)
}

func (s *scan) secondLast(j int) (int, bool) {
	if s.is(j, "second") && s.is(j+1, "last") {
		return j + 2, true
	}
	if s.is(j, "second") && s.is(j+1, "to") && s.is(j+2, "last") {
		return j + 3, true
	}
	return 0, false
}

// pointsOn tells whether an ordinal that ends before i can point at a product: what follows
// is no noun of its own, as in "first order" and "second hand".
func (s *scan) pointsOn(i int) bool {
	if i >= len(s.words) || s.words[i].kind == lexicon.Symbol {
		return true
	}
	if s.is(i, "one", "ones", "item", "product", "option", "result", "choice", "listed", "products", "items", "options", "results", "thing") {
		return true
	}
	if s.is(i, "order", "time", "hand", "week", "day", "month", "year", "name", "orders", "purchase", "floor", "class", "aid", "of", "all", "thing", "night", "try", "try", "things") {
		return false
	}
	return s.lex.Stop(s.norms[i]) || s.ctx.Results > 0 && s.lex.Common(s.norms[i])
}

// numbered takes "#2", "number 2", "option 3", "no. 2".
func (s *scan) numbered(i int) int {
	j := i
	switch {
	case s.is(i, "#"):
		j = i + 1
	case s.is(i, "number", "option", "no", "item", "product", "nr", "result", "choice"):
		j = s.skip(i+1, ".", "#", "no", "number")
	default:
		return i
	}
	f, ok := s.figure(j)
	if !ok || f.tail != "" || f.value < 1 || f.value > 99 || f.value != float64(int(f.value)) || j == i || s.is(i, "no") && !s.is(i+1, ".") {
		return i
	}
	if !s.pointsOn(f.next) {
		return i
	}
	return s.addRef(Ref{Kind: RefOrdinal, N: int(f.value)}, i, f.next)
}

func (s *scan) other(i int) int {
	j := s.article(i)
	if j > i && s.is(j, "other") && (s.is(j+1, "one") || s.ends(j+1)) {
		return s.addRef(Ref{Kind: RefOther}, i, s.skip(j+1, "one"))
	}
	return i
}

// pronoun takes it, this, that one, them, these, those.
func (s *scan) pronoun(i int) int {
	switch {
	case s.is(i, "it", "its") && !s.is(i+1, "possible", "be", "would", "could", "will", "seems", "should"):
		return s.addRef(Ref{Kind: RefIt}, i, i+1)
	case s.is(i, "this", "that") && s.is(i+1, "one", "item", "product", "thing", "model"):
		return s.addRef(Ref{Kind: RefIt}, i, i+2)
	case s.is(i, "this") && s.standsAlone(i):
		return s.addRef(Ref{Kind: RefIt}, i, i+1)
	case s.is(i, "that") && s.relative(i):
		return i
	case s.is(i, "that") && s.standsAlone(i) && !s.is(i-1, "is", "like", "for", "about") && (i > 0 || s.ends(i+1)):
		return s.addRef(Ref{Kind: RefIt}, i, i+1)
	case s.is(i, "them", "these", "those", "all"):
		if s.is(i, "all") {
			if !s.is(i+1, "of") || !s.is(i+2, "them", "these", "those") {
				return i
			}
			return s.addRef(Ref{Kind: RefThem}, i, i+3)
		}
		return s.addRef(Ref{Kind: RefThem}, i, s.skip(i+1, "ones", "two", "three"))
	}
	return i
}

// relative tells whether "that" at i belongs to the thing just named: "boots that are warm".
func (s *scan) relative(i int) bool {
	if len(s.spans) == 0 || s.ends(i-1) {
		return false
	}
	switch s.spans[len(s.spans)-1].kind {
	case kCategory, kBrand, kValue, kText:
		return i+1 < len(s.words)
	}
	return s.is(i-1, "one", "ones", "something", "anything", "thing")
}

// standsAlone tells whether no noun follows a word that may be a pronoun.
func (s *scan) standsAlone(i int) bool {
	return i+1 >= len(s.words) || s.words[i+1].kind == lexicon.Symbol || s.lex.Stop(s.norms[i+1]) || s.is(i+1, "instead", "later")
}

// quantity takes how many or how much: "two of them", "make that 5", "x3", "half a dozen",
// "2 litres of".
func (s *scan) quantity(i int) int {
	if next := s.timesX(i); next > i {
		return next
	}
	if a, ok := s.quantum(i); ok && s.isQuantity(i, a) {
		return s.addQuantity(a.value, a.unit.Symbol, i, s.skip(a.next, "of"))
	}
	j := i
	cued := s.is(i, "qty", "quantity", "quantities")
	if cued {
		j = s.skip(i+1, "of", ":", "to", "is", "=", "by")
	} else if s.is(i, "a") && s.is(i+1, "couple", "pair", "dozen", "single") {
		j = i + 1
	}
	if s.is(i, "another") {
		return s.addQuantity(1, "", i, s.skip(i+1, "one"))
	}
	f, ok := s.figure(j)
	if !ok || f.tail != "" || f.value != float64(int(f.value)) || f.value < 0 || f.value > 9999 {
		return i
	}
	if !cued && !s.counts(j, f) {
		return i
	}
	next := s.skip(f.next, "of", "more", "pieces", "piece", "pcs", "pc", "units", "unit", "items", "packs", "pairs", "x", "nos", "copies")
	return s.addQuantity(s.paired(j, f, next), "", i, next)
}

func (s *scan) addQuantity(n float64, unit string, from, to int) int {
	return s.add(span{kind: kQuantity, quantity: Quantity{N: n, Unit: unit}}, from, to)
}

// paired is 1 for "a pair of shoes", which is one product; two for a pair of anything else.
func (s *scan) paired(j int, f figure, next int) float64 {
	if !s.is(j, "pair") || next >= len(s.words) {
		return f.value
	}
	for k := next; k < len(s.words) && k < next+3; k++ {
		switch s.lex.Singular(s.norms[k]) {
		case "shoe", "boot", "sock", "sneaker", "trainer", "sandal", "slipper", "glove", "jeans", "trousers", "pants", "shorts",
			"leggings", "tights", "glasses", "glass", "sunglass", "headphone", "earphone", "earbud", "scissors", "binoculars", "earring", "ski", "mitten":
			return 1
		}
	}
	return f.value
}

// counts tells whether a number at i says how many, by the words around it.
func (s *scan) counts(i int, f figure) bool {
	if s.is(f.next-1, "dozen") {
		return true
	}
	if terms, n := s.vocab.Longest(s.norms[min(f.next, len(s.norms)):]); n > 0 && f.value <= 100 && i+1 == f.next && !s.is(i, "one") {
		if _, ok := pick(terms, index.CategoryTerm, index.ProductTerm); ok && !s.words[f.next].hyph {
			return true
		}
	}
	if s.countedItem(i, f) {
		return true
	}
	if s.is(f.next, "of", "more", "pieces", "pcs", "units", "packs", "pairs", "x", "nos", "copies", "piece") && !s.is(i-1, "the") {
		return true
	}
	if s.is(i, "pair", "couple") && s.is(i-1, "a") {
		return true
	}
	if s.asked("quantity") {
		return true
	}
	if s.is(i, "one") && !s.is(i-1, "add", "take", "buy", "get", "just", "only", "to", "want", "make", "and") {
		return false
	}
	if s.is(i-1, "add", "buy", "put", "order", "take", "want", "get", "need", "x", "remove", "only", "just", "purchase", "grab") {
		return true
	}
	if s.is(i-1, "it", "that", "them", "to", "those", "have", "quantity", "me", "like") && (s.is(i-2, "make", "change", "set", "update", "give", "increase", "reduce", "decrease", "ill", "id", "i", "have") || s.is(i-3, "make", "change", "set", "update", "increase", "reduce", "change") || s.ctx.Cart > 0 && s.ends(f.next)) {
		return true
	}
	return s.is(i-1, "ill") || len(s.words) == 1 && s.ctx.Cart > 0 && len(s.ctx.Asked) == 0 && s.ctx.Results == 0
}

// countedItem tells whether a number after "and" or a comma counts the next of several
// products that are ordered together, and "actually eight" the pieces in the cart.
func (s *scan) countedItem(i int, f figure) bool {
	if s.ctx.Cart > 0 && s.is(f.next, "is", "are") && s.is(f.next+1, "enough", "plenty", "fine") {
		return true
	}
	if f.next >= len(s.words) || s.ends(f.next) {
		return s.is(i-1, "actually", "rather", "no") && s.ctx.Cart > 0 && !s.ctx.Search && len(s.ctx.Asked) == 0 && s.ends(f.next)
	}
	if !s.is(i-1, "and", ",", "plus", "&") || f.value > 100 {
		return false
	}
	if terms, n := s.vocab.Longest(s.norms[f.next:]); n > 0 {
		if _, ok := pick(terms, index.OptionTerm); ok {
			return true
		}
	}
	for j := 0; j < i && j < 4; j++ {
		if orderVerbs[s.norms[j]] {
			_, unit := s.lex.Unit(s.norms[f.next:])
			return unit == 0 && !s.is(f.next, "and", "half", "stars", "star", "days", "years")
		}
	}
	return false
}

// timesX takes "2x", "x2" and "x 2".
func (s *scan) timesX(i int) int {
	if s.words[i].kind == lexicon.Mixed {
		digits, tail := splitDigits(s.norms[i])
		if tail == "x" && digits != "" {
			if v, ok := s.decimal(digits); ok {
				return s.addQuantity(v, "", i, i+1)
			}
		}
		if s.norms[i][0] == 'x' {
			if v, ok := s.decimal(s.norms[i][1:]); ok && len(s.norms[i]) <= 3 {
				return s.addQuantity(v, "", i, i+1)
			}
		}
	}
	if s.is(i, "x", "×") && i+1 < len(s.words) && s.words[i+1].kind == lexicon.Number && i > 0 {
		if v, ok := s.decimal(s.norms[i+1]); ok && v < 1000 {
			return s.addQuantity(v, "", i, i+2)
		}
	}
	return i
}
