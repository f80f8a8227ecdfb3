package index

import (
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// titled is a product's title as category phrases are learned from it.
type titled struct {
	category string
	words    []string // in the singular, numbers and signs left out
	head     int      // place of the word that says what the thing is; -1 unknown
}

// headEnds are the words and signs behind which a title only adds to what it has named:
// "Laptop Sleeve for 15-inch", "Pan with Lid".
var headEnds = []string{",", "(", "[", "|", "/", "–", "—", "with", "for", "in", "by", "of", "and", "&", "+"}

// readTitle cuts a title. The head is the last word before the title begins to add detail:
// "Fellwalker Mid Hiking Boot, wide" is a boot.
func readTitle(p *data.Product) titled {
	t := titled{category: p.Category, head: -1}
	open := true
	for _, tok := range lexicon.Tokens(p.Title) {
		if slices.Contains(headEnds, tok.Norm) && len(t.words) > 0 {
			open = false
		}
		if tok.Kind != lexicon.Word {
			continue
		}
		t.words = append(t.words, lexicon.English().Singular(tok.Norm))
		if open {
			t.head = len(t.words) - 1
		}
	}
	return t
}

const (
	// minHeads is how many titles must end in a phrase before it can name a category.
	minHeads = 3
	// headShare is the least share of those titles that must stand in the category.
	headShare = 0.8
)

// categoryCoverage is the share of the products a category's phrase is said of that stand in
// the category: those without a category whose title says it, and those elsewhere whose
// title names it as what the thing is, stand against it. A laptop sleeve is no laptop.
// Phrases no title says keep the coverage by text.
func (l *learner) categoryCoverage() map[termKey]float64 {
	byFirst := map[string][]termKey{}
	for k := range l.terms {
		if k.kind == CategoryTerm {
			first, _, _ := strings.Cut(k.phrase, " ")
			byFirst[first] = append(byFirst[first], k)
		}
	}
	in, out := map[termKey]int{}, map[termKey]int{}
	for i := range l.titles {
		t := &l.titles[i]
		for at, w := range t.words {
			for _, k := range byFirst[w] {
				n := 1 + strings.Count(k.phrase, " ")
				if at+n > len(t.words) || strings.Join(t.words[at:at+n], " ") != k.phrase {
					continue
				}
				switch {
				case data.Within(t.category, k.value):
					in[k]++
				case t.category == "" || t.head == at+n-1:
					out[k]++
				}
			}
		}
	}
	cover := make(map[termKey]float64, len(in))
	for k, n := range in {
		cover[k] = float64(n) / float64(n+out[k])
	}
	return cover
}

// learnHeads adds as phrases of a category what its titles end in: "hiking boot" is said of
// things in shoes/hiking. They name a part of the category only.
func (l *learner) learnHeads(v *Vocabulary) {
	heads := map[string]map[string]int{} // phrase to category, "" included, to titles
	count := func(phrase, category string) {
		if heads[phrase] == nil {
			heads[phrase] = map[string]int{}
		}
		heads[phrase][category]++
	}
	for i := range l.titles {
		t := &l.titles[i]
		if t.head < 0 {
			continue
		}
		count(t.words[t.head], t.category)
		if t.head > 0 {
			count(t.words[t.head-1]+" "+t.words[t.head], t.category)
		}
	}
	for phrase, in := range heads {
		path, n, all := deepest(in)
		if n < minHeads || path == "" || l.names(phrase, path) {
			continue
		}
		v.addTerm(strings.Fields(phrase), Term{
			Kind: CategoryTerm, Key: "category", Value: path, Count: n, Coverage: float64(n) / float64(all), Part: true,
		})
	}
}

// names tells whether a phrase is the name of the category already, or of one above it.
func (l *learner) names(phrase, path string) bool {
	for ; path != ""; path = data.Parent(path) {
		if l.terms[termKey{phrase, CategoryTerm, "category", path}] != nil {
			return true
		}
	}
	return false
}

// deepest is the lowest category that holds at least headShare of what was counted, with how
// much it holds and how much there is in all.
func deepest(in map[string]int) (path string, n, all int) {
	sums := map[string]int{}
	for category, k := range in {
		all += k
		for c := category; c != ""; c = data.Parent(c) {
			sums[c] += k
		}
	}
	for c, k := range sums {
		if float64(k) < headShare*float64(all) {
			continue
		}
		if len(c) > len(path) || len(c) == len(path) && c < path {
			path, n = c, k
		}
	}
	return path, n, all
}

// learnNames adds titles without their last word where they name one product alone and hold
// a word of its own: "QuietTide Mini" for "QuietTide Mini Headphones".
func (l *learner) learnNames(v *Vocabulary) {
	for phrase, handle := range l.short {
		rare := false
		for w := range strings.FieldsSeq(phrase) {
			rare = rare || len(l.says[w]) <= rareWord
		}
		if handle != "" && rare && len(v.phrases[phrase]) == 0 {
			v.addTerm(strings.Fields(phrase), Term{Kind: ProductTerm, Value: handle, Count: 1, Coverage: 1})
		}
	}
}

// rareWord is in how many products' texts a word of a name may stand at most.
const rareWord = 6
