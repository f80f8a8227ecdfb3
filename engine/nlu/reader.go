package nlu

import (
	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// MaxRunes is how much of a message is read.
const MaxRunes = 1000

// Vocabulary is what a shop's catalog can be asked about. *index.Vocabulary is one.
type Vocabulary interface {
	// Longest finds the longest phrase of the catalog at the start of some folded words:
	// all it can mean and how many words it took, 0 when there is none.
	Longest(norms []string) (terms []index.Term, n int)
	// Known is the number of products that say a folded word.
	Known(word string) int
	// Correct finds the word, or two with a blank between, that an unknown one was meant to be.
	Correct(word string) (read string, ok bool)
	// Number is what is known of a numeric attribute.
	Number(key string) (index.NumberField, bool)
	// Key is what is known of an option or text attribute.
	Key(key string) (index.KeyField, bool)
}

// Reader reads messages. It holds no state: one serves all conversations at once.
type Reader struct {
	lex   *lexicon.Lexicon
	cues  cues
	model *model
}

//go:generate go test -run TestModelIsTrainedFromPhrases -update .

// New makes a reader of English with the intent model that is part of the program.
func New() *Reader {
	return newReader(embeddedModel())
}

func newReader(m *model) *Reader {
	return &Reader{lex: lexicon.English(), cues: newCues(), model: m}
}

// Read turns a message into its meaning. It never fails: what it cannot make out is
// Unclear. Only the first MaxRunes of the text are read.
func (r *Reader) Read(text string, v Vocabulary, c Context) Meaning {
	text, card := mask(clip(text))
	s := newScan(r, v, &c, text)
	m := Meaning{Text: text, Tokens: s.tokens, Language: s.language}
	if command, ok := commandOf(text); ok {
		m.Parts = []Part{{End: len(text), Command: command, Intents: []Intent{{commandIntent(command), 1, "a chat command"}}}}
		return m
	}
	s.run()
	if card.End > 0 {
		s.cards = append(s.cards, card)
	}
	m.Parts = r.parts(s)
	m.Assumed = s.assumed
	return m
}

// clip keeps the first MaxRunes runes of a text.
func clip(text string) string {
	n := 0
	for i := range text {
		if n == MaxRunes {
			return text[:i]
		}
		n++
	}
	return text
}
