package main

import (
	"errors"
	"slices"
	"strings"

	"shoptalk/engine"
)

// askCmd asks one question.
type askCmd struct {
	Place
	Words   []string `arg:"" help:"The question; one word at least."`
	Locale  string   `placeholder:"TAG" help:"Locale to answer in, such as en-IN; the default is the shop's."`
	Explain bool     `help:"Tell how the question was understood."`
	JSON    bool     `name:"json" help:"Write the whole reply as JSON."`
}

// Run asks and shows the answer.
func (cmd *askCmd) Run(c *call) error {
	if noWords(cmd.Words) {
		return misuse(errors.New("there is no question"), `shoptalk ask "do you have red shoes?"`)
	}
	return c.withAssistant(func(a assistant) error {
		r, err := a.Respond(c.ctx, engine.Turn{Message: strings.Join(cmd.Words, " "), Locale: cmd.Locale, Explain: cmd.Explain})
		if err != nil {
			return err
		}
		if cmd.JSON {
			return writeJSON(c.out, r)
		}
		return c.showReply(r, cmd.Explain)
	})
}

// showReply writes a reply for reading in a terminal: the text, the products it does not
// name itself, and the answers to choose from.
func (c *call) showReply(r *engine.Reply, explain bool) error {
	c.printf("%s\n", r.Text)
	cards := slices.DeleteFunc(slices.Concat(r.Products, r.Alternatives), func(p engine.Card) bool { return strings.Contains(r.Text, p.Title) })
	if err := c.showCards(cards, false); err != nil {
		return err
	}
	if r.Ask != nil {
		for _, o := range r.Ask.Options {
			c.printf("  - %s\n", o.Label)
		}
	}
	if explain && r.Trace != nil {
		return writeJSON(c.out, r.Trace)
	}
	return nil
}
