package keyword

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// Bleve starts its analysis workers with the program, for all indexes together.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

var weights = &Weights{
	Field: [numFields]float32{Title: 3, Kind: 2, Attributes: 1, Description: 1},
	B:     [numFields]float32{Title: 0.5}, K1: 1.2, Most: 3,
}

func doc(id int64, title, kind, description string) Doc {
	d := Doc{ID: id}
	d.Fields[Title], d.Fields[Raw], d.Fields[Kind], d.Fields[Description] = title, title, kind, description
	return d
}

func word(terms ...string) Word { return Word{Forms: []Form{{Terms: terms, Weight: 1}}} }

func newIndex(t *testing.T, docs ...Doc) *Index {
	t.Helper()
	x, err := Create(filepath.Join(t.TempDir(), "words"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	put(t, x, docs, nil, 1)
	return x
}

func put(t *testing.T, x *Index, docs []Doc, remove []int64, seq int64) {
	t.Helper()
	if err := x.Put(docs, remove, seq); err != nil {
		t.Fatal(err)
	}
	if err := x.Refresh(); err != nil {
		t.Fatal(err)
	}
}

func search(t *testing.T, x *Index, words ...Word) (matches []Match, found []int) {
	t.Helper()
	matches, found, err := x.Search(t.Context(), words, weights)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(matches, func(a, b Match) int { return int(a.ID - b.ID) })
	return matches, found
}

func TestSearch(t *testing.T) {
	x := newIndex(t,
		doc(1, "red shoe", "shoe", "made for walk"),
		doc(2, "blue shoe", "shoe", "red sole"),
		doc(3, "red hat", "", ""),
		doc(4, "walk stick", "", "run well"),
	)
	got, found := search(t, x, word("red"), word("shoe"))
	if len(got) != 3 || found[0] != 3 || found[1] != 2 {
		t.Fatalf("%+v, found %v", got, found)
	}
	if got[0].Words != 3 || got[1].Words != 3 || got[2].Words != 1 {
		t.Errorf("words: %+v", got)
	}
	if got[0].Score <= got[1].Score {
		t.Errorf("the title does not count more than the description: %+v", got)
	}
	if n := got[1].Fields.Names(); !slices.Equal(n, []string{"title", "category", "description"}) {
		t.Errorf("fields of 2: %v", n)
	}
	if again, _ := search(t, x, word("red"), word("shoe")); !slices.Equal(again, got) {
		t.Errorf("a second search gave %+v", again)
	}
}

func TestForms(t *testing.T) {
	x := newIndex(t, doc(1, "run shoe", "", ""), doc(2, "run watch", "", "shoe box"), doc(3, "run", "", ""), doc(4, "sneaker", "", ""))
	sneaker := Word{Forms: []Form{{Terms: []string{"sneaker"}, Weight: 1}, {Terms: []string{"run", "shoe"}, Weight: 0.2}}}
	got, found := search(t, x, sneaker)
	if len(got) != 3 || found[0] != 3 {
		t.Fatalf("%+v", got)
	}
	if got[2].ID != 4 || got[2].Score <= got[0].Score {
		t.Errorf("the word itself does not win: %+v", got)
	}
	if none, _ := search(t, x, word("run", "nothing")); len(none) != 0 {
		t.Errorf("half a form was found: %+v", none)
	}
	if after, _ := search(t, x, word("run")); len(after) != 3 || after[2].Fields != 1<<Title {
		t.Errorf("an earlier search left traces: %+v", after)
	}
}

func TestEdits(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "words")
	x, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, x, []Doc{doc(1, "red shoe", "", ""), doc(2, "blue shoe", "", "")}, nil, 5)
	put(t, x, []Doc{doc(1, "green hat", "", "")}, []int64{2, 99}, 9)
	if err := x.Merge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if x, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if seq, err := x.Seq(); err != nil || seq != 9 || x.Count() != 1 {
		t.Errorf("seq %d, %v, %d documents", seq, err, x.Count())
	}
	if got, _ := search(t, x, word("shoe")); len(got) != 0 {
		t.Errorf("removed words are found: %+v", got)
	}
	if got, _ := search(t, x, word("hat")); len(got) != 1 || got[0].ID != 1 {
		t.Errorf("%+v", got)
	}
	if _, err := Open(dir); err == nil {
		t.Error("a second opening did not fail")
	}
}

func TestFuzzy(t *testing.T) {
	x := newIndex(t, doc(1, "shoes", "", ""), doc(2, "shows", "", ""), doc(3, "whose", "", ""))
	for _, tt := range []struct {
		word     string
		distance int
		want     []string
	}{{"shoess", 1, []string{"shoes"}}, {"shoess", 2, []string{"shoes", "shows"}}, {"hose", 1, nil}, {"", 1, nil}} {
		if got, err := x.Fuzzy(tt.word, tt.distance, 5); err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%q within %d: %v, %v", tt.word, tt.distance, got, err)
		}
	}
}

func TestContextEnds(t *testing.T) {
	x := newIndex(t, doc(1, "shoe", "", ""))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := x.Search(ctx, []Word{word("shoe")}, weights); err == nil {
		t.Error("the context was not heeded")
	}
}
