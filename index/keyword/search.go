package keyword

import (
	"context"
	"errors"
	"fmt"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// MaxWords is how many words of a query count; further ones are ignored.
const MaxWords = 8

// Word is one word of a query with everything it may be read as.
type Word struct {
	Forms []Form
}

// Form is one reading of a word: terms that must all stand in a product. Most have one
// term; "sneakers" read as "running shoes" has two.
type Form struct {
	Terms  []string
	Weight float32 // 1 for the word itself, less for weaker readings
}

// Match is one product that says at least one word of a query.
type Match struct {
	ID     int64
	Score  float32 // sum over the words said
	Words  uint16  // bit i: word i is said
	Fields FieldSet
}

// Weights are the parameters of the score.
type Weights struct {
	Field [numFields]float32 // how much a word counts by where it stands
	B     [numFields]float32 // how much a field's length counts, 0 to 1
	K1    float32            // how soon repetition stops to count
	Most  float32            // how many times a word counts at most in one field
}

// Search scores every product that says at least one of the words, in no order. Found is
// the number of products that say each word. The answer is partial, with the context's
// error, when the context ends.
func (x *Index) Search(ctx context.Context, words []Word, w *Weights) (matches []Match, found []int, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.snap == nil {
		return nil, nil, errors.New("keyword: the index is closed")
	}
	if len(words) > MaxWords {
		words = words[:MaxWords]
	}
	sc := x.scratch(len(x.snap.ids))
	defer x.pool.Put(sc)
	defer sc.reset()
	found = make([]int, len(words))
	for i := range words {
		if found[i], err = x.snap.score(ctx, sc, i, words[i], w); err != nil {
			return nil, nil, err
		}
	}
	return sc.matches(x.snap.ids), found, ctx.Err()
}

func (s *snapshot) idf(df int) float32 {
	return float32(math.Log(1 + (float64(s.live)-float64(df)+0.5)/(float64(df)+0.5)))
}

// score adds one word to the scores: over its forms the best, over the fields of a form the
// weighted sum of frequencies, saturated once (BM25F), times the weight of the form.
func (s *snapshot) score(ctx context.Context, sc *scratch, word int, q Word, w *Weights) (int, error) {
	sc.beginWord()
	for _, form := range q.Forms {
		if err := s.collect(ctx, sc, form, w); err != nil {
			return 0, err
		}
	}
	idf := s.idf(len(sc.word))
	for _, n := range sc.word {
		d := &sc.docs[n]
		if d.words == 0 {
			sc.all = append(sc.all, n)
		}
		d.score += idf * d.best
		d.words |= 1 << word
		d.best = 0
	}
	return len(sc.word), nil
}

// collect adds the products that hold all terms of a form to the word's.
func (s *snapshot) collect(ctx context.Context, sc *scratch, form Form, w *Weights) error {
	for t, term := range form.Terms {
		sc.term = sc.term[:0]
		for f := range numFields {
			if f == Raw || w.Field[f] == 0 {
				continue
			}
			if err := s.postings(ctx, sc, f, term, w); err != nil {
				return err
			}
		}
		sc.joinTerm(t)
		if len(sc.form) == 0 {
			return nil
		}
	}
	sc.joinForm(form.Weight, w.K1)
	return nil
}

// postings adds the frequencies of a term in a field to the term's.
func (s *snapshot) postings(ctx context.Context, sc *scratch, f Field, term string, w *Weights) error {
	sc.buf = append(sc.buf[:0], term...)
	r, err := s.reader.TermFieldReader(ctx, sc.buf, names[f], true, true, false)
	if err != nil {
		return fmt.Errorf("keyword: %s of %q: %w", names[f], term, err)
	}
	for {
		p, err := r.Next(&sc.posting)
		if err != nil {
			return errors.Join(fmt.Errorf("keyword: %s of %q: %w", names[f], term, err), r.Close())
		}
		if p == nil {
			return r.Close()
		}
		length := float32(1 / (p.Norm * p.Norm))
		sc.add(p.ID.Value(), w.Field[f]*min(float32(p.Freq), w.Most)/(1-w.B[f]+w.B[f]*length/s.avg[f]), f)
	}
}

// Fuzzy lists the words of titles, as written, within a distance of 1 or 2 edits of a word
// and with the same first letter, at most limit.
func (x *Index) Fuzzy(word string, distance, limit int) ([]string, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.snap == nil {
		return nil, errors.New("keyword: the index is closed")
	}
	r, ok := x.snap.reader.(index.IndexReaderFuzzy)
	if !ok || word == "" {
		return nil, nil
	}
	dict, err := r.FieldDictFuzzy(names[Raw], word, distance, firstRune(word))
	if err != nil {
		return nil, fmt.Errorf("keyword: fuzzy %q: %w", word, err)
	}
	var out []string
	for len(out) < limit {
		e, err := dict.Next()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("keyword: fuzzy %q: %w", word, err), dict.Close())
		}
		if e == nil {
			break
		}
		out = append(out, e.Term)
	}
	return out, dict.Close()
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}
