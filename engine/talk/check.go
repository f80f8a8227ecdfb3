package talk

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
	"shoptalk/engine"
)

// checker compares one reply, and the room after it, with what is expected.
type checker struct {
	ctx     context.Context // of the one check this value lives for
	room    *Room
	reply   *engine.Reply
	n       int
	message string
	found   []Difference
}

func (c *checker) differ(key, want, got string) {
	c.found = append(c.found, Difference{Turn: c.n, Message: c.message, Key: key, Want: want, Got: got})
}

// names checks that one of the names there is wanted.
func (c *checker) names(key string, want, got []string) {
	if len(want) == 0 || slices.ContainsFunc(got, func(s string) bool { return slices.Contains(want, s) }) {
		return
	}
	c.differ(key, either(want), listed(got))
}

// constraints checks that the wanted constraints are active and the absent ones are not.
func (c *checker) constraints(want map[string]any, absent []string) {
	active := outside(c.reply.Constraints)
	for _, d := range missing("constraints", want, active) {
		c.differ(d.Key, d.Want, d.Got)
	}
	for _, key := range absent {
		at := active
		if inner, ok := strings.CutPrefix(key, "not."); ok {
			at, _ = active["not"].(map[string]any)
			key = inner
		}
		if v, ok := at[data.OptionKey(key)]; ok {
			c.differ("constraints_absent", "no "+key, show(v))
		}
	}
}

// outside is a value as programs outside see it.
func outside(v any) map[string]any {
	out := map[string]any{}
	if b, err := json.Marshal(v); err == nil {
		_ = json.Unmarshal(b, &out) // what was just written can be read
	}
	return out
}

// missing lists what is wanted and not there. Lists are compared as sets without case, a
// single value being a list of one.
func missing(field string, want, got map[string]any) []Difference {
	var out []Difference
	for _, key := range slices.Sorted(maps.Keys(want)) {
		at := join(field, key)
		if inner, ok := want[key].(map[string]any); ok {
			there, _ := got[key].(map[string]any)
			out = append(out, missing(at, inner, there)...)
			continue
		}
		if !same(want[key], got[key]) {
			out = append(out, Difference{Key: at, Want: show(want[key]), Got: show(got[key])})
		}
	}
	return out
}

// same tells whether two values say the same: as numbers, else as sets of texts without case.
func same(a, b any) bool {
	x, isX := a.(float64)
	y, isY := b.(float64)
	if isX && isY {
		return math.Abs(x-y) < 1e-9
	}
	return slices.Equal(set(a), set(b))
}

// set is a value as a sorted list of lower-case texts.
func set(v any) []string {
	var out []string
	switch v := v.(type) {
	case nil:
	case []any:
		for _, e := range v {
			out = append(out, set(e)...)
		}
	default:
		out = append(out, strings.ToLower(scalar(v)))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func scalar(v any) string {
	if n, ok := v.(float64); ok {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// slots checks what the reply asks for.
func (c *checker) slots(want *[]string) {
	if want == nil {
		return
	}
	var got []string
	if c.reply.Ask != nil {
		got = c.reply.Ask.Slots
	}
	if len(*want) == 0 && len(got) > 0 {
		c.differ("slots_asked", "nothing", listed(got))
	}
	for _, slot := range *want {
		if !slices.Contains(got, slot) {
			c.differ("slots_asked", slot, listed(got))
		}
	}
}

// nowhere stands for no policy at all.
const nowhere = "-"

func (c *checker) source(want []string) {
	got := []string{}
	for _, s := range c.reply.Citations {
		if s.Kind == "policy" {
			got = append(got, s.ID)
		}
	}
	if len(got) == 0 && slices.Contains(want, nowhere) {
		return
	}
	c.names("source", want, got)
}

// words checks the regular expressions.
func (c *checker) words(w *Words) {
	if w == nil {
		return
	}
	text := spoken(c.reply)
	says := func(p string) bool {
		re, err := pattern(p)
		return err == nil && re.MatchString(text)
	}
	for _, p := range w.All {
		if !says(p) {
			c.differ("reply.all", "/"+p+"/", strconv.Quote(text))
		}
	}
	if len(w.Any) > 0 && !slices.ContainsFunc(w.Any, says) {
		c.differ("reply.any", either(w.Any), strconv.Quote(text))
	}
	for _, p := range w.None {
		if says(p) {
			c.differ("reply.none", "nothing like /"+p+"/", strconv.Quote(text))
		}
	}
}

// spoken is what a shopper reads: the text and, line by line, the cards.
func spoken(r *engine.Reply) string {
	lines := []string{r.Text}
	for _, p := range slices.Concat(r.Products, r.Alternatives) {
		line := []string{p.Title, p.Brand, p.Price.Display}
		if p.Variant != nil {
			for _, k := range slices.Sorted(maps.Keys(p.Variant.Options)) {
				line = append(line, p.Variant.Options[k])
			}
		}
		for _, o := range p.Options {
			line = append(line, o.Values...)
		}
		lines = append(lines, strings.Join(line, " "))
	}
	return strings.Join(lines, "\n")
}

func (c *checker) handoff(want *Handoff) {
	if want == nil {
		return
	}
	state := "none"
	if c.reply.Handoff != nil {
		state = c.reply.Handoff.State
	}
	there := state != "none" && state != "closed"
	switch {
	case want.State != "" && want.State != state:
		c.differ("handoff", want.State, state)
	case want.State == "" && want.There != there:
		c.differ("handoff", strconv.FormatBool(want.There), state)
	}
}

// show writes a value for a person.
func show(v any) string {
	if v == nil {
		return "nothing"
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

func either(list []string) string { return strings.Join(list, " or ") }

func listed(list []string) string {
	if len(list) == 0 {
		return "nothing"
	}
	return strings.Join(list, ", ")
}
