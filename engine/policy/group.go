package policy

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed words.txt
var wordsText string

// maxPhrase is how many words a phrase of words.txt may have.
const maxPhrase = 4

// wordGroups finds the groups of words that mean the same. It never changes.
type wordGroups struct {
	of    map[uint64][]uint64 // keys of groups by the hash of a phrase's stems
	words []string            // all their words
}

// sameWords are the groups of words.txt, read once.
var sameWords = sync.OnceValue(func() *wordGroups {
	g := &wordGroups{of: map[uint64][]uint64{}}
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
		g.words = append(g.words, t.norm)
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
