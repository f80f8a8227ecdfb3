// Package policy matches a shopper's question to the shop's policies, or to none of them.
//
// Learn makes a Matcher from the policies' titles and example questions and from phrases
// about other things; Match then says which policy a question is about and how sure that is.
// The Matcher is a linear model over words, word pairs, letters of words and groups of words
// that mean the same (words.txt). From when on a match counts is learned too, from the
// shop's own questions: see calibrate.go and DESIGN.md, which has the figures.
//
// Nothing here depends on time, chance or the order of maps: the same policies give the same
// bytes. A Matcher never changes after it was made and may be shared.
package policy
