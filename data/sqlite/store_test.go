package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"shoptalk/data"
	"shoptalk/data/sqlite"
	"shoptalk/data/storetest"
)

func open(t testing.TB, path string, opts sqlite.Options) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func fresh(t testing.TB) *sqlite.Store {
	return open(t, filepath.Join(t.TempDir(), "shop.db"), sqlite.Options{})
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) data.Store { return fresh(t) })
}
