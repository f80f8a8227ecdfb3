package index

import "shoptalk/data"

// Query asks for products.
type Query struct {
	Constraints
	Exact   bool     // take Text as it is: no correction, no synonyms, no rescue by meaning
	Offset  int      // of the first hit wanted
	Size    int      // hits wanted, 0 to 100
	Facets  []string // keys to count among all matches: "brand", "category", "color"
	Explain bool     // fill Why.Scores and Result.Steps
}

// Result is what was found. It belongs to the caller.
type Result struct {
	Hits    []Hit              // the window asked for, best first; sold-out ones last
	Total   int                // all that match
	Facets  map[string][]Facet // per key asked for, most frequent first
	Assumed []Assumption       // words read differently from how they were typed
	// Alternatives are near misses, given only when nothing matches: Dropped names the
	// constraints that had to go, by their outside keys.
	Alternatives []Hit
	Dropped      []string
	// Level is how far the search had to go: "all words", "some words", "fuzzy", "meaning",
	// or "constraints" without words.
	Level   string
	Version int64    // of the catalog that answered
	Steps   []string // what was tried in order, with Explain
}

// Hit is one product found.
type Hit struct {
	ID      data.ProductID
	Variant int        // place in Product.Variants of the cheapest variant that matches the options asked for; -1 when no option was asked
	Price   data.Money // lowest among matching sellable variants
	InStock bool
	Score   float64
	Why     Why
}

// Why says why a product was found.
type Why struct {
	Fields []string           `json:"fields"` // title, brand, category, description, attributes ... that matched
	Terms  []string           `json:"terms"`  // query words found in them
	Score  float64            `json:"score"`
	Scores map[string]float64 `json:"scores,omitempty"` // per source, with Explain
}

// Facet is one value of a field with the number of matches that have it.
type Facet struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Assumption is a word that was read differently from how it was typed.
type Assumption struct {
	Typed string `json:"typed"`
	Read  string `json:"read"`
}

// Suggestions completes what is being typed.
type Suggestions struct {
	Products   []Hit
	Categories []data.Category
	Queries    []string
}

// Passage is a policy found for a question.
type Passage struct {
	ID    string  // of the policy
	Score float64 // 0 to 1, comparable within one question only
}
