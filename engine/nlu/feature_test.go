package nlu

import (
	"testing"

	"shoptalk/index"
)

// noTerms is the vocabulary of an empty catalog.
type noTerms struct{}

func (noTerms) Longest([]string) ([]index.Term, int)    { return nil, 0 }
func (noTerms) Known(string) int                        { return 0 }
func (noTerms) Correct(string) (string, bool)           { return "", false }
func (noTerms) Number(string) (index.NumberField, bool) { return index.NumberField{}, false }
func (noTerms) Key(string) (index.KeyField, bool)       { return index.KeyField{}, false }

// TestTokensThatFoldToNothing: a lone apostrophe is a token without a folded word.
func TestTokensThatFoldToNothing(t *testing.T) {
	r := New()
	for _, text := range []string{"'", "’", "kids' watch", "the dogs’ bed under 50", "' ' '", "o' clock"} {
		if m := r.Read(text, noTerms{}, Context{}); len(m.Parts) == 0 {
			t.Errorf("%q has no part", text)
		}
	}
}
