package talk

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"shoptalk/engine"
	"shoptalk/engine/nlu"
)

// Difference is one thing that is not as expected.
type Difference struct {
	Turn    int    `json:"turn"` // 1 and up
	Message string `json:"u"`
	Key     string `json:"key"` // of the expectation: "results.first_in"
	Want    string `json:"want"`
	Got     string `json:"got"`
}

func (d Difference) String() string {
	return fmt.Sprintf("turn %d, %s: expected %s, got %s", d.Turn, d.Key, d.Want, d.Got)
}

// Result is what became of one test.
type Result struct {
	ID          string       `json:"id"`
	Line        int          `json:"line"`
	Passed      bool         `json:"passed"`
	Differences []Difference `json:"differences,omitempty"`
}

// Runner plays tests. Its zero value is not ready: use NewRunner.
type Runner struct {
	reader *nlu.Reader
	// Progress, when set, hears after each test how many of a file's are done. It is called
	// by one goroutine at a time.
	Progress func(done, total int)
}

// NewRunner makes a runner.
func NewRunner() *Runner { return &Runner{reader: nlu.New()} }

// Run plays tests, each in a room of its own, as many at a time as there are processors. The
// results stand in the order of the tests. The error is about the machinery, not the tests.
func (r *Runner) Run(ctx context.Context, f *Fixture, tests []Test) ([]Result, error) {
	results := make([]Result, len(tests))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	var told sync.Mutex
	done := 0
	for i := range tests {
		g.Go(func() (err error) {
			if results[i], err = r.Test(ctx, f, &tests[i]); err != nil {
				return fmt.Errorf("%s: %w", tests[i].ID, err)
			}
			told.Lock()
			defer told.Unlock()
			if done++; r.Progress != nil {
				r.Progress(done, len(tests))
			}
			return nil
		})
	}
	return results, g.Wait()
}

// Test plays one test in a fresh room. It stops at the first turn that is not as expected:
// what follows would only tell of the same trouble.
func (r *Runner) Test(ctx context.Context, f *Fixture, t *Test) (res Result, err error) {
	res = Result{ID: t.ID, Line: t.Line}
	room, err := f.Room(ctx, r.reader)
	if err != nil {
		return res, err
	}
	defer func() {
		if e := room.Close(); err == nil {
			err = e
		}
	}()
	session := ""
	for i, turn := range t.Turns {
		reply, err := room.Say(ctx, engine.Turn{Session: session, Message: turn.Message})
		if err != nil {
			return res, err
		}
		session = reply.Session
		if res.Differences, err = room.check(ctx, i+1, turn, reply); err != nil {
			return res, err
		}
		if len(res.Differences) > 0 {
			return res, nil
		}
	}
	res.Passed = true
	return res, nil
}

// check compares one turn with what is expected of it.
func (r *Room) check(ctx context.Context, n int, t Turn, reply *engine.Reply) ([]Difference, error) {
	c := &checker{ctx: ctx, room: r, reply: reply, n: n, message: t.Message}
	e := &t.Expect
	c.names("intent", e.Intent, intentNames(reply))
	c.names("action", e.Action, reply.Actions)
	c.constraints(e.Want, e.Absent)
	c.slots(e.Slots)
	c.source(e.Source)
	c.words(e.Reply)
	c.handoff(e.Handoff)
	c.order(e.Order)
	for _, look := range []func() error{
		func() error { return c.results(e.Results) },
		func() error { return c.cart(e.Cart) },
		func() error { return c.state(e.State) },
	} {
		if err := look(); err != nil {
			return nil, err
		}
	}
	return c.found, nil
}

func intentNames(reply *engine.Reply) []string {
	names := make([]string, len(reply.Intents))
	for i, in := range reply.Intents {
		names[i] = in.Name
	}
	return names
}

// Failed gives the results of tests that did not pass.
func Failed(results []Result) []Result {
	return slices.DeleteFunc(slices.Clone(results), func(r Result) bool { return r.Passed })
}
