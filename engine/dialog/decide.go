package dialog

import (
	"slices"
	"strings"

	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// The confidence bands: act; act and say how it was read; ask, showing the readings; below
// the last ask to rephrase.
const (
	BandAct   = 0.8
	BandHedge = 0.6
	BandAsk   = 0.4
)

// Decide says what to do about one part of a message. The state is changed only in what the
// part itself says (a question answered, a miss counted); what the move finds comes back
// through Saw and Look.
func (s *State) Decide(p *nlu.Part, question string, env Env) Move {
	m := Move{Intent: p.Intents[0].Name, Question: question, Want: p.Want.Clone(), Fields: p.Fields, Others: names(p.Others)}
	if p.Quantity != nil {
		m.Quantity, m.Unit = p.Quantity.N, p.Quantity.Unit
	}
	if p.Command != "" {
		return s.command(p.Command, m)
	}
	if answered, ok := s.answer(p, m); ok {
		return answered
	}
	confidence := p.Intents[0].Confidence
	if m.Intent == nlu.Unclear || confidence < BandAsk {
		if targets, pick, _ := s.resolve(p); len(targets) == 0 && pick == nil {
			return s.unclear(m)
		}
		m.Intent, confidence = nlu.ProductDetail, BandAct // "and the third?"
		m.rule("only points at a product")
	}
	misses := s.Misses
	s.Misses = 0
	if confidence < BandHedge && len(p.Refs) == 0 && doubtful(m.Intent) && len(m.Others) > 0 && doubtful(m.Others[0]) {
		m.Kind = Clarify
		m.rule("two readings, neither sure")
		return m
	}
	m.Hedge = confidence < BandAct
	s.byIntent(p, env, &m)
	s.settle(m.Kind)
	if m.Kind == Find {
		s.Misses = misses // what is found decides: see Found and Missed
	}
	return m
}

// Found notes that a search made sense.
func (s *State) Found() { s.Misses = 0 }

// Missed counts a message nobody could make sense of, and tells whether it is the second in a row.
func (s *State) Missed() (again bool) {
	s.Misses++
	return s.Misses >= 2
}

func names(intents []nlu.Intent) []string {
	var out []string
	for _, in := range intents {
		if in.Confidence >= 0.15 && len(out) < 3 {
			out = append(out, in.Name)
		}
	}
	return out
}

// doubtful tells whether a reading is worth asking about: small talk is not.
func doubtful(intent string) bool {
	_, talk := talks[intent]
	return !talk && intent != nlu.Unclear
}

func (s *State) unclear(m Move) Move {
	m.Kind = Unclear
	m.rule("not understood")
	if s.Missed() {
		m.Topic = "again"
		m.rule("second time in a row: offer a person")
	}
	return m
}

// settle lets go of an open question when the talk has moved on; answers, small talk and a
// look at a product are digressions that keep it.
func (s *State) settle(k MoveKind) {
	switch k {
	case Answer, Talk, Show, Promote, Explain, Verbose, ViewCart, Status, Compare:
	default:
		s.Pending = nil
	}
}

// talks maps intents that need only words to what is said.
var talks = map[string]string{
	nlu.Greeting: "greeting", nlu.Goodbye: "goodbye", nlu.Thanks: "thanks", nlu.Help: "help",
	nlu.Affirm: "affirm", nlu.Deny: "deny", nlu.OutOfScope: "out_of_scope", nlu.Abuse: "abuse", nlu.Safety: "safety",
}

// declines maps intents to what the chat cannot do by itself.
var declines = map[string]string{
	nlu.Checkout: "checkout", nlu.OrderStatus: "orders", nlu.OrderHistory: "orders",
	nlu.CancelOrder: "orders", nlu.ModifyOrder: "orders", nlu.ReturnRequest: "returns",
}

func (s *State) byIntent(p *nlu.Part, env Env, m *Move) {
	if topic, ok := talks[m.Intent]; ok {
		m.Kind, m.Topic = Talk, topic
		return
	}
	if topic, ok := declines[m.Intent]; ok {
		m.Kind, m.Topic = Decline, topic
		return
	}
	switch m.Intent {
	case nlu.SearchProduct, nlu.RefineSearch, nlu.Recommend:
		s.find(p, env, m)
	case nlu.ProductDetail, nlu.PriceInquiry, nlu.StockInquiry:
		s.detail(p, env, m)
	case nlu.CompareProducts:
		s.compare(p, m)
	case nlu.AddToCart:
		s.add(p, env, m)
	case nlu.UpdateCart:
		s.update(p, m)
	case nlu.ViewCart:
		m.Kind = ViewCart
	case nlu.ApplyCoupon:
		m.Kind, m.Code = Coupon, slot(p, nlu.SlotCoupon)
		if p.Cart == nlu.CartRemove || m.Code == "" && saysAny(m.Question, "remove", "take off", "drop", "without", "delete", "cancel", "off again") {
			m.Topic = "remove"
			m.rule("the code is taken off")
		}
	case nlu.PromotionInquiry:
		m.Kind = Promote
		if targets, _, _ := s.resolve(p); len(targets) > 0 {
			m.Kind, m.Targets, m.Fields = Show, targets, []string{"price"}
			m.rule("whether a product is reduced")
		}
	case nlu.FAQ:
		m.Kind, m.Amount = Answer, amountOf(p)
	case nlu.HumanHandoff:
		m.Kind = Handoff
	case nlu.Reset:
		m.Kind = Restart
	case nlu.Explain:
		m.Kind = Explain
	default:
		m.Kind = Unclear
	}
}

// saysAny tells whether a text says one of some phrases.
func saysAny(text string, phrases ...string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, p) })
}

// find searches: the next page, the refined search, or a question back when there is nothing
// to search by.
func (s *State) find(p *nlu.Part, env Env, m *Move) {
	m.Kind = Find
	if p.More && s.Active && p.Want.Empty() {
		m.Want, m.Offset = s.Search.Clone(), s.NextPage()
		m.rule("next page")
		return
	}
	if targets, pick, beyond := s.resolve(p); (len(targets) > 0 || pick != nil || beyond) && !p.Fresh {
		s.pointed(p, targets, pick, beyond, m)
		return
	}
	if s.aboutFocus(p, env) {
		m.Kind, m.Targets = Show, []string{s.Focus.Handle}
		m.rule("an option of the product in focus")
		return
	}
	m.Want = s.refine(p, env, m)
	s.loosen(m)
	if m.Want.Empty() && m.Want.Sort == "" && m.Pick == nil {
		m.Kind = AskKind
		if need := slot(p, nlu.SlotNeed); need != "" {
			m.Topic = need
		}
		m.rule("nothing to search by")
	}
}

// aboutFocus tells whether a part names nothing but options while a product is in focus and
// no search is active: "and in white?"
func (s *State) aboutFocus(p *nlu.Part, env Env) bool {
	if s.Active || s.Focus == nil || p.Fresh || len(p.Want.Values) == 0 || p.Compare != nil || env.Option == nil {
		return false
	}
	for key := range p.Want.Values {
		if !env.Option(key) {
			return false
		}
	}
	rest := p.Want.Clone()
	rest.Values = nil
	return rest.Empty()
}

// loosen lets go of the occasion of a recommendation where something else says what is
// wanted: a present for a coffee lover is about coffee, whether or not a product is marked as
// a present.
func (s *State) loosen(m *Move) {
	if m.Intent != nlu.Recommend || len(m.Want.Values["occasion"]) == 0 {
		return
	}
	if m.Want.Text == "" && len(m.Want.Category) == 0 {
		return
	}
	delete(m.Want.Values, "occasion")
	m.rule("the occasion is no condition")
}

// pointed shows what is pointed at: "the second one", "the second one in blue".
func (s *State) pointed(p *nlu.Part, targets []string, pick *nlu.Comparative, beyond bool, m *Move) {
	switch {
	case beyond && len(targets) == 0:
		m.Kind, m.Topic = AskWhich, "beyond"
		m.rule("points past the list")
	case pick != nil:
		m.Kind, m.Pick, m.Targets = Show, pick, s.them()
		m.rule("best of the list")
	default:
		m.Kind, m.Targets = Show, targets
		m.rule("pointed at")
	}
}

// detail answers a question about a product: the one pointed at, named, or in focus.
func (s *State) detail(p *nlu.Part, env Env, m *Move) {
	targets, pick, beyond := s.resolve(p)
	if len(targets) > 0 || pick != nil || beyond {
		s.pointed(p, targets, pick, beyond, m)
		return
	}
	named := p.Want.Text != "" || len(p.Want.Category) > 0 || p.Fresh
	switch {
	case named || s.reference() == nil && !p.Want.Empty():
		m.Kind = Find
		m.rule("the question names what to look for")
	case s.Focus != nil:
		m.Kind, m.Targets = Show, []string{s.Focus.Handle}
		m.rule("about the product in focus")
	case len(s.Shown) > 0 && !p.Want.Empty():
		m.Kind, m.Want = Find, s.refine(p, env, m)
		m.rule("about the list: refine it")
	case len(s.Shown) > 1:
		s.which(m)
	case len(s.Shown) == 1:
		m.Kind, m.Targets = Show, s.handles(1)
		m.rule("about the only product shown")
	default:
		m.Kind, m.Topic = AskWhich, "none"
		m.rule("no product to ask about")
	}
}

// which asks which product is meant and keeps the move until the answer.
func (s *State) which(m *Move) {
	kept := *m
	m.Kind, m.Targets = AskWhich, s.handles(maxCompared)
	m.rule("several products could be meant")
	s.Pending = &Pending{Move: kept, Slots: []string{"product"}}
}

func (s *State) compare(p *nlu.Part, m *Move) {
	targets, _, beyond := s.resolve(p)
	m.rule("compare")
	named := p.Want.Text != "" || len(p.Want.Category) > 0 || len(p.Want.Brand) > 0
	again := strings.Contains(strings.ToLower(m.Question), "comparison")
	switch {
	case again && len(s.Compared) > 0:
		targets = union(s.Compared, targets)
		m.rule("the last comparison")
	case len(targets) == 1 && s.Focus != nil && targets[0] != s.Focus.Handle:
		targets = append([]string{s.Focus.Handle}, targets...)
		m.rule("with the product in focus")
	case len(targets) == 0 && !beyond && !named && len(s.Shown) > 1:
		targets = s.handles(2)
		m.rule("the first two shown")
	}
	m.Kind, m.Targets, m.Pick = Compare, targets[:min(len(targets), maxCompared)], p.Compare
	if beyond && len(targets) < 2 {
		m.Kind, m.Topic = AskWhich, "beyond"
		m.rule("points past the list")
	}
}

// union is a with those of b it does not have.
func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// add puts a product into the cart: the one pointed at, in focus, or the first a search finds.
func (s *State) add(p *nlu.Part, env Env, m *Move) {
	m.Kind = AddCart
	targets, pick, beyond := s.resolve(p)
	named := p.Want.Text != "" || len(p.Want.Category) > 0 || len(p.Want.Brand) > 0
	switch {
	case len(targets) > 1 && m.Quantity > 1 && s.Focus != nil:
		m.Targets = []string{s.Focus.Handle}
		m.rule("a number of the product in focus")
	case len(targets) > 1 && m.Quantity > 1:
		s.which(m)
		m.rule("a number of one of several")
	case len(targets) > 0:
		m.Targets = targets
		m.rule("pointed at")
	case pick != nil:
		m.Pick, m.Targets = pick, s.them()
		m.rule("best of the list")
	case beyond:
		m.Kind, m.Topic = AskWhich, "beyond"
	case named:
		then := Move{Kind: AddCart, Intent: m.Intent, Want: options(p), Quantity: m.Quantity, Unit: m.Unit}
		m.Kind, m.Then = Find, &then
		m.Want = (&State{}).refine(p, env, m)
		m.rule("find it first")
	case s.Focus != nil:
		m.Targets = []string{s.Focus.Handle}
		m.rule("the product in focus")
	case len(s.Shown) == 1:
		m.Targets = s.handles(1)
	case len(s.Shown) > 1:
		s.which(m)
	default:
		m.Kind, m.Topic = AskWhich, "none"
	}
}

// options keeps of a wish only what may choose a variant.
func options(p *nlu.Part) index.Constraints {
	return index.Constraints{Values: p.Want.Clone().Values}
}

func (s *State) update(p *nlu.Part, m *Move) {
	m.Targets, m.Pick, _ = s.resolve(p)
	switch p.Cart {
	case nlu.CartEmpty:
		m.Kind = EmptyCart
	case nlu.CartRemove:
		m.Kind, m.Topic = SetCart, "remove"
	default:
		m.Kind = SetCart
	}
}

// amountOf is the money a question names; 0 when it names none.
func amountOf(p *nlu.Part) float64 {
	i := slices.IndexFunc(p.Slots, func(s nlu.Slot) bool { return s.Kind == nlu.SlotAmount })
	if i < 0 {
		return 0
	}
	return p.Slots[i].Number
}

func slot(p *nlu.Part, kind nlu.SlotKind) string {
	i := slices.IndexFunc(p.Slots, func(s nlu.Slot) bool { return s.Kind == kind })
	if i < 0 {
		return ""
	}
	return strings.TrimSpace(p.Slots[i].Value)
}
