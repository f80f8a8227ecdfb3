package index

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"shoptalk/data"
)

func TestFindByConstraints(t *testing.T) {
	x, s := fixture(t)
	tests := []struct {
		name, constraints string
		want              string // handles in any order
	}{
		{"category as a prefix", `{"category":["shoes"],"price_lt":80}`, "city-strider slip-canvas sold-sandal"},
		{"any of two categories", `{"category":["audio/speakers","kitchen/kettles"]}`, "dock-speaker kettle"},
		{"no half words of a path", `{"category":["audio/head"]}`, ""},
		{"any of two brands, without case", `{"brand":["HEARTH","millrace"],"price_lte":30}`, "nonstick-pan oat-granola nut-granola"},
		{"options on one variant", `{"color":["blue"],"size":["10"]}`, "city-strider"},
		{"options with the price", `{"color":["black","yellow"],"price_gt":110}`, "trail-jacket"},
		{"options of a sold-out product", `{"color":["black"],"size":["9"]}`, ""},
		{"sold out still matches without options", `{"category":["shoes/casual"]}`, "slip-canvas sold-sandal"},
		{"in stock", `{"category":["shoes/casual"],"in_stock":true}`, "slip-canvas"},
		{"all features", `{"features":["waterproof","bluetooth"]}`, "dock-speaker"},
		{"any of single values", `{"material":["copper","iron"]}`, "kettle skillet"},
		{"number at least", `{"battery_h_gte":12}`, "hush-headphones dock-speaker watch"},
		{"number equal", `{"screen_in":17.3}`, "atlas-laptop"},
		{"number given as text", `{"screen_in":["17.3"]}`, "atlas-laptop"},
		{"number as an option", `{"size":9,"color":["red"]}`, "fell-racer"},
		{"rating", `{"rating_gte":4.7}`, "moor-boot hush-headphones skillet"},
		{"none of a category", `{"category":["kitchen"],"not":{"category":["kitchen/pans"]}}`, "kettle"},
		{"none of a brand", `{"category":["shoes/running","shoes/boots"],"not":{"brand":["tarn"]}}`, "moor-boot heath-boot"},
		{"none of a value", `{"category":["shoes/boots"],"not":{"material":["leather"]}}`, "heath-boot"},
		{"none of an option", `{"category":["shoes/casual"],"not":{"color":["white","navy"]}}`, "sold-sandal"},
		{"none of a feature", `{"features":["bluetooth"],"not":{"features":["waterproof"]}}`, "hush-headphones pebble-earbuds"},
		{"what a text says stands for a key it lacks", `{"category":["computers/laptops","computers/accessories"],"not":{"material":["felt"]}}`, "swift-laptop atlas-laptop laptop-sleeve usb-hub"},
		{"none of some words", `{"category":["grocery"],"not":{"text":"nuts"}}`, "oat-granola"},
		{"denied words do not count", `{"category":["shoes/running"],"not":{"text":"waterproof"}}`, "fell-racer city-strider"},
		{"a key nobody has", `{"voltage":["12"]}`, ""},
		{"a value nobody has", `{"brand":["nobody"]}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := find(t, x, Query{Constraints: constraints(t, tt.constraints)})
			got := handlesOf(t, s, res.Hits)
			slices.Sort(got)
			want := strings.Fields(tt.want)
			slices.Sort(want)
			if !slices.Equal(got, want) || res.Total != len(want) {
				t.Errorf("got %d: %v\nwant %v", res.Total, got, want)
			}
			if len(want) > 0 && (res.Dropped != nil || res.Alternatives != nil) {
				t.Errorf("matches and alternatives together: %v", res.Dropped)
			}
		})
	}
}

func TestFindByWords(t *testing.T) {
	x, s := fixture(t)
	tests := []struct {
		text    string
		first   []string // these handles come first, in any order
		without []string // these are not there
		level   string
		assumed string
	}{
		{"running shoes", []string{"fell-racer", "city-strider"}, []string{"moor-boot"}, LevelAll, ""},
		{"hedphones", []string{"hush-headphones", "studio-wired"}, nil, LevelAll, "hedphones=headphones"},
		{"bluetoth speakr", []string{"dock-speaker"}, nil, LevelAll, "bluetoth=bluetooth speakr=speaker"},
		{"noisecancelling headphones", []string{"hush-headphones"}, nil, LevelAll, "noisecancelling=noise cancelling"},
		{"smart watch", []string{"watch"}, nil, LevelAll, ""},
		{"wifi", []string{"wifi-router"}, nil, LevelAll, ""},
		{"wi fi router", []string{"wifi-router"}, nil, LevelAll, ""},
		{"waterproof shoes", nil, []string{"city-strider"}, "", ""},
		{"leather boots", []string{"moor-boot"}, []string{"heath-boot"}, LevelAll, ""},
		{"shoes with laces", nil, []string{"slip-canvas"}, "", ""},
		{"sugar granola", []string{"nut-granola"}, []string{"oat-granola"}, LevelAll, ""},
		{"1.5l kettle", []string{"kettle"}, nil, LevelAll, ""},
		{"1.5 l kettle", []string{"kettle"}, nil, LevelAll, ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			res := find(t, x, Query{Constraints: Constraints{Text: tt.text}})
			got := handlesOf(t, s, res.Hits)
			if len(got) < len(tt.first) {
				t.Fatalf("got %v at %q, assumed %v", got, res.Level, res.Assumed)
			}
			for _, h := range tt.first {
				if !slices.Contains(got[:len(tt.first)], h) {
					t.Errorf("%s is not among the first of %v", h, got)
				}
			}
			for _, h := range tt.without {
				if slices.Contains(got, h) {
					t.Errorf("%s is in %v", h, got)
				}
			}
			if tt.level != "" && res.Level != tt.level {
				t.Errorf("level %q, want %q", res.Level, tt.level)
			}
			var assumed []string
			for _, a := range res.Assumed {
				assumed = append(assumed, a.Typed+"="+a.Read)
			}
			if got := strings.Join(assumed, " "); got != tt.assumed {
				t.Errorf("assumed %q, want %q", got, tt.assumed)
			}
		})
	}
}

func TestVariantAndPrice(t *testing.T) {
	x, _ := fixture(t)
	tests := []struct {
		constraints string
		variant     int
		price       data.Money
		inStock     bool
	}{
		{`{"category":["clothing/jackets"]}`, -1, 11000, true},
		{`{"category":["clothing/jackets"],"size":["l"]}`, 2, 12000, true},
		{`{"category":["clothing/jackets"],"not":{"color":["yellow"]}}`, 2, 12000, true},
		{`{"category":["clothing/jackets"],"price_gt":110}`, -1, 12000, true},
		{`{"brand":["quay"],"material":["rubber"]}`, -1, 2500, false},
	}
	for _, tt := range tests {
		res := find(t, x, Query{Constraints: constraints(t, tt.constraints)})
		if len(res.Hits) != 1 {
			t.Errorf("%s: %d hits", tt.constraints, len(res.Hits))
			continue
		}
		if h := res.Hits[0]; h.Variant != tt.variant || h.Price != tt.price || h.InStock != tt.inStock {
			t.Errorf("%s: variant %d, price %d, in stock %t", tt.constraints, h.Variant, h.Price, h.InStock)
		}
	}
}

func TestOrderPagesFacets(t *testing.T) {
	x, s := fixture(t)
	all := find(t, x, Query{Constraints: constraints(t, `{"category":["shoes"],"sort":"price_asc"}`), Facets: []string{"brand", "color", "category", "nothing"}})
	got := handlesOf(t, s, all.Hits)
	want := []string{"slip-canvas", "city-strider", "fell-racer", "heath-boot", "moor-boot", "sold-sandal"}
	if !slices.Equal(got, want) {
		t.Errorf("by price, sold out last: %v", got)
	}
	for _, order := range Sorts {
		var pages []string
		for offset := 0; offset < 6; offset += 2 {
			q := Query{Constraints: Constraints{Category: []string{"shoes"}, Sort: order}, Offset: offset, Size: 2}
			pages = append(pages, handlesOf(t, s, find(t, x, q).Hits)...)
		}
		whole := handlesOf(t, s, find(t, x, Query{Constraints: Constraints{Category: []string{"shoes"}, Sort: order}}).Hits)
		if !slices.Equal(pages, whole) || whole[5] != "sold-sandal" {
			t.Errorf("%s: pages %v, whole %v", order, pages, whole)
		}
	}
	if f := all.Facets["brand"]; len(f) != 3 || f[0] != (Facet{"Cairn & Co", 2}) {
		t.Errorf("brands: %v", f)
	}
	if f := all.Facets["color"]; !slices.Contains(f, Facet{"Blue", 2}) || slices.Contains(f, Facet{"Navy", 1}) {
		t.Errorf("colors of what can be bought: %v", f)
	}
}

func TestAlternatives(t *testing.T) {
	x, s := fixture(t)
	tests := []struct{ constraints, dropped, first string }{
		{`{"category":["shoes/running"],"price_lt":50}`, "price_lt", "city-strider"},
		{`{"category":["shoes/running"],"color":["pink"]}`, "color", ""},
		{`{"category":["kitchen"],"brand":["sonora"]}`, "brand", ""},
		{`{"text":"kettle","category":["audio"]}`, "category", "kettle"},
		{`{"category":["shoes/boots"],"color":["pink"],"price_lt":20}`, "color,price_lt", "heath-boot"},
	}
	for _, tt := range tests {
		res := find(t, x, Query{Constraints: constraints(t, tt.constraints)})
		if len(res.Hits) > 0 || res.Total > 0 {
			t.Errorf("%s: near misses among the matches", tt.constraints)
		}
		got := handlesOf(t, s, res.Alternatives)
		if strings.Join(res.Dropped, ",") != tt.dropped || len(got) == 0 || tt.first != "" && got[0] != tt.first {
			t.Errorf("%s: dropped %v for %v", tt.constraints, res.Dropped, got)
		}
	}
}

func TestFindRefuses(t *testing.T) {
	x, _ := fixture(t)
	for _, q := range []Query{{Size: 101}, {Size: -1}, {Offset: -1}} {
		if _, err := x.Find(t.Context(), q); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	for _, text := range []string{"", "   ", "?!", strings.Repeat("boots ", 400), "\x00\xff", "the of and"} {
		if _, err := x.Find(t.Context(), Query{Constraints: Constraints{Text: text}, Size: 5}); err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func TestFeatures(t *testing.T) {
	s := newStore(t, readCatalog(t)...)
	f := AllFeatures()
	x, err := Open(t.Context(), Options{Store: s, Features: func() Features { return f }})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if err := x.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.Fuzzy = false
	if res := find(t, x, Query{Constraints: Constraints{Text: "hedphones"}}); len(res.Hits) > 0 || len(res.Assumed) > 0 {
		t.Errorf("corrected although switched off: %v", res.Assumed)
	}
	f.Fuzzy = true
	if res := find(t, x, Query{Constraints: Constraints{Text: "hedphones"}}); len(res.Hits) == 0 {
		t.Error("not corrected after switching on again")
	}
}

func TestSuggestSimilarPassages(t *testing.T) {
	x, s := fixture(t)
	got, err := x.Suggest(t.Context(), "head", 5)
	if err != nil {
		t.Fatal(err)
	}
	if h := handlesOf(t, s, got.Products); !slices.Contains(h, "hush-headphones") || len(h) > 5 {
		t.Errorf("products for \"head\": %v", h)
	}
	if len(got.Categories) != 1 || got.Categories[0].Path != "audio/headphones" || got.Categories[0].Count != 3 {
		t.Errorf("categories: %v", got.Categories)
	}
	if !slices.Contains(got.Queries, "headphones") {
		t.Errorf("queries: %v", got.Queries)
	}
	res := find(t, x, Query{Constraints: Constraints{Text: "hush"}})
	similar, err := x.Similar(t.Context(), res.Hits[0].ID, 3)
	if err != nil || len(similar) != 3 {
		t.Fatalf("%v, %v", similar, err)
	}
	if h := handlesOf(t, s, similar); slices.Contains(h, "hush-headphones") || !slices.ContainsFunc(h, func(x string) bool { return x == "pebble-earbuds" || x == "studio-wired" }) {
		t.Errorf("similar to headphones: %v", h)
	}
}
