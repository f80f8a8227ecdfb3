package data

// OrderStatus is where an order as a whole stands.
type OrderStatus string

// The order statuses, in the order an order goes through them.
const (
	Pending    OrderStatus = "pending"
	Confirmed  OrderStatus = "confirmed"
	Processing OrderStatus = "processing"
	Shipped    OrderStatus = "shipped"
	Delivered  OrderStatus = "delivered"
	Cancelled  OrderStatus = "cancelled"
	Returned   OrderStatus = "returned"
)

// OrderStatuses lists every status.
var OrderStatuses = [...]OrderStatus{Pending, Confirmed, Processing, Shipped, Delivered, Cancelled, Returned}

// PaymentStatus is whether the order is paid, apart from where it is.
type PaymentStatus string

// The payment statuses.
const (
	PaymentPending  PaymentStatus = "pending"
	PaymentPaid     PaymentStatus = "paid"
	PaymentRefunded PaymentStatus = "refunded"
)

// Fulfilment is where the goods are, apart from order and payment.
type Fulfilment string

// The fulfilment states.
const (
	Unfulfilled    Fulfilment = "unfulfilled"
	InTransit      Fulfilment = "in_transit"
	Fulfilled      Fulfilment = "fulfilled"
	FulfilmentVoid Fulfilment = "cancelled"
	FulfilmentBack Fulfilment = "returned"
)

// Order is what a customer bought, with every figure as it was at that moment.
type Order struct {
	Number     string // unique
	Session    string // the session it was placed in; empty for imported orders
	Email      string // lower case
	Name       string
	Address    Address
	Status     OrderStatus
	Payment    PaymentStatus
	Fulfilment Fulfilment
	Placed     Time
	Delivered  Time // 0 until delivered
	Lines      []OrderLine
	Coupon     string
	Subtotal   Money
	Discount   Money
	Tax        Money
	Shipping   Money
	ShippingID string
	Total      Money
	Carrier    string
	Tracking   string
	ETA        Time // expected delivery; 0 unknown
	History    []OrderEvent
	Updated    Time
}

// OrderLine is one SKU of an order, with title and price as they were.
type OrderLine struct {
	SKU      string   `json:"sku"`
	Handle   string   `json:"handle"`
	Title    string   `json:"title"`
	Options  []Option `json:"options,omitempty"`
	Quantity int      `json:"quantity"`
	Unit     Money    `json:"unit"`
	TaxClass string   `json:"tax_class,omitempty"`
}

// OrderEvent is one step of an order's history.
type OrderEvent struct {
	Status OrderStatus `json:"status"`
	At     Time        `json:"at"`
}

// Return is goods on their way back.
type Return struct {
	Number  string // unique
	Order   string
	Lines   []CartLine
	Reason  string
	Status  string // "requested", "received", "refunded", "refused"
	Refund  Money
	Created Time
}
