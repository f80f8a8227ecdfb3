package lexicon

import (
	"slices"
	"strings"
)

// phrases finds the longest known phrase at the start of a run of words.
type phrases[V any] struct {
	first map[string][]phrase[V] // by first word, longest first
}

type phrase[V any] struct {
	rest  []string
	value V
}

func newPhrases[V any]() *phrases[V] { return &phrases[V]{first: make(map[string][]phrase[V])} }

// add learns a phrase; the first meaning of a phrase stays.
func (p *phrases[V]) add(text string, value V) {
	words := strings.Fields(Fold(strings.ReplaceAll(text, "'", "")))
	if len(words) == 0 {
		return
	}
	at := p.first[words[0]]
	for _, old := range at {
		if slices.Equal(old.rest, words[1:]) {
			return
		}
	}
	at = append(at, phrase[V]{words[1:], value})
	slices.SortStableFunc(at, func(a, b phrase[V]) int { return len(b.rest) - len(a.rest) })
	p.first[words[0]] = at
}

// longest gives the value of the longest phrase norms begins with, and its number of words;
// 0 when none does.
func (p *phrases[V]) longest(norms []string) (value V, n int) {
	if len(norms) == 0 {
		return value, 0
	}
	for _, ph := range p.first[norms[0]] {
		if len(ph.rest) < len(norms) && slices.Equal(ph.rest, norms[1:1+len(ph.rest)]) {
			return ph.value, 1 + len(ph.rest)
		}
	}
	return value, 0
}
