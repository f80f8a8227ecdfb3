package lexicon

import "testing"

func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"price", "price", 0}, {"pirce", "price", 2}, {"prices", "price", 1}, {"sku", "skus", 1},
		{"abc", "abc", 0}, {"htpp", "http", 1}, {"kitten", "sitting", 3}, {"ratelimit", "rate_limit", 1}} {
		if got := Edits(tt.a, tt.b); got != tt.want || got != Edits(tt.b, tt.a) {
			t.Errorf("%q and %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
