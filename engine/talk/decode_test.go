package talk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoptalk/index"
)

func TestParse(t *testing.T) {
	got, err := Parse(strings.NewReader(`
fixture: shop.yaml
tests:
- id: blue-shoes
  tags: [search, cart]
  turns:
  - {u: "blue running shoes, size 10", expect: {intent: search_product, action: [show_products, ask_slot],
      constraints: {category: [shoes/running], colour: blue, price_lt: 100, not: {material: [leather]}}, constraints_absent: [brand],
      results: {first_in: [a], exclude: b, min: 1, max: 10, sort: price_asc, each: {category: shoes, price_lt: 100, not: {size: 10}}}}}
  - {u: "add two", expect: {cart: {lines: {A-1: 2}, subtotal: 178.00, coupon: TEN}, order: {status: confirmed, lines: {A-1: 2}, total: 99.5},
      slots_asked: [size], source: pol-returns, reply: {all: ['178'], none: [sorry]}, handoff: waiting, state: {order_count: 0, stock: {A-1: 3}}}}
`))
	if err != nil {
		t.Fatal(err)
	}
	n := func(i int) *int { return &i }
	bound, ten := 100.0, 10.0
	coupon := "TEN"
	want := File{Fixture: "shop.yaml", Tests: []Test{{ID: "blue-shoes", Line: 4, Tags: []string{"search", "cart"}, Turns: []Turn{
		{Line: 7, Message: "blue running shoes, size 10", Expect: Expect{
			Intent: []string{"search_product"}, Action: []string{"show_products", "ask_slot"}, Absent: []string{"brand"},
			Want: map[string]any{"category": []any{"shoes/running"}, "color": "blue", "price_lt": 100.0, "not": map[string]any{"material": []any{"leather"}}},
			Results: &Results{FirstIn: []string{"a"}, Exclude: []string{"b"}, Min: n(1), Max: n(10), Sort: index.PriceAsc, Each: &index.Constraints{
				Category: []string{"shoes"}, PriceLT: &bound, Not: &index.Constraints{Numbers: map[string]index.Bounds{"size": {Min: &ten, Max: &ten}}}}},
		}},
		{Line: 10, Message: "add two", Expect: Expect{
			Cart:  &Cart{Lines: map[string]int{"A-1": 2}, Coupon: &coupon, Totals: map[string]float64{"subtotal": 178}},
			Order: &Order{There: true, Lines: map[string]int{"A-1": 2}, Fields: map[string]any{"status": "confirmed", "total": 99.5}},
			Slots: &[]string{"size"}, Source: []string{"pol-returns"}, Reply: &Words{All: []string{"178"}, None: []string{"sorry"}},
			Handoff: &Handoff{There: true, State: "waiting"}, State: &State{Orders: n(0), Stock: map[string]int{"A-1": 3}},
		}},
	}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestParseErrors: what is wrong is named with its line and the nearest known word.
func TestParseErrors(t *testing.T) {
	turn := func(expect string) string {
		return "tests:\n- id: a\n  turns:\n  - u: hi\n    expect: {" + expect + "}\n"
	}
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"no YAML", "tests: [", "did not find expected node content"},
		{"a list", "- a", "line 1: must be an object"},
		{"unknown at the top", "fixtures: a\ntests: []", `line 1: fixtures is no key a test knows; did you mean "fixture"?`},
		{"no tests", "fixture: a.yaml", "tests is missing"},
		{"no turns", "tests:\n- id: a", "line 2: tests[0].turns is missing"},
		{"no id", "tests:\n- turns: [{u: hi}]", "line 2: tests[0].id is missing"},
		{"no message", "tests:\n- id: a\n  turns: [{expect: {}}]", "line 3: tests[0].turns[0].u is missing"},
		{"twice", "tests:\n- {id: a, turns: [{u: hi}]}\n- {id: a, turns: [{u: hi}]}", "line 3: id a stands for an earlier test"},
		{"key twice", turn("intent: faq, intent: faq"), "expect.intent stands here twice"},
		{"unknown key", turn("intnt: faq"), `line 5: tests[0].turns[0].expect.intnt is no key a test knows; did you mean "intent"?`},
		{"unknown intent", turn("intent: serch_product"), `"serch_product" is no intent; did you mean "search_product"?`},
		{"unknown action", turn("action: [show_cart, shows_products]"), `"shows_products" is no action; did you mean "show_products"?`},
		{"unknown sum", turn("cart: {subtotl: 3}"), `did you mean "subtotal"?`},
		{"unknown order", turn("results: {sort: price_up}"), `"price_up" is no order`},
		{"no number", turn("cart: {lines: {A: two}}"), "expect.cart.lines.A must be a whole number"},
		{"no regexp", turn("reply: {all: ['(']}"), "is no regular expression"},
		{"no constraint", turn("constraints: {price_lt: cheap}"), "price_lt cannot be a constraint"},
		{"not in not", turn("constraints: &a {not: *a}"), "is an exclusion within an exclusion"},
		{"no end of it", turn("results: {each: &a {not: *a}}"), "is an exclusion within an exclusion"},
		{"no condition", turn("results: {each: {text: blue}}"), "text is no condition on a product"},
		{"no flag", turn("handoff: maybe"), "must be true or false"},
	} {
		_, err := Parse(strings.NewReader(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// FuzzParse: no file makes the reader panic, and what is read can be played: it has turns.
func FuzzParse(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("testdata", "corner.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("tests: &a [{id: x, turns: [{u: hi, expect: {constraints: {not: {color: red}}, results: {each: {size: 10}}}}]}]")
	f.Add("a: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := Parse(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, test := range got.Tests {
			if test.ID == "" || len(test.Turns) == 0 {
				t.Errorf("read %+v", test)
			}
		}
	})
}
