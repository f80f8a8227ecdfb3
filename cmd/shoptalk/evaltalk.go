package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"

	"shoptalk/engine"
	"shoptalk/engine/nlu"
	"shoptalk/engine/talk"
)

// judge measures how messages are understood, each by itself.
func (cmd *evalCmd) judge(c *call, file string, label func(context.Context, *engine.Engine, string) (string, error)) (v talk.Verdict, err error) {
	messages, err := readFile(file, func(f *os.File) ([]talk.Labelled, error) { return talk.ReadLabelled(f) })
	if err != nil {
		return v, err
	}
	err = c.withShop(func(h *shop) error {
		e, err := h.quiet()
		if err != nil {
			return err
		}
		defer e.Close()
		bar := newBar(c.err, "Asking")
		defer bar.close()
		done := 0
		v, err = talk.Judge(c.ctx, messages, func(ctx context.Context, text string) (string, error) {
			done++
			bar.show(int64(done), int64(len(messages)))
			return label(ctx, e, text)
		})
		return err
	})
	if !cmd.PerQuery {
		v.Misses = nil
	}
	return v, err
}

func (cmd *evalCmd) questions(c *call) error {
	ask := matchPolicy
	if cmd.Chat {
		ask = citedPolicy
	}
	v, err := cmd.judge(c, cmd.Questions, ask)
	if err != nil {
		return err
	}
	if cmd.JSON {
		return writeJSON(c.out, v)
	}
	in, out := "-", "-" // of nothing asked there is no share
	for _, s := range v.Labels {
		if s.Label == talk.None {
			out = fmt.Sprintf("%.3f", v.OutOfScope)
		} else {
			in = fmt.Sprintf("%.3f", v.InScope)
		}
	}
	c.printf("questions            %d\naccuracy             %.3f\nin-scope accuracy    %s\nout-of-scope recall  %s\n", v.Messages, v.Accuracy, in, out)
	return c.showMisses(&v)
}

// matchPolicy is the policy a question is matched to.
func matchPolicy(ctx context.Context, e *engine.Engine, text string) (string, error) {
	if id, _, ok := e.Policy(ctx, text); ok {
		return id, nil
	}
	return talk.None, nil
}

// citedPolicy is the policy a conversation that begins with the question cites.
func citedPolicy(ctx context.Context, e *engine.Engine, text string) (string, error) {
	r, err := e.Respond(ctx, engine.Turn{Message: text})
	if err != nil {
		return "", err
	}
	for _, cited := range r.Citations {
		if cited.Kind == "policy" {
			return cited.ID, nil
		}
	}
	return talk.None, nil
}

func (cmd *evalCmd) intents(c *call) error {
	v, err := cmd.judge(c, cmd.Intents, firstIntent)
	if err != nil {
		return err
	}
	if cmd.JSON {
		return writeJSON(c.out, v)
	}
	c.printf("messages  %d\naccuracy  %.3f\n\n", v.Messages, v.Accuracy)
	if err := c.showConfusion(&v); err != nil {
		return err
	}
	return c.showMisses(&v)
}

// firstIntent is what a conversation that begins with a message takes it for.
func firstIntent(ctx context.Context, e *engine.Engine, text string) (string, error) {
	r, err := e.Respond(ctx, engine.Turn{Message: text})
	if err != nil || len(r.Intents) == 0 {
		return nlu.Unclear, err
	}
	return r.Intents[0].Name, nil
}

// showConfusion writes for each intent how many were right and what the others were taken for.
func (c *call) showConfusion(v *talk.Verdict) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	row(w, "intent", "messages", "right", "taken for")
	for _, s := range v.Labels {
		taken := ""
		for _, x := range v.Confused {
			if x.Want == s.Label {
				taken += fmt.Sprintf("%s %d  ", x.Got, x.Count)
			}
		}
		row(w, s.Label, fmt.Sprint(s.Count), fmt.Sprint(s.Right), taken)
	}
	return w.Flush()
}

// showMisses lists the messages that were not understood.
func (c *call) showMisses(v *talk.Verdict) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, m := range v.Misses {
		row(w, m.Want, m.Got, shorten(m.Text, 100))
	}
	return w.Flush()
}
