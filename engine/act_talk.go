package engine

import (
	"context"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// talk says what needs nothing looked up.
func (t *turn) talk(_ context.Context, m *dialog.Move) error {
	switch m.Topic {
	case "help", "commands":
		t.act("show_help")
	case "safety":
		t.act("safe_message")
	case "out_of_scope":
		t.act("decline")
		if t.foreign() {
			t.say("language", nil)
			return nil
		}
	default:
		t.act("small_talk")
	}
	t.say(t.inPassing(m.Topic), nil)
	return nil
}

// inPassing is what is said of small talk beside something else: "never mind, show me
// headphones" needs no words for the first half.
func (t *turn) inPassing(topic string) string {
	if len(t.meaning.Parts) == 1 {
		return topic
	}
	switch topic {
	case "deny", "dropped", "affirm":
		return ""
	case "greeting", "thanks":
		return topic + ".short"
	}
	return topic
}

func (t *turn) foreign() bool { return t.meaning.Language != "" && t.meaning.Language != "en" }

// unclear asks to rephrase, with examples; the second time in a row it offers a person. Before
// that, a policy that clearly answers or products that say all of the words are taken as what
// was meant.
func (t *turn) unclear(ctx context.Context, m *dialog.Move) error {
	if found, err := t.rescue(ctx, m); found || err != nil {
		return err
	}
	t.outcome = "unclear"
	t.act("ask_clarify")
	t.unsure(m)
	switch {
	case t.foreign():
		t.say("language", nil)
	case m.Topic == "again":
		t.say("unclear.again", Args{"examples": t.examples()})
		t.reply.Ask = &Ask{Slot: "message", Slots: []string{"message"}, Options: []AskOption{{Label: "Talk to a person", Send: "I want to talk to a person"}}}
	default:
		t.say("unclear", Args{"examples": t.examples()})
	}
	return nil
}

// rescue answers a message whose intent was not understood by what its words find.
func (t *turn) rescue(ctx context.Context, m *dialog.Move) (bool, error) {
	if t.foreign() {
		return false, nil
	}
	if t.policy(m) {
		t.conv.state.Misses = 0
		return true, nil
	}
	if m.Want.Empty() || !t.e.features().Search {
		return false, nil
	}
	res, cards, err := t.search(ctx, index.Query{Constraints: m.Want, Size: pageSize, Facets: facetKeys})
	if err != nil || len(cards) == 0 || res.Level != index.LevelAll && res.Level != index.LevelConstraints {
		return false, err
	}
	t.conv.state.Misses = 0
	t.conv.state.Search, t.conv.state.Active = m.Want.Clone(), true
	t.intent(nlu.SearchProduct, dialog.BandHedge)
	m.Intent, m.Hedge = nlu.SearchProduct, true
	t.list(m, res, cards)
	return true, nil
}

// unsure puts "unclear" in the place of a reading too unsure to be acted on.
func (t *turn) unsure(m *dialog.Move) {
	for i, in := range t.reply.Intents {
		if in.Name == m.Intent {
			t.reply.Intents[i].Name = nlu.Unclear
			return
		}
	}
	t.intent(nlu.Unclear, 0)
}

// examples are things to say that work in this shop: its fullest categories and its policies.
func (t *turn) examples() string {
	var out []string
	for _, c := range t.topCategories(2) {
		out = append(out, `"show me `+t.categoryWords(c.Path)+`"`)
	}
	if q := t.view.policies.sample(); q != "" {
		out = append(out, `"`+strings.ToLower(q[:1])+q[1:]+`"`)
	}
	if len(out) == 0 {
		out = append(out, `"help"`)
	}
	return t.view.loc.List(out, "or")
}

// topCategories are the n leaf categories with the most products, those whose label is a
// plural and makes a good example: "show me headphones".
func (t *turn) topCategories(n int) []data.Category {
	list := t.categories()
	var out []data.Category
	for i, c := range list {
		leaf := i+1 == len(list) || !data.Within(list[i+1].Path, c.Path)
		if !leaf || c.Count == 0 || !strings.HasSuffix(c.Label, "s") {
			continue
		}
		at := len(out)
		for at > 0 && out[at-1].Count < c.Count {
			at--
		}
		out = append(out[:at], append([]data.Category{c}, out[at:]...)...)
		out = out[:min(len(out), n)]
	}
	return out
}

// clarify shows the readings of a message that could mean either.
func (t *turn) clarify(_ context.Context, m *dialog.Move) error {
	if (m.Intent == nlu.FAQ || slices.Contains(m.Others, nlu.FAQ) || asksSomething(m.Question)) && t.policy(m) {
		return nil
	}
	t.act("ask_clarify")
	t.say("clarify", Args{"first": t.reading(m.Intent), "second": t.reading(m.Others[0])})
	ask := &Ask{Slot: "intent", Slots: []string{"intent"}}
	for _, intent := range []string{m.Intent, m.Others[0]} {
		if send := t.plainly(intent, m); send != "" {
			ask.Options = append(ask.Options, AskOption{Label: data.CategoryLabel(t.reading(intent)), Send: send})
		}
	}
	t.reply.Ask = ask
	t.tell("ask", map[string]any{"ask": ask})
	return nil
}

// plainly says an intent in words that are not in doubt; empty where it needs more than the
// message gives.
func (t *turn) plainly(intent string, m *dialog.Move) string {
	switch intent {
	case nlu.SearchProduct, nlu.RefineSearch, nlu.Recommend:
		if m.Question != "" {
			return "I am looking for " + m.Question
		}
	case nlu.ProductDetail, nlu.PriceInquiry, nlu.StockInquiry:
		if f := t.conv.state.Focus; f != nil {
			return "tell me about the " + f.Title
		}
	}
	return plain[intent]
}

// plain are messages that leave no doubt about the intent behind them.
var plain = map[string]string{
	nlu.CompareProducts: "compare the first two", nlu.ViewCart: "show my cart", nlu.PromotionInquiry: "what discounts are there?",
	nlu.HumanHandoff: "I want to talk to a person", nlu.Reset: "start over", nlu.Help: "help", nlu.Explain: "why did you show me that?",
	nlu.OrderStatus: "where is my order?", nlu.ReturnRequest: "I want to return something", nlu.CancelOrder: "cancel my order",
}

// readings say an intent as something to do.
var readings = map[string]string{
	nlu.SearchProduct: "search for products", nlu.RefineSearch: "narrow the search", nlu.ProductDetail: "know more about a product",
	nlu.PriceInquiry: "know a price", nlu.StockInquiry: "know what is in stock", nlu.PromotionInquiry: "know about discounts",
	nlu.CompareProducts: "compare products", nlu.Recommend: "get a recommendation", nlu.AddToCart: "add something to your cart",
	nlu.UpdateCart: "change your cart", nlu.ViewCart: "see your cart", nlu.ApplyCoupon: "use a code", nlu.Checkout: "check out",
	nlu.OrderStatus: "know where an order is", nlu.OrderHistory: "see your orders", nlu.CancelOrder: "cancel an order",
	nlu.ModifyOrder: "change an order", nlu.ReturnRequest: "return something", nlu.FAQ: "know about our policies",
	nlu.HumanHandoff: "talk to a person", nlu.Reset: "start over", nlu.Explain: "know why I showed that",
	nlu.Help: "know what I can do",
}

func (t *turn) reading(intent string) string {
	if r := readings[intent]; r != "" {
		return r
	}
	return "chat"
}

// askWhich asks which product is meant, with those shown as answers.
func (t *turn) askWhich(_ context.Context, m *dialog.Move) error {
	t.act("ask_clarify")
	ask := &Ask{Slot: "product", Slots: []string{"product"}}
	for i, p := range t.conv.state.Shown {
		if i < 4 {
			ask.Options = append(ask.Options, AskOption{Label: p.Title, Send: ordinals[i]})
		}
	}
	t.reply.Ask = ask
	t.tell("ask", map[string]any{"ask": ask})
	key := "ask.which"
	if m.Topic != "" {
		key += "." + m.Topic
	}
	if m.Topic == "beyond" && len(t.conv.state.Shown) == 0 {
		key = "ask.which.none"
	}
	t.say(key, Args{"count": itoa(len(t.conv.state.Shown))})
	return nil
}

var ordinals = [...]string{"the first one", "the second one", "the third one", "the fourth one"}

// askKind asks what kind of product a wish is about, with the fullest categories as answers.
func (t *turn) askKind(_ context.Context, m *dialog.Move) error {
	if asksSomething(m.Question) && t.policy(m) {
		return nil
	}
	t.act("ask_clarify")
	ask := &Ask{Slot: "category", Slots: []string{"category"}}
	for _, c := range t.topCategories(5) {
		words := t.categoryWords(c.Path)
		ask.Options = append(ask.Options, AskOption{Label: t.label(c.Path), Send: "show me " + words})
	}
	t.reply.Ask = ask
	t.tell("ask", map[string]any{"ask": ask})
	if m.Topic != "" {
		t.say("ask.need", nil)
	} else {
		t.say("ask.kind", nil)
	}
	return nil
}

// restart forgets the conversation and keeps the cart.
func (t *turn) restart(_ context.Context, _ *dialog.Move) error {
	t.act("state_reset")
	t.conv.state.Forget()
	t.say("reset", nil)
	return nil
}

// explain says why the last list was shown.
func (t *turn) explain(_ context.Context, _ *dialog.Move) error {
	t.act("show_explanation")
	s := &t.conv.state
	if len(s.Shown) == 0 {
		t.say("explain.none", nil)
		return nil
	}
	var reasons []string
	for i, w := range s.Why {
		if i == 3 {
			break
		}
		terms := ""
		if len(w.Terms) > 0 {
			terms = ` ("` + strings.Join(w.Terms, " ") + `")`
		}
		if len(w.Fields) > 0 {
			reasons = append(reasons, t.phrase("explain.reason", Args{"title": s.Shown[i].Title, "fields": t.view.loc.List(w.Fields, "and"), "terms": terms}))
		}
	}
	t.say("explain", Args{"what": t.describe(&s.Search), "reasons": strings.Join(reasons, " ")})
	return nil
}

// handoff asks for a person.
func (t *turn) handoff(ctx context.Context, _ *dialog.Move) error {
	t.act("handoff")
	key := "handoff"
	if t.conv.Handoff.State == "" || t.conv.Handoff.State == "closed" {
		t.conv.Handoff = data.Handoff{State: "waiting", Since: t.conv.LastSeen}
		t.e.meter.Handoff("asked")
		if err := t.e.store.LogEvents(ctx, data.Event{At: t.conv.LastSeen, Kind: "handoff", Session: t.conv.ID, Detail: "{}"}); err != nil {
			t.e.fell(ctx, "event", err)
		}
	} else {
		key = "handoff.waiting"
	}
	t.reply.Handoff = t.view.handoff(t.conv.Handoff)
	t.tell("handoff", map[string]any{"handoff": t.reply.Handoff})
	hours := ""
	if h := t.view.shop.Hours; h != "" {
		hours = "Someone is there " + t.Cite("shop", "shop", "hours", h) + ". "
	}
	t.say(key, Args{"hours": hours, "email": t.contact()})
	return nil
}

// contact is a clause with the shop's address, empty when it has none.
func (t *turn) contact() string {
	if t.view.shop.Email == "" {
		return ""
	}
	return t.phrase("contact", Args{"address": t.Cite("shop", "shop", "email", t.view.shop.Email)})
}

// decline says what the chat cannot do, or what a policy says about it.
func (t *turn) decline(ctx context.Context, m *dialog.Move) error {
	if m.Topic == "checkout" && len(t.conv.cart.Lines) == 0 {
		t.act("show_cart")
		t.say("cart.empty", nil)
		return t.showCart(ctx)
	}
	if m.Topic != "checkout" && t.policy(m) {
		return nil
	}
	t.act("decline")
	t.say("decline."+m.Topic, Args{"email": t.contact()})
	return nil
}

func (t *turn) verbose(_ context.Context, _ *dialog.Move) error {
	s := &t.conv.state
	s.Verbose = !s.Verbose
	t.act("show_help")
	if s.Verbose {
		t.say("verbose.on", nil)
	} else {
		t.say("verbose.off", nil)
	}
	return nil
}

func (t *turn) status(_ context.Context, _ *dialog.Move) error {
	t.act("show_help")
	t.say("status", Args{"turns": itoa(t.reply.Turn), "lines": itoa(len(t.conv.cart.Lines))})
	return nil
}

// history lists the last messages of this conversation.
func (t *turn) history(ctx context.Context, _ *dialog.Move) error {
	t.act("show_help")
	turns, err := t.e.store.Turns(ctx, t.conv.ID, max(0, t.conv.Turns-10), 10)
	if err != nil {
		return err
	}
	if len(turns) == 0 {
		t.say("history.none", nil)
		return nil
	}
	list := make([]string, len(turns))
	for i, u := range turns {
		list[i] = `"` + cut(u.Message, 80) + `"`
	}
	t.say("history", Args{"list": t.view.loc.List(list, "and")})
	return nil
}

// debugOn shows the full trace of this turn.
func (t *turn) debugOn(_ context.Context, _ *dialog.Move) error {
	t.act("show_explanation")
	if len(t.conv.state.Shown) == 0 {
		t.say("explain.none", nil)
		return nil
	}
	t.say("explain", Args{"what": t.describe(&t.conv.state.Search), "reasons": ""})
	return nil
}
