package index

import (
	"strings"
	"testing"
)

func TestLongest(t *testing.T) {
	x, _ := fixture(t)
	v := x.Vocabulary()
	tests := []struct {
		text string
		want string // kind key=value of the first meaning, and the words taken
	}{
		{"running shoes in blue", "0 category=shoes/running 2"},
		{"headphone", "0 category=audio/headphones 1"},
		{"hiking", " 0"},
		{"blue", "2 color=blue 1"},
		{"navy jumper", "2 color=navy 1"},
		{"cairn co boots", "1 brand=cairn & co 2"},
		{"noise cancelling earbuds", "3 features=noise cancelling 2"},
		{"leather", "3 material=leather 1"},
		{"battery", "4 battery_h=battery_h 1"},
		{"copper kettle", "5 =kettle 2"},
		{"submarine", " 0"},
	}
	for _, tt := range tests {
		terms, n := v.Longest(strings.Fields(tt.text))
		got := " 0"
		if n > 0 {
			got = strings.Join([]string{string('0' + rune(terms[0].Kind)), terms[0].Key + "=" + terms[0].Value, string('0' + rune(n))}, " ")
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
	if terms, n := v.Longest(strings.Fields("sneakers")); n != 1 || terms[0].Value != "shoes/running" {
		t.Errorf("sneakers: %v", terms)
	}
	if n := testing.AllocsPerRun(100, func() { v.Longest([]string{"submarine", "yellow"}) }); n > 0 {
		t.Errorf("a miss allocates %.0f times", n)
	}
}

func TestVocabularyFigures(t *testing.T) {
	x, _ := fixture(t)
	v := x.Vocabulary()
	if n, ok := v.Number("battery_h"); !ok || n.Min != 6 || n.Max != 48 || n.Count != 4 || n.Unit != "h" || n.Label != "Battery" {
		t.Errorf("%+v", n)
	}
	if k, ok := v.Key("color"); !ok || !k.Option || k.Attribute || k.Count != 8 {
		t.Errorf("%+v", k)
	}
	if k, _ := v.Key("features"); !k.Multi || k.Option {
		t.Errorf("%+v", k)
	}
	if v.Known("headphone") == 0 || v.Known("headphones") == 0 || v.Known("submarine") > 0 {
		t.Errorf("known: %d %d", v.Known("headphone"), v.Known("headphones"))
	}
	terms, _ := v.Longest([]string{"leather"})
	if c := terms[0].Coverage; c <= 0 || c > 1 {
		t.Errorf("coverage %f", c)
	}
}
