package nlu

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// enough is the least coverage of a term that may become a constraint: below it the field is
// filled in too seldom to filter by, and the words stay words to search by.
const enough = 0.6

// longTerm takes a phrase of the catalog of two words or more, before its words are read as
// anything else: "first aid kit" is no first.
func (s *scan) longTerm(i int) int {
	if s.words[i].kind == lexicon.Symbol {
		return i
	}
	terms, n := s.vocab.Longest(s.norms[i:])
	if n < 2 || s.crosses(i, n) {
		return i
	}
	return s.take(i, n, terms)
}

// crosses tells whether a phrase would reach over punctuation.
func (s *scan) crosses(i, n int) bool {
	for j := i; j < i+n; j++ {
		if s.words[j].kind == lexicon.Symbol {
			return true
		}
	}
	return false
}

// term takes one word of the catalog, or one that is misspelt.
func (s *scan) term(i int) int {
	w := &s.words[i]
	if w.kind == lexicon.Symbol || w.kind == lexicon.Number && !s.explicit(i) && !s.asked(s.ctx.Asked...) {
		return i
	}
	if w.kind == lexicon.Word {
		s.respell(i)
		s.respell(i + 1)
	}
	terms, n := s.vocab.Longest(s.norms[i:])
	if n == 0 || s.crosses(i, n) || n == 1 && s.lex.Stop(w.norm) && !s.brandCue(i) {
		return i
	}
	return s.take(i, n, terms)
}

// take keeps the best reading of a phrase of the catalog.
func (s *scan) take(i, n int, terms []index.Term) int {
	t, ok := s.best(i, n, terms)
	if !ok {
		return i
	}
	sp := span{key: t.Key, value: t.Value, explicit: s.explicit(i) || s.explicitAfter(i+n, t.Key), count: t.Count}
	switch t.Kind {
	case index.KeyTerm:
		return s.add(span{kind: kField, key: t.Key, value: s.typed(i, i+n)}, i, i+n)
	case index.ProductTerm:
		return s.add(span{kind: kRef, value: s.typed(i, i+n), ref: Ref{Kind: RefProduct, Handle: t.Value}}, i, i+n)
	case index.CategoryTerm:
		sp.kind = kCategory
		if t.Part {
			sp.part = s.typed(i, i+n)
		}
	case index.BrandTerm:
		sp.kind, sp.key = kBrand, "brand"
	default:
		sp.kind = kValue
	}
	if t.Coverage < enough && !sp.explicit && t.Kind != index.BrandTerm && !s.scope.open {
		return s.keepText(i, n)
	}
	return s.add(sp, i, i+n)
}

// keepText leaves a phrase as words to search by.
func (s *scan) keepText(i, n int) int {
	for j := i; j < i+n; j++ {
		s.rest(j)
	}
	return i + n
}

func (s *scan) typed(from, to int) string { return strings.Join(s.norms[from:to], " ") }

// best chooses among what a phrase can mean: what the words before it ask for, else the kind
// of product, the brand, the option, the attribute, the product, the name of an attribute;
// of equals the one that covers more.
func (s *scan) best(i, n int, terms []index.Term) (index.Term, bool) {
	if key := s.keyCue(i); key != "" {
		for _, t := range terms {
			if t.Key == key && t.Kind != index.KeyTerm {
				return t, true
			}
		}
	}
	var best index.Term
	top := -1.0
	for _, t := range terms {
		if p := s.preference(i, n, t); p > top {
			best, top = t, p
		}
	}
	return best, top >= 0
}

// preference weighs one meaning; below zero it is out of the question here.
func (s *scan) preference(i, n int, t index.Term) float64 {
	covered := 0.0
	if t.Coverage >= enough {
		covered = 10
	}
	switch t.Kind {
	case index.CategoryTerm:
		if need, m := s.lex.Need(s.norms[i:]); n == 1 && m > 0 && gifts(need) {
			return -1 // "a gift for my wife" names no shelf
		}
		if t.Part {
			return 4.5 + covered + depth(t.Value)
		}
		return 5 + covered + depth(t.Value)
	case index.BrandTerm:
		if n == 1 && s.commonWord(i) && !s.brandCue(i) {
			return -1
		}
		return 14
	case index.OptionTerm:
		if s.words[i].kind == lexicon.Number && t.Key == "size" && !s.explicit(i) && !s.asked("size") {
			return -1
		}
		return 4 + covered + t.Coverage
	case index.AttributeTerm:
		return 3 + covered + t.Coverage
	case index.ProductTerm:
		if n == 1 && s.words[i].kind == lexicon.Word {
			return -1
		}
		return 12.5
	}
	return 1
}

// depth prefers the broader of two categories of the same name, by a little.
func depth(path string) float64 { return -0.01 * float64(strings.Count(path, "/")) }

// commonWord tells whether the word at i is an everyday word written as one, not as a name.
func (s *scan) commonWord(i int) bool {
	w := &s.words[i]
	if !s.lex.Common(w.norm) {
		if _, n := s.lex.Color([]string{w.norm}); n == 0 {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(w.typed)
	return !unicode.IsUpper(r) || i == 0 || s.shouted()
}

// brandCue tells whether the words before i announce a brand.
func (s *scan) brandCue(i int) bool {
	return s.is(i-1, "brand", "by", "make") || s.is(i-1, "is", ":") && s.is(i-2, "brand") || s.is(i+1, "brand") || s.asked("brand")
}

// keyCue is the key the words around i ask for: "in blue" nothing in particular, "colour
// blue" and "brand X" theirs.
func (s *scan) keyCue(i int) string {
	if s.brandCue(i) && !s.is(i+1, "brand") {
		return "brand"
	}
	if s.is(i-1, "of", "from", "with", "in") && s.is(i-2, "made") {
		return "material"
	}
	for _, asked := range s.ctx.Asked {
		return asked
	}
	j := i - 1
	if s.is(j, "is", ":", "=", "of") {
		j--
	}
	if j < 0 {
		return ""
	}
	if a, n := s.lex.Attribute(s.norms[j : j+1]); n > 0 && len(a.Keys) > 0 {
		return a.Keys[0]
	}
	return ""
}

// explicit tells whether the words before i leave no doubt that a value follows.
func (s *scan) explicit(i int) bool {
	if s.keyCue(i) != "" {
		return true
	}
	return s.is(i-1, "in") && !s.is(i+1, "the") && !s.isPlace(i)
}

// isPlace tells whether "in" before i begins something other than a colour or size.
func (s *scan) isPlace(i int) bool { return s.is(i, "stock", "store", "shop", "cart", "total") }

// explicitAfter tells whether the word behind a value names its key: "blue colour".
func (s *scan) explicitAfter(j int, key string) bool {
	if j >= len(s.words) {
		return false
	}
	a, n := s.lex.Attribute(s.norms[j : j+1])
	return n > 0 && len(a.Keys) > 0 && a.Keys[0] == key
}

// respell corrects the word at i when neither the catalog nor the language knows it. Words
// of shop talk are corrected too, so that they are not taken for words of the catalog.
func (s *scan) respell(i int) {
	if i >= len(s.words) || s.words[i].kind != lexicon.Word {
		return
	}
	w := &s.words[i]
	if w.hyph || s.language != "en" || i+1 < len(s.words) && s.words[i+1].hyph || !s.strange(w.norm) {
		return
	}
	read, ok := s.vocab.Correct(w.norm)
	if talk, near := s.lex.Respell(w.norm); near && (!ok || lexicon.Nearer(w.norm, talk, read)) {
		s.replace(i, talk)
		return
	}
	if !ok {
		return
	}
	s.assumed = append(s.assumed, index.Assumption{Typed: w.norm, Read: read})
	s.replace(i, read)
}

// strange tells whether neither the catalog nor the lexicon knows a word.
func (s *scan) strange(norm string) bool {
	if len(norm) < 4 || s.lex.Knows(norm) || s.vocab.Known(norm) > 0 {
		return false
	}
	terms, _ := s.vocab.Longest([]string{norm})
	return terms == nil
}

// replace puts a corrected form in the place of a word; two words go to two places.
func (s *scan) replace(i int, read string) {
	first, second, two := strings.Cut(read, " ")
	w := s.words[i]
	s.words[i].norm, s.norms[i] = first, first
	if !two {
		return
	}
	w.norm, w.hyph = second, true
	s.words = append(s.words[:i+1], append([]word{w}, s.words[i+1:]...)...)
	s.norms = append(s.norms[:i+1], append([]string{second}, s.norms[i+1:]...)...)
}

// field takes the name of something asked about: "battery life", "warranty".
func (s *scan) field(i int) int {
	if s.words[i].kind == lexicon.Symbol {
		return i
	}
	a, n := s.lex.Attribute(s.norms[i:])
	if n == 0 || n == 1 && s.adjective(i) {
		return i
	}
	return s.add(span{kind: kField, key: s.keyOf(a), value: s.typed(i, i+n)}, i, i+n)
}

// adjective tells whether a word such as "long" or "high" at i asks for no figure: only "how
// long is it" does, not "how long does it last".
func (s *scan) adjective(i int) bool {
	switch s.norms[i] {
	case "left": // "any left?", "how many are left"
		return !s.ends(i + 1)
	case "heavy", "old", "long", "high", "tall", "wide", "deep", "thick", "fast", "loud", "bright", "fit", "make", "wash", "contain", "count":
		return !s.is(i-1, "how") || s.is(i, "long") && !s.is(i+1, "is", "are")
	}
	return false
}

// need takes an occasion, a purpose or a person something is for.
func (s *scan) need(i int) int {
	need, n := s.lex.Need(s.norms[i:])
	if n == 0 && s.words[i].kind == lexicon.Word { // "my dads birthday"
		need, n = s.lex.Need([]string{s.lex.Singular(s.norms[i])})
	}
	if n == 0 {
		return i
	}
	sp := span{kind: kNeed, value: s.typed(i, i+n), person: need.Person, search: need.Words}
	sp.slot = Slot{Kind: SlotNeed, Value: need.Name}
	return s.add(sp, i, i+n)
}

// gifts tells whether a need is an occasion for presents.
func gifts(need lexicon.Need) bool { return len(need.Words) > 0 && need.Words[0] == "gift" }
