package index

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unsafe"

	"shoptalk/data/cache"
	"shoptalk/data/lexicon"
)

// newRankings makes the cache of the text part of searches. Only a change of text ends what
// is in it; prices, stock and constraints are looked at when a ranking is read.
func (x *Index) newRankings() (*cache.Cache[*ranking], error) {
	return cache.New(cache.Options[*ranking]{
		Name: "search", MaxBytes: 32 << 20, TTL: 5 * time.Minute,
		Cost:        func(r *ranking) int64 { return int64(len(r.hits))*int64(unsafe.Sizeof(ranked{})) + 512 },
		Generations: []*cache.Generation{&x.texts},
		Enabled:     func() bool { return x.opt.Features().Caching },
	})
}

// CacheStats counts the index's caches by name.
func (x *Index) CacheStats() map[string]cache.Stats {
	return map[string]cache.Stats{"search": x.rankings.Stats()}
}

// rankText ranks products by a text at one level of searching. What it gives is shared and
// must not be changed.
func (x *Index) rankText(ctx context.Context, g *generation, text string, exact bool, level string) (*ranking, error) {
	key := fmt.Sprintf("%s\x00%t\x00%+v\x00%s", level, exact, x.opt.Features(), strings.ToLower(text))
	return x.rankings.Get(ctx, key, func(ctx context.Context) (*ranking, error) {
		qw, assumed := x.readWords(text, exact)
		var r *ranking
		var err error
		switch level {
		case LevelFuzzy:
			r, err = x.rankFuzzy(ctx, g, qw)
		case LevelMeaning:
			r, err = x.rankMeaning(ctx, g, qw)
		default:
			r, err = x.rankWords(ctx, g, qw, level == LevelSome)
		}
		if err != nil {
			return nil, err
		}
		if level != LevelMeaning && !exact {
			x.fuse(r)
		}
		r.assumed = assumed
		return r, nil
	})
}

// maxAlike is how many words spelt alike one word is read as.
const maxAlike = 20

// minFuzzy is how long a word must be to be read as one spelt alike that nobody vouches for.
const minFuzzy = 5

// rankFuzzy reads the words no product says as words of titles that are spelt alike, first
// with one letter different, then with two.
func (x *Index) rankFuzzy(ctx context.Context, g *generation, qw []queryWord) (*ranking, error) {
	v, changed := x.vocab.Load(), false
	for i := range qw {
		w := qw[i].typed
		if v.Known(w) > 0 || !plainWord(w) || len(w) < minFuzzy || lexicon.English().Knows(w) {
			continue
		}
		for distance := 1; distance <= editsFor(w) && len(qw[i].forms.Forms) < 2; distance++ {
			alike, err := g.words.Fuzzy(w, distance, maxAlike)
			if err != nil {
				return nil, err
			}
			for _, a := range alike {
				qw[i].add(fuzzyWeight, lexicon.Stem(a))
				changed = true
			}
		}
	}
	if !changed {
		return &ranking{words: qw}, nil
	}
	return x.rankWords(ctx, g, qw, false)
}

// why says which words of the query a product says, and where.
func (f *finder) why(h *ranked) Why {
	w := Why{Fields: h.fields.Names(), Score: float64(h.score)}
	for i := range f.words {
		if h.words&(1<<i) != 0 {
			w.Terms = append(w.Terms, f.words[i].typed)
		}
	}
	if f.q.Explain {
		w.Scores = map[string]float64{"words": float64(h.text), "meaning": float64(h.like)}
	}
	return w
}
