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
	hints  map[string]string // words to "#rrggbb"
}

// kinds is the table, read once.
var kinds = sync.OnceValue(func() *kindTable {
	t := &kindTable{byName: map[string]kindEntry{}, strong: map[string]string{}, weak: map[string]string{}, hints: map[string]string{}}
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

// addKind reads "mug | a mug | | mug, cup, top~". The first kind to claim a word keeps it.
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
// before a "with", "for" or a comma, longest first, so that "Laptop backpack with bottle
// pocket" is a backpack. Then the category from its leaf upwards, words that may mean
// several things, and tags.
func KindOf(category, title string, tags []string) string {
	t := kinds()
	heads := heads(title)
	if kind, ok := firstIn(t.strong, heads); ok {
		return kind
	}
	levels := strings.Split(category, "/")
	slices.Reverse(levels)
	groups := make([][]string, len(levels))
	for i, level := range levels {
		groups[i] = words(level)
	}
	if kind, ok := firstIn(t.strong, groups); ok {
		return kind
	}
	for _, tag := range tags {
		if kind, ok := lastIn(t.strong, words(tag)); ok {
			return kind
		}
	}
	if kind, ok := firstIn(t.weak, append(heads, groups...)); ok {
		return kind
	}
	return Generic
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
func (t *kindTable) hint(title []string) (string, bool) { return lastIn(t.hints, title) }

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

// firstIn looks through groups of words and gives the kind of the first that has one.
func firstIn(table map[string]string, groups [][]string) (string, bool) {
	for _, group := range groups {
		if kind, ok := lastIn(table, group); ok {
			return kind, true
		}
	}
	return "", false
}

// lastIn finds the entry that ends last among words; of those the one of most words.
func lastIn(table map[string]string, words []string) (string, bool) {
	for end := len(words); end > 0; end-- {
		for n := min(end, 4); n > 0; n-- {
			if found, ok := lookup(table, strings.Join(words[end-n:end], " ")); ok {
				return found, true
			}
		}
	}
	return "", false
}

// plurals are endings of English plurals and what stands in their place.
var plurals = [...][2]string{{"", ""}, {"s", ""}, {"es", ""}, {"ies", "y"}, {"ves", "f"}, {"ves", "fe"}}

// lookup finds a phrase as it is or as the plural of an entry. Words in -us are no plurals:
// a nimbus is not several lemons (nimbu).
func lookup(table map[string]string, phrase string) (string, bool) {
	for _, p := range plurals {
		if stem, ok := strings.CutSuffix(phrase, p[0]); ok && !(p[0] == "s" && strings.HasSuffix(stem, "u")) {
			if found, ok := table[stem+p[1]]; ok {
				return found, true
			}
		}
	}
	return "", false
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
