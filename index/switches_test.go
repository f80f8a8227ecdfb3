package index

import (
	"sync/atomic"
	"testing"
)

// soundsLikeKettle has more letters different than are corrected, but the same sound.
const soundsLikeKettle = "kuttul"

// TestCorrectHeedsSwitches turns switches while the index is open, as an owner does.
func TestCorrectHeedsSwitches(t *testing.T) {
	s := newStore(t, readCatalog(t)...)
	var now atomic.Pointer[Features]
	set := func(change func(*Features)) {
		f := AllFeatures()
		change(&f)
		now.Store(&f)
	}
	set(func(*Features) {})
	x, err := Open(t.Context(), Options{Store: s, Features: func() Features { return *now.Load() }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := x.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		change        func(*Features)
		edited, heard string
	}{
		{func(*Features) {}, "headphones", "kettle"},
		{func(f *Features) { f.Phonetic = false }, "headphones", ""},
		{func(f *Features) { f.Fuzzy = false }, "", ""},
		{func(f *Features) { f.Fuzzy, f.Phonetic = false, false }, "", ""},
		{func(*Features) {}, "headphones", "kettle"},
	}
	for i, tt := range tests {
		set(tt.change)
		v := x.Vocabulary()
		if read, _ := v.Correct("hedphones"); read != tt.edited {
			t.Errorf("%d: hedphones read as %q, want %q", i, read, tt.edited)
		}
		if read, _ := v.Correct(soundsLikeKettle); read != tt.heard {
			t.Errorf("%d: %s read as %q, want %q", i, soundsLikeKettle, read, tt.heard)
		}
		if v.Known("kettle") == 0 {
			t.Errorf("%d: the words of the catalog are gone", i)
		}
		if _, n := v.Longest([]string{"running", "shoes"}); n != 2 {
			t.Errorf("%d: the phrases of the catalog are gone", i)
		}
	}
}

// TestSuggestWithoutSearch: with searching by words off, no words bring products up.
func TestSuggestWithoutSearch(t *testing.T) {
	x, _ := fixture(t)
	x.opt.Features = func() Features { f := AllFeatures(); f.Search = false; return f }
	got, err := x.Suggest(t.Context(), "running", 5)
	if err != nil || len(got.Products) > 0 || len(got.Categories) == 0 {
		t.Errorf("%+v, %v", got, err)
	}
}
