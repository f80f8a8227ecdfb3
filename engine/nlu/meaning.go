// Package nlu turns the text of a message into its meaning: what is wanted, of what, how
// sure that is, and why it was read so.
//
// It is pure: the same text, vocabulary and context give the same meaning, byte for byte. It
// never searches, never touches a store and never decides what to do; package dialog does.
package nlu

import (
	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// Intent is what a shopper wants, with how sure the reading is.
type Intent struct {
	Name       string  `json:"name"`
	Confidence float64 `json:"confidence"` // 0 to 1
	Reason     string  `json:"reason,omitempty"`
}

// The intents, as programs outside know them.
const (
	SearchProduct    = "search_product"
	RefineSearch     = "refine_search"
	ProductDetail    = "product_detail"
	PriceInquiry     = "price_inquiry"
	StockInquiry     = "stock_inquiry"
	PromotionInquiry = "promotion_inquiry"
	CompareProducts  = "compare_products"
	Recommend        = "recommend"
	AddToCart        = "add_to_cart"
	UpdateCart       = "update_cart"
	ViewCart         = "view_cart"
	ApplyCoupon      = "apply_coupon"
	Checkout         = "checkout"
	OrderStatus      = "order_status"
	OrderHistory     = "order_history"
	CancelOrder      = "cancel_order"
	ModifyOrder      = "modify_order"
	ReturnRequest    = "return_request"
	FAQ              = "faq"
	HumanHandoff     = "human_handoff"
	Greeting         = "greeting"
	Goodbye          = "goodbye"
	Thanks           = "thanks"
	Help             = "help"
	Affirm           = "affirm"
	Deny             = "deny"
	Reset            = "reset"
	Explain          = "explain"
	OutOfScope       = "out_of_scope"
	Abuse            = "abuse"
	Safety           = "safety"
	Unclear          = "unclear"
)

// Intents lists every intent, in the order of the contract.
var Intents = [...]string{
	SearchProduct, RefineSearch, ProductDetail, PriceInquiry, StockInquiry, PromotionInquiry, CompareProducts,
	Recommend, AddToCart, UpdateCart, ViewCart, ApplyCoupon, Checkout, OrderStatus, OrderHistory, CancelOrder,
	ModifyOrder, ReturnRequest, FAQ, HumanHandoff, Greeting, Goodbye, Thanks, Help, Affirm, Deny, Reset, Explain,
	OutOfScope, Abuse, Safety, Unclear,
}

// Meaning is what a message says.
type Meaning struct {
	Text     string          // the message with card numbers masked; the only form that may be stored
	Tokens   []lexicon.Token // of Text
	Language string          // "en", or the language it seems to be written in: "de", "hi"
	Parts    []Part          // what is asked, in order; at least one, at most four
	Assumed  []index.Assumption
}

// Part is one thing a message asks.
type Part struct {
	Start, End int      // bytes of Meaning.Text
	Intents    []Intent // the reading: a special case first, then its general one; at least one
	Others     []Intent // other readings, best first
	Command    string   // a chat command without its slash: "cart", "verbose"

	Want  index.Constraints // what is asked of products here
	Drop  []string          // constraint keys to forget: "never mind the colour" drops color, "any brand" drops brand
	Fresh bool              // begins a new search: "I'm looking for ...", a kind of product is named
	Swap  bool              // Want replaces values of the same key: "actually green", "make it size 9"

	More     bool         // the next page of the same list: "show more", "what else"
	Compare  *Comparative // "cheaper", "the lightest"
	Refs     []Ref        // what is pointed at: "the second one", "it"
	Quantity *Quantity    // "two of them", "make that 5"
	Fields   []string     // attributes asked about: "battery_h", "price", "stock", "color", "warranty"; keys of the catalog or these words
	Cart     CartChange   // for update_cart
	Slots    []Slot       // everything else found, with positions: order numbers, e-mails ...
}

// CartChange is what update_cart means to do.
type CartChange string

// The changes of a cart.
const (
	CartNone   CartChange = ""
	CartRemove CartChange = "remove"
	CartSet    CartChange = "set"  // quantity
	CartSwap   CartChange = "swap" // variant
	CartEmpty  CartChange = "empty"
)

// Comparative is a wish for more or less of something numeric.
type Comparative struct {
	Key         string // "price", "rating" or a numeric attribute
	More        bool   // more of it: "more expensive", "longer battery"
	Superlative bool   // "cheapest", "the lightest": one product, not a bound
	Start, End  int
}

// RefKind says how something is pointed at.
type RefKind uint8

// The kinds of reference.
const (
	RefOrdinal RefKind = iota // N of the list shown, 1 and up; -1 for the last
	RefFirst                  // the first N of the list: "first two"
	RefIt                     // the product in focus: it, this, that one
	RefThem                   // the list shown: them, these, those
	RefOther                  // the other one, of two
	RefSuper                  // by Comparative among the list: "the cheaper one"
	RefProduct                // a product by title or model number; Handle is set
)

// Ref is something pointed at.
type Ref struct {
	Kind       RefKind
	N          int
	Handle     string
	Start, End int
}

// Quantity is how many, or how much of a unit.
type Quantity struct {
	N          float64
	Unit       string // empty for pieces, else a unit of the lexicon: "l", "kg"
	Start, End int
}

// SlotKind says what a slot holds.
type SlotKind string

// The kinds of slot.
const (
	SlotOrder    SlotKind = "order_number"
	SlotEmail    SlotKind = "email"
	SlotPhone    SlotKind = "phone"
	SlotAddress  SlotKind = "address"
	SlotPostcode SlotKind = "postcode"
	SlotName     SlotKind = "name"
	SlotCoupon   SlotKind = "coupon"
	SlotCard     SlotKind = "card" // masked; only that there was one
	SlotCurrency SlotKind = "foreign_currency"
	SlotAmount   SlotKind = "amount" // money that is not a bound: "is 55 dollars enough"
	SlotNeed     SlotKind = "need"   // occasion or need: "gift", "for my dad", "camping trip"
)

// Slot is a value found in the message.
type Slot struct {
	Kind       SlotKind
	Value      string
	Number     float64
	Start, End int
}

// Context is what the dialog knows that changes how words are read. The zero value is a
// conversation that has not begun.
type Context struct {
	Asked    []string // slots the shop asked for last turn: a bare "10" answers "size"
	Options  []string // the values offered with the question, lower case
	Confirm  bool     // a yes or no is awaited
	Results  int      // products shown last
	Focus    bool     // a product is in focus
	Search   bool     // constraints are active
	Cart     int      // lines in the cart
	Currency string   // of the shop, ISO 4217
	Locale   string   // of the shop: decides "1.234" and "03/04"
}
