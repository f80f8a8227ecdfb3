//go:build unix

package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestReload changes the configuration of a running server and asks it what it took over.
func TestReload(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shoptalk.yaml")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("features: {fuzzy: true}\nrate_limit: 0\n")
	s := startServer(t, "--demo", "--config", file)
	c, ok := findServer(t.Context(), filepath.Join(s.dir, "server.json"))
	if !ok {
		t.Fatal("the server cannot be found")
	}
	write("features: {fuzzy: false, search: false}\nrate_limit: 1\n")
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the settings say what the file says", func(ctx context.Context) bool {
		var got struct{ Settings map[string]bool }
		err := c.do(ctx, http.MethodGet, "/api/admin/settings", nil, &got)
		return err == nil && !got.Settings["features.fuzzy"] && !got.Settings["features.search"] && got.Settings["features.partial"]
	})
	eventually(t, "words are not searched by", func(ctx context.Context) bool {
		return statusOf(ctx, t, http.MethodGet, s.base+"/api/search?q=shoes") == http.StatusServiceUnavailable
	})
	eventually(t, "the second message of a minute is too much", func(ctx context.Context) bool {
		return statusOf(ctx, t, http.MethodPost, s.base+"/api/feedback") == http.StatusTooManyRequests
	})
	s.end(t)
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func(context.Context) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so(ctx) {
		select {
		case <-ctx.Done():
			t.Fatalf("it never came about that %s", what)
		case <-tick.C:
		}
	}
}

func statusOf(ctx context.Context, t *testing.T, method, url string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	resp.Body.Close()
	return resp.StatusCode
}
