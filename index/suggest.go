package index

import (
	"context"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// Suggest completes what is being typed: products found by the words so far, the last of
// which may be unfinished, categories whose name begins so, and queries to go on with. N is
// how many of each at most. With Features.Search off there are no products.
func (x *Index) Suggest(ctx context.Context, text string, n int) (Suggestions, error) {
	norms := phraseNorms(text)
	if len(norms) == 0 || n <= 0 {
		return Suggestions{}, nil
	}
	v := x.vocab.Load()
	last := norms[len(norms)-1]
	endings := v.completions(last, n)
	s := Suggestions{
		Categories: x.suggestCategories(norms, n),
		Queries:    suggestQueries(v, norms[:len(norms)-1], last, endings, n),
	}
	if !x.opt.Features().Search {
		return s, nil // words find no products
	}
	for _, w := range append([]string{last}, endings...) {
		if len(s.Products) > 0 && w == last {
			continue
		}
		words := append(slices.Clone(norms[:len(norms)-1]), w)
		res, err := x.Find(ctx, Query{Constraints: Constraints{Text: strings.Join(words, " ")}, Exact: true, Size: n})
		if err != nil {
			return s, err
		}
		s.addProducts(res.Hits, n)
		if len(s.Products) >= n {
			break
		}
	}
	return s, nil
}

func (s *Suggestions) addProducts(hits []Hit, n int) {
	for _, h := range hits {
		known := slices.ContainsFunc(s.Products, func(have Hit) bool { return have.ID == h.ID })
		if !known && len(s.Products) < n {
			s.Products = append(s.Products, h)
		}
	}
}

// completions lists the most frequent words of the catalog that begin with a prefix, the
// prefix itself left out.
func (v *Vocabulary) completions(prefix string, n int) []string {
	words := v.endings().words
	from, _ := slices.BinarySearch(words, prefix)
	var out []string
	for _, w := range words[from:] {
		if !strings.HasPrefix(w, prefix) {
			break
		}
		if w != prefix {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return int(v.words[b]) - int(v.words[a]) })
	return out[:min(n, len(out))]
}

// suggestQueries completes the last word, and goes on from finished ones to the phrases of
// the catalog that begin with them.
func suggestQueries(v *Vocabulary, before []string, last string, endings []string, n int) []string {
	var out []string
	add := func(q string) {
		if len(out) < n && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	head := strings.Join(before, " ")
	if head != "" {
		head += " "
	}
	for _, p := range v.phrasesFrom(head+last, n) {
		add(p)
	}
	for _, e := range endings {
		add(head + e)
	}
	return out
}

// phrasesFrom lists the most frequent category, brand and value phrases that begin with a text.
func (v *Vocabulary) phrasesFrom(prefix string, n int) []string {
	phrases := v.endings().phrases
	from, _ := slices.BinarySearch(phrases, prefix)
	var out []string
	for _, p := range phrases[from:] {
		if !strings.HasPrefix(p, prefix) {
			break
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b string) int { return v.phrases[b][0].Count - v.phrases[a][0].Count })
	return out[:min(n, len(out))]
}

// completions are the words and phrases of a vocabulary in order.
type completions struct {
	words   []string
	phrases []string // those of a single product left out
}

func newCompletions(v *Vocabulary) *completions {
	c := &completions{words: make([]string, 0, len(v.words))}
	for w := range v.words {
		if len(w) > 1 {
			c.words = append(c.words, w)
		}
	}
	for p, terms := range v.phrases {
		if k := terms[0].Kind; k == CategoryTerm || k == BrandTerm || k == OptionTerm || k == AttributeTerm && terms[0].Count > 1 {
			c.phrases = append(c.phrases, p)
		}
	}
	slices.Sort(c.words)
	slices.Sort(c.phrases)
	return c
}

// suggestCategories finds categories one of whose label's words begins with the last word
// typed and that hold all words before it.
func (x *Index) suggestCategories(norms []string, n int) []data.Category {
	var out []data.Category
	for _, c := range x.Categories() {
		label := phraseNorms(strings.ReplaceAll(c.Path, "/", " "))
		fits := c.Count > 0
		for i, w := range norms {
			fits = fits && slices.ContainsFunc(label, func(l string) bool {
				return l == w || lexicon.English().Singular(l) == lexicon.English().Singular(w) || i == len(norms)-1 && strings.HasPrefix(l, w)
			})
		}
		if fits {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b data.Category) int { return b.Count - a.Count })
	return out[:min(n, len(out))]
}
