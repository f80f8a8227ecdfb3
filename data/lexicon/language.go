package lexicon

import (
	"slices"
	"unicode"
)

func (l *Lexicon) readLanguages() {
	l.languages = make(map[string][]string, 512)
	for lang, words := range entries("languages") {
		for _, w := range words {
			w = Fold(w)
			l.languages[w] = append(l.languages[w], lang)
		}
	}
}

// scripts name the language of text in a script that one widely read language uses.
var scripts = []struct {
	table    *unicode.RangeTable
	language string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Han, "zh"},
	{unicode.Devanagari, "hi"}, {unicode.Arabic, "ar"}, {unicode.Hebrew, "he"}, {unicode.Thai, "th"},
	{unicode.Cyrillic, "ru"}, {unicode.Greek, "el"}, {unicode.Bengali, "bn"}, {unicode.Tamil, "ta"},
	{unicode.Telugu, "te"}, {unicode.Kannada, "kn"}, {unicode.Malayalam, "ml"}, {unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"},
}

// Language guesses the language of a text from its script and its small words; "en" unless
// something else is clear.
func (l *Lexicon) Language(tokens []Token) string {
	words, english := 0, 0
	var heard []string
	for _, t := range tokens {
		if t.Kind != Word {
			continue
		}
		words++
		if lang := scriptOf(t.Text); lang != "" {
			return lang
		}
		switch langs := l.languages[t.Norm]; {
		case l.Common(t.Norm):
			english++
			if t.Norm != "me" && t.Norm != "i" {
				continue
			}
			heard = append(heard, langs...)
		default:
			heard = append(heard, langs...)
		}
	}
	best, n := mostHeard(heard)
	if n >= 2 && n > english && n*3 >= words {
		return best
	}
	return "en"
}

// mostHeard is the most frequent of some words; of equals the first in order.
func mostHeard(heard []string) (best string, n int) {
	slices.Sort(heard)
	for i, from := 0, 0; i < len(heard); i++ {
		if heard[i] != heard[from] {
			from = i
		}
		if i-from+1 > n {
			best, n = heard[i], i-from+1
		}
	}
	return best, n
}

func scriptOf(word string) string {
	for _, r := range word {
		if r < 0x250 {
			continue
		}
		for _, s := range scripts {
			if unicode.Is(s.table, r) {
				return s.language
			}
		}
	}
	return ""
}

// Foreign tells whether a folded word is a frequent small word of a language other than English.
func (l *Lexicon) Foreign(norm string) bool { return l.languages[norm] != nil && !l.Common(norm) }
