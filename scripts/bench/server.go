package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// build makes the binary as a release has it.
func build(ctx context.Context, work string) (binary string, size int64, err error) {
	binary = filepath.Join(work, "shoptalk")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, "./cmd/shoptalk")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", 0, fmt.Errorf("build: %w", err)
	}
	info, err := os.Stat(binary)
	if err != nil {
		return "", 0, err
	}
	return binary, info.Size(), nil
}

// importAll imports catalogs in a process of its own and tells its time and peak memory.
func importAll(ctx context.Context, binary, dir string, files []string) (took time.Duration, peak int64, err error) {
	cmd := exec.CommandContext(ctx, binary, append([]string{"import", "--dir", dir}, files...)...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("import: %w", err)
	}
	took = time.Since(start)
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		peak = usage.Maxrss << 10 // Linux counts in kilobytes
	}
	return took, peak, nil
}

// server is a shoptalk in a process of its own.
type server struct {
	cmd   *exec.Cmd
	base  string
	http  *http.Client
	ready time.Duration // from its start until it was ready
}

// start starts a server on a folder and waits until it is ready.
func start(ctx context.Context, binary, dir string, demo bool) (*server, error) {
	args := []string{"serve", "--dir", dir, "--profile", "testing"}
	if demo {
		args = append(args, "--demo")
	}
	s := &server{cmd: exec.CommandContext(ctx, binary, args...), http: &http.Client{Timeout: 30 * time.Second}}
	s.cmd.Stderr = os.Stderr
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(os.Interrupt) }
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	for tick := time.NewTicker(2 * time.Millisecond); ; {
		if s.isReady(ctx, filepath.Join(dir, "server.json")) {
			s.ready = time.Since(began)
			return s, nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("the server did not become ready: %w", ctx.Err()), s.stop())
		case <-tick.C:
		}
	}
}

func (s *server) isReady(ctx context.Context, file string) bool {
	b, err := os.ReadFile(file)
	var at struct {
		Address string `json:"address"`
		PID     int    `json:"pid"`
	}
	if err != nil || json.Unmarshal(b, &at) != nil || at.PID != s.cmd.Process.Pid {
		return false
	}
	s.base = "http://" + at.Address
	return s.get(ctx, "/readyz", nil) == nil
}

// settle waits until every product can also be found by meaning, which is learned after the
// server is ready, and tells how long that took since the start.
func (s *server) settle(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		products, err := s.metric(ctx, `shoptalk_index_documents{kind="product"}`)
		if err != nil {
			return 0, err
		}
		vectors, err := s.metric(ctx, `shoptalk_index_documents{kind="vector"}`)
		if err != nil {
			return 0, err
		}
		if products > 0 && vectors >= products {
			return s.ready + time.Since(began), nil
		}
		select {
		case <-ctx.Done():
			return 0, fmt.Errorf("%v of %v products have a vector: %w", vectors, products, ctx.Err())
		case <-tick.C:
		}
	}
}

// metric reads one value of the server's metrics.
func (s *server) metric(ctx context.Context, name string) (v float64, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	_, rest, ok := strings.Cut(string(b), "\n"+name+" ")
	if !ok {
		return 0, fmt.Errorf("the metrics have no %s", name)
	}
	_, err = fmt.Sscan(rest, &v)
	return v, err
}

// stop ends the server in good order.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return s.cmd.Wait()
}

func (s *server) get(ctx context.Context, path string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+path, nil)
	if err != nil {
		return err
	}
	return s.send(req, into)
}

func (s *server) send(req *http.Request, into any) error {
	resp, err := s.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %s: %s", req.Method, req.URL.Path, resp.Status, bytes.TrimSpace(b))
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(b, into)
}

// sample makes queries out of the catalog's own titles: two words of each.
func (s *server) sample(ctx context.Context, n int) (products int, queries []string, err error) {
	for page := 1; len(queries) < n; page++ {
		var found struct {
			Total    int `json:"total"`
			Products []struct {
				Title string `json:"title"`
			} `json:"products"`
		}
		if err := s.get(ctx, fmt.Sprintf("/api/search?q=&size=100&page=%d", page), &found); err != nil {
			return 0, nil, err
		}
		products = found.Total
		for i, p := range found.Products {
			words := strings.Fields(p.Title)
			if len(words) < 2 {
				continue
			}
			at := i % (len(words) - 1)
			queries = append(queries, words[at]+" "+words[at+1])
		}
		if len(found.Products) < 100 {
			break
		}
	}
	if len(queries) == 0 {
		return 0, nil, errors.New("the catalog has no products to ask for")
	}
	return products, queries, nil
}

func (s *server) search(ctx context.Context, q string) error {
	return s.get(ctx, "/api/search?q="+url.QueryEscape(q), nil)
}

// chat sends one message of a new conversation: a wish, now and then with a limit or a
// question about the shop.
func (s *server) chat(ctx context.Context, i int, q string) error {
	message := [...]string{q, "do you have " + q + " under 100?", "show me the cheapest " + q, "what is your return policy?"}[i%4]
	body, err := json.Marshal(map[string]string{"message": message})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.base+"/api/chat", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	return s.send(req, nil)
}

// memory is the resident memory of the server in bytes.
func (s *server) memory() (int64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(b), "VmRSS:")
	var kb int64
	_, err = fmt.Sscan(rest, &kb)
	return kb << 10, err
}
