package nlu

import (
	"math"
	"strconv"

	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// unitAt finds a unit at i. A lone letter or a word that also means something else counts
// only as a unit where it follows a number directly, which is where this is called.
func (s *scan) unitAt(i int) (lexicon.Unit, int) {
	if i >= len(s.words) {
		return lexicon.Unit{}, 0
	}
	u, n := s.lex.Unit(s.norms[i:])
	if n == 1 && (u.Symbol == "in" && s.is(i, "in") && !s.ends(i+1) || s.is(i, "a", "man", "s") || s.is(i, "pound", "pounds") && s.ctx.Currency == "GBP") {
		return u, 0
	}
	return u, n
}

// amountOf is a number with its unit.
type amountOf struct {
	value float64
	unit  lexicon.Unit
	next  int
}

// quantum reads a number with a unit at i: "500ml", "15 inch", `15"`, "1.5 litres", "15-inch".
func (s *scan) quantum(i int) (amountOf, bool) {
	f, ok := s.figure(i)
	if !ok {
		return amountOf{}, false
	}
	if f.tail != "" {
		u, n := s.lex.Unit([]string{f.tail})
		return amountOf{f.value, u, f.next}, n > 0
	}
	u, n := s.unitAt(f.next)
	return amountOf{f.value, u, f.next + n}, n > 0 && !s.isMoney(i, f)
}

// isMoney tells whether a currency stands around a number.
func (s *scan) isMoney(i int, f figure) bool {
	_, before := s.currency(i - 1)
	_, after := s.currency(f.next)
	return before > 0 || after > 0 && !s.is(f.next, "pound", "pounds")
}

// measure takes a number with a unit, alone or with a bound before or behind it, and matches
// it to an option's values or a numeric attribute of the shop.
func (s *scan) measure(i int) int {
	b, j := s.boundAt(i)
	if _, n := s.cue(i, cueRange); n > 0 && b == none {
		j = i + n
	}
	if next := s.measureRange(i, j); next > i {
		return next
	}
	a, ok := s.quantum(j)
	if !ok {
		return s.plainNumber(i)
	}
	if high, ok := s.quantum(s.skip(a.next, "to", "and", "-")); ok && high.unit.Dimension == a.unit.Dimension && high.value > a.value && high.next > a.next+1 {
		from, to := a.value, high.value
		return s.addNumber(i, high.next, a, &from, &to)
	}
	if after, next := s.afterAt(a.next); after != none && after != budget {
		b, a.next = after, next
	}
	b = s.turned(b, i)
	if b == none && s.isQuantity(i, a) {
		return i
	}
	if b == budget {
		return i
	}
	if b == none {
		if next := s.age(i, a); next > i {
			return next
		}
		if next := s.valueOf(i, a); next > i {
			return next
		}
	}
	low, high := b.ends(a.value)
	return s.addNumber(i, a.next, a, low, high)
}

// ends are the bounds a bound word sets with a number; both are the number itself without one.
func (b bound) ends(value float64) (low, high *float64) {
	switch b {
	case lt, lte, budget:
		return nil, &value
	case gt, gte:
		return &value, nil
	case about:
		low, high := round2(value*0.85), round2(value*1.15)
		return &low, &high
	}
	return &value, &value
}

// age takes "5 years old" as what a product must be fit for: its least age is at most that.
func (s *scan) age(i int, a amountOf) int {
	const key = "age_min"
	_, known := s.vocab.Number(key)
	if !known || a.unit.Symbol != "y" || !s.is(a.next, "old", "olds") {
		return i
	}
	age := a.value
	return s.add(span{kind: kNumber, key: key, max: &age}, i, a.next+1)
}

// measureRange takes "20-30 litres", where the unit stands once, behind both numbers.
func (s *scan) measureRange(i, j int) int {
	low, ok := s.figure(j)
	if !ok || low.tail != "" || low.next >= len(s.words) {
		return i
	}
	k := low.next
	if !s.words[k].hyph {
		if k = s.skip(k, "to", "and", "-", "–"); k == low.next {
			return i
		}
	}
	high, ok := s.quantum(k)
	if !ok || high.value <= low.value {
		return i
	}
	from, to := low.value, high.value
	return s.addNumber(i, high.next, high, &from, &to)
}

// than takes a bound said by a comparative: "lighter than 300 g", "longer than 2 metres".
func (s *scan) than(i int) int {
	c, _, n := s.lex.Comparison(s.norms[i:])
	if n == 0 || !s.is(i+n, "than") {
		return i
	}
	a, ok := s.quantum(i + n + 1)
	if !ok {
		return i
	}
	for _, key := range c.Keys {
		if !s.fits(key, a.unit.Dimension) {
			continue
		}
		u, _ := s.lex.UnitOfKey(key)
		value := a.value
		v := convert(a.unit, u, &value)
		sp := span{kind: kNumber, key: key, max: v}
		if c.More {
			sp.min, sp.max = v, nil
		}
		return s.add(sp, i, a.next)
	}
	return i
}

// isQuantity tells whether "2 litres of" asks for an amount rather than for a size.
func (s *scan) isQuantity(i int, a amountOf) bool {
	return s.is(a.next, "of") && (a.unit.Dimension == "volume" || a.unit.Dimension == "weight") ||
		s.is(i-1, "add", "put", "order") && (a.unit.Dimension == "volume" || a.unit.Dimension == "weight")
}

// valueOf matches a measure to a value of an option or attribute, in the spelling of the shop
// and in equal amounts of other units: "1 litre" finds "1000 ml".
func (s *scan) valueOf(i int, a amountOf) int {
	for _, u := range s.lex.Units(a.unit.Dimension) {
		v, ok := a.unit.Convert(a.value, u)
		v = math.Round(v*1e6) / 1e6
		if !ok || v < 0.01 || v >= 1e6 {
			continue
		}
		figure := strconv.FormatFloat(v, 'f', -1, 64)
		for _, norms := range [][]string{{figure, u.Symbol}, {figure + u.Symbol}} {
			terms, n := s.vocab.Longest(norms)
			if t, ok := pick(terms, index.OptionTerm, index.AttributeTerm); ok && n == len(norms) {
				return s.add(span{kind: kValue, key: t.Key, value: t.Value, explicit: true, count: t.Count}, i, a.next)
			}
		}
	}
	return i
}

// addNumber keeps bounds on the numeric attribute a measure belongs to: one named beside it,
// else the shop's attribute of that dimension. Without any, the words stay words to search by.
func (s *scan) addNumber(i, next int, a amountOf, low, high *float64) int {
	key, ok := s.numberKey(i, next, a)
	switch {
	case ok:
	case low == high && (a.unit.Dimension == "volume" || a.unit.Dimension == "weight") && s.unheard(a):
		return s.addQuantity(a.value, a.unit.Symbol, i, next)
	default:
		return s.measureText(i, next)
	}
	if u, ok := s.lex.UnitOfKey(key); ok {
		low, high = convert(a.unit, u, low), convert(a.unit, u, high)
	}
	from, to := i, next
	return s.add(span{kind: kNumber, key: key, min: low, max: high}, from, to)
}

// unheard tells whether no product's text says an amount: "2 litres of milk" where milk comes
// by the litre is how much is wanted.
func (s *scan) unheard(a amountOf) bool {
	return s.vocab.Known(strconv.FormatFloat(a.value, 'f', -1, 64)+a.unit.Symbol) == 0
}

func convert(from, to lexicon.Unit, v *float64) *float64 {
	if v == nil {
		return nil
	}
	c, ok := from.Convert(*v, to)
	if !ok {
		return v
	}
	c = math.Round(c*1e4) / 1e4
	return &c
}

// measureText leaves a measure that no attribute holds as one word to search by: "45w". What
// is time or distance (a delivery in 3 days) is no search word.
func (s *scan) measureText(i, next int) int {
	k := kText
	if u, n := s.unitAt(next - 1); n > 0 && (u.Dimension == "time" || u.Dimension == "percent" || u.Symbol == "km" || u.Symbol == "mi") {
		k = kStop
	}
	for j := i; j < next; j++ {
		kj := k
		if s.words[j].kind == lexicon.Word && s.words[j].cues != nil || s.words[j].kind == lexicon.Symbol {
			kj = kStop
		}
		s.add(span{kind: kj, value: s.words[j].norm}, j, j+1)
	}
	return next
}

// byDimension lists the attributes to try for a measure that names none, most likely first.
var byDimension = map[string][]string{
	"length": {"screen", "length", "width", "height", "depth", "thickness", "range"}, "weight": {"weight"},
	"volume": {"capacity", "volume ml"}, "power": {"power"}, "storage": {"storage", "memory"}, "time": {"battery", "charging time"},
	"charge": {"battery"}, "pixels": {"resolution"}, "rate": {"refresh rate"}, "noise": {"noise"}, "light": {"brightness"},
	"people": {"people"}, "speed": {"speed"}, "energy": {"calories"}, "heat": {"temperature"},
}

// numberKey finds the numeric attribute of the shop a measure between two places means.
func (s *scan) numberKey(i, next int, a amountOf) (string, bool) {
	u := a.unit
	for _, place := range []int{i - 1, i - 2, i - 3, next, next + 1} {
		if place < 0 || place >= len(s.words) || s.ends(place) {
			continue
		}
		if key, ok := s.namedNumber(place, u); ok {
			return key, true
		}
	}
	if u.Symbol == "in" || u.Dimension != "length" {
		for _, name := range byDimension[u.Dimension] {
			if key, ok := s.attributeKey(name, u.Dimension); ok && s.inReach(key, a) {
				return key, true
			}
		}
	}
	return "", false
}

// bounded tells whether bounds on an attribute were said already.
func (s *scan) bounded(key string) bool {
	for k := range s.spans {
		if s.spans[k].kind == kNumber && s.spans[k].key == key {
			return true
		}
	}
	return false
}

// plausibleFor tells whether a number without a unit is within a few times of what the shop
// has of an attribute: 300 people in a tent are a price.
func (s *scan) plausibleFor(key string, value float64) bool {
	f, _ := s.vocab.Number(key)
	return value >= f.Min/4 && value <= f.Max*4
}

// inReach tells whether an amount can be meant as a value of an attribute that nobody
// named: the attribute says its unit, and the amount is within a few times of what the shop
// has. Five years are no battery life.
func (s *scan) inReach(key string, a amountOf) bool {
	f, ok := s.vocab.Number(key)
	u, known := s.lex.UnitOfKey(key)
	if !ok || !known {
		return false
	}
	v, _ := a.unit.Convert(a.value, u)
	return v >= f.Min/4 && v <= f.Max*4
}

// namedNumber finds the numeric attribute named at a place whose unit fits.
func (s *scan) namedNumber(i int, u lexicon.Unit) (string, bool) {
	if terms, n := s.vocab.Longest(s.norms[i:]); n > 0 {
		if t, ok := pick(terms, index.KeyTerm); ok && s.fits(t.Key, u.Dimension) {
			return t.Key, true
		}
	}
	a, n := s.lex.Attribute(s.norms[i:])
	if n == 0 {
		if c, _, m := s.lex.Comparison(s.norms[i:]); m > 0 {
			a, n = c.Attribute, m
		}
	}
	if n == 0 {
		return "", false
	}
	for _, key := range a.Keys {
		if s.fits(key, u.Dimension) {
			return key, true
		}
	}
	return "", false
}

func (s *scan) attributeKey(name, dimension string) (string, bool) {
	a, n := s.lex.Attribute([]string{name})
	if n == 0 {
		return "", false
	}
	for _, key := range a.Keys {
		if s.fits(key, dimension) {
			return key, true
		}
	}
	return "", false
}

// fits tells whether the shop has a numeric attribute of the key in a unit of a dimension.
func (s *scan) fits(key, dimension string) bool {
	if _, ok := s.vocab.Number(key); !ok {
		return false
	}
	u, ok := s.lex.UnitOfKey(key)
	return !ok || u.Dimension == dimension || dimension == ""
}

// plainNumber reads "battery over 20" and "weight under 200": a bound without a unit, just
// after the name of a numeric attribute.
func (s *scan) plainNumber(i int) int {
	b, j := s.boundAt(i)
	if b == none || b == budget || i == 0 {
		return i
	}
	f, ok := s.figure(j)
	if !ok || f.tail != "" || s.isMoney(j, f) {
		return i
	}
	back := i - 1
	for back > 0 && s.is(back, "is", "of", "with", "life", "size") {
		back--
	}
	key, ok := s.namedNumber(back, lexicon.Unit{})
	if !ok || s.bounded(key) || !s.plausibleFor(key, f.value) {
		return i
	}
	low, high := s.turned(b, i).ends(f.value)
	return s.add(span{kind: kNumber, key: key, min: low, max: high}, i, f.next)
}
