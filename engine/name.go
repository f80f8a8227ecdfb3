package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shoptalk/data/lexicon"
	"shoptalk/engine/dialog"
	"shoptalk/index"
)

// contentStems are the stems of the words of a text, function words left out, each once.
func contentStems(text string) []string {
	var out []string
	for _, tok := range lexicon.Tokens(text) {
		if tok.Kind == lexicon.Symbol || lexicon.English().Stop(tok.Norm) {
			continue
		}
		if s := lexicon.Stem(lexicon.English().Singular(tok.Norm)); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// titleHas tells whether a title says every word, in any form; true without words.
func titleHas(title, words string) bool {
	said := contentStems(title)
	for _, w := range contentStems(words) {
		if !slices.Contains(said, w) {
			return false
		}
	}
	return true
}

// meantByName is the one card a wish clearly names: the only match, the first of an order
// asked for, or the one whose title says all the words and least besides: "toned milk" is
// not the double toned one. Nil when it is not clear.
func meantByName(cards []Card, total int, want *index.Constraints) *Card {
	switch {
	case len(cards) == 0:
		return nil
	case want.Sort != "" && want.Sort != index.Relevance:
		return &cards[0]
	case total == 1 && (want.Text == "" || cards[0].Why == nil || slices.Contains(cards[0].Why.Fields, "title")):
		return &cards[0]
	case want.Text == "":
		return nil
	}
	var found *Card
	fewest, tie := 0, false
	for i := range cards {
		if !titleHas(cards[i].Title, want.Text) {
			continue
		}
		n := len(contentStems(cards[i].Title))
		switch {
		case found == nil || n < fewest:
			found, fewest, tie = &cards[i], n, false
		case n == fewest:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return found
}

// nameBreaks stand between the names of products set side by side.
var nameBreaks = []string{" versus ", " vs ", " vs. ", " and ", " or ", " with ", " to ", ", ", ",", " against "}

// byNames finds the products to compare by their names in the message: each piece between
// "and", "or", "vs" and commas is looked for, and counts where a title says most of it.
func (t *turn) byNames(ctx context.Context, m *dialog.Move) error {
	rest := " " + m.Question + " "
	for _, b := range nameBreaks {
		rest = strings.ReplaceAll(rest, b, "\n")
	}
	for piece := range strings.SplitSeq(rest, "\n") {
		handle, err := t.byName(ctx, piece)
		if err != nil {
			return err
		}
		if handle != "" && !slices.Contains(m.Targets, handle) {
			m.Targets = append(m.Targets, handle)
		}
	}
	return nil
}

// byName finds the product whose title says at least half of a piece of a message; the one
// that says most of it, the better found of equals. Words the catalog does not say count
// for nothing.
func (t *turn) byName(ctx context.Context, piece string) (string, error) {
	var words []string
	for _, tok := range lexicon.Tokens(piece) {
		if t.e.index.Vocabulary().Known(tok.Norm) > 0 && !lexicon.English().Stop(tok.Norm) {
			words = append(words, tok.Norm)
		}
	}
	if len(words) == 0 {
		return "", nil
	}
	res, err := t.e.index.Find(ctx, index.Query{Constraints: index.Constraints{Text: strings.Join(words, " ")}, Size: 10})
	if err != nil {
		return "", fmt.Errorf("find by name: %w", err)
	}
	cards, err := t.e.cards(ctx, t.view, res.Hits)
	if err != nil {
		return "", err
	}
	stems := contentStems(strings.Join(words, " "))
	best, most := "", 0
	for i := range cards {
		n := 0
		for _, w := range contentStems(cards[i].Title) {
			if slices.Contains(stems, w) {
				n++
			}
		}
		if n > most && 2*n >= len(stems) {
			best, most = cards[i].Handle, n
		}
	}
	return best, nil
}
