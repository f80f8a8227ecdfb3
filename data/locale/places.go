package locale

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// pattern says where symbol (¤), minus and amount (#) stand, as CLDR's standard currency
// patterns do. An empty negative is the positive with a minus before it. The space is an
// ordinary one, so that plain text can be searched and copied.
type pattern struct{ positive, negative string }

// The patterns in use.
var (
	symbolFirst  = pattern{positive: "¤#"}
	symbolSpace  = pattern{positive: "¤ #"}
	symbolMinus  = pattern{positive: "¤ #", negative: "¤ -#"}
	symbolSwiss  = pattern{positive: "¤ #", negative: "¤-#"}
	symbolClose  = pattern{positive: "¤#", negative: "¤-#"}
	symbolBehind = pattern{positive: "# ¤"}
	symbolJoined = pattern{positive: "#¤"}
)

// patterns is by language, or by language and region where the region differs.
var patterns = map[string]pattern{
	"en": symbolFirst, "zh": symbolFirst, "ja": symbolFirst, "ko": symbolFirst, "hi": symbolFirst, "ta": symbolFirst,
	"te": symbolFirst, "mr": symbolFirst, "gu": symbolFirst, "kn": symbolFirst, "ml": symbolFirst, "th": symbolFirst,
	"tr": symbolFirst, "fil": symbolFirst, "ga": symbolFirst, "cy": symbolFirst, "ur": symbolFirst,
	"bn": symbolJoined,
	"id": symbolSpace, "ms": symbolSpace, "sw": symbolSpace, "pa": symbolSpace,
	"nl": symbolMinus,
	"ar": symbolSpace,

	"en-AT": symbolSpace, "en-CH": symbolSwiss, "en-NL": symbolMinus,
	"en-DE": symbolBehind, "en-DK": symbolBehind, "en-FI": symbolBehind, "en-SE": symbolBehind, "en-SI": symbolBehind,
	"de-AT": symbolSpace, "de-CH": symbolSwiss, "de-LI": symbolSwiss, "it-CH": symbolSwiss,
	"pt-BR": symbolSpace,
	"es-MX": symbolFirst, "es-US": symbolFirst, "es-419": symbolFirst, "es-GT": symbolFirst, "es-HN": symbolFirst,
	"es-PA": symbolFirst, "es-SV": symbolFirst, "es-NI": symbolFirst, "es-CU": symbolFirst, "es-PR": symbolFirst,
	"es-DO": symbolFirst, "es-BO": symbolFirst, "es-CL": symbolClose, "es-EC": symbolClose, "es-VE": symbolClose,
	"es-AR": symbolSpace, "es-CO": symbolSpace, "es-UY": symbolSpace, "es-PE": symbolSpace, "es-PY": pattern{"¤ #", "¤ -#"},
}

// patternOf finds the pattern of a language; most write the symbol behind. Portuguese
// without a country is Brazil's, as in CLDR.
func patternOf(t language.Tag) pattern {
	base, region := parts(t)
	if p, ok := patterns[base+"-"+region]; ok {
		return p
	}
	if p, ok := patterns[base]; ok {
		return p
	}
	return symbolBehind
}

// layouts writes a day, by language or by language and region: words in English, figures
// in the order people know elsewhere.
var layouts = map[string]string{
	"en": "2 Jan 2006", "en-US": "Jan 2, 2006", "en-PH": "Jan 2, 2006", "en-CA": "Jan 2, 2006",
	"de": "02.01.2006", "fr": "02/01/2006", "es": "02/01/2006", "it": "02/01/2006", "pt": "02/01/2006", "nl": "02-01-2006",
	"pl": "02.01.2006", "cs": "02.01.2006", "ru": "02.01.2006", "tr": "02.01.2006", "fi": "2.1.2006", "nb": "02.01.2006",
	"da": "02.01.2006", "hi": "02/01/2006", "bn": "02/01/2006", "ta": "02/01/2006", "ja": "2006/01/02", "zh": "2006/01/02",
	"fr-CA": "2006-01-02",
}

// dateLayout finds the layout of a language; others get the international one.
func dateLayout(t language.Tag) string {
	base, region := parts(t)
	if l, ok := layouts[base+"-"+region]; ok {
		return l
	}
	if l, ok := layouts[base]; ok {
		return l
	}
	return "2006-01-02"
}

// parts is language and region, the most likely region when none is given.
func parts(t language.Tag) (base, region string) {
	b, _ := t.Base()
	r, _ := t.Region()
	return b.String(), r.String()
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}
