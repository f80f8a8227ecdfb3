// Package draw makes a picture for a product that came without one: a flat illustration
// of its kind, in its colour, as a small self-contained SVG drawn by code.
//
// It works for any shop, not only the demos: KindOf reads the kind out of catalog words,
// ColorOf a colour out of an option value. The same Picture always gives the same bytes.
// It never reads a file, never fetches anything, and its output holds no script, no font,
// no style sheet and no reference to anything outside.
package draw

import (
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"strings"
)

// Picture says what to draw. The zero value draws a plain package.
type Picture struct {
	Kind   string // one of Kinds, usually from KindOf; anything else draws a package
	Color  string // a name ColorOf knows or "#rrggbb"; empty or unknown: one that suits kind and title
	Accent string // likewise, for laces, lids and labels; empty: one that goes with Color
	Title  string // of the product; becomes the alternative text
	Seed   uint64 // varies background and details; 0: made of the title
}

// Generic is the kind of whatever has no drawing of its own.
const Generic = "package"

// maxTitle is the most runes of a title that go into a picture, so that it stays small.
const maxTitle = 120

// SVG draws the picture, 400 units square, under 4 KB. It is valid for any Picture,
// whatever text it holds. The caller owns the bytes.
func SVG(p Picture) []byte {
	kind := p.Kind
	paint, known := drawings[kind]
	if !known {
		kind, paint = Generic, drawings[Generic]
	}
	seed := p.seed()
	d := &pen{ink: inksOf(baseColor(kind, p, seed), p.Accent, seed), seed: seed}
	fmt.Fprintf(&d.b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><title>%s</title>`, escape(Alt(p)))
	d.backdrop()
	paint(d)
	d.b.WriteString("</svg>\n")
	return []byte(d.b.String())
}

// Alt is the alternative text of the picture: "Swift Runner: drawing of a shoe, blue".
// The colour is left out when none that is known was asked for.
func Alt(p Picture) string {
	text := "drawing of " + labelOf(p.Kind)
	if name := strings.ToLower(strings.TrimSpace(p.Color)); name != "" && name[0] != '#' {
		if _, ok := ColorOf(name); ok {
			text += ", " + clip(name)
		}
	}
	if title := strings.Join(strings.Fields(p.Title), " "); title != "" {
		return clip(title) + ": " + text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// seed is the picture's own, or one made of the title.
func (p Picture) seed() uint64 {
	if p.Seed != 0 {
		return p.Seed
	}
	h := fnv.New64a()
	h.Write([]byte(p.Title))
	return h.Sum64()
}

// clip keeps the first maxTitle runes.
func clip(text string) string {
	if runes := []rune(text); len(runes) > maxTitle {
		return strings.TrimSpace(string(runes[:maxTitle-1])) + "…"
	}
	return text
}

// escape makes text safe inside an element; what XML does not allow becomes U+FFFD.
func escape(text string) string {
	var b strings.Builder
	// A strings.Builder never fails to write.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}
