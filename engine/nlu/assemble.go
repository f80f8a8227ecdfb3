package nlu

import (
	"slices"
	"strings"

	"shoptalk/index"
)

// assemble makes a part of a clause: what its spans ask for, under the intent it was found
// to have.
func (s *scan) assemble(c *clause) Part {
	p := Part{Intents: c.verdict.intents, Others: c.verdict.others}
	if c.to > c.from {
		p.Start, _ = s.bytes(s.spans[c.from].from, s.spans[c.from].to)
		_, p.End = s.bytes(s.spans[c.to-1].from, s.spans[c.to-1].to)
	}
	b := builder{s: s, p: &p, name: p.Intents[0].Name, f: s.facts(c.from, c.to)}
	b.products = b.aboutProducts()
	for k := c.from; k < c.to; k++ {
		b.span(&s.spans[k])
	}
	for k := c.lender[0]; k < c.lender[1]; k++ {
		if sp := &s.spans[k]; s.heads(sp) {
			b.span(sp)
		}
	}
	b.finish(c)
	return p
}

// builder fills one part.
type builder struct {
	s        *scan
	p        *Part
	f        facts
	name     string
	products bool // the intent asks for products, so that words to search by count
	needs    []string
	named    []*span // names of attributes, to search by unless a bound on them is said
	texts    []string
}

// aboutProducts tells whether the intent is about products, so that what is said of them is
// asked of them.
func (b *builder) aboutProducts() bool {
	switch b.name {
	case SearchProduct, RefineSearch, Recommend, ProductDetail, PriceInquiry, StockInquiry, CompareProducts, AddToCart, UpdateCart, Unclear, PromotionInquiry:
		return true
	}
	return false
}

func (b *builder) detail() bool {
	return b.name == ProductDetail || b.name == PriceInquiry || b.name == StockInquiry || b.name == CompareProducts
}

// span puts what one span says where it belongs.
func (b *builder) span(sp *span) {
	start, end := b.s.bytes(sp.from, sp.to)
	if sp.neg && b.products {
		exclude(&b.p.Want, sp)
		return
	}
	switch sp.kind {
	case kPrice:
		b.price(sp)
	case kAmount:
		b.amount(sp, start, end)
	case kNumber, kCategory, kBrand, kValue, kRating, kSort, kCheap, kStock:
		b.constraint(sp)
	case kField:
		b.field(sp)
	case kRef:
		b.ref(sp, start, end)
	case kQuantity:
		if b.name == AddToCart && b.p.Quantity != nil {
			return
		}
		if searchish(b.name) && b.pack(sp.quantity) {
			return
		}
		q := sp.quantity
		q.Start, q.End = start, end
		b.p.Quantity = &q
	case kCompare:
		c := sp.compare
		c.Start, c.End = start, end
		b.p.Compare = &c
	case kDrop:
		b.p.Drop = appendNew(b.p.Drop, sp.key)
	case kMore:
		b.p.More = b.name == RefineSearch || b.name == SearchProduct
	case kNeed:
		b.need(sp, start, end)
	case kSlot:
		slot := sp.slot
		slot.Start, slot.End = start, end
		b.p.Slots = append(b.p.Slots, slot)
	case kText:
		b.text(sp)
	}
}

func appendNew(list []string, v string) []string {
	if v == "" || slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

func (b *builder) price(sp *span) {
	if !b.products {
		v := sp.max
		if v == nil {
			v = sp.min
		}
		start, end := b.s.bytes(sp.from, sp.to)
		b.p.Slots = append(b.p.Slots, Slot{Kind: SlotAmount, Number: *v, Start: start, End: end})
		return
	}
	w := &b.p.Want
	if sp.max != nil && sp.more {
		w.PriceLT = sp.max
	} else if sp.max != nil {
		w.PriceLTE = sp.max
	}
	if sp.min != nil && sp.more {
		w.PriceGT = sp.min
	} else if sp.min != nil {
		w.PriceGTE = sp.min
	}
}

// amount is a bound when products are looked for: "a watch for 100 dollars".
func (b *builder) amount(sp *span, start, end int) {
	if searchish(b.name) && b.p.Want.PriceLTE == nil && b.p.Want.PriceLT == nil {
		v := sp.slot.Number
		b.p.Want.PriceLTE = &v
		return
	}
	slot := sp.slot
	slot.Start, slot.End = start, end
	b.p.Slots = append(b.p.Slots, slot)
}

func (b *builder) constraint(sp *span) {
	if !b.products {
		return
	}
	w := &b.p.Want
	switch sp.kind {
	case kNumber:
		setNumber(w, sp)
	case kCategory:
		if len(w.Category) > 0 && !b.joined(sp) {
			b.further(sp)
			return
		}
		addCategory(w, sp.value)
		for word := range strings.FieldsSeq(sp.part) {
			b.texts = appendNew(b.texts, word)
		}
	case kBrand, kValue:
		w.Add(sp.key, sp.value)
		if sp.also != "" {
			w.Add(sp.key, sp.also)
		}
		if b.detail() && sp.kind == kValue {
			b.p.Fields = appendNew(b.p.Fields, sp.key)
		}
	case kRating:
		w.Rating = sp.min
	case kSort:
		w.Sort = index.Sort(sp.value)
	case kCheap:
		if searchish(b.name) && w.Sort == "" {
			w.Sort = index.PriceAsc
		}
	case kStock:
		if searchish(b.name) {
			yes := true
			w.InStock = &yes
		} else if b.detail() {
			b.p.Fields = appendNew(b.p.Fields, "stock")
		}
	}
}

// ref keeps what points at products; pronouns point only where the intent is about products
// in view.
func (b *builder) ref(sp *span, start, end int) {
	r := sp.ref
	r.Start, r.End = start, end
	switch r.Kind {
	case RefIt, RefThem:
		if b.pointing() {
			b.p.Refs = append(b.p.Refs, r)
		}
	case RefProduct:
		if searchish(b.name) && b.f.of(kValue, kNumber, kPrice) > 0 {
			for _, word := range b.s.norms[sp.from:sp.to] {
				b.texts = appendNew(b.texts, word)
			}
		} else if b.products {
			b.p.Refs = append(b.p.Refs, r)
		}
	case RefSuper:
		if b.products && b.f.of(kCategory) == 0 {
			b.p.Refs = append(b.p.Refs, r)
		}
	default:
		if b.products || b.name == Explain {
			b.p.Refs = append(b.p.Refs, r)
		}
	}
}

// pointing tells whether a pronoun points at a product under the intent.
func (b *builder) pointing() bool {
	switch b.name {
	case ProductDetail, PriceInquiry, StockInquiry, CompareProducts, AddToCart, UpdateCart, Explain:
		return true
	}
	return false
}

// finish sets what follows from the part as a whole.
func (b *builder) finish(c *clause) {
	b.searchNamed()
	if len(b.texts) == 0 && b.f.of(kCategory) == 0 {
		b.texts = b.needs
	}
	w := &b.p.Want
	inView := len(b.p.Refs) > 0 || b.s.ctx.Focus || b.s.ctx.Results > 0
	switch {
	case b.name == UpdateCart && len(b.texts) > 0, b.name == PromotionInquiry:
		w.Text = strings.Join(b.texts, " ")
	case b.detail() && inView && len(w.Category) == 0 && len(w.Brand) == 0:
		for _, t := range b.texts {
			b.p.Fields = appendNew(b.p.Fields, t)
		}
	default:
		w.Text = strings.Join(b.texts, " ")
	}
	b.fields()
	b.p.Swap = b.swaps()
	b.p.Fresh = b.fresh()
	if b.name == UpdateCart {
		b.p.Cart = b.cart()
	}
	if b.p.Compare != nil && b.p.Compare.Key == "price" && b.f.of(kSort) > 0 {
		b.p.Compare = nil
	}
}

// fields adds what special questions are about by themselves.
func (b *builder) fields() {
	switch b.name {
	case PriceInquiry:
		b.p.Fields = appendNew(b.p.Fields, "price")
	case StockInquiry:
		b.p.Fields = appendNew(b.p.Fields, "stock")
	}
}

// fresh tells whether a new search begins: a kind of product is named, or a wish is said in
// full, and nothing ties it to the search that is on.
func (b *builder) fresh() bool {
	if b.name != SearchProduct && b.name != Recommend || b.p.Swap {
		return false
	}
	if !b.s.ctx.Search && b.s.ctx.Results == 0 {
		return true
	}
	if b.f.says("only", "also", "same", "instead", "ones") && b.f.of(kCategory) == 0 {
		return false
	}
	return b.f.of(kCategory) > 0 || b.p.Want.Text != "" || b.name == Recommend
}

// swaps tells whether what is said takes the place of what was said before.
func (b *builder) swaps() bool {
	if b.f.says("actually", "instead", "rather", "switch", "swap", "meant") {
		return true
	}
	for i := 0; i+1 < len(b.s.words); i++ {
		if b.s.is(i, "make", "change") && b.s.is(i+1, "it", "that", "them", "to", "the") || b.s.is(i, "what", "how") && b.s.is(i+1, "about") {
			return b.f.says("make", "change", "about")
		}
	}
	return false
}

// cart says what an update of the cart changes.
func (b *builder) cart() CartChange {
	switch {
	case b.f.says("empty", "clear", "everything", "wipe") || b.f.says("all") && b.f.says("remove", "delete") && len(b.p.Refs) == 0:
		return CartEmpty
	case b.f.says("remove", "delete", "take", "drop", "dont", "without", "rid", "out", "discard", "leave"):
		if b.f.of(kValue) > 0 && b.f.says("swap", "switch", "instead", "change") {
			return CartSwap
		}
		return CartRemove
	case b.f.of(kValue) > 0 && len(b.p.Want.Values) > 0:
		return CartSwap
	case b.p.Quantity != nil:
		return CartSet
	}
	return CartSet
}
