package policy

import (
	"slices"

	"shoptalk/data"
)

// Score counts how questions were matched.
type Score struct {
	Answered, AnsweredRight     int // questions one of the policies answers; those it was found for
	Unanswered, UnansweredRight int // questions none answers; those recognised as such
}

// Accuracy is the share of all questions that were treated right; 0 without questions.
func (s Score) Accuracy() float64 {
	return ratio(s.AnsweredRight+s.UnansweredRight, s.Answered+s.Unanswered)
}

// InScope is the share of the questions some policy answers for which it was found.
func (s Score) InScope() float64 { return ratio(s.AnsweredRight, s.Answered) }

// OutOfScope is the share of the questions none answers that were recognised as such.
func (s Score) OutOfScope() float64 { return ratio(s.UnansweredRight, s.Unanswered) }

func ratio(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}

func (s *Score) add(o Score) {
	s.Answered += o.Answered
	s.AnsweredRight += o.AnsweredRight
	s.Unanswered += o.Unanswered
	s.UnansweredRight += o.UnansweredRight
}

// Evaluate matches questions whose answers are known.
func Evaluate(m *Matcher, questions []Question) Score {
	var s Score
	for _, q := range questions {
		match, ok := m.Match(q.Text)
		if q.ID == "" {
			s.Unanswered++
			if !ok {
				s.UnansweredRight++
			}
			continue
		}
		s.Answered++
		if ok && match.ID == q.ID {
			s.AnsweredRight++
		}
	}
	return s
}

// CrossValidate says how well a shop's own questions are matched when they are held out. In
// each of the folds (at least two) one part of the questions of every policy is asked of a
// matcher that learned from the rest. In passing, every policy is left out whole once, its
// questions then being questions none answers, and so is a part of the phrases about other
// things.
func CrossValidate(policies []data.Policy, others []string, folds int) Score {
	var total Score
	folds = max(2, folds)
	for fold := range folds {
		kept, asked := split(policies, fold, folds)
		var rest []string
		for i, text := range others {
			if i%folds == fold {
				asked = append(asked, Question{Text: text})
			} else {
				rest = append(rest, text)
			}
		}
		total.add(Evaluate(Learn(kept, rest), asked))
	}
	return total
}

// split takes the questions of a fold out of policies.
func split(policies []data.Policy, fold, folds int) (kept []data.Policy, asked []Question) {
	for i, p := range policies {
		if i%folds == fold && len(policies) > 1 {
			for _, q := range p.Questions {
				asked = append(asked, Question{Text: q})
			}
			continue
		}
		p.Questions = slices.Clone(p.Questions)
		var rest []string
		for j, q := range p.Questions {
			if (i+j)%folds == fold && len(p.Questions) > 1 {
				asked = append(asked, Question{Text: q, ID: p.ID})
			} else {
				rest = append(rest, q)
			}
		}
		p.Questions = rest
		kept = append(kept, p)
	}
	return kept, asked
}
