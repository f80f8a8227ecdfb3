package policy

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"shoptalk/data/lexicon"
)

//go:embed words.txt
var wordsText string

// maxPhrase is how many words a phrase of words.txt may have.
const maxPhrase = 4

// wordGroups finds the groups of words that mean the same. It never changes.
type wordGroups struct {
	of    map[uint64][]uint64 // keys of groups by the hash of a phrase's stems
	stems map[uint64]bool     // of all words
}

// sameWords are the groups of words.txt, read once.
var sameWords = sync.OnceValue(func() *wordGroups {
	g := &wordGroups{of: map[uint64][]uint64{}, stems: map[uint64]bool{}}
	for line := range strings.Lines(wordsText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, _, _ := strings.Cut(line, ",")
		key := hashOf("=" + name)
		for _, phrase := range strings.Split(line, ",") {
			g.add(termsOf(nil, phrase), uint64(key))
		}
	}
	return g
})

func (g *wordGroups) add(phrase []term, key uint64) {
	h := hashStart
	for _, t := range phrase {
		h = hash(h.join(t.stem))
		g.stems[t.stem] = true
	}
	if keys := g.of[uint64(h)]; !slices.Contains(keys, key) {
		g.of[uint64(h)] = append(keys, key)
	}
}

// longest gives the groups of the longest phrase at the start of terms and its number of
// words; 0 when none is known.
func (g *wordGroups) longest(terms []term) (keys []uint64, n int) {
	h := hashStart
	for i, t := range terms[:min(len(terms), maxPhrase)] {
		h = hash(h.join(t.stem))
		if found := g.of[uint64(h)]; found != nil {
			keys, n = found, i+1
		}
	}
	return keys, n
}

// respell reads words nobody knows as the words of words.txt they are one slip away from.
func respell(terms []term) []term {
	g, english := sameWords(), lexicon.English()
	for i, t := range terms {
		if g.stems[t.stem] || english.Knows(t.norm) {
			continue
		}
		if meant, ok := english.Respell(t.norm); ok {
			if m := newTerm(meant); g.stems[m.stem] {
				terms[i] = m
			}
		}
	}
	return terms
}
