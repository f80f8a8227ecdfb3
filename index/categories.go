package index

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shoptalk/data"
)

// Categories lists the category tree in path order, with the number of active products at
// or below each, from memory. It is empty while the index is being made.
func (x *Index) Categories() []data.Category {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.gen == nil {
		return nil
	}
	return x.gen.cols.tree(x.labels.Load())
}

// tree makes the categories of the columns.
func (c *columns) tree(labels *labels) []data.Category {
	at := make([]int, len(c.categories.texts))
	for r, live := range c.live {
		if live {
			at[c.category[r]]++
		}
	}
	counts := map[string]int{}
	for n, path := range c.categories.texts {
		for p := strings.ToLower(path); p != "" && at[n] > 0; p = data.Parent(p) {
			counts[p] += at[n]
		}
	}
	for path := range *labels {
		counts[path] += 0
	}
	out := make([]data.Category, 0, len(counts))
	for _, path := range slices.Sorted(maps.Keys(counts)) {
		label, ok := (*labels)[path]
		if !ok {
			label = data.CategoryLabel(path)
		}
		out = append(out, data.Category{Path: path, Label: label, Count: counts[path]})
	}
	return out
}

// labels are the names of categories by path.
type labels map[string]string

func (x *Index) readLabels(ctx context.Context) error {
	list, err := x.opt.Store.Categories(ctx)
	if err != nil {
		return fmt.Errorf("index: read categories: %w", err)
	}
	l := make(labels, len(list))
	for _, c := range list {
		l[c.Path] = c.Label
	}
	x.labels.Store(&l)
	return nil
}
