package nlu

import (
	"fmt"
	"slices"
	"strings"

	"shoptalk/data/lexicon"
)

// verdict is what a clause was found to want.
type verdict struct {
	intents []Intent
	others  []Intent
}

func (v *verdict) name() string { return v.intents[0].Name }

func (v *verdict) confidence() float64 { return v.intents[0].Confidence }

// judge decides what a clause wants: by rule where the words leave no doubt, by the model
// elsewhere, with the conversation's state deciding between neighbours.
func (r *Reader) judge(s *scan, from, to int) verdict {
	f := s.facts(from, to)
	var room [512]uint32
	p := r.model.score(s.features(room[:0], from, to))
	for _, rule := range [...]func(*facts, *scores) (Intent, bool){
		ruleDanger, ruleTrick, ruleConfirm, ruleAnswer, ruleAbuse, ruleSlots, ruleRemove, ruleBuy, ruleCount, ruleCorrect, ruleCompare, ruleMore, ruleTerse, ruleDamage, ruleThan, ruleAbout, ruleNeed, ruleBare, ruleSearch, ruleAsk, ruleRefine, ruleBudget,
	} {
		if in, ok := rule(&f, &p); ok {
			return f.settle(in, &p)
		}
	}
	return f.settle(byModel(&f, &p), &p)
}

func ruleDanger(f *facts, _ *scores) (Intent, bool) {
	return Intent{Safety, 0.97, "speaks of danger to life"}, f.of(kDanger) > 0
}

func ruleTrick(f *facts, _ *scores) (Intent, bool) {
	return Intent{OutOfScope, 0.95, "gives orders to the machine, not a wish to the shop"}, f.of(kTrick) > 0
}

// yesWords and noWords answer a question by themselves.
var (
	yesWords = wordSet("yes yeah yep yup y ya yess sure ok okay confirm confirmed correct right absolutely definitely proceed certainly haan ha done agreed affirmative fine k kk alright")
	noWords  = wordSet("no nope nah n nahi never cancel stop dont negative naa nay")
)

func ruleConfirm(f *facts, p *scores) (Intent, bool) {
	if !f.s.ctx.Confirm {
		return Intent{}, false
	}
	w := f.s.norms[f.s.spans[f.from].from]
	switch {
	case noWords[w] && (f.words <= 6 || f.words <= 9 && f.says("leave", "keep", "as")), p.of(Deny) > 0.6:
		return Intent{Deny, 0.97, "no to the question"}, true
	case yesWords[w] && f.words <= 8 && f.denied == 0 && !f.says("not", "but", "dont", "wait"):
		return Intent{Affirm, 0.97, "yes to the question"}, true
	case p.of(Affirm) > 0.6 && f.words <= 6 && !f.says("not", "but", "dont"):
		return Intent{Affirm, 0.9, "yes to the question"}, true
	}
	return Intent{}, false
}

// answers maps slots that were asked for to the intent that giving them continues.
var answers = map[string]string{
	string(SlotOrder): OrderStatus, string(SlotEmail): OrderStatus, string(SlotCoupon): ApplyCoupon, "quantity": UpdateCart,
	string(SlotAddress): Checkout, string(SlotName): Checkout, string(SlotPhone): Checkout, string(SlotPostcode): Checkout,
}

// ruleAnswer reads a short message as the answer to what the shop asked.
func ruleAnswer(f *facts, p *scores) (Intent, bool) {
	for _, asked := range f.s.ctx.Asked {
		if !f.gives(asked) || f.of(kCategory) > 0 || p[p.best()] > 0.8 && !searchish(Intents[p.best()]) && Intents[p.best()] != Unclear && f.words > 3 {
			continue
		}
		name, ok := answers[asked]
		if !ok {
			name = RefineSearch
		}
		return Intent{name, 0.9, "answers the question about " + strings.ReplaceAll(asked, "_", " ")}, true
	}
	return Intent{}, false
}

func ruleAbuse(f *facts, p *scores) (Intent, bool) {
	if f.of(kAbuse) == 0 {
		return Intent{}, false
	}
	top := Intents[p.best()]
	business := top != Abuse && top != Unclear && top != OutOfScope && p[p.best()] > 0.55 && !searchish(top)
	return Intent{Abuse, 0.92, "insults"}, !business && f.of(kCategory) == 0
}

// ruleSlots reads what a number, code or command word stands for.
func ruleSlots(f *facts, p *scores) (Intent, bool) {
	top := p.best()
	switch {
	case f.slots[SlotCoupon] && Intents[top] != PromotionInquiry && Intents[top] != FAQ:
		return Intent{ApplyCoupon, 0.95, "names a coupon code"}, true
	case f.slots[SlotOrder]:
		name := Intents[top]
		switch name {
		case OrderStatus, CancelOrder, ModifyOrder, ReturnRequest:
			return Intent{name, max(0.9, float64(p[top])), "names an order"}, true
		}
		if name != FAQ && name != OrderHistory && name != HumanHandoff || f.words <= 4 {
			return Intent{OrderStatus, 0.85, "names an order"}, true
		}
	case len(f.s.cards) > 0 && float64(p[top]) < 0.7:
		return Intent{Checkout, 0.6, "gives a card number"}, true
	case f.slots[SlotEmail] && f.words <= 8 && float64(p[top]) < 0.6:
		return Intent{OrderStatus, 0.6, "gives an e-mail address"}, true
	}
	return Intent{}, false
}

func ruleMore(f *facts, p *scores) (Intent, bool) {
	if f.of(kMore) == 0 || f.of(kCategory, kBrand, kField) > 0 || f.texts > 1 {
		return Intent{}, false
	}
	in := Intent{RefineSearch, 0.9, "asks for the next results"}
	if f.of(kMore) > 0 && !f.s.ctx.Search && f.s.ctx.Results == 0 {
		in.Confidence = 0.75
	}
	return in, p.of(Thanks) < 0.5 && p.of(Goodbye) < 0.5 && p.of(Deny) < 0.5
}

// ruleBare reads messages that are nothing but things of the catalog, or one pronoun or ordinal.
func ruleBare(f *facts, p *scores) (Intent, bool) {
	plain := f.words - f.stops()
	switch {
	case f.words == 0 || f.question && (asks[f.first] || f.words > 6) || f.orders():
		return Intent{}, false
	case f.question && f.s.ctx.Focus && f.onlyConstraints() && f.picks() && f.of(kCategory, kPrice, kSort, kCompare) == 0:
		return Intent{StockInquiry, 0.85, "asks for another choice of the product in view"}, true
	case f.question && f.of(kRef) == 0:
		return Intent{}, false
	case f.onlyConstraints() && f.of(kCategory) > 0 && !f.s.ctx.Confirm:
		return Intent{SearchProduct, 0.95, "names a kind of product"}, true
	case f.onlyConstraints() && plain > 0 && f.stops() <= 4:
		return f.byState("names what products must be")
	case f.refs[RefProduct] > 0 && f.texts == 0 && f.of(kValue, kNumber, kPrice) > 0 && !f.says("the", "this"):
		return Intent{SearchProduct, 0.85, "names a product and what it must be"}, true
	case f.refs[RefProduct] > 0 && f.words <= 6 && f.texts == 0:
		return Intent{ProductDetail, 0.85, "names a product"}, true
	case f.pointsOnly() && (f.s.ctx.Results > 0 || f.s.ctx.Focus) && (p[p.best()] < 0.4 || looks(Intents[p.best()])):
		return Intent{ProductDetail, 0.85, "points at a product"}, true
	}
	return Intent{}, false
}

// looks tells whether an intent may be no more than a wish to see something.
func looks(name string) bool { return searchish(name) || name == ProductDetail || name == Unclear }

// ruleCompare reads two things side by side: "the first or the third", "A vs B".
func ruleCompare(f *facts, p *scores) (Intent, bool) {
	points := f.refs[RefOrdinal] + f.refs[RefProduct] + f.refs[RefIt] + 2*f.refs[RefFirst] + 2*f.refs[RefThem]
	return Intent{CompareProducts, max(0.9, p.of(CompareProducts)), "sets two products side by side"},
		f.of(kCompare) > 0 && f.says("which", "whichever", "whats") && f.says("or") || f.sides() || points > 1 && (f.says("vs", "versus", "compare", "difference") || f.says("or", "better") && !f.says("have", "add", "show"))
}

// ruleTerse reads a few words of the catalog and nothing else as a search, whatever the
// model hears in them: a "camera bag" is no cart, a "night light" no goodbye.
func ruleTerse(f *facts, _ *scores) (Intent, bool) {
	if f.question || f.words > 6 || f.stops() > 1 || orderVerbs[f.first] || f.known == 0 || f.of(kRef, kSlot, kField, kQuantity, kDrop, kMore, kNeed) > 0 {
		return Intent{}, false
	}
	telling, only := f.of(kCategory, kBrand, kValue), true
	for k := f.from; k < f.to; k++ {
		sp := &f.s.spans[k]
		if sp.kind != kText {
			continue
		}
		number := f.s.words[sp.from].kind == lexicon.Number
		only = only && (number || f.s.vocab.Known(sp.value) > 0)
		if !number && !f.s.lex.Common(sp.value) && f.s.lex.Classes(sp.value) == nil {
			telling++
		}
	}
	return Intent{SearchProduct, min(0.9, 0.8+0.05*float64(f.known)), "words of the catalog"}, only && telling > 0
}

// byState is a refinement of the search that is on, else a new search.
func (f *facts) byState(reason string) (Intent, bool) {
	if f.s.ctx.Search || f.s.ctx.Results > 0 || f.of(kCompare, kDrop, kSort) > 0 && f.of(kCategory, kBrand, kValue) == 0 {
		return Intent{RefineSearch, 0.9, reason}, true
	}
	return Intent{SearchProduct, 0.88, reason}, true
}

// ruleSearch reads a named kind of product with a wish as a search, where the model does not
// say something else clearly.
func ruleSearch(f *facts, p *scores) (Intent, bool) {
	if f.of(kCategory) == 0 || f.orders() || f.refs[RefIt]+f.refs[RefOrdinal] > 0 {
		return Intent{}, false
	}
	top := Intents[p.best()]
	switch {
	case top == StockInquiry && (f.asksField("stock") || f.of(kStock) > 0), top == ReturnRequest && p.of(top) > 0.4:
		return Intent{}, false
	case searchish(top) || top == Unclear || top == OutOfScope || top == StockInquiry || top == ProductDetail && !f.question || p[p.best()] < 0.6:
		if f.refs[RefThem] > 0 {
			return Intent{}, false
		}
		return Intent{SearchProduct, max(0.9, p.of(SearchProduct)), "names a kind of product"}, true
	}
	return Intent{}, false
}

// ruleRefine reads comparatives, orders of results and things to forget as a refinement.
func ruleRefine(f *facts, p *scores) (Intent, bool) {
	top := Intents[p.best()]
	if f.orders() || f.refs[RefIt]+f.refs[RefOrdinal]+f.refs[RefSuper]+f.refs[RefFirst] > 0 && f.question {
		return Intent{}, false
	}
	if top == Recommend && !f.s.ctx.Search && f.s.ctx.Results == 0 {
		return Intent{}, false
	}
	if f.of(kDrop, kSort, kCompare) > 0 && (searchish(top) || p[p.best()] < 0.6) && f.of(kCategory) == 0 && f.texts == 0 && f.refs[RefSuper] == 0 {
		return Intent{RefineSearch, 0.9, "changes the order or the bounds of a search"}, true
	}
	if f.s.ctx.Search && f.of(kCategory) == 0 && f.of(kValue, kBrand, kPrice, kNumber, kRating, kStock)+f.denied > 0 && f.texts == 0 && (searchish(top) || p[p.best()] < 0.5) {
		return Intent{RefineSearch, 0.88, "adds to the search that is on"}, true
	}
	return Intent{}, false
}

// ruleBudget reads bounds on the price in a sentence the model takes for small talk: "I don't
// want to spend more than 50".
func ruleBudget(f *facts, p *scores) (Intent, bool) {
	if f.of(kPrice) == 0 || f.orders() || f.question {
		return Intent{}, false
	}
	switch Intents[p.best()] {
	case Deny, Affirm, Unclear, OutOfScope, Thanks, Goodbye, Greeting, PriceInquiry:
		return f.byState("bounds the price")
	}
	return Intent{}, false
}

// byModel takes the model's word, tempered by how much of the clause is known at all.
func byModel(f *facts, p *scores) Intent {
	top := p.best()
	in := Intent{Intents[top], float64(p[top]), fmt.Sprintf("sounds like it (%.2f)", p[top])}
	if searchish(in.Name) && in.Confidence > 0.3 && in.Confidence < 0.8 && f.of(kPrice, kCategory) > 0 && !f.orders() {
		in.Confidence, in.Reason = 0.8, in.Reason+", with bounds on products"
	}
	switch {
	case f.s.language != "en" && in.Confidence < 0.6 && f.known == 0 && f.of(kCategory) == 0:
		return Intent{Unclear, min(in.Confidence, 0.3), "written in another language (" + f.s.language + ")"}
	case in.Name == SearchProduct && f.s.ctx.Search && f.of(kCategory) == 0 && f.texts == 0 && f.of(kBrand, kValue, kPrice, kNumber) > 0:
		in.Name = RefineSearch
	case in.Name == RefineSearch && !f.s.ctx.Search && f.s.ctx.Results == 0 && f.texts+f.of(kCategory) > 0:
		in.Name = SearchProduct
	case in.Name == UpdateCart && f.s.ctx.Cart == 0 && f.known > 0 && f.words <= 2 && f.stops() == 0:
		return Intent{SearchProduct, 0.7, "a word of the catalog; the cart is empty"}
	case in.Name == UpdateCart && f.s.ctx.Cart == 0 && (f.s.ctx.Search || f.s.ctx.Results > 0) && f.of(kValue, kBrand, kPrice) > 0:
		in.Name, in.Reason = RefineSearch, "changes the search: the cart is empty"
	case in.Name == Affirm && f.says("not", "dont", "never") && !f.says("why"):
		return Intent{Deny, 0.7, "a yes that is denied"}
	case in.Name == Affirm && f.says("proceed") && !f.s.ctx.Confirm:
		return Intent{Checkout, 0.7, "wants to proceed"}
	case (in.Name == Unclear || in.Confidence < 0.6) && f.known > 0 && f.texts <= 6 && !f.orders() && !(in.Name == FAQ && f.question && in.Confidence > 0.4):
		return f.byWords()
	case (in.Name == Unclear && in.Confidence < 0.7 || in.Confidence < 0.45) && f.texts > 0 && f.texts <= 4 && f.texts == f.words && f.pronounceable():
		return Intent{SearchProduct, 0.5, "words that could name a product"}
	}
	return in
}

// byWords is a search for words of the catalog: surer when hardly anything else is said.
func (f *facts) byWords() Intent {
	in := Intent{SearchProduct, 0.6, "words of the catalog"}
	if f.words-f.stops() <= f.texts+f.of(kPrice, kValue, kBrand, kAmount, kRating, kCheap) && f.stops() <= 1 && f.known == f.texts {
		in.Confidence = 0.8
	}
	in.Confidence = min(0.9, in.Confidence+0.05*float64(f.known))
	if f.s.ctx.Search && f.of(kCategory) == 0 && continues[f.first] {
		in.Name = RefineSearch
	}
	return in
}

// continues are the first words of what is added to a search.
var continues = wordSet("in for with without only by from but not no just must should also preferably ideally something one ones")

// settle completes a verdict: the general intent after a special one, and the other readings.
func (f *facts) settle(in Intent, p *scores) verdict {
	in.Confidence = float64(int(in.Confidence*1000+0.5)) / 1000
	v := verdict{intents: []Intent{in}}
	also := func(name, reason string) { v.intents = append(v.intents, Intent{name, in.Confidence, reason}) }
	switch in.Name {
	case PriceInquiry, StockInquiry:
		also(ProductDetail, "a question about a product")
	case PromotionInquiry:
		also(FAQ, "a policy may say it")
	case SearchProduct:
		if f.of(kNeed) > 0 && p.of(Recommend) > 0.2 {
			also(Recommend, "a wish by need, with a kind of product")
		}
	case Recommend:
		if f.of(kCategory) > 0 {
			also(SearchProduct, "names a kind of product")
		}
	}
	v.others = otherReadings(p, v.intents)
	return v
}

// otherReadings are the likeliest other intents, best first, at most three.
func otherReadings(p *scores, taken []Intent) []Intent {
	var out []Intent
	q := *p
	for range 6 {
		c := q.best()
		if q[c] < 0.03 || len(out) == 3 {
			break
		}
		if !slices.ContainsFunc(taken, func(in Intent) bool { return in.Name == Intents[c] }) {
			out = append(out, Intent{Intents[c], float64(int(q[c]*1000+0.5)) / 1000, "the model's other reading"})
		}
		q[c] = 0
	}
	return out
}
