package index

import "shoptalk/index/keyword"

// The parameters of ranking. They were tuned on judged searches over a catalog of 19,406
// electronics products and checked on the fixture in testdata; DESIGN.md has the figures.

// fieldWeights gives the weights of the keyword score.
func fieldWeights() *keyword.Weights {
	return &keyword.Weights{
		Field: [...]float32{keyword.Title: 1.2, keyword.Kind: 2.4, keyword.Attributes: 0.5, keyword.Description: 1},
		B:     [...]float32{keyword.Title: 0.3, keyword.Kind: 0.2, keyword.Attributes: 0.7, keyword.Description: 0.9},
		K1:    1.5,
		Most:  3.5,
	}
}

const (
	// shareWeight is what saying all of a query's words adds to a score, in units of the
	// best score of the query.
	shareWeight = 1.0
	// someShare is the least share of a query's weight, words counted by their rarity, that
	// a product found by some words must say.
	someShare = 0.7
	// joinedWeight is the weight of a word read as one with its neighbour ("smart watch" as
	// "smartwatch"), or as two.
	joinedWeight = 0.6
	// synonymWeight is the weight of a word read as a synonym: enough to be found, little
	// enough to stand after what says the word itself.
	synonymWeight = 0.2
	// fuzzyWeight is the weight of a word read as one that is spelt alike.
	fuzzyWeight = 0.5
	// rankedDepth is how many of the best products are ranked again by meaning.
	rankedDepth = 200
	// meaningWeight is the weight of meaning beside words when ranking again; the best
	// word score counts 1.
	meaningWeight = 0.03
	// meaningFloor is the least likeness of a product found by meaning alone.
	meaningFloor = 0.6
)
