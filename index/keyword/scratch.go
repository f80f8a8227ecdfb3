package keyword

import index "github.com/blevesearch/bleve_index_api"

// scratch is the working memory of one search, reused by later ones: one entry per document
// number, of which only those listed are in use.
type scratch struct {
	docs    []entry
	term    []uint32 // documents that hold the term at hand
	form    []uint32 // documents that hold all terms so far of the form at hand
	word    []uint32 // documents that hold a form of the word at hand
	all     []uint32 // documents that hold any word
	buf     []byte
	posting index.TermFieldDoc
}

type entry struct {
	score  float32
	term   float32 // weighted frequency of the term at hand
	form   float32 // the least of the form's terms so far
	best   float32 // the best of the word's forms so far, saturated and weighted
	terms  uint8   // how many terms of the form at hand are held
	words  uint16
	fields FieldSet
}

func (x *Index) scratch(docs int) *scratch {
	sc, _ := x.pool.Get().(*scratch)
	if sc == nil || len(sc.docs) < docs {
		sc = &scratch{docs: make([]entry, docs)}
	}
	return sc
}

// reset makes the memory ready for another search.
func (sc *scratch) reset() {
	for _, n := range sc.all {
		sc.docs[n] = entry{}
	}
	sc.all = sc.all[:0]
	for _, list := range [][]uint32{sc.term, sc.form, sc.word} { // left over when a search broke off
		for _, n := range list {
			sc.docs[n] = entry{}
		}
	}
	sc.term, sc.form, sc.word = sc.term[:0], sc.form[:0], sc.word[:0]
}

func (sc *scratch) beginWord() { sc.word, sc.form, sc.term = sc.word[:0], sc.form[:0], sc.term[:0] }

// add counts a term found in a document.
func (sc *scratch) add(n uint64, tf float32, f Field) {
	d := &sc.docs[n]
	if d.term == 0 {
		sc.term = append(sc.term, uint32(n))
	}
	d.term += tf
	d.fields |= 1 << f
}

// joinTerm keeps of the form's documents those that hold its term number t too.
func (sc *scratch) joinTerm(t int) {
	if t == 0 {
		sc.form = sc.form[:0]
	}
	for _, n := range sc.term {
		d := &sc.docs[n]
		switch {
		case t == 0:
			d.form, d.terms = d.term, 1
			sc.form = append(sc.form, n)
		case int(d.terms) == t:
			d.form, d.terms = min(d.form, d.term), d.terms+1
		case d.words == 0 && d.best == 0:
			d.fields = 0
		}
		d.term = 0
	}
	if t > 0 {
		sc.dropPartial(t + 1)
	}
}

// dropPartial removes documents that lack a term of the form.
func (sc *scratch) dropPartial(terms int) {
	kept := sc.form[:0]
	for _, n := range sc.form {
		d := &sc.docs[n]
		if int(d.terms) == terms {
			kept = append(kept, n)
			continue
		}
		d.form, d.terms = 0, 0
		if d.words == 0 && d.best == 0 {
			d.fields = 0
		}
	}
	sc.form = kept
}

// joinForm adds the form's documents to the word's.
func (sc *scratch) joinForm(weight, k1 float32) {
	for _, n := range sc.form {
		d := &sc.docs[n]
		if d.best == 0 {
			sc.word = append(sc.word, n)
		}
		d.best = max(d.best, weight*(k1+1)*d.form/(k1+d.form))
		d.form, d.terms = 0, 0
	}
	sc.form = sc.form[:0]
}

// matches copies the result out.
func (sc *scratch) matches(ids []int64) []Match {
	out := make([]Match, 0, len(sc.all))
	for _, n := range sc.all {
		if d := &sc.docs[n]; ids[n] != 0 {
			out = append(out, Match{ID: ids[n], Score: d.score, Words: d.words, Fields: d.fields})
		}
	}
	return out
}
