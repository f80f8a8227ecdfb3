package engine

import (
	"shoptalk/data"
	"shoptalk/data/meter"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// MaxMessage is the longest message taken, in runes.
const MaxMessage = 1000

// Turn is one message of a shopper.
type Turn struct {
	Session string // empty or unknown: a new session is begun
	Message string // 1 to MaxMessage runes
	Locale  string // BCP 47; empty: the session's, else the shop's
	Explain bool   // fill Reply.Trace
	// On, when set, is told about parts of the reply as soon as they are known, in the
	// order session, intent, then the rest. It must not block for long.
	On func(event string, value any)
}

// Reply is what the shop answers. Its JSON form is the contract's; absent things are left out.
type Reply struct {
	Session      string             `json:"session"`
	Turn         int                `json:"turn"`
	Text         string             `json:"text"` // plain text, never empty, at most 1200 runes
	Intents      []Intent           `json:"intents"`
	Actions      []string           `json:"actions"`
	Constraints  index.Constraints  `json:"constraints"`
	Assumed      []index.Assumption `json:"assumed,omitempty"`
	Products     []Card             `json:"products"`
	Total        int                `json:"total"`
	Alternatives []Card             `json:"alternatives,omitempty"`
	Facets       Facets             `json:"facets,omitempty"`
	Comparison   *Comparison        `json:"comparison,omitempty"`
	Cart         *Cart              `json:"cart,omitempty"`
	Order        *Order             `json:"order,omitempty"`
	Orders       []Order            `json:"orders,omitempty"`
	Return       *Return            `json:"return,omitempty"`
	Ask          *Ask               `json:"ask,omitempty"`
	Citations    []Citation         `json:"citations"`
	Suggestions  []string           `json:"suggestions"`
	Handoff      *Handoff           `json:"handoff,omitempty"`
	LLM          LLM                `json:"llm"`
	Timing       Timing             `json:"timing"`
	Trace        *Trace             `json:"trace,omitempty"`
}

// Intent is a reading of the message with its confidence, 0 to 1.
type Intent struct {
	Name       string  `json:"name"`
	Confidence float64 `json:"confidence"`
}

// Facets counts the values of fields among all matches.
type Facets map[string][]index.Facet

// Money is an amount with its currency, ready to show.
type Money struct {
	Amount   data.Money `json:"amount"` // minor units
	Currency string     `json:"currency"`
	Display  string     `json:"display"` // by the locale: "$1,234.00"
}

// Card is a product as a reply shows it.
type Card struct {
	ID        data.ProductID `json:"id"`
	Handle    string         `json:"handle"`
	Title     string         `json:"title"`
	Brand     string         `json:"brand,omitempty"`
	Category  string         `json:"category,omitempty"`
	Price     Money          `json:"price"` // lowest among the variants that match
	CompareAt *Money         `json:"compare_at"`
	InStock   bool           `json:"in_stock"`
	Variant   *CardVariant   `json:"variant,omitempty"` // the one that matches the options asked for, or the only one
	Options   []CardOption   `json:"options,omitempty"` // what can be chosen
	Rating    float64        `json:"rating,omitempty"`
	Reviews   int            `json:"reviews,omitempty"`
	Image     string         `json:"image"`
	URL       string         `json:"url"`
	Why       *index.Why     `json:"why,omitempty"`
}

// CardVariant is the variant a card is about.
type CardVariant struct {
	SKU     string            `json:"sku"`
	Options map[string]string `json:"options"`
	Price   Money             `json:"price"`
	Stock   *int              `json:"stock"` // null: not tracked
}

// CardOption is one thing to choose, with the values that can be bought now.
type CardOption struct {
	Key    string   `json:"key"`
	Label  string   `json:"label"`
	Values []string `json:"values"`
}

// Comparison sets products side by side.
type Comparison struct {
	Products []string        `json:"products"` // handles
	Rows     []ComparisonRow `json:"rows"`
	Verdict  string          `json:"verdict"`
}

// ComparisonRow is one field of a comparison; Better is the place of the better product.
type ComparisonRow struct {
	Field  string   `json:"field"`
	Label  string   `json:"label"`
	Values []string `json:"values"`
	Better *int     `json:"better"`
}

// Cart is a reckoned cart.
type Cart struct {
	Lines    []CartLine `json:"lines"`
	Coupon   string     `json:"coupon"`
	Subtotal Money      `json:"subtotal"`
	Discount Money      `json:"discount"`
	Tax      Money      `json:"tax"`
	Shipping Money      `json:"shipping"`
	Total    Money      `json:"total"`
}

// CartLine is one SKU of a cart.
type CartLine struct {
	SKU      string            `json:"sku"`
	Handle   string            `json:"handle"`
	Title    string            `json:"title"`
	Options  map[string]string `json:"options"`
	Quantity int               `json:"quantity"`
	Unit     Money             `json:"unit_price"`
	Total    Money             `json:"total"`
}

// Order is an order as the shopper may see it after verification.
type Order struct {
	Number     string       `json:"number"`
	Status     string       `json:"status"`
	Payment    string       `json:"payment"`
	Fulfilment string       `json:"fulfilment"`
	Placed     string       `json:"placed"` // RFC 3339
	Email      string       `json:"email"`
	Name       string       `json:"name"`
	Address    data.Address `json:"address"`
	Cart
	Carrier  string       `json:"carrier,omitempty"`
	Tracking string       `json:"tracking,omitempty"`
	ETA      string       `json:"eta,omitempty"`
	History  []OrderEvent `json:"history"`
}

// OrderEvent is one step of an order.
type OrderEvent struct {
	Status string `json:"status"`
	At     string `json:"at"`
}

// Return is goods on their way back.
type Return struct {
	Number string          `json:"number"`
	Order  string          `json:"order"`
	Lines  []data.CartLine `json:"lines"`
	Reason string          `json:"reason"`
	Status string          `json:"status"`
	Refund Money           `json:"refund"`
}

// Ask is a question the reply ends with; Slots names everything still missing.
type Ask struct {
	Slot    string      `json:"slot"`
	Slots   []string    `json:"slots"`
	Options []AskOption `json:"options,omitempty"`
}

// AskOption is an answer to choose: what is shown and what is sent.
type AskOption struct {
	Label string `json:"label"`
	Send  string `json:"send"`
}

// Citation names what a statement of the reply rests on.
type Citation struct {
	Kind  string `json:"kind"` // product, policy, shop, order, coupon
	ID    string `json:"id"`
	Field string `json:"field,omitempty"`
}

// Handoff is where the passing to a person stands.
type Handoff struct {
	State string `json:"state"` // waiting, active, closed
	Since string `json:"since"`
	Hours string `json:"hours,omitempty"`
}

// LLM tells whether a language model had a part in the reply.
type LLM struct {
	Used bool `json:"used"`
}

// Timing is how long the turn took, in microseconds, in all and by stage.
type Timing struct {
	Total  int64            `json:"total_us"`
	Stages map[string]int64 `json:"stages"`
}

// Trace is how a turn was understood and answered.
type Trace struct {
	Tokens   []string          `json:"tokens"`
	Language string            `json:"language"`
	Intents  []nlu.Intent      `json:"intents"` // with reasons and the readings not taken
	Slots    []TraceSlot       `json:"slots"`
	Before   index.Constraints `json:"constraints_before"`
	After    index.Constraints `json:"constraints_after"`
	Queries  []TraceQuery      `json:"queries"`
	Rules    []string          `json:"rules"` // the dialog's, in the order applied
	Cost     meter.Bill        `json:"cost"`
}

// TraceSlot is a value with the place it was read from.
type TraceSlot struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// TraceQuery is one search with what it tried.
type TraceQuery struct {
	Constraints index.Constraints    `json:"constraints"`
	Level       string               `json:"level"`
	Steps       []string             `json:"steps"`
	Total       int                  `json:"total"`
	Scores      map[string]index.Why `json:"scores"` // by handle
}

// SearchRequest is a search outside a conversation.
type SearchRequest struct {
	Text        string            // read like a shopper's message unless Raw
	Raw         bool              // Text is mere words
	Constraints index.Constraints // in addition to what Text says; these win
	Page        int               // 1 and up
	Size        int               // 1 to 100, default 20
	Facets      []string
	Explain     bool
	Session     string // for the search log; may be empty
}

// SearchReply is what a search found.
type SearchReply struct {
	Products     []Card             `json:"products"`
	Alternatives []Card             `json:"alternatives"`
	Total        int                `json:"total"`
	Facets       Facets             `json:"facets"`
	Constraints  index.Constraints  `json:"constraints"`
	Assumed      []index.Assumption `json:"assumed"`
	Dropped      []string           `json:"dropped,omitempty"` // constraints the alternatives do without
	Trace        *TraceQuery        `json:"trace,omitempty"`
	Timing       Timing             `json:"timing"`
}

// SuggestReply completes what is being typed.
type SuggestReply struct {
	Products   []SuggestProduct  `json:"products"`
	Categories []SuggestCategory `json:"categories"`
	Queries    []string          `json:"queries"`
}

// SuggestProduct is a product suggested while typing.
type SuggestProduct struct {
	Handle string `json:"handle"`
	Title  string `json:"title"`
	Price  Money  `json:"price"`
	Image  string `json:"image"`
}

// SuggestCategory is a category suggested while typing.
type SuggestCategory struct {
	Path  string `json:"path"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// CategoryNode is one node of the category tree.
type CategoryNode struct {
	Path     string         `json:"path"`
	Label    string         `json:"label"`
	Count    int            `json:"count"`
	Children []CategoryNode `json:"children"`
}

// SessionReply is a conversation as its holder may see it.
type SessionReply struct {
	ID          string            `json:"id"`
	Constraints index.Constraints `json:"constraints"`
	Cart        *Cart             `json:"cart"`
	Handoff     *Handoff          `json:"handoff"`
	Transcript  []TranscriptTurn  `json:"transcript"`
}

// TranscriptTurn is one turn of a transcript.
type TranscriptTurn struct {
	Turn    int      `json:"turn"`
	Message string   `json:"u"`
	Text    string   `json:"text"`
	Intents []string `json:"intents"`
	Actions []string `json:"actions"`
	At      string   `json:"at"` // RFC 3339
}
