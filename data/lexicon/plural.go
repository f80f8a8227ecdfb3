package lexicon

import "strings"

func (l *Lexicon) readPlurals() {
	l.singular, l.plural = map[string]string{}, map[string]string{}
	for one, many := range entries("plurals") {
		l.singular[one] = one
		for _, m := range many {
			l.singular[m] = one
		}
		if len(many) > 0 {
			l.plural[one] = many[0]
		}
	}
}

// Singular is the singular of a folded word or, for a phrase, of its last word; words that
// are no plural come back as they are.
func (l *Lexicon) Singular(phrase string) string {
	i := strings.LastIndexByte(phrase, ' ') + 1
	head, w := phrase[:i], phrase[i:]
	if one, ok := l.singular[w]; ok {
		return head + one
	}
	return head + singular(w)
}

func singular(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s"):
		return w
	case strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case hasAnySuffix(w, "sses", "shes", "ches", "xes", "zzes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// Plural is the plural of a folded word or of a phrase's last word.
func (l *Lexicon) Plural(phrase string) string {
	i := strings.LastIndexByte(phrase, ' ') + 1
	head, w := phrase[:i], phrase[i:]
	if many, ok := l.plural[w]; ok {
		return head + many
	}
	switch {
	case w == "":
		return phrase
	case hasAnySuffix(w, "s", "sh", "ch", "x", "z"):
		return phrase + "es"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return phrase[:len(phrase)-1] + "ies"
	}
	return phrase + "s"
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
