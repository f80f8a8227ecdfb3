// Package dialog decides what to do about a message: (State, Part) -> (State, Move).
//
// It is pure. It looks nothing up and changes nothing outside the state it is given; what a
// move found comes back through State.Saw. Every rule that was applied is named in the move,
// so that a reply can always say why it is what it is.
package dialog

import (
	"encoding/json"
	"fmt"
	"slices"

	"shoptalk/data"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// State is what a conversation remembers between turns. Its zero value is a conversation
// that has not begun. It is kept as JSON with the session.
type State struct {
	Search   index.Constraints `json:"search"`
	Active   bool              `json:"active,omitempty"` // a search has been made and not forgotten
	Shown    []Shown           `json:"shown,omitempty"`  // the last list, in order
	Offset   int               `json:"offset,omitempty"` // place of Shown[0] in the whole ranking
	Total    int               `json:"total,omitempty"`
	Focus    *Shown            `json:"focus,omitempty"`    // the product talked about
	Compared []string          `json:"compared,omitempty"` // handles last compared
	Pending  *Pending          `json:"pending,omitempty"`
	Misses   int               `json:"misses,omitempty"` // turns in a row that were not understood
	Verbose  bool              `json:"verbose,omitempty"`
	Why      []Reason          `json:"why,omitempty"` // why the last list was shown, for explain
}

// Shown is a product as it was shown.
type Shown struct {
	Handle string     `json:"h"`
	Title  string     `json:"t"`
	SKU    string     `json:"s,omitempty"` // of the variant shown; empty when there is a choice
	Price  data.Money `json:"p"`
	Rating float64    `json:"r,omitempty"`
	Gone   bool       `json:"g,omitempty"` // sold out when shown
	Kind   string     `json:"k,omitempty"` // its category
}

// Reason says why a product stood in the last list.
type Reason struct {
	Handle string   `json:"h"`
	Fields []string `json:"f,omitempty"`
	Terms  []string `json:"t,omitempty"`
}

// Pending is a question the shop has asked and waits to have answered.
type Pending struct {
	Move    Move     `json:"move"`              // what goes on once it is answered
	Slots   []string `json:"slots,omitempty"`   // what is missing, the one asked for first
	Options []string `json:"options,omitempty"` // the answers offered, lower case
	Confirm bool     `json:"confirm,omitempty"` // a yes is awaited
}

// Decode reads a state; empty bytes give the zero state.
func Decode(b []byte) (State, error) {
	var s State
	if len(b) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return State{}, fmt.Errorf("dialog: state: %w", err)
	}
	return s, nil
}

// Encode writes the state.
func (s *State) Encode() ([]byte, error) { return json.Marshal(s) }

// Context is what the reading of the next message depends on.
func (s *State) Context(cartLines int, currency, locale string) nlu.Context {
	c := nlu.Context{
		Results: len(s.Shown), Focus: s.Focus != nil, Search: s.Active,
		Cart: cartLines, Currency: currency, Locale: locale,
	}
	if s.Pending != nil {
		c.Asked, c.Options, c.Confirm = s.Pending.Slots, s.Pending.Options, s.Pending.Confirm
	}
	return c
}

// Saw notes what a search found: it becomes the list that ordinals and pronouns point at. A
// list of one product puts it in focus.
func (s *State) Saw(list []Shown, offset, total int, why []Reason) {
	s.Shown, s.Offset, s.Total, s.Why = list, offset, total, why
	s.Focus, s.Compared = nil, nil
	if total == 1 && len(list) == 1 {
		s.Focus = &list[0]
	}
}

// Look puts one product in focus without touching the list.
func (s *State) Look(p Shown) { s.Focus = &p }

// Forget begins the conversation anew; the cart is not part of the state and stays.
func (s *State) Forget() {
	*s = State{Verbose: s.Verbose}
}

// shownAt is the product with a handle among those shown or in focus.
func (s *State) shownAt(handle string) (Shown, bool) {
	if s.Focus != nil && s.Focus.Handle == handle {
		return *s.Focus, true
	}
	i := slices.IndexFunc(s.Shown, func(p Shown) bool { return p.Handle == handle })
	if i < 0 {
		return Shown{}, false
	}
	return s.Shown[i], true
}
