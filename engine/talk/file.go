package talk

import (
	"shoptalk/index"
)

// File is a file of conversation tests.
type File struct {
	// Fixture is the shop the tests are played in: the path of a shop file, relative to the
	// test file, or "demo:" with the name of a demo shop. Empty: the caller's choice.
	Fixture string
	Tests   []Test // at least one; ids are unique
}

// Test is one conversation.
type Test struct {
	ID    string
	Line  int // of the file
	Tags  []string
	Turns []Turn // at least one
}

// Turn is one message of the shopper and what is expected of the reply.
type Turn struct {
	Line    int // of the file
	Message string
	Expect  Expect
}

// Expect is what a reply, and the shop after it, must be. Unset parts are not looked at.
type Expect struct {
	Intent  []string // any of the turn's intents is one of these
	Action  []string // any of the turn's actions is one of these
	Want    map[string]any
	Absent  []string // constraints that must not be active; "not.color" looks inside not
	Results *Results
	Cart    *Cart
	Order   *Order
	Slots   *[]string // asked for; an empty list: nothing is asked
	Source  []string  // ids of policies, one of which is cited; "-": none is
	Reply   *Words
	Handoff *Handoff
	State   *State
}

// Results is what is expected of the products of a reply.
type Results struct {
	FirstIn []string           // the first product is one of these handles
	Include []string           // each of these handles is among those shown
	Exclude []string           // none of these is among the matches, shown or not
	Min     *int               // of all matches
	Max     *int               // of all matches
	Sort    index.Sort         // all matches stand in this order
	Each    *index.Constraints // every match fulfils this in the store's data
}

// Cart is what is expected of the cart after the turn, whether the reply shows it or not.
type Cart struct {
	Lines  map[string]int // SKU to quantity, exactly; nil: not looked at
	Coupon *string
	Totals map[string]float64 // subtotal, discount, tax, shipping, total; major units
}

// Order is what is expected of the order in a reply.
type Order struct {
	There  bool           // whether the reply shows an order at all
	Lines  map[string]int // SKU to quantity, exactly; nil: not looked at
	Fields map[string]any // status, total and the like; text without case, money in major units
}

// Words is what is expected of the words of a reply: regular expressions, without case, over
// its text and its cards.
type Words struct {
	All, Any, None []string
}

// Handoff is whether the conversation is with a person, or on its way to one, after the turn.
type Handoff struct {
	There bool
	State string // waiting, active or closed; empty: any but closed
}

// State is what is expected of the shop after the turn.
type State struct {
	Orders *int           // placed in this conversation
	Stock  map[string]int // by SKU
}
