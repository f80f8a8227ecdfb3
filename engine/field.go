package engine

import (
	"strings"

	"shoptalk/data"
	"shoptalk/data/locale"
)

// field is a numeric or text attribute as people read it: battery_h is "Battery" in hours.
type field struct {
	key   string
	label string
	unit  string
}

// fieldUnits are the unit suffixes of attribute keys and how values with them are written.
var fieldUnits = map[string]string{
	"g": " g", "kg": " kg", "mg": " mg", "lb": " lb", "oz": " oz",
	"mm": " mm", "cm": " cm", "m": " m", "km": " km", "in": "\"", "ft": " ft",
	"ml": " ml", "l": " l", "w": " W", "kw": " kW", "v": " V", "a": " A", "mah": " mAh", "wh": " Wh",
	"h": " h", "min": " min", "s": " s", "days": " days", "months": " months", "years": " years",
	"gb": " GB", "tb": " TB", "mb": " MB", "hz": " Hz", "khz": " kHz", "mhz": " MHz", "ghz": " GHz",
	"mp": " MP", "percent": " %", "pct": " %", "c": " °C", "db": " dB", "lm": " lm", "kcal": " kcal", "dpi": " dpi",
}

func fieldOf(key string) field {
	f := field{key: key, label: key}
	if age, ok := strings.CutPrefix(key, "age_"); ok { // age_min is no span of minutes
		return field{key: key, label: map[string]string{"min": "Age from", "max": "Age to"}[age], unit: " years"}
	}
	if i := strings.LastIndexByte(key, '_'); i > 0 {
		if unit, ok := fieldUnits[key[i+1:]]; ok {
			f.label, f.unit = key[:i], unit
		}
	}
	f.label = data.CategoryLabel(strings.ReplaceAll(f.label, "_", "-"))
	return f
}

// noun is the label within a sentence.
func (f field) noun() string { return strings.ToLower(f.label) }

// value writes a number of the field.
func (f field) value(l *locale.Locale, n float64) string { return l.Number(n) + f.unit }

// show writes any value of the field.
func (f field) show(l *locale.Locale, v data.Value) string {
	if v.Numeric {
		return f.value(l, v.Number)
	}
	return l.List(v.Texts, "and")
}

// matches tells whether a word the shopper used means this field: the key itself, its label,
// or a word of it ("battery" for battery_h).
func (f field) matches(word string) bool {
	w := strings.ToLower(strings.ReplaceAll(word, "_", " "))
	if word == f.key || w == f.noun() {
		return true
	}
	for part := range strings.FieldsSeq(f.noun()) {
		if part == w {
			return true
		}
	}
	return false
}
