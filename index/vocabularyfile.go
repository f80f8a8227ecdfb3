package index

import (
	"maps"
	"slices"
)

// vocabularyMagic names the file format; another number means another format.
const vocabularyMagic = "shoptalk vocabulary 2\n"

// save writes the vocabulary to a file; the same catalog gives the same bytes.
func (v *Vocabulary) save(path string) error {
	e := &encoder{b: make([]byte, 0, 1<<20)}
	e.uint(uint64(v.products))
	for _, m := range []map[string]uint32{v.words, v.stems} {
		e.uint(uint64(len(m)))
		for _, w := range slices.Sorted(maps.Keys(m)) {
			e.string(w)
			e.uint(uint64(m[w]))
		}
	}
	e.uint(uint64(len(v.longest)))
	for _, w := range slices.Sorted(maps.Keys(v.longest)) {
		e.string(w)
		e.uint(uint64(v.longest[w]))
	}
	e.uint(uint64(len(v.phrases)))
	for _, p := range slices.Sorted(maps.Keys(v.phrases)) {
		e.string(p)
		e.uint(uint64(len(v.phrases[p])))
		for i := range v.phrases[p] {
			v.phrases[p][i].encode(e)
		}
	}
	e.uint(uint64(len(v.keys)))
	for _, k := range v.Keys() {
		e.string(k.Key)
		e.string(k.Label)
		e.bool(k.Option)
		e.bool(k.Attribute)
		e.bool(k.Multi)
		e.uint(uint64(k.Count))
	}
	e.uint(uint64(len(v.numbers)))
	for _, f := range v.Numbers() {
		e.string(f.Key)
		e.string(f.Label)
		e.string(f.Unit)
		e.float(f.Min)
		e.float(f.Max)
		e.uint(uint64(f.Count))
	}
	return e.save(path, vocabularyMagic)
}

func (t *Term) encode(e *encoder) {
	e.uint(uint64(t.Kind))
	e.string(t.Key)
	e.string(t.Value)
	e.uint(uint64(t.Count))
	e.float(t.Coverage)
	e.bool(t.Multi)
	e.bool(t.Part)
}

// loadVocabulary reads a vocabulary back. Any damage is an error.
func loadVocabulary(path string) (*Vocabulary, error) {
	d, err := load(path, vocabularyMagic)
	if err != nil {
		return nil, err
	}
	v := newVocabulary()
	v.products = int(d.uint())
	for _, m := range []*map[string]uint32{&v.words, &v.stems} {
		n := d.size()
		*m = make(map[string]uint32, n)
		for range n {
			w := d.string()
			(*m)[w] = uint32(d.uint())
		}
	}
	for range d.size() {
		w := d.string()
		v.longest[w] = uint8(d.uint())
	}
	n := d.size()
	v.phrases = make(map[string][]Term, n)
	for range n {
		p := d.string()
		terms := make([]Term, d.size())
		for i := range terms {
			terms[i] = Term{
				Kind: TermKind(d.uint()), Key: d.string(), Value: d.string(),
				Count: int(d.uint()), Coverage: d.float(), Multi: d.bool(), Part: d.bool(),
			}
		}
		v.phrases[p] = terms
	}
	for range d.size() {
		k := KeyField{Key: d.string(), Label: d.string(), Option: d.bool(), Attribute: d.bool(), Multi: d.bool(), Count: int(d.uint())}
		v.keys[k.Key] = k
	}
	for range d.size() {
		f := NumberField{Key: d.string(), Label: d.string(), Unit: d.string(), Min: d.float(), Max: d.float(), Count: int(d.uint())}
		v.numbers[f.Key] = f
	}
	if d.err == nil && len(d.b) > 0 {
		d.err = errTorn
	}
	if d.err != nil {
		return nil, d.err
	}
	v.finish()
	return v, nil
}
