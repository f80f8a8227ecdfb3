package engine

import (
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// saysText names the attribute that speaks of the words, or quotes the sentence of the description that speaks of the words, as a yes or, where
// the sentence says the product lacks them, as a no.
func (t *turn) saysText(words string, p *data.Product) bool {
	want := lexicon.Tokens(words)
	for _, key := range p.Attributes.Keys() {
		f := fieldOf(key)
		value := f.show(t.view.loc, p.Attributes[key])
		if holdsAll(lexicon.Tokens(value), want) >= 0 {
			t.say("detail.value", Args{"label": f.label, "title": p.Title, "value": t.Cite("product", p.Handle, key, value)})
			return true
		}
	}
	for _, sentence := range sentences(p.Title + ". " + p.Description) {
		tokens := lexicon.Tokens(sentence)
		at := holdsAll(tokens, want)
		if at < 0 {
			continue
		}
		key := "detail.yes.text"
		if lexicon.English().Negated(tokens)[at] {
			key = "detail.no.text"
		}
		t.say(key, Args{"title": p.Title, "quote": t.Cite("product", p.Handle, "description", cut(strings.TrimSuffix(sentence, "."), 200))})
		return true
	}
	return false
}

func sentences(text string) []string {
	var out []string
	for text != "" {
		s := firstSentences(text, 1)
		out = append(out, s)
		text = strings.TrimSpace(strings.TrimPrefix(strings.Join(strings.Fields(text), " "), s))
	}
	return out
}

// holdsAll is the place of the last wanted word, when all of them stand in the tokens; else -1.
func holdsAll(tokens, want []lexicon.Token) int {
	at := -1
	for _, w := range want {
		if w.Kind == lexicon.Symbol {
			continue
		}
		at = slices.IndexFunc(tokens, func(x lexicon.Token) bool { return sameRoot(lexicon.Stem(x.Norm), lexicon.Stem(w.Norm)) })
		if at < 0 {
			return -1
		}
	}
	return at
}

// sameRoot tells whether two stems are of one word: equal, or one the other's beginning of
// four letters or more, as in wash and washabl.
func sameRoot(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= 4 && strings.HasPrefix(b, a)
}
