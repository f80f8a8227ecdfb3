package web

import (
	"fmt"
	"strings"

	"shoptalk/data"
	"shoptalk/data/demo/draw"
	"shoptalk/engine"
)

// shopCard is a product in a grid.
type shopCard struct {
	engine.Card
	Was     string    // the price before a reduction; empty when not reduced
	Reduced int       // percent off; 0 when not reduced
	Choices string    // "4 colors, 6 sizes"; empty without options
	Colors  []swatch  // at most maxSwatches
	Stars   starsView // zero without reviews
}

// swatch is a colour to show.
type swatch struct {
	Name string
	Hex  string // "#rrggbb"
}

// maxSwatches is how many colours a card shows.
const maxSwatches = 5

// starsView is a rating as people read it.
type starsView struct {
	Rating  string // "4.6"; empty without one
	Reviews int
}

// shopCards makes grid cards of engine cards.
func shopCards(list []engine.Card) []shopCard {
	out := make([]shopCard, len(list))
	for i := range list {
		out[i] = newShopCard(list[i])
	}
	return out
}

func newShopCard(c engine.Card) shopCard {
	card := shopCard{Card: c, Reduced: reduction(c.Price.Amount, c.CompareAt), Stars: stars(c.Rating, c.Reviews)}
	if card.Reduced > 0 {
		card.Was = c.CompareAt.Display
	}
	var parts []string
	for _, o := range c.Options {
		if o.Key == "color" {
			card.Colors = swatches(o.Values)
		}
		if n := len(o.Values); n > 1 {
			parts = append(parts, fmt.Sprintf("%d %ss", n, strings.ToLower(o.Label)))
		}
	}
	card.Choices = strings.Join(parts, ", ")
	return card
}

// reduction is how many percent of an earlier price are off, rounded down.
func reduction(now data.Money, was *engine.Money) int {
	if was == nil || was.Amount <= now {
		return 0
	}
	return int((was.Amount - now) * 100 / was.Amount)
}

// swatches are the colours that can be shown, each once.
func swatches(names []string) []swatch {
	var out []swatch
	for _, name := range names {
		hex, ok := draw.ColorOf(name)
		if ok && len(out) < maxSwatches {
			out = append(out, swatch{name, hex})
		}
	}
	return out
}

func stars(rating float64, reviews int) starsView {
	if rating <= 0 {
		return starsView{}
	}
	tenths := int(min(rating, 5)*10 + 0.5)
	return starsView{Rating: fmt.Sprintf("%d.%d", tenths/10, tenths%10), Reviews: reviews}
}
