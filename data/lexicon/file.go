package lexicon

import (
	"embed"
	"fmt"
	"iter"
	"strings"
)

//go:embed words/*.txt
var files embed.FS

// lines reads the meaningful lines of one embedded word file: trimmed, without comments and
// blank ones. A file that is not there is a fault of the build.
func lines(name string) iter.Seq[string] {
	b, err := files.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic(fmt.Sprintf("lexicon: word file %s: %v", name, err))
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

// entries reads lines of the form "head: a, b, c"; a line without a colon is a head alone.
func entries(name string) iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for line := range lines(name) {
			head, rest, _ := strings.Cut(line, ":")
			if !yield(strings.TrimSpace(head), list(rest)) {
				return
			}
		}
	}
}

// list cuts "a, b, c" into its trimmed parts; nothing gives nil.
func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// wordSet reads a file of words separated by white space.
func wordSet(name string) map[string]bool {
	set := make(map[string]bool, 512)
	for line := range lines(name) {
		for w := range strings.FieldsSeq(line) {
			set[strings.ReplaceAll(w, "'", "")] = true
		}
	}
	return set
}
