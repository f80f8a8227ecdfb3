package nlu

import (
	"strconv"
	"strings"

	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// rating takes bounds on the rating: "4 stars and up", "at least 4.5 stars", "rated above 4",
// "well rated".
func (s *scan) rating(i int) int {
	if _, n := s.cue(i, cueRated); n > 0 {
		four := 4.0
		return s.add(span{kind: kRating, min: &four}, i, i+n)
	}
	j := i
	rated := s.is(j, "rated", "rating", "ratings", "stars", "score")
	if rated {
		j = s.skip(j+1, "of", "is", "at", ":")
	}
	if b, k := s.boundAt(j); b == gt || b == gte || b == about {
		j = k
	} else if b != none {
		return i
	}
	f, ok := s.figure(j)
	if !ok || f.value > 5 || f.value < 1 {
		return i
	}
	next := s.skip(f.next, "+", "plus", "and", "or", "more", "above", "up", "higher", "better")
	starred := s.is(next, "star", "stars", "★", "⭐", "rating", "rated", "ratings")
	if !starred && !rated || f.tail != "" {
		return i
	}
	if starred {
		next++
	}
	next = s.skip(next, "rating", "rated", "ratings", "reviews")
	if _, k := s.afterAt(next); k > next {
		next = k
	}
	least := f.value
	return s.add(span{kind: kRating, min: &least}, i, next)
}

// sizes takes a size where the shop has one to choose and the wording fits: "size 10",
// "10 US", "in a 10", "x-large", a bare number when it was asked for.
func (s *scan) sizes(i int) int {
	if _, ok := s.vocab.Key("size"); !ok {
		return i
	}
	j := i
	cued := s.is(i, "size", "sz", "sizes")
	if cued {
		j = s.skip(i+1, "is", "to", "a", "an", "uk", "us", "eu", ":", "=", "of")
	} else if s.is(i, "in", "a", "an") && s.sizeCue(i) {
		j = s.skip(i+1, "a", "an", "uk", "us", "eu")
	}
	value, next := s.sizeAt(j)
	if value == "" {
		return i
	}
	tail := s.skip(next, "us", "uk", "eu", "size", "sized")
	if s.is(next, "us") && s.is(next+1, "about", "a", "the") {
		tail = next
	}
	half := strings.HasSuffix(value, ".5") && s.kindNamed() && s.ends(next) && s.is(i-1, ",", "in", "a", "size")
	if !cued && tail == next && j == i && !s.asked("size") && !half && !s.plainSize(i, next) {
		return i
	}
	if j > i && !cued && tail == next && s.words[j].kind != lexicon.Number && !s.plainSize(j, next) && !s.ends(next) {
		return i
	}
	return s.add(span{kind: kValue, key: "size", value: value, also: s.sameSize(j, value), explicit: true}, i, tail)
}

// sizeCue tells whether "in a 10" stands at i, not followed by a noun or unit.
func (s *scan) sizeCue(i int) bool {
	j := s.skip(i+1, "a", "an", "uk", "us", "eu")
	if !s.is(i, "in") || j >= len(s.words) {
		return false
	}
	k := j + 1
	return s.ends(k) || s.words[k].kind == lexicon.Symbol || s.lex.Stop(s.words[k].norm) && !s.is(k, "days", "to") || s.is(k, "us", "uk", "eu")
}

// sizeAt finds a value of the size option at i.
func (s *scan) sizeAt(i int) (value string, next int) {
	if i >= len(s.words) {
		return "", i
	}
	terms, n := s.vocab.Longest(s.norms[i:])
	if v, ok := sizeTerm(terms); ok {
		return v, i + n
	}
	if base, n := s.lex.Size(s.norms[i:]); n > 0 {
		terms, _ := s.vocab.Longest([]string{base})
		if v, ok := sizeTerm(terms); ok {
			return v, i + n
		}
	}
	if f, ok := s.figure(i); ok && f.tail == "" && (!f.digits || s.is(f.next, "and")) {
		next := f.next
		if s.follows(next, "and", "a", "half") > 0 {
			f.value, next = f.value+0.5, next+3
		}
		terms, _ := s.vocab.Longest([]string{strconv.FormatFloat(f.value, 'f', -1, 64)})
		if v, ok := sizeTerm(terms); ok {
			return v, next
		}
	}
	return "", i
}

// sameSize is another spelling the shop has of a size read at i: "m" beside "medium".
func (s *scan) sameSize(i int, value string) string {
	base, n := s.lex.Size(s.norms[i:])
	if n == 0 || base == value {
		return ""
	}
	terms, _ := s.vocab.Longest([]string{base})
	v, _ := sizeTerm(terms)
	return v
}

func sizeTerm(terms []index.Term) (string, bool) {
	for _, t := range terms {
		if t.Kind == index.OptionTerm && (t.Key == "size" || strings.HasSuffix(t.Key, "_size")) {
			return t.Value, true
		}
	}
	return "", false
}

// plainSize tells whether a size between two places is one without the word "size" beside
// it: in capitals, or a word that names nothing else.
func (s *scan) plainSize(from, to int) bool {
	w := &s.words[from]
	switch {
	case w.kind == lexicon.Number:
		return false
	case len(w.norm) == 1 && to == from+1:
		return w.typed != w.norm && len(s.words) > 1 && !s.shouted() && s.words[from].typed != "I"
	case w.norm == "large" || w.norm == "small" || w.norm == "medium":
		return s.is(from-1, "in") || len(s.words) == 1 || s.ends(to) && (from == 0 || s.is(from-1, "a") || s.ends(from-1) || s.kindNamed())
	}
	_, n := s.lex.Size(s.norms[from:])
	return n > 0 || w.kind == lexicon.Mixed
}

// kindNamed tells whether a kind of product was named before.
func (s *scan) kindNamed() bool {
	for k := range s.spans {
		if s.spans[k].kind == kCategory {
			return true
		}
	}
	return false
}

// sort takes a wished order of results.
func (s *scan) sort(i int) int {
	c, n := s.cue(i, cueSort)
	if n > 0 {
		next := i + n
		if c.text == "price_asc" && s.is(next, "descending", "desc") || s.says(next, "high", "to", "low") || s.is(next, "(") && s.says(next+1, "high", "to", "low") {
			return s.add(span{kind: kSort, value: "price_desc"}, i, s.skip(next, "descending", "desc", "high", "to", "low", "(", ")"))
		}
		return s.add(span{kind: kSort, value: c.text}, i, s.skip(next, "ascending", "asc", "low", "to", "high"))
	}
	if _, n := s.cue(i, cueCheap); n > 0 && !s.is(i-1, "too", "not") {
		return s.add(span{kind: kCheap}, i, i+n)
	}
	return i
}

// says tells whether a run of words stands at i.
func (s *scan) says(i int, norms ...string) bool { return s.follows(i, norms...) > 0 }

func (s *scan) stock(i int) int {
	if _, n := s.cue(i, cueStock); n > 0 {
		return s.add(span{kind: kStock}, i, i+n)
	}
	return i
}

func (s *scan) more(i int) int {
	_, n := s.cue(i, cueMore)
	if n == 0 {
		return i
	}
	next := i + n
	if _, k := s.cue(next, cueNot); k > 0 && s.is(i, "anything", "something") {
		return i
	}
	if _, _, k := s.lex.Comparison(s.norms[min(next, len(s.norms)):]); k > 0 || s.is(next, "expensive", "details", "info", "information", "about", "storage", "power") {
		return i
	}
	return s.add(span{kind: kMore}, i, next)
}

// drop takes what the shopper wants forgotten: "never mind the colour", "any brand", "price
// doesn't matter".
func (s *scan) drop(i int) int {
	if c, n := s.cue(i, cueForget); n > 0 {
		j := s.skip(i+n, "the", "my", "about", "about", "what", "which")
		if key, next := s.droppable(j, c.value == 1); next > j {
			if c.value == 0 && !s.ends(next) && !s.is(next, "is", "will", "works", "preference", "preferences", "or", "and", "at", "limit", "requirement", "please", "in", "for") && s.is(i, "no", "all") {
				return i
			}
			return s.add(span{kind: kDrop, key: key}, i, s.skip(next, "is", "fine", "filter", "limit", "will", "do", "works", "ok", "preference", "preferences", "requirement", "constraint", "it", "goes"))
		}
		return i
	}
	key, next := s.droppable(i, true)
	if next == i {
		return i
	}
	for _, tail := range [...][]string{{"doesnt", "matter"}, {"dont", "matter"}, {"does", "not", "matter"}, {"no", "bar"}, {"isnt", "important"}, {"is", "not", "important"}, {"is", "no", "issue"}, {"isnt", "an", "issue"}, {"no", "issue"}, {"is", "not", "an", "issue"}, {"is", "irrelevant"}, {"not", "important"}} {
		if end := s.follows(next, tail...); end > 0 {
			return s.add(span{kind: kDrop, key: key}, i, end)
		}
	}
	return i
}

// droppable finds what can be forgotten at i: the name of a constraint or, where values may
// be named too, a value that stands for its key.
func (s *scan) droppable(i int, values bool) (key string, next int) {
	if i >= len(s.words) {
		return "", i
	}
	if s.is(i, "budget", "cost", "price", "prices", "money") {
		return "price", i + 1
	}
	if terms, n := s.vocab.Longest(s.norms[i:]); n > 0 {
		if t, ok := pick(terms, index.KeyTerm); ok {
			return t.Key, i + n
		}
		if t, ok := pick(terms, index.OptionTerm, index.AttributeTerm, index.BrandTerm); ok && values && t.Kind != index.BrandTerm {
			return t.Key, i + n
		} else if ok && values {
			return "brand", i + n
		}
	}
	a, n := s.lex.Attribute(s.norms[i:])
	if n == 0 || a.Name == "stock" || a.Name == "features" || a.Name == "description" || a.Name == "speed" {
		return "", i
	}
	return s.keyOf(a), i + n
}

// keyOf is the key the shop keeps an attribute under, else its most usual key.
func (s *scan) keyOf(a *lexicon.Attribute) string {
	for _, key := range a.Keys {
		if _, ok := s.vocab.Number(key); ok {
			return key
		}
		if _, ok := s.vocab.Key(key); ok {
			return key
		}
	}
	return strings.ReplaceAll(a.Name, " ", "_")
}
