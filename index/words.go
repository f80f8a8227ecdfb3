package index

import (
	"strings"

	"shoptalk/data/lexicon"
)

// MaxQueryWords is how many words of a query's text count.
const MaxQueryWords = 8

// stopWords carry no meaning in a search. They are not indexed and not searched.
var stopWords = map[string]bool{
	"a": true, "an": true, "the": true, "and": true, "or": true, "of": true, "for": true, "with": true, "in": true,
	"on": true, "to": true, "from": true, "by": true, "at": true, "as": true, "is": true, "are": true, "be": true,
	"it": true, "its": true, "this": true, "that": true, "your": true, "you": true, "our": true, "we": true,
	"has": true, "have": true, "will": true, "can": true, "into": true, "their": true, "which": true, "any": true,
	"some": true, "my": true, "me": true, "i": true, "please": true,
}

// word is one searchable word of a text.
type word struct {
	norm    string   // folded; glued pieces joined: "wi-fi" gives "wifi"
	parts   []string // nil for a simple word; negated pieces left out
	negated bool     // the text says the thing lacks it
}

// words cuts a text into searchable words, stop words left out. Pieces joined by hyphens,
// dots or slashes give one word with its parts: "wi-fi" is "wifi" of "wi" and "fi". A
// number and a short unit give one word, so that "16 GB" and "16GB" are the same.
func words(text string) []word {
	tokens := lexicon.Tokens(text)
	return cutWords(tokens, lexicon.English().Negated(tokens))
}

func cutWords(tokens []lexicon.Token, neg []bool) []word {
	out := make([]word, 0, len(tokens))
	for i := 0; i < len(tokens); {
		if tokens[i].Kind == lexicon.Symbol {
			i++
			continue
		}
		w, next := chain(tokens, neg, i)
		if len(w.parts) > 0 || !stopWords[w.norm] {
			out = append(out, w)
		}
		i = next
	}
	return out
}

// maxChain is how many glued pieces make one word at most.
const maxChain = 8

// chain reads the word that begins at token i and gives the place after it.
func chain(tokens []lexicon.Token, neg []bool, i int) (w word, next int) {
	w = word{norm: tokens[i].Norm, negated: neg[i]}
	for next = i + 1; next < i+2*maxChain && continues(tokens, next); next += 2 {
		if next == i+1 {
			w.parts = appendUnless(neg[i], []string{}, tokens[i].Norm)
		}
		w.parts = appendUnless(neg[next+1], w.parts, tokens[next+1].Norm)
		w.norm += tokens[next+1].Norm
		w.negated = w.negated && neg[next+1]
	}
	if w.parts == nil && tokens[i].Kind == lexicon.Number && next < len(tokens) && isUnit(tokens[next]) {
		w.parts = []string{tokens[i].Norm, tokens[next].Norm}
		w.norm += tokens[next].Norm
		next++
	}
	return w, next
}

// continues tells whether the token at i is a hyphen with another piece glued to it.
func continues(tokens []lexicon.Token, i int) bool {
	return i+1 < len(tokens) && isHyphen(tokens[i]) && tokens[i].Glued &&
		tokens[i+1].Glued && tokens[i+1].Kind != lexicon.Symbol
}

func appendUnless(negated bool, parts []string, part string) []string {
	if negated {
		return parts
	}
	return append(parts, part)
}

func isHyphen(t lexicon.Token) bool { return t.Text == "-" || t.Text == "." || t.Text == "/" }

func isUnit(t lexicon.Token) bool {
	return t.Kind == lexicon.Word && len(t.Norm) <= 3 && !stopWords[t.Norm] && t.Norm[0] < 0x80
}

// stemmer remembers the stems it made. It is for one goroutine.
type stemmer map[string]string

func (s stemmer) stem(norm string) string {
	if st, ok := s[norm]; ok {
		return st
	}
	st := lexicon.Stem(norm)
	s[norm] = st
	return st
}

// fieldText writes the words a text affirms as stems separated by blanks, parts of joined
// words included.
func (s stemmer) fieldText(b *strings.Builder, text string) {
	for _, w := range words(text) {
		if w.negated {
			continue
		}
		s.put(b, w.norm)
		for _, p := range w.parts {
			if !stopWords[p] {
				s.put(b, p)
			}
		}
	}
}

func (s stemmer) put(b *strings.Builder, norm string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(s.stem(norm))
}
