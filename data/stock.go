package data

// StockMovement is one change of a variant's stock and why; their sum is the stock.
type StockMovement struct {
	ID     int64
	At     Time
	SKU    string
	Delta  int
	Left   int    // after the movement
	Reason string // "import", "order", "cancel", "return", "admin"
	Ref    string // order number and the like
}
