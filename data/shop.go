package data

// Shop is what the owner says about the shop as a whole.
type Shop struct {
	Name        string
	Currency    string // ISO 4217
	Locale      string // BCP 47: "en-US"
	Timezone    string // IANA: "America/New_York"
	Email       string
	Tax         Tax
	Shipping    []Shipping
	ReturnDays  int // the return window after delivery; 0 when returns are not taken
	Hours       string
	Payment     []string // "invoice", "link"
	PaymentLink string   // with {order} and {amount}
}

// DefaultShop is the shop of an empty database.
func DefaultShop() Shop {
	return Shop{Name: "Shoptalk", Currency: "USD", Locale: "en-US", Timezone: "UTC", ReturnDays: 30, Payment: []string{"invoice"}}
}

// Tax is how tax is reckoned.
type Tax struct {
	Rate       Rate
	Classes    map[string]Rate // by Product.TaxClass
	Included   bool            // prices already hold the tax
	OnShipping bool
}

// Shipping is one way to have an order sent.
type Shipping struct {
	ID       string
	Label    string
	Price    Money
	FreeFrom Money  // merchandise after discount from which it costs nothing; 0 never
	Days     string // "3-5"; empty when ETA says it
	ETA      string // "2-3 hours"
}

// Setting is one changeable switch or value, JSON encoded, such as "features.fuzzy" = "false".
type Setting struct {
	Key   string
	Value string
}

// Coupon takes a percentage or an amount off the subtotal; exactly one of the two is set.
type Coupon struct {
	Code        string // compared without case
	Percent     Rate
	Amount      Money
	MinSubtotal Money
	Expires     Time // 0 never
	Expired     bool // switched off by the owner
}

// Valid tells whether the coupon may be used at a moment.
func (c *Coupon) Valid(now Time) bool { return !c.Expired && (c.Expires == 0 || now < c.Expires) }

// Policy is one thing the shop says about itself, with the questions it answers.
type Policy struct {
	ID        string
	Title     string
	Questions []string
	Answer    string
	Updated   Time // set by the store
}

// Synonym says which words mean the same. Words stand for each other; From words are read
// as the To words, not the other way round. Either Words or From and To are set.
type Synonym struct {
	Words []string
	From  []string
	To    []string
}
