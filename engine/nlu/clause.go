package nlu

import (
	"slices"

	"shoptalk/data/lexicon"
)

// MaxParts is how many things one message is taken to ask at most.
const MaxParts = 4

// clause is a run of spans that may have an intent of its own.
type clause struct {
	from, to int // places in scan.spans
	anchored bool
	verdict  verdict
	lender   [2]int // the spans that name its product, where it names none itself
}

// parts cuts the message into what it asks, in order.
func (r *Reader) parts(s *scan) []Part {
	cut := s.clauses()
	for i := range cut {
		cut[i].verdict = r.judge(s, cut[i].from, cut[i].to)
	}
	cut = s.tricked(cut)
	cut = s.merge(r.advised(s, s.corrected(cut)))
	if len(cut) == 0 {
		cut = []clause{{verdict: verdict{intents: []Intent{{Unclear, 0.2, "nothing to read"}}}}}
	}
	out := make([]Part, 0, len(cut))
	for i := range cut {
		for _, item := range s.items(cut[i], MaxParts-len(out)-(len(cut)-1-i)) {
			out = append(out, s.assemble(&item))
		}
	}
	out[0].Slots = append(out[0].Slots, s.cards...)
	return out
}

// tricked keeps of a message that gives orders to the machine only that: what it asks besides
// is part of the trick.
func (s *scan) tricked(cut []clause) []clause {
	for i := range cut {
		if s.has(&cut[i], kTrick) && cut[i].verdict.name() == OutOfScope {
			return cut[i : i+1]
		}
	}
	return cut
}

// corrected drops what the clause after it takes back: "add the tote, no wait, the shopper".
func (s *scan) corrected(cut []clause) []clause {
	for i := len(cut) - 1; i > 0; i-- {
		if !s.corrects(s.spans[cut[i].from].from) || !s.named(&cut[i]) || standing(cut[i-1].verdict.name()) {
			continue
		}
		switch cut[i].verdict.name() {
		case SearchProduct, RefineSearch, ProductDetail, Unclear, Deny:
			if !searchish(cut[i-1].verdict.name()) && cut[i-1].verdict.name() != Unclear {
				cut[i].verdict = cut[i-1].verdict
			}
		}
		cut = slices.Delete(cut, i-1, i)
	}
	return cut
}

// advised joins an occasion with the question for advice after it, and judges both as one:
// "we're going camping, what do we need?".
func (r *Reader) advised(s *scan, cut []clause) []clause {
	for i := len(cut) - 1; i > 0; i-- {
		f := s.facts(cut[i].from, cut[i].to)
		if !f.question || f.things() || f.words > 6 || !f.says("need", "ideas", "idea", "suggest", "recommend", "pack", "bring", "get", "buy") {
			continue
		}
		both := r.judge(s, cut[i-1].from, cut[i].to)
		if both.name() == Recommend {
			cut[i-1].to, cut[i-1].verdict = cut[i].to, both
			cut = slices.Delete(cut, i, i+1)
		}
	}
	return cut
}

// opens tells whether a clause with an intent of its own may begin at a word.
func (s *scan) opens(i int) bool {
	i = s.skip(i, "and", "then", "also", "plus", "but", "so", "please", "pls", "just", "ok", "okay", "oh", "now", "next", "after", "that", ",", "finally", "by", "the", "way", "btw")
	if i >= len(s.words) {
		return false
	}
	if s.is(i, "until", "till", "by", "at", "from") && s.is(i+1, "what", "when") {
		return true
	}
	if s.is(i, "i", "we", "id", "im", "ill") {
		return s.is(i+1, "want", "need", "would", "wanna", "am", "was", "have", "like", "ll", "want", "looking", "also", "take", "get", "forgot", "changed", "wanted", "will", "can", "never") || s.is(i, "id", "im", "ill")
	}
	return opensClause[s.norms[i]]
}

// opensClause are the first words of orders and questions.
var opensClause = wordSet(`add put remove delete cancel track compare show find search checkout check apply use what whats how when where wheres
 which is are do does can could will would tell give order buy get return exchange change make take empty clear thanks thank bye
 goodbye help talk connect sort recommend suggest ship go view see proceed who why update increase decrease drop pay send let lets
 explain reset forget hello hi did has have any look looking need want place redeem swap list display pick grab my`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range lexicon.Tokens(words) {
		set[w.Norm] = true
	}
	return set
}

// clauses cuts the spans at full stops and questions, and at "and", "then" and commas where
// an order or question of its own begins after them.
func (s *scan) clauses() []clause {
	var out []clause
	from := 0
	for k := range s.spans {
		if end := s.boundary(k, from); end > from {
			out = append(out, clause{from: from, to: end})
			from = end
		}
	}
	if from < len(s.spans) {
		out = append(out, clause{from: from, to: len(s.spans)})
	}
	out = slices.DeleteFunc(out, func(c clause) bool { return s.hollow(c) })
	for i := range out {
		out[i].anchored = s.opens(s.spans[out[i].from].from)
	}
	return out
}

// boundary gives the place of the span a clause ends before, when one ends at k; 0 else.
func (s *scan) boundary(k, from int) int {
	sp := &s.spans[k]
	w := sp.from
	switch {
	case sp.kind == kPunct && s.is(w, ".", "?", "!", ";", "…"):
		return k + 1
	case sp.kind == kPunct && s.is(w, ",", "-", "–", ":") && k > from && (s.opens(w+1) || s.corrects(w+1) && s.spans[from].kind != kPunct && !s.corrects(s.spans[from].from)):
		return k + 1
	case k > from && s.is(w, "and", "then", "also", "plus", "but", "&", "so") && sp.kind != kRef && s.opens(w+1) && !s.opens(w) && !s.is(w-1, "and", "then", "but"):
		return k
	case k > from && s.is(w, "and", "then", "also") && s.opens(w+1) && !s.is(w-1, "and", "then", "but", "also"):
		return k
	case k > from && s.greeted(from, k):
		return k
	}
	return 0
}

// greeted tells whether the spans from from to k are a greeting and something else begins at k.
func (s *scan) greeted(from, k int) bool {
	if from != 0 || s.spans[k].from > 4 {
		return false
	}
	w := s.spans[k].from
	for i := range w {
		if !s.is(i, "hi", "hello", "hey", "hiya", "yo", "namaste", "greetings", "good", "morning", "afternoon", "evening", "there", "team", "all", "everyone", "dear", ",", "!", "sir", "madam", "bro", "guys") {
			return false
		}
	}
	return !s.is(0, "there", "all", "dear", "team", "everyone", "bro", "guys", "sir", "madam") && !(w == 1 && s.is(0, "good")) &&
		!s.is(w, "hi", "hello", "there", "hey", "team", "all", "everyone", "dear", ",", "!", ".", "?", "morning", "afternoon", "evening", "sir", "madam", "bro", "guys")
}

// hollow tells whether a clause has nothing but punctuation and joining words.
func (s *scan) hollow(c clause) bool {
	for k := c.from; k < c.to; k++ {
		sp := &s.spans[k]
		if sp.kind != kPunct && !(sp.to == sp.from+1 && s.is(sp.from, "and", "then", "also", "so", "but", "&", "oh", "ah", "well", "um", "hmm", "btw", "wait", "sorry", "actually")) {
			return false
		}
	}
	return len(s.spans) > c.to-c.from
}

// merge joins neighbours that are one wish: fragments, context around a wish, two halves of
// one search. At most MaxParts remain.
func (s *scan) merge(cut []clause) []clause {
	var out []clause
	for _, c := range cut {
		if n := len(out); n > 0 && s.oneWish(&out[n-1], &c) {
			out[n-1] = join(out[n-1], c)
			continue
		}
		out = append(out, c)
	}
	for len(out) > MaxParts {
		out = join2(out)
	}
	return out
}

// join2 joins the two neighbours that are least sure of themselves.
func join2(cut []clause) []clause {
	at, low := 0, 3.0
	for i := range len(cut) - 1 {
		if sum := cut[i].verdict.confidence() + cut[i+1].verdict.confidence(); sum < low {
			at, low = i, sum
		}
	}
	cut[at] = join(cut[at], cut[at+1])
	return slices.Delete(cut, at+1, at+2)
}

// join makes one clause of two neighbours; the surer one says what it is about.
func join(a, b clause) clause {
	v := a.verdict
	if v.name() == Recommend && searchish(b.verdict.name()) {
		return clause{from: a.from, to: b.to, anchored: a.anchored, verdict: v}
	}
	weak := func(v verdict) bool {
		return v.name() == Unclear || v.name() == OutOfScope || v.name() == Affirm || v.name() == Deny
	}
	if weak(v) && !weak(b.verdict) || b.verdict.confidence() > v.confidence() && !weak(b.verdict) && !(v.name() == SearchProduct && searchish(b.verdict.name())) {
		v = b.verdict
	}
	return clause{from: a.from, to: b.to, anchored: a.anchored, verdict: v}
}

func searchish(name string) bool {
	return name == SearchProduct || name == RefineSearch || name == Recommend
}

// standing tells whether an intent stands for itself beside others.
func standing(name string) bool {
	switch name {
	case Safety, Abuse, Greeting, Goodbye, Thanks:
		return true
	}
	return false
}

// oneWish tells whether two neighbouring clauses are one wish.
func (s *scan) oneWish(a, b *clause) bool {
	x, y := a.verdict.name(), b.verdict.name()
	switch {
	case standing(x) || standing(y):
		return x == y
	case searchish(x) && searchish(y):
		return !(b.anchored && s.has(a, kCategory) && s.has(b, kCategory))
	case b.verdict.confidence() < 0.5 || y == Unclear:
		return true
	case a.verdict.confidence() < 0.5 || x == Unclear:
		return true
	case (y == Affirm || y == Deny) && b.from > 0:
		return true
	case x == OutOfScope && a.verdict.confidence() < 0.8 || y == OutOfScope && b.verdict.confidence() < 0.8:
		return true
	case x == y:
		return !(x == AddToCart || x == UpdateCart) || !b.anchored
	case !b.anchored && searchish(y) && !s.has(b, kCategory) && x != FAQ:
		return true
	}
	return false
}

// has tells whether a clause holds a span of a kind that is not denied.
func (s *scan) has(c *clause, k kind) bool {
	for i := c.from; i < c.to; i++ {
		if s.spans[i].kind == k && !s.spans[i].neg {
			return true
		}
	}
	return false
}
