package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"shoptalk/data"
	"shoptalk/data/meter"
	"shoptalk/engine"
	"shoptalk/index"
)

// TestMain fails when a test leaves goroutines behind; those that Bleve starts with the
// program are no test's.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }

// noon is the moment at which every test server stands.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// errSecret is a failure whose text must never reach a caller.
var errSecret = errors.New("disk /var/secret is full")

// fakeEngine answers with what it heard. Its functions may be replaced by a test.
type fakeEngine struct {
	mu       sync.Mutex
	searched engine.SearchRequest
	turn     engine.Turn
	respond  func(ctx context.Context, t engine.Turn) (*engine.Reply, error)
	search   func(q engine.SearchRequest) *engine.SearchReply
}

func (f *fakeEngine) Respond(ctx context.Context, t engine.Turn) (*engine.Reply, error) {
	f.mu.Lock()
	f.turn = t
	f.mu.Unlock()
	if f.respond != nil {
		return f.respond(ctx, t)
	}
	return replyTo(t), nil
}

// replyTo is a reply with every part that a stream tells of.
func replyTo(t engine.Turn) *engine.Reply {
	five := usd(500)
	cart := engine.Cart{Lines: []engine.CartLine{}, Subtotal: five, Discount: five, Tax: five, Shipping: five, Total: five}
	return &engine.Reply{
		Session: "new-session", Turn: 1, Text: "You said: " + t.Message,
		Intents: []engine.Intent{{Name: "search_product", Confidence: 0.9}}, Actions: []string{"show_products"},
		Products:   []engine.Card{{ID: 1, Handle: "mug", Title: "Mug", Price: five, Image: "/media/mug.svg", URL: "/p/mug"}},
		Total:      1,
		Comparison: &engine.Comparison{Products: []string{"mug"}, Rows: []engine.ComparisonRow{}},
		Cart:       &cart,
		Order:      &engine.Order{Number: "5001", Cart: cart, History: []engine.OrderEvent{}}, Ask: &engine.Ask{Slot: "size", Slots: []string{"size"}},
		Suggestions: []string{"Show more"}, Citations: []engine.Citation{{Kind: "product", ID: "mug"}},
		Handoff: &engine.Handoff{State: "waiting"}, Timing: engine.Timing{Stages: map[string]int64{}},
	}
}

func (f *fakeEngine) Session(_ context.Context, id string) (*engine.SessionReply, error) {
	switch id {
	case "known":
		return &engine.SessionReply{ID: id, Cart: &engine.Cart{Lines: []engine.CartLine{}}, Transcript: []engine.TranscriptTurn{{Turn: 1, Message: "hi", Text: "Hello"}}}, nil
	case "broken":
		return nil, errSecret
	}
	return nil, data.ErrNotFound
}

func (f *fakeEngine) Forget(_ context.Context, id string) error {
	if id != "known" {
		return data.ErrNotFound
	}
	return nil
}

func (f *fakeEngine) Search(_ context.Context, q engine.SearchRequest) (*engine.SearchReply, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.searched = q
	if f.search != nil {
		return f.search(q), nil
	}
	return &engine.SearchReply{
		Products: []engine.Card{}, Alternatives: []engine.Card{}, Facets: engine.Facets{}, Assumed: []index.Assumption{},
		Constraints: q.Constraints, Timing: engine.Timing{Stages: map[string]int64{}},
	}, nil
}

func (f *fakeEngine) Suggest(_ context.Context, text string) (*engine.SuggestReply, error) {
	return &engine.SuggestReply{
		Products:   []engine.SuggestProduct{{Handle: "mug", Title: "Mug", Price: usd(500), Image: "/media/mug.svg"}},
		Categories: []engine.SuggestCategory{{Path: "home", Label: "Home", Count: 1}}, Queries: []string{text + " blue"},
	}, nil
}

func (f *fakeEngine) Categories(context.Context) ([]engine.CategoryNode, error) {
	return []engine.CategoryNode{{Path: "home", Label: "Home", Count: 1, Children: []engine.CategoryNode{}}}, nil
}

func (f *fakeEngine) Similar(context.Context, string, int) ([]engine.Card, error) { return nil, nil }

func (f *fakeEngine) Cards(context.Context, ...data.ProductID) ([]engine.Card, error) {
	return nil, nil
}

func (f *fakeEngine) Money(_ context.Context, m data.Money) engine.Money { return usd(m) }

func usd(m data.Money) engine.Money {
	return engine.Money{Amount: m, Currency: "USD", Display: "$" + m.DecimalString("USD")}
}

// fakeStore keeps in maps what the handlers ask a store for.
type fakeStore struct {
	data.Store // nil: whatever is not below must not be called
	mu         sync.Mutex
	products   map[string]*data.Product
	orders     map[string]*data.Order
	settings   map[string]string
	keys       map[string]data.Key // by hash
	touched    int
	version    int64
	changes    []data.Change
	err        error // of Version
	shopErr    error // of Shop
	feedErr    error // of Changes
}

func newFakeStore() *fakeStore {
	return &fakeStore{
		products: map[string]*data.Product{
			"mug": {
				ID: 1, Handle: "mug", Title: "Mug <b>", Category: "home/mugs", Active: true, Taxable: true, CompareAt: 700,
				Variants: []data.Variant{
					{SKU: "MUG-R", Price: 500, Tracked: true, Stock: 3, Options: []data.Option{{Name: "Color", Value: "Red"}}},
					{SKU: "MUG-B", Price: 450, Tracked: true, Options: []data.Option{{Name: "Color", Value: "Blue"}}},
				},
			},
			"café":  {ID: 3, Handle: "café", Title: "Café", Active: true, Variants: []data.Variant{{SKU: "C", Price: 100}}},
			"draft": {ID: 2, Handle: "draft", Title: "Draft", Variants: []data.Variant{{SKU: "D", Price: 100}}},
		},
		orders: map[string]*data.Order{
			"5001": {Number: "5001", Email: "ann@example.com", Status: data.Confirmed, Payment: data.PaymentPaid,
				Lines: []data.OrderLine{{SKU: "MUG-R", Handle: "mug", Title: "Mug", Quantity: 2, Unit: 500}}, Total: 1000},
		},
		settings: map[string]string{"features.phonetic": "false", "smtp.password": "hush"},
		keys:     map[string]data.Key{}, version: 7,
	}
}

func (f *fakeStore) ProductIDs(_ context.Context, _ data.ProductKey, names ...string) (map[string]data.ProductID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	ids := map[string]data.ProductID{}
	for _, n := range names {
		if n == "broken" {
			return nil, errSecret
		}
		if p := f.products[n]; p != nil {
			ids[n] = p.ID
		}
	}
	return ids, nil
}

func (f *fakeStore) Products(_ context.Context, ids ...data.ProductID) ([]*data.Product, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []*data.Product
	for _, p := range f.products {
		if slices.Contains(ids, p.ID) {
			out = append(out, p)
		}
	}
	return out, nil
}

func (f *fakeStore) ListProducts(_ context.Context, q data.ProductFilter) (data.Page[*data.Product], error) {
	if q.After == "" {
		return data.Page[*data.Product]{Items: []*data.Product{f.products["mug"]}, Next: "cursor"}, nil
	}
	if q.After != "cursor" {
		return data.Page[*data.Product]{}, &data.Invalid{Field: "after", Reason: "is no cursor"}
	}
	return data.Page[*data.Product]{}, nil
}

func (f *fakeStore) PatchProduct(_ context.Context, handle string, patch data.ProductPatch) (*data.Product, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	p := f.products[handle]
	if p == nil {
		return nil, data.ErrNotFound
	}
	if patch.Category != nil {
		p.Category = *patch.Category
	}
	if patch.Title != nil {
		p.Title = *patch.Title
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		if patch.Price != nil {
			v.Price = *patch.Price
		}
		for _, c := range patch.Variants {
			if c.SKU == v.SKU && c.Stock != nil {
				v.Stock = *c.Stock
			}
		}
	}
	return p, nil
}

func (f *fakeStore) Shop(context.Context) (data.Shop, error) { return data.DefaultShop(), f.shopErr }

func (f *fakeStore) Policies(context.Context) ([]data.Policy, error) { return nil, nil }

func (f *fakeStore) Settings(context.Context) (map[string]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.settings), nil
}

func (f *fakeStore) PutSettings(_ context.Context, settings ...data.Setting) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range settings {
		f.settings[s.Key] = s.Value
	}
	return nil
}

func (f *fakeStore) Order(_ context.Context, number string) (*data.Order, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if o := f.orders[number]; o != nil {
		return o, nil
	}
	return nil, data.ErrNotFound
}

func (f *fakeStore) ListOrders(_ context.Context, q data.OrderFilter) (data.Page[*data.Order], error) {
	o := f.orders["5001"]
	if q.Email != "" && q.Email != o.Email || q.Status != "" && q.Status != o.Status {
		return data.Page[*data.Order]{}, nil
	}
	return data.Page[*data.Order]{Items: []*data.Order{o}}, nil
}

func (f *fakeStore) UpdateOrder(_ context.Context, number string, change func(*data.Order) error) (*data.Order, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	o := f.orders[number]
	if o == nil {
		return nil, data.ErrNotFound
	}
	changed := *o
	if err := change(&changed); err != nil {
		return nil, err
	}
	f.orders[number] = &changed
	return &changed, nil
}

func (f *fakeStore) Vote(_ context.Context, session string, _, _ int, _ string) error {
	if session != "known" {
		return data.ErrNotFound
	}
	return nil
}

func (f *fakeStore) SearchCounts(_ context.Context, q data.SearchFilter) (data.Page[data.SearchCount], error) {
	counts := []data.SearchCount{{Query: "unicorn", Count: 4, Last: data.At(noon)}}
	if !q.Zero {
		counts = append(counts, data.SearchCount{Query: "mug", Count: 2, Last: data.At(noon)})
	}
	return data.Page[data.SearchCount]{Items: counts}, nil
}

func (f *fakeStore) KeyByHash(_ context.Context, hash []byte) (data.Key, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if k, ok := f.keys[string(hash)]; ok {
		return k, nil
	}
	return data.Key{}, data.ErrNotFound
}

func (f *fakeStore) ListKeys(context.Context) ([]data.Key, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.SortedFunc(maps.Values(f.keys), func(a, b data.Key) int { return strings.Compare(a.Name, b.Name) }), nil
}

func (f *fakeStore) TouchKey(_ context.Context, id int64, at data.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.touched++
	for hash, k := range f.keys {
		if k.ID == id {
			k.Used = at
			f.keys[hash] = k
		}
	}
	return nil
}

func (f *fakeStore) Version(context.Context) (int64, error) { return f.version, f.err }

func (f *fakeStore) Changes(context.Context, int64, int) ([]data.Change, error) {
	return f.changes, f.feedErr
}

// fakeIndex is an index that stands where it is told.
type fakeIndex struct {
	status  index.Status
	rebuilt int
	err     error
}

func (f *fakeIndex) Status() index.Status { return f.status }

func (f *fakeIndex) Rebuild(context.Context, func(done, total int64)) error {
	f.rebuilt++
	return f.err
}

func (f *fakeIndex) Vocabulary() *index.Vocabulary { return &index.Vocabulary{} }

func (f *fakeIndex) Spelling(string, string) (string, bool) { return "", false }

// rig is a server with everything behind it faked.
type rig struct {
	*Server
	talk  *fakeEngine
	shop  *fakeStore
	found *fakeIndex
	logs  *bytes.Buffer
	owner string // keys
	staff string
}

// newRig makes a server; change, which may be nil, changes its options first.
func newRig(t testing.TB, change func(*Options)) *rig {
	t.Helper()
	r := &rig{
		talk: &fakeEngine{}, shop: newFakeStore(), logs: &bytes.Buffer{},
		found: &fakeIndex{status: index.Status{Version: 7, Level: "full", Documents: 2}},
	}
	r.owner, r.staff = r.addKey(t, "Olga", owner), r.addKey(t, "Stan", staff)
	o := Options{
		Engine: r.talk, Store: r.shop, Index: r.found, Metrics: meter.NewMetrics(meter.Build{Version: "test"}),
		Log: slog.New(slog.NewJSONHandler(r.logs, nil)), Clock: func() time.Time { return noon },
		Version: "1.2.3", LocalToken: "local-secret", Features: func() map[string]bool { return map[string]bool{"partial": false} },
	}
	if change != nil {
		change(&o)
	}
	var err error
	if r.Server, err = New(o); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *rig) addKey(t testing.TB, name, role string) string {
	t.Helper()
	key, secret, err := NewKey(name, role)
	if err != nil {
		t.Fatal(err)
	}
	key.ID = int64(len(r.shop.keys) + 1)
	r.shop.keys[string(key.Hash)] = key
	return secret
}

// call sends one request. A body makes it JSON.
func (r *rig) call(method, target, body string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	q := httptest.NewRequest(method, target, in)
	if body != "" {
		q.Header.Set("Content-Type", "application/json")
	}
	for _, c := range change {
		c(q)
	}
	w := httptest.NewRecorder()
	r.Handler().ServeHTTP(w, q)
	return w
}

func header(key, value string) func(*http.Request) {
	return func(q *http.Request) { q.Header.Set(key, value) }
}

func bearing(key string) func(*http.Request) { return header("Authorization", "Bearer "+key) }

func from(address string) func(*http.Request) {
	return func(q *http.Request) { q.RemoteAddr = address }
}
