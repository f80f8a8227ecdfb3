package lexicon

import "slices"

// fillers may stand between a negation and what it denies.
var fillers = []string{"a", "an", "any", "the", "fully", "very", "really", "completely", "entirely", "made", "of", "with", "added", "contain", "contains", "have", "has", "suitable", "for", "include", "included"}

// Negates tells whether a folded word denies what follows it: "not", "without", "non".
func (l *Lexicon) Negates(norm string) bool { return l.negations[norm] }

// Negated marks the tokens that a product text says the product lacks: "waterproof" in "Not
// waterproof", "laces" and "zippers" in "without laces or zippers", "leather" in
// "leather-free", "added" and "sugar" in "no added sugar". "Not only" denies nothing.
func (l *Lexicon) Negated(tokens []Token) []bool {
	out := make([]bool, len(tokens))
	for i, t := range tokens {
		switch {
		case t.Norm == "free" && l.freeOf(tokens, i):
			l.denyBefore(tokens, out, i)
		case t.Norm == "free" && at(tokens, i+1, "of", "from"):
			l.denyAfter(tokens, out, i+2)
		case l.negations[t.Norm] && !at(tokens, i+1, "only", "just", "to"):
			l.denyAfter(tokens, out, i+1)
		}
	}
	return out
}

// freeOf tells whether "free" at i says that the word before it is absent, unlike "free
// delivery" or "free of lead".
func (l *Lexicon) freeOf(tokens []Token, i int) bool {
	return i > 0 && !at(tokens, i+1, "of", "from", "shipping", "delivery", "gift", "returns", "return")
}

func (l *Lexicon) denyBefore(tokens []Token, out []bool, i int) {
	if tokens[i-1].Text == "-" && i > 1 && tokens[i].Glued {
		out[i-2] = true
		return
	}
	if w := tokens[i-1]; w.Kind == Word && !l.stop[w.Norm] {
		out[i-1] = true
	}
}

// denyAfter marks the first word after a negation with the fillers before it that are words
// of their own ("added sugar"), and what "or", "nor" and commas join to it.
func (l *Lexicon) denyAfter(tokens []Token, out []bool, i int) {
	for i < len(tokens) && (slices.Contains(fillers, tokens[i].Norm) || tokens[i].Text == "-" && tokens[i].Glued) {
		out[i] = tokens[i].Norm == "added"
		i++
	}
	for i < len(tokens) && tokens[i].Kind != Symbol {
		out[i] = true
		switch {
		case at(tokens, i+1, "or", "nor"):
			i += 2
		case at(tokens, i+1, ",") && at(tokens, i+3, "or", "nor", ","):
			i += 2
		default:
			return
		}
	}
}

// at tells whether the token at i is one of some words.
func at(tokens []Token, i int, norms ...string) bool {
	return i >= 0 && i < len(tokens) && slices.Contains(norms, tokens[i].Norm)
}
