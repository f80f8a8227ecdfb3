package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// started is a server running in this process.
type started struct {
	base   string
	dir    string
	output <-chan string // what it printed, once it ended
	code   <-chan int
	stop   context.CancelFunc
}

// startServer runs serve with more arguments and waits until it says where it is.
func startServer(t *testing.T, args ...string) *started {
	t.Helper()
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	code, output, where := make(chan int, 1), make(chan string, 1), make(chan string, 1)
	go func() {
		code <- run(ctx, append([]string{"serve", "--dir", dir, "--profile", "testing"}, args...), strings.NewReader(""), write, write)
		write.Close()
	}()
	go func() {
		var all strings.Builder
		for lines := bufio.NewScanner(read); lines.Scan(); {
			all.WriteString(lines.Text() + "\n")
			if m := regexp.MustCompile(`Storefront +(http://\S+)/`).FindStringSubmatch(lines.Text()); m != nil {
				where <- m[1]
			}
		}
		output <- all.String()
	}()
	s := &started{dir: dir, output: output, code: code, stop: stop}
	t.Cleanup(stop)
	select {
	case s.base = <-where:
	case text := <-output:
		t.Fatalf("the server ended with %d:\n%s", <-code, text)
	case <-time.After(patience):
		t.Fatal("the server did not start")
	}
	return s
}

// end stops the server and gives what it printed.
func (s *started) end(t *testing.T) string {
	t.Helper()
	s.stop()
	if code := <-s.code; code != exitDone {
		t.Errorf("exit code %d", code)
	}
	return <-s.output
}

func TestServe(t *testing.T) {
	s := startServer(t, "--demo")
	c, ok := findServer(t.Context(), filepath.Join(s.dir, "server.json"))
	if !ok {
		t.Fatal("the server cannot be found")
	}
	if info, err := os.Stat(filepath.Join(s.dir, "server.json")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the note with the token: %v, %v", info.Mode(), err)
	}
	for path, want := range map[string]string{
		"/healthz":                   `"ok"`,
		"/api/search?q=shoes":        `"products"`,
		"/api/categories":            `"categories"`,
		"/openapi.json":              `"/api/chat"`,
		"/metrics":                   "shoptalk_build_info",
		"/api/suggest?q=run":         `"queries"`,
		"/api/products/swift-runner": `"swift-runner"`,
	} {
		if body := get(t, s.base+path); !strings.Contains(body, want) {
			t.Errorf("%s: no %s in %.200s", path, want, body)
		}
	}
	metrics := get(t, s.base+"/metrics")
	for _, name := range []string{`cache_hits_total{cache="product"}`, `cache_misses_total{cache="search"} `, `index_documents{kind="product"} `,
		"index_lag_seconds ", "sessions_active ", `db_size_bytes{`, `db_queries_total{`, `search_duration_seconds_count{kind="find"}`, `http_requests_total{method="GET",path="/api/search"`} {
		if !strings.Contains(metrics, "shoptalk_"+name) {
			t.Errorf("the metrics lack %s", name)
		}
	}
	var settings struct{ Settings map[string]bool }
	if err := c.do(t.Context(), http.MethodPatch, "/api/admin/settings", map[string]bool{"features.commands": false}, &settings); err != nil || settings.Settings["features.commands"] {
		t.Errorf("switched off: %v, %v", settings, err)
	}
	if out := s.end(t); !strings.Contains(out, "Goodbye") {
		t.Errorf("it said %s", out)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "server.json")); err == nil {
		t.Error("the note was left behind")
	}
}

// TestServeEndsStreams: an open stream does not keep the server from closing.
func TestServeEndsStreams(t *testing.T) {
	s := startServer(t, "--demo")
	req, err := http.NewRequest(http.MethodPost, s.base+"/api/chat", strings.NewReader(`{"message": "show me running shoes"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/event-stream")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || !strings.Contains(string(body), "event: done") {
		t.Errorf("the stream: %v, %.300s", err, body)
	}
	s.end(t)
}

// TestConfiguredKey: the key of the configuration opens the admin API, and a new one
// replaces it.
func TestConfiguredKey(t *testing.T) {
	key := strings.Repeat("k", 40)
	t.Setenv("SHOPTALK_ADMIN_KEY", key)
	s := startServer(t)
	c := &client{base: s.base, token: key, http: http.DefaultClient}
	var keys struct{ Keys []map[string]any }
	if err := c.do(t.Context(), http.MethodGet, "/api/admin/keys", nil, &keys); err != nil || len(keys.Keys) != 1 {
		t.Errorf("keys %v, %v", keys, err)
	}
	s.end(t)
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestListen(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	if l, _, err := listen(address, true); err == nil {
		l.Close()
		t.Error("a port that was asked for and is taken was given")
	}
	l, moved, err := listen(address, false)
	if err != nil || !moved || l.Addr().String() == address {
		t.Fatalf("listen = %v, %v, %v", l, moved, err)
	}
	l.Close()
	if _, _, err := listen("256.0.0.1:80", false); err == nil {
		t.Error("an address that does not exist was given")
	}
}

func TestFindServerNeedsTheToken(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer right" {
			w.WriteHeader(http.StatusUnauthorized)
		}
		w.Write([]byte("{}"))
	}))
	defer other.Close()
	address := strings.TrimPrefix(other.URL, "http://")
	file := filepath.Join(t.TempDir(), "server.json")
	for _, tt := range []struct {
		note running
		want bool
	}{{running{address, 1, "right"}, true}, {running{address, 1, "wrong"}, false}, {running{"127.0.0.1:1", 1, "right"}, false}, {running{Address: address}, false}} {
		if err := tt.note.write(file); err != nil {
			t.Fatal(err)
		}
		if _, ok := findServer(t.Context(), file); ok != tt.want {
			t.Errorf("%+v: found %v", tt.note, ok)
		}
	}
	if err := os.WriteFile(file, []byte("{torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := findServer(t.Context(), file); ok {
		t.Error("a torn note was believed")
	}
}

func TestRemoveLeavesAnothersNote(t *testing.T) {
	file := filepath.Join(t.TempDir(), "server.json")
	theirs, ours := running{"127.0.0.1:1", 1, "theirs"}, running{"127.0.0.1:2", 2, "ours"}
	if err := theirs.write(file); err != nil {
		t.Fatal(err)
	}
	if err := ours.remove(file); err != nil {
		t.Fatal(err)
	}
	var there running
	b, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(b, &there) != nil || there != theirs {
		t.Errorf("the note is %s, %v", b, err)
	}
}

func TestReachable(t *testing.T) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := reachable(l); !strings.HasPrefix(got, "127.0.0.1:") {
		t.Errorf("reachable at %s", got)
	}
}
