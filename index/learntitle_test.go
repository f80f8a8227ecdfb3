package index

import (
	"fmt"
	"strings"
	"testing"

	"shoptalk/data"
)

func TestReadTitle(t *testing.T) {
	for _, tt := range []struct{ title, head string }{
		{"Fellwalker Mid Hiking Boots", "boot"},
		{"Laptop Sleeve for 15-inch Notebooks", "sleeve"},
		{"Cast Iron Pan, 28 cm", "pan"},
		{"Kettle (copper)", "kettle"},
		{"", ""},
		{"4000", ""},
	} {
		got := readTitle(&data.Product{Title: tt.title})
		head := ""
		if got.head >= 0 {
			head = got.words[got.head]
		}
		if head != tt.head {
			t.Errorf("%q is a %q, want %q", tt.title, head, tt.head)
		}
	}
}

// taught is the vocabulary of products given as "category|title".
func taught(lines ...string) *Vocabulary {
	l := newLearner()
	for i, line := range lines {
		category, title, _ := strings.Cut(line, "|")
		l.learn(&data.Product{Handle: fmt.Sprintf("p%d", i), Title: title, Category: category, Active: true})
	}
	return l.vocabulary()
}

func TestTitlesNameCategories(t *testing.T) {
	v := taught(
		"electronics/laptops|Feather Laptop", "electronics/laptops|Slate Laptop", "electronics/laptops|Forge Laptop",
		"bags/everyday|Laptop Sleeve", "bags/everyday|Commuter Laptop Backpack", "bags/everyday|Laptop Tote",
		"shoes/hiking|Moor Hiking Boot", "shoes/hiking|Fell Hiking Boot", "shoes/hiking|Heath Hiking Boot", "shoes/town|Chelsea Boot", "shoes/town|Derby",
	)
	first := func(phrase string) Term {
		terms, n := v.Longest(strings.Fields(phrase))
		if n != len(strings.Fields(phrase)) {
			t.Fatalf("%q is no phrase", phrase)
		}
		for _, term := range terms {
			if term.Kind == CategoryTerm {
				return term
			}
		}
		t.Fatalf("%q names no category: %v", phrase, terms)
		return Term{}
	}
	if got := first("laptops"); got.Value != "electronics/laptops" || got.Coverage != 1 || got.Part {
		t.Errorf("sleeves speak against laptops: %+v", got)
	}
	if got := first("hiking boots"); got.Value != "shoes/hiking" || !got.Part {
		t.Errorf("hiking boots: %+v", got)
	}
	if got := first("boots"); got.Value != "shoes" || !got.Part {
		t.Errorf("boots: %+v", got)
	}
}

func TestSparseCategoriesDoNotCover(t *testing.T) {
	v := taught("electronics/notebook|Alpha Notebook", "|Beta Notebook Silver", "|Gamma Notebook 15", "|Delta Notebook")
	terms, _ := v.Longest([]string{"notebooks"})
	if len(terms) == 0 || terms[0].Kind != CategoryTerm || terms[0].Coverage != 0.25 {
		t.Errorf("a category one notebook of four stands in: %+v", terms)
	}
}

func TestTitlesWithoutTheirLastWordNameProducts(t *testing.T) {
	v := taught("a|QuietTide Mini Headphones", "a|QuietTide Pro Headphones", "a|Red Running Shoes", "a|Red Trail Shoes",
		"a|Blue Running Shoes", "a|Green Running Shoes", "a|Grey Running Red Socks", "a|Red Socks", "a|Red Hat", "a|Red Scarf", "a|Red Running Hat")
	if terms, n := v.Longest([]string{"quiettide", "mini"}); n != 2 || terms[0].Value != "p0" {
		t.Errorf("quiettide mini: %v", terms)
	}
	if terms, n := v.Longest([]string{"red", "running"}); n == 2 {
		t.Errorf("two everyday words name a product: %v", terms)
	}
}

func TestOtherOrdersKeepWhatTitlesName(t *testing.T) {
	s := newStore(t,
		data.Product{Handle: "ribbon", Active: true, Title: "Ink Ribbon", Description: "Fits every printer.", Variants: []data.Variant{variantOf("r", 2, 1)}},
		data.Product{Handle: "jet", Active: true, Title: "Jet Printer", Variants: []data.Variant{variantOf("j", 90, 1)}},
		data.Product{Handle: "laser", Active: true, Title: "Laser Printer", Variants: []data.Variant{variantOf("l", 60, 1)}},
	)
	x := openIndex(t, "", s)
	for _, tt := range []struct{ constraints, want string }{
		{`{"text":"printer","sort":"price_asc"}`, "laser jet"},
		{`{"text":"fits","sort":"price_asc"}`, "ribbon"},
	} {
		res := find(t, x, Query{Constraints: constraints(t, tt.constraints)})
		if got := strings.Join(handlesOf(t, s, res.Hits), " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.constraints, got, tt.want)
		}
	}
	if res := find(t, x, Query{Constraints: constraints(t, `{"text":"printer"}`)}); res.Total != 3 {
		t.Errorf("by relevance %d, want all 3", res.Total)
	}
}
