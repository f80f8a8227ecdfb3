package lexicon

import "strings"

// Knows tells whether a folded word is in the lexicon in any role, so that it is no
// misspelling.
func (l *Lexicon) Knows(norm string) bool {
	if l.Common(norm) || l.alike[norm] != nil || l.brands[norm] || l.languages[norm] != nil {
		return true
	}
	if _, known := l.known[norm]; known {
		return true
	}
	one := l.Singular(norm)
	_, known := l.known[one]
	return known || one != norm && l.Common(one)
}

// Respell finds the ordinary word of shop talk an unknown word is one slip of the keyboard
// away from: "recomend" is "recommend". Words of fewer than five letters are left alone.
func (l *Lexicon) Respell(norm string) (string, bool) {
	if len(norm) < 5 {
		return "", false
	}
	best, cost := "", 9
	try := func(key string) {
		for _, w := range l.slips[key] {
			if c := slip(norm, w); c < cost || c == cost && w < best {
				best, cost = w, c
			}
		}
	}
	try(norm)
	for i := range len(norm) {
		try(norm[:i] + norm[i+1:])
	}
	return best, cost < 9
}

// Nearer tells whether a is the likelier meaning of a mistyped word than b.
func Nearer(typed, a, b string) bool { return slip(typed, a) < slip(typed, b) }

// slip says what kind of slip made typed out of word, the likeliest first: a letter left out
// (0), two swapped (1), one too many (2), another one (3), one of these at the first letter
// (4 more); 9 when it takes more than one.
func slip(typed, word string) int {
	i := 0
	for i < len(typed) && i < len(word) && typed[i] == word[i] {
		i++
	}
	first := 0
	if i == 0 {
		first = 4
	}
	a, b := typed[i:], word[i:]
	switch {
	case len(b) == len(a)+1 && b[1:] == a:
		return first
	case len(a) == len(b) && len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]:
		return first + 1
	case len(a) == len(b)+1 && a[1:] == b:
		return first + 2
	case len(a) == len(b) && len(a) > 0 && a[1:] == b[1:]:
		return first + 3
	}
	return 9
}

// readSlips files the ordinary words under themselves and under each form with one letter
// left out.
func (l *Lexicon) readSlips() {
	l.slips = make(map[string][]string, 16<<10)
	for w := range l.common {
		if len(w) < 5 || strings.ContainsAny(w, "0123456789") {
			continue
		}
		l.slips[w] = append(l.slips[w], w)
		for i := range len(w) {
			key := w[:i] + w[i+1:]
			l.slips[key] = append(l.slips[key], w)
		}
	}
}

// readKnown gathers the single words of all the other lists.
func (l *Lexicon) readKnown() {
	l.known = map[string]struct{}{}
	for _, group := range l.synonyms {
		for _, phrase := range group {
			l.learn(phrase)
		}
	}
	for _, file := range []string{"colors", "materials", "sizes", "plurals", "currencies"} {
		for head, words := range entries(file) {
			l.learn(head)
			for _, w := range words {
				l.learn(w)
			}
		}
	}
	for _, file := range []string{"needs", "attributes", "units"} {
		for line := range lines(file) {
			l.learn(strings.NewReplacer("|", " ", ",", " ", ":", " ", "*", " ", "_", " ").Replace(line))
		}
	}
	for _, file := range []string{"abuse", "danger", "tricks"} {
		for line := range lines(file) {
			l.learn(line)
		}
	}
}

func (l *Lexicon) learn(phrase string) {
	for w := range strings.FieldsSeq(phrase) {
		l.known[w] = struct{}{}
		l.known[l.Plural(w)] = struct{}{}
	}
}
