package data

import (
	"strconv"
	"unicode"
)

// isLetterOrDigit keeps marks with their letters, so that scripts with vowel signs survive.
func isLetterOrDigit(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// trimFloat writes a number without needless zeros.
func trimFloat(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// scalarText writes a single JSON or YAML value as text; false for lists, maps and null.
func scalarText(v any) (string, bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case bool:
		return strconv.FormatBool(x), true
	case int:
		return strconv.Itoa(x), true
	case int64:
		return strconv.FormatInt(x, 10), true
	case float64:
		return trimFloat(x), true
	}
	return "", false
}
