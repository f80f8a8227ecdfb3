package dialog

import "shoptalk/engine/nlu"

// Ask keeps a move until the shopper has said what is missing. The engine calls it when only
// it can know what is missing: the options of a product.
func (s *State) Ask(m Move, slots, options []string) {
	s.Pending = &Pending{Move: m, Slots: slots, Options: options}
}

// Confirm keeps a move until the shopper has said yes.
func (s *State) Confirm(m Move) {
	s.Pending = &Pending{Move: m, Confirm: true}
}

// answer takes a part as the answer to the open question, where it is one. A confirmed move
// comes back with the rule "confirmed"; nothing irreversible is done without it.
func (s *State) answer(p *nlu.Part, m Move) (Move, bool) {
	if s.Pending == nil {
		return Move{}, false
	}
	if s.Pending.Confirm {
		return s.confirmed(p)
	}
	if p.Intents[0].Name == nlu.Deny && p.Want.Empty() && len(p.Refs) == 0 {
		s.Pending, s.Misses = nil, 0
		return Move{Kind: Talk, Topic: "dropped", Intent: nlu.Deny, Rules: []string{"question declined"}}, true
	}
	kept := s.Pending.Move
	if s.Pending.Slots[0] == "product" {
		return s.chosen(p, kept)
	}
	return s.filled(p, kept)
}

// confirmed needs a clear yes; a clear no lets the move go; anything else leaves the question open.
func (s *State) confirmed(p *nlu.Part) (Move, bool) {
	switch p.Intents[0].Name {
	case nlu.Affirm:
		kept := s.Pending.Move
		s.Pending, s.Misses = nil, 0
		kept.rule("confirmed")
		return kept, true
	case nlu.Deny:
		s.Pending, s.Misses = nil, 0
		return Move{Kind: Talk, Topic: "dropped", Intent: nlu.Deny, Rules: []string{"declined"}}, true
	}
	return Move{}, false
}

// chosen takes an ordinal, a pronoun or a title as the answer to "which one?".
func (s *State) chosen(p *nlu.Part, kept Move) (Move, bool) {
	targets, pick, _ := s.resolve(p)
	if len(targets) == 0 && pick == nil || s.changesSubject(p, kept) {
		return Move{}, false
	}
	kept.Targets, kept.Pick = targets, pick
	if pick != nil {
		kept.Targets = s.them()
	}
	s.Pending, s.Misses = nil, 0
	kept.rule("answer: which product")
	return kept, true
}

// changesSubject tells whether a part that points at a product wants something else with it
// than what was asked about.
func (s *State) changesSubject(p *nlu.Part, kept Move) bool {
	in := p.Intents[0]
	return in.Name != kept.Intent && in.Confidence >= BandAct &&
		(in.Name == nlu.AddToCart || in.Name == nlu.CompareProducts || in.Name == nlu.UpdateCart)
}

// filled takes values of the asked options as the answer; what else is said with them counts too.
func (s *State) filled(p *nlu.Part, kept Move) (Move, bool) {
	given := false
	for _, key := range s.Pending.Slots {
		given = given || len(p.Want.Values[key]) > 0
	}
	if !given || p.Fresh || len(p.Want.Category) > 0 || asksAbout(p) {
		return Move{}, false
	}
	kept.Want = kept.Want.Clone()
	for key, values := range p.Want.Values { // what was said before is corrected, too
		setValue(&kept, key, values)
	}
	if p.Quantity != nil {
		kept.Quantity, kept.Unit = p.Quantity.N, p.Quantity.Unit
	}
	s.Misses = 0
	kept.rule("answer: options")
	return kept, true
}

// asksAbout tells whether a part is a question about a product: "how many in plum do you
// have?" chooses nothing.
func asksAbout(p *nlu.Part) bool {
	switch p.Intents[0].Name {
	case nlu.ProductDetail, nlu.PriceInquiry, nlu.StockInquiry, nlu.FAQ:
		return p.Intents[0].Confidence >= BandHedge
	}
	return false
}

func setValue(m *Move, key string, values []string) {
	if m.Want.Values == nil {
		m.Want.Values = map[string][]string{}
	}
	m.Want.Values[key] = values
}
