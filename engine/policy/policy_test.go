package policy

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"shoptalk/data"
	"shoptalk/data/demo"
)

// shop is the policies of a demo shop.
func shop(t testing.TB, name string) []data.Policy {
	t.Helper()
	files, err := demo.Files(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasPrefix(filepath.Base(f.Name), "shop.") {
			continue
		}
		var s struct{ Policies []data.Policy }
		if err := yaml.Unmarshal(f.Bytes, &s); err != nil {
			t.Fatal(err)
		}
		return s.Policies
	}
	t.Fatalf("no shop file in the demo shop %q", name)
	return nil
}

// others are phrases about other things, from the intents no policy answers.
func others(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, intent := range strings.Fields(`abuse add_to_cart compare_products explain out_of_scope product_detail recommend
		refine_search search_product unclear update_cart view_cart`) {
		b, err := os.ReadFile(filepath.Join("..", "nlu", "phrases", intent+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				out = append(out, line)
			}
		}
	}
	return out
}

// questions reads lines of a text, a tab and the policy that answers it, "-" for none.
func questions(t testing.TB, name string) []Question {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []Question
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if line := lines.Text(); line != "" && line[0] != '#' {
			text, id, _ := strings.Cut(line, "\t")
			out = append(out, Question{Text: text, ID: strings.TrimPrefix(id, "-")})
		}
	}
	return out
}

// TestDemoShops asks both demo shops questions of our own, in other words than their policies use.
func TestDemoShops(t *testing.T) {
	for _, tt := range []struct {
		shop                string
		inScope, outOfScope float64 // at least
	}{{"harbour", 0.88, 0.85}, {"kirana", 0.85, 0.85}} {
		t.Run(tt.shop, func(t *testing.T) {
			m := Learn(shop(t, tt.shop), others(t))
			asked := questions(t, tt.shop)
			for _, q := range asked {
				if got, ok := m.Match(q.Text); ok && got.ID != q.ID || !ok && q.ID != "" {
					t.Logf("%q: got %q (%v, %s), want %q", q.Text, got.ID, ok, got.Reason, q.ID)
				}
			}
			s := Evaluate(m, asked)
			t.Logf("%d questions: accuracy %.3f, in scope %.3f, out of scope %.3f", len(asked), s.Accuracy(), s.InScope(), s.OutOfScope())
			if s.InScope() < tt.inScope || s.OutOfScope() < tt.outOfScope {
				t.Errorf("in scope %.3f, out of scope %.3f, want at least %.2f and %.2f", s.InScope(), s.OutOfScope(), tt.inScope, tt.outOfScope)
			}
		})
	}
}

func TestQuestionsThatMustMatch(t *testing.T) {
	m := Learn(shop(t, "harbour"), others(t))
	for question, want := range map[string]string{
		"can I pay with paypal?":                  "pol-payment",
		"do you ship to Canada?":                  "pol-international",
		"is 55 dollars enough for free shipping?": "pol-shipping-cost",
		"my parcel arrived broken":                "pol-damaged",
		"waht is you retrun policy":               "pol-returns",
		"do you have red dresses":                 "",
		"what is 17 times 23":                     "",
		"asdf qwer":                               "",
	} {
		if got, ok := m.Match(question); ok != (want != "") || ok && got.ID != want {
			t.Errorf("%q: got %q (%v, %s), want %q", question, got.ID, ok, got.Reason, want)
		}
	}
}

func TestCrossValidation(t *testing.T) {
	policies, foreign := shop(t, "harbour"), others(t)
	all := 0
	for _, p := range policies {
		all += len(p.Questions)
	}
	s := CrossValidate(policies, foreign, 5)
	if s.Unanswered != all+len(foreign) || s.Answered == 0 || s.Answered > all {
		t.Errorf("%d questions and %d phrases about other things: asked %d without an answer and %d with one", all, len(foreign), s.Unanswered, s.Answered)
	}
	t.Logf("%+v: accuracy %.3f, in scope %.3f, out of scope %.3f", s, s.Accuracy(), s.InScope(), s.OutOfScope())
	if s.InScope() < 0.6 || s.OutOfScope() < 0.8 {
		t.Error("want at least 0.60 in scope and 0.80 out of scope")
	}
}

func TestSmallShops(t *testing.T) {
	one := data.Policy{ID: "p", Title: "Payment"}
	for _, tt := range []struct {
		name     string
		policies []data.Policy
		match    bool // of "payment"
	}{
		{"no policy", nil, false},
		{"a policy without words", []data.Policy{{ID: "p"}}, false},
		{"a title", []data.Policy{one}, true},
		{"one question", []data.Policy{{ID: "p", Questions: []string{"Payment?"}}}, true},
		{"one question each", []data.Policy{{ID: "p", Questions: []string{"Payment?"}}, {ID: "r", Questions: []string{"Returns?"}}}, true},
		{"an empty one between", []data.Policy{one, {ID: "e"}, {ID: "r", Title: "Returns"}}, true},
	} {
		for _, foreign := range [][]string{nil, {"red shoes", "hello"}} {
			t.Run(fmt.Sprintf("%s, %d others", tt.name, len(foreign)), func(t *testing.T) {
				m := Learn(tt.policies, foreign)
				if got, ok := m.Match("payment"); ok != tt.match || ok && got.ID != "p" {
					t.Errorf("payment: got %v %v", got, ok)
				}
				if got, ok := m.Match("zebra crossing"); ok {
					t.Errorf("zebra crossing: got %v", got)
				}
				var read Matcher
				if err := read.UnmarshalBinary(marshal(t, m)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	var zero Matcher
	if got, ok := zero.Match("payment"); ok || len(zero.Rank("payment", 3)) > 0 {
		t.Errorf("the zero matcher matched %v", got)
	}
}

func TestRank(t *testing.T) {
	m := Learn(shop(t, "harbour"), nil)
	got := m.Rank("how much is express shipping", 3)
	if len(got) != 3 || got[0].ID != "pol-express" {
		t.Fatalf("got %v", got)
	}
	if !slices.IsSortedFunc(got, func(a, b Match) int { return cmp.Compare(b.Confidence, a.Confidence) }) {
		t.Errorf("not sorted: %v", got)
	}
	best, _ := m.Match("how much is express shipping")
	if got[0] != best {
		t.Errorf("best is %v, matched %v", got[0], best)
	}
	if n := len(m.Rank("how much is express shipping", -1)); n != 0 {
		t.Errorf("asked for -1, got %d", n)
	}
}

// TestAnyPolicies learns from any texts: nothing panics, confidences are between 0 and 1,
// and bytes read back match alike.
func TestAnyPolicies(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z ]{0,30}`), rapid.SampledFrom([]string{"", "How do I pay?", "???", "\x00\xff", "配送はいつですか", "🙂"}))
	rapid.Check(t, func(t *rapid.T) {
		var policies []data.Policy
		for i := range rapid.IntRange(0, 4).Draw(t, "policies") {
			policies = append(policies, data.Policy{
				ID: fmt.Sprint(i), Title: text.Draw(t, "title"), Answer: text.Draw(t, "answer"),
				Questions: rapid.SliceOfN(text, 0, 4).Draw(t, "questions"),
			})
		}
		m := Learn(policies, rapid.SliceOfN(text, 0, 4).Draw(t, "others"))
		question := text.Draw(t, "question")
		match, ok := m.Match(question)
		if !(match.Confidence >= 0 && match.Confidence <= 1) || ok && match.ID == "" {
			t.Fatalf("%q: %v %v", question, match, ok)
		}
		b, err := m.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var read Matcher
		if err := read.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		if got, _ := read.Match(question); got != match {
			t.Fatalf("%q: read back %v, want %v", question, got, match)
		}
	})
}

func FuzzMatch(f *testing.F) {
	m := Learn(shop(f, "harbour"), nil)
	for _, s := range []string{"", "can I pay with paypal?", "' OR 1=1 --", "<script>alert(1)</script>", "\xff\xfe", strings.Repeat("return ", 500), "ﬁne ñandú 配送", "🙂🙂", "can't, won't; don't!"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, question string) {
		match, ok := m.Match(question)
		if !(match.Confidence >= 0 && match.Confidence <= 1) {
			t.Errorf("confidence %v", match.Confidence)
		}
		if ranked := m.Rank(question, 1); ok && (len(ranked) != 1 || ranked[0] != match) {
			t.Errorf("matched %v, ranked %v", match, ranked)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	m := Learn(shop(b, "harbour"), others(b))
	asked := questions(b, "harbour")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.Match(asked[i%len(asked)].Text)
	}
}

func BenchmarkLearn(b *testing.B) {
	policies, foreign := shop(b, "harbour"), others(b)
	for b.Loop() {
		Learn(policies, foreign)
	}
}
