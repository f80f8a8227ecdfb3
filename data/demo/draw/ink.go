package draw

import (
	"fmt"
	"math"
)

// inks are the colours of one picture, all "#rrggbb": tones of the thing's own colour, an
// accent that goes with it, and the materials every picture shares.
type inks struct {
	base, light, dark, deep, pale string // of the thing, from its colour
	accent, accentDark            string
	back, halo                    string // background and the soft circle on it
	paper, ink                    string // white and near-black parts
	steel, steelDark              string
	wood, woodDark                string
	leaf, leafDark                string
}

// inksOf mixes the inks for a thing of a colour ("#rrggbb"). The background takes the hue
// of the thing and keeps its distance from it: pale behind dark and bright things, a step
// darker behind white ones, so that the picture reads on a light page and on a dark one.
func inksOf(color, accent string, seed uint64) inks {
	c := toLCH(color)
	c.l = min(max(c.l, .28), .965)
	k := inks{
		base: c.hex(), light: c.lit(.075).hex(), dark: c.lit(-.085).hex(), deep: c.lit(-.2).hex(),
		pale:  lch{l: max(c.l, .9), c: c.c * .35, h: c.h}.hex(),
		paper: "#fbf8f2", ink: "#343842", steel: "#c3c9d1", steelDark: "#929ba7",
		wood: "#cf9d68", woodDark: "#ab7846", leaf: "#6aa658", leafDark: "#457f42",
	}
	a := accentFor(c, seed)
	if hex, ok := ColorOf(accent); ok {
		a = toLCH(hex)
	}
	k.accent, k.accentDark = a.hex(), a.lit(-.1).hex()
	back := lch{l: .925, c: min(c.c*.3, .035) + .006, h: c.h}
	if c.l > .85 && c.c < .12 { // white, cream, pale tints
		back = lch{l: min(.83, c.l-.09), c: .045, h: whiteBacks[mix(seed+1)%uint64(len(whiteBacks))]}
	}
	k.back, k.halo = back.hex(), back.lit(.035).hex()
	return k
}

// accents are the colours of laces, lids and labels, among which one is chosen.
var accents = [...]string{"#efb64a", "#2f7f86", "#e27458", "#35557f", "#8fae72", "#f0a08a", "#8a6aa8", "#59a7b5"}

// whiteBacks are the hues of the background behind white things.
var whiteBacks = [...]float64{240, 205, 165, 135, 295, 20}

// accentFor chooses an accent that stands off from a colour in hue or in lightness.
func accentFor(c lch, seed uint64) lch {
	for i := range uint64(len(accents)) {
		a := toLCH(accents[(mix(seed)+i)%uint64(len(accents))])
		turn := math.Abs(math.Remainder(a.h-c.h, 360))
		if math.Abs(a.l-c.l) > .1 && (turn > 50 || c.c < .04) {
			return a
		}
	}
	return lch{l: .93, c: .03, h: c.h}
}

// lch is a colour by lightness 0..1, chroma and hue in degrees (OKLCH), in which equal
// steps look equal.
type lch struct{ l, c, h float64 }

// lit is the colour a step lighter or darker, kept within black and white.
func (c lch) lit(by float64) lch { return lch{min(max(c.l+by, .12), .985), c.c, c.h} }

// toLCH reads "#rrggbb"; anything else is a middle grey.
func toLCH(hex string) lch {
	var r, g, b uint8
	if n, err := fmt.Sscanf(hex, "#%02x%02x%02x", &r, &g, &b); n != 3 || err != nil {
		r, g, b = 128, 128, 128
	}
	lr, lg, lb := linear(r), linear(g), linear(b)
	l := math.Cbrt(.4122214708*lr + .5363325363*lg + .0514459929*lb)
	m := math.Cbrt(.2119034982*lr + .6806995451*lg + .1073969566*lb)
	s := math.Cbrt(.0883024619*lr + .2817188376*lg + .6299787005*lb)
	a := 1.9779984951*l - 2.4285922050*m + .4505937099*s
	bb := .0259040371*l + .7827717662*m - .8086757660*s
	return lch{.2104542553*l + .7936177850*m - .0040720468*s, math.Hypot(a, bb), math.Atan2(bb, a) * 180 / math.Pi}
}

// hex writes the colour as "#rrggbb", with less chroma where the screen has no such colour.
func (c lch) hex() string {
	for ; ; c.c *= .9 {
		r, g, b := c.rgb()
		lo, hi := min(r, g, b), max(r, g, b)
		if lo > -.002 && hi < 1.002 || c.c < .001 {
			return fmt.Sprintf("#%02x%02x%02x", gamma(r), gamma(g), gamma(b))
		}
	}
}

// rgb is the colour in linear light; parts may lie outside 0..1.
func (c lch) rgb() (r, g, b float64) {
	sin, cos := math.Sincos(c.h * math.Pi / 180)
	a, bb := c.c*cos, c.c*sin
	l, m, s := c.l+.3963377774*a+.2158037573*bb, c.l-.1055613458*a-.0638541728*bb, c.l-.0894841775*a-1.2914855480*bb
	l, m, s = l*l*l, m*m*m, s*s*s
	return 4.0767416621*l - 3.3077115913*m + .2309699292*s,
		-1.2684380046*l + 2.6097574011*m - .3413193965*s,
		-.0041960863*l - .7034186147*m + 1.7076147010*s
}

// linear turns an sRGB byte into linear light.
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= .04045 {
		return x / 12.92
	}
	return math.Pow((x+.055)/1.055, 2.4)
}

// gamma turns linear light into an sRGB byte.
func gamma(x float64) uint8 {
	x = min(max(x, 0), 1)
	if x <= .0031308 {
		x *= 12.92
	} else {
		x = 1.055*math.Pow(x, 1/2.4) - .055
	}
	return uint8(math.Round(x * 255))
}
