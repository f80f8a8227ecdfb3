package engine

import (
	"context"

	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
)

// answer answers from the policies, or says that they have nothing on it.
func (t *turn) answer(_ context.Context, m *dialog.Move) error {
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
