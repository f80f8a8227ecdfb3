package index

// TermKind says what a phrase of the catalog names.
type TermKind uint8

// The kinds of term.
const (
	CategoryTerm  TermKind = iota // Value is a path
	BrandTerm                     // Value is the brand in lower case
	OptionTerm                    // Key and Value of a variant option
	AttributeTerm                 // Key and Value of a text attribute
	KeyTerm                       // the phrase names an option or attribute itself: "battery", "screen size"
	ProductTerm                   // the phrase is the title, or a model number, of one product; Value is its handle
)

// Term is one thing a phrase of the catalog can mean.
type Term struct {
	Kind  TermKind
	Key   string // "category", "brand", or the option's or attribute's key
	Value string
	Count int // active products that have it
	// Coverage is the share, 0 to 1, of the active products whose text says the phrase that
	// also have it in this field. A low figure means the field is filled in too seldom to
	// filter by: a catalog with few categories must not lose its products to one.
	Coverage float64
	Multi    bool // products may have several values of the key at once: features
	// Part says that a category's phrase names only some of what is in it: "hiking boots" in
	// shoes/hiking. The words are still to be searched by within the category.
	Part bool
}

// KeyField says how a key of an option or attribute is used.
type KeyField struct {
	Key       string
	Label     string // for people: "Screen size"
	Option    bool   // some products have it as an option of their variants
	Attribute bool   // some products have it as an attribute
	Multi     bool   // products may have several values of it at once
	Count     int    // active products that have it
}

// NumberField is an attribute with numeric values.
type NumberField struct {
	Key   string
	Label string // for people, without the unit: "Battery"
	Unit  string // the last part of a key such as battery_h; empty when it names none
	Min   float64
	Max   float64
	Count int // active products that have it
}
