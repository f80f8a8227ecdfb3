package dialog

import (
	"slices"
	"testing"

	"shoptalk/engine/nlu"
	"shoptalk/index"
)

func asking() State {
	s := listed()
	s.Ask(Move{Kind: AddCart, Targets: []string{"a"}, Want: index.Constraints{Values: map[string][]string{"color": {"black"}}}}, []string{"size"}, []string{"9", "10"})
	return s
}

func values(intent string, confidence float64, v map[string][]string) nlu.Part {
	p := part(intent, confidence)
	p.Want = index.Constraints{Values: v}
	return p
}

func TestOpenSlot(t *testing.T) {
	tests := []struct {
		name  string
		part  nlu.Part
		kind  MoveKind
		color string
	}{
		{"an answer goes on with what was asked for", values(nlu.RefineSearch, 0.9, map[string][]string{"size": {"10"}}), AddCart, "black"},
		{"a correction of what was said before counts", values(nlu.RefineSearch, 0.9, map[string][]string{"size": {"10"}, "color": {"brown"}}), AddCart, "brown"},
		{"a question chooses nothing", values(nlu.StockInquiry, 0.9, map[string][]string{"size": {"10"}}), Find, ""},
		{"a no lets go", part(nlu.Deny, 0.9), Talk, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := asking()
			m := s.Decide(&tt.part, "", testEnv)
			if m.Kind != tt.kind {
				t.Fatalf("%s by %v, want %s", m.Kind, m.Rules, tt.kind)
			}
			if tt.color != "" && !slices.Equal(m.Want.Values["color"], []string{tt.color}) {
				t.Errorf("color %v, want %s", m.Want.Values["color"], tt.color)
			}
		})
	}
}

func TestOptionOfTheProductInFocus(t *testing.T) {
	env := Env{Currency: "USD", Option: func(key string) bool { return key == "color" }}
	for _, tt := range []struct {
		key  string
		kind MoveKind
	}{{"color", Show}, {"origin", Find}} {
		s := State{Focus: &Shown{Handle: "a"}}
		p := values(nlu.RefineSearch, 0.9, map[string][]string{tt.key: {"white"}})
		if m := s.Decide(&p, "and in white?", env); m.Kind != tt.kind {
			t.Errorf("%s: %s by %v, want %s", tt.key, m.Kind, m.Rules, tt.kind)
		}
	}
}

func TestCompareAgain(t *testing.T) {
	s := listed()
	s.Compared = []string{"b", "c"}
	p := part(nlu.CompareProducts, 0.9)
	if m := s.Decide(&p, "show me that comparison again", testEnv); !slices.Equal(m.Targets, []string{"b", "c"}) {
		t.Errorf("again: %v by %v", m.Targets, m.Rules)
	}
	p.Refs = []nlu.Ref{{Kind: nlu.RefProduct, Handle: "a"}}
	if m := s.Decide(&p, "add a to the comparison", testEnv); !slices.Equal(m.Targets, []string{"b", "c", "a"}) {
		t.Errorf("with a third: %v by %v", m.Targets, m.Rules)
	}
}
