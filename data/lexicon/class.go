package lexicon

import "strings"

func (l *Lexicon) readClasses() {
	l.classes = make(map[string][]string, 600)
	for name, words := range entries("classes") {
		for _, w := range words {
			w = strings.ReplaceAll(w, "'", "")
			l.classes[w] = append(l.classes[w], name)
		}
	}
}

// Classes names the groups of shop talk a folded word belongs to, where words stand for each
// other in what a message wants: "basket" is "cart". The slice must not be changed.
func (l *Lexicon) Classes(norm string) []string { return l.classes[norm] }
