package web

import (
	"cmp"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine"
)

// aisles are the categories to begin with: the top ones, or what is below when there is only
// one at the top.
func aisles(tree []engine.CategoryNode) []engine.CategoryNode {
	for len(tree) == 1 && len(tree[0].Children) > 0 {
		tree = tree[0].Children
	}
	return tree
}

// fullestOf keeps the n categories with the most products, in path order.
func fullestOf(nodes []engine.CategoryNode, n int) []engine.CategoryNode {
	if len(nodes) <= n {
		return nodes
	}
	fullest := slices.Clone(nodes)
	slices.SortStableFunc(fullest, func(a, b engine.CategoryNode) int { return cmp.Compare(b.Count, a.Count) })
	fullest = fullest[:n]
	slices.SortFunc(fullest, func(a, b engine.CategoryNode) int { return strings.Compare(a.Path, b.Path) })
	return fullest
}

// trail leads from the front page to a category; the node is nil when there is none.
func trail(nodes []engine.CategoryNode, path string) ([]link, *engine.CategoryNode) {
	var out []link
	for i := 0; i < len(nodes); i++ {
		n := &nodes[i]
		if n.Path == path {
			return out, n
		}
		if data.Within(path, n.Path) {
			out = append(out, link{n.Label, "/c/" + n.Path})
			nodes, i = n.Children, -1
		}
	}
	return nil, nil
}

// labels are the names of all categories by path.
func labels(nodes []engine.CategoryNode) map[string]string {
	out := map[string]string{}
	var walk func([]engine.CategoryNode)
	walk = func(nodes []engine.CategoryNode) {
		for _, n := range nodes {
			out[n.Path] = n.Label
			walk(n.Children)
		}
	}
	walk(nodes)
	return out
}

// here is the address of the category to begin with that holds a path; empty when none does.
func here(nav []engine.CategoryNode, path string) string {
	for _, n := range nav {
		if data.Within(path, n.Path) {
			return "/c/" + n.Path
		}
	}
	return ""
}
