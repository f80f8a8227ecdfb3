package engine

import (
	"context"
	"slices"
	"strings"

	"shoptalk/data/lexicon"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// nothing says so, and shows what comes closest apart from the products.
func (t *turn) nothing(ctx context.Context, m *dialog.Move, res index.Result) error {
	t.act("show_no_results")
	if m.Offset > 0 {
		t.say("found.end", Args{"what": t.describe(&m.Want)})
		return nil
	}
	if m.Hedge && t.nonsense(&m.Want, m.Question) {
		t.reply.Actions = slices.DeleteFunc(t.reply.Actions, func(a string) bool { return a == "show_no_results" })
		t.conv.state.Active = false
		t.conv.state.Search = index.Constraints{}
		lost := dialog.Move{Kind: dialog.Unclear, Intent: m.Intent}
		if t.conv.state.Missed() {
			lost.Topic = "again"
		}
		return t.unclear(ctx, &lost)
	}
	t.conv.state.Found()
	if m.Intent == nlu.SearchProduct && len(m.Want.Values) == 0 && asksSomething(m.Question) && t.policy(m) {
		t.reply.Actions = slices.DeleteFunc(t.reply.Actions, func(a string) bool { return a == "show_no_results" })
		return nil
	}
	t.outcome = "no_results"
	t.reply.Total = 0
	t.conv.state.Saw(nil, 0, 0, nil)
	t.say("found.none", Args{"what": t.describe(&m.Want)})
	near, err := t.e.cards(ctx, t.view, nearMisses(&m.Want, &res))
	if err != nil {
		return err
	}
	if len(near) == 0 {
		t.say("found.none.hint", nil)
		return nil
	}
	t.reply.Alternatives = near
	lines := []string{t.phrase("found.near", Args{"dropped": t.dropped(&m.Want, res.Dropped)})}
	for i := range near[:min(len(near), textLines)] {
		lines = append(lines, t.line(i+1, &near[i], 0))
	}
	t.said = append(t.said, strings.Join(lines, "\n"))
	t.remember(0, len(near), near)
	return nil
}

// nonsense tells whether a message is nothing but words that neither the catalog nor the
// language knows: "blorp", not "do you sell unicorns?".
func (t *turn) nonsense(c *index.Constraints, message string) bool {
	if !c.OnlyText() || len(strings.Fields(c.Text)) < len(strings.Fields(message)) {
		return false
	}
	for w := range strings.FieldsSeq(c.Text) {
		if t.e.index.Vocabulary().Known(w) > 0 || lexicon.English().Knows(w) || lexicon.English().Knows(lexicon.English().Singular(w)) {
			return false
		}
	}
	return true
}

// asksSomething tells whether words are put as a question, not as a wish.
func asksSomething(words string) bool {
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	switch first {
	case "what", "what's", "whats", "how", "when", "where", "who", "why", "which", "is", "are", "do", "does", "can", "could", "will", "would", "may":
		return true
	}
	return strings.HasSuffix(strings.TrimSpace(words), "?")
}

// nearMisses are the alternatives worth showing: those for which something was kept of what
// tells one kind of product from another.
func nearMisses(want *index.Constraints, res *index.Result) []index.Hit {
	kept := (want.Text != "" && !slices.Contains(res.Dropped, "text")) ||
		(len(want.Category) > 0 && !slices.Contains(res.Dropped, "category")) ||
		(len(want.Brand) > 0 && !slices.Contains(res.Dropped, "brand"))
	if !kept && (want.Text != "" || len(want.Category) > 0) {
		return nil
	}
	return res.Alternatives
}

// dropped names the constraints that alternatives do without.
func (t *turn) dropped(c *index.Constraints, keys []string) string {
	only := index.Constraints{}
	for _, k := range keys {
		copyKey(&only, c, k)
	}
	if only.Empty() {
		return "some of that"
	}
	return "“" + t.describe(&only) + "”"
}

// copyKey copies one constraint by its outside key.
func copyKey(to, from *index.Constraints, key string) {
	switch base := strings.TrimSuffix(strings.TrimSuffix(key, "_gte"), "_lte"); {
	case strings.HasPrefix(key, "not.") && from.Not != nil:
		if to.Not == nil {
			to.Not = &index.Constraints{}
		}
		copyKey(to.Not, from.Not, strings.TrimPrefix(key, "not."))
	case key == "text":
		to.Text = from.Text
	case key == "category":
		to.Category = from.Category
	case key == "brand":
		to.Brand = from.Brand
	case strings.HasPrefix(key, "price"):
		to.PriceGT, to.PriceGTE, to.PriceLT, to.PriceLTE = from.PriceGT, from.PriceGTE, from.PriceLT, from.PriceLTE
	case strings.HasPrefix(key, "rating"):
		to.Rating = from.Rating
	case key == "in_stock":
		to.InStock = from.InStock
	case len(from.Values[key]) > 0:
		if to.Values == nil {
			to.Values = map[string][]string{}
		}
		to.Values[key] = from.Values[key]
	default:
		if b, ok := from.Numbers[base]; ok {
			if to.Numbers == nil {
				to.Numbers = map[string]index.Bounds{}
			}
			to.Numbers[base] = b
		}
	}
}
