package talk

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// actions lists what a reply can say it did.
var actions = [...]string{
	"show_products", "show_no_results", "show_product", "show_comparison", "ask_slot", "ask_clarify", "ask_confirm",
	"cart_updated", "show_cart", "reject", "checkout_step", "order_created", "ask_verification", "show_order",
	"show_orders", "order_cancelled", "order_modified", "return_created", "answer_faq", "say_unknown", "handoff",
	"decline", "small_talk", "state_reset", "show_explanation", "safe_message", "show_help",
}

// Actions lists the actions a test can expect.
func Actions() []string { return slices.Clone(actions[:]) }

// totals lists the sums of a cart or an order.
var totals = [...]string{"subtotal", "discount", "tax", "shipping", "total"}

// orderFields lists what can be expected of an order beside its lines.
var orderFields = [...]string{
	"number", "status", "payment", "fulfilment", "placed", "email", "name", "address", "coupon", "carrier", "tracking", "eta",
	"subtotal", "discount", "tax", "shipping", "total",
}

func (d *decoder) file(f *File, n *yaml.Node) {
	d.object(n, "", fields{
		"fixture": d.text(&f.Fixture),
		"tests": func(n *yaml.Node, field string) {
			d.list(n, field, func(n *yaml.Node, field string) { f.Tests = append(f.Tests, d.test(n, field)) })
		},
	})
	if len(d.errs) == 0 && len(f.Tests) == 0 {
		d.wrong(n, "tests", "is missing")
	}
	seen := map[string]bool{}
	for _, t := range f.Tests {
		if seen[t.ID] && t.ID != "" {
			d.errs = append(d.errs, &Problem{Line: t.Line, Field: "id", Reason: t.ID + " stands for an earlier test already"})
		}
		seen[t.ID] = true
	}
}

func (d *decoder) test(n *yaml.Node, field string) Test {
	t := Test{Line: n.Line}
	d.object(n, field, fields{
		"id": d.text(&t.ID), "tags": d.texts(&t.Tags),
		"turns": func(n *yaml.Node, field string) {
			d.list(n, field, func(n *yaml.Node, field string) { t.Turns = append(t.Turns, d.turn(n, field)) })
		},
	})
	if n.Kind == yaml.MappingNode && t.ID == "" {
		d.wrong(n, join(field, "id"), "is missing")
	}
	if n.Kind == yaml.MappingNode && len(t.Turns) == 0 {
		d.wrong(n, join(field, "turns"), "is missing")
	}
	return t
}

func (d *decoder) turn(n *yaml.Node, field string) Turn {
	t := Turn{Line: n.Line}
	d.object(n, field, fields{
		"u":      d.text(&t.Message),
		"expect": func(n *yaml.Node, field string) { d.expect(&t.Expect, n, field) },
	})
	if n.Kind == yaml.MappingNode && t.Message == "" {
		d.wrong(n, join(field, "u"), "is missing: what the shopper says")
	}
	return t
}

func (d *decoder) expect(e *Expect, n *yaml.Node, field string) {
	d.object(n, field, fields{
		"intent":             d.oneOf(&e.Intent, "intent", nlu.Intents[:]),
		"action":             d.oneOf(&e.Action, "action", actions[:]),
		"constraints":        func(n *yaml.Node, field string) { e.Want = d.constraints(n, field) },
		"constraints_absent": d.texts(&e.Absent),
		"results":            func(n *yaml.Node, field string) { e.Results = d.results(n, field) },
		"cart":               func(n *yaml.Node, field string) { e.Cart = d.cart(n, field) },
		"order":              func(n *yaml.Node, field string) { e.Order = d.order(n, field) },
		"slots_asked": func(n *yaml.Node, field string) {
			e.Slots = &[]string{}
			d.texts(e.Slots)(n, field)
		},
		"source":  d.texts(&e.Source),
		"reply":   func(n *yaml.Node, field string) { e.Reply = d.words(n, field) },
		"handoff": func(n *yaml.Node, field string) { e.Handoff = d.handoff(n, field) },
		"state":   func(n *yaml.Node, field string) { e.State = d.state(n, field) },
	})
}

// constraints reads active constraints in their outside form.
func (d *decoder) constraints(n *yaml.Node, field string) map[string]any {
	out := map[string]any{}
	d.pairs(n, field, func(key string, k, v *yaml.Node) {
		switch {
		case key == "not" && d.nested(k, field):
			return
		case key == "not":
			out[key] = d.constraints(v, join(field, key))
			return
		}
		value := d.value(v, join(field, key))
		if err := new(index.Constraints).Set(key, asConstraint(key, value)); err != nil {
			d.wrong(v, join(field, key), "cannot be a constraint: %v", err)
		}
		out[data.OptionKey(key)] = value
	})
	return out
}

// nested refuses an exclusion within an exclusion.
func (d *decoder) nested(n *yaml.Node, field string) bool {
	if strings.HasSuffix(field, ".not") {
		d.wrong(n, join(field, "not"), "is an exclusion within an exclusion")
		return true
	}
	return false
}

// asConstraint is a value as constraints are set: a number that stands for a value of a text
// key, as in size: 10, is fine either way.
func asConstraint(key string, value any) any {
	if n, ok := value.(float64); ok && (key == "category" || key == "brand") {
		return data.Number(n).String()
	}
	return value
}

func (d *decoder) results(n *yaml.Node, field string) *Results {
	r := &Results{}
	var sort string
	d.object(n, field, fields{
		"first_in": d.texts(&r.FirstIn), "include": d.texts(&r.Include), "exclude": d.texts(&r.Exclude),
		"min": d.count(&r.Min), "max": d.count(&r.Max), "sort": d.text(&sort),
		"each": func(n *yaml.Node, field string) { r.Each = d.each(n, field) },
	})
	if r.Sort = index.Sort(sort); sort != "" && !slices.Contains(index.Sorts[:], r.Sort) {
		known := make([]string, len(index.Sorts))
		for i, s := range index.Sorts {
			known[i] = string(s)
		}
		d.wrong(n, join(field, "sort"), "%q is no order%s", sort, nearest(sort, known))
	}
	return r
}

// each reads a condition on the data of products.
func (d *decoder) each(n *yaml.Node, field string) *index.Constraints {
	c := &index.Constraints{}
	d.pairs(n, field, func(key string, k, v *yaml.Node) {
		switch key {
		case "text", "sort":
			d.wrong(k, join(field, key), "is no condition on a product")
		case "not":
			if !d.nested(k, field) {
				c.Not = d.each(v, join(field, key))
			}
		default:
			if err := c.Set(data.OptionKey(key), asConstraint(key, d.value(v, join(field, key)))); err != nil {
				d.wrong(v, join(field, key), "cannot be a condition: %v", err)
			}
		}
	})
	return c
}

func (d *decoder) cart(n *yaml.Node, field string) *Cart {
	c := &Cart{Totals: map[string]float64{}}
	known := fields{
		"lines": d.counts(&c.Lines),
		"coupon": func(n *yaml.Node, field string) {
			c.Coupon = new(string)
			d.text(c.Coupon)(n, field)
		},
	}
	for _, key := range totals {
		known[key] = func(n *yaml.Node, field string) { c.Totals[key] = d.number(n, field) }
	}
	d.object(n, field, known)
	return c
}

// order reads true or false, or what an order is.
func (d *decoder) order(n *yaml.Node, field string) *Order {
	o := &Order{There: true, Fields: map[string]any{}}
	if n.Kind == yaml.ScalarNode {
		o.There = d.flag(n, field)
		return o
	}
	known := fields{"lines": d.counts(&o.Lines)}
	for _, key := range orderFields {
		known[key] = func(n *yaml.Node, field string) { o.Fields[key] = d.value(n, field) }
	}
	d.object(n, field, known)
	return o
}

func (d *decoder) words(n *yaml.Node, field string) *Words {
	w := &Words{}
	d.object(n, field, fields{"all": d.patterns(&w.All), "any": d.patterns(&w.Any), "none": d.patterns(&w.None)})
	return w
}

// patterns reads regular expressions.
func (d *decoder) patterns(to *[]string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		d.texts(to)(n, field)
		for _, p := range *to {
			if _, err := pattern(p); err != nil {
				d.wrong(n, field, "%q is no regular expression: %v", p, err)
			}
		}
	}
}

// pattern compiles a regular expression without case.
func pattern(p string) (*regexp.Regexp, error) { return regexp.Compile("(?i)" + p) }

// handoff reads true or false, or a state, by itself or as {state: waiting}.
func (d *decoder) handoff(n *yaml.Node, field string) *Handoff {
	if n.Kind == yaml.MappingNode {
		h := &Handoff{There: true}
		d.object(n, field, fields{"state": func(n *yaml.Node, field string) { h = d.handoff(n, field) }})
		return h
	}
	if slices.Contains([]string{"waiting", "active", "closed"}, n.Value) {
		return &Handoff{There: true, State: n.Value}
	}
	return &Handoff{There: d.flag(n, field)}
}

func (d *decoder) flag(n *yaml.Node, field string) bool {
	switch {
	case n.Tag == "!!null", strings.EqualFold(n.Value, "false"):
		return false
	case strings.EqualFold(n.Value, "true"):
		return true
	}
	d.wrong(n, field, "must be true or false")
	return false
}

func (d *decoder) state(n *yaml.Node, field string) *State {
	s := &State{}
	d.object(n, field, fields{"order_count": d.count(&s.Orders), "stock": d.counts(&s.Stock)})
	return s
}
