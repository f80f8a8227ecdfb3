package dialog

import (
	"encoding/json"
	"testing"

	"shoptalk/engine/nlu"
	"shoptalk/index"
)

func constraints(t *testing.T, s string) index.Constraints {
	t.Helper()
	var c index.Constraints
	if err := json.Unmarshal([]byte(s), &c); err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return c
}

var testEnv = Env{Currency: "USD", Multi: func(key string) bool { return key == "features" }}

func TestRefine(t *testing.T) {
	tests := []struct {
		name, active, want string
		part               nlu.Part
		result             string
	}{
		{name: "a first wish is the search", want: `{"category":["shoes"],"color":["red"]}`, result: `{"category":["shoes"],"color":["red"]}`},
		{name: "an option takes the place of another", active: `{"category":["shoes"],"color":["red"]}`, want: `{"color":["blue"]}`, result: `{"category":["shoes"],"color":["blue"]}`},
		{name: "features add up", active: `{"features":["waterproof"]}`, want: `{"features":["breathable"]}`, result: `{"features":["waterproof","breathable"]}`},
		{name: "a fresh search forgets the old one", active: `{"category":["shoes"],"color":["red"],"price_lt":100}`, want: `{"category":["tents"]}`, part: nlu.Part{Fresh: true}, result: `{"category":["tents"]}`},
		{name: "a new bound replaces the one that contradicts it", active: `{"price_gt":100}`, want: `{"price_lt":50}`, result: `{"price_lt":50}`},
		{name: "bounds that agree stay", active: `{"price_gte":20}`, want: `{"price_lt":50}`, result: `{"price_gte":20,"price_lt":50}`},
		{name: "what is dropped is gone from both sides", active: `{"color":["red"],"not":{"color":["blue"]},"size":["10"]}`, want: `{}`, part: nlu.Part{Drop: []string{"color"}}, result: `{"size":["10"]}`},
		{name: "what is wanted is no longer excluded", active: `{"not":{"color":["blue","red"]}}`, want: `{"color":["blue"]}`, result: `{"color":["blue"],"not":{"color":["red"]}}`},
		{name: "what is excluded is no longer wanted", active: `{"material":["leather"],"category":["shoes"]}`, want: `{"not":{"material":["leather"]}}`, result: `{"category":["shoes"],"not":{"material":["leather"]}}`},
		{name: "words add up once", active: `{"text":"trail shoes"}`, want: `{"text":"light shoes"}`, result: `{"text":"trail shoes light"}`},
		{name: "cheaper is below the first shown", active: `{"category":["shoes"]}`, want: `{}`, part: nlu.Part{Compare: &nlu.Comparative{Key: "price"}}, result: `{"category":["shoes"],"price_lt":89}`},
		{name: "cheapest is an order", active: `{"category":["shoes"]}`, want: `{}`, part: nlu.Part{Compare: &nlu.Comparative{Key: "price", Superlative: true}}, result: `{"category":["shoes"],"sort":"price_asc"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := State{Shown: []Shown{{Handle: "a", Price: 8900}, {Handle: "b", Price: 5000}}}
			if tt.active != "" {
				s.Search, s.Active = constraints(t, tt.active), true
			}
			tt.part.Want = constraints(t, tt.want)
			before, _ := json.Marshal(s.Search)
			got := s.refine(&tt.part, testEnv, &Move{})
			if out, _ := json.Marshal(got); string(out) != tt.result {
				t.Errorf("\n got %s\nwant %s", out, tt.result)
			}
			if after, _ := json.Marshal(s.Search); string(after) != string(before) {
				t.Errorf("refining changed the active search itself: %s", after)
			}
		})
	}
}
