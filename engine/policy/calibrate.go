package policy

import (
	"cmp"
	"math"
	"slices"
)

// curve turns a score into a confidence and says from which score a match counts.
type curve struct {
	threshold    float32
	slope, shift float32 // the confidence is 1 / (1 + e^-(slope*score + shift))
}

// unlearned is the curve of a shop that has too little to learn one from.
var unlearned = curve{threshold: 0.3, slope: 10, shift: -3}

func (c curve) confidence(score float32) float64 {
	return 1 / (1 + math.Exp(-float64(c.slope*score+c.shift)))
}

// trial is how a text fared that the model had not seen.
type trial struct {
	score   float64
	outcome outcome
	weight  float64
}

// outcome is what comes of answering with the best policy.
type outcome uint8

const (
	right outcome = iota // it is the one
	wrong                // another one answers the question
	vain                 // none does
)

// The trials, see DESIGN.md.
const (
	similar      = 0.5  // cosine from which two examples say the same thing
	maxTrials    = 900  // examples that take part
	shareForeign = 0.5  // of phrases about other things among what no policy answers
	nearBest     = 0.02 // thresholds this close to the best are as good
)

// calibrate learns the curve from trials of the shop's own questions. Each is tried twice:
// with the examples of its policy that say nearly the same left out, for shoppers do not
// repeat the owner's sentences, and, as a question nobody answers, with its whole policy
// left out. Phrases about other things are tried alone.
func (s *sample) calibrate() curve {
	if s = s.thin(maxTrials); len(s.vectors) == 0 {
		return unlearned
	}
	h := s.hold()
	in, out, other := h.answered(), h.unanswered(), h.unrelated()
	if len(in) == 0 || len(out)+len(other) == 0 {
		return unlearned
	}
	share := shareForeign
	if len(out) == 0 {
		share = 1
	} else if len(other) == 0 {
		share = 0
	}
	all := slices.Concat(spread(in, 0.5), spread(out, 0.5*(1-share)), spread(other, 0.5*share))
	slices.SortStableFunc(all, func(a, b trial) int { return cmp.Compare(b.score, a.score) })
	least := threshold(all)
	slope, shift := logistic(all)
	if slope < 1 { // higher scores are not right more often: too little to learn from
		slope, shift = float64(unlearned.slope), -float64(unlearned.slope)*least
	}
	return curve{threshold: float32(least), slope: float32(slope), shift: float32(shift)}
}

// spread gives trials a weight together.
func spread(trials []trial, weight float64) []trial {
	for i := range trials {
		trials[i].weight = weight / float64(len(trials))
	}
	return trials
}

// threshold is the score from which on answering does most good: the middle of those that are
// nearly the best. The trials begin with the highest score. Where keeping silent is better
// than any threshold, there was too little to learn from.
func threshold(trials []trial) float64 {
	value, best := 0.0, 0.0
	values := make([]float64, len(trials))
	for i, t := range trials {
		switch t.outcome {
		case right:
			value += t.weight
		case vain:
			value -= t.weight
		}
		values[i] = value
		best = max(best, value)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i, v := range values {
		if v >= best-nearBest {
			low, high = min(low, trials[i].score), max(high, trials[i].score)
		}
	}
	if low > high {
		return float64(unlearned.threshold)
	}
	return max((low+high)/2, leastThreshold)
}

// leastThreshold keeps what has next to nothing in common with the policies from matching.
const leastThreshold = 0.1

// logistic fits how likely a match of a score is right, by Newton's method in short steps. A
// little is added to the curvature and to the square of what it finds, so that trials that
// leave no doubt still give a finite curve.
func logistic(trials []trial) (slope, shift float64) {
	const rounds, firm, stride = 60, 1e-3, 2.0
	for range rounds {
		g0, g1 := -firm*shift, -firm*slope
		h00, h01, h11 := firm, 0.0, firm
		for _, t := range trials {
			p := 1 / (1 + math.Exp(-(slope*t.score + shift)))
			d := -p
			if t.outcome == right {
				d++
			}
			g0 += t.weight * d
			g1 += t.weight * d * t.score
			q := t.weight * p * (1 - p)
			h00 += q
			h01 += q * t.score
			h11 += q * t.score * t.score
		}
		det := h00*h11 - h01*h01
		shift += min(stride, max(-stride, (h11*g0-h01*g1)/det))
		slope += min(stride, max(-stride, (h00*g1-h01*g0)/det))
	}
	return slope, shift
}
