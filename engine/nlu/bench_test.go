package nlu

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shoptalk/index"
)

// large is a vocabulary of 20,000 phrases beside those of the test shop, looked up without
// allocating, as the index does.
type large struct {
	*fake
	phrases map[string][]index.Term
}

func newLarge() large {
	v := large{shop(), make(map[string][]index.Term, 20000)}
	for i := range 20000 {
		phrase := fmt.Sprintf("maker%d model %d", i%500, i)
		if i%2 == 0 {
			phrase = fmt.Sprintf("word%d", i)
		}
		v.phrases[phrase] = []index.Term{{Kind: index.AttributeTerm, Key: "features", Value: phrase, Count: 1, Coverage: 1}}
	}
	for phrase, terms := range v.terms {
		v.phrases[phrase] = terms
	}
	return v
}

func (v large) Longest(norms []string) ([]index.Term, int) {
	var room [128]byte
	var ends [6]int
	buf := room[:0]
	n := min(len(norms), len(ends))
	for i := range n {
		if i > 0 {
			buf = append(buf, ' ')
		}
		w := norms[i]
		if len(w) > 3 && w[len(w)-1] == 's' {
			w = w[:len(w)-1]
		}
		buf = append(buf, w...)
		ends[i] = len(buf)
	}
	for ; n > 0; n-- {
		if terms := v.phrases[string(buf[:ends[n-1]])]; terms != nil {
			return terms, n
		}
	}
	return nil, 0
}

// messages of the kinds shoppers write, from a word to a story.
var messages = []string{
	"headphones",
	"waterproof running shoes in blue, size 10, under 100 dollars",
	"noise canceling hedphones under 150 bucks",
	"the second one",
	"cheaper",
	"is it waterproof?",
	"what is the battery life of the second one",
	"add two of them to my cart",
	"show laptops under 1000 and add the cheapest",
	"where is order 5001? my email is ann@example.com",
	"do you ship to Canada and what's your return policy?",
	"hiking boots but not leather, 40-60, at least 4 stars",
	"hi, my sister is getting married next month and I've been looking everywhere for a nice kettle, she loves retro things, my budget is around 80 dollars and it would be great if it came in red. Oh and do you ship to Canada?",
}

func BenchmarkRead(b *testing.B) {
	r, v := New(), newLarge()
	c := Context{Currency: "USD", Locale: "en-US", Search: true, Results: 10}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		r.Read(messages[i%len(messages)], v, c)
		i++
	}
}

// BenchmarkReadSpread reports the spread of the time a message takes.
func BenchmarkReadSpread(b *testing.B) {
	r, v := New(), newLarge()
	c := Context{Currency: "USD", Locale: "en-US", Search: true, Results: 10}
	var took []time.Duration
	for b.Loop() {
		for _, m := range messages {
			start := time.Now()
			r.Read(m, v, c)
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1000, "p99-µs")
}

func BenchmarkScore(b *testing.B) {
	r := New()
	s := newScan(r, shop(), &Context{Currency: "USD"}, messages[1])
	s.run()
	var room [512]uint32
	b.ReportAllocs()
	for b.Loop() {
		p := r.model.score(s.features(room[:0], 0, len(s.spans)))
		_ = p.best()
	}
}
