package index

import (
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// synonyms are the readings of words and phrases that mean the same, by stems: the shop's
// own first, then those of the language.
type synonyms struct {
	readings map[string][][]string // stems of a phrase to those of its readings
	longest  map[string]int        // first stem to the words of the longest phrase
	shop     []data.Synonym
}

func newSynonyms(shop []data.Synonym) *synonyms {
	s := &synonyms{readings: map[string][][]string{}, longest: map[string]int{}, shop: shop}
	for _, syn := range shop {
		s.group(syn.Words, syn.Words)
		s.group(syn.From, syn.To)
	}
	for _, group := range lexicon.English().Synonyms() {
		s.group(group, group)
	}
	return s
}

// group makes each of the to phrases a reading of each of the from phrases.
func (s *synonyms) group(from, to []string) {
	for _, f := range from {
		stems := phraseStems(f)
		if len(stems) == 0 {
			continue
		}
		key := strings.Join(stems, " ")
		for _, t := range to {
			if reading := phraseStems(t); len(reading) > 0 && strings.Join(reading, " ") != key {
				s.readings[key] = append(s.readings[key], reading)
			}
		}
		s.longest[stems[0]] = max(s.longest[stems[0]], len(stems))
	}
}

func phraseStems(phrase string) []string {
	var out []string
	for _, n := range phraseNorms(phrase) {
		out = append(out, lexicon.Stem(n))
	}
	return out
}

// add gives the words of each phrase in a query, longest phrases first, the readings of the
// phrase that the catalog can answer to. A reading of several words counts where all of them
// stand.
func (s *synonyms) add(v *Vocabulary, q []queryWord, stems []string) {
	for i := 0; i < len(stems); {
		i += max(1, s.addAt(v, q, stems, i))
	}
}

func (s *synonyms) addAt(v *Vocabulary, q []queryWord, stems []string, i int) int {
	for n := min(s.longest[stems[i]], len(stems)-i); n > 0; n-- {
		readings := s.readings[strings.Join(stems[i:i+n], " ")]
		if readings == nil {
			continue
		}
		for _, r := range readings {
			if slices.ContainsFunc(r, func(t string) bool { return v.stems[t] == 0 && v.words[t] == 0 }) {
				continue
			}
			for j := i; j < i+n; j++ {
				q[j].add(synonymWeight, r...)
			}
		}
		return n
	}
	return 0
}

// teach adds to a vocabulary the phrases that mean the same as phrases it knows: a shop
// without the word "sneakers" still takes them for its running shoes.
func (s *synonyms) teach(v *Vocabulary) {
	for _, group := range lexicon.English().Synonyms() {
		v.teach(group, group)
	}
	for _, syn := range s.shop {
		v.teach(syn.Words, syn.Words)
		v.teach(syn.From, syn.To)
	}
}

// teach gives each of the from phrases that means nothing yet the meanings of the to phrases.
func (v *Vocabulary) teach(from, to []string) {
	var terms []Term
	for _, t := range to {
		for _, term := range v.phrases[phraseKey(phraseNorms(t))] {
			if term.Kind != ProductTerm && term.Kind != KeyTerm {
				terms = append(terms, term)
			}
		}
	}
	slices.SortFunc(terms, compareTerms)
	for _, f := range from {
		norms := phraseNorms(f)
		if len(norms) == 0 || v.phrases[phraseKey(norms)] != nil {
			continue
		}
		for _, t := range terms {
			v.addTerm(norms, t)
		}
	}
}
