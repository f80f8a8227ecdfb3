package index

import (
	"math"
	"math/bits"
	"strings"
)

// minCorrect is the length of the shortest word that is corrected.
const minCorrect = 3

// speller finds words that are spelt or sound like a given one. Words stand in groups of
// equal length, each with a set of the letters in it: two words within d edits differ in at
// most 2d letters of that set, so nearly all others are passed over by one comparison.
type speller struct {
	groups [maxSpelled + 1][]spelling // by length
	sounds map[string][]spelling
}

// maxSpelled is the length of the longest word that corrections are looked for.
const maxSpelled = 24

type spelling struct {
	word    string
	letters uint32
	count   uint32
}

func newSpeller(words map[string]uint32) *speller {
	s := &speller{sounds: map[string][]spelling{}}
	for w, n := range words {
		if len(w) < minCorrect || len(w) > maxSpelled || !plainWord(w) {
			continue
		}
		e := spelling{word: w, letters: letterSet(w), count: n}
		s.groups[len(w)] = append(s.groups[len(w)], e)
		if key := sound(w); len(key) > 1 {
			s.sounds[key] = append(s.sounds[key], e)
		}
	}
	return s
}

func letterSet(w string) uint32 {
	set := uint32(0)
	for i := 0; i < len(w); i++ {
		set |= 1 << (w[i] - 'a')
	}
	return set
}

// The costs of a correction; the cheapest candidate wins.
const (
	editCost      = 10.0 // per edit
	firstCost     = 6.0  // the first letter differs
	keyBonus      = 2.0  // one letter replaced by its neighbour on the keyboard
	doubleBonus   = 3.0  // a letter doubled or a double letter halved
	soundBonus    = 3.0  // the words sound alike
	countBonus    = 1.0  // per doubling of the number of products that say the word
	splitCost     = 12.0 // one word read as two
	oneEditLength = 6    // words up to this length bear one edit, longer ones two
	soundOnlyCost = 20.0 // words that only sound alike
	soundLength   = 3    // how many consonants must sound alike then
)

// correct finds the cheapest reading of a word; how it sounds counts only when phonetic.
func (s *speller) correct(v *Vocabulary, word string, phonetic bool) (string, bool) {
	if s == nil || len(word) > maxSpelled {
		return "", false
	}
	limit := editsFor(word)
	best, cost := "", math.Inf(1)
	take := func(w string, c float64) {
		if c < cost || c == cost && w < best {
			best, cost = w, c
		}
	}
	key, set := "", letterSet(word)
	if phonetic {
		key = sound(word)
	}
	for n := max(minCorrect, len(word)-limit); n <= min(maxSpelled, len(word)+limit); n++ {
		for i := range s.groups[n] {
			e := &s.groups[n][i]
			if bits.OnesCount32(set^e.letters) > 2*limit {
				continue
			}
			d := distance(word, e.word, limit)
			if d == 1 || d == 2 && limit == 2 && e.word[0] == word[0] {
				take(e.word, e.cost(word, d, key))
			}
		}
	}
	for _, e := range s.soundAlike(word, key) {
		take(e.word, soundOnlyCost-countBonus*math.Log2(float64(e.count)))
	}
	if a, b, ok := v.split(word); ok {
		take(a+" "+b, splitCost-countBonus*math.Log2(float64(min(v.words[a], v.words[b]))))
	}
	return best, best != ""
}

// editsFor is how many edits a word may be away from what was meant.
func editsFor(word string) int {
	if len(word) <= oneEditLength {
		return 1
	}
	return 2
}

// soundAlike lists the words that sound like one and begin with the same letter, if it is
// long enough to tell.
func (s *speller) soundAlike(word, key string) []spelling {
	if len(key) < soundLength {
		return nil
	}
	var out []spelling
	for _, e := range s.sounds[key] {
		if e.word[0] == word[0] && abs(len(e.word)-len(word)) <= 2 {
			out = append(out, e)
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }

func (e *spelling) cost(typed string, edits int, key string) float64 {
	c := editCost*float64(edits) - countBonus*math.Log2(float64(e.count))
	if typed[0] != e.word[0] {
		c += firstCost
	}
	if edits == 1 {
		c -= slip(typed, e.word)
	}
	if len(key) > 1 && sound(e.word) == key {
		c -= soundBonus
	}
	return c
}

// slip is what a single edit is forgiven for being a common slip of the fingers.
func slip(typed, word string) float64 {
	i := 0
	for i < len(typed) && i < len(word) && typed[i] == word[i] {
		i++
	}
	switch {
	case len(typed) == len(word) && i < len(word):
		if neighbours(typed[i], word[i]) {
			return keyBonus
		}
	case len(typed) > len(word):
		if i > 0 && typed[i] == typed[i-1] {
			return doubleBonus
		}
	case i > 0 && word[i] == word[i-1]:
		return doubleBonus
	}
	return 0
}

// rows are the letters of a QWERTY keyboard.
var rows = [...]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// neighbours tells whether two letters lie side by side on the keyboard.
func neighbours(a, b byte) bool {
	ra, ca := keyAt(a)
	rb, cb := keyAt(b)
	return ra == rb && (ca-cb == 1 || cb-ca == 1) || (ra-rb == 1 && (cb-ca == 0 || cb-ca == 1)) || (rb-ra == 1 && (ca-cb == 0 || ca-cb == 1))
}

func keyAt(c byte) (row, column int) {
	for r, keys := range rows {
		if i := strings.IndexByte(keys, c); i >= 0 {
			return r, i
		}
	}
	return -9, -9
}

// distance counts the edits between two words, a swap of neighbours counting one (optimal
// string alignment); more than limit gives limit+1.
func distance(a, b string, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return min(len(a)+len(b), limit+1)
	}
	var rows [3][maxSpelled + 3]int8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		last[j] = int8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = int8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			c := last[j-1]
			if a[i-1] != b[j-1] {
				c++
			}
			c = min(c, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				c = min(c, before[j-2]+1)
			}
			row[j] = c
			least = min(least, c)
		}
		if int(least) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(int(last[len(b)]), limit+1)
}

// soundRules rewrite spellings that sound alike, the first that fits winning.
var soundRules = [...]struct{ from, to string }{
	{"ph", "f"}, {"ght", "t"}, {"gh", ""}, {"ck", "k"}, {"sch", "sk"}, {"ch", "x"}, {"sh", "x"}, {"tion", "xn"},
	{"qu", "k"}, {"ce", "s"}, {"ci", "s"}, {"cy", "s"}, {"wr", "r"}, {"kn", "n"}, {"dg", "j"}, {"th", "0"},
}

// letterSounds are the sounds of single letters; vowels have none.
const letterSounds = " bkd fg  jklmn pkrst f s s"

// sound folds a word to how it sounds, roughly: its consonants, doubled ones once, and the
// first letter's kind.
func sound(w string) string {
	var room [maxSpelled * 2]byte
	out := room[:0]
	for i := 0; i < len(w); {
		to, n := soundAt(w[i:])
		for j := 0; j < len(to); j++ {
			if c := to[j]; c != ' ' && (len(out) == 0 || out[len(out)-1] != c) {
				out = append(out, c)
			}
		}
		if i == 0 && len(out) == 0 {
			out = append(out, 'a')
		}
		i += n
	}
	return string(out)
}

func soundAt(w string) (to string, n int) {
	for _, r := range soundRules {
		if strings.HasPrefix(w, r.from) {
			return r.to, len(r.from)
		}
	}
	i := int(w[0] - 'a')
	return letterSounds[i : i+1], 1
}
