package engine

import "shoptalk/data"

// branch makes the tree node at a place of a list in path order, with everything below it,
// and gives the place after it.
func branch(nodes []data.Category, at int) (CategoryNode, int) {
	c := nodes[at]
	n := CategoryNode{Path: c.Path, Label: c.Label, Count: c.Count, Children: []CategoryNode{}}
	at++
	for at < len(nodes) && data.Within(nodes[at].Path, c.Path) {
		var child CategoryNode
		child, at = branch(nodes, at)
		if child.Count > 0 {
			n.Children = append(n.Children, child)
		}
	}
	return n, at
}
