package index

import "testing"

func TestSpelling(t *testing.T) {
	x, _ := fixture(t)
	for _, tt := range []struct{ key, value, want string }{
		{"brand", "cairn & co", "Cairn & Co"}, {"color", "blue", "Blue"}, {"Colour", "BLUE", "Blue"}, {"material", "mesh", "mesh"},
		{"brand", "nobody", ""}, {"brand", "", ""}, {"color", "nothing", ""}, {"unheard", "blue", ""},
	} {
		if got, ok := x.Spelling(tt.key, tt.value); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s %s: %q, %t", tt.key, tt.value, got, ok)
		}
	}
}
