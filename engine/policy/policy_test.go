package policy

import (
	"bufio"
	"bytes"
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

// TestDemoShops asks questions that were written without looking at the examples.
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
	s := CrossValidate(shop(t, "harbour"), others(t), 5)
	t.Logf("%+v: accuracy %.3f, in scope %.3f, out of scope %.3f", s, s.Accuracy(), s.InScope(), s.OutOfScope())
	if s.InScope() < 0.6 || s.OutOfScope() < 0.8 {
		t.Error("want at least 0.60 in scope and 0.80 out of scope")
	}
}

// TestLearnIsDeterministic learns twice and wants the same bytes.
func TestLearnIsDeterministic(t *testing.T) {
	policies, foreign := shop(t, "kirana"), others(t)
	first := marshal(t, Learn(policies, foreign))
	if !bytes.Equal(first, marshal(t, Learn(policies, foreign))) {
		t.Error("the same policies gave other bytes")
	}
}

func marshal(t testing.TB, m *Matcher) []byte {
	t.Helper()
	b, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRoundTrip(t *testing.T) {
	m := Learn(shop(t, "harbour"), others(t))
	var read Matcher
	if err := read.UnmarshalBinary(marshal(t, m)); err != nil {
		t.Fatal(err)
	}
	if read.Fingerprint() != m.Fingerprint() || read.Threshold() != m.Threshold() {
		t.Errorf("fingerprint %q and threshold %v, want %q and %v", read.Fingerprint(), read.Threshold(), m.Fingerprint(), m.Threshold())
	}
	for _, q := range questions(t, "harbour") {
		want, wantOK := m.Match(q.Text)
		if got, ok := read.Match(q.Text); got != want || ok != wantOK {
			t.Errorf("%q: got %v %v, want %v %v", q.Text, got, ok, want, wantOK)
		}
	}
	if !bytes.Equal(marshal(t, &read), marshal(t, m)) {
		t.Error("bytes changed on the way")
	}
}

func TestTornBytes(t *testing.T) {
	b := marshal(t, Learn(pair2(), nil))
	m := Learn(pair2(), nil)
	for n := range b {
		if err := m.UnmarshalBinary(b[:n]); err == nil {
			t.Fatalf("%d of %d bytes were read without an error", n, len(b))
		}
	}
	if got, ok := m.Match("how do I pay"); !ok || got.ID != "pay" {
		t.Errorf("torn bytes changed the matcher: %v %v", got, ok)
	}
}

// pair2 is a shop with two policies.
func pair2() []data.Policy {
	return []data.Policy{
		{ID: "pay", Title: "Payment", Questions: []string{"How can I pay?", "Do you take credit cards?", "What payment methods are there?"}, Answer: "By card or invoice."},
		{ID: "ret", Title: "Returns", Questions: []string{"Can I return it?", "How long may I send things back?", "Who pays for the label?"}, Answer: "Within 30 days."},
	}
}

func TestFingerprint(t *testing.T) {
	seen := map[string]string{}
	note := func(what, fingerprint string) {
		if before, ok := seen[fingerprint]; ok {
			t.Errorf("%s has the fingerprint of %s", what, before)
		}
		seen[fingerprint] = what
	}
	note("two policies", Fingerprint(pair2(), nil))
	note("with others", Fingerprint(pair2(), []string{"red shoes"}))
	p := pair2()
	p[0].Questions = append(p[0].Questions, "Is cash fine?")
	note("another question", Fingerprint(p, nil))
	p = pair2()
	p[0].Answer = "By card."
	note("another answer", Fingerprint(p, nil))
	note("one policy", Fingerprint(pair2()[:1], nil))
	if Fingerprint(pair2(), nil) != Learn(pair2(), nil).Fingerprint() {
		t.Error("a matcher has another fingerprint than what it was learned from")
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
	if !slices.IsSortedFunc(got, func(a, b Match) int { return -compare(a.Confidence, b.Confidence) }) {
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

func compare(a, b float64) int {
	if a < b {
		return -1
	}
	return 1
}

func TestSpelling(t *testing.T) {
	s := newSpeller([]string{"delivery", "payment", "options", "ship"})
	for typed, want := range map[string]string{
		"delivry":        "delivery",
		"deilvery":       "delivery",
		"deliveryy":      "delivery",
		"dellvery":       "delivery",
		"dlvry":          "dlvry",
		"paymentoptions": "payment options",
		"shp":            "shp",
		"zzz9":           "zzz9",
		"ship":           "ship",
		"shoes":          "shoes",
	} {
		var got []string
		for _, term := range s.terms(nil, typed) {
			got = append(got, term.norm)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

// TestHoldingOut compares the scores of examples left out with those of a model that never
// had them.
func TestHoldingOut(t *testing.T) {
	policies := shop(t, "kirana")
	var texts []example
	for i, p := range policies {
		for _, q := range p.Questions {
			texts = append(texts, example{q, i, asked})
		}
	}
	whole := newSample(newSpeller(nil), texts, len(policies))
	h := whole.hold()
	out := []int{3, 10, 11}
	got := h.without(out)
	rest := &sample{space: whole.space, policies: whole.policies}
	for i := range whole.vectors {
		if !slices.Contains(out, i) {
			rest.vectors = append(rest.vectors, whole.vectors[i])
			rest.policy = append(rest.policy, whole.policy[i])
			rest.slack = append(rest.slack, whole.slack[i])
		}
	}
	weights := rest.fit()
	for row, i := range out {
		for c := range policies {
			want := 0.0
			for _, e := range whole.vectors[i] {
				want += weights[int(e.at)*len(policies)+c] * float64(e.x)
			}
			if d := got.At(row, c) - want; d > 1e-3 || d < -1e-3 {
				t.Errorf("example %d, policy %d: %.4f, want %.4f", i, c, got.At(row, c), want)
			}
		}
	}
}

// TestThreshold wants a threshold between scores that are apart, and nothing but rejection
// where every score is in vain.
func TestThreshold(t *testing.T) {
	trials := []trial{{0.9, right, 0.25}, {0.8, right, 0.25}, {0.2, vain, 0.25}, {0.1, vain, 0.25}}
	if got := threshold(trials); got <= 0.2 || got > 0.8 {
		t.Errorf("got %.2f, want it between 0.2 and 0.8", got)
	}
	slope, shift := logistic(trials)
	c := curve{slope: float32(slope), shift: float32(shift)}
	if high, low := c.confidence(0.8), c.confidence(0.2); high < 0.8 || low > 0.2 {
		t.Errorf("confidence %.2f of a right score, %.2f of one in vain", high, low)
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

func FuzzUnmarshal(f *testing.F) {
	f.Add(marshal(f, Learn(pair2(), nil)))
	f.Add([]byte("policy"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var m Matcher
		if err := m.UnmarshalBinary(b); err == nil {
			m.Match("how do I pay")
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
