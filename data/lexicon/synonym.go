package lexicon

import "strings"

func (l *Lexicon) readSynonyms() {
	l.alike = make(map[string][]int, 1200)
	l.begins = make(map[string]bool, 1000)
	for line := range lines("synonyms") {
		group := list(strings.ToLower(line))
		for _, w := range group {
			first, _, _ := strings.Cut(w, " ")
			l.begins[first] = true
			l.alike[w] = append(l.alike[w], len(l.synonyms))
		}
		l.synonyms = append(l.synonyms, group)
	}
}

// Synonyms lists the groups of words and phrases that mean the same, singular and folded.
// The slices belong to the lexicon and must not be changed.
func (l *Lexicon) Synonyms() [][]string { return l.synonyms }

// Alike lists the other words and phrases of the groups a phrase is in; plural or singular
// makes no difference. It is nil for a phrase without synonyms.
func (l *Lexicon) Alike(phrase string) []string {
	groups := l.alike[phrase]
	if groups == nil {
		groups = l.alike[l.Singular(phrase)]
	}
	if groups == nil {
		groups = l.alike[l.Plural(phrase)]
	}
	var out []string
	for _, g := range groups {
		for _, w := range l.synonyms[g] {
			if w != phrase && w != l.Singular(phrase) {
				out = append(out, w)
			}
		}
	}
	return out
}

// Begins tells whether a word begins any phrase that has synonyms.
func (l *Lexicon) Begins(norm string) bool { return l.begins[norm] }
