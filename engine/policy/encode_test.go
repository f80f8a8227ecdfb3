package policy

import (
	"bytes"
	"testing"

	"shoptalk/data"
)

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
	b := marshal(t, Learn(twoPolicies(), nil))
	m := Learn(twoPolicies(), nil)
	for n := range b {
		if err := m.UnmarshalBinary(b[:n]); err == nil {
			t.Fatalf("%d of %d bytes were read without an error", n, len(b))
		}
	}
	if got, ok := m.Match("how do I pay"); !ok || got.ID != "pay" {
		t.Errorf("torn bytes changed the matcher: %v %v", got, ok)
	}
}

// twoPolicies are a small shop.
func twoPolicies() []data.Policy {
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
	note("two policies", Fingerprint(twoPolicies(), nil))
	note("with others", Fingerprint(twoPolicies(), []string{"red shoes"}))
	p := twoPolicies()
	p[0].Questions = append(p[0].Questions, "Is cash fine?")
	note("another question", Fingerprint(p, nil))
	p = twoPolicies()
	p[0].Answer = "By card."
	note("another answer", Fingerprint(p, nil))
	note("one policy", Fingerprint(twoPolicies()[:1], nil))
	if Fingerprint(twoPolicies(), nil) != Learn(twoPolicies(), nil).Fingerprint() {
		t.Error("a matcher has another fingerprint than what it was learned from")
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add(marshal(f, Learn(twoPolicies(), nil)))
	f.Add([]byte("policy"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var m Matcher
		if err := m.UnmarshalBinary(b); err == nil {
			m.Match("how do I pay")
		}
	})
}
