// Package demo holds the shops that come with the program: "harbour", general goods sold
// in dollars, and "kirana", an Indian grocery. They are plain shop files, one folder each,
// written by us and embedded, so that a fresh installation has something to talk about.
//
// Load puts one into a store the way an owner's own files get there, through data/feed.
// The package never writes to disk and never reaches the network.
package demo

import (
	"bytes"
	"context"
	"fmt"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// Load imports a demo shop into a store; the name is as for Files. Days of orders count
// from what the clock says, nil meaning the time now. Loading a shop twice changes nothing
// but those days. An error means that the shop is not complete in the store.
func Load(ctx context.Context, store feed.Store, name string, clock data.Clock) error {
	files, err := Files(name)
	if err != nil {
		return err
	}
	importer := &feed.Importer{Store: store, Clock: clock}
	for _, f := range files {
		report, err := importer.Import(ctx, bytes.NewReader(f.Bytes), f.Name, feed.ImportOptions{Size: int64(len(f.Bytes))})
		if err != nil {
			return fmt.Errorf("loading the demo shop: %w", err)
		}
		if report.Failed > 0 {
			return fmt.Errorf("loading the demo shop: %w", &report.Errors[0])
		}
	}
	return nil
}
