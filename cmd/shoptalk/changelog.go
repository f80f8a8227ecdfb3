package main

import (
	_ "embed"
	"strings"
)

// changelog is the list of changes that comes with the program.
//
//go:embed CHANGELOG.md
var changelog string

// changelogVersion is the newest version in the changelog: the first heading of level two,
// "## 0.1.0 - 2026-11-23".
func changelogVersion() string {
	for line := range strings.Lines(changelog) {
		if rest, ok := strings.CutPrefix(line, "## "); ok {
			version, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
			return version
		}
	}
	return "0"
}
