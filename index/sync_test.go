package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shoptalk/data"
)

func TestFollow(t *testing.T) {
	s := newStore(t, readCatalog(t)...)
	x := openIndex(t, filepath.Join(t.TempDir(), "index"), s)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- x.Follow(ctx) }()
	follow := func() {
		t.Helper()
		want, err := s.Version(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		x.Notify()
		waitFor(t, func() bool { return x.Status().Version >= want })
	}

	price := data.Money(4200)
	if _, err := s.PatchProduct(t.Context(), "kettle", data.ProductPatch{Price: &price}); err != nil {
		t.Fatal(err)
	}
	follow()
	if res := find(t, x, Query{Constraints: constraints(t, `{"text":"kettle","price_lt":50}`)}); res.Total != 1 || res.Hits[0].Price != price {
		t.Errorf("the new price is not found: %+v", res)
	}

	stove := data.Product{Handle: "camp-stove", Title: "Primus Camp Stove", Brand: "Ember", Category: "outdoor/stoves", Active: true,
		Variants: []data.Variant{variantOf("camp-stove", 60, 2)}}
	putProducts(t, s, stove)
	follow()
	if res := find(t, x, Query{Constraints: Constraints{Text: "camp stove"}}); res.Total != 1 {
		t.Errorf("the new product is not found: %+v", res)
	}
	if terms, n := x.Vocabulary().Longest([]string{"ember"}); n != 1 || terms[0].Kind != BrandTerm {
		t.Errorf("the new brand is unknown: %v", terms)
	}
	if !slices.ContainsFunc(x.Categories(), func(c data.Category) bool { return c.Path == "outdoor" && c.Count == 1 }) {
		t.Errorf("the new category is missing: %v", x.Categories())
	}

	title, off := "Primus Field Burner", false
	if _, err := s.PatchProduct(t.Context(), "camp-stove", data.ProductPatch{Title: &title}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PatchProduct(t.Context(), "skillet", data.ProductPatch{Active: &off}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DeleteProducts(t.Context(), "watch"); err != nil {
		t.Fatal(err)
	}
	follow()
	for text, want := range map[string]int{"field burner": 1, "camp stove": 0, "cast iron": 0, "meridian": 0} {
		if res := find(t, x, Query{Constraints: Constraints{Text: text}, Exact: true}); res.Total != want {
			t.Errorf("%q: %d found, want %d", text, res.Total, want)
		}
	}

	if _, err := s.PutSynonyms(t.Context(), []data.Synonym{{From: []string{"teapot"}, To: []string{"kettle"}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutPolicies(t.Context(), data.Policy{ID: "pol-returns", Title: "Returns", Questions: []string{"Can I send it back?"}, Answer: "Within 30 days."}); err != nil {
		t.Fatal(err)
	}
	follow()
	if res := find(t, x, Query{Constraints: Constraints{Text: "teapot"}}); res.Total != 1 {
		t.Errorf("the new synonym does not count: %+v", res)
	}
	p, err := x.Passages(t.Context(), "how do i send somthing back", 3)
	if err != nil || len(p) == 0 || p[0].ID != "pol-returns" || p[0].Score <= 0 || p[0].Score > 1 {
		t.Errorf("passages: %v, %v", p, err)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := x.Ready(); err != nil {
		t.Error(err)
	}
}

// waitFor waits for a condition that work in another goroutine brings about.
func waitFor(t testing.TB, ok func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for !ok() {
		select {
		case <-deadline:
			t.Fatal("it did not come about")
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// TestReopen changes the catalog while the index is closed, and after it was killed.
func TestReopen(t *testing.T) {
	s := newStore(t, readCatalog(t)...)
	dir := filepath.Join(t.TempDir(), "index")
	x := openIndex(t, dir, s)
	name := x.gen.name
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	price := data.Money(100)
	if _, err := s.PatchProduct(t.Context(), "kettle", data.ProductPatch{Price: &price}); err != nil {
		t.Fatal(err)
	}
	x = openIndex(t, dir, s)
	if x.gen.name != name {
		t.Error("a good index was made anew")
	}
	if err := x.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if res := find(t, x, Query{Constraints: constraints(t, `{"price_lte":1}`)}); res.Total != 1 {
		t.Errorf("the change made meanwhile is missing: %+v", res)
	}
	if s := x.Status(); s.Level != "full" || s.Vectors == 0 {
		t.Errorf("vectors were not loaded: %+v", s)
	}
}

// TestDamage breaks the files in many ways; each time the index must mend itself.
func TestDamage(t *testing.T) {
	tests := []struct {
		name   string
		damage func(t *testing.T, dir, build string)
	}{
		{"current is missing", func(t *testing.T, dir, build string) { remove(t, filepath.Join(dir, currentFile)) }},
		{"current is rubbish", func(t *testing.T, dir, build string) { write(t, filepath.Join(dir, currentFile), "../../etc 1") }},
		{"another format", func(t *testing.T, dir, build string) { write(t, filepath.Join(dir, currentFile), build+" 0") }},
		{"columns are torn", func(t *testing.T, dir, build string) { tear(t, filepath.Join(dir, build, columnsFile)) }},
		{"columns are missing", func(t *testing.T, dir, build string) { remove(t, filepath.Join(dir, build, columnsFile)) }},
		{"vocabulary is torn", func(t *testing.T, dir, build string) { tear(t, filepath.Join(dir, build, vocabularyFile)) }},
		{"words are missing", func(t *testing.T, dir, build string) { remove(t, filepath.Join(dir, build, wordsFolder)) }},
		{"words are torn", func(t *testing.T, dir, build string) {
			tear(t, filepath.Join(dir, build, wordsFolder, "index_meta.json"))
		}},
		{"segments are missing", func(t *testing.T, dir, build string) {
			segments, err := filepath.Glob(filepath.Join(dir, build, wordsFolder, "store", "*.zap"))
			if err != nil || len(segments) == 0 {
				t.Fatalf("no segments: %v", err)
			}
			for _, f := range segments {
				remove(t, f)
			}
		}},
	}
	s := newStore(t, readCatalog(t)...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			x := openIndex(t, dir, s)
			build := x.gen.name
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			tt.damage(t, dir, build)
			x = openIndex(t, dir, s)
			if x.gen.name == build {
				t.Error("the damaged index is in use")
			}
			if res := find(t, x, Query{Constraints: Constraints{Text: "kettle"}}); res.Total != 1 {
				t.Errorf("after mending: %+v", res)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, buildPrefix+"*")); len(left) != 1 {
				t.Errorf("folders left over: %v", left)
			}
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tear cuts a file in the middle.
func tear(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, string(b[:len(b)/2]))
}

// TestKilledBuild leaves the folder of a build that never ended, as kill -9 does: the old
// index stays in use and the folder goes.
func TestKilledBuild(t *testing.T) {
	s := newStore(t, readCatalog(t)...)
	dir := filepath.Join(t.TempDir(), "index")
	x := openIndex(t, dir, s)
	name := x.gen.name
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := x.Rebuild(ctx, nil); err == nil {
		t.Error("a build without time came to an end")
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, buildPrefix+"killed", wordsFolder), 0o755); err != nil {
		t.Fatal(err)
	}
	x = openIndex(t, dir, s)
	if x.gen.name != name {
		t.Errorf("%s is in use, not %s", x.gen.name, name)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, buildPrefix+"*")); len(left) != 1 {
		t.Errorf("folders left over: %v", left)
	}
	if err := x.Rebuild(t.Context(), func(done, total int64) {
		if done > total {
			t.Errorf("%d of %d", done, total)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if x.gen.name == name {
		t.Error("Rebuild did not switch")
	}
}

// TestLargeImport adds many products to a small shop: they are found at once, and when the
// catalog rests the index is made anew.
func TestLargeImport(t *testing.T) {
	s := newStore(t, readCatalog(t)...)
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	x, err := Open(t.Context(), Options{Store: s, Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if err := x.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := x.gen.name
	many := make([]data.Product, rebuildLeast+100)
	for i := range many {
		h := fmt.Sprintf("candle-%d", i)
		many[i] = data.Product{Handle: h, Title: "Beeswax Candle", Category: "home/candles", Active: true, Variants: []data.Variant{variantOf(h, 5, 1)}}
	}
	putProducts(t, s, many...)
	for range 2 {
		if err := x.catchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if res := find(t, x, Query{Constraints: Constraints{Text: "beeswax"}}); res.Total != len(many) || x.gen.name != first {
		t.Errorf("%d found, build %s", res.Total, x.gen.name)
	}
	now = now.Add(quiet)
	if err := x.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := x.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if res := find(t, x, Query{Constraints: Constraints{Text: "beeswax"}}); res.Total != len(many) || x.gen.name == first {
		t.Errorf("after resting: %d found, build %s", res.Total, x.gen.name)
	}
}

// TestOtherCatalog opens an index with a store that did not make it.
func TestOtherCatalog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x := openIndex(t, dir, newStore(t, readCatalog(t)...))
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	other := newStore(t, readCatalog(t)[:3]...)
	if x = openIndex(t, dir, other); x.Status().Documents != 3 {
		t.Errorf("%+v", x.Status())
	}
}

func TestBusy(t *testing.T) {
	s := newStore(t)
	dir := filepath.Join(t.TempDir(), "index")
	openIndex(t, dir, s)
	if _, err := Open(t.Context(), Options{Dir: dir, Store: s}); !errors.Is(err, ErrBusy) {
		t.Errorf("a second process got in: %v", err)
	}
	private := openIndex(t, "", s) // beside it
	if res := find(t, private, Query{Constraints: Constraints{Text: "boots"}}); res.Total != 0 {
		t.Errorf("an empty shop has %d", res.Total)
	}
}

func TestSameCatalogSameFiles(t *testing.T) {
	s := newStore(t, readCatalog(t)...)
	a, b := openIndex(t, "", s), openIndex(t, "", s)
	var texts [2]string
	for i, x := range []*Index{a, b} {
		raw, err := os.ReadFile(filepath.Join(x.dir, x.gen.name, vocabularyFile))
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(raw)
		back, err := loadVocabulary(filepath.Join(x.dir, x.gen.name, vocabularyFile))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "again")
		if err := back.save(path); err != nil {
			t.Fatal(err)
		}
		if again, _ := os.ReadFile(path); string(again) != texts[i] {
			t.Error("the vocabulary read back is another")
		}
	}
	if texts[0] != texts[1] {
		t.Error("the same catalog gave two vocabularies")
	}
	for _, text := range strings.Fields("shoes wireless waterproof granola") {
		q := Query{Constraints: Constraints{Text: text}}
		if x, y := find(t, a, q), find(t, b, q); !slices.Equal(handlesOf(t, s, x.Hits), handlesOf(t, s, y.Hits)) {
			t.Errorf("%s: two orders", text)
		}
	}
}
