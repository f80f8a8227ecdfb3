package engine

import "slices"

// Fact is one thing the store says: a field of an entity and its value as shown.
type Fact struct {
	Kind  string // product, policy, shop, order, coupon
	ID    string
	Field string
	Value string
}

// Evidence is what a reply may claim. Every price, stock, date, discount and policy in a
// reply passes through Cite on its way into the text; what is not in the evidence is not said.
type Evidence struct {
	facts []Fact
}

// Cite notes a fact and gives its value back, ready to be said.
func (e *Evidence) Cite(kind, id, field, value string) string {
	f := Fact{kind, id, field, value}
	if !slices.Contains(e.facts, f) {
		e.facts = append(e.facts, f)
	}
	return value
}

// Citations lists what the facts rest on, each once, in the order cited.
func (e *Evidence) Citations() []Citation {
	out := []Citation{}
	for _, f := range e.facts {
		c := Citation{Kind: f.Kind, ID: f.ID, Field: f.Field}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// Facts lists everything cited.
func (e *Evidence) Facts() []Fact { return e.facts }
