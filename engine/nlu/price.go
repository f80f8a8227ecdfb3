package nlu

import (
	"math"
	"slices"

	"shoptalk/data/lexicon"
)

// bound is what a price word says about the number after it.
type bound uint8

const (
	none bound = iota
	lt
	lte
	gt
	gte
	about
	budget // lte, by what the shopper has to spend
)

// counted are nouns that show a number before them to be no price.
var counted = map[string]bool{
	"piece": true, "pieces": true, "pcs": true, "person": true, "persons": true, "people": true, "items": true, "of": true, "them": true,
	"units": true, "pairs": true, "packs": true, "cups": true, "players": true, "times": true, "weeks": true, "week": true, "months": true,
	"month": true, "ports": true, "pockets": true, "seater": true, "guests": true, "reviews": true, "star": true, "stars": true, "percent": true,
	"pm": true, "am": true, "oclock": true, "orders": true, "products": true, "results": true, "options": true, "ones": true, "more": true, "pack": true, "pair": true,
}

// money is an amount in the message.
type money struct {
	figure
	currency string // as said; empty without one
	bare     bool   // no currency was said
}

// money reads an amount at i with its currency before or behind: "$150", "150 bucks", "rs 500".
func (s *scan) money(i int) (money, bool) {
	m := money{bare: true}
	code, n := s.currency(i)
	if n > 0 {
		i = s.skip(i+n, ".")
		m.currency, m.bare = code, false
	}
	if n == 0 {
		if code, f, ok := s.gluedCurrency(i); ok {
			return money{f, code, false}, true
		}
	}
	f, ok := s.figure(i)
	if !ok {
		return m, false
	}
	m.figure = f
	return s.moneyTail(m)
}

// moneyTail takes the currency behind an amount; letters that are neither currency nor
// magnitude make it no amount.
func (s *scan) moneyTail(m money) (money, bool) {
	if m.tail == "ish" {
		m.tail = ""
		return m, true
	}
	if m.tail != "" {
		code, n := s.lex.Currency([]string{m.tail}, s.ctx.Currency)
		m.currency, m.bare = code, false
		return m, n > 0
	}
	if code, n := s.currency(m.next); n > 0 && (m.bare || code == m.currency) {
		m.currency, m.bare = code, false
		m.next += n
		if s.is(m.next-1, "rs") && s.is(m.next, ".") {
			m.next++
		}
	}
	return m, true
}

// currency finds a currency at i. Pounds are a weight unless the shop counts in them.
func (s *scan) currency(i int) (code string, n int) {
	if i < 0 || i >= len(s.words) || s.is(i, "pound", "pounds") && s.ctx.Currency != "GBP" {
		return "", 0
	}
	return s.lex.Currency(s.norms[i:], s.ctx.Currency)
}

// gluedCurrency reads "rs500" and "usd20".
func (s *scan) gluedCurrency(i int) (string, figure, bool) {
	if i >= len(s.words) || s.words[i].kind != lexicon.Mixed {
		return "", figure{}, false
	}
	norm := s.words[i].norm
	j := 0
	for j < len(norm) && !isDigit(norm[j]) {
		j++
	}
	if j == 0 || j == len(norm) {
		return "", figure{}, false
	}
	code, n := s.lex.Currency([]string{norm[:j]}, s.ctx.Currency)
	digits, rest := splitDigits(norm[j:])
	v, ok := s.decimal(digits)
	f := figure{value: v, digits: true, times: 1, next: i + 1}
	if m, known := s.lex.Multiplier(rest); known {
		f.value, rest = v*m, ""
	}
	return code, f, ok && n > 0 && rest == ""
}

// price reads bounds on the price and other amounts of money.
func (s *scan) price(i int) int {
	if next := s.between(i); next > i {
		return next
	}
	b, j := s.boundAt(i)
	if b == none {
		return s.amount(i)
	}
	if b == budget {
		if inner, k := s.boundAt(s.skip(j, "is", "of")); inner != none && inner != budget {
			b, j = inner, k
		}
	}
	if next := s.rangeFrom(i, j, b == about); next > 0 {
		return next
	}
	j = s.skip(j, "the", "price", "of", "a", "is", "just", "like", "say", "only", "to", "my", "maybe", "around", "about", "up")
	m, ok := s.money(j)
	if !ok || s.measured(m) || m.bare && !s.plausible(b, m) {
		return i
	}
	if after, next := s.afterAt(m.next); after != none {
		b, m.next = after, next
	}
	return s.addPrice(s.turned(b, i), m, i)
}

// boundAt finds a bound word at i and the place after it.
func (s *scan) boundAt(i int) (bound, int) {
	c, n := s.cue(i, cueBound)
	if n == 0 {
		return none, i
	}
	b := bound(c.value)
	if s.is(i+n, "=") && (b == lt || b == gt) {
		return b + 1, i + n + 1 // lte stands after lt, gte after gt
	}
	return b, i + n
}

func (s *scan) afterAt(i int) (bound, int) {
	if c, n := s.cue(i, cueAfter); n > 0 {
		return bound(c.value), i + n
	}
	return none, i
}

// turned is the bound that remains when a negation stands before it: "I don't want to spend
// more than 50".
func (s *scan) turned(b bound, i int) bound {
	if !s.scope.open || i-s.scope.at > 8 {
		return b
	}
	s.scope.open = false
	switch b {
	case gt:
		return lte
	case lt:
		return gte
	case gte:
		return lt
	}
	return b
}

// measured tells whether a unit, stars or a counted noun follows, so that the number is no price.
func (s *scan) measured(m money) bool {
	if !m.bare {
		return false
	}
	if m.next < len(s.words) && (counted[s.words[m.next].norm] || s.words[m.next].norm == "%") {
		return true
	}
	u, n := s.unitAt(m.next)
	return n > 0 && !(u.Symbol == "in" && s.is(m.next, "in"))
}

// plausible tells whether a number without a currency is meant as a price after a bound word.
func (s *scan) plausible(b bound, m money) bool {
	switch b {
	case lt, lte:
		return true
	case budget:
		return m.digits || m.value >= 5
	}
	return m.value >= 5
}

// between reads "between 40 and 60" and "from 40 to 60".
func (s *scan) between(i int) int {
	_, n := s.cue(i, cueRange)
	if n == 0 {
		return i
	}
	if next := s.rangeFrom(i, s.skip(i+n, "the", "price", "of", "is"), false); next > 0 {
		return next
	}
	return i
}

// rangeFrom reads "40-60", "40 to 60", "$40 and $60" at j; 0 when there is no range of prices.
func (s *scan) rangeFrom(i, j int, approx bool) int {
	low, ok := s.money(j)
	if !ok || approx {
		return 0
	}
	k := low.next
	switch {
	case k < len(s.words) && s.words[k].hyph:
	case s.is(k, "to", "and", "-", "–", "till", "until"):
		k++
	default:
		return 0
	}
	if s.is(low.next, "and") && !s.is(i, "between", "betwen", "btw") {
		return 0
	}
	high, ok := s.money(k)
	if !ok || s.measured(high) {
		return 0
	}
	if low.times == 1 && high.times > 1 && low.value*high.times < high.value {
		low.value *= high.times
	}
	if low.value >= high.value || i == j && low.bare && high.bare && high.value < 10 {
		return 0
	}
	if low.bare && !high.bare {
		low.currency = high.currency
	}
	return s.addRange(low, high, i)
}

func (s *scan) addRange(low, high money, i int) int {
	if foreign := s.foreign(low, high); foreign != "" {
		return s.addForeign(foreign, high, i)
	}
	from, to := low.value, high.value
	return s.add(span{kind: kPrice, min: &from, max: &to}, i, high.next)
}

// foreign is the currency of an amount that is not the shop's.
func (s *scan) foreign(amounts ...money) string {
	for _, m := range amounts {
		if m.currency != "" && s.ctx.Currency != "" && m.currency != s.ctx.Currency {
			return m.currency
		}
	}
	return ""
}

func (s *scan) addForeign(code string, m money, i int) int {
	return s.add(span{kind: kSlot, slot: Slot{Kind: SlotCurrency, Value: code, Number: m.value}}, i, m.next)
}

func (s *scan) addPrice(b bound, m money, i int) int {
	if m.tail == "" && s.words[m.next-1].kind == lexicon.Mixed && b == none {
		b = about
	}
	if foreign := s.foreign(m); foreign != "" {
		return s.addForeign(foreign, m, i)
	}
	sp := span{kind: kPrice, more: b == lt || b == gt}
	sp.min, sp.max = b.ends(m.value)
	return s.add(sp, i, m.next)
}

func round2(f float64) float64 { return math.Round(f*100) / 100 }

// amount reads money without a bound word before it: a range "40-60", a bound behind it
// ("$100 or less"), a budget ("for 50 dollars"), or a mere amount.
func (s *scan) amount(i int) int {
	m, ok := s.money(i)
	if !ok || m.bare && !m.digits {
		return i
	}
	if s.rangeFits(i, m) {
		if next := s.rangeFrom(i, i, false); next > 0 {
			return next
		}
	}
	if s.measured(m) {
		return i
	}
	after, next := s.afterAt(m.next)
	switch {
	case after != none && (!m.bare || m.value >= 10) && !s.is(i-1, "size", "sizes"):
		m.next = next
		return s.addPrice(after, m, i)
	case s.words[m.next-1].kind == lexicon.Mixed && len(s.words[m.next-1].norm) > 3 && hasIsh(s.words[m.next-1].norm):
		return s.addPrice(about, m, i)
	case s.asked("budget", "price"):
		return s.addPrice(budget, m, i)
	case m.bare:
		return i
	}
	if foreign := s.foreign(m); foreign != "" {
		return s.addForeign(foreign, m, i)
	}
	return s.add(span{kind: kAmount, slot: Slot{Kind: SlotAmount, Value: m.currency, Number: m.value}}, i, m.next)
}

func hasIsh(norm string) bool { return len(norm) > 3 && norm[len(norm)-3:] == "ish" }

// rangeFits tells whether two bare numbers in a row can be a range of prices here.
func (s *scan) rangeFits(i int, m money) bool {
	return !m.bare || !s.is(i-1, "size", "sizes", "age", "ages", "aged", "order", "number", "top") && !slices.Contains(s.ctx.Asked, "size")
}
