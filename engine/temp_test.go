package engine_test

import (
	"os"
	"testing"
)

// tempDir is a folder that outlives the test that made it and goes when the run ends.
func tempDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "engine-test-")
	check(t, err)
	shops.closers = append(shops.closers, func() { os.RemoveAll(dir) })
	return dir
}

func exit(code int) { os.Exit(code) }
