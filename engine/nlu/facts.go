package nlu

import (
	"slices"
	"strings"

	"shoptalk/data/lexicon"
)

// facts are what the rules look at in a clause.
type facts struct {
	s        *scan
	from, to int
	count    [kCheap + 1]int // spans by kind, denied ones apart
	denied   int
	slots    map[SlotKind]bool
	refs     [RefProduct + 1]int
	texts    int // words to search by
	known    int // of these, words the catalog says
	words    int // words in all, without punctuation
	question bool
	first    string // first word that matters
}

func (s *scan) facts(from, to int) facts {
	f := facts{s: s, from: from, to: to}
	for k := from; k < to; k++ {
		sp := &s.spans[k]
		if sp.kind != kPunct {
			f.words += sp.to - sp.from
		}
		if sp.neg {
			f.denied++
			continue
		}
		f.count[sp.kind]++
		switch sp.kind {
		case kSlot:
			if f.slots == nil {
				f.slots = map[SlotKind]bool{}
			}
			f.slots[sp.slot.Kind] = true
		case kRef:
			f.refs[sp.ref.Kind]++
		case kText:
			f.texts++
			if s.words[sp.from].kind != lexicon.Number && s.vocab.Known(sp.value) > 0 {
				f.known++
			}
		case kPunct:
			f.question = f.question || s.is(sp.from, "?")
		}
	}
	f.first = s.firstWord(from, to)
	f.question = f.question || asks[f.first] || s.asksLater(f.first, from)
	return f
}

// asks are the first words of questions.
var asks = wordSet("what whats how when where wheres which who whose why is are was do does did can could will would has have should isnt arent hows whens")

// asksLater tells whether a question word follows the first word: "from what age is it".
func (s *scan) asksLater(first string, from int) bool {
	switch first {
	case "from", "for", "in", "at", "by", "until", "till", "to", "with", "of", "since":
		i := s.spans[from].from
		for s.norms[i] != first {
			i++
		}
		return s.is(i+1, "what", "which", "when", "whom", "how")
	}
	return false
}

// firstWord is the first word of a clause that is no joining word, greeting or plea.
func (s *scan) firstWord(from, to int) string {
	for k := from; k < to; k++ {
		w := s.spans[k].from
		if s.spans[k].kind != kPunct && !s.is(w, "and", "then", "also", "so", "but", "please", "pls", "ok", "okay", "hi", "hello", "hey", "oh", "well", "now", "yes", "no", "wait", "um", "actually", "great", "cool", "alright", "just") {
			return s.norms[w]
		}
	}
	return ""
}

// of counts the spans of some kinds.
func (f *facts) of(kinds ...kind) int {
	n := 0
	for _, k := range kinds {
		n += f.count[k]
	}
	return n
}

// says tells whether any word of the clause is one of some.
func (f *facts) says(norms ...string) bool {
	if f.from >= f.to {
		return false
	}
	for i := f.s.spans[f.from].from; i < f.s.spans[f.to-1].to; i++ {
		if slices.Contains(norms, f.s.norms[i]) {
			return true
		}
	}
	return false
}

// gives tells whether the clause holds a value of a slot.
func (f *facts) gives(asked string) bool {
	if f.slots[SlotKind(asked)] {
		return true
	}
	for k := f.from; k < f.to; k++ {
		sp := &f.s.spans[k]
		switch sp.kind {
		case kValue, kBrand, kNumber:
			if sp.key == asked {
				return true
			}
		case kQuantity:
			if asked == "quantity" {
				return true
			}
		case kPrice:
			if asked == "price" || asked == "budget" {
				return true
			}
		}
	}
	return false
}

func (f *facts) stops() int {
	n := 0
	for k := f.from; k < f.to; k++ {
		if sp := &f.s.spans[k]; sp.kind == kStop || sp.kind == kNot {
			n += sp.to - sp.from
		}
	}
	return n
}

// onlyConstraints tells whether nothing but constraints and small words are said.
func (f *facts) onlyConstraints() bool {
	asked := 0
	for k := f.from; k < f.to; k++ {
		sp := &f.s.spans[k]
		switch {
		case sp.constrains() || sp.neg && (sp.kind != kText || f.count[kText] == 0):
			asked++
		case sp.kind == kAmount && f.of(kCategory, kBrand, kValue) > 0:
		case sp.kind == kStop || sp.kind == kPunct || sp.kind == kNot:
		case sp.kind == kText && f.known > 0 && f.of(kCategory, kBrand) > 0:
		case sp.kind == kRef && sp.ref.Kind == RefSuper:
		default:
			return false
		}
	}
	return asked > 0
}

// orders tells whether the clause begins with a verb that wants something else than a search.
func (f *facts) orders() bool {
	return f.says("add", "remove", "delete", "cart", "basket", "bag", "compare", "checkout", "order", "orders", "return", "refund", "cancel", "track",
		"arrived", "received", "bought", "ordered", "broken", "damaged", "defective", "deal", "deals",
		"buy", "purchase", "deliver", "delivery", "shipping", "ship", "coupon", "discount", "discounts", "offer", "offers", "sale", "deals", "vs", "versus", "difference", "empty", "swap", "replace", "exchange", "policy", "warranty", "take", "change", "put", "thanks", "thank", "recommend", "suggest", "gift", "take", "switch")
}

func (f *facts) pointsOnly() bool {
	for k := f.from; k < f.to; k++ {
		switch sp := &f.s.spans[k]; sp.kind {
		case kRef, kPunct, kStop, kCompare:
		default:
			return false
		}
	}
	return f.count[kRef] > 0 && f.words <= 8 && !f.says("thanks", "thank", "bye", "no", "yes", "not", "is", "all", "why")
}

func (f *facts) asksField(key string) bool {
	for k := f.from; k < f.to; k++ {
		if sp := &f.s.spans[k]; sp.kind == kField && sp.key == key {
			return true
		}
	}
	return false
}

// pronounceable tells whether the words to search by look like words at all.
func (f *facts) pronounceable() bool {
	for k := f.from; k < f.to; k++ {
		sp := &f.s.spans[k]
		if sp.kind == kText && (f.s.words[sp.from].kind != lexicon.Word || !speakable(sp.value)) {
			return false
		}
	}
	return true
}

// speakable tells whether a word has a vowel in every five letters.
func speakable(w string) bool {
	run, vowels := 0, 0
	for i := range len(w) {
		if strings.IndexByte("aeiouy", w[i]) >= 0 {
			run = 0
			vowels++
			continue
		}
		if run++; run > 4 {
			return false
		}
	}
	return vowels > 0 && len(w) > 2
}
