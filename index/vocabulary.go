package index

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"shoptalk/data/lexicon"
)

// Vocabulary is what the catalog can be asked about: its phrases with their meanings, its
// words with their frequency, its keys. It never changes; a changed catalog gets a new one.
type Vocabulary struct {
	products int               // active products it was learned from
	words    map[string]uint32 // folded word to the number of products that say it
	stems    map[string]uint32 // stem to the most frequent of its words' numbers
	phrases  map[string][]Term // words in the singular, separated by blanks
	longest  map[string]uint8  // first word of phrases to the words of the longest of them
	keys     map[string]KeyField
	numbers  map[string]NumberField
	spelling func() *speller     // made when first asked for
	endings  func() *completions // made when first asked for

	literal bool // words are not corrected
	unheard bool // sound does not count in corrections
}

func newVocabulary() *Vocabulary {
	v := &Vocabulary{
		words: map[string]uint32{}, stems: map[string]uint32{}, phrases: map[string][]Term{},
		longest: map[string]uint8{}, keys: map[string]KeyField{}, numbers: map[string]NumberField{},
	}
	v.finish()
	return v
}

// Longest finds the longest phrase of the catalog that stands at the beginning of norms,
// folded words as lexicon.Tokens gives them, plural or singular. It gives all the phrase can
// mean, most frequent first, and how many words it took; 0 when no phrase begins there. The
// terms are shared and must not be changed.
func (v *Vocabulary) Longest(norms []string) (terms []Term, n int) {
	if len(norms) == 0 {
		return nil, 0
	}
	var room [128]byte
	buf := appendSingular(room[:0], norms[0])
	most := min(int(v.longest[string(buf)]), len(norms))
	if most == 0 {
		return nil, 0
	}
	var ends [maxPhrase]int
	ends[0] = len(buf)
	for i := 1; i < most; i++ {
		buf = append(buf, ' ')
		buf = appendSingular(buf, norms[i])
		ends[i] = len(buf)
	}
	for n = most; n > 0; n-- {
		if terms = v.phrases[string(buf[:ends[n-1]])]; terms != nil {
			return terms, n
		}
	}
	return nil, 0
}

// Known is the number of active products that say a folded word, in this or another form of it.
func (v *Vocabulary) Known(word string) int {
	if n := v.words[word]; n > 0 {
		return int(n)
	}
	return int(v.stems[lexicon.Stem(word)])
}

// Correct finds the word of the catalog that an unknown folded word was most likely meant to
// be; sometimes it is two, separated by a blank. Known words, words with digits and words of
// one or two letters stay as they are, and so do ordinary words of the language: ok is false.
// So it is for every word while the index has Features.Fuzzy off.
func (v *Vocabulary) Correct(word string) (read string, ok bool) {
	if v.literal || len(word) < minCorrect || !plainWord(word) || v.Known(word) > 0 || ordinary(word) {
		return "", false
	}
	return v.spelling().correct(v, word, !v.unheard)
}

// heeding is the vocabulary as it corrects under the switches; the rest of it is shared.
func (v *Vocabulary) heeding(f Features) *Vocabulary {
	if f.Fuzzy && f.Phonetic {
		return v
	}
	view := *v
	view.literal, view.unheard = !f.Fuzzy, !f.Phonetic
	return &view
}

// ordinary tells whether a word is one of the language, and so no slip of the fingers.
func ordinary(word string) bool {
	l := lexicon.English()
	return l.Common(word) || l.Alike(word) != nil
}

// longJoined is the length from which a word may be two that are rare.
const longJoined = 10

// split takes a word apart into two that the catalog knows, the more frequent the better.
func (v *Vocabulary) split(word string) (a, b string, ok bool) {
	best := uint32(0)
	for i := 3; i <= len(word)-3; i++ {
		n := min(v.words[word[:i]], v.words[word[i:]])
		if n > best {
			best, a, b = n, word[:i], word[i:]
		}
	}
	return a, b, best >= 2 || best == 1 && len(word) >= longJoined
}

// Number is what is known about a numeric attribute.
func (v *Vocabulary) Number(key string) (NumberField, bool) {
	f, ok := v.numbers[key]
	return f, ok
}

// Numbers lists the numeric attributes by key.
func (v *Vocabulary) Numbers() []NumberField { return sorted(v.numbers) }

// Key is what is known about an option or attribute.
func (v *Vocabulary) Key(key string) (KeyField, bool) {
	f, ok := v.keys[key]
	return f, ok
}

// Keys lists the options and attributes by key.
func (v *Vocabulary) Keys() []KeyField { return sorted(v.keys) }

// Products is the number of active products the vocabulary was learned from.
func (v *Vocabulary) Products() int { return v.products }

func sorted[T any](m map[string]T) []T {
	out := make([]T, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}

// maxPhrase is how many words a phrase has at most.
const maxPhrase = 8

// addTerm adds a meaning to a phrase, given in words of the text.
func (v *Vocabulary) addTerm(norms []string, t Term) {
	if len(norms) == 0 || len(norms) > maxPhrase {
		return
	}
	key := phraseKey(norms)
	for i, have := range v.phrases[key] {
		if have.Kind == t.Kind && have.Key == t.Key && have.Value == t.Value {
			v.phrases[key][i] = t
			return
		}
	}
	v.phrases[key] = append(v.phrases[key], t)
	first, _, _ := strings.Cut(key, " ")
	v.longest[first] = max(v.longest[first], uint8(len(norms)))
}

// phraseKey joins words in the singular by blanks.
func phraseKey(norms []string) string {
	var buf []byte
	for i, n := range norms {
		if i > 0 {
			buf = append(buf, ' ')
		}
		buf = appendSingular(buf, n)
	}
	return string(buf)
}

// phraseNorms cuts a text into the words by which a phrase is looked up.
func phraseNorms(text string) []string {
	var out []string
	for _, t := range lexicon.Tokens(text) {
		if t.Kind != lexicon.Symbol {
			out = append(out, t.Norm)
		}
	}
	return out
}

// appendSingular appends a folded word in the singular.
func appendSingular(buf []byte, w string) []byte {
	return append(buf, lexicon.English().Singular(w)...)
}

func plainWord(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// with is the vocabulary together with what was learned from some more products.
func (v *Vocabulary) with(more *Vocabulary) *Vocabulary {
	out := &Vocabulary{
		products: max(v.products, more.products), words: maps.Clone(v.words), stems: maps.Clone(v.stems),
		phrases: maps.Clone(v.phrases), longest: maps.Clone(v.longest), keys: maps.Clone(v.keys), numbers: maps.Clone(v.numbers),
	}
	for w, n := range more.words {
		out.words[w] = max(out.words[w], n)
	}
	for w, n := range more.stems {
		out.stems[w] = max(out.stems[w], n)
	}
	for w, n := range more.longest {
		out.longest[w] = max(out.longest[w], n)
	}
	for p, terms := range more.phrases {
		out.phrases[p] = mergeTerms(out.phrases[p], terms)
	}
	for k, f := range more.keys {
		have, ok := out.keys[k]
		if ok {
			have.Option, have.Attribute, have.Multi = have.Option || f.Option, have.Attribute || f.Attribute, have.Multi || f.Multi
			f = have
		}
		out.keys[k] = f
	}
	for k, f := range more.numbers {
		if have, ok := out.numbers[k]; ok {
			f.Min, f.Max, f.Count = min(f.Min, have.Min), max(f.Max, have.Max), max(f.Count, have.Count)
		}
		out.numbers[k] = f
	}
	out.finish()
	return out
}

// mergeTerms adds the meanings that are new. The lists given are not changed.
func mergeTerms(have, more []Term) []Term {
	out := slices.Clone(have)
	for _, t := range more {
		known := slices.ContainsFunc(have, func(h Term) bool { return h.Kind == t.Kind && h.Key == t.Key && h.Value == t.Value })
		if !known {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, compareTerms)
	return out
}

// finish prepares what is derived from the rest when it is first asked for.
func (v *Vocabulary) finish() {
	v.spelling = sync.OnceValue(func() *speller { return newSpeller(v.words) })
	v.endings = sync.OnceValue(func() *completions { return newCompletions(v) })
}
