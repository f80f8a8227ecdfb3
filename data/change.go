package data

// ChangeKind says what a change is about.
type ChangeKind string

// The kinds of change.
const (
	ProductChange  ChangeKind = "product"
	CategoryChange ChangeKind = "category"
	PolicyChange   ChangeKind = "policy"
	SynonymChange  ChangeKind = "synonym"
	ShopChange     ChangeKind = "shop" // shop, settings or coupons
)

// Change is one entry of the change feed, written in the same transaction as the change
// itself. Sequence numbers only grow; the highest is the version of the catalog.
type Change struct {
	Seq     int64
	Kind    ChangeKind
	Product ProductID // set for ProductChange
	Text    bool      // something that is searched by words changed; false for price and stock alone
	Deleted bool
	At      Time
}
