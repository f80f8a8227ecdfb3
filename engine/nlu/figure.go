package nlu

import (
	"strconv"
	"strings"

	"shoptalk/data/lexicon"
)

// figure is a number in the message, written in digits or in words.
type figure struct {
	value  float64
	digits bool
	times  float64 // the magnitude word or letter that was applied, 1 without
	tail   string  // letters glued to the digits that are no magnitude: "ml" in "500ml"
	next   int     // place after it
}

// figure reads a number at i: "40", "1,50,000", "2.5k", "1.5 lakh", "fifty", "half a dozen".
func (s *scan) figure(i int) (figure, bool) {
	if i >= len(s.words) {
		return figure{}, false
	}
	switch s.words[i].kind {
	case lexicon.Number:
		v, ok := s.decimal(s.words[i].norm)
		f := figure{value: v, digits: true, times: 1, next: i + 1}
		return s.magnify(f), ok
	case lexicon.Mixed:
		digits, letters := splitDigits(s.words[i].norm)
		v, ok := s.decimal(digits)
		f := figure{value: v, digits: true, times: 1, tail: letters, next: i + 1}
		if m, known := s.lex.Multiplier(letters); known {
			f.value, f.times, f.tail = v*m, m, ""
		}
		return f, ok && digits != ""
	case lexicon.Word:
		if s.is(i, "half") {
			next := s.skip(i+1, "a", "an")
			if _, n := s.unitAt(next); n > 0 {
				return figure{value: 0.5, times: 1, next: next}, true
			}
		}
		v, n := s.lex.Number(s.norms[i:])
		return figure{value: v, times: 1, next: i + n}, n > 0
	}
	return figure{}, false
}

// magnify applies a magnitude word that follows a number in digits: "2 lakh".
func (s *scan) magnify(f figure) figure {
	if f.next < len(s.words) && s.words[f.next].kind == lexicon.Word {
		m, ok := s.lex.Multiplier(s.words[f.next].norm)
		if s.is(f.next, "dozen") {
			m, ok = 12, true
		}
		if ok {
			f.value, f.times = f.value*m, m
			f.next++
		}
	}
	return f
}

// splitDigits parts "500ml" into digits and letters; digits are empty when letters come first.
func splitDigits(norm string) (digits, letters string) {
	i := 0
	for i < len(norm) && (isDigit(norm[i]) || norm[i] == '.' || norm[i] == ',') {
		i++
	}
	return norm[:i], norm[i:]
}

// decimal reads digits with separators as the shop's locale and the grouping suggest:
// "1,200.50", "1,23,456", and "1.234,50" where a comma is the decimal sign.
func (s *scan) decimal(text string) (float64, bool) {
	dot, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	point := byte('.')
	switch {
	case dot >= 0 && comma >= 0:
		point = text[max(dot, comma)]
	case comma >= 0:
		if !grouped(text, ',') || commaDecimal(s.ctx.Locale) && strings.Count(text, ",") == 1 {
			point = ','
		}
	case dot >= 0:
		if strings.Count(text, ".") > 1 || commaDecimal(s.ctx.Locale) && grouped(text, '.') {
			point = ','
		}
	}
	var buf [32]byte
	b := buf[:0]
	for i := range len(text) {
		switch c := text[i]; {
		case c == point:
			b = append(b, '.')
		case isDigit(c):
			b = append(b, c)
		}
	}
	v, err := strconv.ParseFloat(string(b), 64)
	return v, err == nil
}

// grouped tells whether sep stands where thousands are set apart: three digits at the end.
func grouped(text string, sep byte) bool {
	i := strings.LastIndexByte(text, sep)
	return len(text)-i-1 == 3
}

// commaDecimal tells whether a locale writes decimals with a comma.
func commaDecimal(locale string) bool {
	lang, _, _ := strings.Cut(locale, "-")
	switch lang {
	case "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "fi", "pl", "cs", "ru", "tr", "ro", "hu", "el", "id", "vi":
		return true
	}
	return false
}
