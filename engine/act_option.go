package engine

import (
	"math"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/index"
)

// choices are the variants that fit what was said, sellable ones only where there are any.
// What was searched for counts as said, where it fits.
func (t *turn) choices(m *dialog.Move, p *data.Product) []*data.Variant {
	want := m.Want.Clone()
	for key, values := range t.conv.state.Search.Values {
		if _, said := want.Values[key]; !said && isOption(p, key) {
			if want.Values == nil {
				want.Values = map[string][]string{}
			}
			want.Values[key] = values
		}
	}
	var fit, sellable []*data.Variant
	for i := range p.Variants {
		v := &p.Variants[i]
		if !fits(v, &want) {
			continue
		}
		fit = append(fit, v)
		if v.Sellable() {
			sellable = append(sellable, v)
		}
	}
	if len(sellable) > 0 {
		return sellable
	}
	return fit
}

// fits tells whether nothing said about options speaks against a variant.
func fits(v *data.Variant, want *index.Constraints) bool {
	for key, values := range want.Values {
		if have := v.Option(key); have != "" && !containsFold(values, have) {
			return false
		}
	}
	return true
}

// askOption asks for the first option that still leaves a choice, offering real values with
// their prices.
func (t *turn) askOption(m *dialog.Move, p *data.Product, matching []*data.Variant) {
	if len(matching) == 0 {
		for i := range p.Variants {
			matching = append(matching, &p.Variants[i])
		}
	}
	kept := *m
	kept.Kind, kept.Targets, kept.Pick, kept.Then = dialog.AddCart, []string{p.Handle}, nil, nil
	var slots []string
	for _, o := range optionsOf(p) {
		if len(valuesOf(matching, o.Key)) > 1 {
			slots = append(slots, o.Key)
		}
	}
	if len(slots) == 0 {
		slots = []string{"sku"}
	}
	t.act("ask_slot")
	ask := &Ask{Slot: slots[0], Slots: slots}
	var answers []string
	for _, value := range valuesOf(matching, slots[0]) {
		ask.Options = append(ask.Options, AskOption{Label: t.priced(matching, slots[0], value), Send: slots[0] + " " + value})
		answers = append(answers, strings.ToLower(value))
	}
	t.reply.Ask = ask
	t.tell("ask", map[string]any{"ask": ask})
	t.conv.state.Ask(kept, slots, answers)
	c := t.view.card(p, nil)
	t.reply.Products, t.reply.Total = []Card{c}, 1
	t.conv.state.Look(shownOf(&c))
	t.priceOf(&c)
	t.say("cart.ask", Args{"slot": strings.ReplaceAll(slots[0], "_", " "), "title": p.Title})
}

func valuesOf(variants []*data.Variant, key string) []string {
	var out []string
	for _, v := range variants {
		if value := v.Option(key); value != "" && !slices.Contains(out, value) {
			out = append(out, value)
		}
	}
	return out
}

// priced labels an option value with the price where it makes a difference.
func (t *turn) priced(variants []*data.Variant, key, value string) string {
	low, high, all := data.Money(math.MaxInt64), data.Money(0), variants[0].Price
	same := true
	for _, v := range variants {
		same = same && v.Price == all
		if v.Option(key) == value {
			low, high = min(low, v.Price), max(high, v.Price)
		}
	}
	if same {
		return value
	}
	label := value + ", " + t.view.loc.Money(low)
	if high > low {
		label = value + ", from " + t.view.loc.Money(low)
	}
	return label
}
