package policy

import (
	"slices"

	"shoptalk/data/lexicon"
)

// speller reads words nobody knows as the known ones they are one slip of the keyboard or one
// blank away from. It never changes.
type speller struct {
	words map[string]bool     // that are known
	slips map[string][]string // known words by each of their forms with a letter left out
}

// minSpelled is the number of letters a word must have to be corrected.
const minSpelled = 4

func newSpeller(words []string) *speller {
	s := &speller{words: make(map[string]bool, len(words)), slips: make(map[string][]string, 8*len(words))}
	for _, w := range words {
		if s.words[w] {
			continue
		}
		s.words[w] = true
		if len(w) < minSpelled {
			continue
		}
		for i := range len(w) {
			key := w[:i] + w[i+1:]
			s.slips[key] = append(s.slips[key], w)
		}
	}
	return s
}

// terms appends the words of a text as they were meant.
func (s *speller) terms(out []term, text string) []term {
	start := len(out)
	out = termsOf(out, text)
	for i := start; i < len(out); i++ {
		typed := out[i].norm
		if len(typed) < minSpelled || s.words[typed] || !letters(typed) || lexicon.English().Knows(typed) {
			continue
		}
		if meant := s.meant(typed); meant != "" {
			out[i] = newTerm(meant)
		} else if at := s.joined(typed); at > 0 {
			out[i] = newTerm(typed[:at])
			i++
			out = slices.Insert(out, i, newTerm(typed[at:]))
		}
	}
	return out
}

// joined is where a word falls into two that are known; 0 when it does not.
func (s *speller) joined(typed string) int {
	for at := len(typed) - 2; at >= 2; at-- {
		if a, b := typed[:at], typed[at:]; (s.words[a] || functionWords[a]) && (s.words[b] || functionWords[b]) {
			return at
		}
	}
	return 0
}

// meant is the likeliest known word one slip away; empty when there is none.
func (s *speller) meant(typed string) string {
	best := ""
	try := func(w string) {
		if oneSlip(typed, w) && (best == "" || lexicon.Nearer(typed, w, best) || !lexicon.Nearer(typed, best, w) && w < best) {
			best = w
		}
	}
	for _, w := range s.slips[typed] {
		try(w)
	}
	for i := range len(typed) {
		key := typed[:i] + typed[i+1:]
		if s.words[key] {
			try(key)
		}
		for _, w := range s.slips[key] {
			try(w)
		}
	}
	return best
}

// oneSlip tells whether a letter too many, too few, another one or two swapped ones make a
// of b.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	x, y := a[i:], b[i:]
	switch {
	case len(y) == len(x)+1:
		return y[1:] == x
	case len(x) != len(y) || len(x) == 0:
		return false
	}
	return x[1:] == y[1:] || len(x) > 1 && x[0] == y[1] && x[1] == y[0] && x[2:] == y[2:]
}

// letters tells whether a word is made of a to z alone.
func letters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// vocabulary lists the words that stand in at least two of the texts, sorted.
func vocabulary(texts []example) []string {
	last, twice := map[string]int{}, map[string]bool{}
	for i, e := range texts {
		for _, t := range termsOf(nil, e.text) {
			if at, ok := last[t.norm]; ok && at != i && letters(t.norm) {
				twice[t.norm] = true
			}
			last[t.norm] = i
		}
	}
	out := make([]string, 0, len(twice))
	for w := range twice {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}
