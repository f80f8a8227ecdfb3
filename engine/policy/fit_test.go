package policy

import (
	"slices"
	"strings"
	"testing"
)

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
