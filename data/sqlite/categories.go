package sqlite

import (
	"context"
	"strings"

	"shoptalk/data"
)

// Categories implements data.Catalog.
func (s *Store) Categories(ctx context.Context) ([]data.Category, error) {
	var list []data.Category
	err := s.snapshot(ctx, func(p place) (err error) {
		list, err = all(ctx, p, categoriesAll, func(r row) (c data.Category, err error) {
			err = r.Scan(&c.Path, &c.Label)
			return c, err
		})
		if err != nil {
			return err
		}
		at := make(map[string]int, len(list))
		for i := range list {
			at[list[i].Path] = i
		}
		return p.each(ctx, categoriesCount, func(r row) error {
			var path string
			var n int
			err := r.Scan(&path, &n)
			for ; path != ""; path = data.Parent(path) {
				if i, ok := at[path]; ok {
					list[i].Count += n
				}
			}
			return err
		})
	})
	return list, wrap(err, "read categories")
}

// PutCategories implements data.CatalogWriter. An empty label becomes one made of the path.
func (s *Store) PutCategories(ctx context.Context, categories []data.Category) error {
	err := s.fast(ctx, func(tx context.Context, p place) error {
		b := &batch{p: p, now: s.now(), paths: map[string]bool{}}
		for _, c := range categories {
			path := strings.Trim(strings.ToLower(strings.TrimSpace(c.Path)), "/")
			if path == "" || strings.Contains(path, "//") {
				return invalid("category", "%q is no path such as shoes/running", c.Path)
			}
			if err := b.addCategories(tx, path); err != nil {
				return err
			}
			if c.Label == "" {
				continue
			}
			n, err := p.change(tx, categoryPut, path, c.Label)
			if err == nil && n > 0 {
				err = p.changed(tx, data.Change{Kind: data.CategoryChange, Text: true, At: b.now})
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return wrap(err, "put categories")
}
