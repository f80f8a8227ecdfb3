package lexicon

import (
	"fmt"
	"strconv"
	"strings"
)

// Unit is a unit of measure. Symbol is also the suffix of attribute keys: "weight_g".
type Unit struct {
	Symbol    string
	Dimension string  // "length", "weight", "volume", "power", "storage", "time" ...
	Factor    float64 // base units of the dimension in one of this: 1000 for kg over g
}

func (l *Lexicon) readUnits() {
	l.units, l.base, l.bySymbol = newPhrases[Unit](), map[string]Unit{}, map[string]Unit{}
	for line := range lines("units") {
		f := strings.Split(line, "|")
		factor, err := strconv.ParseFloat(strings.TrimSpace(f[2]), 64)
		if err != nil || len(f) != 4 {
			panic(fmt.Sprintf("lexicon: unit line %q", line))
		}
		u := Unit{Symbol: strings.TrimSpace(f[1]), Dimension: strings.TrimSpace(f[0]), Factor: factor}
		l.bySymbol[u.Symbol] = u
		if _, ok := l.base[u.Dimension]; !ok {
			l.base[u.Dimension] = u
		}
		for _, s := range list(f[3]) {
			l.units.add(s, u)
		}
	}
}

// Unit finds the unit spelled at the start of norms: "inches", `"`, "fl oz".
func (l *Lexicon) Unit(norms []string) (Unit, int) { return l.units.longest(norms) }

// UnitOfKey is the unit an attribute is kept in, by the last part of its key: "weight_g" is
// in grams, "battery_h" in hours, "persons" counts people. It is false for a key without a unit.
func (l *Lexicon) UnitOfKey(key string) (Unit, bool) {
	i := strings.LastIndexByte(key, '_')
	if u, ok := l.bySymbol[key[i+1:]]; ok {
		return u, true
	}
	u, n := l.units.longest([]string{key[i+1:]})
	return u, n > 0 && (i >= 0 || u.Dimension == "people")
}

// Convert turns an amount of one unit into another of the same dimension; false when the
// dimensions differ.
func (u Unit) Convert(amount float64, to Unit) (float64, bool) {
	if u.Dimension != to.Dimension || to.Factor == 0 {
		return 0, false
	}
	return amount * u.Factor / to.Factor, true
}

// Units lists the units of a dimension, the base unit first.
func (l *Lexicon) Units(dimension string) []Unit {
	out := []Unit{}
	if b, ok := l.base[dimension]; ok {
		out = append(out, b)
	}
	for line := range lines("units") {
		f := strings.Split(line, "|")
		u := l.bySymbol[strings.TrimSpace(f[1])]
		if u.Dimension == dimension && u != out[0] {
			out = append(out, u)
		}
	}
	return out
}
