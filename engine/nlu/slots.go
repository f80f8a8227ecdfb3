package nlu

import (
	"strings"
	"unicode"

	"shoptalk/data/lexicon"
)

// addSlot keeps a value that stands in the words from i to j.
func (s *scan) addSlot(kind SlotKind, value string, i, j int) int {
	return s.add(span{kind: kSlot, slot: Slot{Kind: kind, Value: value}}, i, j)
}

// email takes an address such as "ann@example.com": everything glued around an @.
func (s *scan) email(i int) int {
	if !s.at || s.words[i].kind == lexicon.Symbol {
		return i
	}
	start, _ := s.bytes(i, i+1)
	end := start + strings.IndexFunc(s.text[start:]+" ", unicode.IsSpace)
	typed := strings.TrimRight(s.text[start:end], ".,;:!?)>\"'")
	name, host, ok := strings.Cut(typed, "@")
	if !ok || name == "" || !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(host, "@/:") {
		return i
	}
	j := i + 1
	for j < len(s.words) && s.tokens[s.words[j].token].Start < start+len(typed) {
		j++
	}
	return s.addSlot(SlotEmail, strings.ToLower(typed), i, j)
}

// order takes an order's number: "#5001", "order 5001", "order no. ORD-77", and a bare
// number when the shop asked for one.
func (s *scan) order(i int) int {
	if s.is(i, "#") {
		if j := i + 1; j < len(s.words) && s.orderNumber(j) && len(s.words[j].norm) >= 3 {
			return s.takeOrder(i, j)
		}
		return i
	}
	if s.asked(string(SlotOrder)) && s.orderNumber(i) && len(s.words[i].norm) >= 3 {
		return s.takeOrder(i, i)
	}
	_, n := s.cue(i, cueOrder)
	if n == 0 {
		return i
	}
	j := s.skip(i+n, ".", ":", "#", "is", "my", "number", "no", "-", "for", "with", "id", "the", "of")
	if j >= len(s.words) || !s.orderNumber(j) || len(s.words[j].norm) < 3 || s.soldBy(j+1) {
		return i
	}
	for k := i; k < i+n; k++ {
		s.rest(k)
	}
	return s.takeOrder(j, j)
}

// soldBy tells whether a noun follows that is bought in numbers: "order 100 pens".
func (s *scan) soldBy(i int) bool {
	if i >= len(s.words) || s.words[i].kind != lexicon.Word || s.lex.Common(s.words[i].norm) {
		return false
	}
	return s.vocab.Known(s.words[i].norm) > 0
}

// orderNumber tells whether the word at i can be the number of an order: it has digits.
func (s *scan) orderNumber(i int) bool {
	w := &s.words[i]
	switch {
	case w.kind == lexicon.Number:
		return !strings.ContainsAny(w.norm, ".,") && len(w.norm) >= 3
	case w.kind == lexicon.Mixed:
		digits, letters := splitDigits(w.norm)
		return digits == "" && len(letters) >= 4
	}
	return s.orderPrefix(i) && i+1 < len(s.words) && s.words[i+1].hyph && s.words[i+1].kind != lexicon.Word
}

// orderPrefix tells whether the word at i is the letters before the hyphen of "ORD-77".
func (s *scan) orderPrefix(i int) bool {
	w := &s.words[i]
	return w.kind == lexicon.Word && len(w.norm) <= 5 && !s.lex.Stop(w.norm)
}

func (s *scan) takeOrder(i, j int) int {
	next := j + 1
	for next < len(s.words) && s.words[next].hyph && s.words[next].kind != lexicon.Word {
		next++
	}
	start, end := s.bytes(j, next)
	return s.addSlot(SlotOrder, strings.ToUpper(s.text[start:end]), i, next)
}

// coupon takes the code after "code", "apply" and the like: a word with digits or in
// capitals.
func (s *scan) coupon(i int) int {
	if s.asked(string(SlotCoupon), "code") && s.codeLike(i) {
		return s.addSlot(SlotCoupon, strings.ToUpper(s.words[i].typed), i, i+1)
	}
	if s.standsForCode(i) {
		return s.addSlot(SlotCoupon, strings.ToUpper(s.words[i].typed), i, i+1)
	}
	_, n := s.cue(i, cueCoupon)
	if n == 0 {
		return i
	}
	named := !s.is(i, "apply", "redeem", "use")
	j := s.skip(i+n, ":", "is", "my", "the", "a", "\"", "'", "“", "code", "coupon", "voucher", "promo", "called", "of", "this", "it", "discount")
	if j >= len(s.words) || !s.codeLike(j) && !(named && s.codeInLower(j)) {
		return i
	}
	for k := i; k < j; k++ {
		s.rest(k)
	}
	next := j + 1
	for next < len(s.words) && s.words[next].hyph {
		next++
	}
	start, end := s.bytes(j, next)
	return s.addSlot(SlotCoupon, strings.ToUpper(s.text[start:end]), j, next)
}

// standsForCode tells whether the word at i is a code by its looks, in a message that hardly
// says more, or the strange word behind "apply".
func (s *scan) standsForCode(i int) bool {
	w := &s.words[i]
	if s.is(i-1, "apply", "redeem") && w.kind == lexicon.Word && s.ends(i+1) {
		return s.strange(w.norm)
	}
	if w.kind != lexicon.Mixed || len(s.words) > 5 || w.hyph || strings.ToUpper(w.typed) != w.typed || s.vocab.Known(w.norm) > 0 {
		return false
	}
	letters := strings.TrimRight(w.norm, "0123456789")
	return len(letters) >= 4 && len(letters) <= len(w.norm)-2 && letters != "order" && strings.IndexFunc(letters, unicode.IsDigit) < 0
}

// codeLike tells whether the word at i looks like a code: letters with digits, or capitals.
func (s *scan) codeLike(i int) bool {
	w := &s.words[i]
	if w.kind == lexicon.Mixed {
		digits, tail := splitDigits(w.norm)
		_, n := s.lex.Unit([]string{tail})
		return len(w.norm) >= 4 && (digits == "" || n == 0)
	}
	return w.kind == lexicon.Word && len(w.typed) >= 4 && strings.ToUpper(w.typed) == w.typed && strings.ToLower(w.typed) != w.typed &&
		!(s.shouted() && s.lex.Common(w.norm))
}

// codeInLower tells whether the word at i stands where a code must stand and is no other word.
func (s *scan) codeInLower(i int) bool {
	w := &s.words[i]
	return s.is(i-1, "code", "is", ":") && w.kind == lexicon.Word && len(w.norm) >= 4 && !s.lex.Common(w.norm) && s.vocab.Known(w.norm) == 0
}

// shouted tells whether the whole message is in capitals.
func (s *scan) shouted() bool { return strings.ToUpper(s.text) == s.text }

// phone takes a telephone number of 8 to 15 digits, where one is asked for or announced.
func (s *scan) phone(i int) int {
	plus := s.is(i, "+")
	j := s.skip(i, "+", "(")
	if !plus && !s.asked(string(SlotPhone)) && !s.is(i-1, "phone", "mobile", "call", "whatsapp", "contact", "is", "at", "on", "number", ":", "no") {
		return i
	}
	digits, next := 0, j
	for next < len(s.words) && (s.words[next].kind == lexicon.Number || s.is(next, ")", "(")) {
		digits += len(strings.Trim(s.words[next].norm, "(),."))
		next++
	}
	if digits < 8 || digits > 15 {
		return i
	}
	start, end := s.bytes(i, next)
	return s.addSlot(SlotPhone, s.text[start:end], i, next)
}

// place takes a postcode, address or name that is asked for or announced: "deliver to 560001",
// "my address is 12 Main St, Springfield", "my name is Ann Doe".
func (s *scan) place(i int) int {
	switch {
	case i == 0 && s.asked(string(SlotAddress)) && s.addressLike():
		return s.takeRest(SlotAddress, 0)
	case i == 0 && s.asked(string(SlotName)) && s.nameLike():
		return s.takeRest(SlotName, 0)
	case s.asked(string(SlotPostcode)) && s.postcodeAt(i):
		return s.addSlot(SlotPostcode, s.words[i].typed, i, i+1)
	}
	if n := s.follows(i, "my", "name", "is"); n > 0 && n < len(s.words) {
		return s.takeName(i, n)
	}
	if s.is(i, "pin", "pincode", "zip", "zipcode", "postcode", "postal") {
		j := s.skip(i+1, "code", "is", ":", "no", ".")
		if j < len(s.words) && s.postcodeAt(j) {
			return s.takeAfter(SlotPostcode, i, j, j+1)
		}
	}
	if s.is(i, "to", "is", "at", ":") && i+1 < len(s.words) && s.is(i-1, "deliver", "ship", "delivered", "shipped", "delivery", "shipping", "send", "sent", "address", "it") {
		if s.streetAt(i + 1) {
			return s.takeRest(SlotAddress, i+1)
		}
		if s.postcodeAt(i + 1) {
			return s.takeAfter(SlotPostcode, i, i+1, i+2)
		}
	}
	return i
}

// follows gives the place after a run of words at i; 0 when it does not stand there.
func (s *scan) follows(i int, norms ...string) int {
	for k, n := range norms {
		if !s.is(i+k, n) {
			return 0
		}
	}
	return i + len(norms)
}

func (s *scan) takeAfter(kind SlotKind, i, from, to int) int {
	for k := i; k < from; k++ {
		s.add(span{kind: kStop, value: s.norms[k]}, k, k+1)
	}
	start, end := s.bytes(from, to)
	return s.addSlot(kind, s.text[start:end], from, to)
}

// takeRest takes everything from i to the end of the message, without closing punctuation.
func (s *scan) takeRest(kind SlotKind, i int) int {
	if i > 0 {
		s.rest(i - 1)
	}
	j := len(s.words)
	for j > i+1 && s.ends(j-1) {
		j--
	}
	start, end := s.bytes(i, j)
	return s.addSlot(kind, s.text[start:end], i, j)
}

func (s *scan) takeName(i, j int) int {
	end := j
	for end < len(s.words) && end < j+3 && s.words[end].kind == lexicon.Word && !s.lex.Stop(s.words[end].norm) {
		end++
	}
	if end == j {
		return i
	}
	return s.takeAfter(SlotName, i, j, end)
}

// addressLike tells whether the whole message can be an address: it has digits or commas,
// several words, and does not ask anything.
func (s *scan) addressLike() bool {
	return len(s.words) >= 3 && strings.ContainsAny(s.text, "0123456789,") && !strings.Contains(s.text, "?") && !s.at
}

func (s *scan) nameLike() bool {
	n := 0
	for i := range s.words {
		if s.words[i].kind != lexicon.Word || s.lex.Common(s.words[i].norm) {
			return false
		}
		n++
	}
	return n > 0 && n <= 4
}

// postcodeAt tells whether a postcode of five or six digits stands at i.
func (s *scan) postcodeAt(i int) bool {
	w := &s.words[i]
	return w.kind == lexicon.Number && (len(w.norm) == 5 || len(w.norm) == 6) && !strings.ContainsAny(w.norm, ".,")
}

// streetAt tells whether an address begins at i: a house number and a word, or several
// words with a number or comma among them.
func (s *scan) streetAt(i int) bool {
	if s.words[i].kind == lexicon.Number || s.words[i].kind == lexicon.Mixed {
		return i+1 < len(s.words) && s.words[i+1].kind == lexicon.Word && len(s.words[i+1].norm) > 2 && s.vocab.Known(s.words[i+1].norm) == 0
	}
	return s.is(i-2, "address") && len(s.words)-i >= 3 && strings.ContainsAny(s.text, "0123456789,")
}

// danger, abuse and trick take words the shop must not treat as shopping.
func (s *scan) danger(i int) int { return s.mark(kDanger, i, s.lex.Danger(s.norms[i:])) }
func (s *scan) trick(i int) int  { return s.mark(kTrick, i, s.lex.Trick(s.norms[i:])) }

func (s *scan) abuse(i int) int {
	if s.vocab.Known(s.words[i].norm) > 2 && s.lex.Abusive(s.norms[i:]) == 1 {
		return i // a word of the catalog: "clown costume"
	}
	return s.mark(kAbuse, i, s.lex.Abusive(s.norms[i:]))
}

func (s *scan) mark(k kind, i, n int) int {
	if n == 0 {
		return i
	}
	return s.add(span{kind: k}, i, i+n)
}
