package draw

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed kinds.txt
var kindsText string

// kindEntry is what kinds.txt says about one kind.
type kindEntry struct{ label, color string }

// kindTable is kinds.txt in the form it is asked for.
type kindTable struct {
	names  []string
	byName map[string]kindEntry
	strong map[string]string // words to kind
	weak   map[string]string // words that count only when nothing else does
	sure   map[string]bool   // strong words that decide when the category has them
	hints  map[string]string // words to "#rrggbb"
}

// kinds is the table, read once.
var kinds = sync.OnceValue(func() *kindTable {
	t := &kindTable{byName: map[string]kindEntry{}, strong: map[string]string{}, weak: map[string]string{}, sure: map[string]bool{}, hints: map[string]string{}}
	for _, line := range lines(kindsText) {
		if hint, ok := strings.CutPrefix(line, "hint "); ok {
			t.addHint(hint)
		} else {
			t.addKind(line)
		}
	}
	return t
})

// addHint reads "mango, pineapple: #e8b92f".
func (t *kindTable) addHint(line string) {
	names, hex, _ := strings.Cut(line, ":")
	for name := range strings.SplitSeq(names, ",") {
		t.hints[strings.TrimSpace(name)] = strings.TrimSpace(hex)
	}
}

// addKind reads "mug | a mug | | mug, cup!, top~". The first kind to claim a word keeps it.
func (t *kindTable) addKind(line string) {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	kind := parts[0]
	t.names = append(t.names, kind)
	t.byName[kind] = kindEntry{label: parts[1], color: parts[2]}
	for word := range strings.SplitSeq(parts[3], ",") {
		word, isWeak := strings.CutSuffix(strings.TrimSpace(word), "~")
		word, isSure := strings.CutSuffix(word, "!")
		if isSure {
			t.sure[word] = true
		}
		into := t.strong
		if isWeak {
			into = t.weak
		}
		if _, taken := into[word]; word != "" && !taken {
			into[word] = kind
		}
	}
}

// Kinds lists every kind that has a drawing. The caller owns the list.
func Kinds() []string { return slices.Clone(kinds().names) }

// KindOf maps what a catalog says about a product to the kind to draw, Generic when it says
// nothing known. The title counts first, by its head: the last words that name a thing
// before a "with", "for" or a comma, so that "Laptop backpack with bottle pocket" is a
// backpack. The category decides where it says more than that ("Down bag" among sleeping
// bags), and speaks alone where the title is a mere name. Then come tags, and words that
// may mean several things.
func KindOf(category, title string, tags []string) string {
	t, of, heads := kinds(), words(category), heads(title)
	group, _ := last(t.strong, of)
	if t.sure[group.phrase] {
		return group.kind
	}
	for _, head := range heads {
		if named, ok := last(t.strong, head); ok {
			return decide(named, group, has(t.strong, head[:named.start], group.kind))
		}
	}
	if group.kind != "" {
		return group.kind
	}
	for _, tag := range tags {
		if m, ok := last(t.strong, words(tag)); ok {
			return m.kind
		}
	}
	for _, text := range append([][]string{of}, heads...) {
		if m, ok := last(t.weak, text); ok {
			return m.kind
		}
	}
	return Generic
}

// decide chooses between what the title names last and what the category says. The category
// wins when the title names that before, or when its words end with the title's and are more.
func decide(named, group match, agreed bool) string {
	if group.atEnd && (agreed || strings.HasSuffix(group.phrase, " "+named.phrase)) {
		return group.kind
	}
	return named.kind
}

// labelOf is how a sentence names the kind: "a shoe".
func labelOf(kind string) string {
	entry, ok := kinds().byName[kind]
	if !ok {
		entry = kinds().byName[Generic]
	}
	return entry.label
}

// hint finds the colour a title hints at.
func (t *kindTable) hint(title []string) (string, bool) {
	m, ok := last(t.hints, title)
	return m.kind, ok
}

// heads splits a title into the parts in which its kind is looked for, most telling first:
// the part before any aside, the whole.
func heads(title string) [][]string {
	head := strings.ToLower(title)
	for _, sep := range []string{" with ", " for ", " in ", " from ", ",", "(", "|", " - ", " – ", ":"} {
		if i := strings.Index(head, sep); i > 0 {
			head = head[:i]
		}
	}
	return [][]string{words(head), words(title)}
}

// match is an entry of a table found in a text.
type match struct {
	kind   string // what the entry says
	phrase string // the entry
	start  int    // its first word
	atEnd  bool   // nothing follows it
}

// last finds the entry that ends last among words; of those the one of most words.
func last(table map[string]string, words []string) (match, bool) {
	for end := len(words); end > 0; end-- {
		if m, ok := endingAt(table, words[:end]); ok {
			m.atEnd = end == len(words)
			return m, true
		}
	}
	return match{}, false
}

// has tells whether words hold an entry of a kind anywhere.
func has(table map[string]string, words []string, kind string) bool {
	for end := len(words); end > 0; end-- {
		if m, ok := endingAt(table, words[:end]); ok && m.kind == kind {
			return true
		}
	}
	return false
}

// endingAt finds the longest entry, of four words at most, that ends where the words end.
func endingAt(table map[string]string, words []string) (match, bool) {
	for n := min(len(words), 4); n > 0; n-- {
		if m, ok := lookup(table, strings.Join(words[len(words)-n:], " ")); ok {
			m.start = len(words) - n
			return m, true
		}
	}
	return match{}, false
}

// plurals are endings of English plurals and what stands in their place.
var plurals = [...][2]string{{"", ""}, {"s", ""}, {"es", ""}, {"ies", "y"}, {"ves", "f"}, {"ves", "fe"}}

// lookup finds a phrase as it is or as the plural of an entry. Words in -us are no plurals:
// a nimbus is not several lemons (nimbu).
func lookup(table map[string]string, phrase string) (match, bool) {
	for _, p := range plurals {
		if stem, ok := strings.CutSuffix(phrase, p[0]); ok && !(p[0] == "s" && strings.HasSuffix(stem, "u")) {
			if found, ok := table[stem+p[1]]; ok {
				return match{kind: found, phrase: stem + p[1]}, true
			}
		}
	}
	return match{}, false
}

// words splits text into lower-case words; "Chef's T-shirt" gives chef, t, shirt.
func words(text string) []string {
	text = strings.NewReplacer("'s", "", "’s", "", "'", "", "’", "").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// lines gives the lines of a table that are neither empty nor comments.
func lines(text string) []string {
	var kept []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			kept = append(kept, line)
		}
	}
	return kept
}
