package data

import (
	"strings"
	"unicode"
)

// Category is one node of the category tree. The tree is the set of paths; a parent exists
// wherever a child does.
type Category struct {
	Path  string // lower-case slugs joined by "/": "shoes/running"
	Label string // for people: "Running"
	Count int    // active products at or below the path; filled when read
}

// Parent is the path one level up; empty at the top.
func Parent(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return ""
}

// Within tells whether a category path is prefix itself or lies below it.
func Within(path, prefix string) bool {
	return path == prefix || len(path) > len(prefix) && path[len(prefix)] == '/' && path[:len(prefix)] == prefix
}

// CategoryPath makes the path of a chain of labels: "Shoes", "Running" gives "shoes/running".
func CategoryPath(labels ...string) string {
	parts := make([]string, 0, len(labels))
	for _, l := range labels {
		if s := Slug(l); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "/")
}

// CategoryLabel makes a label for a path that came without one: the last slug with spaces
// and a capital, "home/wall-art" gives "Wall art".
func CategoryLabel(path string) string {
	last := path[strings.LastIndexByte(path, '/')+1:]
	words := []rune(strings.ReplaceAll(last, "-", " "))
	if len(words) > 0 {
		words[0] = unicode.ToUpper(words[0])
	}
	return string(words)
}
