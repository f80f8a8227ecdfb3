package demo_test

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
	"shoptalk/data/demo"
)

// shopFile is what the tests read of a shop file, without any help from data/feed.
type shopFile struct {
	Shop      shop       `yaml:"shop"`
	Coupons   []coupon   `yaml:"coupons"`
	Policies  []policy   `yaml:"policies"`
	Synonyms  []synonym  `yaml:"synonyms"`
	Products  []product  `yaml:"products"`
	Customers []customer `yaml:"customers"`
	Orders    []order    `yaml:"orders"`
}

type shop struct {
	Name, Currency, Locale, Timezone, Email, Hours string
	Tax                                            struct {
		Rate       float64
		Classes    map[string]float64
		Included   bool
		OnShipping bool `yaml:"on_shipping"`
	}
	Shipping []struct {
		ID, Label, Days, ETA string
		Price                float64
		FreeFrom             float64 `yaml:"free_from"`
	}
	Returns struct {
		WindowDays int `yaml:"window_days"`
	}
	Payment     []string
	PaymentLink string `yaml:"payment_link"`
}

type coupon struct {
	Code, Expires   string
	Percent, Amount float64
	MinSubtotal     float64 `yaml:"min_subtotal"`
	Expired         bool
}

type policy struct {
	ID, Title, Answer string
	Questions         []string
}

type synonym struct{ Words, From, To []string }

type product struct {
	Handle, Title, Description, Brand, Category string
	Tags                                        []string
	Price                                       float64
	CompareAt                                   float64 `yaml:"compare_at"`
	TaxClass                                    string  `yaml:"tax_class"`
	Taxable, Returnable, Active                 *bool
	LowStock                                    int `yaml:"low_stock"`
	Rating                                      float64
	Reviews                                     int
	Attributes                                  map[string]any
	Variants                                    []variant
}

type variant struct {
	SKU       string
	Options   map[string]string
	Price     float64
	Stock     *int
	Backorder bool
}

type customer struct{ Email, Name, Address string }

type order struct {
	Number, Email, Status, Carrier, Tracking string
	Name, Address, Coupon                    string
	Placed                                   *int `yaml:"placed_days_ago"`
	Delivered                                *int `yaml:"delivered_days_ago"`
	ETA                                      *int `yaml:"eta_days"`
	Lines                                    map[string]int
	Subtotal, Discount, Tax, Shipping, Total float64
	ShippingID                               string `yaml:"shipping_id"`
}

// sellable tells whether a variant can be bought.
func (v variant) sellable() bool { return v.Stock == nil || *v.Stock > 0 || v.Backorder }

// scarce tells whether few of a variant or none are left.
func (v variant) scarce(few int) bool { return v.Stock != nil && *v.Stock <= few && !v.Backorder }

// read decodes all files of a demo shop into one; keys it has no use for are passed over.
func read(t *testing.T, name string) shopFile {
	t.Helper()
	files, err := demo.Files(name)
	if err != nil {
		t.Fatal(err)
	}
	var all shopFile
	for _, f := range files {
		var one shopFile
		if err := yaml.Unmarshal(f.Bytes, &one); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if one.Shop.Name != "" {
			all.Shop = one.Shop
		}
		all.Coupons = append(all.Coupons, one.Coupons...)
		all.Policies = append(all.Policies, one.Policies...)
		all.Synonyms = append(all.Synonyms, one.Synonyms...)
		all.Products = append(all.Products, one.Products...)
		all.Customers = append(all.Customers, one.Customers...)
		all.Orders = append(all.Orders, one.Orders...)
	}
	return all
}

// count counts the products that are so.
func count(ps []product, is func(product) bool) (n int) {
	for _, p := range ps {
		if is(p) {
			n++
		}
	}
	return n
}

func TestHarbourIsLargeEnough(t *testing.T) {
	ps := read(t, "harbour").Products
	if len(ps) < 300 {
		t.Errorf("%d products, want at least 300", len(ps))
	}
	leaves, tops, brands := map[string]int{}, map[string]int{}, map[string]int{}
	for _, p := range ps {
		leaves[p.Category]++
		top, _, _ := strings.Cut(p.Category, "/")
		tops[top]++
		brands[p.Brand]++
	}
	if len(tops) < 12 || len(leaves) < 40 || len(brands) < 40 {
		t.Errorf("%d departments, %d categories, %d brands", len(tops), len(leaves), len(brands))
	}
	for c, n := range leaves {
		if n < 5 {
			t.Errorf("category %s has %d products, want 5 and up", c, n)
		}
	}
}

func TestHarbourKeysAreUnique(t *testing.T) {
	s := read(t, "harbour")
	seen := map[string]bool{}
	once := func(kind, key string) {
		t.Helper()
		k := kind + " " + strings.ToLower(key)
		if key == "" || seen[k] {
			t.Errorf("%s %q is empty or there twice", kind, key)
		}
		seen[k] = true
	}
	for _, p := range s.Products {
		once("handle", p.Handle)
		once("title", p.Title)
		once("description", p.Description)
		if p.Handle != data.Slug(p.Handle) {
			t.Errorf("handle %q is no slug", p.Handle)
		}
		for _, v := range p.Variants {
			once("sku", v.SKU)
			once("options of "+p.Handle, fmt.Sprint(v.Options, "."))
		}
	}
	for _, c := range s.Coupons {
		once("coupon", c.Code)
	}
	for _, p := range s.Policies {
		once("policy", p.ID)
		for _, q := range p.Questions {
			once("question", q)
		}
	}
	for _, c := range s.Customers {
		once("customer", c.Email)
	}
	for _, o := range s.Orders {
		once("order", o.Number)
	}
}

func TestHarbourProductsAreSound(t *testing.T) {
	sku := regexp.MustCompile(`^[A-Z0-9]+(-[A-Z0-9]+)+$`)
	key := regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	s := read(t, "harbour")
	for _, p := range s.Products {
		lowest := math.Inf(1)
		for _, v := range p.Variants {
			lowest = min(lowest, v.Price)
			if !sku.MatchString(v.SKU) || v.Price <= 0 || v.Stock != nil && *v.Stock < 0 {
				t.Errorf("%s: variant %+v", p.Handle, v)
			}
			if len(v.Options) != len(p.Variants[0].Options) {
				t.Errorf("%s: variants with different options", p.Handle)
			}
		}
		if p.Price != lowest || p.CompareAt != 0 && p.CompareAt <= p.Price {
			t.Errorf("%s: price %v, lowest variant %v, compare at %v", p.Handle, p.Price, lowest, p.CompareAt)
		}
		draft := p.Active != nil && !*p.Active
		if !draft && (p.Rating < 3.1 || p.Rating > 4.9 || p.Reviews < 1) {
			t.Errorf("%s: rated %v by %d", p.Handle, p.Rating, p.Reviews)
		}
		if _, known := s.Shop.Tax.Classes[p.TaxClass]; p.TaxClass != "" && !known {
			t.Errorf("%s: unknown tax class %q", p.Handle, p.TaxClass)
		}
		if len(p.Attributes) < 3 {
			t.Errorf("%s has %d attributes", p.Handle, len(p.Attributes))
		}
		for k, raw := range p.Attributes {
			if _, err := data.ValueOf(raw); err != nil || !key.MatchString(k) {
				t.Errorf("%s: attribute %s: %v", p.Handle, k, err)
			}
		}
	}
}

func TestHarbourShares(t *testing.T) {
	ps := read(t, "harbour").Products
	soldOut := func(p product) bool {
		for _, v := range p.Variants {
			if v.sellable() {
				return false
			}
		}
		return true
	}
	low := func(p product) bool {
		for _, v := range p.Variants {
			if !v.scarce(p.LowStock) {
				return false
			}
		}
		return !soldOut(p)
	}
	anyVariant := func(is func(variant) bool) func(product) bool {
		return func(p product) bool {
			for _, v := range p.Variants {
				if is(v) {
					return true
				}
			}
			return false
		}
	}
	tests := []struct {
		name     string
		is       func(product) bool
		min, max float64 // per cent
	}{
		{"sold out", soldOut, 4, 8},
		{"low stock", low, 6, 10},
		{"reduced", func(p product) bool { return p.CompareAt > 0 }, 10, 14},
		{"some variant gone", anyVariant(func(v variant) bool { return !v.sellable() }), 20, 60},
		{"not tracked", anyVariant(func(v variant) bool { return v.Stock == nil }), 0.1, 3},
		{"back order", anyVariant(func(v variant) bool { return v.Backorder }), 0.5, 3},
		{"draft", func(p product) bool { return p.Active != nil && !*p.Active }, 0.1, 1},
		{"not returnable", func(p product) bool { return p.Returnable != nil && !*p.Returnable }, 1, 5},
	}
	for _, tc := range tests {
		share := 100 * float64(count(ps, tc.is)) / float64(len(ps))
		if share < tc.min || share > tc.max {
			t.Errorf("%s: %.1f %% of the products, want %v to %v", tc.name, share, tc.min, tc.max)
		}
	}
}

func TestHarbourTextsAreClean(t *testing.T) {
	s := read(t, "harbour")
	clean := func(where, text string) {
		t.Helper()
		switch {
		case strings.Contains(text, "  "), strings.TrimSpace(text) != text:
			t.Errorf("%s: stray spaces in %q", where, text)
		case !strings.HasSuffix(text, "."):
			t.Errorf("%s: no full stop at the end of %q", where, text)
		case strings.Contains(text, " ,") || strings.Contains(text, " .") || strings.Contains(text, ".."):
			t.Errorf("%s: stray punctuation in %q", where, text)
		}
	}
	for _, p := range s.Products {
		clean(p.Handle, p.Description)
		if n := len([]rune(p.Description)); n < 50 || n > 260 {
			t.Errorf("%s: description of %d characters", p.Handle, n)
		}
	}
	for _, p := range s.Policies {
		clean(p.ID, p.Answer)
		if len(p.Questions) < 4 || len(p.Questions) > 8 {
			t.Errorf("%s has %d questions", p.ID, len(p.Questions))
		}
	}
}
