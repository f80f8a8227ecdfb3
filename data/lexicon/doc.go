// Package lexicon knows general retail language: how text falls into tokens, how words
// are folded and stemmed, and word lists every shop shares (units, colours, materials,
// number words, synonyms, occasions).
//
// What belongs to one shop (its brands, categories, values) is learned from its catalog by
// package index. The lexicon never looks at a catalog and holds nothing that can change.
package lexicon
