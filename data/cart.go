package data

// Cart is what one session means to buy: SKUs and quantities only. Prices are looked up
// when it is reckoned, so a cart can never hold an outdated one.
type Cart struct {
	Session string
	Lines   []CartLine // in the order added, one per SKU, quantity 1 and up
	Coupon  string
	Updated Time
}

// CartLine is one SKU of a cart.
type CartLine struct {
	SKU      string
	Quantity int
}
