package main

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// TestMisuse: what was typed wrong is found before any folder is touched.
func TestMisuse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	for _, args := range [][]string{
		{"search", ""}, {"search", " ", " "}, {"ask", ""}, {"ask", "\t"}, {"search"}, {"ask"}, {"serve", "--demo=nope"},
	} {
		var errs strings.Builder
		code := run(t.Context(), append(args, "--dir", dir), strings.NewReader(""), io.Discard, &errs)
		if code != exitUsage || !strings.Contains(errs.String(), "Try: ") {
			t.Errorf("%q: exit code %d, %s", args, code, errs.String())
		}
		if found, err := filepath.Glob(dir + "*"); err != nil || len(found) > 0 {
			t.Errorf("%q left %v, %v", args, found, err)
		}
	}
}
