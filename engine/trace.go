package engine

import (
	"shoptalk/data/meter"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// explaining tells whether this turn's trace is wanted.
func (t *turn) explaining() bool { return t.in.Explain || t.conv.state.Verbose || t.debug }

// startTrace notes how the message was read.
func (t *turn) startTrace() {
	tr := &Trace{Language: t.meaning.Language, Before: t.conv.state.Search.Clone(), Tokens: []string{}, Slots: []TraceSlot{}, Queries: []TraceQuery{}, Intents: []nlu.Intent{}}
	t.reply.Trace = tr
	if len(t.meaning.Parts) == 1 && t.meaning.Parts[0].Command == "debug" {
		t.debug = true
	}
	if !t.explaining() {
		return
	}
	for _, tok := range t.meaning.Tokens {
		tr.Tokens = append(tr.Tokens, tok.Norm)
	}
	for _, p := range t.meaning.Parts {
		tr.Intents = append(append(tr.Intents, p.Intents...), p.Others...)
		for _, s := range p.Slots {
			tr.Slots = append(tr.Slots, TraceSlot{Kind: string(s.Kind), Value: s.Value, Start: s.Start, End: s.End})
		}
	}
}

func (t *turn) traceRules(m *dialog.Move) {
	t.reply.Trace.Rules = append(t.reply.Trace.Rules, string(m.Kind))
	t.reply.Trace.Rules = append(t.reply.Trace.Rules, m.Rules...)
}

func (t *turn) traceQuery(q *index.Query, res *index.Result, cards []Card) {
	if t.explaining() {
		t.reply.Trace.Queries = append(t.reply.Trace.Queries, *traceQuery(q, res, cards))
	}
}

func traceQuery(q *index.Query, res *index.Result, cards []Card) *TraceQuery {
	tq := &TraceQuery{Constraints: q.Constraints, Level: res.Level, Steps: res.Steps, Total: res.Total, Scores: map[string]index.Why{}}
	for _, c := range cards {
		if c.Why != nil {
			tq.Scores[c.Handle] = *c.Why
		}
	}
	return tq
}

// endTrace closes the trace, or takes it off where it is not wanted.
func (t *turn) endTrace(bill meter.Bill) {
	if !t.explaining() {
		t.reply.Trace = nil
		return
	}
	t.reply.Trace.After, t.reply.Trace.Cost = t.conv.state.Search.Clone(), bill
}
