package nlu

import (
	"strings"

	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// word is one word of the message. Hyphens glued between words are left out of the words;
// a corrected word stands with its corrected form.
type word struct {
	norm  string
	typed string
	token int
	kind  lexicon.Kind
	cues  []cue
	hyph  bool // joined to the word before by a hyphen or slash
}

// scan reads one message in a single pass over its words and keeps what it found as spans.
type scan struct {
	lex      *lexicon.Lexicon
	vocab    Vocabulary
	ctx      *Context
	text     string
	tokens   []lexicon.Token
	words    []word
	norms    []string // of words, for look-ups of phrases
	spans    []span
	cards    []Slot
	language string
	assumed  []index.Assumption
	scope    scope
	at       bool // the text has an @
}

func newScan(r *Reader, v Vocabulary, c *Context, text string) *scan {
	s := &scan{lex: r.lex, vocab: v, ctx: c, text: text, tokens: lexicon.Tokens(text), at: strings.IndexByte(text, '@') >= 0}
	s.language = r.lex.Language(s.tokens)
	s.words = make([]word, 0, len(s.tokens)+4)
	s.spans = make([]span, 0, len(s.tokens))
	for i := range s.tokens {
		s.addToken(i)
	}
	s.norms = make([]string, len(s.words))
	for i := range s.words {
		s.norms[i] = s.words[i].norm
		s.words[i].cues = r.cues[s.norms[i]]
	}
	return s
}

// addToken makes the words of one token: none for a joining hyphen, several for an emoji
// that names a thing of several words.
func (s *scan) addToken(i int) {
	t := &s.tokens[i]
	w := word{norm: t.Norm, typed: t.Text, token: i, kind: t.Kind}
	if t.Kind == lexicon.Word && strings.TrimLeft(t.Norm, "\ufe0f\u200d") == "" {
		return
	}
	if i > 0 && t.Glued && s.tokens[i-1].Kind == lexicon.Symbol && isJoint(s.tokens[i-1].Text) && len(s.words) > 0 && s.joined(i) {
		w.hyph = true
	}
	if t.Kind != lexicon.Symbol {
		s.words = append(s.words, w)
		return
	}
	if isJoint(t.Text) && s.joined(i+1) {
		return
	}
	if thing, ok := s.lex.Emoji(t.Text); ok {
		for part := range strings.FieldsSeq(thing) {
			w.norm, w.kind = part, lexicon.Word
			s.words = append(s.words, w)
		}
		return
	}
	s.words = append(s.words, w)
}

func isJoint(text string) bool { return text == "-" || text == "/" || text == "–" }

// joined tells whether the token at i is glued to a word two places before by a joint.
func (s *scan) joined(i int) bool {
	return i >= 2 && i < len(s.tokens) && s.tokens[i].Glued && s.tokens[i-1].Glued &&
		s.tokens[i].Kind != lexicon.Symbol && s.tokens[i-2].Kind != lexicon.Symbol && isJoint(s.tokens[i-1].Text)
}

// run reads all words. Each rule either takes words from i on, as spans, or leaves them to
// the next one; the first that takes any wins.
func (s *scan) run() {
	rules := [...]func(*scan, int) int{
		(*scan).email, (*scan).danger, (*scan).trick, (*scan).order, (*scan).coupon, (*scan).place, (*scan).phone,
		(*scan).drop, (*scan).rating, (*scan).sizes, (*scan).than, (*scan).measure, (*scan).price, (*scan).more, (*scan).sort, (*scan).stock,
		(*scan).abuse, (*scan).compound, (*scan).longTerm, (*scan).alikeLong, (*scan).degree, (*scan).compare, (*scan).ref, (*scan).quantity, (*scan).negation, (*scan).term, (*scan).field,
		(*scan).need, (*scan).alike, (*scan).rest,
	}
	for i := 0; i < len(s.words); {
		before := len(s.spans)
		next := i
		for _, rule := range rules {
			if next = rule(s, i); next > i {
				break
			}
		}
		if next <= i {
			next = i + 1
		}
		s.deny(before)
		i = next
	}
}

// add keeps a span and gives the place after it.
func (s *scan) add(sp span, from, to int) int {
	sp.from, sp.to = from, to
	s.spans = append(s.spans, sp)
	return to
}

// is tells whether the word at i is one of some words.
func (s *scan) is(i int, norms ...string) bool {
	if i < 0 || i >= len(s.words) {
		return false
	}
	for _, n := range norms {
		if s.words[i].norm == n {
			return true
		}
	}
	return false
}

// cue finds the longest wording of a kind at i and its number of words.
func (s *scan) cue(i int, kind cueKind) (*cue, int) {
	if i < 0 || i >= len(s.words) || s.words[i].cues == nil {
		return nil, 0
	}
	return at(s.words[i].cues, kind, s.norms[i:])
}

// ends tells whether nothing but punctuation stands at i.
func (s *scan) ends(i int) bool {
	return i >= len(s.words) || s.words[i].kind == lexicon.Symbol && strings.ContainsAny(s.words[i].norm, ".,;:!?)")
}

// skip goes past words that do not matter between two that do.
func (s *scan) skip(i int, norms ...string) int {
	for s.is(i, norms...) {
		i++
	}
	return i
}

// asked tells whether the shop asked for one of some slots last turn.
func (s *scan) asked(slots ...string) bool {
	for _, a := range s.ctx.Asked {
		for _, want := range slots {
			if a == want {
				return true
			}
		}
	}
	return false
}

// place of words in the text, in bytes.
func (s *scan) bytes(from, to int) (start, end int) {
	if from >= len(s.words) {
		return len(s.text), len(s.text)
	}
	return s.tokens[s.words[from].token].Start, s.tokens[s.words[max(from, to-1)].token].End
}

// rest keeps a word nothing else took: punctuation, a stop word, or a word to search by.
func (s *scan) rest(i int) int {
	w := &s.words[i]
	k := kText
	switch {
	case w.kind == lexicon.Symbol:
		k = kPunct
	case s.lex.Stop(w.norm), s.lex.Foreign(w.norm) && s.vocab.Known(w.norm) == 0:
		k = kStop
	}
	return s.add(span{kind: k, value: w.norm}, i, i+1)
}
