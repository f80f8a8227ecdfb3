package nlu

import (
	"strings"

	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// compound leaves words that name one thing together as words to search by: "green tea".
func (s *scan) compound(i int) int {
	n := s.lex.Compound(s.norms[i:])
	if n == 0 || s.crosses(i, n) {
		return i
	}
	if _, m := s.vocab.Longest(s.norms[i:]); m >= n {
		return i
	}
	for j := i; j < i+n; j++ {
		s.add(span{kind: kText, value: s.norms[j], explicit: true}, j, j+1)
	}
	return i + n
}

// alike takes a word the catalog never says for another of the same meaning that names
// something of the catalog: "trainers" for the category "sneakers", a shade for its colour.
func (s *scan) alike(i int) int {
	if s.words[i].kind == lexicon.Symbol || s.lex.Stop(s.norms[i]) {
		return i
	}
	if next := s.shade(i); next > i {
		return next
	}
	if s.vocab.Known(s.norms[i]) > 0 {
		return i
	}
	return s.alikeOf(i, 1)
}

// alikeLong is alike for phrases of two and three words.
func (s *scan) alikeLong(i int) int {
	for n := min(3, len(s.words)-i); n > 1; n-- {
		if s.crosses(i, n) || !s.lex.Begins(s.norms[i]) || s.knowsAll(i, n) {
			continue
		}
		if next := s.alikeOf(i, n); next > i {
			return next
		}
	}
	return i
}

// knowsAll tells whether the catalog says every word of a phrase: then the words count as
// they stand, for "waterproof jacket" says more than the jacket it is alike to.
func (s *scan) knowsAll(i, n int) bool {
	for j := i; j < i+n; j++ {
		if s.vocab.Known(s.norms[j]) == 0 {
			return false
		}
	}
	return true
}

func (s *scan) alikeOf(i, n int) int {
	for _, other := range s.lex.Alike(s.typed(i, i+n)) {
		if t, ok := s.whole(other); ok {
			return s.take(i, n, []index.Term{t})
		}
	}
	return i
}

// shade reads a colour the catalog does not have as its base colour.
func (s *scan) shade(i int) int {
	base, n := s.lex.Color(s.norms[i:])
	if n == 0 || n == 1 && s.vocab.Known(s.norms[i]) > 0 && s.norms[i] != "grey" && s.norms[i] != "gray" {
		return i
	}
	for _, name := range [...]string{base, "gray", s.norms[i]} {
		if name == "gray" && base != "grey" {
			continue
		}
		if t, ok := s.whole(name); ok && t.Kind == index.OptionTerm {
			return s.add(span{kind: kValue, key: t.Key, value: t.Value, explicit: true, count: t.Count}, i, i+n)
		}
	}
	return i
}

// whole finds what a phrase as a whole means in the catalog, if it may be a constraint.
func (s *scan) whole(phrase string) (index.Term, bool) {
	var room [4]string
	norms := room[:0]
	for w := range strings.FieldsSeq(phrase) {
		norms = append(norms, w)
	}
	terms, n := s.vocab.Longest(norms)
	if n != len(norms) || n == 0 {
		return index.Term{}, false
	}
	t, ok := pick(terms, index.CategoryTerm, index.OptionTerm, index.AttributeTerm)
	return t, ok && t.Coverage >= enough && (t.Kind == index.CategoryTerm || namesItself(t.Value, phrase))
}

// namesItself tells whether a value is a phrase, unlike the "yes" of a property the phrase
// names.
func namesItself(value, phrase string) bool {
	return strings.Contains(value, phrase) || strings.Contains(phrase, value) && len(value) > 1
}
