package main

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"shoptalk": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScript runs the program as people meet it: each file of testdata/script is a session
// in a shell.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHOPTALK_PROFILE", "testing")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"await":   await,
			"occupy":  occupy,
			"matches": matches,
			"session": session,
		},
	})
}

// patience is how long a script waits for something that is bound to happen.
const patience = 30 * time.Second

// await waits until the server of a shop's folder is ready: await DIR.
func await(ts *testscript.TestScript, _ bool, args []string) {
	file := filepath.Join(ts.MkAbs(args[0]), "server.json")
	until(ts, "the server to be ready", func(ctx context.Context) bool {
		c, ok := findServer(ctx, file)
		return ok && c.do(ctx, "GET", "/readyz", nil, nil) == nil
	})
}

// matches waits until the server finds so many products for some words: matches DIR N WORDS.
func matches(ts *testscript.TestScript, _ bool, args []string) {
	file := filepath.Join(ts.MkAbs(args[0]), "server.json")
	until(ts, args[1]+" products for "+args[2], func(ctx context.Context) bool {
		c, ok := findServer(ctx, file)
		if !ok {
			return false
		}
		var r struct{ Total int }
		return c.do(ctx, "GET", "/api/search?raw=1&q="+args[2], nil, &r) == nil && r.Total == atoi(args[1])
	})
}

// session puts the session that the last reply in JSON names into a variable: session NAME.
func session(ts *testscript.TestScript, _ bool, args []string) {
	var r struct{ Session string }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &r))
	ts.Setenv(args[0], r.Session)
}

func until(ts *testscript.TestScript, what string, done func(context.Context) bool) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !done(ctx) {
		select {
		case <-ctx.Done():
			ts.Fatalf("waited %v for %s", patience, what)
		case <-tick.C:
		}
	}
}

// occupy takes a free port until the script ends and puts its address into a variable:
// occupy NAME.
func occupy(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[0], l.Addr().String())
}
