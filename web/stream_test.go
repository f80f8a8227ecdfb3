package web

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"shoptalk/engine"
)

func panicking(context.Context, engine.Turn) (*engine.Reply, error) { panic("boom") }

// sse is one event as a caller reads it.
type sse struct{ name, value string }

func parseEvents(text string) (events []sse, comments int) {
	for block := range strings.SplitSeq(text, "\n\n") {
		var e sse
		for line := range strings.SplitSeq(block, "\n") {
			switch {
			case strings.HasPrefix(line, ":"):
				comments++
			case strings.HasPrefix(line, "event: "):
				e.name = line[len("event: "):]
			case strings.HasPrefix(line, "data: "):
				e.value = line[len("data: "):]
			}
		}
		if e.name != "" {
			events = append(events, e)
		}
	}
	return events, comments
}

func names(events []sse) []string {
	var out []string
	for _, e := range events {
		out = append(out, e.name)
	}
	return out
}

func (r *rig) stream(text string) *httptest.ResponseRecorder {
	return r.call("POST", "/api/chat", message(text), header("Accept", "text/event-stream"), header("Accept-Encoding", "gzip"))
}

func TestStreamTellsEverythingInOrder(t *testing.T) {
	w := newRig(t, nil).stream("<b>mug</b>\nplease")
	h := w.Header()
	if h.Get("Content-Type") != "text/event-stream" || h.Get("X-Accel-Buffering") != "no" || h.Get("Content-Encoding") != "" {
		t.Errorf("headers: %v", h)
	}
	events, _ := parseEvents(w.Body.String())
	want := []string{"session", "intent", "text", "products", "comparison", "cart", "order", "ask", "suggestions", "handoff", "done"}
	if got := names(events); !slices.Equal(got, want) {
		t.Fatalf("events are %v, want %v", got, want)
	}
	keys := map[string]string{"intent": "intents", "done": "session"}
	for _, e := range events {
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(e.value), &object); err != nil {
			t.Fatalf("%s holds %s: %v", e.name, e.value, err)
		}
		key := keys[e.name]
		if key == "" {
			key = e.name
		}
		if object[key] == nil {
			t.Errorf("%s lacks %s: %s", e.name, key, e.value)
		}
	}
}

func TestStreamTellsPartsWhenTheyAreKnown(t *testing.T) {
	r := newRig(t, nil)
	r.talk.respond = func(_ context.Context, turn engine.Turn) (*engine.Reply, error) {
		for range 2 { // as when the turn is begun anew
			turn.On("session", map[string]any{"session": "early"})
			turn.On("intent", map[string]any{"intents": []engine.Intent{}})
		}
		turn.On("text", map[string]any{"text": "You "})
		turn.On("text", map[string]any{"text": "said"})
		return &engine.Reply{Session: "early", Text: "You said"}, nil
	}
	events, _ := parseEvents(r.stream("mug").Body.String())
	if got := names(events); !slices.Equal(got, []string{"session", "intent", "text", "text", "done"}) {
		t.Errorf("events are %v", got)
	}
}

func TestStreamEndsWithTheProblem(t *testing.T) {
	for name, respond := range map[string]func(context.Context, engine.Turn) (*engine.Reply, error){
		"an error": func(context.Context, engine.Turn) (*engine.Reply, error) { return nil, errSecret },
		"a panic":  panicking,
		"a reply that is no JSON": func(context.Context, engine.Turn) (*engine.Reply, error) {
			return &engine.Reply{Intents: []engine.Intent{{Confidence: math.NaN()}}}, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.talk.respond = respond
			w := r.stream("mug")
			events, _ := parseEvents(w.Body.String())
			last := events[len(events)-1]
			if last.name != "error" || !strings.Contains(last.value, `"code":"internal"`) || !strings.Contains(last.value, w.Header().Get("X-Request-Id")) {
				t.Errorf("events are %v", events)
			}
			if !strings.Contains(r.logs.String(), `"level":"ERROR"`) {
				t.Errorf("log: %s", r.logs)
			}
			if strings.Contains(w.Body.String(), "disk") || strings.Contains(w.Body.String(), "boom") {
				t.Errorf("the cause is told: %s", w.Body)
			}
		})
	}
}

func TestStreamRefusesBeforeItBegins(t *testing.T) {
	w := newRig(t, nil).stream(" ")
	if w.Code != 400 || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestStreamBeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.talk.respond = func(_ context.Context, turn engine.Turn) (*engine.Reply, error) {
			time.Sleep(50 * time.Second) // of the test's own clock
			return replyTo(turn), nil
		}
		events, beats := parseEvents(r.stream("mug").Body.String())
		if beats != 3 || events[len(events)-1].name != "done" {
			t.Errorf("%d beats in 50 s, events %v", beats, names(events))
		}
	})
}

// pipes is a listener whose connections lead through memory, so that time can be the test's.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.closed) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	server, client := net.Pipe()
	p.conns <- server
	return client, nil
}

// TestStreamOutlivesTheLimitsOfOrdinaryRequests lets a turn take longer than reading and
// writing may, and then uses the same connection again.
func TestStreamOutlivesTheLimitsOfOrdinaryRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.talk.respond = func(ctx context.Context, turn engine.Turn) (*engine.Reply, error) {
			select {
			case <-time.After(2 * writeTimeout):
				return replyTo(turn), nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		l := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
		ctx, stop := context.WithCancel(t.Context())
		served := make(chan error, 1)
		go func() { served <- r.Serve(ctx, l) }()
		client := &http.Client{Transport: &http.Transport{DialContext: l.dial}}
		for n := range 2 {
			q, _ := http.NewRequest("POST", "http://shop/api/chat", strings.NewReader(message("mug")))
			q.Header.Set("Accept", "text/event-stream")
			w, err := client.Do(q)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(w.Body)
			w.Body.Close()
			if events, beats := parseEvents(string(body)); err != nil || beats < 7 || events[len(events)-1].name != "done" {
				t.Errorf("stream %d: %d beats, events %v, %v", n+1, beats, names(events), err)
			}
			time.Sleep(idleTimeout / 2)
		}
		client.CloseIdleConnections()
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}

// serve runs a server on a free port until the returned function is called.
func serve(t *testing.T, r *rig) (url string, stop func() error) {
	t.Helper()
	l := listen(t)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Serve(ctx, l) }()
	return "http://" + l.Addr().String(), func() error { cancel(); return <-done }
}

func openChat(t *testing.T, ctx context.Context, url string) *http.Response {
	t.Helper()
	q, err := http.NewRequestWithContext(ctx, "POST", url+"/api/chat", strings.NewReader(message("mug")))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Accept", "text/event-stream")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	w, err := client.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Body.Close() })
	return w
}

// waiting is an engine that tells when a turn has begun and waits for its end.
func waiting(begun chan<- struct{}) func(context.Context, engine.Turn) (*engine.Reply, error) {
	return func(ctx context.Context, turn engine.Turn) (*engine.Reply, error) {
		turn.On("session", map[string]any{"session": "s"})
		close(begun)
		<-ctx.Done()
		return nil, ctx.Err()
	}
}

func TestShutdownEndsStreams(t *testing.T) {
	r, begun := newRig(t, nil), make(chan struct{})
	r.talk.respond = waiting(begun)
	url, stop := serve(t, r)
	w := openChat(t, t.Context(), url)
	<-begun
	start := time.Now()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > drainTimeout/2 {
		t.Errorf("the server waited %v for a stream", took)
	}
	var last string
	for lines := bufio.NewScanner(w.Body); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "event: ") {
			last = lines.Text()
		}
	}
	if last != "event: error" {
		t.Errorf("the stream ended with %q", last)
	}
}

func TestCallerWhoLeavesEndsTheTurn(t *testing.T) {
	r, begun, ended := newRig(t, nil), make(chan struct{}), make(chan struct{})
	respond := waiting(begun)
	r.talk.respond = func(ctx context.Context, turn engine.Turn) (*engine.Reply, error) {
		defer close(ended)
		return respond(ctx, turn)
	}
	url, stop := serve(t, r)
	ctx, leave := context.WithCancel(t.Context())
	openChat(t, ctx, url)
	<-begun
	leave()
	<-ended
	if err := stop(); err != nil {
		t.Fatal(err)
	}
}

func TestShutdownWaitsForAnswers(t *testing.T) {
	r, begun, finish := newRig(t, nil), make(chan struct{}), make(chan struct{})
	r.talk.respond = func(ctx context.Context, turn engine.Turn) (*engine.Reply, error) {
		close(begun)
		<-finish
		return replyTo(turn), ctx.Err()
	}
	url, stop := serve(t, r)
	status := make(chan int, 1)
	go func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		w, err := client.Post(url+"/api/chat", "application/json", strings.NewReader(message("mug")))
		if err != nil {
			status <- 0
			return
		}
		w.Body.Close()
		status <- w.StatusCode
	}()
	<-begun
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	<-r.closing.Done()
	close(finish)
	if code := <-status; code != 200 {
		t.Errorf("an answer under way was cut off: %d", code)
	}
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
}
