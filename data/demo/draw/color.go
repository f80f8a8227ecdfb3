package draw

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed colors.txt
var colorsText string

// colorTable is the colours by folded name.
var colorTable = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for _, line := range lines(colorsText) {
		names, hex, _ := strings.Cut(line, ":")
		for name := range strings.SplitSeq(names, ",") {
			table[strings.TrimSpace(name)] = strings.TrimSpace(hex)
		}
	}
	return table
})

// defaults are the colours of things that have none of their own, chosen by seed.
var defaults = [...]string{"#3f7cac", "#d46a4c", "#5b8e7d", "#dfa33f", "#7d6b9c", "#4f6d8f", "#c9708a", "#2f8086", "#8a9a55", "#b5563f"}

// ColorOf finds the colour of an option value such as "Navy Blue", "heather-grey" or
// "Black/White" (the first colour of several counts), or of "#rrggbb" itself. The result is
// "#rrggbb" in lower case; ok is false when no word of the name is a colour.
func ColorOf(name string) (hex string, ok bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	if isHex(name) {
		return name, true
	}
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune("/,&+|", r) }) {
		if hex, ok := colorIn(words(part)); ok {
			return hex, true
		}
	}
	return "", false
}

// colorIn finds the longest colour name among words, the last one of equals: in "matte
// forest green" that is forest green.
func colorIn(words []string) (string, bool) {
	for n := min(len(words), 3); n > 0; n-- {
		for end := len(words); end >= n; end-- {
			if hex, ok := colorTable()[strings.Join(words[end-n:end], " ")]; ok {
				return hex, true
			}
		}
	}
	return "", false
}

// isHex tells whether text is "#rrggbb".
func isHex(text string) bool {
	return len(text) == 7 && text[0] == '#' && strings.Trim(text[1:], "0123456789abcdef") == ""
}

// baseColor is the colour a picture is drawn in: the one asked for, else the one its title
// hints at (turmeric is yellow) or names, else the kind's own, else one by seed.
func baseColor(kind string, p Picture, seed uint64) string {
	if hex, ok := ColorOf(p.Color); ok {
		return hex
	}
	title := words(p.Title)
	if hex, ok := kinds().hint(title); ok {
		return hex
	}
	if hex, ok := colorIn(title); ok {
		return hex
	}
	if hex := kinds().byName[kind].color; hex != "" {
		return hex
	}
	return defaults[mix(seed+7)%uint64(len(defaults))]
}
