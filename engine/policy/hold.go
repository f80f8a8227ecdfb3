package policy

import (
	"slices"

	"gonum.org/v1/gonum/mat"
)

// held is a fitted model that can tell what it would say without some of its examples. For
// ridge regression that needs no fitting again: with the similarities of the examples K, the
// slack S and the inverse M of K+S, the residuals of the examples g, had they been left out,
// are the solution r of M[g,g] r = (M Y)[g].
type held struct {
	*sample
	like    *mat.SymDense // similarities of the examples
	inverse *mat.SymDense
	dual    *mat.Dense // inverse times targets
	of      [][]int    // examples by policy
}

func (s *sample) hold() *held {
	n := len(s.vectors)
	h := &held{sample: s, like: s.likeness(), inverse: mat.NewSymDense(n, nil), of: make([][]int, s.policies)}
	sum := mat.NewSymDense(n, nil)
	sum.CopySym(h.like)
	targets := mat.NewDense(n, s.policies, nil)
	for i, c := range s.policy {
		sum.SetSym(i, i, h.like.At(i, i)+s.slack[i])
		if c != none {
			targets.Set(i, c, 1)
			h.of[c] = append(h.of[c], i)
		}
	}
	invert(h.inverse, sum)
	h.dual = mat.NewDense(n, s.policies, nil)
	h.dual.Mul(h.inverse, targets)
	return h
}

// invert gives the inverse of a matrix that slack on the diagonal made positive definite.
func invert(out, in *mat.SymDense) {
	var c mat.Cholesky
	if !c.Factorize(in) {
		panic("policy: similarities and slack are not positive definite")
	}
	if err := c.InverseTo(out); err != nil {
		panic(err) // as bad a condition cannot be with slack of at least shrink/10
	}
}

// likeness multiplies all vectors with all others.
func (s *sample) likeness() *mat.SymDense {
	n := len(s.vectors)
	type posting struct {
		example int
		x       float64
	}
	lists := make([][]posting, len(s.space.rarity))
	out := mat.NewSymDense(n, nil)
	row := make([]float64, n)
	for i, v := range s.vectors {
		clear(row)
		for _, e := range v {
			lists[e.at] = append(lists[e.at], posting{i, float64(e.x)})
			for _, p := range lists[e.at] {
				row[p.example] += float64(e.x) * p.x
			}
		}
		for j := range i + 1 {
			out.SetSym(j, i, row[j])
		}
	}
	return out
}

// without gives the scores of examples, a row each, had they been left out.
func (h *held) without(g []int) *mat.Dense {
	block := mat.NewSymDense(len(g), nil)
	rest := mat.NewDense(len(g), h.policies, nil)
	for i, p := range g {
		for j := i; j < len(g); j++ {
			block.SetSym(i, j, h.inverse.At(p, g[j]))
		}
		rest.SetRow(i, h.dual.RawRowView(p))
	}
	var c mat.Cholesky
	if !c.Factorize(block) || c.SolveTo(rest, rest) != nil {
		panic("policy: a block of an inverse is not positive definite")
	}
	for i, p := range g {
		row := rest.RawRowView(i)
		for k := range row {
			row[k] = h.target(p, k) - row[k]
		}
	}
	return rest
}

// answered tries each question without the examples of its policy that are like it. At least
// one example stays; policies with only one have none to try.
func (h *held) answered() []trial {
	var out []trial
	for c, of := range h.of {
		for _, i := range of {
			if h.source[i] != asked || len(of) == 1 {
				continue
			}
			score, best := top(h.without(h.alike(i, of)).RawRowView(0), none)
			t := trial{score: score, outcome: wrong}
			if best == c {
				t.outcome = right
			}
			out = append(out, t)
		}
	}
	return out
}

// alike lists an example and those of its policy that are like it, but never all.
func (h *held) alike(i int, of []int) []int {
	g := []int{i}
	far, least := -1, 2.0
	for _, j := range of {
		if j == i {
			continue
		}
		like := h.like.At(i, j)
		if like >= similar {
			g = append(g, j)
		}
		if like < least {
			far, least = j, like
		}
	}
	if len(g) == len(of) {
		g = slices.DeleteFunc(g, func(j int) bool { return j == far })
	}
	return g
}

// unanswered tries the questions of each policy with the whole policy left out. A shop with
// one policy has none to try.
func (h *held) unanswered() []trial {
	var out []trial
	for c, of := range h.of {
		if len(of) == 0 || h.only(c) {
			continue
		}
		scores := h.without(of)
		for i, e := range of {
			if h.source[e] == asked {
				score, _ := top(scores.RawRowView(i), c)
				out = append(out, trial{score: score, outcome: vain})
			}
		}
	}
	return out
}

// only tells whether no other policy has examples.
func (h *held) only(c int) bool {
	for other, of := range h.of {
		if other != c && len(of) > 0 {
			return false
		}
	}
	return true
}

// foreign tries phrases about other things.
func (h *held) unrelated() []trial {
	var out []trial
	for i, from := range h.source {
		if from == foreign {
			score, _ := top(h.without([]int{i}).RawRowView(0), none)
			out = append(out, trial{score: score, outcome: vain})
		}
	}
	return out
}

// top is the highest score and its policy, but for one policy.
func top(scores []float64, but int) (float64, int) {
	best := -1
	for c, s := range scores {
		if c != but && (best < 0 || s > scores[best]) {
			best = c
		}
	}
	return scores[best], best
}

// thin is a sample of at most n of the examples, evenly.
func (s *sample) thin(n int) *sample {
	if len(s.vectors) <= n {
		return s
	}
	out := &sample{space: s.space, policies: s.policies, vectors: thin(s.vectors, n), policy: thin(s.policy, n), source: thin(s.source, n)}
	out.slack = out.slacks()
	return out
}
