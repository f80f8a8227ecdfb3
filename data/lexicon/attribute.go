package lexicon

import "strings"

// Attribute is something shoppers ask or compare by.
type Attribute struct {
	Name string
	Keys []string // under which shops keep it, most usual first: "battery_h"
}

// Comparison is a comparative that says its attribute by itself: "lighter".
type Comparison struct {
	*Attribute
	More bool // more of it: heavier; less: lighter
}

func (l *Lexicon) readAttributes() {
	l.attribs, l.compares = newPhrases[*Attribute](), newPhrases[Comparison]()
	for line := range lines("attributes") {
		head, rest, _ := strings.Cut(line, ":")
		f := strings.Split(rest+"|||", "|")
		a := &Attribute{Name: strings.TrimSpace(head), Keys: list(f[1])}
		for _, w := range list(f[0]) {
			l.attribs.add(w, a)
		}
		for _, w := range list(f[2]) {
			l.compares.add(w, Comparison{a, true})
		}
		for _, w := range list(f[3]) {
			l.compares.add(w, Comparison{a, false})
		}
	}
}

// Attribute finds the name of an attribute at the start of norms: "battery life". It
// belongs to the lexicon and must not be changed.
func (l *Lexicon) Attribute(norms []string) (*Attribute, int) { return l.attribs.longest(norms) }

// Comparison finds a comparative at the start of norms, superlatives included: "lighter",
// "more expensive", "the quietest" (without its article).
func (l *Lexicon) Comparison(norms []string) (c Comparison, superlative bool, n int) {
	if c, n = l.compares.longest(norms); n > 0 {
		return c, isSuperlative(norms[0]), n
	}
	if len(norms) == 0 {
		return c, false, 0
	}
	if more, ok := comparative(norms[0]); ok {
		if c, n = l.compares.longest([]string{more}); n > 0 {
			return c, true, 1
		}
	}
	if len(norms) > 1 && (norms[0] == "most" || norms[0] == "least") {
		degree := "more"
		if norms[0] == "least" {
			degree = "less"
		}
		if c, n = l.compares.longest([]string{degree, norms[1]}); n == 2 {
			return c, true, 2
		}
	}
	return c, false, 0
}

func isSuperlative(norm string) bool {
	_, ok := comparative(norm)
	return ok || norm == "most" || norm == "least"
}

// comparative turns a superlative in -est into its comparative: "quietest" to "quieter".
func comparative(norm string) (string, bool) {
	if len(norm) > 5 && strings.HasSuffix(norm, "est") {
		return norm[:len(norm)-2] + "r", true
	}
	return "", false
}
