package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Kind says what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters, with apostrophes inside: "what's"
	Number             // digits with their separators: "1,200.50", "1,23,456"
	Mixed              // letters and digits together: "500ml", "ax200"
	Symbol             // one rune that is neither: "$", "-", "\"", "😀"
)

// Token is one piece of a text, with its place.
type Token struct {
	Text  string // as typed; a slice of the input
	Norm  string // folded by Fold, apostrophes removed
	Start int    // byte offset in the input
	End   int
	Kind  Kind
	Glued bool // no white space between this token and the one before
}

// Tokens cuts a text into tokens in one pass. White space is dropped, everything else is in
// exactly one token. Hyphens, slashes and other punctuation are Symbol tokens of their own,
// so "t-shirt" is three glued tokens.
func Tokens(text string) []Token {
	tokens := make([]Token, 0, len(text)/5+2)
	for i, end := 0, 0; i < len(text); i = end {
		r, size := utf8.DecodeRuneInString(text[i:])
		end = i + size
		if unicode.IsSpace(r) {
			continue
		}
		t := Token{Start: i, Kind: Symbol}
		if isWordRune(r) {
			end, t.Kind = scanWord(text, i)
		}
		t.End, t.Text = end, text[i:end]
		t.Norm = foldToken(t.Text)
		t.Glued = i > 0 && len(tokens) > 0 && tokens[len(tokens)-1].End == i
		tokens = append(tokens, t)
	}
	return tokens
}

// scanWord finds the end of a run of letters and digits that starts at i, and its kind.
func scanWord(text string, i int) (end int, kind Kind) {
	letters, figures := false, false
	for end = i; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		switch {
		case unicode.IsDigit(r):
			figures = true
		case isWordRune(r):
			letters = true
		case !joins(text, end, r, size, letters):
			return end, kindOf(letters, figures)
		}
		end += size
	}
	return end, kindOf(letters, figures)
}

func kindOf(letters, figures bool) Kind {
	switch {
	case letters && figures:
		return Mixed
	case figures:
		return Number
	}
	return Word
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// joins tells whether the rune at i holds a word together: an apostrophe between letters, a
// dot or comma between digits of a pure number.
func joins(text string, i int, r rune, size int, letters bool) bool {
	next, _ := utf8.DecodeRuneInString(text[i+size:])
	prev, _ := utf8.DecodeLastRuneInString(text[:i])
	switch r {
	case '\'', '’':
		return unicode.IsLetter(prev) && unicode.IsLetter(next)
	case '.', ',':
		return !letters && unicode.IsDigit(prev) && unicode.IsDigit(next)
	}
	return false
}

// foldToken is Fold without apostrophes, and without work for plain lower-case words.
func foldToken(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '\'' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(Fold(s), "'", ""), "’", "")
}

// Fold makes words comparable: lower case, compatibility forms and accents removed ("Café"
// gives "cafe", "ﬁ" gives "fi"). Letters of other scripts keep their marks.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	latin := false
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		if unicode.Is(unicode.Mn, r) && latin {
			continue
		}
		latin = r < utf8.RuneSelf || unicode.Is(unicode.Latin, r)
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}
