package nlu

import "slices"

// ruleAsk reads a question about a product pointed at, in focus or named.
func ruleAsk(f *facts, p *scores) (Intent, bool) {
	points := f.refs[RefIt] + f.refs[RefOrdinal] + f.refs[RefProduct] + f.refs[RefFirst] + f.refs[RefSuper]
	inView := points > 0 || f.s.ctx.Focus || f.s.ctx.Results > 0
	top := Intents[p.best()]
	detail := top == ProductDetail || top == PriceInquiry || top == StockInquiry
	switch {
	case !f.question || !inView || f.orders():
		return Intent{}, false
	case detail && (p[p.best()] > 0.5 || f.of(kValue, kField, kNumber, kStock) > 0):
		return Intent{top, max(0.85, float64(p[p.best()])), "asks about a product in view"}, true
	case points > 0 && f.of(kValue, kField, kNumber) > 0 && p.of(FAQ)+p.of(OrderStatus) < 0.5 && (searchish(top) || p[p.best()] < 0.6):
		return Intent{f.detailKind(), 0.85, "asks whether a product is or has something"}, true
	}
	return Intent{}, false
}

// detailKind tells a question about price or stock from others.
func (f *facts) detailKind() string {
	switch {
	case f.asksField("price") || f.s.is(f.start(), "how") && f.s.is(f.start()+1, "much") && f.s.is(f.start()+2, "is", "are", "does", "do", "for", "would") && !f.says("weigh", "hold", "in"):
		return PriceInquiry
	case f.asksField("stock") || f.of(kStock) > 0 || f.says("have") && f.of(kValue) > 0 && f.refs[RefIt] > 0:
		return StockInquiry
	}
	return ProductDetail
}

// ruleAbout reads a question about one certain kind or product, and whether it is in stock.
func ruleAbout(f *facts, p *scores) (Intent, bool) {
	switch {
	case f.question && f.of(kCategory) > 0 && f.superlative() && f.of(kRef) == f.refs[RefSuper] && !f.orders():
		return Intent{SearchProduct, 0.88, "asks for the most or least of a kind"}, true
	case f.asksAbout():
		return Intent{f.detailKind(), 0.85, "asks about a certain product"}, true
	case f.question && f.of(kStock) > 0 && f.s.is(f.start(), "is", "are") && f.s.is(f.start()+1, "the", "your") && f.things():
		return Intent{StockInquiry, max(0.85, p.of(StockInquiry)), "asks whether something is in stock"}, true
	case f.asksForKind():
		return Intent{SearchProduct, 0.75, "asks whether the shop has something"}, p.of(FAQ)+p.of(PromotionInquiry) < 0.5 && p.of(ProductDetail) < 0.5 && p.of(StockInquiry) < 0.5
	}
	return Intent{}, false
}

// asksForKind tells whether a clause asks if the shop has a thing: "do you sell lawn mowers".
func (f *facts) asksForKind() bool {
	at := f.start()
	return f.s.is(at, "do", "have", "dont") && f.s.is(at+1, "you") && f.s.is(at+2, "have", "sell", "carry", "stock", "got", "keep") && f.texts > 0 && f.of(kRef) == 0 && !f.says("similar", "else", "other", "like")
}

// superlative tells whether the most or the least of something numeric is asked for.
func (f *facts) superlative() bool {
	for k := f.from; k < f.to; k++ {
		if sp := &f.s.spans[k]; sp.kind == kCompare && sp.compare.Superlative {
			return true
		}
	}
	return false
}

// ruleDamage reads what is wrong with goods that came as a question to the shop, not a search
// for them: "the cheese you sent was spoiled".
func ruleDamage(f *facts, p *scores) (Intent, bool) {
	top := Intents[p.best()]
	if !searchish(top) && top != Unclear && top != FAQ && top != ReturnRequest && p[p.best()] > 0.5 || !f.says("came", "arrived", "sent", "delivered", "brought", "received", "ordered", "bought", "got") || !f.bad() {
		return Intent{}, false
	}
	name := FAQ
	if p.of(ReturnRequest) > p.of(FAQ) {
		name = ReturnRequest
	}
	return Intent{name, 0.85, "says that goods came in a bad state"}, true
}

// bad tells whether a word of the clause says that something is broken or spoiled.
func (f *facts) bad() bool {
	for i := f.s.spans[f.from].from; i < f.s.spans[f.to-1].to; i++ {
		if slices.Contains(f.s.lex.Classes(f.s.norms[i]), "bad") {
			return true
		}
	}
	return false
}

// ruleThan reads a wish for something beyond what is in view: "anything cheaper than that".
func ruleThan(f *facts, _ *scores) (Intent, bool) {
	return Intent{RefineSearch, 0.88, "wants more or less than what is in view"},
		f.of(kCompare) > 0 && f.of(kCategory) == 0 && f.refs[RefProduct] == 0 && f.says("anything", "something", "any", "ones") && (f.s.ctx.Results > 0 || f.s.ctx.Focus) && !f.orders()
}

// sides tells whether a clause asks to choose between two: "which has less fat, A or B",
// "should I take A or B".
func (f *facts) sides() bool {
	if !f.says("or") || f.known+f.of(kCategory, kBrand)+f.refs[RefProduct] < 2 {
		return false
	}
	at := f.start()
	return f.s.is(at, "which", "whats") && f.says("less", "more", "better", "fewer", "best") || f.s.follows(at, "should", "i") > 0
}

// picks tells whether a clause names a choice products are offered in: a colour, a size.
func (f *facts) picks() bool {
	for k := f.from; k < f.to; k++ {
		if sp := &f.s.spans[k]; sp.kind == kValue && !sp.neg {
			field, _ := f.s.vocab.Key(sp.key)
			return field.Option
		}
	}
	return false
}

// asksAbout tells whether a clause asks something of one certain kind or product: what it
// costs, or what "the" product named is or has.
func (f *facts) asksAbout() bool {
	at := f.start()
	s := f.s
	if f.of(kCategory, kBrand)+f.known == 0 && f.refs[RefProduct] == 0 || f.of(kCompare, kSort) > 0 || f.says("or", "any") {
		return false
	}
	switch {
	case s.is(at, "how") && s.is(at+1, "much") && s.is(at+2, "is", "are", "does", "do", "for", "would"),
		s.is(at, "what", "whats") && f.says("cost", "costs", "price") && !f.orders():
		return f.of(kPrice) == 0 && f.of(kCategory, kBrand)+f.refs[RefProduct] > 0
	case s.follows(at, "tell", "me", "about", "the") > 0, s.follows(at, "tell", "me", "more", "about", "the") > 0, s.follows(at, "price", "of", "the") > 0:
		return true
	case s.is(at, "is", "are", "does", "do", "has") && s.is(at+1, "the"), s.is(at, "how", "what", "which") && s.is(at+1, "many", "much", "long", "old", "big", "heavy", "tall") && f.says("the"):
		return !f.orders() && !f.says("you", "i", "we", "they")
	}
	return false
}

// ruleNeed reads an occasion or a person with talk of presents and advice as a wish to be
// recommended something, where no kind of product is named.
func ruleNeed(f *facts, p *scores) (Intent, bool) {
	if f.of(kCategory)+f.refs[RefProduct] > 0 || !f.occasion() && f.of(kNeed) == 0 || f.says("card", "wrap", "wrapping", "wrapped", "voucher", "receipt", "order", "orders", "discount") {
		return Intent{}, false
	}
	switch {
	case f.says("gift", "gifts", "present", "presents", "ideas", "idea", "suggestions", "recommend", "suggest", "inspiration"),
		f.says("what") && f.says("need", "pack", "bring", "take", "get", "buy", "wear"):
		return Intent{Recommend, max(0.85, p.of(Recommend)), "wants advice for an occasion"}, p.of(FAQ) < 0.5
	}
	return Intent{}, false
}

// occasion tells whether a value says what products are for.
func (f *facts) occasion() bool {
	for k := f.from; k < f.to; k++ {
		if sp := &f.s.spans[k]; sp.kind == kValue && !sp.neg && (sp.key == "occasion" || sp.key == "recipient") {
			return true
		}
	}
	return false
}
