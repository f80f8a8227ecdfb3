package index

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCorrect(t *testing.T) {
	v := newVocabulary()
	for w, n := range map[string]uint32{"headphones": 40, "bag": 30, "bog": 1, "switch": 20, "noise": 9, "cancelling": 8, "camera": 50, "laser": 12, "phone": 60} {
		v.words[w] = n
	}
	v.finish()
	tests := []struct{ typed, read string }{
		{"headphones", ""}, {"hedphones", "headphones"}, {"haedphones", "headphones"}, {"headfones", "headphones"},
		{"baf", "bag"}, {"caamera", "camera"}, {"lazer", "laser"}, {"swich", "switch"}, {"noisecancelling", "noise cancelling"},
		{"wh1000", ""}, {"zz", ""}, {"the", ""}, {"xylophone", ""}, {"", ""}, {"camerás", ""},
	}
	for _, tt := range tests {
		read, ok := v.Correct(tt.typed)
		if read != tt.read || ok != (tt.read != "") {
			t.Errorf("%q read as %q, want %q", tt.typed, read, tt.read)
		}
	}
}

// TestDistance compares the distance with its definition.
func TestDistance(t *testing.T) {
	var plain func(a, b string) int
	plain = func(a, b string) int {
		if a == "" || b == "" {
			return len(a) + len(b)
		}
		same := 1
		if a[0] == b[0] {
			same = 0
		}
		d := min(plain(a[1:], b[1:])+same, plain(a[1:], b)+1, plain(a, b[1:])+1)
		if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
			d = min(d, plain(a[2:], b[2:])+1)
		}
		return d
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching(`[abc]{0,6}`).Draw(t, "a"), rapid.StringMatching(`[abc]{0,6}`).Draw(t, "b")
		if got, want := distance(a, b, 2), min(plain(a, b), 3); got != want {
			t.Fatalf("%q to %q: %d, want %d", a, b, got, want)
		}
	})
}

func TestSound(t *testing.T) {
	for _, pair := range [][2]string{{"phone", "fone"}, {"knife", "nife"}, {"quick", "kwik"}, {"cycle", "sycle"}, {"light", "lite"}} {
		if a, b := sound(pair[0]), sound(pair[1]); a != b {
			t.Errorf("%s sounds %q, %s %q", pair[0], a, pair[1], b)
		}
	}
}

func FuzzFind(f *testing.F) {
	x, _ := fixture(f)
	for _, s := range []string{"red shoes under 50", "a-b-c-d", "\xff\x00", "size 10 not leather", "1.5 l kettle"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := x.Find(t.Context(), Query{Constraints: Constraints{Text: text}, Size: 5}); err != nil {
			t.Fatal(err)
		}
		if _, err := x.Suggest(t.Context(), text, 3); err != nil {
			t.Fatal(err)
		}
		if terms, n := x.Vocabulary().Longest(phraseNorms(text)); (n == 0) != (terms == nil) {
			t.Fatalf("%d words, %v", n, terms)
		}
	})
}
