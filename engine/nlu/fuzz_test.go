package nlu

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func FuzzRead(f *testing.F) {
	for _, m := range messages {
		f.Add(m, byte(0))
	}
	for _, m := range []string{"", " ", "'", "#", "@", "a@b.c", "$", "- - -", "4111 1111 1111 1111", "no no not without or", "1-2-3-4-5", "🎧🕶️👟", "\xff\xfe", "half a", "size", "between and", "₹", "x", "order #", "half", "the last", "the 2", "٣٤٥"} {
		f.Add(m, byte(255))
	}
	r, v := New(), shop()
	f.Fuzz(func(t *testing.T, text string, state byte) {
		c := contextOfBits(state)
		m := r.Read(text, v, c)
		check(t, text, m)
		if again := r.Read(text, v, c); !reflect.DeepEqual(m, again) {
			t.Fatalf("%q is read differently the second time", text)
		}
	})
}

// contextOfBits makes a conversation's state of eight switches.
func contextOfBits(b byte) Context {
	c := Context{Currency: "USD", Locale: "en-US", Confirm: b&1 > 0, Focus: b&4 > 0, Search: b&8 > 0}
	if b&2 > 0 {
		c.Results = 5
	}
	if b&16 > 0 {
		c.Cart = 2
	}
	if b&32 > 0 {
		c.Asked, c.Options = []string{"size"}, []string{"9", "10"}
	}
	if b&64 > 0 {
		c.Asked = append(c.Asked, "order_number", "email", "address", "name", "phone", "postcode", "coupon", "quantity")
	}
	if b&128 > 0 {
		c.Currency, c.Locale = "EUR", "de-DE"
	}
	return c
}

// check holds a meaning to what is promised of every message.
func check(t testing.TB, text string, m Meaning) {
	if _, card := mask(m.Text); card.End > 0 {
		t.Fatalf("a card number is left in %q", m.Text)
	}
	if utf8.RuneCountInString(m.Text) > MaxRunes {
		t.Fatalf("%d runes were read", utf8.RuneCountInString(m.Text))
	}
	if len(m.Parts) == 0 || len(m.Parts) > MaxParts {
		t.Fatalf("%q has %d parts", text, len(m.Parts))
	}
	end := 0
	for _, p := range m.Parts {
		if p.Start < end || p.End < p.Start || p.End > len(m.Text) {
			t.Fatalf("%q: part from %d to %d after %d", text, p.Start, p.End, end)
		}
		end = p.End
		checkPart(t, m.Text, &p)
	}
}

func checkPart(t testing.TB, text string, p *Part) {
	if len(p.Intents) == 0 {
		t.Fatalf("%q has a part without intent", text)
	}
	for _, in := range append(append([]Intent(nil), p.Intents...), p.Others...) {
		if in.Confidence < 0 || in.Confidence > 1 || in.Reason == "" || place(in.Name) == classes-1 && in.Name != Unclear {
			t.Fatalf("%q: intent %+v", text, in)
		}
	}
	inside := func(what string, start, end int) {
		if start < 0 || end < start || end > len(text) {
			t.Fatalf("%q: %s from %d to %d", text, what, start, end)
		}
	}
	for _, s := range p.Slots {
		inside(string(s.Kind), s.Start, s.End)
	}
	for _, r := range p.Refs {
		inside("reference", r.Start, r.End)
	}
	if p.Quantity != nil {
		inside("quantity", p.Quantity.Start, p.Quantity.End)
	}
	if p.Compare != nil {
		inside("comparative", p.Compare.Start, p.Compare.End)
	}
	if b, err := json.Marshal(p.Want); err != nil || bytes.Contains(b, []byte("null")) {
		t.Fatalf("%q: constraints %s, %v", text, b, err)
	}
}

// TestWordsInAnyOrder: pieces of the grammar in any order never break a promise.
func TestWordsInAnyOrder(t *testing.T) {
	pieces := strings.Fields(`show me the first two not without blue or red , . ? and under between 40 60 - $ ₹ k lakh 15 " inch size 10 add it them half a dozen
 of order # 5001 cheaper lightest one never mind any brand 4 stars up in stock sort by price ann@example.com code HELLO10 leather - free hedphones is too last
 4111 1111 1111 1111 compare vs make that swap 🎧 ' gift for my dad north peak trail pro 2 x large rs. 500ml 2x from to around max budget`)
	r, v := New(), shop()
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 25).Draw(rt, "words")
		text := strings.Join(words, rapid.SampledFrom([]string{" ", ""}).Draw(rt, "gap"))
		check(t, text, r.Read(text, v, contextOfBits(rapid.Byte().Draw(rt, "state"))))
	})
}
