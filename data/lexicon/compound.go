package lexicon

// readNames reads what must be left as it is: names of makers and words that belong together.
func (l *Lexicon) readNames() {
	l.compounds, l.brands = readPhrases("compounds"), wordSet("brands")
}

// Compound is the number of words at the start of norms that name one thing together, such
// as "green tea", where no word may be read alone.
func (l *Lexicon) Compound(norms []string) int {
	if _, n := l.compounds.longest(norms); n > 0 {
		return n
	}
	if len(norms) < 2 {
		return 0
	}
	_, n := l.compounds.longest([]string{norms[0], l.Singular(norms[1])})
	return n
}
