package lexicon

import "sync"

// Lexicon is what is known of one language of shopping. It never changes and may be shared.
//
// Methods that take norms look at the start of a run of folded words (Token.Norm) and give
// the number of words they took, 0 when they know none.
type Lexicon struct {
	synonyms  [][]string
	alike     map[string][]int // places in synonyms, by phrase
	begins    map[string]bool  // first words of synonyms
	units     *phrases[Unit]
	base      map[string]Unit // first unit of each dimension
	bySymbol  map[string]Unit
	colors    *phrases[string]
	shades    map[string][]string
	materials *phrases[string]
	sizes     *phrases[string]
	numbers   map[string]float64
	ordinals  map[string]int
	money     *phrases[[]string]
	singular  map[string]string
	plural    map[string]string
	negations map[string]bool
	emoji     map[string]string
	needs     *phrases[Need]
	attribs   *phrases[*Attribute]
	compares  *phrases[Comparison]
	abuse     *phrases[bool]
	danger    *phrases[bool]
	poisons   *phrases[bool]
	tricks    *phrases[bool]
	stop      map[string]bool
	common    map[string]bool
	languages map[string][]string // languages by word
	compounds *phrases[bool]
	brands    map[string]bool     // well-known makers
	classes   map[string][]string // groups of shop talk by word
	slips     map[string][]string // ordinary words by forms with a letter left out
	known     map[string]struct{} // single words of all other lists
}

// English is the lexicon of English as shoppers write it, read once from the embedded files.
func English() *Lexicon { return readEnglish() }

var readEnglish = sync.OnceValue(func() *Lexicon {
	l := &Lexicon{
		numbers: map[string]float64{}, ordinals: map[string]int{}, negations: map[string]bool{},
		stop: wordSet("stopwords"), common: wordSet("common"),
	}
	l.readSynonyms()
	l.readUnits()
	l.readColors()
	l.readNumbers()
	l.readCurrencies()
	l.readPlurals()
	l.readNeeds()
	l.readAttributes()
	l.readManners()
	l.readNames()
	l.readLanguages()
	l.readClasses()
	l.readSlips()
	l.readKnown()
	return l
})

// Stop tells whether a folded word carries nothing to search by in a message to a shop.
func (l *Lexicon) Stop(norm string) bool { return l.stop[norm] }

// Common tells whether a folded word is an ordinary one that is never a misspelling of a
// word of the catalog: stop words, verbs of shopping, numbers, colours and the like.
func (l *Lexicon) Common(norm string) bool {
	if l.stop[norm] || l.common[norm] || l.negations[norm] {
		return true
	}
	if _, ok := l.numbers[norm]; ok {
		return true
	}
	_, ok := l.ordinals[norm]
	return ok
}

// Chat tells whether a folded word is talk rather than the name or quality of a product: one
// of the ordinary words that no catalog is searched by.
func (l *Lexicon) Chat(norm string) bool {
	return l.common[norm] && l.alike[norm] == nil
}
