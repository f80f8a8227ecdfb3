package main

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"shoptalk/engine"
)

// searchCmd searches the catalog.
type searchCmd struct {
	Place
	Words   []string `arg:"" help:"What to look for, as a shopper would say it; one word at least."`
	Size    int      `default:"10" help:"How many products to show, 1 to 100."`
	Raw     bool     `help:"Take the words as mere words."`
	Explain bool     `help:"Tell why each product was found."`
	JSON    bool     `name:"json" help:"Write JSON."`
}

// Run searches and shows what was found.
func (cmd *searchCmd) Run(c *call) error {
	if noWords(cmd.Words) {
		return misuse(errors.New("there are no words to search for"), `shoptalk search "red shoes"`)
	}
	if cmd.Size < 1 || cmd.Size > 100 {
		return misuse(errors.New("--size: must be from 1 to 100"), `shoptalk search --size 20 "red shoes"`)
	}
	return c.withAssistant(func(a assistant) error {
		r, err := a.Search(c.ctx, engine.SearchRequest{
			Text: strings.Join(cmd.Words, " "), Raw: cmd.Raw, Size: cmd.Size, Page: 1, Explain: cmd.Explain,
		})
		if err != nil {
			return err
		}
		if cmd.JSON {
			return writeJSON(c.out, r)
		}
		return c.showSearch(r, cmd.Explain)
	})
}

// noWords tells whether somebody gave nothing but blanks.
func noWords(words []string) bool { return strings.TrimSpace(strings.Join(words, "")) == "" }

func (c *call) showSearch(r *engine.SearchReply, explain bool) error {
	for _, a := range r.Assumed {
		c.printf("Read %q as %q.\n", a.Typed, a.Read)
	}
	switch {
	case r.Total == 0 && len(r.Alternatives) == 0:
		c.printf("Nothing matches. Try fewer or other words.\n")
	case r.Total == 0:
		c.printf("Nothing matches everything. Close to it:\n")
	}
	if err := c.showCards(slices.Concat(r.Products, r.Alternatives), explain); err != nil {
		return err
	}
	if more := r.Total - len(r.Products); more > 0 {
		c.printf("and %d more\n", more)
	}
	if explain {
		return writeJSON(c.out, map[string]any{"constraints": r.Constraints, "trace": r.Trace})
	}
	return nil
}

// showCards writes products as a table.
func (c *call) showCards(cards []engine.Card, explain bool) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, p := range cards {
		stock := "in stock"
		if !p.InStock {
			stock = "sold out"
		}
		cells := []string{p.Price.Display, shorten(p.Title, 60), p.Brand, stock, p.Handle}
		if explain && p.Why != nil {
			cells = append(cells, strconv.FormatFloat(p.Why.Score, 'f', 3, 64), strings.Join(p.Why.Terms, " ")+" in "+strings.Join(p.Why.Fields, ", "))
		}
		row(w, cells...)
	}
	return w.Flush()
}

// shorten cuts a text to so many runes.
func shorten(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// withAssistant opens the assistant of the shop the flags name for the length of a function.
func (c *call) withAssistant(use func(assistant) error) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	a, closeIt, err := openAssistant(c, s)
	if err != nil {
		return err
	}
	return errors.Join(use(a), closeIt())
}
