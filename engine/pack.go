package engine

import (
	"math"
	"strconv"
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// amount is a number of a unit: 500 ml.
type amount struct {
	n    float64
	unit lexicon.Unit
}

// readAmount reads a value such as "500 ml", "1 L" or "5kg"; false for anything else.
func readAmount(value string) (amount, bool) {
	s := strings.ToLower(strings.TrimSpace(value))
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end <= 0 {
		return amount{}, false
	}
	n, err := strconv.ParseFloat(s[:end], 64)
	u, taken := lexicon.English().Unit(strings.Fields(s[end:]))
	if err != nil || taken == 0 || n <= 0 {
		return amount{}, false
	}
	return amount{n, u}, true
}

// packs finds how an amount is made up of one kind of pack: the variant that holds just that
// much, else the largest that goes into it a whole number of times, sellable ones first.
// "2 litres of" a product of 1 L packs are two of them; nil when no pack fits.
func packs(p *data.Product, n float64, unit string) (v *data.Variant, count int) {
	u, taken := lexicon.English().Unit([]string{unit})
	if taken == 0 {
		return nil, 0
	}
	for i := range p.Variants {
		size, ok := packSize(&p.Variants[i], u)
		if !ok {
			continue
		}
		times := n / size
		whole := math.Round(times)
		if whole < 1 || math.Abs(times-whole) > 1e-6 {
			continue
		}
		c := &p.Variants[i]
		better := v == nil || c.Sellable() && !v.Sellable() || c.Sellable() == v.Sellable() && int(whole) < count
		if better {
			v, count = c, int(whole)
		}
	}
	return v, count
}

// packSize is how much a variant holds, in a unit; false when its options do not say.
func packSize(v *data.Variant, in lexicon.Unit) (float64, bool) {
	for _, o := range v.Options {
		if a, ok := readAmount(o.Value); ok {
			if size, ok := a.unit.Convert(a.n, in); ok {
				return size, true
			}
		}
	}
	return 0, false
}
