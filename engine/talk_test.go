package engine_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"

	"shoptalk/data"
	"shoptalk/data/demo"
	"shoptalk/data/lexicon"
	"shoptalk/data/sqlite"
	"shoptalk/engine/nlu"
	"shoptalk/engine/talk"
)

// fixtures keeps the shops that conversations are played in for the whole test run.
var fixtures = struct {
	sync.Mutex
	made map[string]*talk.Fixture
}{made: map[string]*talk.Fixture{}}

func fixture(t testing.TB, name string) *talk.Fixture {
	t.Helper()
	fixtures.Lock()
	defer fixtures.Unlock()
	if f := fixtures.made[name]; f != nil {
		return f
	}
	f, err := talk.Open(context.Background(), name, talkFolder, func() (*talk.Fixture, error) {
		return nil, errors.New("a conversation of ours names its fixture")
	})
	check(t, err)
	shops.Lock()
	shops.closers = append(shops.closers, func() { f.Close() })
	shops.Unlock()
	fixtures.made[name] = f
	return f
}

const talkFolder = "testdata/talk"

// talkFile is a file of conversations with its name.
type talkFile struct {
	name string
	talk.File
}

func talkFiles(t testing.TB) []talkFile {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(talkFolder, "*.yaml"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	out := make([]talkFile, len(names))
	for i, name := range names {
		text, err := os.ReadFile(name)
		check(t, err)
		f, err := talk.Parse(strings.NewReader(string(text)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[i] = talkFile{filepath.Base(name), f}
	}
	return out
}

// TestTalk plays every conversation of testdata/talk, in short runs a quarter of them. Those
// the shop still gets wrong stand in known-misses.txt with the reason; one that goes well
// comes off the list.
func TestTalk(t *testing.T) {
	misses := knownMisses(t)
	runner := talk.NewRunner()
	for _, f := range talkFiles(t) {
		results, err := runner.Run(t.Context(), fixture(t, f.Fixture), some(f.Tests))
		check(t, err)
		for _, r := range results {
			t.Run(r.ID, func(t *testing.T) { judge(t, f.name, r, misses) })
		}
		for _, test := range f.Tests {
			delete(misses, test.ID)
		}
	}
	for id := range misses {
		t.Errorf("known-misses.txt names %s, and there is no such conversation", id)
	}
}

// some is every test, in short runs every fourth.
func some(tests []talk.Test) []talk.Test {
	if !testing.Short() {
		return tests
	}
	var out []talk.Test
	for i := 0; i < len(tests); i += 4 {
		out = append(out, tests[i])
	}
	return out
}

// judge holds a result to the list of known misses.
func judge(t *testing.T, file string, r talk.Result, misses map[string]string) {
	why, known := misses[r.ID]
	switch {
	case r.Passed && known:
		t.Errorf("%s goes well: take it off known-misses.txt", r.ID)
	case known:
		t.Skipf("a known miss: %s", why)
	}
	for _, d := range r.Differences {
		t.Errorf("%s:%d %q\n%v", file, r.Line, d.Message, d)
	}
}

// knownMisses reads the ids and reasons of known-misses.txt; the file may be missing.
func knownMisses(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(talkFolder, "known-misses.txt"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, why, _ := strings.Cut(line, " ")
		if why = strings.TrimSpace(why); why == "" {
			t.Errorf("known-misses.txt: %s needs a reason", id)
		}
		out[strings.TrimSuffix(id, ":")] = why
	}
	return out
}

// twenty is a conversation with most of what shoppers do.
var twenty = [...]string{
	"hi", "running shoes in blue, size 10", "anything cheaper than 100?", "is the first one breathable?", "add two of the first one",
	"what is your return policy?", "show my cart", "make that 3", "noise cancelling headphones", "the second one in black",
	"compare the first two", "not more than 150", "never mind the price", "cheapest", "why did you show me that?",
	"HELLO10", "hiking boots but not leather", "something nice", "show more", "thanks, bye",
}

// TestSameTranscriptSameReplies: a conversation of twenty turns is the same every time, ids
// and times aside, in the same process and in a room that was never used.
func TestSameTranscriptSameReplies(t *testing.T) {
	f, runner := fixture(t, "demo:harbour"), talk.NewRunner()
	turns, err := runner.Script(t.Context(), f, twenty[:])
	check(t, err)
	times := 100
	if testing.Short() {
		times = 5
	}
	g, ctx := errgroup.WithContext(t.Context())
	g.SetLimit(2)
	for range times {
		g.Go(func() error {
			changes, err := runner.Replay(ctx, f, "", turns)
			if err == nil && len(changes) > 0 {
				err = fmt.Errorf("%v", changes)
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Error(err)
	}
}

// TestTalkIsWorthIt: each conversation asserts more than wording and names products there
// are, and no two are the same but for the products they name.
func TestTalkIsWorthIt(t *testing.T) {
	names, handles := productNames(t)
	files := talkFiles(t)
	all, twins := lint(files, names)
	for _, w := range slices.Concat(all, twins, strangers(files, handles)) {
		t.Error(w)
	}
	n := 0
	for _, f := range files {
		n += len(f.Tests)
	}
	if n < 150 {
		t.Errorf("there are %d conversations; 150 cover what shoppers do", n)
	}
}

// TestTalkCoversEverything: every intent and every action is expected somewhere, but for the
// actions of orders, which conversations cannot place yet.
func TestTalkCoversEverything(t *testing.T) {
	missing := map[string]bool{}
	for _, name := range slices.Concat(nlu.Intents[:], talk.Actions()) {
		missing[name] = true
	}
	for _, f := range talkFiles(t) {
		for _, test := range f.Tests {
			for _, turn := range test.Turns {
				for _, name := range slices.Concat(turn.Expect.Intent, turn.Expect.Action) {
					delete(missing, name)
				}
			}
		}
	}
	for _, name := range []string{"checkout_step", "order_created", "show_order", "show_orders", "order_cancelled", "order_modified", "return_created"} {
		delete(missing, name)
	}
	for name := range missing {
		t.Errorf("no conversation expects %s", name)
	}
}

// strangers lists the products that tests name and the shop does not have: to exclude one
// would assert nothing.
func strangers(files []talkFile, handles map[string]bool) (out []string) {
	for _, f := range files {
		for _, test := range f.Tests {
			for _, turn := range test.Turns {
				r := turn.Expect.Results
				if r == nil {
					continue
				}
				for _, h := range slices.Concat(r.FirstIn, r.Include, r.Exclude) {
					if !handles[f.Fixture+" "+h] {
						out = append(out, fmt.Sprintf("%s: %s names %s, which is no product of %s", f.name, test.ID, h, f.Fixture))
					}
				}
			}
		}
	}
	return out
}

// TestLint: the lint sees what it should.
func TestLint(t *testing.T) {
	names := nameSet{"swift runner": true, "dutch oven": true}
	one := func(id, message, expect string) string {
		return fmt.Sprintf("- id: %s\n  turns: [{u: %q, expect: {%s}}]\n", id, message, expect)
	}
	parse := func(tests ...string) []talkFile {
		f, err := talk.Parse(strings.NewReader("tests:\n" + strings.Join(tests, "")))
		check(t, err)
		return []talkFile{{"x.yaml", f}}
	}
	const cart = "cart: {lines: {A: 1}}"
	for _, tt := range []struct {
		name         string
		files        []talkFile
		empty, twins int
	}{
		{"different", parse(one("a", "add the Swift Runner", cart), one("b", "buy the Swift Runner", cart)), 0, 0},
		{"only the product differs", parse(one("a", "add the Swift Runner", cart), one("b", "Add the dutch oven!", cart)), 0, 1},
		{"same words, other outcome", parse(one("a", "add the Swift Runner", cart), one("b", "add the Dutch Oven", cart+", action: reject")), 0, 0},
		{"wording alone", parse(one("a", "hi", "reply: {all: [hello]}")), 1, 0},
	} {
		empty, twins := lint(tt.files, names)
		if len(empty) != tt.empty || len(twins) != tt.twins {
			t.Errorf("%s: %q %q", tt.name, empty, twins)
		}
	}
}

// lint lists the conversations that assert nothing but wording, and those that are the twin
// of another one.
func lint(files []talkFile, names nameSet) (empty, twins []string) {
	seen := map[string]string{}
	for _, f := range files {
		for _, test := range f.Tests {
			if !asserts(&test) {
				empty = append(empty, fmt.Sprintf("%s: %s asserts neither constraints, results, cart nor source", f.name, test.ID))
			}
			s := f.Fixture + signature(&test, names)
			if twin, ok := seen[s]; ok {
				twins = append(twins, fmt.Sprintf("%s: %s differs from %s in the names of products only", f.name, test.ID, twin))
			}
			seen[s] = test.ID
		}
	}
	return empty, twins
}

func asserts(t *talk.Test) bool {
	return slices.ContainsFunc(t.Turns, func(turn talk.Turn) bool {
		e := &turn.Expect
		return e.Want != nil || len(e.Absent) > 0 || e.Results != nil || e.Cart != nil || len(e.Source) > 0
	})
}

// signature is what a conversation comes to once the names of products are taken out.
func signature(t *talk.Test, names nameSet) string {
	var b strings.Builder
	for _, turn := range t.Turns {
		e := &turn.Expect
		fmt.Fprintf(&b, "%s|%q%q%q%v%v%t%t\n", names.mask(turn.Message), e.Intent, e.Action, slices.Sorted(maps.Keys(e.Want)),
			e.Absent, e.Slots, e.Results != nil, e.Cart != nil)
	}
	return b.String()
}

// nameSet holds the runs of words that product titles are made of.
type nameSet map[string]bool

// longestName is how many words of a title are looked at in a row.
const longestName = 6

// productNames reads the titles of both demo shops, and their handles after the fixture.
func productNames(t testing.TB) (nameSet, map[string]bool) {
	t.Helper()
	names, handles := nameSet{}, map[string]bool{}
	for _, shop := range demo.Shops() {
		store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "shop.db"), sqlite.Options{Clock: demoNow})
		check(t, err)
		defer store.Close()
		check(t, demo.Load(t.Context(), store, shop, demoNow))
		page, err := store.ListProducts(t.Context(), data.ProductFilter{Size: 1000})
		check(t, err)
		for _, p := range page.Items {
			names.add(words(p.Title))
			handles[talk.DemoPrefix+shop+" "+p.Handle] = true
		}
	}
	return names, handles
}

// add takes every run of two words and more.
func (n nameSet) add(title []string) {
	for i := range title {
		for j := i + 2; j <= min(len(title), i+longestName); j++ {
			n[strings.Join(title[i:j], " ")] = true
		}
	}
}

// mask writes a message with the names of products taken out.
func (n nameSet) mask(message string) string {
	in := words(message)
	var out []string
	for i := 0; i < len(in); {
		long := 1
		for l := min(longestName, len(in)-i); l > 1; l-- {
			if n[strings.Join(in[i:i+l], " ")] {
				long = l
				break
			}
		}
		if long > 1 {
			out = append(out, "PRODUCT")
		} else {
			out = append(out, in[i])
		}
		i += long
	}
	return strings.Join(out, " ")
}

func words(text string) []string {
	var out []string
	for _, t := range lexicon.Tokens(text) {
		if t.Kind != lexicon.Symbol {
			out = append(out, t.Norm)
		}
	}
	return out
}
