package nlu

import "shoptalk/index"

// scope is how far a negation reaches.
type scope struct {
	open bool   // a negation waits for what it denies
	at   int    // place of the negation
	key  string // after the first thing denied: only more of the same key, joined to it
	from int    // place after the last thing denied
}

// negation takes a word that denies what follows: "not", "without", "anything but". Idioms
// with such words deny nothing, nor does "no" as an answer.
func (s *scan) negation(i int) int {
	if _, n := s.cue(i, cueIdiom); n > 0 {
		_, m := s.cue(i, cueNot)
		if n >= m {
			return s.keepIdiom(i, n)
		}
	}
	_, n := s.cue(i, cueNot)
	if n == 0 || s.ends(i+n) || s.is(i, "no") && i == 0 && s.is(i+1, ",") {
		return i
	}
	s.scope = scope{open: true, at: i + n - 1}
	return s.add(span{kind: kNot}, i, i+n)
}

func (s *scan) keepIdiom(i, n int) int {
	for j := i; j < i+n; j++ {
		s.add(span{kind: kStop, value: s.norms[j]}, j, j+1)
	}
	return i + n
}

// deny applies an open negation to the spans a rule has just added, and decides whether it
// reaches further: through "or" and "nor" to anything, through "and" and commas to more of
// the same key; to a full stop or "but" never.
func (s *scan) deny(before int) {
	for k := before; k < len(s.spans); k++ {
		sp := &s.spans[k]
		if s.freeOf(sp) {
			sp.neg = true
			continue
		}
		if !s.scope.open {
			continue
		}
		switch {
		case s.deniable(sp):
			if s.scope.key == "" || s.scope.key == denialKey(sp) || s.is(sp.from-1, "or", "nor") {
				sp.neg = true
				s.scope.key, s.scope.from = denialKey(sp), sp.to
				continue
			}
			s.scope.open = false
		case s.closes(sp):
			s.scope.open = false
		}
	}
}

func denialKey(sp *span) string {
	if sp.key == "" {
		return "text"
	}
	return sp.key
}

func (s *scan) deniable(sp *span) bool {
	switch sp.kind {
	case kCategory, kBrand, kValue, kNumber:
		return true
	case kText:
		if s.scope.key == "text" && s.is(sp.from-1, "and", "or", "nor") && sp.from-1 == s.scope.from {
			return s.vocab.Known(sp.value) > 0
		}
		return s.scope.key == "" && sp.from-s.scope.at <= 3 && s.strongNot() && !s.lex.Chat(sp.value)
	}
	return false
}

// strongNot tells whether the open negation is one that denies any word after it: "no logo",
// "without hood"; after "don't" only things of the catalog are denied.
func (s *scan) strongNot() bool {
	return s.is(s.scope.at, "no", "without", "non", "except", "for", "excluding", "minus", "sans", "not", "but", "than", "isnt", "arent", "have", "include", "any", "with")
}

// closes tells whether a span ends the reach of an open negation.
func (s *scan) closes(sp *span) bool {
	switch sp.kind {
	case kStop:
		if s.scope.key != "" {
			return !s.is(sp.from, "or", "nor", "and", "any", "a", "the", "in", "made", "of", "with")
		}
		return s.is(sp.from, "but", "just", "please") || sp.from-s.scope.at > 5
	case kPunct:
		return s.scope.key == "" && s.norms[sp.from] != "\"" || s.norms[sp.from] != ","
	case kNot:
		return false
	case kPrice, kField, kRef, kQuantity, kSlot, kText:
		return true
	}
	return s.scope.key != ""
}

// freeOf tells whether "free" behind a span says that it is to be absent: "leather-free",
// "gluten free"; not "free shipping".
func (s *scan) freeOf(sp *span) bool {
	if !s.is(sp.to, "free") || s.is(sp.to+1, "shipping", "delivery", "returns", "gift", "size") || sp.kind != kValue && sp.kind != kText {
		return false
	}
	if s.words[sp.to].hyph || sp.kind == kValue || s.isMaterial(sp) {
		return true
	}
	w := s.norms[sp.from] // "sugar free biscuits", not "is delivery free"
	return s.vocab.Known(w) > 0 && !s.is(sp.from, "shipping", "delivery", "returns", "is", "are") && !s.ends(sp.to+1)
}

func (s *scan) isMaterial(sp *span) bool {
	_, n := s.lex.Material(s.norms[sp.from:])
	return n > 0
}

// exclude puts a denied span where it belongs in the constraints.
func exclude(c *index.Constraints, sp *span) {
	if c.Not == nil {
		c.Not = &index.Constraints{}
	}
	if sp.kind == kText {
		c.Not.Text = joinText(c.Not.Text, sp.value)
		return
	}
	if sp.part != "" { // "no boots" is not "no shoes"
		c.Not.Text = joinText(c.Not.Text, sp.part)
		return
	}
	key := sp.key
	if sp.kind == kCategory {
		key = "category"
	}
	if sp.kind == kNumber {
		setNumber(c.Not, sp)
		return
	}
	c.Not.Add(key, sp.value)
}

func joinText(text, word string) string {
	if text == "" {
		return word
	}
	return text + " " + word
}

func setNumber(c *index.Constraints, sp *span) {
	if c.Numbers == nil {
		c.Numbers = map[string]index.Bounds{}
	}
	b := c.Numbers[sp.key]
	if sp.min != nil {
		b.Min = sp.min
	}
	if sp.max != nil {
		b.Max = sp.max
	}
	c.Numbers[sp.key] = b
}
