package policy

import "math"

// none is the policy of phrases about other things.
const none = -1

// example is a text with the policy it belongs to.
type example struct {
	text   string
	policy int
	source source
}

// source says what an example is.
type source uint8

const (
	asked   source = iota // a title or an example question
	told                  // an answer
	foreign               // a phrase about other things
)

// trust is how much an example counts against a question.
var trust = [...]float64{asked: 1, told: 0.5, foreign: 0.5}

// sample is a set of examples in their space, to learn from.
type sample struct {
	space    space
	policies int
	vectors  []vector
	policy   []int     // by example
	source   []source  // by example
	slack    []float64 // by example: how freely a score may differ from what the example says
}

// How the weights are fitted, see DESIGN.md.
const (
	shrink  = 0.7 // weight of small weights against small errors
	balance = 0.4 // 0: every example counts the same, 1: every policy does
	passes  = 15  // over all examples
)

// newSample puts examples into their own space. Examples without a feature are left out.
func newSample(words *speller, texts []example, policies int) *sample {
	s := &sample{policies: policies}
	var seen [][]feature
	for _, e := range texts {
		if fs := words.features(nil, e.text); len(fs) > 0 {
			seen = append(seen, fs)
			s.policy = append(s.policy, e.policy)
			s.source = append(s.source, e.source)
		}
	}
	s.space = newSpace(seen)
	for _, fs := range seen {
		s.vectors = append(s.vectors, s.space.vector(make(vector, 0, len(fs)), fs))
	}
	s.slack = s.slacks()
	return s
}

// slacks lets examples of policies with many of them differ more, and those of less trust.
func (s *sample) slacks() []float64 {
	count := make([]float64, s.policies)
	total := 0.0
	for _, c := range s.policy {
		if c != none {
			count[c]++
			total++
		}
	}
	out := make([]float64, len(s.policy))
	for i, c := range s.policy {
		out[i] = shrink / trust[s.source[i]]
		if c != none {
			out[i] /= math.Pow(total/float64(s.policies)/count[c], balance)
		}
	}
	return out
}

// target is what an example should score for a policy.
func (s *sample) target(example, policy int) float64 {
	if s.policy[example] == policy {
		return 1
	}
	return 0
}

// fit finds the weights, a row per place, that give each example 1 for its policy and 0 for
// the others with the least squared error and the least squared weights: ridge regression,
// by coordinate ascent over its dual. Products are rounded before they are added, so that
// every processor gives the same.
func (s *sample) fit() []float64 {
	k := s.policies
	weights := make([]float64, len(s.space.rarity)*k)
	dual := make([]float64, len(s.vectors)*k)
	step := make([]float64, k)
	for range passes {
		for i, v := range s.vectors {
			s.improve(i, v, weights, dual[i*k:i*k+k], step)
		}
	}
	return weights
}

// improve moves the weights to where one example wants them.
func (s *sample) improve(i int, v vector, weights, dual, step []float64) {
	k := len(step)
	length := 0.0
	clear(step)
	for _, e := range v {
		x := float64(e.x)
		length += float64(x * x)
		for c, w := range weights[int(e.at)*k : int(e.at)*k+k] {
			step[c] += float64(w * x)
		}
	}
	for c, score := range step {
		step[c] = (s.target(i, c) - score - float64(s.slack[i]*dual[c])) / (length + s.slack[i])
		dual[c] += step[c]
	}
	for _, e := range v {
		x := float64(e.x)
		row := weights[int(e.at)*k : int(e.at)*k+k]
		for c, d := range step {
			row[c] += float64(d * x)
		}
	}
}
