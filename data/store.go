package data

import (
	"context"
	"time"
)

// Store is everything the shop remembers, as small parts. One method is one transaction;
// no part shows what database stands behind it. Implementations are safe for concurrent
// use and pass the suite in data/storetest.
type Store interface {
	Catalog
	CatalogWriter
	Shops
	Policies
	Synonyms
	Coupons
	Customers
	Carts
	Orders
	Returns
	Sessions
	Turns
	Logs
	Keys
	Feed
	Memory
	Upkeep
}

// Catalog reads products and categories.
type Catalog interface {
	// Products reads a batch in one query, in the order asked, each id once; unknown ids
	// are left out. Inactive products are included.
	Products(ctx context.Context, ids ...ProductID) ([]*Product, error)
	// ProductIDs finds products by handle, SKU or barcode. Names that match nothing are
	// missing from the map. SKUs are compared without case.
	ProductIDs(ctx context.Context, by ProductKey, names ...string) (map[string]ProductID, error)
	// ListProducts reads one keyset page.
	ListProducts(ctx context.Context, f ProductFilter) (Page[*Product], error)
	// Categories lists the whole tree in path order, with counts of active products.
	Categories(ctx context.Context) ([]Category, error)
	// StockMovements reads the movements of a SKU, newest first.
	StockMovements(ctx context.Context, sku string, size int) ([]StockMovement, error)
}

// ProductKey names a way to find a product.
type ProductKey string

// The ways to find a product.
const (
	ByHandle  ProductKey = "handle"
	BySKU     ProductKey = "sku"
	ByBarcode ProductKey = "barcode"
)

// Page is one keyset page. Next is the cursor of the following page, empty at the end; it
// is opaque to callers and valid for the same filter only.
type Page[T any] struct {
	Items []T
	Next  string
}

// ProductFilter chooses and orders products; zero fields do not filter.
type ProductFilter struct {
	Category string // the path and everything below it
	Brand    string // compared without case
	Active   *bool
	Name     string // the title begins with this, without case
	PriceMin Money  // of Product.Price
	PriceMax Money  // 0: no limit
	Order    ProductOrder
	Size     int // 1 to 1000, default 50
	After    string
}

// ProductOrder is the order of a product list.
type ProductOrder string

// The orders of a product list. ProductOrder zero value is by id.
const (
	OrderID    ProductOrder = ""
	OrderPrice ProductOrder = "price"
	OrderName  ProductOrder = "name"
	OrderNew   ProductOrder = "newest"
)

// CatalogWriter changes products. Each call appends to the change feed what it changed.
type CatalogWriter interface {
	// PutProducts inserts or updates a batch by handle in one transaction. A refused
	// product (its PutResult has Err) leaves the others alone. With dry nothing is kept
	// and the results are what would have happened.
	PutProducts(ctx context.Context, puts []ProductPut, dry bool) ([]PutResult, error)
	// PatchProduct changes single fields of one product. ErrNotFound for an unknown
	// handle or SKU, ErrInvalid for a value that breaks a rule.
	PatchProduct(ctx context.Context, handle string, p ProductPatch) (*Product, error)
	// DeleteProducts removes products by handle and tells how many there were.
	DeleteProducts(ctx context.Context, handles ...string) (int, error)
	// PutCategories sets labels; nodes that are missing, with their parents, are made.
	PutCategories(ctx context.Context, categories []Category) error
}

// Fields is a set of product fields an import brings.
type Fields uint32

// The product fields an import may bring. AllFields replaces the whole product.
const (
	FieldTitle Fields = 1 << iota
	FieldDescription
	FieldBrand
	FieldCategory
	FieldTags
	FieldCompareAt
	FieldTax
	FieldReturnable
	FieldActive
	FieldLowStock
	FieldRating
	FieldImages
	FieldAttributes
	FieldVariants // the variants given replace those there
	FieldMerge    // the variants given are added or updated by SKU, none is removed
	FieldPrice    // of the variants given, prices count
	FieldStock    // of the variants given, stock counts

	AllFields Fields = 1<<iota - 1 - FieldMerge
)

// ProductPut is one product to insert or update by handle. On update only the fields in
// Fields change (0 means AllFields); with FieldVariants or FieldMerge but without FieldPrice
// or FieldStock, variants already there keep theirs.
type ProductPut struct {
	Product Product
	Fields  Fields
}

// Outcome is what became of one put.
type Outcome string

// The outcomes of a put.
const (
	Created   Outcome = "created"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
	Refused   Outcome = "refused"
)

// PutResult tells what became of the put at the same place of the batch. Err is set when it
// was refused: *Invalid, or ErrConflict when a SKU belongs to another product.
type PutResult struct {
	ID      ProductID
	Outcome Outcome
	Err     error
}

// ProductPatch changes the fields that are not nil. Variants are found by SKU.
type ProductPatch struct {
	Title       *string
	Description *string
	Brand       *string
	Category    *string
	Active      *bool
	Price       *Money // of every variant
	CompareAt   *Money
	Variants    []VariantPatch
	Reason      string // for stock movements: "admin", "order"
}

// VariantPatch changes the fields of one variant that are not nil.
type VariantPatch struct {
	SKU       string
	Price     *Money
	Stock     *int // makes the variant tracked
	Backorder *bool
}

// Shops keeps the shop's own data and its settings.
type Shops interface {
	// Shop reads the shop; DefaultShop when none was put.
	Shop(ctx context.Context) (Shop, error)
	// PutShop replaces the shop. The currency cannot change while there are products
	// priced in another one: ErrConflict.
	PutShop(ctx context.Context, s Shop) error
	// Settings reads every setting by key.
	Settings(ctx context.Context) (map[string]string, error)
	// PutSettings sets some; an empty value removes the setting.
	PutSettings(ctx context.Context, settings ...Setting) error
}

// Policies keeps what the shop says about itself, in the order it was first put.
type Policies interface {
	Policies(ctx context.Context) ([]Policy, error)
	// PutPolicies inserts or updates by id, in one transaction, and tells how many changed.
	PutPolicies(ctx context.Context, policies ...Policy) (int, error)
	DeletePolicies(ctx context.Context, ids ...string) (int, error)
}

// Synonyms keeps which words mean the same.
type Synonyms interface {
	Synonyms(ctx context.Context) ([]Synonym, error)
	// PutSynonyms replaces all synonyms and tells whether anything changed.
	PutSynonyms(ctx context.Context, synonyms []Synonym) (bool, error)
}

// Coupons keeps coupons by code, compared without case.
type Coupons interface {
	Coupon(ctx context.Context, code string) (Coupon, error)
	ListCoupons(ctx context.Context) ([]Coupon, error)
	// PutCoupons inserts or updates by code and tells how many changed.
	PutCoupons(ctx context.Context, coupons ...Coupon) (int, error)
}

// Customers keeps customers by e-mail.
type Customers interface {
	Customer(ctx context.Context, email string) (Customer, error)
	ListCustomers(ctx context.Context, size int, after string) (Page[Customer], error)
	// PutCustomers inserts or updates by e-mail and tells how many changed.
	PutCustomers(ctx context.Context, customers ...Customer) (int, error)
}

// Carts keeps one cart per session, durable against a power cut.
type Carts interface {
	// Cart reads a session's cart, empty when there is none.
	Cart(ctx context.Context, session string) (Cart, error)
	// PutCart replaces it; one without lines and coupon is removed.
	PutCart(ctx context.Context, c Cart) error
}

// Orders keeps orders, durable against a power cut.
type Orders interface {
	Order(ctx context.Context, number string) (*Order, error)
	ListOrders(ctx context.Context, f OrderFilter) (Page[*Order], error)
	// PutOrders inserts or updates imported orders by number, as given, without touching
	// stock, and tells how many changed.
	PutOrders(ctx context.Context, orders ...Order) (int, error)
	// UpdateOrder changes one order in a transaction: change sees the order as it stands
	// and may refuse with an error, which is returned. A changed status is added to the
	// history by the store.
	UpdateOrder(ctx context.Context, number string, change func(*Order) error) (*Order, error)
}

// OrderFilter chooses orders, newest first; zero fields do not filter.
type OrderFilter struct {
	Email  string
	Status OrderStatus
	Size   int
	After  string
}

// Returns keeps returns, durable against a power cut.
type Returns interface {
	Return(ctx context.Context, number string) (Return, error)
	ListReturns(ctx context.Context, order string, size int, after string) (Page[Return], error)
	PutReturn(ctx context.Context, r Return) error
}

// Sessions keeps conversations.
type Sessions interface {
	Session(ctx context.Context, id string) (*Session, error)
	// ListSessions reads the latest conversations first.
	ListSessions(ctx context.Context, size int, after string) (Page[*Session], error)
	// DeleteSession removes the session with its turns, cart and searches.
	DeleteSession(ctx context.Context, id string) error
	// ExpireSessions removes what expired before a moment, at most limit, and tells how many.
	ExpireSessions(ctx context.Context, before Time, limit int) (int, error)
}

// Turns keeps what was said.
type Turns interface {
	// SaveTurn inserts or updates the session, appends the turn and logs the searches in
	// one transaction. A turn number that is already there is an ErrConflict: two messages
	// raced, and the later one must be answered again.
	SaveTurn(ctx context.Context, s Session, t Turn, searches ...Search) error
	// Turns reads a session's turns after a number, oldest first.
	Turns(ctx context.Context, session string, after, size int) ([]Turn, error)
	// Vote keeps a shopper's opinion with the turn.
	Vote(ctx context.Context, session string, turn, vote int, comment string) error
}

// Logs keeps what is counted later.
type Logs interface {
	LogSearches(ctx context.Context, searches ...Search) error
	// SearchCounts groups the search log since a moment, most frequent first.
	SearchCounts(ctx context.Context, f SearchFilter) (Page[SearchCount], error)
	LogEvents(ctx context.Context, events ...Event) error
	Events(ctx context.Context, kind string, since Time, size int) ([]Event, error)
}

// SearchFilter chooses lines of the search log.
type SearchFilter struct {
	Zero  bool // only queries whose last search matched nothing
	Since Time
	Size  int
	After string
}

// Keys keeps the API keys of those who run the shop.
type Keys interface {
	// PutKey adds a key and gives its id; a second key of the same name is an ErrConflict.
	PutKey(ctx context.Context, k Key) (int64, error)
	KeyByHash(ctx context.Context, hash []byte) (Key, error)
	ListKeys(ctx context.Context) ([]Key, error)
	DeleteKey(ctx context.Context, name string) error
	// TouchKey notes that a key was used.
	TouchKey(ctx context.Context, id int64, at Time) error
}

// Feed is the change feed.
type Feed interface {
	// Version is the sequence number of the last change, 0 when there is none.
	Version(ctx context.Context) (int64, error)
	// Changes reads what came after a sequence number, oldest first, at most limit. Old
	// changes are trimmed: ErrTrimmed when some after the number are gone, or when the number
	// lies beyond the feed (another database, an older backup). Then read the whole catalog
	// and go on from the Version taken before.
	Changes(ctx context.Context, after int64, limit int) ([]Change, error)
}

// Memory keeps what was learned from the catalog; all of it can be made again.
type Memory interface {
	// Learned reads by name; ErrNotFound when absent, whatever the fingerprint.
	Learned(ctx context.Context, name string) (Learned, error)
	PutLearned(ctx context.Context, l Learned) error
	// Vectors reads all vectors of a kind made by the embedder with this fingerprint, by id.
	Vectors(ctx context.Context, kind, fingerprint string) ([]Vector, error)
	// PutVectors adds or replaces vectors; those of the kind with another fingerprint go.
	PutVectors(ctx context.Context, kind, fingerprint string, vectors []Vector) error
	// DeleteVectors removes vectors of a kind by id.
	DeleteVectors(ctx context.Context, kind string, ids ...int64) error
}

// Upkeep is what keeps a store healthy.
type Upkeep interface {
	// Check reads the whole store for damage and broken references and lists what it
	// found, in words a person can act on; empty when sound.
	Check(ctx context.Context) ([]string, error)
	// Sizes is the number of bytes per table.
	Sizes(ctx context.Context) (map[string]int64, error)
	// Optimize refreshes planner statistics; after imports and daily.
	Optimize(ctx context.Context) error
	// Tidy does background work such as checkpoints; it is called every so often.
	Tidy(ctx context.Context, idle time.Duration) error
	Close() error
}
