package index

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"shoptalk/data"
	"shoptalk/index/keyword"
)

// The levels of a search, in the order they are tried.
const (
	LevelConstraints = "constraints" // no words were given
	LevelAll         = "all words"
	LevelSome        = "some words"
	LevelFuzzy       = "fuzzy"
	LevelMeaning     = "meaning"
	LevelLookup      = "lookup" // the index is being built; the store was asked
)

// ranking is the text part of a search: who says the words, best first. It does not depend
// on price, stock or constraints and is shared by everybody who asks the same.
type ranking struct {
	hits    []ranked
	words   []queryWord
	assumed []Assumption
}

// ranked is one product of a ranking.
type ranked struct {
	id     data.ProductID
	place  int32
	score  float32 // of the whole ranking
	words  uint16  // which query words it says
	fields keyword.FieldSet
	text   float32 // share of the score that words gave
	like   float32 // share of the score that meaning gave
}

// rankWords ranks the products that say all words of a query, or, with some, a good share.
func (x *Index) rankWords(ctx context.Context, g *generation, qw []queryWord, some bool) (*ranking, error) {
	out := &ranking{words: qw}
	if len(qw) == 0 {
		return out, nil
	}
	forms := make([]keyword.Word, len(qw))
	for i := range qw {
		forms[i] = qw[i].forms
	}
	matches, found, err := g.words.Search(ctx, forms, fieldWeights())
	if err != nil {
		return out, fmt.Errorf("index: search: %w", err)
	}
	weights, total := wordWeights(found, g.words.Count())
	all := uint16(1)<<len(qw) - 1
	best := float32(0)
	out.hits = make([]ranked, 0, len(matches)/4+8)
	for _, m := range matches {
		share := float32(1)
		if m.Words != all {
			if !some {
				continue
			}
			if share = sumBits(weights, m.Words) / total; share < someShare || m.Words == 0 {
				continue
			}
		}
		place, ok := g.cols.place[data.ProductID(m.ID)]
		if !ok {
			continue
		}
		best = max(best, m.Score)
		out.hits = append(out.hits, ranked{id: data.ProductID(m.ID), place: place, score: m.Score, words: m.Words, fields: m.Fields, text: share})
	}
	for i := range out.hits {
		h := &out.hits[i]
		h.score = h.score/best + shareWeight*h.text
		h.text = h.score
	}
	sortRanked(out.hits)
	return out, nil
}

// wordWeights says how much each word of a query counts: the rarer the more.
func wordWeights(found []int, docs int) (weights [MaxQueryWords]float32, total float32) {
	for i, n := range found {
		weights[i] = float32(math.Log(1 + (float64(docs)-float64(n)+0.5)/(float64(n)+0.5)))
		total += weights[i]
	}
	return weights, total
}

func sumBits(weights [MaxQueryWords]float32, bits uint16) float32 {
	sum := float32(0)
	for i, w := range weights {
		if bits&(1<<i) != 0 {
			sum += w
		}
	}
	return sum
}

// sortRanked puts the best first; equals stand in the order of their ids, so that the same
// search always gives the same list.
func sortRanked(hits []ranked) {
	slices.SortFunc(hits, func(a, b ranked) int {
		if c := cmp.Compare(b.score, a.score); c != 0 {
			return c
		}
		return cmp.Compare(a.id, b.id)
	})
}
