package lexicon

func (l *Lexicon) readColors() {
	l.colors, l.materials, l.sizes = newPhrases[string](), newPhrases[string](), newPhrases[string]()
	l.shades = map[string][]string{}
	for base, shades := range entries("colors") {
		l.colors.add(base, base)
		l.shades[base] = shades
	}
	for base, shades := range entries("colors") {
		for _, s := range shades {
			l.colors.add(s, base)
		}
	}
	for _, file := range []struct {
		name string
		to   *phrases[string]
	}{{"materials", l.materials}, {"sizes", l.sizes}} {
		for base, words := range entries(file.name) {
			file.to.add(base, base)
			for _, w := range words {
				file.to.add(w, base)
			}
		}
	}
}

// Color finds a colour at the start of norms and its base: "navy blue" is blue.
func (l *Lexicon) Color(norms []string) (base string, n int) { return l.colors.longest(norms) }

// Shades lists the shades of a base colour, for search; nil when it has none.
func (l *Lexicon) Shades(base string) []string { return l.shades[base] }

// Material finds a material at the start of norms and what it is a kind of: "merino wool"
// is wool.
func (l *Lexicon) Material(norms []string) (base string, n int) { return l.materials.longest(norms) }

// Size finds a size of clothing at the start of norms, as shops write it: "x large" is "xl".
func (l *Lexicon) Size(norms []string) (size string, n int) { return l.sizes.longest(norms) }
