package feed_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// anyText draws texts of what breaks files: separators, quotes, formulas, markup, scripts.
var anyText = rapid.Custom(func(t *rapid.T) string {
	bits := []string{"a", "B c", "7", ",", ";", ":", "|", "\t", "\n", "\"", "'", "=", "+", "-", "@", "\\", "\\n", "\\,", "é", "नमस्ते", "😀",
		"<b>", "</b>", "<p>x</p>", "&amp;", "&", "<", ">", "[", "]", "{", "}", "#", "/", "%", "1.50", "true", "null", "~", "- ", "'="}
	text := ""
	for range rapid.IntRange(0, 6).Draw(t, "n") {
		text += rapid.SampledFrom(bits).Draw(t, "bit")
	}
	return text
})

// anyProduct draws the lines of a product whose SKUs are its own.
func anyProduct(t *rapid.T, i int) map[string]any {
	texts := rapid.SliceOfN(anyText, 0, 3)
	attributes := map[string]any{}
	for range rapid.IntRange(0, 3).Draw(t, "attributes") {
		key := "k" + anyText.Draw(t, "key")
		if rapid.Bool().Draw(t, "numeric") {
			attributes[key] = rapid.Float64Range(-1e6, 1e6).Draw(t, "number")
		} else {
			attributes[key] = texts.Draw(t, "texts")
		}
	}
	var variants []map[string]any
	for j := range rapid.IntRange(1, 3).Draw(t, "variants") {
		v := map[string]any{"sku": fmt.Sprintf("S-%d-%d", i, j), "price": rapid.IntRange(0, 99999).Draw(t, "price"),
			"options": map[string]any{"size": fmt.Sprint(j), "o": anyText.Draw(t, "option")}, "backorder": rapid.Bool().Draw(t, "backorder"),
			"barcode": rapid.SampledFrom([]string{"", "00123", "4006381333931"}).Draw(t, "barcode"), "grams": rapid.IntRange(0, 5000).Draw(t, "grams")}
		if rapid.Bool().Draw(t, "tracked") {
			v["stock"] = rapid.IntRange(-3, 50).Draw(t, "stock")
		}
		if rapid.Bool().Draw(t, "reduced") {
			v["compare_at"] = rapid.IntRange(1, 99999).Draw(t, "compare_at")
		}
		variants = append(variants, v)
	}
	return map[string]any{"handle": fmt.Sprintf("p-%d", i), "title": "T" + anyText.Draw(t, "title"), "description": anyText.Draw(t, "description"),
		"brand": anyText.Draw(t, "brand"), "category": anyText.Draw(t, "category"), "tags": texts.Draw(t, "tags"), "images": texts.Draw(t, "images"),
		"attributes": attributes, "variants": variants, "compare_at": rapid.IntRange(0, 500).Draw(t, "compare_at"),
		"taxable": rapid.Bool().Draw(t, "taxable"), "returnable": rapid.Bool().Draw(t, "returnable"), "active": rapid.Bool().Draw(t, "active"),
		"tax_class": rapid.SampledFrom([]string{"", "food"}).Draw(t, "class"), "low_stock": rapid.IntRange(0, 9).Draw(t, "low"),
		"rating": float64(rapid.IntRange(0, 50).Draw(t, "rating")) / 10, "reviews": rapid.IntRange(0, 999).Draw(t, "reviews")}
}

// empty removes every product.
func empty(t *testing.T, s data.Store) {
	t.Helper()
	if _, err := s.DeleteProducts(context.Background(), keysOf(catalog(t, s))...); err != nil {
		t.Fatal(err)
	}
}

// TestAnyCatalog: whatever a catalog holds, each format gives it back.
func TestAnyCatalog(t *testing.T) {
	from, to := newStore(t), newStore(t)
	rapid.Check(t, func(rt *rapid.T) {
		empty(t, from)
		empty(t, to)
		var lines []byte
		for i := range rapid.IntRange(1, 3).Draw(rt, "products") {
			b, err := json.Marshal(anyProduct(rt, i))
			if err != nil {
				rt.Fatal(err)
			}
			lines = append(append(lines, b...), '\n')
		}
		importText(t, from, string(lines), "x.ndjson")
		f := rapid.SampledFrom(feed.Formats[:]).Draw(rt, "format")
		text := exportText(t, from, f)
		for _, e := range importText(t, to, text, "x"+f.Ext()).Errors {
			rt.Errorf("refused: %v", &e)
		}
		want := catalog(t, from)
		if f != feed.ShopYAML && f != feed.ShopJSON && f != feed.NDJSON {
			for _, p := range want { // rows tell the price before reduction, not whose it is
				for i := range p.Variants {
					if v := &p.Variants[i]; v.CompareAt == p.CompareAt {
						v.CompareAt = 0
					}
				}
			}
		}
		if diff := cmp.Diff(want, catalog(t, to), asImported); diff != "" {
			rt.Errorf("%s (-want +got):\n%s\n%q", f, diff, text[:min(len(text), 4000)])
		}
	})
}
