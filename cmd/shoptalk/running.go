package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"shoptalk/engine"
)

// running is how commands find the server of a shop: a small file in its folder, readable by
// the owner only, because the token in it opens the settings to commands on this machine.
type running struct {
	Address string `json:"address"` // "127.0.0.1:8080"
	PID     int    `json:"pid"`
	Token   string `json:"token"`
}

// newToken makes the secret of one run of a server.
func newToken() string { return rand.Text() }

// write puts the file in place at once, so that nobody reads half of it.
func (r *running) write(path string) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".server-*") // 0600
	if err != nil {
		return fmt.Errorf("note where the server is: %w", err)
	}
	_, err = tmp.Write(append(b, '\n'))
	err = errors.Join(err, tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("note where the server is: %w", errors.Join(err, os.Remove(tmp.Name())))
	}
	return nil
}

// remove takes the file away if it is still ours.
func (r *running) remove(path string) error {
	var there running
	if b, err := os.ReadFile(path); err != nil || json.Unmarshal(b, &there) != nil || there.Token != r.Token {
		return nil
	}
	return os.Remove(path)
}

// findServer gives a client of the server that runs on a shop's folder; false when none does
// or the file was left behind by one that died.
func findServer(ctx context.Context, path string) (*client, bool) {
	var r running
	b, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(b, &r) != nil || r.Token == "" {
		return nil, false
	}
	c := &client{base: "http://" + r.Address, token: r.Token, http: &http.Client{Timeout: 5 * time.Minute}}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	// Only the server that wrote the file knows the token: another program that happens to
	// listen on the port does not count.
	var settings struct{}
	return c, c.do(ctx, http.MethodGet, "/api/admin/settings", nil, &settings) == nil
}

// client speaks to the running server.
type client struct {
	base  string
	token string
	http  *http.Client
}

// problem is what the server answers when it refuses.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Code   string `json:"code"`
}

func (p *problem) Error() string {
	if p.Detail != "" {
		return p.Detail
	}
	return fmt.Sprintf("the server answered %d %s", p.Status, p.Title)
}

// do sends a request with a body and reads the answer, both as JSON; nil for none.
func (c *client) do(ctx context.Context, method, path string, body, into any) error {
	var b []byte
	if body != nil {
		var err error
		if b, err = json.Marshal(body); err != nil {
			return err
		}
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("the server does not answer: %w", err)
	}
	defer resp.Body.Close()
	return readAnswer(resp, into)
}

func readAnswer(resp *http.Response, into any) error {
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return fmt.Errorf("the server's answer broke off: %w", err)
	}
	if resp.StatusCode >= 300 {
		p := &problem{Status: resp.StatusCode, Title: http.StatusText(resp.StatusCode)}
		_ = json.Unmarshal(b, p) // what is not problem JSON leaves the status
		return p
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(b, into)
}

// Respond answers one message, as engine.Engine does.
func (c *client) Respond(ctx context.Context, t engine.Turn) (*engine.Reply, error) {
	body := map[string]any{"message": t.Message, "session": t.Session, "locale": t.Locale, "explain": t.Explain}
	var r engine.Reply
	if err := c.do(ctx, http.MethodPost, "/api/chat", body, &r); err != nil {
		return nil, err
	}
	return &r, nil
}

// Search finds products by words, as engine.Engine does; constraints beside the words are
// not sent.
func (c *client) Search(ctx context.Context, q engine.SearchRequest) (*engine.SearchReply, error) {
	v := url.Values{"q": {q.Text}, "size": {strconv.Itoa(q.Size)}}
	if q.Raw {
		v.Set("raw", "1")
	}
	if q.Explain {
		v.Set("explain", "1")
	}
	var r engine.SearchReply
	if err := c.do(ctx, http.MethodGet, "/api/search?"+v.Encode(), nil, &r); err != nil {
		return nil, err
	}
	return &r, nil
}

// Rebuild makes the server's index anew and waits for it.
func (c *client) Rebuild(ctx context.Context) error {
	return c.do(ctx, http.MethodPost, "/api/admin/reindex", struct{}{}, nil)
}

// listen opens the port to serve on. When it is taken and was not asked for, another free
// one is opened instead and moved is true.
func listen(address string, asked bool) (l net.Listener, moved bool, err error) {
	l, err = net.Listen("tcp", address)
	if err == nil {
		return l, false, nil
	}
	if asked || !isTaken(err) {
		return nil, false, err
	}
	host, _, _ := net.SplitHostPort(address)
	l, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	return l, true, err
}
