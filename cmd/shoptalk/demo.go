package main

import (
	"bytes"
	"context"
	"fmt"

	"shoptalk/data"
	"shoptalk/data/demo"
	"shoptalk/data/feed"
	"shoptalk/data/sqlite"
)

// demoFiles are the files of a demo shop; a misuse when there is none of that name.
func demoFiles(name string) ([]demo.File, error) {
	files, err := demo.Files(name)
	if err != nil {
		return nil, misuse(err, "shoptalk serve --demo, or --demo=kirana for the grocery")
	}
	return files, nil
}

// fillDemo imports a demo shop into an empty store; one that holds products is left alone.
func fillDemo(ctx context.Context, store *sqlite.Store, name string) error {
	files, err := demoFiles(name)
	if err != nil {
		return err
	}
	page, err := store.ListProducts(ctx, data.ProductFilter{Size: 1})
	if err != nil || len(page.Items) > 0 {
		return err
	}
	im := feed.Importer{Store: store}
	for _, f := range files {
		report, err := im.Import(ctx, bytes.NewReader(f.Bytes), f.Name, feed.ImportOptions{})
		if err != nil {
			return fmt.Errorf("the demo shop: %w", err)
		}
		if len(report.Errors) > 0 {
			return fmt.Errorf("the demo shop: %w", &report.Errors[0])
		}
	}
	return store.Optimize(ctx)
}
