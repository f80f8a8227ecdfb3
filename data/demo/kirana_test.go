package demo_test

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shoptalk/data"
	"shoptalk/data/demo"
	"shoptalk/data/demo/draw"
)

func TestKiranaIsLargeEnough(t *testing.T) {
	s := read(t, "kirana")
	tops, brands, variants := map[string]bool{}, map[string]bool{}, 0
	for _, p := range s.Products {
		top, _, _ := strings.Cut(p.Category, "/")
		tops[top], brands[p.Brand] = true, true
		variants += len(p.Variants)
	}
	for what, c := range map[string]struct{ got, want int }{
		"products": {len(s.Products), 120}, "departments": {len(tops), 12}, "brands": {len(brands), 25}, "variants": {variants, 300},
		"policies": {len(s.Policies), 14}, "coupons": {len(s.Coupons), 4}, "customers": {len(s.Customers), 10},
		"orders": {len(s.Orders), 15}, "synonyms": {len(s.Synonyms), 60},
	} {
		if c.got < c.want {
			t.Errorf("%d %s, want at least %d", c.got, what, c.want)
		}
	}
}

func TestKiranaKeysAreUnique(t *testing.T) {
	s := read(t, "kirana")
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
			once("size of "+p.Handle, v.Options["size"])
		}
	}
	for _, p := range s.Policies {
		once("policy", p.ID)
		for _, q := range p.Questions {
			once("question", q)
		}
	}
	for _, c := range s.Coupons {
		once("coupon", c.Code)
	}
	for _, o := range s.Orders {
		once("order", o.Number)
	}
}

func TestKiranaProductsAreSound(t *testing.T) {
	s := read(t, "kirana")
	categories := map[string]bool{}
	for _, p := range s.Products {
		categories[p.Category] = true
		if _, known := s.Shop.Tax.Classes[p.TaxClass]; !known {
			t.Errorf("%s: unknown tax class %q", p.Handle, p.TaxClass)
		}
		if len(p.Variants) == 0 || strings.Count(p.Category, "/") != 1 {
			t.Errorf("%s: %d variants in category %q", p.Handle, len(p.Variants), p.Category)
		}
		if n := len([]rune(p.Description)); n < 50 || n > 260 || !strings.HasSuffix(p.Description, ".") {
			t.Errorf("%s: description of %d characters: %q", p.Handle, n, p.Description)
		}
		for k, raw := range p.Attributes {
			if _, err := data.ValueOf(raw); err != nil || k != data.OptionKey(k) {
				t.Errorf("%s: attribute %s: %v", p.Handle, k, err)
			}
		}
		checkSizes(t, p)
	}
	for c := range s.Shop.Tax.Classes {
		if !slices.ContainsFunc(s.Products, func(p product) bool { return p.TaxClass == c }) {
			t.Errorf("no product has tax class %s", c)
		}
	}
}

// checkSizes wants sizes that rise in price, but not per unit, and a reduction that is one.
func checkSizes(t *testing.T, p product) {
	t.Helper()
	for i, v := range p.Variants {
		if v.Options["size"] == "" || v.Price <= 0 || v.Stock != nil && *v.Stock < 0 {
			t.Errorf("%s: variant %+v", p.Handle, v)
		}
		if p.CompareAt != 0 && p.CompareAt <= v.Price {
			t.Errorf("%s: %v is no reduction of %v", p.Handle, v.Price, p.CompareAt)
		}
		if i == 0 {
			continue
		}
		less, ok := amount(p.Variants[i-1].Options["size"])
		more, ok2 := amount(v.Options["size"])
		if !ok || !ok2 {
			continue
		}
		before := p.Variants[i-1].Price
		if v.Price <= before || v.Price/more > before/less*1.0001 {
			t.Errorf("%s: %s costs %v, %s costs %v", p.Handle, p.Variants[i-1].Options["size"], before, v.Options["size"], v.Price)
		}
	}
}

var plainSize = regexp.MustCompile(`^([\d.]+) (g|kg|ml|L|pieces?|bags)$`)

// amount reads a size as grams, millilitres or pieces; ok is false for other sizes.
func amount(size string) (n float64, ok bool) {
	m := plainSize.FindStringSubmatch(size)
	if m == nil {
		return 0, false
	}
	if _, err := fmt.Sscan(m[1], &n); err != nil {
		return 0, false
	}
	if m[2] == "kg" || m[2] == "L" {
		n *= 1000
	}
	return n, true
}

func TestKiranaHasEveryStock(t *testing.T) {
	s := read(t, "kirana")
	var out, low, untracked, backorder, drafts, fresh int
	for _, p := range s.Products {
		if p.Active != nil && !*p.Active {
			drafts++
		}
		if p.Returnable != nil && !*p.Returnable {
			fresh++
		}
		for _, v := range p.Variants {
			switch {
			case v.Stock == nil:
				untracked++
			case v.Backorder:
				backorder++
			case *v.Stock == 0:
				out++
			case *v.Stock <= p.LowStock:
				low++
			}
		}
	}
	for what, n := range map[string]int{"sold out": out, "low": low, "untracked": untracked, "back order": backorder, "draft": drafts, "fresh": fresh} {
		if n == 0 {
			t.Errorf("nothing is %s", what)
		}
	}
}

func TestKiranaOrdersAddUp(t *testing.T) {
	s := read(t, "kirana")
	price := map[string]float64{}
	for _, p := range s.Products {
		for _, v := range p.Variants {
			price[v.SKU] = v.Price
		}
	}
	emails, states := map[string]bool{}, map[string]bool{}
	for _, c := range s.Customers {
		emails[c.Email] = true
	}
	express := s.Shop.Shipping[0]
	for _, o := range s.Orders {
		states[o.Status] = true
		if !emails[o.Email] {
			t.Errorf("order %s: no customer %s", o.Number, o.Email)
		}
		total := 0.0
		for sku, n := range o.Lines {
			if price[sku] == 0 || n < 1 {
				t.Errorf("order %s: %d of %q", o.Number, n, sku)
			}
			total += price[sku] * float64(n)
		}
		if total < express.FreeFrom {
			total += express.Price
		}
		if math.Abs(total-o.Total) > .001 {
			t.Errorf("order %s: total %v, its lines and delivery make %v", o.Number, o.Total, total)
		}
	}
	for _, status := range data.OrderStatuses {
		if !states[string(status)] {
			t.Errorf("no order is %s", status)
		}
	}
}

// Figures in policies must be those of the shop.
func TestKiranaPoliciesAgreeWithTheShop(t *testing.T) {
	s := read(t, "kirana")
	answers := ""
	for _, p := range s.Policies {
		answers += p.Answer + "\n"
		if len(p.Questions) < 3 || !strings.HasSuffix(p.Answer, ".") {
			t.Errorf("%s: %d questions, answer %q", p.ID, len(p.Questions), p.Answer)
		}
	}
	want := []string{fmt.Sprintf("within %d days", s.Shop.Returns.WindowDays), s.Shop.Email}
	for _, m := range s.Shop.Shipping {
		if m.Price > 0 {
			want = append(want, fmt.Sprintf("costs ₹%v and is free from ₹%v", m.Price, m.FreeFrom))
		}
	}
	for _, rate := range s.Shop.Tax.Classes {
		want = append(want, fmt.Sprintf("%v %%", math.Round(rate*100)))
	}
	for _, w := range want {
		if !strings.Contains(answers, w) {
			t.Errorf("no policy says %q", w)
		}
	}
	if !s.Shop.Tax.Included || s.Shop.Currency != "INR" || s.Shop.Locale != "en-IN" || s.Shop.Timezone != "Asia/Kolkata" {
		t.Errorf("shop %+v", s.Shop)
	}
}

// A word stands in one group of synonyms, or it would mean two things.
func TestKiranaSynonymsDoNotOverlap(t *testing.T) {
	seen := map[string]bool{}
	for _, syn := range read(t, "kirana").Synonyms {
		if len(syn.Words) < 2 && (len(syn.From) == 0 || len(syn.To) == 0) {
			t.Errorf("synonym %+v says nothing", syn)
		}
		for _, w := range slices.Concat(syn.Words, syn.From) {
			if seen[w] || w != strings.ToLower(w) {
				t.Errorf("%q is in two groups or not in lower case", w)
			}
			seen[w] = true
		}
	}
}

// Every product of the demo shops is to be drawn as what it is.
func TestEveryDemoProductHasADrawing(t *testing.T) {
	for _, name := range demo.Shops() {
		used := map[string]int{}
		for _, p := range read(t, name).Products {
			kind := draw.KindOf(p.Category, p.Title, p.Tags)
			if kind == draw.Generic {
				t.Errorf("%s: %s (%s) is drawn as a plain package", name, p.Title, p.Category)
			}
			used[kind]++
		}
		if len(used) < 40 {
			t.Errorf("%s: only %d kinds are drawn", name, len(used))
		}
	}
}
