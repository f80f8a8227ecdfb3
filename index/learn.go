package index

import (
	"math"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// learner reads products and makes a vocabulary of them.
type learner struct {
	stems    stemmer
	says     map[string][]int32 // word in the singular to the products whose text says it
	words    map[string]uint32
	terms    map[termKey]*termCount
	keys     map[string]*KeyField
	many     map[string]int // products with several values of a key
	numbers  map[string]*NumberField
	models   map[string]string // model number to the handle of its product; empty when several have it
	short    map[string]string // title without its last word, likewise
	titles   []titled
	products int32
}

// termKey is a meaning together with one phrase for it.
type termKey struct {
	phrase string
	kind   TermKind
	key    string
	value  string
}

type termCount struct {
	count int
	last  int32 // the product counted last
}

func newLearner() *learner {
	return &learner{
		stems: stemmer{}, says: map[string][]int32{}, words: map[string]uint32{}, terms: map[termKey]*termCount{},
		keys: map[string]*KeyField{}, many: map[string]int{}, numbers: map[string]*NumberField{}, models: map[string]string{}, short: map[string]string{},
	}
}

// learn reads one active product.
func (l *learner) learn(p *data.Product) {
	l.learnWords(p)
	l.learnCategory(p.Category)
	if p.Brand != "" {
		l.term(BrandTerm, "brand", strings.ToLower(p.Brand), p.Brand)
	}
	for key, v := range p.Attributes {
		l.learnAttribute(key, v)
	}
	for _, t := range p.Tags {
		l.learnText(tagsKey, t, false)
	}
	for i := range p.Variants {
		for _, o := range p.Variants[i].Options {
			key := data.OptionKey(o.Name)
			l.term(OptionTerm, key, strings.ToLower(o.Value), o.Value)
			if k := l.key(key, o.Name); i == 0 || !k.Option {
				k.Option = true
				k.Count++
			}
		}
	}
	l.learnTitle(p)
	l.products++
}

// learnWords counts the words of all text of a product, each once.
func (l *learner) learnWords(p *data.Product) {
	for _, text := range productTexts(p) {
		for _, w := range words(text) {
			if w.negated {
				continue
			}
			l.say(w.norm)
			for _, part := range w.parts {
				l.say(part)
			}
		}
	}
	for i := range p.Variants {
		if v := &p.Variants[i]; !v.MadeSKU && v.SKU != "" {
			l.say(codeWord(v.SKU))
		}
		if b := p.Variants[i].Barcode; b != "" {
			l.say(codeWord(b))
		}
	}
}

func (l *learner) say(norm string) {
	key := string(appendSingular(nil, norm))
	list := l.says[key]
	if n := len(list); n == 0 || list[n-1] != l.products {
		l.says[key] = append(list, l.products)
	}
	l.words[norm]++ // occurrences; turned into products by vocabulary
}

// learnCategory adds the category and those above it, each by its label, and by its label
// with the one above: "running" and "running shoes" for shoes/running.
func (l *learner) learnCategory(path string) {
	for ; path != ""; path = data.Parent(path) {
		label := data.CategoryLabel(path)
		l.term(CategoryTerm, "category", path, label)
		if up := data.Parent(path); up != "" {
			l.term(CategoryTerm, "category", path, label+" "+data.CategoryLabel(up))
		}
	}
}

func (l *learner) learnAttribute(key string, v data.Value) {
	k := l.key(key, key)
	k.Attribute = true
	k.Count++
	if v.Numeric {
		l.learnNumber(key, v.Number)
		return
	}
	if len(v.Texts) > 1 {
		l.many[key]++
	}
	for _, t := range v.Texts {
		switch truth(t) {
		case yes:
			l.term(AttributeTerm, key, strings.ToLower(t), keyLabel(key))
		case neither:
			l.learnText(key, t, true)
		}
	}
}

// learnText adds a text value as a phrase unless it is long or a mere number.
func (l *learner) learnText(key, text string, named bool) {
	if named && !math.IsNaN(plainNumber(text)) {
		return
	}
	if strings.Count(text, " ") < 5 {
		l.term(AttributeTerm, key, strings.ToLower(text), text)
	}
}

func (l *learner) learnNumber(key string, n float64) {
	f := l.numbers[key]
	if f == nil {
		base, unit := splitUnit(key)
		f = &NumberField{Key: key, Label: label(base), Unit: unit, Min: n, Max: n}
		l.numbers[key] = f
	}
	f.Min, f.Max, f.Count = min(f.Min, n), max(f.Max, n), f.Count+1
}

// maxTitle is how many words a title has at most that is a phrase of its own.
const maxTitle = 6

// learnTitle adds a short title, and the model numbers of any.
func (l *learner) learnTitle(p *data.Product) {
	l.titles = append(l.titles, readTitle(p))
	norms := phraseNorms(p.Title)
	if len(norms) <= maxTitle {
		l.term(ProductTerm, "", p.Handle, p.Title)
	}
	if n := len(norms) - 1; n >= 2 && n <= maxTitle {
		name(l.short, phraseKey(norms[:n]), p.Handle)
	}
	tokens := lexicon.Tokens(p.Title)
	for i := range tokens {
		if tokens[i].Kind == lexicon.Mixed && len(tokens[i].Norm) >= 4 {
			l.model(tokens[i].Norm, p.Handle)
		}
	}
	for i := 0; i < len(tokens); i++ {
		j := i
		for continues(tokens, j+1) {
			j += 2
		}
		if j > i && tokens[j].Kind != lexicon.Word {
			l.model(phraseKey(phraseNorms(p.Title[tokens[i].Start:tokens[j].End])), p.Handle)
		}
		i = j
	}
}

func (l *learner) model(phrase, handle string) { name(l.models, phrase, handle) }

// name gives a phrase to a product; one that several products have is nobody's.
func name(names map[string]string, phrase, handle string) {
	if other, ok := names[phrase]; ok && other != handle {
		handle = ""
	}
	names[phrase] = handle
}

func (l *learner) term(kind TermKind, key, value, text string) {
	norms := phraseNorms(text)
	if len(norms) == 0 || len(norms) > maxPhrase {
		return
	}
	k := termKey{phraseKey(norms), kind, key, value}
	t := l.terms[k]
	if t == nil {
		t = &termCount{last: -1}
		l.terms[k] = t
	}
	if t.last != l.products {
		t.last = l.products
		t.count++
	}
}

func (l *learner) key(key, name string) *KeyField {
	k := l.keys[key]
	if k == nil {
		base, _ := splitUnit(data.OptionKey(name))
		k = &KeyField{Key: key, Label: label(base)}
		l.keys[key] = k
	}
	return k
}

// vocabulary makes the vocabulary of what was read.
func (l *learner) vocabulary() *Vocabulary {
	v := newVocabulary()
	v.products = int(l.products)
	for key, k := range l.keys {
		k.Multi = l.many[key] > 0 && l.many[key]*20 >= k.Count
		v.keys[key] = *k
		v.addTerm(phraseNorms(k.Label), Term{Kind: KeyTerm, Key: key, Value: key, Count: k.Count, Coverage: 1, Multi: k.Multi})
	}
	for key, f := range l.numbers {
		v.numbers[key] = *f
	}
	cover := l.categoryCoverage()
	for k, t := range l.terms {
		covers, ok := cover[k]
		if !ok {
			covers = min(1, float64(t.count)/float64(max(l.saying(k.phrase), 1)))
		}
		v.addTerm(strings.Fields(k.phrase), Term{
			Kind: k.kind, Key: k.key, Value: k.value, Count: t.count, Multi: v.keys[k.key].Multi, Coverage: covers,
		})
	}
	for phrase, handle := range l.models {
		if handle != "" {
			v.addTerm(strings.Fields(phrase), Term{Kind: ProductTerm, Value: handle, Count: 1, Coverage: 1})
		}
	}
	l.learnHeads(v)
	l.learnNames(v)
	v.sortTerms()
	l.countWords(v)
	v.finish()
	return v
}

// countWords turns words into numbers of products that say them. The products of a word
// are those of its singular, shared out by how often each form is written.
func (l *learner) countWords(v *Vocabulary) {
	forms := make(map[string]uint32, len(l.says))
	var buf []byte
	for w, n := range l.words {
		forms[string(appendSingular(nil, w))] += n
	}
	for w, n := range l.words {
		buf = appendSingular(buf[:0], w)
		said := max(1, uint64(len(l.says[string(buf)]))*uint64(n)/uint64(forms[string(buf)]))
		v.words[w] = uint32(said)
	}
	for key, list := range l.says {
		st := l.stems.stem(key)
		v.stems[st] = max(v.stems[st], uint32(len(list)))
	}
}

// saying counts the products whose text says all words of a phrase.
func (l *learner) saying(phrase string) int {
	var both []int32
	for i, w := range strings.Fields(phrase) {
		list := l.says[w]
		if i == 0 {
			both = list
			continue
		}
		both = intersect(both, list)
	}
	return len(both)
}

func intersect(a, b []int32) []int32 {
	var out []int32
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			out = append(out, a[i])
			i++
			j++
		}
	}
	return out
}

// sortTerms puts the meanings of each phrase in order: most frequent first.
func (v *Vocabulary) sortTerms() {
	for _, terms := range v.phrases {
		slices.SortFunc(terms, compareTerms)
	}
}

func compareTerms(a, b Term) int {
	if a.Count != b.Count {
		return b.Count - a.Count
	}
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind)
	}
	return strings.Compare(a.Key+"\x00"+a.Value, b.Key+"\x00"+b.Value)
}
