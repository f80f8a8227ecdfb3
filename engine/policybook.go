package engine

import (
	"math"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// policyBook matches questions to the shop's policies. It is immutable.
//
// A question is compared with every example question and every title by the cosine of their
// word weights (inverse document frequency over all of them, stems); words no policy uses
// weigh as the rarest ones, so that questions about other things come out low.
type policyBook struct {
	policies []data.Policy
	weight   map[string]float64
	rarest   float64
	asked    []example
}

// example is one example question or title of a policy.
type example struct {
	policy int
	words  map[string]float64
	norm   float64
}

// policyThreshold is the cosine from which a policy answers a question.
const policyThreshold = 0.55

func newPolicyBook(policies []data.Policy) *policyBook {
	b := &policyBook{policies: policies, weight: map[string]float64{}}
	var texts [][]string
	var owner []int
	for i, p := range policies {
		for _, q := range append([]string{p.Title}, p.Questions...) {
			texts, owner = append(texts, contentWords(q)), append(owner, i)
		}
	}
	seen := map[string]map[int]bool{}
	for n, words := range texts {
		for _, w := range words {
			if seen[w] == nil {
				seen[w] = map[int]bool{}
			}
			seen[w][owner[n]] = true
		}
	}
	b.rarest = math.Log(1 + float64(len(policies)))
	for w, in := range seen {
		b.weight[w] = math.Log(1 + float64(len(policies))/float64(len(in)))
	}
	for n, words := range texts {
		if e := b.example(words); e.norm > 0 {
			e.policy = owner[n]
			b.asked = append(b.asked, e)
		}
	}
	return b
}

func (b *policyBook) example(words []string) example {
	e := example{words: map[string]float64{}}
	for _, w := range words {
		weight, ok := b.weight[w]
		if !ok {
			weight = b.rarest
		}
		e.words[w] = weight
	}
	for _, w := range e.words {
		e.norm += w * w
	}
	e.norm = math.Sqrt(e.norm)
	return e
}

// match is the policy that answers a question best, with the cosine; false below the threshold.
func (b *policyBook) match(question string) (*data.Policy, float64, bool) {
	q := b.example(contentWords(question))
	if q.norm == 0 {
		return nil, 0, false
	}
	best, score := -1, 0.0
	for _, e := range b.asked {
		dot := 0.0
		for w, weight := range q.words {
			dot += weight * e.words[w]
		}
		if c := dot / (q.norm * e.norm); c > score {
			best, score = e.policy, c
		}
	}
	if best < 0 || score < policyThreshold {
		return nil, score, false
	}
	return &b.policies[best], score, true
}

// sample is a short question the shop answers, for examples; empty without policies.
func (b *policyBook) sample() string {
	best := ""
	for _, p := range b.policies {
		if len(p.Questions) > 0 && (best == "" || len(p.Questions[0]) < len(best)) {
			best = p.Questions[0]
		}
	}
	return best
}

// contentWords are the stems of the words of a question that carry its meaning, each once.
func contentWords(text string) []string {
	var out []string
	for _, t := range lexicon.Tokens(text) {
		if t.Kind == lexicon.Symbol || slices.Contains(functionWords, t.Norm) {
			continue
		}
		if w := lexicon.Stem(t.Norm); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// functionWords say how something is asked, not what about.
var functionWords = strings.Fields(`a an the i im ive you your yours we our me my it its is are was were be been am do does did
	can could would will shall should may might to of for in on at by with from and or if so that this these those there
	what whats which who how when where why please tell know want like need about any some have has had get got hi hello hey`)
