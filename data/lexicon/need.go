package lexicon

import "strings"

// Need is an occasion, a purpose or a person something is bought for.
type Need struct {
	Name   string
	Person bool     // someone to buy for: "dad"
	Words  []string // to search by when no kind of product is named
}

func (l *Lexicon) readNeeds() {
	l.needs = newPhrases[Need]()
	for line := range lines("needs") {
		head, words, _ := strings.Cut(line, "|")
		name, said, _ := strings.Cut(head, ":")
		name, person := strings.CutPrefix(strings.TrimSpace(name), "*")
		need := Need{Name: name, Person: person, Words: strings.Fields(words)}
		for _, s := range list(said) {
			l.needs.add(s, need)
		}
	}
}

// Need finds a need, occasion or recipient at the start of norms.
func (l *Lexicon) Need(norms []string) (Need, int) { return l.needs.longest(norms) }
