package dialog

import (
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// MoveKind is one thing the shop can do about a message.
type MoveKind string

// The moves.
const (
	Find      MoveKind = "find"    // search by Want from Offset
	Show      MoveKind = "show"    // show the targets, or answer Fields and Want about the first
	Compare   MoveKind = "compare" // set the targets side by side
	AddCart   MoveKind = "add"
	SetCart   MoveKind = "set" // quantity; 0 removes
	EmptyCart MoveKind = "empty"
	ViewCart  MoveKind = "view"
	Coupon    MoveKind = "coupon"
	Answer    MoveKind = "answer"  // from the policies
	Promote   MoveKind = "promote" // coupons and reductions
	Talk      MoveKind = "talk"    // say Topic and nothing more
	AskWhich  MoveKind = "which"   // which product is meant?
	AskKind   MoveKind = "kind"    // what kind of product, for a wish without one
	Clarify   MoveKind = "clarify" // which of the readings is meant?
	Unclear   MoveKind = "unclear" // rephrase, with examples
	Restart   MoveKind = "restart"
	Explain   MoveKind = "explain"
	Handoff   MoveKind = "handoff"
	Decline   MoveKind = "decline" // Topic says what cannot be done here
	Verbose   MoveKind = "verbose"
	Debug     MoveKind = "debug"
	Status    MoveKind = "status"
	History   MoveKind = "history"
)

// Move is what to do, with everything it needs. The engine carries it out.
type Move struct {
	Kind     MoveKind          `json:"kind"`
	Intent   string            `json:"intent,omitempty"`
	Want     index.Constraints `json:"want,omitzero"` // for Find the whole search, else what is asked of the target
	Offset   int               `json:"offset,omitempty"`
	Targets  []string          `json:"targets,omitempty"` // handles, in the order meant
	Pick     *nlu.Comparative  `json:"pick,omitempty"`    // among the targets, or among what Find shows
	Fields   []string          `json:"fields,omitempty"`
	Quantity float64           `json:"quantity,omitempty"` // 0: not said
	Unit     string            `json:"unit,omitempty"`
	SKU      string            `json:"sku,omitempty"`
	Code     string            `json:"code,omitempty"`   // coupon
	Amount   float64           `json:"amount,omitempty"` // money a question names, in major units
	Topic    string            `json:"topic,omitempty"`
	Question string            `json:"question,omitempty"` // the words of the part, for policies
	Rules    []string          `json:"rules,omitempty"`    // why, in the order applied
	Hedge    bool              `json:"hedge,omitempty"`    // act, and say how it was read
	Others   []string          `json:"others,omitempty"`   // intents it might have been instead
	Then     *Move             `json:"then,omitempty"`     // with what Find shows: "show laptops and add the cheapest"
}

func (m *Move) rule(name string) { m.Rules = append(m.Rules, name) }
