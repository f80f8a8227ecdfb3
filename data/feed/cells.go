package feed

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// clean trims a text, unifies line ends and drops control characters.
func clean(s string) string {
	if strings.IndexFunc(s, isControl) >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
		s = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.TrimSpace(s)
}

func isControl(r rune) bool {
	return r != '\n' && r != '\t' && r != listEnd && unicode.IsControl(r) || r == '\uFEFF'
}

// startsFormula tells whether a spreadsheet might run a text as a formula, counting texts
// already guarded so that guarding can be undone exactly.
func startsFormula(s string) bool {
	rest := strings.TrimLeft(s, "'")
	return rest != "" && strings.IndexByte("=+-@", rest[0]) >= 0
}

// guard puts an apostrophe before a text that a spreadsheet might run as a formula.
func guard(s string) string {
	if startsFormula(s) {
		return "'" + s
	}
	return s
}

// unguard takes the apostrophe off again.
func unguard(s string) string {
	if strings.HasPrefix(s, "'") && startsFormula(s) {
		return s[1:]
	}
	return s
}

// listEnd ends each entry of a list that came as elements of its own, as in XML.
const listEnd = '\x1f'

// list splits a cell at a separator; entries are trimmed, empty and repeated ones dropped.
// A backslash keeps the separator after it.
func list(s string, sep byte) []string {
	if strings.ContainsRune(s, listEnd) {
		return distinct(strings.Split(s, string(listEnd)))
	}
	var out []string
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == sep:
			i++
			b.WriteByte(sep)
		case s[i] == sep:
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteByte(s[i])
		}
	}
	return distinct(append(out, b.String()))
}

// distinct trims texts and drops empty and repeated ones, keeping the order; nil when
// nothing is left.
func distinct(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// join is the opposite of list.
func join(texts []string, sep byte) string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = strings.ReplaceAll(t, string(sep), `\`+string(sep))
	}
	return strings.Join(out, string(sep)+" ")
}

// yes reads a truth value; ok is false for an empty or unknown word.
func yes(s string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "1", "yes", "y", "t", "on":
		return true, true
	case "false", "0", "no", "n", "f", "off", "-1":
		return false, true
	}
	return false, false
}

// number reads a decimal number in the file's style.
func number(s string, comma bool) (float64, error) {
	plain, err := plainDecimal(strings.TrimSpace(s), comma)
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return 0, fmt.Errorf("%q is not a number", short(s))
	}
	return f, nil
}

// whole reads an integer, also one written "12.0" as spreadsheets do.
func whole(s string, comma bool) (int, error) {
	f, err := number(s, comma)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1e9 {
		return 0, fmt.Errorf("%q is not a whole number", short(s))
	}
	return int(f), nil
}

// grams reads a weight with its unit, or in the unit given.
func grams(s, unit string, comma bool) (int, error) {
	num := strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsSpace(r) })
	if u := strings.TrimSpace(s[len(num):]); u != "" {
		unit = u
	}
	f, err := number(num, comma)
	if err != nil {
		return 0, err
	}
	per, ok := gramsPer(unit)
	if !ok || f < 0 || f*per > 1e9 {
		return 0, fmt.Errorf("%q is not a weight in g, kg, oz or lb", short(s))
	}
	return int(math.Round(f * per)), nil
}

// gramsPer is the number of grams in a unit of weight.
func gramsPer(unit string) (float64, bool) {
	switch strings.ToLower(unit) {
	case "g", "grams", "gram":
		return 1, true
	case "kg", "kgs":
		return 1000, true
	case "lb", "lbs":
		return 453.59237, true
	case "oz":
		return 28.349523125, true
	}
	return 0, false
}

// short keeps what a person needs to recognise a value in an error.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}
