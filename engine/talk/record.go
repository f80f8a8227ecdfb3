package talk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
	"shoptalk/engine"
)

// Record writes a stored conversation as a test that expects what was answered. It names no
// fixture: it is to be played in the shop it took place in.
func Record(id string, turns []data.Turn) ([]byte, error) {
	t := recorded{ID: id, Tags: []string{"recorded"}}
	for _, turn := range turns {
		var reply engine.Reply
		if err := json.Unmarshal(turn.Reply, &reply); err != nil {
			return nil, fmt.Errorf("turn %d was kept in a form that cannot be read: %w", turn.N, err)
		}
		t.Turns = append(t.Turns, recordedTurn{turn.Message, expectation(&reply)})
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(map[string][]recorded{"tests": {t}}); err != nil {
		return nil, err
	}
	return b.Bytes(), enc.Close()
}

// recorded is a test as it is written. Its parts have the keys of Expect, in the order a
// person reads them.
type recorded struct {
	ID    string         `yaml:"id"`
	Tags  []string       `yaml:"tags,flow"`
	Turns []recordedTurn `yaml:"turns"`
}

type recordedTurn struct {
	Message string         `yaml:"u"`
	Expect  recordedExpect `yaml:"expect"`
}

type recordedExpect struct {
	Intent  string           `yaml:"intent,omitempty"`
	Action  string           `yaml:"action,omitempty"`
	Want    map[string]any   `yaml:"constraints,flow,omitempty"`
	Results *recordedResults `yaml:"results,flow,omitempty"`
	Cart    map[string]any   `yaml:"cart,flow,omitempty"`
	Order   map[string]any   `yaml:"order,flow,omitempty"`
	Slots   []string         `yaml:"slots_asked,flow,omitempty"`
	Source  string           `yaml:"source,omitempty"`
	Handoff string           `yaml:"handoff,omitempty"`
}

type recordedResults struct {
	First   []string `yaml:"first_in,flow"`
	Include []string `yaml:"include,flow"`
	Min     int      `yaml:"min"`
	Max     int      `yaml:"max"`
}

// expectation is what a reply was, as an expectation.
func expectation(r *engine.Reply) recordedExpect {
	e := recordedExpect{Want: outside(r.Constraints)}
	if len(r.Intents) > 0 {
		e.Intent = r.Intents[0].Name
	}
	if len(r.Actions) > 0 {
		e.Action = r.Actions[0]
	}
	if n := len(r.Products); n > 0 {
		res := &recordedResults{First: []string{r.Products[0].Handle}, Min: max(n, r.Total), Max: max(n, r.Total)}
		for i := range r.Products {
			res.Include = append(res.Include, r.Products[i].Handle)
		}
		e.Results = res
	}
	if r.Cart != nil {
		e.Cart = sumUp(r.Cart)
	}
	if r.Order != nil {
		e.Order = map[string]any{"status": r.Order.Status, "lines": quantities(r.Order.Lines)}
	}
	if r.Ask != nil {
		e.Slots = r.Ask.Slots
	}
	for _, c := range r.Citations {
		if c.Kind == "policy" && e.Source == "" {
			e.Source = c.ID
		}
	}
	if r.Handoff != nil {
		e.Handoff = r.Handoff.State
	}
	return e
}

// sumUp is a cart with those of its totals that are not zero.
func sumUp(c *engine.Cart) map[string]any {
	out := map[string]any{"lines": quantities(c.Lines)}
	if c.Coupon != "" {
		out["coupon"] = c.Coupon
	}
	for key, m := range sums(c) {
		if m.Amount != 0 {
			out[key] = amount(m)
		}
	}
	return out
}

// amount writes money with all its decimals.
func amount(m engine.Money) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: strconv.FormatFloat(m.Amount.Decimal(m.Currency), 'f', data.Digits(m.Currency), 64)}
}

func quantities(lines []engine.CartLine) map[string]int {
	out := map[string]int{}
	for _, l := range lines {
		out[l.SKU] = l.Quantity
	}
	return out
}
