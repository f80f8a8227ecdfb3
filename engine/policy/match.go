package policy

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"

	"shoptalk/data"
)

// Matcher knows the policies of one shop. The zero value knows none and never matches.
type Matcher struct {
	ids         []string // of the policies, in the order they were given
	words       []string // of the examples, sorted
	speller     *speller // for them and those of words.txt
	space       space
	weights     []int16 // a row of one weight per policy for each feature of the space
	scale       float32 // of the weights
	curve       curve
	fingerprint string
}

// Match is a policy that may answer a question.
type Match struct {
	ID         string  // of the policy
	Confidence float64 // 0 to 1: how often a match of this score was right when the shop's questions were held out
	Reason     string  // for traces
}

// Question is a text with the policy that answers it.
type Question struct {
	Text string
	ID   string // empty when none of the policies does
}

// Learn makes a matcher. others are phrases about other things than the shop's policies:
// wishes for products, small talk, nonsense. As many of them as the policies have texts (but
// a hundred in any case) are used, taken evenly; more cost nothing. They may be nil: the
// threshold is then learned from the policies alone. Nothing is kept of the arguments.
func Learn(policies []data.Policy, others []string) *Matcher {
	m := &Matcher{fingerprint: Fingerprint(policies, others)}
	var texts []example
	for i, p := range policies {
		m.ids = append(m.ids, p.ID)
		texts = append(texts, example{p.Title, i, asked})
		for _, q := range p.Questions {
			texts = append(texts, example{q, i, asked})
		}
		texts = append(texts, example{p.Answer, i, told})
	}
	for _, text := range thin(others, max(leastOthers, len(texts))) {
		texts = append(texts, example{text, none, foreign})
	}
	if len(m.ids) > 0 {
		m.fit(texts)
	}
	return m
}

// leastOthers is how many phrases about other things are used by shops with few policies.
const leastOthers = 100

// fit learns from examples.
func (m *Matcher) fit(texts []example) {
	m.know(vocabulary(texts))
	s := newSample(m.speller, texts, len(m.ids))
	m.space = s.space
	m.curve = s.calibrate()
	m.weights, m.scale = quantise(s.fit())
}

// know gives the matcher the words it may correct others to.
func (m *Matcher) know(words []string) {
	m.words = words
	m.speller = newSpeller(slices.Concat(words, sameWords().words))
}

// Match says which policy answers a question; false when none of them does. The match given
// with false is the likeliest policy all the same, for traces, or the zero Match.
func (m *Matcher) Match(question string) (Match, bool) {
	w := m.weigh(question)
	defer w.free()
	best := w.best()
	if best < 0 {
		return Match{}, false
	}
	return m.match(w, best), w.scores[best] >= m.curve.threshold
}

// Rank gives the n likeliest policies, best first, whether they match or not. Policies a
// question has nothing in common with are left out.
func (m *Matcher) Rank(question string, n int) []Match {
	w := m.weigh(question)
	defer w.free()
	var order []int
	for c, s := range w.scores {
		if s > 0 {
			order = append(order, c)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.scores[b], w.scores[a]) })
	var out []Match
	for _, c := range order[:min(len(order), max(0, n))] {
		out = append(out, m.match(w, c))
	}
	return out
}

// Threshold is the least confidence of a match.
func (m *Matcher) Threshold() float64 { return m.curve.confidence(m.curve.threshold) }

// Fingerprint says what the matcher was learned from; see the function of this name.
func (m *Matcher) Fingerprint() string { return m.fingerprint }

func (m *Matcher) match(w *weighing, c int) Match {
	return Match{
		ID:         m.ids[c],
		Confidence: m.curve.confidence(w.scores[c]),
		Reason:     fmt.Sprintf("score %.2f, threshold %.2f", w.scores[c], m.curve.threshold),
	}
}

// weighing is one question at work: its scores, one per policy, and the room they need.
type weighing struct {
	features []feature
	vector   vector
	scores   []float32
}

var weighings = sync.Pool{New: func() any { return new(weighing) }}

// free gives the room back; the scores must not be used after it.
func (w *weighing) free() { weighings.Put(w) }

// weigh scores a question against every policy: about 1 for a question that might stand
// among its examples, about 0 for one that has nothing in common with them.
func (m *Matcher) weigh(question string) *weighing {
	w := weighings.Get().(*weighing)
	w.scores = append(w.scores[:0], make([]float32, len(m.ids))...)
	if len(m.ids) == 0 {
		return w
	}
	w.features = m.speller.features(w.features[:0], question)
	w.vector = m.space.vector(w.vector[:0], w.features)
	for _, e := range w.vector {
		row := m.weights[int(e.at)*len(m.ids):][:len(m.ids)]
		x := e.x * m.scale
		for c, weight := range row {
			w.scores[c] += x * float32(weight)
		}
	}
	return w
}

// best is the policy with the highest score above 0; -1 when there is none.
func (w *weighing) best() int {
	best, score := -1, float32(0)
	for c, s := range w.scores {
		if s > score {
			best, score = c, s
		}
	}
	return best
}

// quantise turns weights into whole numbers with one scale.
func quantise(weights []float64) ([]int16, float32) {
	top := 0.0
	for _, w := range weights {
		top = max(top, math.Abs(w))
	}
	if top == 0 {
		return make([]int16, len(weights)), 0
	}
	out := make([]int16, len(weights))
	for i, w := range weights {
		out[i] = int16(math.Round(w / top * math.MaxInt16))
	}
	return out, float32(top / math.MaxInt16)
}

// thin takes at most n texts, evenly.
func thin[T any](all []T, n int) []T {
	if len(all) <= n {
		return all
	}
	out := make([]T, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
	}
	return out
}
