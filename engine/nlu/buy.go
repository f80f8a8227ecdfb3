package nlu

// cartWords name the cart.
var cartWords = wordSet("cart basket bag trolley")

// ruleBuy reads an order to put something into the cart: "add the bread knife", "two trowels
// into my basket", "throw in a candle", "I'll take the blue one".
func ruleBuy(f *facts, p *scores) (Intent, bool) {
	if !f.things() || f.says("compare", "comparison", "wishlist", "filter", "remove", "delete", "track", "cancel", "coupon", "code", "voucher", "promo", "discount", "address", "without", "return", "refund") {
		return Intent{}, false
	}
	in := Intent{AddToCart, max(0.9, p.of(AddToCart)), "puts something into the cart"}
	at := f.start()
	s := f.s
	switch {
	case asks[f.first] && !s.is(at, "can", "could", "will", "would"), f.says("orders"):
		return Intent{}, false
	case f.intoCart(at):
		return in, true
	case s.is(at, "add", "ad"):
		return in, !f.says("order", "comparison", "list", "message", "note") && (f.of(kCategory, kText, kRef) > 0 || !s.ctx.Search)
	case s.is(at, "throw", "toss", "pop", "chuck", "stick", "put") && s.is(at+1, "in"):
		return in, true
	case s.is(at, "order", "grab", "buy", "get", "give", "gimme") && s.is(at+1, "me", "us") || s.is(at, "grab", "order", "buy") && s.is(at+1, "the", "this", "that"):
		return in, f.refs[RefProduct]+f.refs[RefOrdinal]+f.refs[RefIt] > 0 || s.is(at, "order", "grab")
	case s.follows(at, "ill", "take") > 0 || s.follows(at, "ill", "have") > 0 || s.follows(at, "i", "will", "take") > 0 || s.follows(at, "i", "will", "have") > 0:
		return in, !f.says("look", "think", "see", "break", "back")
	case f.s.spans[f.from].kind == kQuantity && (f.refs[RefProduct] > 0 || f.says("please", "pls")) && !f.question:
		return in, f.of(kPrice, kSort, kCompare, kMore) == 0
	case f.goesOn(at):
		return in, f.of(kPrice, kSort, kCompare, kField) == 0
	case f.wishes(at):
		return in, f.refs[RefProduct] > 0
	}
	return Intent{}, false
}

// ruleRemove reads an order to take something out of the cart.
func ruleRemove(f *facts, p *scores) (Intent, bool) {
	at := f.start()
	s := f.s
	if s.ctx.Cart == 0 || !f.things() || f.says("coupon", "code", "voucher", "promo", "discount", "filter", "limit") || f.of(kDrop, kPrice) > 0 {
		return Intent{}, false
	}
	return Intent{UpdateCart, max(0.9, p.of(UpdateCart)), "takes something out of the cart"},
		s.is(at, "remove", "delete", "discard") || s.is(at, "take") && f.says("out", "away", "off") || s.is(at, "get") && s.is(at+1, "rid")
}

// ruleCount reads a bare number of pieces as a change of the cart: "actually eight", "one more".
func ruleCount(f *facts, _ *scores) (Intent, bool) {
	if f.s.ctx.Cart == 0 || f.of(kQuantity) == 0 || f.things() || f.of(kField, kPrice, kNeed, kSlot) > 0 || f.words > 6 || len(f.s.ctx.Asked) > 0 {
		return Intent{}, false
	}
	if f.says("more") || f.says("another") {
		return Intent{AddToCart, 0.85, "wants more of what was just added"}, f.s.ctx.Focus || !f.s.ctx.Search
	}
	return Intent{UpdateCart, 0.85, "says how many"}, f.words-f.stops() <= 2 && f.texts <= 1 && !f.question
}

// ruleCorrect reads "no, the 5 kg one" as a change of what was just done: of the search that
// is on, else of the cart.
func ruleCorrect(f *facts, _ *scores) (Intent, bool) {
	if !f.s.corrects(f.s.spans[f.from].from) || f.things() || f.of(kValue, kNumber, kPrice) == 0 || f.question || f.s.ctx.Confirm {
		return Intent{}, false
	}
	switch {
	case f.s.ctx.Search:
		return Intent{RefineSearch, 0.88, "corrects the search that is on"}, true
	case f.s.ctx.Cart > 0 && f.of(kPrice) == 0:
		return Intent{UpdateCart, 0.85, "corrects what was put into the cart"}, true
	}
	return Intent{}, false
}

// corrects tells whether words at i take back what was said before them: "no, ...", "sorry, I
// meant ...".
func (s *scan) corrects(i int) bool {
	from := i
	i = s.skip(i, "oh", "ah", "um", "hm", "but")
	j := s.skip(i, "no", "nope", "wait", "sorry", "oops", "actually", "rather", "correction", ",", "hang", "hold", "on")
	if s.follows(j, "i", "meant") > 0 || s.follows(j, "i", "mean") > 0 || s.follows(j, "i", "said") > 0 || s.follows(j, "make", "that") > 0 && j > i {
		return true
	}
	return j > i+1 && s.is(i, "no", "nope", "sorry", "oops", "wait", "correction") && j-from <= 6 && !s.ends(j)
}

// things tells whether products are named or pointed at.
func (f *facts) things() bool {
	for k := f.from; k < f.to; k++ {
		if f.s.heads(&f.s.spans[k]) {
			return true
		}
	}
	return false
}

// heads tells whether a span names or points at products by itself.
func (s *scan) heads(sp *span) bool {
	if sp.neg {
		return false
	}
	switch sp.kind {
	case kCategory, kBrand:
		return true
	case kRef:
		return sp.ref.Kind != RefThem || sp.to-sp.from > 0
	case kText:
		w := s.norms[sp.from]
		return !cartWords[w] && !orderVerbs[w] && (!s.lex.Chat(w) || s.vocab.Known(w) > 2) && len(w) > 1
	}
	return false
}

// orderVerbs are words that put things into the cart.
var orderVerbs = wordSet("add ad put throw toss pop chuck stick grab order buy get give take have place drop in please more")

// start is the place of the first word that matters.
func (f *facts) start() int {
	i := f.s.spans[f.from].from
	return f.s.skip(i, "and", "then", "also", "so", "but", "please", "pls", "ok", "okay", "hi", "hello", "hey", "oh", "ah", "well", "now", "yes", "no", "wait", "um", "actually", "great", "cool", "alright", "just", "plus", ",", "!", ".")
}

// intoCart tells whether something is to go to the cart: "to my cart", or "in" it after a
// verb that puts things there.
func (f *facts) intoCart(at int) bool {
	if f.says("show", "view", "see", "whats", "what", "check", "open", "empty", "clear", "out", "from") {
		return false
	}
	s := f.s
	for i := f.s.spans[f.from].from; i < f.s.spans[f.to-1].to; i++ {
		if !cartWords[s.norms[i]] {
			continue
		}
		j := i - 1
		for s.is(j, "my", "the", "our", "shopping", "a") {
			j--
		}
		if s.is(j, "into", "to", "too") || s.is(j, "in") && f.says("put", "pop", "place", "stick", "chuck", "throw", "toss", "drop", "want", "add") {
			return true
		}
	}
	return false
}

// goesOn tells whether a clause adds one more product to what was just put into the cart:
// "and the scarf too", "plus a litre of milk".
func (f *facts) goesOn(at int) bool {
	s := f.s
	if s.ctx.Cart == 0 || s.ctx.Search || f.question || len(s.ctx.Asked) > 0 || at == 0 || !s.is(at-1, "and", "plus", "also", "then") {
		return false
	}
	return s.is(at, "a", "an", "the", "some", "another") || f.of(kQuantity) > 0 && s.spans[f.from+1].kind == kQuantity
}

// wishes tells whether a wish for one certain product begins at i: "I want the", "I'd like the".
func (f *facts) wishes(i int) bool {
	s := f.s
	for _, words := range [...][]string{{"i", "want"}, {"id", "like"}, {"i", "would", "like"}, {"let", "me", "have"}, {"can", "i", "have"}, {"could", "i", "have"}, {"i", "need"}, {"id", "love"}} {
		if j := s.follows(i, words...); j > 0 {
			j = s.skip(j, "to", "order", "buy", "get", "have")
			return s.is(j, "the", "this", "that") || j < len(s.words) && f.of(kQuantity) > 0
		}
	}
	return false
}
