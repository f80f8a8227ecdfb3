package index

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// passages are the shop's policies, ready to be found for a question. Every title, example
// question and answer is a vector of words, word pairs and pieces of words, weighted by
// rarity, so that misspelt and inflected questions still come near.
type passages struct {
	ids   []string
	texts []passageText
	idf   map[string]float64
}

// passageText is one text of a policy.
type passageText struct {
	policy int
	weight float64 // answers count less than questions
	vector map[string]float64
}

const (
	answerWeight = 0.6
	pieceWeight  = 0.5 // of a piece of a word beside the word
	pairWeight   = 0.7 // of two words side by side
)

func newPassages(list []data.Policy) *passages {
	p := &passages{idf: map[string]float64{}}
	var raw []map[string]float64
	add := func(policy int, weight float64, text string) {
		if f := features(text); len(f) > 0 {
			raw = append(raw, f)
			p.texts = append(p.texts, passageText{policy: policy, weight: weight})
		}
	}
	for i := range list {
		p.ids = append(p.ids, list[i].ID)
		add(i, 1, list[i].Title)
		for _, q := range list[i].Questions {
			add(i, 1, q)
		}
		add(i, answerWeight, list[i].Answer)
	}
	for _, f := range raw {
		for k := range f {
			p.idf[k]++
		}
	}
	for k, df := range p.idf {
		p.idf[k] = math.Log(1 + float64(len(raw))/df)
	}
	for i, f := range raw {
		p.texts[i].vector = p.weigh(f)
	}
	return p
}

// features counts what a text is compared by.
func features(text string) map[string]float64 {
	f := map[string]float64{}
	before := ""
	for _, t := range lexicon.Tokens(text) {
		if t.Kind == lexicon.Symbol {
			continue
		}
		stem := lexicon.Stem(t.Norm)
		f["w "+stem]++
		if before != "" {
			f["p "+before+" "+stem] += pairWeight
		}
		before = stem
		for padded, i := "<"+t.Norm+">", 0; i+4 <= len(padded); i++ {
			f["c "+padded[i:i+4]] += pieceWeight
		}
	}
	return f
}

// weigh turns counts into a normalised vector; what no policy says weighs as much as what
// one does, so that strange words make a question unlike all of them.
func (p *passages) weigh(f map[string]float64) map[string]float64 {
	rare := math.Log(1 + float64(max(1, len(p.texts))))
	sum := 0.0
	for k, n := range f {
		w, ok := p.idf[k]
		if !ok {
			w = rare
		}
		f[k] = w * n
		sum += f[k] * f[k]
	}
	for k := range f {
		f[k] /= math.Sqrt(sum)
	}
	return f
}

// Passages finds the policies for a question, best first, at most n: by words, and by pieces
// of words where those are misspelt. Scores are the likeness of the best text of a policy.
func (x *Index) Passages(ctx context.Context, question string, n int) ([]Passage, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return x.passages.Load().find(question, n), nil
}

func (p *passages) find(question string, n int) []Passage {
	q := p.weigh(features(question))
	keys := make([]string, 0, len(q))
	for k := range q {
		keys = append(keys, k)
	}
	slices.Sort(keys) // sums must not depend on the order of a map
	scores := make([]float64, len(p.ids))
	for i := range p.texts {
		t := &p.texts[i]
		dot := 0.0
		for _, k := range keys {
			dot += q[k] * t.vector[k]
		}
		scores[t.policy] = max(scores[t.policy], t.weight*dot)
	}
	var out []Passage
	for i, s := range scores {
		if s > 0 {
			out = append(out, Passage{ID: p.ids[i], Score: min(1, s)})
		}
	}
	slices.SortStableFunc(out, func(a, b Passage) int { return cmp.Compare(b.Score, a.Score) })
	return out[:min(max(n, 0), len(out))]
}

func (x *Index) readPolicies(ctx context.Context) error {
	list, err := x.opt.Store.Policies(ctx)
	if err != nil {
		return fmt.Errorf("index: read policies: %w", err)
	}
	x.passages.Store(newPassages(list))
	return nil
}
