package talk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shoptalk/data"
)

// corner makes a fixture of testdata/shop.yaml, changed by replacing texts in it.
func corner(t *testing.T, replace ...string) *Fixture {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "shop.yaml"))
	check(t, err)
	path := filepath.Join(t.TempDir(), "shop.yaml")
	check(t, os.WriteFile(path, []byte(strings.NewReplacer(replace...).Replace(string(text))), 0o600))
	f, err := ShopFile(t.Context(), path)
	check(t, err)
	t.Cleanup(func() { check(t, f.Close()) })
	return f
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRun(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "corner.yaml"))
	check(t, err)
	defer f.Close()
	file, err := Parse(f)
	check(t, err)
	shop, err := Open(t.Context(), file.Fixture, "testdata", nil)
	check(t, err)
	defer func() { check(t, shop.Close()) }()
	r := NewRunner()
	told := 0
	r.Progress = func(done, total int) {
		if told++; done != told || total != len(file.Tests) {
			t.Errorf("told of %d of %d", done, total)
		}
	}
	results, err := r.Run(t.Context(), shop, file.Tests)
	check(t, err)
	for i, res := range results {
		if res.ID != file.Tests[i].ID || !res.Passed {
			t.Errorf("%s: %v", res.ID, res.Differences)
		}
	}
	if told != len(file.Tests) || len(Failed(results)) > 0 {
		t.Errorf("told of %d tests", told)
	}
}

// TestDifferences: every key of expect notices what it is there for.
func TestDifferences(t *testing.T) {
	shop, r := corner(t), NewRunner()
	const shoes, tote = "running shoes", "add the canvas tote"
	for _, tt := range []struct{ message, expect, key string }{
		{shoes, "intent: faq", "intent"},
		{shoes, "action: show_cart", "action"},
		{shoes, "constraints: {category: shoes/hiking}", "constraints.category"},
		{shoes, "constraints: {category: [shoes/running, bags]}", "constraints.category"},
		{shoes, "constraints: {not: {color: red}}", "constraints.not.color"},
		{shoes, "constraints_absent: [category]", "constraints_absent"},
		{"running shoes but not leather", "constraints_absent: [not.material]", "constraints_absent"},
		{shoes, "results: {first_in: [canvas-tote]}", "results.first_in"},
		{shoes, "results: {include: [swift-runner, hill-boot]}", "results.include"},
		{shoes, "results: {exclude: [road-runner]}", "results.exclude"},
		{shoes, "results: {min: 3}", "results.min"},
		{shoes, "results: {max: 1}", "results.max"},
		{shoes, "results: {each: {brand: northpeak}}", "results.each"},
		{shoes, "results: {each: {not: {material: leather}}}", "results.each"},
		{"when are you open?", "results: {each: {brand: northpeak}}", "results.each"}, // nothing fulfils nothing
		{"cheapest shoes first", "results: {sort: price_desc}", "results.sort"},
		{"cheapest shoes first", "results: {sort: rating_desc}", "results.sort"},
		{tote, "cart: {lines: {}}", "cart.lines"},
		{tote, "cart: {lines: {TOTE: 2}}", "cart.lines"},
		{tote, "cart: {subtotal: 26}", "cart.subtotal"},
		{tote, "cart: {coupon: HELLO10}", "cart.coupon"},
		{tote, "order: true", "order"},
		{tote, "order: {status: confirmed}", "order"},
		{tote, "slots_asked: [size]", "slots_asked"},
		{"add the swift runner", "slots_asked: []", "slots_asked"},
		{"when are you open?", "source: pol-returns", "source"},
		{"when are you open?", "source: '-'", "source"},
		{shoes, "source: pol-returns", "source"},
		{shoes, "reply: {all: [swift, whale]}", "reply.all"},
		{shoes, "reply: {any: [whale, squid]}", "reply.any"},
		{shoes, "reply: {none: [SWIFT]}", "reply.none"},
		{shoes, "handoff: true", "handoff"},
		{"let me talk to a person", "handoff: false", "handoff"},
		{"let me talk to a person", "handoff: active", "handoff"},
		{shoes, "state: {order_count: 1}", "state.order_count"}, // the imported order is none of this conversation
		{shoes, "state: {stock: {SR-BLU-9: 4}}", "state.stock.SR-BLU-9"},
		{shoes, "state: {stock: {TOTE: 4}}", "state.stock.TOTE"},
		{shoes, "state: {stock: {NONE: 4}}", "state.stock.NONE"},
	} {
		file, err := Parse(strings.NewReader(fmt.Sprintf("tests: [{id: a, turns: [{u: %q, expect: {%s}}]}]", tt.message, tt.expect)))
		if err != nil {
			t.Errorf("%s: %v", tt.expect, err)
			continue
		}
		res, err := r.Test(t.Context(), shop, &file.Tests[0])
		check(t, err)
		if res.Passed || res.Differences[0].Key != tt.key || res.Differences[0].Turn != 1 {
			t.Errorf("%q, %s: passed %t, %v", tt.message, tt.expect, res.Passed, res.Differences)
		}
	}
}

// TestFreshCopy: what one conversation does, no other one sees, and the fixture stays.
func TestFreshCopy(t *testing.T) {
	shop, r := corner(t), NewRunner()
	first, err := shop.Room(t.Context(), r.reader)
	check(t, err)
	defer func() { check(t, first.Close()) }()
	one := 1
	_, err = first.store.PatchProduct(t.Context(), "canvas-tote", data.ProductPatch{Variants: []data.VariantPatch{{SKU: "TOTE", Stock: &one}}})
	check(t, err)
	second, err := shop.Room(t.Context(), r.reader)
	check(t, err)
	defer func() { check(t, second.Close()) }()
	ids, err := second.store.ProductIDs(t.Context(), data.BySKU, "TOTE")
	check(t, err)
	products, err := second.store.Products(t.Context(), ids["TOTE"])
	check(t, err)
	if products[0].Variants[0].Tracked {
		t.Error("a change in one room is seen in another")
	}
}

// TestRecord: a recorded conversation passes in the shop it took place in.
func TestRecord(t *testing.T) {
	shop, r := corner(t), NewRunner()
	turns, err := r.Script(t.Context(), shop, []string{
		"running shoes", "the first one", "add it", "blue, size 9", "use code HELLO10", "what is your return policy?", "let me talk to a person",
	})
	check(t, err)
	text, err := Record("was", turns)
	check(t, err)
	file, err := Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if len(file.Tests) != 1 || len(file.Tests[0].Turns) != len(turns) {
		t.Fatalf("%s", text)
	}
	results, err := r.Run(t.Context(), shop, file.Tests)
	check(t, err)
	if !results[0].Passed {
		t.Errorf("%v\n%s", results[0].Differences, text)
	}
	for _, want := range []string{"first_in: [swift-runner]", "SR-BLU-9: 1", "discount: 8.90", "source: pol-returns", "handoff: waiting"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

// TestReplay: told again, a conversation is the same; in a shop that changed, the change shows.
func TestReplay(t *testing.T) {
	r := NewRunner()
	turns, err := r.Script(t.Context(), corner(t), []string{"running shoes", "add the canvas tote"})
	check(t, err)
	changes, err := r.Replay(t.Context(), corner(t), "", turns)
	check(t, err)
	if len(changes) > 0 {
		t.Errorf("changes in the same shop: %v", changes)
	}
	changes, err = r.Replay(t.Context(), corner(t, "sku: TOTE, price: 25", "sku: TOTE, price: 26"), "", turns)
	check(t, err)
	found := false
	for _, d := range changes {
		if d.Turn != 2 {
			t.Errorf("turn %d changed: %v", d.Turn, d)
		}
		found = found || d.Key == "cart.lines[0].unit_price.amount" && d.Want == "2500" && d.Got == "2600"
	}
	if !found {
		t.Errorf("the new price is missing in %v", changes)
	}
}

func TestFixtureErrors(t *testing.T) {
	none := func() (*Fixture, error) { return nil, errors.New("no shop") }
	for name, want := range map[string]string{
		"":           "no shop",
		"demo:moon":  `there is no demo shop "moon"`,
		"away.yaml":  "no such file",
		"/nope.yaml": "no such file",
	} {
		if _, err := Open(t.Context(), name, "testdata", none); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
	path := filepath.Join(t.TempDir(), "bad.yaml")
	check(t, os.WriteFile(path, []byte("products: [{handle: a, price: cheap}]"), 0o600))
	if _, err := ShopFile(context.Background(), path); err == nil || !strings.Contains(err.Error(), "price") {
		t.Errorf("a broken shop file: %v", err)
	}
}

func TestJudge(t *testing.T) {
	messages, err := ReadLabelled(strings.NewReader("\ufeffone\ta\r\n\ntwo\tb\nthree\tb\nfour\t-\nfive \t -\n"))
	check(t, err)
	answers := map[string]string{"one": "a", "two": "b", "three": "a", "four": "-", "five": "a"}
	v, err := Judge(t.Context(), messages, func(_ context.Context, text string) (string, error) { return answers[text], nil })
	check(t, err)
	if v.Messages != 5 || v.Accuracy != 0.6 || v.InScope != 2.0/3 || v.OutOfScope != 0.5 {
		t.Errorf("%+v", v)
	}
	if want := (Confusion{"-", "a", 1}); len(v.Confused) != 2 || v.Confused[0] != want {
		t.Errorf("confused: %v", v.Confused)
	}
	if len(v.Misses) != 2 || v.Misses[0].Text != "three" {
		t.Errorf("misses: %v", v.Misses)
	}
	for _, bad := range []string{"", "no tab", "\tlabel", "a\tb\ntext\t "} {
		if _, err := ReadLabelled(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
