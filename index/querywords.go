package index

import (
	"strings"

	"shoptalk/data/lexicon"
	"shoptalk/index/keyword"
)

// queryWord is one word of a query with all it may be read as.
type queryWord struct {
	typed string // folded
	forms keyword.Word
}

// readWords turns the text of a query into words to search by. Unless exact, unknown words
// are corrected and synonyms, split and joined spellings are added as further readings.
func (x *Index) readWords(text string, exact bool) ([]queryWord, []Assumption) {
	var assumed []Assumption
	v := x.Vocabulary()
	norms := queryNorms(v, text)
	if !exact && x.opt.Features().Fuzzy {
		norms = v.joinUnknown(norms)
		for i, n := range norms {
			if x.synonyms.Load().longest[lexicon.Stem(n)] > 0 {
				continue // a word of the language or the shop, with readings of its own
			}
			if read, ok := v.Correct(n); ok {
				norms[i] = read
				assumed = append(assumed, Assumption{Typed: n, Read: read})
			}
		}
		norms = splitRead(norms)
	}
	if len(norms) > MaxQueryWords {
		norms = norms[:MaxQueryWords]
	}
	out := make([]queryWord, len(norms))
	stems := make([]string, len(norms))
	for i, n := range norms {
		stems[i] = lexicon.Stem(n)
		out[i] = queryWord{typed: n}
		out[i].add(1, stems[i])
	}
	if !exact {
		v.addJoined(out, norms)
		x.synonyms.Load().add(v, out, stems)
	}
	return out, assumed
}

// queryNorms lists the words of a query; a joined word the catalog does not know is taken
// apart.
func queryNorms(v *Vocabulary, text string) []string {
	var norms []string
	tokens := lexicon.Tokens(text)
	for _, w := range cutWords(tokens, make([]bool, len(tokens))) {
		if w.parts == nil || v.Known(w.norm) > 0 {
			norms = append(norms, w.norm)
		} else {
			norms = append(norms, w.parts...)
		}
	}
	return norms
}

// joinUnknown joins neighbours that the catalog knows as one word, when it does not know
// both of them: "smart watch" where all say smartwatch, "head phones".
func (v *Vocabulary) joinUnknown(norms []string) []string {
	out := make([]string, 0, len(norms))
	for i := 0; i < len(norms); i++ {
		if i+1 < len(norms) && (v.Known(norms[i]) == 0 || v.Known(norms[i+1]) == 0) && v.Known(norms[i]+norms[i+1]) > 0 {
			out = append(out, norms[i]+norms[i+1])
			i++
			continue
		}
		out = append(out, norms[i])
	}
	return out
}

// splitRead takes corrections of two words apart.
func splitRead(norms []string) []string {
	out := norms[:0:0]
	for _, n := range norms {
		out = append(out, strings.Fields(n)...)
	}
	return out
}

func (q *queryWord) add(weight float32, terms ...string) {
	q.forms.Forms = append(q.forms.Forms, keyword.Form{Terms: terms, Weight: weight})
}

// addJoined adds to neighbours the reading as one word, and to single words the reading as
// two, where the catalog knows those.
func (v *Vocabulary) addJoined(q []queryWord, norms []string) {
	for i, n := range norms {
		if i+1 < len(norms) && v.Known(n+norms[i+1]) > 0 {
			joined := lexicon.Stem(n + norms[i+1])
			q[i].add(joinedWeight, joined)
			q[i+1].add(joinedWeight, joined)
		}
		if a, b, ok := v.split(n); ok {
			q[i].add(joinedWeight, lexicon.Stem(a), lexicon.Stem(b))
		}
	}
}
