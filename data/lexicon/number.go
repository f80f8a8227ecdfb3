package lexicon

import (
	"fmt"
	"strconv"
)

func (l *Lexicon) readNumbers() {
	for head, words := range entries("numbers") {
		v, err := strconv.ParseFloat(head, 64)
		if err != nil {
			panic(fmt.Sprintf("lexicon: number %q: %v", head, err))
		}
		for _, w := range words {
			l.numbers[w] = v
		}
	}
	for head, words := range entries("ordinals") {
		n, err := strconv.Atoi(head)
		if err != nil {
			panic(fmt.Sprintf("lexicon: ordinal %q: %v", head, err))
		}
		for _, w := range words {
			l.ordinals[w] = n
		}
	}
}

// Number reads a number written in words at the start of norms: "twenty five", "half a
// dozen", "a couple", "one hundred and fifty", "two lakh". It takes no digits.
func (l *Lexicon) Number(norms []string) (value float64, n int) {
	if len(norms) >= 3 && norms[0] == "half" && norms[1] == "a" {
		if v, ok := l.numbers[norms[2]]; ok {
			return v / 2, 3
		}
	}
	if len(norms) >= 2 && norms[0] == "half" && norms[1] == "dozen" {
		return 6, 2
	}
	return l.sum(norms)
}

// sum adds up number words: tens and units add, hundreds and above multiply what stands
// before them.
func (l *Lexicon) sum(norms []string) (value float64, n int) {
	total, group := 0.0, 0.0
	last := 0.0
	for i := 0; i < len(norms); i++ {
		v, ok := l.numbers[norms[i]]
		switch {
		case !ok && norms[i] == "and" && n > 0 && last >= 100 && i+1 < len(norms) && l.numbers[norms[i+1]] > 0:
			continue
		case !ok && n == 0 && i == 0 && norms[0] == "a" && len(norms) > 1 && l.multiplies(norms[1]):
			group = 1
			continue
		case !ok:
			return total + group, n
		case v == 100:
			group = max(group, 1) * v
		case v >= 1000:
			total += max(group, 1) * v
			group = 0
		case n > 0 && !(v < 10 && last >= 20 && last < 100) && last < 100:
			if v == 12 { // "two dozen"
				group *= v
				break
			}
			return total + group, n
		default:
			group += v
		}
		last, n = v, i+1
	}
	return total + group, n
}

// multiplies tells whether "a" before the word counts: "a hundred", "a dozen", "a pair".
func (l *Lexicon) multiplies(norm string) bool {
	switch norm {
	case "couple", "pair", "dozen", "trio":
		return false // the word itself is the number; "a" adds nothing
	}
	return l.numbers[norm] >= 100
}

// Multiplier is what a magnitude word is worth: 1000 for "thousand" and "grand", 100000 for
// "lakh", and the letters glued to figures in "2k" and "5m".
func (l *Lexicon) Multiplier(norm string) (float64, bool) {
	switch norm {
	case "k":
		return 1000, true
	case "cr":
		return 1e7, true
	case "l":
		return 0, false // litres, not lakh
	}
	v, ok := l.numbers[norm]
	return v, ok && v >= 100
}

// Ordinal reads a place in a list: "second" and "2nd" are 2, "last" is -1.
func (l *Lexicon) Ordinal(norm string) (int, bool) {
	n, ok := l.ordinals[norm]
	return n, ok
}
