package nlu

import "shoptalk/index"

// kind says what a span of words was read as.
type kind uint8

const (
	kText     kind = iota // a word to search by
	kStop                 // a word that carries nothing
	kPunct                // punctuation
	kPrice                // bounds on the price
	kAmount               // money that is no bound
	kNumber               // bounds on a numeric attribute
	kCategory             // a kind of product
	kBrand                //
	kValue                // a value of an option or attribute
	kField                // the name of an attribute
	kRef                  //
	kQuantity             //
	kCompare              //
	kSort                 //
	kDrop                 //
	kRating               //
	kStock                // "in stock"
	kNot                  // a negation
	kNeed                 // an occasion, purpose or person
	kSlot                 //
	kAbuse                //
	kDanger               //
	kTrick                // an order to the machine
	kMore                 // the next page
	kCheap                // "cheap": an order of price without a bound
)

// span is a run of words that was read as one thing.
type span struct {
	kind     kind
	from, to int // places in scan.words
	neg      bool
	explicit bool   // the wording leaves no doubt: "in blue", "brand X"
	key      string // of a constraint, field or drop
	value    string
	also     string // another spelling of the value that the shop has
	more     bool   // for prices and numbers the ends are open (gt, lt)
	min, max *float64
	ref      Ref
	quantity Quantity
	compare  Comparative
	slot     Slot
	person   bool // of a need
	search   []string
	count    int    // products that have the term
	part     string // of a kind of product: the words that name only some of it, to search by
}

// class is what the intent model sees in place of the words of a span; empty for spans
// whose words speak for themselves.
func (s *span) class() string {
	switch s.kind {
	case kPrice, kAmount:
		return "<price>"
	case kNumber:
		return "<measure>"
	case kCategory:
		return "<category>"
	case kBrand:
		return "<brand>"
	case kValue:
		return "<value>"
	case kSlot:
		return "<" + string(s.slot.Kind) + ">"
	case kRef:
		if s.ref.Kind == RefProduct {
			return "<product>"
		}
	}
	return ""
}

// tags are further features of spans whose words are seen too.
var tags = [...]string{
	kField: "+field", kRef: "+ref", kQuantity: "+quantity", kCompare: "+compare", kSort: "+sort", kDrop: "+drop",
	kRating: "+rating", kStock: "+stock", kNot: "+not", kNeed: "+need", kAbuse: "+abuse", kDanger: "+danger",
	kTrick: "+trick", kMore: "+more", kCheap: "+cheap",
}

// constrains tells whether the span asks something of products.
func (s *span) constrains() bool {
	switch s.kind {
	case kPrice, kNumber, kCategory, kBrand, kValue, kRating, kSort, kCheap, kDrop, kCompare, kStock:
		return true
	}
	return false
}

func pick(terms []index.Term, kinds ...index.TermKind) (index.Term, bool) {
	for _, k := range kinds {
		for _, t := range terms {
			if t.Kind == k {
				return t, true
			}
		}
	}
	return index.Term{}, false
}
