package feed

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"shoptalk/data"
)

// styles counts the cells of a file that can only be read with a decimal point or only with
// a decimal comma.
type styles struct{ point, comma int }

// see looks at one cell that should hold a number.
func (s *styles) see(cell string) {
	num, _ := cutUnit(cell)
	switch decimalMark(num) {
	case '.':
		s.point++
	case ',':
		s.comma++
	}
}

// decimalComma decides for the file; without evidence semicolons speak for commas.
func (s *styles) decimalComma(sep byte) bool {
	if s.point == s.comma {
		return sep == ';'
	}
	return s.comma > s.point
}

// decimalMark is the decimal mark a number must have, 0 when it has none or leaves doubt.
func decimalMark(num string) byte {
	last := strings.LastIndexAny(num, ".,")
	if last < 0 {
		return 0
	}
	mark := num[last]
	other := byte('.' + ',' - int(mark))
	if strings.IndexByte(num, other) >= 0 {
		return mark
	}
	if strings.Count(num, string(mark)) > 1 {
		return other
	}
	if decimals := len(num) - last - 1; decimals != 3 || last == 0 || last > 3 || num[0] == '0' {
		return mark
	}
	return 0
}

// plainDecimal rewrites a number of either style as digits with at most one point. A single
// mark before exactly three digits is read in the file's style.
func plainDecimal(num string, comma bool) (string, error) {
	mark := decimalMark(num)
	if mark == 0 {
		mark = '.'
		if comma {
			mark = ','
		}
	}
	intPart, frac, has := num, "", false
	if i := strings.LastIndexByte(num, mark); i >= 0 {
		intPart, frac, has = num[:i], num[i+1:], true
	}
	sign := ""
	if strings.HasPrefix(intPart, "-") || strings.HasPrefix(intPart, "+") {
		sign, intPart = strings.TrimPrefix(intPart[:1], "+"), intPart[1:]
	}
	digits, ok := ungrouped(intPart)
	if !ok || !allDigits(frac) || digits+frac == "" {
		return "", fmt.Errorf("%q is not a number", short(num))
	}
	if !has || frac == "" {
		return sign + digits, nil
	}
	return sign + digits + "." + frac, nil
}

// ungrouped takes the marks between groups of digits out; groups are of three, or of two
// as in 1,23,456, and the last of three.
func ungrouped(s string) (string, bool) {
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '.' })
	if len(groups) != strings.Count(s, ",")+strings.Count(s, ".")+1 && s != "" {
		return "", false
	}
	for i, g := range groups {
		if !allDigits(g) || i > 0 && len(g) != 3 && (len(g) != 2 || i == len(groups)-1) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// cutUnit parts a number from the currency or unit around it and drops spaces and
// apostrophes between groups.
func cutUnit(s string) (num, unit string) {
	var n, u strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r == '.', r == ',', r == '-', r == '+':
			n.WriteRune(r)
		case unicode.IsSpace(r), r == '\'', r == '’', r == '\u202f', r == '\u2212':
			if r == '\u2212' {
				n.WriteByte('-')
			}
		default:
			u.WriteRune(r)
		}
	}
	num, unit = n.String(), u.String()
	if strings.HasPrefix(num, ".") && strings.HasPrefix(strings.ToLower(unit), "rs") {
		num = num[1:] // "Rs. 500"
	}
	return num, unit
}

// amount reads money exactly, whatever stands around it; a currency other than the shop's
// is refused.
func amount(cell, currency string, comma bool) (data.Money, error) {
	num, unit := cutUnit(cell)
	if num == "" {
		return 0, fmt.Errorf("%q is not an amount of money", short(cell))
	}
	if unit != "" && !isCurrency(unit, currency) {
		return 0, fmt.Errorf("%q is not in %s, the currency of the shop", short(cell), currency)
	}
	plain, err := plainDecimal(num, comma)
	if err != nil {
		return 0, fmt.Errorf("%q is not an amount of money", short(cell))
	}
	m, err := data.ParseMoney(plain, currency)
	if err != nil {
		return 0, fmt.Errorf("%q has more than %d decimals or is too large", short(cell), data.Digits(currency))
	}
	if m < 0 {
		return 0, fmt.Errorf("%q is negative", short(cell))
	}
	return m, nil
}

// dollars lists the currencies whose sign is a plain dollar sign.
var dollars = [...]string{"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"}

// isCurrency tells whether a code or sign stands for a currency. A sign several currencies
// share counts for each of them.
func isCurrency(unit, currency string) bool {
	if strings.EqualFold(unit, currency) {
		return true
	}
	switch strings.ToLower(unit) {
	case "€", "euro":
		return currency == "EUR"
	case "£":
		return currency == "GBP"
	case "¥", "円", "元":
		return currency == "JPY" || currency == "CNY"
	case "₹", "rs":
		return currency == "INR"
	case "kr":
		return currency == "SEK" || currency == "NOK" || currency == "DKK" || currency == "ISK"
	case "$":
		return slices.Contains(dollars[:], currency)
	}
	prefix, ok := strings.CutSuffix(unit, "$") // US$, A$, CA$
	return ok && strings.HasSuffix(currency, "D") && strings.HasPrefix(currency, strings.ToUpper(prefix))
}
