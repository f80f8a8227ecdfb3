package lexicon

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Stem reduces a folded English word to its stem by the Porter2 (Snowball English)
// algorithm: "running" and "runs" give "run". Words of three letters or fewer and words
// with digits stay as they are, so that sizes and model numbers never change.
func Stem(word string) string {
	if len(word) <= 3 {
		return word
	}
	for i := 0; i < len(word); i++ {
		if c := word[i]; c < 'a' || c > 'z' {
			return word
		}
	}
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}
