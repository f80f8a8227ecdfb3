package web

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"shoptalk/data"
	"shoptalk/engine"
	"shoptalk/index"
)

// someConstraints draws constraints as a search may have them.
func someConstraints(t *rapid.T) index.Constraints {
	var c index.Constraints
	value := rapid.SampledFrom([]string{"blue", "10", "size 10 & up", "ü/ö", "a=b", "+", "%"})
	bound := func(label string) *float64 {
		if !rapid.Bool().Draw(t, label) {
			return nil
		}
		n := float64(rapid.IntRange(0, 1e7).Draw(t, label+" cents")) / 100
		return &n
	}
	for _, key := range []string{"category", "brand", "color", "size", "page", "facets", "features"} {
		for range rapid.IntRange(0, 2).Draw(t, key) {
			c.Add(key, value.Draw(t, key))
		}
	}
	c.PriceGTE, c.PriceLT, c.Rating = bound("price_gte"), bound("price_lt"), bound("rating")
	if n := bound("battery"); n != nil {
		c.Numbers = map[string]index.Bounds{"battery_h": {Min: n}}
	}
	if rapid.Bool().Draw(t, "not") {
		c.Not = &index.Constraints{}
		c.Not.Add("size", value.Draw(t, "not size"))
	}
	c.Sort = rapid.SampledFrom([]index.Sort{"", index.PriceAsc, index.Popular}).Draw(t, "sort")
	return c
}

// TestAddressesSayConstraints writes constraints as an address and reads them back.
func TestAddressesSayConstraints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := someConstraints(t)
		u := &url.URL{Path: "/search", RawQuery: parameters(want).Encode()}
		got, err := searchRequest(u)
		if err != nil {
			t.Fatalf("%s: %v", u, err)
		}
		a, _ := json.Marshal(want)
		b, _ := json.Marshal(got.Constraints)
		if string(a) != string(b) {
			t.Fatalf("%s says %s, want %s", u, b, a)
		}
	})
}

func TestTogglingTwiceLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state := someConstraints(t)
		key := rapid.SampledFrom([]string{"brand", "size", "not.color"}).Draw(t, "key")
		read := func(address string) index.Constraints {
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			q, err := searchRequest(u)
			if err != nil {
				t.Fatal(err)
			}
			return q.Constraints
		}
		first := place{path: "/search", asked: parameters(state), state: state}
		second := read(first.toggle(key, "fresh"))
		u := &url.URL{Path: "/search", RawQuery: parameters(second).Encode()}
		third := read(newPlace(u, second, "").toggle(key, "fresh"))
		a, _ := json.Marshal(state)
		b, _ := json.Marshal(third)
		if string(a) != string(b) {
			t.Fatalf("twice %s of %s gives %s", key, a, b)
		}
	})
}

func TestCompareSizes(t *testing.T) {
	got := []string{"10", "XL", "9.5", "S", "one size", "9", "XXL", "M", "XS"}
	slices.SortStableFunc(got, compareSizes)
	want := []string{"9", "9.5", "10", "one size", "XS", "S", "M", "XL", "XXL"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFullestOf(t *testing.T) {
	node := func(path string, count int) engine.CategoryNode { return engine.CategoryNode{Path: path, Count: count} }
	nodes := []engine.CategoryNode{node("a", 3), node("b", 9), node("c", 3), node("d", 5)}
	var got []string
	for _, n := range fullestOf(nodes, 3) {
		got = append(got, n.Path)
	}
	if diff := cmp.Diff([]string{"a", "b", "d"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestReduction(t *testing.T) {
	was := engine.Money{Amount: 19900}
	for now, want := range map[data.Money]int{14900: 25, 19899: 0, 19900: 0, 25000: 0, 0: 100} {
		if got := reduction(now, &was); got != want {
			t.Errorf("%d instead of %d is %d %% off, want %d", now, was.Amount, got, want)
		}
	}
	if reduction(5, nil) != 0 {
		t.Error("nothing was said of an earlier price")
	}
}

func TestChooseVariant(t *testing.T) {
	variant := func(sku, color, size string, stock int) data.Variant {
		return data.Variant{SKU: sku, Tracked: true, Stock: stock, Options: []data.Option{{Name: "Colour", Value: color}, {Name: "Size", Value: size}}}
	}
	p := &data.Product{Variants: []data.Variant{variant("A", "Red", "9", 0), variant("B", "Red", "10", 2), variant("C", "Blue", "9", 0)}}
	for query, want := range map[string]int{"": 1, "color=red": 1, "color=blue": 2, "size=9": 0, "color=RED&size=9": 0, "sku=c": 2, "color=green": 1} {
		asked, _ := url.ParseQuery(query)
		if got := chooseVariant(p, asked); got != want {
			t.Errorf("%q chooses %d, want %d", query, got, want)
		}
	}
}

func TestAssetsNameEachOther(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	a, err := newAssets(fstest.MapFS{"a.js": file(`import "./b.js";`), "b.js": file("1"), "page.html": file("")})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(a.files[a.names["a.js"]].body); got != `import "./`+a.names["b.js"]+`";` || len(a.files) != 2 {
		t.Errorf("a.js is %s of %d", got, len(a.files))
	}
	b, err := newAssets(fstest.MapFS{"a.js": file(`import "./b.js";`), "b.js": file("2")})
	if err != nil || a.names["a.js"] == b.names["a.js"] {
		t.Errorf("a changed module leaves the name of what imports it: %v", err)
	}
	for name, files := range map[string]fstest.MapFS{
		"a circle":     {"a.js": file(`import "./b.js";`), "b.js": file(`import "./a.js";`)},
		"a gap":        {"a.js": file(`import "./c.js";`)},
		"a late break": {"z.js": file(`import "./b.js"; import "./c.js";`), "b.js": file("1")},
	} {
		if _, err := newAssets(files); err == nil {
			t.Errorf("%s among assets was taken", name)
		}
	}
}

func TestShowTurnOfABrokenReply(t *testing.T) {
	got := showTurn(&data.Turn{N: 3, Message: "hi", Text: "1. one\nHello", Reply: []byte("{")}, nil)
	if diff := cmp.Diff([]string{"1. one", "Hello"}, got.Lines); diff != "" || got.Turn != 3 {
		t.Error(diff, got.Turn)
	}
}

func TestSources(t *testing.T) {
	cited := []engine.Citation{
		{Kind: "policy", ID: "p"}, {Kind: "policy", ID: "p", Field: "answer"}, {Kind: "policy", ID: "q"},
		{Kind: "product", ID: "mug"}, {Kind: "shop", ID: "shop"}, {Kind: "order", ID: "5001"}, {Kind: "coupon", ID: "HELLO10"},
	}
	want := []string{"Policy: Returns", "Policy: q", "Shop details", "Order 5001", "Code HELLO10"}
	if diff := cmp.Diff(want, sources(cited, map[string]string{"p": "Returns"})); diff != "" {
		t.Error(diff)
	}
}

func TestAttributeLabel(t *testing.T) {
	for key, want := range map[string]string{
		"battery_h": "Battery| h", "screen_in": "Screen|″", "weight_g": "Weight| g", "power_w": "Power| W",
		"bluetooth_version": "Bluetooth version|", "impedance_ohm": "Impedance| Ω", "g": "G|",
	} {
		if label, unit := attributeLabel(key); label+"|"+unit != want {
			t.Errorf("%s is %s|%s, want %s", key, label, unit, want)
		}
	}
}

// FuzzListPage shows lists of whatever stands in an address.
func FuzzListPage(f *testing.F) {
	for _, q := range []string{"q=mug", "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "is.size=10&not.color=red&sort=popular", "brand=a&brand=%00", "price_lt=1e400", "page=3&q=+", "raw=1&q=%ff", "battery_h_gte=2&x.y=z", "%zz"} {
		f.Add(q)
	}
	r := newRig(f, nil)
	f.Fuzz(func(t *testing.T, query string) {
		q := httptest.NewRequest("GET", "/search", nil)
		q.URL.RawQuery = query
		w := httptest.NewRecorder()
		r.Handler().ServeHTTP(w, q)
		if w.Code != 200 && w.Code != 400 && w.Code != 422 {
			t.Fatalf("%q: %d", query, w.Code)
		}
		root, err := html.Parse(strings.NewReader(w.Body.String()))
		if err != nil {
			t.Fatal(err)
		}
		htmlPage{root, ""}.checkSound(t, query)
	})
}
