package engine

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"shoptalk/data"
	"shoptalk/data/meter"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
)

// turn is the working memory of one message being answered.
type turn struct {
	*Evidence
	e        *Engine
	in       Turn
	view     *view
	conv     *conversation
	words    *Wording
	meaning  nlu.Meaning
	reply    *Reply
	said     []string // paragraphs, in order
	outcome  string   // for the metrics: "ok", "no_results", "unclear", "trouble"
	searches []data.Search
	tree     []data.Category // read once a turn; see categories
	acct     *meter.Account
	debug    bool
}

// maxText is the longest text of a reply, in runes.
const maxText = 1200

func (e *Engine) respond(ctx context.Context, in Turn) (*Reply, error) {
	start := time.Now()
	acct := &meter.Account{}
	ctx = meter.With(ctx, acct)
	stop := acct.Stage("store")
	t := &turn{Evidence: &Evidence{}, e: e, in: in, view: e.shelf.view(ctx), conv: e.open(ctx, in.Session), words: english(), acct: acct, outcome: "ok"}
	stop()
	t.begin()
	t.understand()
	for i := range t.meaning.Parts {
		t.do(ctx, &t.meaning.Parts[i])
	}
	t.finish()
	stop = acct.Stage("store")
	err := e.save(ctx, t)
	stop()
	if err != nil {
		return nil, err
	}
	t.measure(start)
	return t.reply, nil
}

func (t *turn) begin() {
	if t.in.Locale != "" {
		t.conv.Locale = cut(t.in.Locale, 35)
	}
	t.reply = &Reply{
		Session: t.conv.ID, Turn: t.conv.Turns + 1,
		Products: []Card{}, Citations: []Citation{}, Suggestions: []string{}, Actions: []string{}, Intents: []Intent{},
	}
	t.tell("session", map[string]any{"session": t.conv.ID, "turn": t.reply.Turn})
}

func (t *turn) tell(event string, value any) {
	if t.in.On != nil {
		t.in.On(event, value)
	}
}

// understand reads the message in the light of the conversation.
func (t *turn) understand() {
	defer t.acct.Stage("understand")()
	c := t.conv.state.Context(len(t.conv.cart.Lines), t.view.shop.Currency, t.view.shop.Locale)
	t.meaning = t.e.reader.Read(t.in.Message, t.e.index.Vocabulary(), c)
	if !t.e.features().Commands {
		t.withoutCommands(c)
	}
	for _, p := range t.meaning.Parts {
		for _, in := range p.Intents {
			t.intent(in.Name, in.Confidence)
		}
	}
	if slices.ContainsFunc(t.meaning.Parts, func(p nlu.Part) bool { return !p.Want.Empty() }) {
		t.reply.Assumed = t.meaning.Assumed // of words that count
	}
	t.startTrace()
	t.tell("intent", map[string]any{"intents": t.reply.Intents})
}

// withoutCommands reads "/cart" as the word it is.
func (t *turn) withoutCommands(c nlu.Context) {
	if len(t.meaning.Parts) == 1 && t.meaning.Parts[0].Command != "" {
		t.meaning = t.e.reader.Read(strings.TrimLeft(t.in.Message, "/ "), t.e.index.Vocabulary(), c)
	}
}

// intent adds a reading to the reply, once.
func (t *turn) intent(name string, confidence float64) {
	if !slices.ContainsFunc(t.reply.Intents, func(in Intent) bool { return in.Name == name }) {
		t.reply.Intents = append(t.reply.Intents, Intent{Name: name, Confidence: confidence})
	}
}

func (t *turn) act(action string) {
	if !slices.Contains(t.reply.Actions, action) {
		t.reply.Actions = append(t.reply.Actions, action)
	}
}

// say adds a paragraph. The variant is chosen by the number of the turn, so that a
// conversation played again reads the same.
func (t *turn) say(key string, args Args) {
	if s := t.phrase(key, args); s != "" {
		t.said = append(t.said, s)
	}
}

func (t *turn) phrase(key string, args Args) string {
	if args == nil {
		args = Args{}
	}
	if _, ok := args["shop"]; !ok {
		args["shop"] = t.view.shop.Name
	}
	return t.words.Say(key, t.reply.Turn-1, args)
}

// do decides about one part of the message and carries it out.
func (t *turn) do(ctx context.Context, p *nlu.Part) {
	if len(t.meaning.Parts) > 1 && t.conv.state.Pending != nil && hesitates(p) {
		return // "wait, how much is delivery?" takes nothing back
	}
	env := dialog.Env{Currency: t.view.shop.Currency, Multi: t.e.multi, Option: t.e.option}
	m := t.conv.state.Decide(p, strings.TrimSpace(t.meaning.Text[p.Start:p.End]), env)
	t.carryOut(ctx, &m)
	t.foreignMoney(p)
}

// hesitates tells whether a part is no more than a word before the real one.
func hesitates(p *nlu.Part) bool {
	return p.Intents[0].Name == nlu.Deny && p.Want.Empty() && len(p.Refs) == 0 && p.End-p.Start <= len("hold on a sec")
}

// foreignMoney says that an amount in another currency was left aside: nothing is converted.
func (t *turn) foreignMoney(p *nlu.Part) {
	for _, s := range p.Slots {
		if s.Kind == nlu.SlotCurrency {
			t.say("currency", Args{"typed": t.meaning.Text[s.Start:s.End], "currency": t.Cite("shop", "shop", "currency", t.view.shop.Currency)})
			return
		}
	}
}

// carryOut does what a move says. A failure is answered with an apology; what had been done
// before stays said.
func (t *turn) carryOut(ctx context.Context, m *dialog.Move) {
	defer t.acct.Stage("act")()
	t.traceRules(m)
	if err := t.actOf(m.Kind)(ctx, m); err != nil {
		t.e.fell(ctx, "act", err)
		t.outcome = "trouble"
		t.act("say_unknown")
		t.say("trouble", nil)
	}
}

// actOf says which function carries out a move.
func (t *turn) actOf(kind dialog.MoveKind) func(context.Context, *dialog.Move) error {
	switch kind {
	case dialog.Find:
		return t.find
	case dialog.Show:
		return t.show
	case dialog.Compare:
		return t.compare
	case dialog.AddCart:
		return t.addCart
	case dialog.SetCart:
		return t.setCart
	case dialog.EmptyCart:
		return t.emptyCart
	case dialog.ViewCart:
		return t.viewCart
	case dialog.Coupon:
		return t.coupon
	case dialog.Answer:
		return t.answer
	case dialog.Promote:
		return t.promote
	case dialog.Talk:
		return t.talk
	case dialog.AskWhich:
		return t.askWhich
	case dialog.AskKind:
		return t.askKind
	case dialog.Clarify:
		return t.clarify
	case dialog.Restart:
		return t.restart
	case dialog.Explain:
		return t.explain
	case dialog.Handoff:
		return t.handoff
	case dialog.Decline:
		return t.decline
	case dialog.Verbose:
		return t.verbose
	case dialog.Debug:
		return t.debugOn
	case dialog.Status:
		return t.status
	case dialog.History:
		return t.history
	}
	return t.unclear
}

// finish puts the reply together.
func (t *turn) finish() {
	defer t.acct.Stage("say")()
	t.sayAssumed()
	t.reply.Constraints = t.conv.state.Search.Clone()
	t.reply.Citations = t.Citations()
	t.reply.Suggestions = t.suggestions()
	if t.reply.Handoff == nil {
		t.reply.Handoff = t.view.handoff(t.conv.Handoff)
	}
	t.reply.Text = cut(strings.Join(t.said, "\n\n"), maxText)
	if t.reply.Text == "" {
		t.say("unclear", Args{"examples": t.examples()})
		t.reply.Text = cut(strings.Join(t.said, "\n\n"), maxText)
	}
}

// sayAssumed says first which words were read differently from how they were typed.
func (t *turn) sayAssumed() {
	if len(t.reply.Assumed) == 0 {
		return
	}
	read := make([]string, len(t.reply.Assumed))
	for i, a := range t.reply.Assumed {
		read[i] = a.Typed + " as " + a.Read
	}
	t.said = append([]string{t.phrase("assumed", Args{"list": t.view.loc.List(read, "and")})}, t.said...)
}

// record is the turn as it is kept: without times and trace, so that the same conversation
// is kept as the same bytes.
func (t *turn) record() (data.Turn, error) {
	kept := *t.reply
	kept.Timing, kept.Trace = Timing{}, nil
	b, err := json.Marshal(&kept)
	if err != nil {
		return data.Turn{}, err
	}
	return data.Turn{
		Session: t.conv.ID, N: t.reply.Turn, At: t.conv.LastSeen, Message: t.meaning.Text, Text: t.reply.Text,
		Intents: intentNames(t.reply.Intents), Actions: t.reply.Actions, Reply: b,
	}, nil
}

func intentNames(intents []Intent) []string {
	names := make([]string, len(intents))
	for i, in := range intents {
		names[i] = in.Name
	}
	return names
}

// measure closes the account of the turn.
func (t *turn) measure(start time.Time) {
	bill := t.acct.Bill()
	if us, ok := bill.Stages["search"]; ok {
		bill.Stages["act"] -= us // searching is part of acting, and told apart
	}
	t.reply.Timing = Timing{Total: time.Since(start).Microseconds(), Stages: bill.Stages}
	t.endTrace(bill)
	intent := nlu.Unclear
	if len(t.reply.Intents) > 0 {
		intent = t.reply.Intents[0].Name
	}
	stages := make(map[string]time.Duration, len(bill.Stages))
	for k, us := range bill.Stages {
		stages[k] = time.Duration(us) * time.Microsecond
	}
	t.e.meter.Turn(intent, t.outcome, stages)
}
