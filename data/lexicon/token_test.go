package lexicon

import (
	"fmt"
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	kinds := map[Kind]string{Word: "w", Number: "n", Mixed: "m", Symbol: "s"}
	tests := []struct{ in, want string }{
		{"Blue T-shirt", "blue/w t/w -+/s shirt+/w"},
		{"what's under $1,200.50?", "whats/w under/w $/s 1,200.50+/n ?+/s"},
		{"40-60 500ml 15\"", "40/n -+/s 60+/n 500ml/m 15/n \"+/s"},
		{"Café ₹1,23,456", "cafe/w ₹/s 1,23,456+/n"},
		{"size 10, blue.", "size/w 10/n ,+/s blue/w .+/s"},
		{"हिन्दी 🎧", "हिन्दी/w 🎧/s"},
		{"  ", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, tok := range Tokens(tt.in) {
			glue := ""
			if tok.Glued {
				glue = "+"
			}
			got = append(got, fmt.Sprintf("%s%s/%s", tok.Norm, glue, kinds[tok.Kind]))
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("Tokens(%q)\n got %s\nwant %s", tt.in, g, tt.want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("waterproof boots, size 10 under $140")
	f.Add("\xff\xfe a'b’c 1.2.3")
	f.Fuzz(func(t *testing.T, in string) {
		end := 0
		for _, tok := range Tokens(in) {
			if tok.Start < end || tok.End <= tok.Start || in[tok.Start:tok.End] != tok.Text {
				t.Fatalf("token %+v does not stand in %q after %d", tok, in, end)
			}
			end = tok.End
		}
	})
}
