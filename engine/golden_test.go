package engine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shoptalk/engine"
)

var update = flag.Bool("update", false, "write the golden conversations anew")

// TestGolden plays the conversations of testdata/golden. The first line of a file names the
// shop, lines with ">" are the shopper's; what follows each is the reply: its intents,
// actions, constraints, the handles shown and its text.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden conversations: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(t, string(want))
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; run the test with -update and read the diff\n--- got\n%s", file, got)
			}
		})
	}
}

func play(t *testing.T, script string) []byte {
	t.Helper()
	first, rest, _ := strings.Cut(script, "\n")
	shop, ok := strings.CutPrefix(first, "shop: ")
	if !ok {
		t.Fatalf("the first line must be \"shop: name\", not %q", first)
	}
	e := demoEngine(t, shop)
	var out bytes.Buffer
	fmt.Fprintln(&out, first)
	session := ""
	for line := range strings.Lines(rest) {
		message, ok := strings.CutPrefix(line, "> ")
		if !ok {
			continue
		}
		reply, err := e.Respond(context.Background(), engine.Turn{Session: session, Message: strings.TrimSpace(message)})
		if err != nil {
			t.Fatalf("%q: %v", message, err)
		}
		session = reply.Session
		fmt.Fprintf(&out, "\n> %s", message)
		writeReply(&out, reply)
	}
	return out.Bytes()
}

func writeReply(out *bytes.Buffer, r *engine.Reply) {
	names := make([]string, len(r.Intents))
	for i, in := range r.Intents {
		names[i] = in.Name
	}
	c, _ := json.Marshal(r.Constraints)
	fmt.Fprintf(out, "  [%s] %s %s", strings.Join(names, " "), strings.Join(r.Actions, " "), c)
	if r.Total > 0 {
		fmt.Fprintf(out, " total %d", r.Total)
	}
	if r.Cart != nil {
		fmt.Fprintf(out, " cart %s", r.Cart.Total.Display)
	}
	out.WriteByte('\n')
	for line := range strings.Lines(r.Text) {
		fmt.Fprintf(out, "  %s\n", strings.TrimRight(line, "\n "))
	}
}
