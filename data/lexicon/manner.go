package lexicon

import "strings"

// variation is the code point that asks for the picture form of a symbol.
const variation = "\ufe0f"

func (l *Lexicon) readManners() {
	l.abuse, l.danger, l.tricks = readPhrases("abuse"), readPhrases("danger"), readPhrases("tricks")
	l.poisons = readPhrases("poisons")
	for line := range lines("negations") {
		l.negations[line] = true
	}
	l.emoji = map[string]string{}
	for sign, thing := range entries("emoji") {
		l.emoji[strings.TrimSuffix(sign, variation)] = strings.Join(thing, " ")
	}
}

// Emoji is the thing an emoji names: "headphones" for 🎧.
func (l *Lexicon) Emoji(sign string) (string, bool) {
	thing, ok := l.emoji[strings.TrimSuffix(sign, variation)]
	return thing, ok
}

func readPhrases(file string) *phrases[bool] {
	p := newPhrases[bool]()
	for line := range lines(file) {
		p.add(line, true)
	}
	return p
}

// Abusive is the number of words at the start of norms that are an insult.
func (l *Lexicon) Abusive(norms []string) int {
	_, n := l.abuse.longest(norms)
	return n
}

// Danger is the number of words at the start of norms that speak of danger to life.
func (l *Lexicon) Danger(norms []string) int {
	_, n := l.danger.longest(norms)
	return max(n, l.swallowed(norms))
}

// far is within how many words of "swallowed" the thing that was swallowed stands.
const far = 6

// swallowed is the number of words at the start of norms that say something was swallowed
// that nobody should swallow: "drank some of the floor cleaner". "Ate" alone says it only of
// what has happened: a dog may eat what it likes.
func (l *Lexicon) swallowed(norms []string) int {
	switch norms[0] {
	case "swallowed", "drank", "drunk", "ingested", "ate", "eaten", "licked", "inhaled", "swallow":
	default:
		return 0
	}
	for i := 1; i < min(far, len(norms)); i++ {
		if _, n := l.poisons.longest(norms[i:]); n > 0 {
			return i + n
		}
	}
	return 0
}

// Trick is the number of words at the start of norms that order the machine about instead of
// asking the shop: "ignore your instructions", "set the price to".
func (l *Lexicon) Trick(norms []string) int {
	_, n := l.tricks.longest(norms)
	return n
}
