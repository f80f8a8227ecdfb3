package nlu

import (
	"strings"

	"shoptalk/data/lexicon"
)

// field is what a question asks about; in a search it is a word like any other, unless it
// only names the key of a value beside it ("blue colour").
func (b *builder) field(sp *span) {
	if b.detail() {
		b.p.Fields = appendNew(b.p.Fields, sp.key)
		return
	}
	if searchish(b.name) && b.nounLike(sp) {
		b.named = append(b.named, sp)
	}
}

// searchNamed searches by the names of attributes nothing else was said about.
func (b *builder) searchNamed() {
	for _, sp := range b.named {
		if _, bounded := b.p.Want.Numbers[sp.key]; bounded || len(b.p.Want.Values[sp.key]) > 0 || b.p.Compare != nil && b.p.Compare.Key == sp.key {
			continue
		}
		for w := range strings.FieldsSeq(sp.value) {
			b.texts = appendNew(b.texts, w)
		}
	}
}

// nounLike tells whether the name of an attribute is worth searching for: it is not when it
// is one of those every product has.
func (b *builder) nounLike(sp *span) bool {
	switch sp.key {
	case "price", "rating", "stock", "color", "size", "brand", "category", "description", "features", "material", "returnable", "length", "width", "height", "newest", "people", "care":
		return false
	}
	next := sp.to
	return b.s.vocab.Known(b.s.norms[sp.from]) > 0 && (next >= len(b.s.norms) || !b.s.is(next, "over", "under", "above", "below"))
}

// need keeps an occasion or person; what it means to look for is searched when no kind of
// product is named, and its own words where they say what the product is for.
func (b *builder) need(sp *span, start, end int) {
	slot := sp.slot
	slot.Start, slot.End = start, end
	b.p.Slots = append(b.p.Slots, slot)
	if !searchish(b.name) || len(sp.search) == 0 || sp.search[0] == "gift" {
		return
	}
	if sp.person {
		b.keptFor(sp.search[0])
		return
	}
	if b.f.of(kCategory) == 0 && b.f.texts == 0 {
		b.needs = append(b.needs, sp.search[0])
		return
	}
	for j := sp.from; j < sp.to; j++ {
		if !b.s.lex.Stop(b.s.norms[j]) && b.s.vocab.Known(b.s.norms[j]) > 0 {
			b.texts = appendNew(b.texts, b.s.norms[j])
		}
	}
}

// text keeps a word to search by. A bare number counts only beside another such word or a
// brand, as in a model's name.
func (b *builder) text(sp *span) {
	if !b.products {
		return
	}
	if sp.explicit { // a part of one thing
		b.texts = appendNew(b.texts, sp.value)
		return
	}
	w := &b.s.words[sp.from]
	if w.kind == lexicon.Number && !b.beside(sp) || b.s.lex.Chat(sp.value) && !b.partOfName(sp) {
		return
	}
	if packaging[sp.value] && b.s.is(sp.to, "of") {
		return
	}
	if b.name == AddToCart && (orderVerbs[sp.value] || cartWords[sp.value]) {
		return
	}
	if b.s.is(sp.from-1, "i", "we", "he", "she", "they", "you", "who", "always", "often") && b.f.of(kCategory) > 0 {
		return // a verb: "I run a lot"
	}
	if b.f.words > rambling && b.f.of(kCategory) > 0 && b.s.vocab.Known(sp.value) == 0 {
		return
	}
	b.texts = appendNew(b.texts, sp.value)
}

// packaging are words for what goods come in: "jars of honey" are honey.
var packaging = wordSet("packet packets pack packs bag bags jar jars bottle bottles box boxes can cans tin tins carton cartons pouch pouches tub tubs sachet sachets roll rolls bar bars loaf loaves bunch set sets")

// rambling is how many words make a message long: in such a one a word the catalog does not
// know tells a story and asks for nothing.
const rambling = 12

// partOfName tells whether an ordinary word belongs to what a product is called: the catalog
// says it, and a word to search by stands next to it, as in "hard drive" and "memory card".
func (b *builder) partOfName(sp *span) bool {
	if b.s.vocab.Known(sp.value) == 0 || sp.value == "free" {
		return false
	}
	if b.f.words <= 2 && b.f.texts == b.f.words && b.name == SearchProduct {
		return true
	}
	for k := range b.s.spans {
		o := &b.s.spans[k]
		if (o.to == sp.from || o.from == sp.to) && (o.kind == kText && !b.s.lex.Chat(o.value) || o.kind == kCategory && o.from == sp.to || o.kind == kBrand || o.kind == kField) {
			return true
		}
	}
	return false
}

func (b *builder) beside(sp *span) bool {
	for k := range b.s.spans {
		o := &b.s.spans[k]
		if (o.to == sp.from || o.from == sp.to) && (o.kind == kText || o.kind == kBrand || o.kind == kCategory) && !b.s.ends(o.from) {
			return o.to == sp.from || o.kind == kText
		}
	}
	return false
}
