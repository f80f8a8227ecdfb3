package web

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine"
)

// chatTurn is a message and its reply as the page shows them.
type chatTurn struct {
	Message string
	*engine.Reply
	Lines      []string   // of the text, without those that only list the cards
	Cards      []chatCard // the products of the reply
	Near       []chatCard // its alternatives
	Comparison *chatComparison
	Sources    []string
}

// chatCard is a product in a conversation.
type chatCard struct {
	shopCard
	Words   string // of the variant: "Blue, 10"
	Stock   string // in words
	State   string // in, low, out
	Because string // why it was shown; may be empty
}

// chatComparison sets products side by side.
type chatComparison struct {
	Products []link
	Rows     []chatRow
}

// chatRow is one field of a comparison.
type chatRow struct {
	Label string
	Cells []chatCell
}

// chatCell is one product's value.
type chatCell struct {
	Value  string
	Better bool
}

// listed is a line of a reply that says what a card shows.
var listed = regexp.MustCompile(`^\d+\. `)

// showTurn shows a turn as it was; of a reply that cannot be read, its text is left.
func showTurn(t *data.Turn, policies map[string]string) chatTurn {
	reply := &engine.Reply{}
	if err := json.Unmarshal(t.Reply, reply); err != nil {
		reply = &engine.Reply{}
	}
	reply.Turn, reply.Text = t.N, t.Text
	out := chatTurn{
		Message: t.Message, Reply: reply, Sources: sources(reply.Citations, policies),
		Cards: chatCards(reply.Products), Near: chatCards(reply.Alternatives), Comparison: showComparison(reply),
	}
	cards := len(out.Cards)+len(out.Near) > 0
	for line := range strings.SplitSeq(reply.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" && !(cards && listed.MatchString(line)) {
			out.Lines = append(out.Lines, line)
		}
	}
	return out
}

func chatCards(list []engine.Card) []chatCard {
	out := make([]chatCard, len(list))
	for i, c := range shopCards(list) {
		out[i] = chatCard{shopCard: c, Because: because(&c.Card)}
		out[i].Stock, out[i].State = cardStock(&c.Card)
		if c.Variant != nil {
			out[i].Words = optionWords(&c.Card)
		}
	}
	return out
}

// fewLeft is the stock of a variant below which its number is said.
const fewLeft = 5

// cardStock says whether a card's product can be bought: in words, and as in, low or out.
func cardStock(c *engine.Card) (words, state string) {
	switch {
	case !c.InStock:
		return "Sold out", "out"
	case c.Variant != nil && c.Variant.Stock != nil && *c.Variant.Stock > 0 && *c.Variant.Stock <= fewLeft:
		return fmt.Sprintf("Only %d left", *c.Variant.Stock), "low"
	}
	return "In stock", "in"
}

// optionWords names the options of a card's variant in the shop's order.
func optionWords(c *engine.Card) string {
	var words []string
	for _, o := range c.Options {
		if v := c.Variant.Options[o.Key]; v != "" {
			words = append(words, v)
		}
	}
	return strings.Join(words, ", ")
}

// because says what of a product matched.
func because(c *engine.Card) string {
	switch {
	case c.Why == nil || len(c.Why.Fields) == 0:
		return ""
	case len(c.Why.Terms) == 0:
		return "Matches by " + strings.Join(c.Why.Fields, ", ") + "."
	}
	return "“" + strings.Join(c.Why.Terms, " ") + "” is in its " + strings.Join(c.Why.Fields, ", ") + "."
}

func showComparison(r *engine.Reply) *chatComparison {
	if r.Comparison == nil || len(r.Comparison.Rows) == 0 {
		return nil
	}
	out := &chatComparison{}
	for _, handle := range r.Comparison.Products {
		l := link{handle, "/p/" + handle}
		if i := slices.IndexFunc(r.Products, func(c engine.Card) bool { return c.Handle == handle }); i >= 0 {
			l.Label = r.Products[i].Title
		}
		out.Products = append(out.Products, l)
	}
	for _, row := range r.Comparison.Rows {
		shown := chatRow{Label: row.Label}
		for i, v := range row.Values {
			shown.Cells = append(shown.Cells, chatCell{v, row.Better != nil && *row.Better == i})
		}
		out.Rows = append(out.Rows, shown)
	}
	return out
}

// sources names what a reply rests on, each once. Products have cards and are left out.
func sources(citations []engine.Citation, policies map[string]string) []string {
	var out []string
	for _, c := range citations {
		label := ""
		switch c.Kind {
		case "policy":
			label = "Policy: " + policies[c.ID]
			if policies[c.ID] == "" {
				label = "Policy: " + c.ID
			}
		case "shop":
			label = "Shop details"
		case "order":
			label = "Order " + c.ID
		case "coupon":
			label = "Code " + c.ID
		}
		if label != "" && !slices.Contains(out, label) {
			out = append(out, label)
		}
	}
	return out
}
