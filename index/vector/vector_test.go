package vector

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// corpus is a catalog of two kinds of things, each with words of its own.
func corpus() [][]string {
	rng := rand.New(rand.NewPCG(7, 7))
	kinds := [][]string{
		strings.Fields("shoe trail lace sole run jog sock trainer"),
		strings.Fields("kettle steam boil copper tea pour spout handle"),
	}
	var out [][]string
	for i := range 60 {
		var text []string
		for range 6 {
			text = append(text, kinds[i%2][rng.IntN(8)])
		}
		out = append(out, text)
	}
	return out
}

func train(t *testing.T) *Embedder {
	t.Helper()
	tr := DefaultTraining()
	tr.Dims = 4
	e, err := Train(t.Context(), corpus(), tr)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func dot(a, b []float32) float32 {
	sum := float32(0)
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func TestEmbedder(t *testing.T) {
	e := train(t)
	embed := func(text string) []float32 {
		v, ok := e.Embed(strings.Fields(text))
		if !ok {
			t.Fatalf("%q has no vector", text)
		}
		return v
	}
	near, far := dot(embed("shoe trail"), embed("lace jog")), dot(embed("shoe trail"), embed("tea pour"))
	if near < far+0.5 {
		t.Errorf("words of one kind are %.2f like, of two %.2f", near, far)
	}
	if _, ok := e.Embed([]string{"submarine"}); ok {
		t.Error("an unknown word has a vector")
	}
	back, err := Decode(e.Encode())
	if err != nil || back.Fingerprint() != e.Fingerprint() || !slices.Equal(back.vectors, e.vectors) {
		t.Errorf("read back: %v", err)
	}
	if again := train(t); again.Fingerprint() != e.Fingerprint() {
		t.Error("the same texts gave another embedder")
	}
	raw := e.Encode()
	for _, b := range [][]byte{nil, raw[:10], raw[:len(raw)-1], append(slices.Clone(raw), 0)} {
		if _, err := Decode(b); err == nil {
			t.Errorf("%d bytes of %d were taken", len(b), len(raw))
		}
	}
}

func TestTrainOnLittle(t *testing.T) {
	for _, texts := range [][][]string{nil, {{}}, {{"one"}}, {{"one", "two"}, {"one", "two"}}, {{"a", "b"}, {"a", "c"}, {"b", "c"}}} {
		e, err := Train(t.Context(), texts, DefaultTraining())
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if v, ok := e.Embed(text); ok && math.Abs(float64(dot(v, v))-1) > 1e-3 {
				t.Errorf("%v: length %f", texts, dot(v, v))
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Train(ctx, corpus(), DefaultTraining()); err == nil {
		t.Error("the context was not heeded")
	}
}

// items makes vectors around a few directions, as products lie around kinds.
func items(n, dims int) []Item {
	rng := rand.New(rand.NewPCG(3, 3))
	out := make([]Item, n)
	for i := range out {
		kind := rand.New(rand.NewPCG(uint64(i%17), 1))
		v := make([]float32, dims)
		for j := range v {
			v[j] = float32(kind.NormFloat64() + 0.6*rng.NormFloat64())
		}
		normalise(v)
		out[i] = Item{ID: int64(i + 1), Values: v}
	}
	return out
}

func TestNearest(t *testing.T) {
	list := items(2500, 32)
	s, err := NewSet(t.Context(), 32, slices.Clone(list))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.cells) < 3 {
		t.Fatalf("%d cells", len(s.cells))
	}
	same, all := 0, 0
	for i := 0; i < len(list); i += 50 {
		got, err := s.Nearest(t.Context(), list[i].Values, 10)
		if err != nil || got[0].ID != list[i].ID {
			t.Fatalf("nearest to %d: %v, %v", list[i].ID, got, err)
		}
		for _, h := range s.Exact(list[i].Values, 10) {
			all++
			if slices.ContainsFunc(got, func(g Hit) bool { return g.ID == h.ID }) {
				same++
			}
		}
	}
	if recall := float64(same) / float64(all); recall < 0.9 {
		t.Errorf("recall %.2f", recall)
	}
}

func TestSetRefuses(t *testing.T) {
	nan := float32(math.NaN())
	good := []float32{1, 0, 0}
	s, err := NewSet(t.Context(), 3, []Item{{1, good}, {2, []float32{0, 0, 0}}, {3, []float32{nan, 0, 0}}, {4, []float32{1, 0}}, {5, nil}})
	if err != nil || s.Len() != 1 {
		t.Fatalf("%d vectors, %v", s.Len(), err)
	}
	for _, bad := range [][]float32{{0, 0, 0}, {nan, 1, 0}, {1, 0}, {3, 0, 0}, nil} {
		if s.Put(t.Context(), Item{9, bad}) == nil {
			t.Errorf("%v was taken", bad)
		}
		if _, err := s.Nearest(t.Context(), bad, 3); err == nil {
			t.Errorf("%v was searched", bad)
		}
	}
	if got, err := s.Nearest(t.Context(), good, 100); err != nil || len(got) != 1 {
		t.Errorf("more wanted than there are: %v, %v", got, err)
	}
}

func TestSetEdits(t *testing.T) {
	s, err := NewSet(t.Context(), 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Nearest(t.Context(), []float32{1, 0}, 3); err != nil || len(got) != 0 {
		t.Errorf("an empty set: %v, %v", got, err)
	}
	east, north := []float32{1, 0}, []float32{0, 1}
	for _, step := range []error{
		s.Put(t.Context(), Item{1, east}), s.Put(t.Context(), Item{2, north}), s.Put(t.Context(), Item{1, north}),
		s.Remove(t.Context(), 2), s.Remove(t.Context(), 77),
	} {
		if step != nil {
			t.Fatal(step)
		}
	}
	got, err := s.Nearest(t.Context(), north, 3)
	if err != nil || len(got) != 1 || got[0].ID != 1 || got[0].Like < 0.99 {
		t.Errorf("%v, %v", got, err)
	}
	like := make([]float32, 3)
	s.Likeness(north, []int64{1, 2, 3}, like)
	if fmt.Sprint(like) != "[1 0 0]" {
		t.Errorf("likeness %v", like)
	}
	if _, ok := s.Vector(2); ok {
		t.Error("a removed vector is there")
	}
}
