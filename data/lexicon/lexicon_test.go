package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		in   string
		want float64
		n    int
	}{
		{"twenty five dollars", 25, 2}, {"half a dozen eggs", 6, 3}, {"half dozen", 6, 2},
		{"one hundred and fifty", 150, 4}, {"a hundred bucks", 100, 2}, {"two lakh", 200000, 2},
		{"one thousand two hundred", 1200, 4}, {"a thousand", 1000, 2}, {"dozen", 12, 1},
		{"two dozen", 24, 2}, {"five six", 5, 1}, {"one and two", 1, 1}, {"shoes", 0, 0}, {"a shoe", 0, 0},
		{"fifteen hundred", 1500, 2}, {"twelve", 12, 1},
	}
	for _, tt := range tests {
		if v, n := English().Number(strings.Fields(tt.in)); v != tt.want || n != tt.n {
			t.Errorf("Number(%q) = %v of %d words, want %v of %d", tt.in, v, n, tt.want, tt.n)
		}
	}
}

func TestPlurals(t *testing.T) {
	for one, many := range map[string]string{
		"shoe": "shoes", "knife": "knives", "battery": "batteries", "dress": "dresses", "watch": "watches",
		"box": "boxes", "running shoe": "running shoes", "toy": "toys", "man": "men", "laptop": "laptops",
	} {
		if got := English().Singular(many); got != one {
			t.Errorf("Singular(%q) = %q, want %q", many, got, one)
		}
		if got := English().Plural(one); got != many {
			t.Errorf("Plural(%q) = %q, want %q", one, got, many)
		}
	}
	for _, w := range []string{"wireless", "canvas", "jeans", "bus", "gas"} {
		if got := English().Singular(w); got != w {
			t.Errorf("Singular(%q) = %q", w, got)
		}
	}
}

func TestNegated(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Not waterproof.", "waterproof"}, {"without laces or zippers, blue", "laces zippers"},
		{"leather-free shoes", "leather"}, {"no added sugar", "added sugar"}, {"free delivery", ""},
		{"BPA free bottle", "bpa"}, {"not only warm but light", ""}, {"non-slip sole", "slip"},
		{"free from gluten", "gluten"}, {"a warm coat", ""}, {"Sugar free!", "sugar"},
	}
	for _, tt := range tests {
		tokens := Tokens(tt.in)
		var got []string
		for i, neg := range English().Negated(tokens) {
			if neg {
				got = append(got, tokens[i].Norm)
			}
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("Negated(%q) = %q, want %q", tt.in, g, tt.want)
		}
	}
}

func TestUnits(t *testing.T) {
	l := English()
	kg, n := l.Unit([]string{"kilos"})
	g, ok := l.UnitOfKey("weight_g")
	if v, same := kg.Convert(1.5, g); n != 1 || !ok || !same || v != 1500 {
		t.Errorf("1.5 kilos are %v g (%d, %v, %v)", v, n, ok, same)
	}
	if u, n := l.Unit([]string{"fl", "oz"}); u.Symbol != "floz" || n != 2 {
		t.Errorf("fl oz is %v of %d", u, n)
	}
	if _, same := kg.Convert(1, l.bySymbol["ml"]); same {
		t.Error("kilograms became millilitres")
	}
	for _, line := range slices.Collect(lines("units")) {
		if strings.Count(line, "|") != 3 {
			t.Errorf("unit line %q", line)
		}
	}
}

func TestWords(t *testing.T) {
	l := English()
	if b, n := l.Color([]string{"navy", "blue", "coat"}); b != "blue" || n != 2 {
		t.Errorf("navy blue is %q of %d", b, n)
	}
	if s, n := l.Size([]string{"x", "large"}); s != "xl" || n != 2 {
		t.Errorf("x large is %q", s)
	}
	if c, n := l.Currency([]string{"$"}, "CAD"); c != "CAD" || n != 1 {
		t.Errorf("$ in a Canadian shop is %q", c)
	}
	if c, _ := l.Currency([]string{"euros"}, "USD"); c != "EUR" {
		t.Errorf("euros are %q", c)
	}
	if e, ok := l.Emoji("🕶\ufe0f"); !ok || e != "sunglasses" {
		t.Errorf("sunglasses emoji is %q", e)
	}
	if c, super, n := l.Comparison([]string{"lightest", "one"}); n != 1 || !super || c.More || c.Name != "weight" {
		t.Errorf("lightest is %+v %v %d", c, super, n)
	}
	if c, super, _ := l.Comparison([]string{"most", "expensive"}); !super || !c.More || c.Name != "price" {
		t.Errorf("most expensive is %+v %v", c, super)
	}
	if !slices.Contains(l.Alike("sneakers"), "trainer") {
		t.Errorf("sneakers are like %v", l.Alike("sneakers"))
	}
	if len(l.Synonyms()) < 250 {
		t.Errorf("only %d groups of synonyms", len(l.Synonyms()))
	}
}

func TestLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"ich suche Schuhe für meine Frau": "de", "je cherche des chaussures": "fr", "busco zapatos para correr": "es",
		"mujhe shoes chahiye": "hi", "हिन्दी में बात करो": "hi", "red shoes under 50": "en", "靴を探しています": "zh",
		"is it in stock": "en", "die hard dvd": "en", "de la rosa": "en", "ik zoek een jas voor mijn zoon": "nl",
	} {
		if got := English().Language(Tokens(in)); got != want && !(want == "zh" && got == "ja") {
			t.Errorf("Language(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkLanguage(b *testing.B) {
	tokens := Tokens("I am looking for waterproof running shoes in blue, size 10, under 100 dollars")
	b.ReportAllocs()
	for b.Loop() {
		English().Language(tokens)
	}
}
