package engine

import (
	"context"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
)

// answer answers from the policies, or says that they have nothing on it.
func (t *turn) answer(_ context.Context, m *dialog.Move) error {
	t.freeShipping(m)
	if t.policy(m) {
		return nil
	}
	t.act("say_unknown")
	t.outcome = "unknown"
	t.say("faq.unknown", nil)
	t.reply.Ask = &Ask{Slot: "handoff", Slots: []string{"handoff"}, Options: []AskOption{{Label: "Talk to a person", Send: "I want to talk to a person"}}}
	return nil
}

// policy answers from the policy that matches the words of the part, if one does.
func (t *turn) policy(m *dialog.Move) bool {
	p, score, ok := t.view.policies.match(m.Question)
	if !ok {
		return false
	}
	t.act("answer_faq")
	t.intent(nlu.FAQ, score)
	t.said = append(t.said, t.Cite("policy", p.ID, "", p.Answer))
	return true
}

// freeShipping holds a figure of the question against the amount from which the shop sends
// for nothing: "is 55 dollars enough for free shipping?"
func (t *turn) freeShipping(m *dialog.Move) {
	text := strings.ToLower(m.Question)
	if m.Amount == 0 || !strings.Contains(text, "free") || !strings.Contains(text, "ship") && !strings.Contains(text, "deliver") {
		return
	}
	var from data.Money
	for _, s := range t.view.shop.Shipping {
		if s.FreeFrom > 0 && (from == 0 || s.FreeFrom < from) {
			from = s.FreeFrom
		}
	}
	if from == 0 {
		return
	}
	have := data.MoneyOf(m.Amount, t.view.shop.Currency)
	args := Args{"have": t.view.loc.Money(have), "from": t.Cite("shop", "shop", "shipping", t.view.loc.Money(from))}
	if have >= from {
		t.say("shipping.enough", args)
	} else {
		args["missing"] = t.view.loc.Money(from - have)
		t.say("shipping.short", args)
	}
}
