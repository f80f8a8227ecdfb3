package keyword

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Field is one searchable part of a product's text.
type Field uint8

// The fields. All hold stems but Raw, which holds the title's words as they are written,
// for fuzzy matching: a stem misses "shoess". Raw is looked at by Fuzzy only.
const (
	Title Field = iota
	Raw
	Kind // category and brand
	Attributes
	Description
	numFields
)

// names are the fields' names within Bleve.
var names = [numFields]string{"title", "raw", "kind", "attributes", "description"}

// labels are the fields' names in an explanation.
var labels = [numFields]string{"title", "title", "category", "attributes", "description"}

// String is the name shown in explanations.
func (f Field) String() string { return labels[f] }

// FieldSet is a set of fields.
type FieldSet uint8

// Has tells whether a field is in the set.
func (s FieldSet) Has(f Field) bool { return s&(1<<f) != 0 }

// Names lists the names of the fields in the set, each once.
func (s FieldSet) Names() []string {
	var out []string
	for f := range numFields {
		if s.Has(f) && (len(out) == 0 || out[len(out)-1] != f.String()) {
			out = append(out, f.String())
		}
	}
	return out
}

const analyzer = "words"

// newMapping describes the documents: text fields split at blanks, nothing stored, no
// term vectors, no doc values, no _all field, nothing dynamic.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer(analyzer, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, err
	}
	m.ScoringModel = "bm25"
	m.DefaultAnalyzer = analyzer
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range names {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyzer
		f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = false, false, false, false
		doc.AddFieldMappingsAt(name, f)
	}
	m.DefaultMapping = doc
	return m, nil
}
