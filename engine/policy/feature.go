package policy

import (
	"cmp"
	"slices"
	"strings"

	"shoptalk/data/lexicon"
)

// feature is one thing seen in a text.
type feature struct {
	key    uint64
	weight float32
	kind   kind
}

// kind says what a feature is made of.
type kind uint8

const (
	word  kind = iota // the stem of a word
	pair              // two neighbouring stems, or one with an end of the text
	gram              // three or four neighbouring letters of a word
	group             // a group of words that mean the same
	topic             // two groups, or other words that carry meaning, close to each other
)

// weightOf is how much a feature of each kind counts, and unseenOf how much of that counts
// to the length of a text when no example has the feature. A text with much that no example
// has is long in that sense, and its scores are low.
var (
	weightOf = [...]float32{word: 1, pair: 0.6, gram: 0.3, group: 1.5, topic: 1}
	unseenOf = [...]float32{word: 1, pair: 0.5, gram: 1, group: 1, topic: 1}
)

const (
	minor    = 0.3 // weight of function words against others
	maxWords = 200 // of a text that are looked at
	maxRunes = 24  // of a word whose letters are looked at
	reach    = 2   // how far apart the two parts of a topic may be
)

// features appends what a text consists of, each feature once, in the order of keys.
func (s *speller) features(out []feature, text string) []feature {
	var room [64]term
	terms := s.terms(room[:0], text)
	start := len(out)
	prev := hashOf("^")
	for i := range terms {
		t := &terms[i]
		out = append(out, feature{t.stem, weightOf[word] * t.weight(), word})
		out = append(out, feature{prev.join(t.stem), weightOf[pair], pair})
		out = grams(out, t)
		prev = hash(t.stem)
	}
	if len(terms) > 0 {
		out = append(out, feature{prev.join(uint64(hashOf("$"))), weightOf[pair], pair})
	}
	out = groups(out, terms)
	return out[:start+len(once(out[start:]))]
}

// once sorts features and leaves each in once, with its highest weight.
func once(fs []feature) []feature {
	slices.SortFunc(fs, func(a, b feature) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(b.weight, a.weight))
	})
	return slices.CompactFunc(fs, func(a, b feature) bool { return a.key == b.key })
}

// term is a word of a text.
type term struct {
	norm  string
	stem  uint64 // hash of its stem
	minor bool
}

func (t *term) weight() float32 {
	if t.minor {
		return minor
	}
	return 1
}

func termsOf(out []term, text string) []term {
	for _, t := range lexicon.Tokens(text) {
		if t.Kind == lexicon.Symbol || t.Norm == "" || len(out) == maxWords {
			continue
		}
		norm := t.Norm
		if norm[0] >= '0' && norm[0] <= '9' && (t.Kind == lexicon.Number || len(norm) > 5) {
			norm = "0" // figures are all alike
		}
		out = append(out, newTerm(norm))
	}
	return out
}

func newTerm(norm string) term {
	return term{norm, uint64(hashOf(lexicon.Stem(norm))), functionWords[norm]}
}

// grams appends the runs of three and four letters of a word with its ends marked.
func grams(out []feature, t *term) []feature {
	letters := t.norm[:min(len(t.norm), maxRunes)]
	n := len(letters) + 2
	at := func(i int) byte {
		if i == 0 || i == len(letters)+1 {
			return '_'
		}
		return letters[i-1]
	}
	for i := 0; i+3 <= n; i++ {
		h := hashOf("#")
		for j := i; j < min(i+4, n); j++ {
			h = h.byte(at(j))
			if j >= i+2 {
				out = append(out, feature{uint64(h), weightOf[gram] * t.weight(), gram})
			}
		}
	}
	return out
}

// groups appends the groups that words and phrases of a text are in, longest phrases first,
// and the topics they make with each other and with words that are in no group.
func groups(out []feature, terms []term) []feature {
	var room [64]uint64
	topics := room[:0]
	for i := 0; i < len(terms); {
		found, n := sameWords().longest(terms[i:])
		for _, g := range found {
			out = append(out, feature{g, weightOf[group], group})
		}
		switch {
		case n > 0:
			topics = append(topics, found[0])
		case !terms[i].minor:
			topics = append(topics, terms[i].stem)
		}
		i += max(1, n)
	}
	for i, a := range topics {
		for _, b := range topics[i+1 : min(len(topics), i+1+reach)] {
			out = append(out, feature{hash(min(a, b)).join(max(a, b)) ^ topicMark, weightOf[topic], topic})
		}
	}
	return out
}

// topicMark tells topics from pairs of the same words.
const topicMark = 0x9e3779b97f4a7c15

// hash is FNV-1a, continued over the pieces of a feature.
type hash uint64

const (
	hashStart hash = 14695981039346656037
	hashPrime hash = 1099511628211
)

func hashOf(s string) hash {
	h := hashStart
	for i := range len(s) {
		h = h.byte(s[i])
	}
	return h
}

func (h hash) byte(b byte) hash { return (h ^ hash(b)) * hashPrime }

// join is the hash of two things in this order.
func (h hash) join(next uint64) uint64 {
	h = (h ^ hash(next>>32)) * hashPrime
	return uint64((h ^ hash(next)) * hashPrime)
}

// functionWords say how something is asked, not what about.
var functionWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the i im ive you your yours u ur we our me my it its is are was were be been am
		do does did can could would will shall should may might to of for in on at by with from and or if so that this
		these those there what whats which who how when where why please plz pls tell know want like need about any
		some have has had get got hi hello hey sir dear`) {
		m[w] = true
	}
	return m
}()
