package nlu

import (
	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// compare takes comparatives and superlatives over price, rating and numeric attributes:
// "cheaper", "the lightest", "longer battery", "the cheaper one".
func (s *scan) compare(i int) int {
	j := s.article(i)
	if j >= len(s.words) {
		return i
	}
	c, next, ok := s.comparative(j)
	if !ok {
		return i
	}
	from := j
	if j > i && s.alone(next) {
		from = i
		next = s.skip(next, "one", "of", "the", "two", "them", "these", "those", "three")
		s.spans = append(s.spans, span{kind: kRef, from: from, to: next, ref: Ref{Kind: RefSuper}})
	} else {
		next = s.skip(next, "one", "ones", "option", "options")
	}
	return s.add(span{kind: kCompare, key: c.Key, compare: c}, from, next)
}

// degree passes over an adjective before the name of an attribute: "long battery life" asks
// for no size "long". It sets no bound that could be held to.
func (s *scan) degree(i int) int {
	_, n := s.cue(i, cueDegree)
	if n == 0 || superlative(s.norms[i]) || isComparative(s.norms[i]) || i+n >= len(s.words) {
		return i
	}
	a, m := s.lex.Attribute(s.norms[i+n:])
	if _, ok := s.comparable(a, m); !ok || a.Name == "price" {
		return i
	}
	return s.keepIdiom(i, n+m)
}

// alone tells whether a comparative that ends before i stands for the product itself: "the
// cheaper one", "the lightest of the two", "add the cheapest".
func (s *scan) alone(i int) bool {
	return s.ends(i) || s.is(i, "one", "of", "to", "in", "please", "and", "then")
}

// comparative reads a comparative at i that tells its attribute by itself or by the word
// that follows.
func (s *scan) comparative(i int) (Comparative, int, bool) {
	if c, n := s.cue(i, cueDegree); n > 0 && i+n < len(s.words) {
		a, m := s.lex.Attribute(s.norms[i+n:])
		if m == 0 {
			a, m = s.ownKey(i + n)
		}
		if key, ok := s.comparable(a, m); ok && !s.is(i+n+m, "under", "over", "below") {
			super := superlative(s.norms[i])
			positive := !super && !isComparative(s.norms[i])
			if !positive {
				return Comparative{Key: key, More: c.value == 1, Superlative: super}, i + n + m, true
			}
		}
	}
	c, super, n := s.lex.Comparison(s.norms[i:])
	if n == 0 || s.is(i+n, "than") && s.figureAfter(i+n+1) {
		return Comparative{}, i, false
	}
	key, ok := s.comparable(c.Attribute, n)
	if !ok {
		return Comparative{}, i, false
	}
	return Comparative{Key: key, More: c.More, Superlative: super}, i + n, true
}

// ownKey finds the name of a numeric attribute of the shop's own at i: "protein".
func (s *scan) ownKey(i int) (*lexicon.Attribute, int) {
	terms, n := s.vocab.Longest(s.norms[i:])
	t, ok := pick(terms, index.KeyTerm)
	if _, numeric := s.vocab.Number(t.Key); !ok || !numeric {
		return nil, 0
	}
	return &lexicon.Attribute{Name: t.Key, Keys: []string{t.Key}}, n
}

func (s *scan) figureAfter(i int) bool {
	_, ok := s.money(i)
	return ok
}

func superlative(norm string) bool {
	return len(norm) > 4 && norm[len(norm)-3:] == "est" || norm == "most" || norm == "least" || norm == "best" || norm == "top" || norm == "maximum" || norm == "max" || norm == "minimum" || norm == "min"
}

func isComparative(norm string) bool {
	return len(norm) > 3 && norm[len(norm)-2:] == "er" || norm == "more" || norm == "less" || norm == "superior"
}

// comparable is the key by which products can be compared on an attribute: price, rating, or
// a numeric attribute the shop keeps.
func (s *scan) comparable(a *lexicon.Attribute, n int) (string, bool) {
	if n == 0 {
		return "", false
	}
	if a.Name == "price" || a.Name == "rating" {
		return a.Name, true
	}
	for _, key := range a.Keys {
		if _, ok := s.vocab.Number(key); ok {
			return key, true
		}
	}
	return "", false
}
