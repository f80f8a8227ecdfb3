package dialog

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shoptalk/engine/nlu"
	"shoptalk/index"
)

func part(intent string, confidence float64) nlu.Part {
	return nlu.Part{Intents: []nlu.Intent{{Name: intent, Confidence: confidence}}}
}

func listed() State {
	s := State{Active: true}
	s.Saw([]Shown{{Handle: "a", Title: "A", Price: 300, Rating: 4}, {Handle: "b", Title: "B", Price: 100, Rating: 5}, {Handle: "c", Title: "C", Price: 200, Rating: 3}}, 0, 12, nil)
	return s
}

func TestDecideTargets(t *testing.T) {
	tests := []struct {
		name    string
		intent  string
		refs    []nlu.Ref
		compare *nlu.Comparative
		kind    MoveKind
		targets []string
	}{
		{"the second one", nlu.ProductDetail, []nlu.Ref{{Kind: nlu.RefOrdinal, N: 2}}, nil, Show, []string{"b"}},
		{"the last one", nlu.ProductDetail, []nlu.Ref{{Kind: nlu.RefOrdinal, N: -1}}, nil, Show, []string{"c"}},
		{"beyond the list", nlu.ProductDetail, []nlu.Ref{{Kind: nlu.RefOrdinal, N: 9}}, nil, AskWhich, nil},
		{"the cheaper one", nlu.ProductDetail, []nlu.Ref{{Kind: nlu.RefSuper}}, &nlu.Comparative{Key: "price"}, Show, []string{"b"}},
		{"the best rated", nlu.AddToCart, []nlu.Ref{{Kind: nlu.RefSuper}}, &nlu.Comparative{Key: "rating", More: true}, AddCart, []string{"b"}},
		{"compare the first two", nlu.CompareProducts, []nlu.Ref{{Kind: nlu.RefFirst, N: 2}}, nil, Compare, []string{"a", "b"}},
		{"compare them", nlu.CompareProducts, []nlu.Ref{{Kind: nlu.RefThem}}, nil, Compare, []string{"a", "b", "c"}},
		{"add without saying which", nlu.AddToCart, nil, nil, AskWhich, []string{"a", "b", "c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := listed()
			p := part(tt.intent, 0.95)
			p.Refs, p.Compare = tt.refs, tt.compare
			m := s.Decide(&p, "", testEnv)
			if m.Kind != tt.kind || !slices.Equal(m.Targets, tt.targets) {
				t.Errorf("got %s %v, want %s %v", m.Kind, m.Targets, tt.kind, tt.targets)
			}
			if len(m.Rules) == 0 {
				t.Error("no rule says why")
			}
		})
	}
}

func TestDecideBands(t *testing.T) {
	s := listed()
	for _, tt := range []struct {
		confidence float64
		kind       MoveKind
		hedge      bool
	}{{0.95, ViewCart, false}, {0.7, ViewCart, true}, {0.5, Clarify, false}, {0.3, Unclear, false}} {
		p := part(nlu.ViewCart, tt.confidence)
		p.Others = []nlu.Intent{{Name: nlu.Checkout, Confidence: 0.2}}
		if m := s.Decide(&p, "", testEnv); m.Kind != tt.kind || m.Hedge != tt.hedge {
			t.Errorf("at %v: %s hedge %v, want %s %v", tt.confidence, m.Kind, m.Hedge, tt.kind, tt.hedge)
		}
	}
}

func TestSecondMissOffersAPerson(t *testing.T) {
	var s State
	p := part(nlu.Unclear, 0.1)
	if m := s.Decide(&p, "", testEnv); m.Topic != "" {
		t.Errorf("the first miss already said %q", m.Topic)
	}
	if m := s.Decide(&p, "", testEnv); m.Topic != "again" {
		t.Errorf("the second miss said %q", m.Topic)
	}
	ok := part(nlu.Greeting, 1)
	s.Decide(&ok, "", testEnv)
	if m := s.Decide(&p, "", testEnv); m.Topic != "" {
		t.Error("a message that was understood did not begin the count anew")
	}
}

func TestQuestionSurvivesADigression(t *testing.T) {
	s := listed()
	s.Ask(Move{Kind: AddCart, Targets: []string{"a"}, Quantity: 2}, []string{"size"}, []string{"9", "10"})
	faq := part(nlu.FAQ, 0.9)
	if m := s.Decide(&faq, "what about returns?", testEnv); m.Kind != Answer {
		t.Fatalf("the digression became %s", m.Kind)
	}
	size := part(nlu.RefineSearch, 0.9)
	size.Want = index.Constraints{Values: map[string][]string{"size": {"10"}}}
	m := s.Decide(&size, "10", testEnv)
	if m.Kind != AddCart || m.Quantity != 2 || !slices.Equal(m.Want.Values["size"], []string{"10"}) {
		t.Errorf("the answer became %+v", m)
	}
}

func TestNothingIrreversibleWithoutYes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := listed()
		if rapid.Bool().Draw(t, "asked") {
			s.Confirm(Move{Kind: EmptyCart, Intent: nlu.UpdateCart})
		}
		for range rapid.IntRange(1, 8).Draw(t, "turns") {
			p := randomPart(t)
			asked := s.Pending != nil && s.Pending.Confirm
			m := s.Decide(&p, "x", testEnv)
			yes := p.Intents[0].Name == nlu.Affirm
			if slices.Contains(m.Rules, "confirmed") && !(asked && yes) {
				t.Fatalf("%+v counts as confirmed after %+v", m, p)
			}
			if m.Kind == "" {
				t.Fatalf("no move for %+v", p)
			}
			b, err := s.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if s, err = Decode(b); err != nil {
				t.Fatal(err)
			}
			again, _ := s.Encode()
			if string(b) != string(again) {
				t.Fatalf("the state changes when it is kept:\n%s\n%s", b, again)
			}
		}
		reset := part(nlu.Reset, 1)
		if m := s.Decide(&reset, "", testEnv); m.Kind != Restart {
			t.Fatalf("a state that cannot be left: %s", m.Kind)
		}
	})
}

func randomPart(t *rapid.T) nlu.Part {
	p := part(rapid.SampledFrom(nlu.Intents[:]).Draw(t, "intent"), rapid.Float64Range(0, 1).Draw(t, "confidence"))
	p.More = rapid.Bool().Draw(t, "more")
	p.Fresh = rapid.Bool().Draw(t, "fresh")
	for range rapid.IntRange(0, 2).Draw(t, "refs") {
		p.Refs = append(p.Refs, nlu.Ref{Kind: nlu.RefKind(rapid.IntRange(0, 6).Draw(t, "ref")), N: rapid.IntRange(-3, 12).Draw(t, "n")})
	}
	if rapid.Bool().Draw(t, "compare") {
		p.Compare = &nlu.Comparative{Key: rapid.SampledFrom([]string{"price", "rating", "battery_h"}).Draw(t, "key"), More: rapid.Bool().Draw(t, "dir")}
	}
	if rapid.Bool().Draw(t, "values") {
		var c index.Constraints
		if err := json.Unmarshal([]byte(`{"color":["red"],"price_lt":20,"not":{"size":["9"]}}`), &c); err != nil {
			t.Fatal(err)
		}
		p.Want = c
	}
	return p
}
