package engine

import (
	"testing"

	"shoptalk/index"
)

func TestMeantByName(t *testing.T) {
	titled := func(titles ...string) []Card {
		cards := make([]Card, len(titles))
		for i, s := range titles {
			cards[i] = Card{Handle: s, Title: s, Why: &index.Why{Fields: []string{"title"}}}
		}
		return cards
	}
	tests := []struct {
		name, text string
		sort       index.Sort
		cards      []Card
		total      int
		want       string
	}{
		{"the only match", "toned", "", titled("Toned Milk"), 1, "Toned Milk"},
		{"the one that says least besides", "toned milk", "", titled("Double Toned Milk", "Toned Milk"), 2, "Toned Milk"},
		{"apostrophes and plurals do not matter", "chefs knives", "", titled("Santoku 17 cm", "Chef's Knife 20 cm"), 2, "Chef's Knife 20 cm"},
		{"two that say the same", "milk", "", titled("Whole Milk", "Toned Milk"), 2, ""},
		{"none says it", "sugar", "", titled("Jaggery", "Honey"), 2, ""},
		{"the first of an order", "", index.PriceAsc, titled("Cheap", "Dear"), 2, "Cheap"},
		{"a kind alone names nothing", "", "", titled("A", "B"), 2, ""},
		{"nothing found", "x", "", nil, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if c := meantByName(tt.cards, tt.total, &index.Constraints{Text: tt.text, Sort: tt.sort}); c != nil {
				got = c.Handle
			}
			if got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	if c := meantByName([]Card{{Title: "Cleaner", Why: &index.Why{Fields: []string{"description"}}}}, 1, &index.Constraints{Text: "sponge"}); c != nil {
		t.Error("what only a description says is not meant by name")
	}
}
