package index

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shoptalk/data"
)

var update = flag.Bool("update", false, "write golden files anew")

func TestEvaluate(t *testing.T) {
	judged := []Judgment{
		{ID: "1", Text: "one", Grades: map[string]int{"a": 3, "b": 1, "c": 0}},
		{ID: "2", Text: "two", Grades: map[string]int{"d": 2}},
		{ID: "3", Text: "none", Grades: map[string]int{"e": 0}},
		{ID: "4", Text: "nothing", Grades: map[string]int{"e": 0}},
	}
	answers := map[string][]string{"one": {"x", "b", "a"}, "none": {"e"}}
	q, err := Evaluate(t.Context(), judged, func(_ context.Context, text string) ([]string, error) { return answers[text], nil })
	if err != nil {
		t.Fatal(err)
	}
	ideal := 7 + 1/math.Log2(3)
	want := Quality{
		Queries: 2, NDCG10: (1/math.Log2(3) + 7/math.Log2(4)) / ideal / 2, Judged: (1 + 7/math.Log2(3)) / ideal / 2,
		Judged10: 2.0 / 3 / 2, MRR: 0.5 / 2, Recall10: 0.5, Recall100: 0.5, Zero: 0.5, NoAnswer: 0.5,
	}
	for _, c := range [][2]float64{
		{q.NDCG10, want.NDCG10}, {q.Judged, want.Judged}, {q.Judged10, want.Judged10}, {q.MRR, want.MRR},
		{q.Recall10, want.Recall10}, {q.Recall100, want.Recall100}, {q.Zero, want.Zero}, {q.NoAnswer, want.NoAnswer},
	} {
		if math.Abs(c[0]-c[1]) > 1e-9 {
			t.Errorf("got  %+v\nwant %+v", q, want)
			break
		}
	}
}

// TestRanking compares the quality of the three ways to rank with testdata/ranking.txt, so
// that a change of ranking shows in the diff.
func TestRanking(t *testing.T) {
	x, s := fixture(t)
	handles := map[data.ProductID]string{}
	ids, err := s.ListProducts(t.Context(), data.ProductFilter{Size: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ids.Items {
		handles[p.ID] = p.Handle
	}
	judged := readJudgments(t, "testdata", "queries.tsv", "qrels.txt")
	var b strings.Builder
	for _, way := range []Way{KeywordAlone, VectorAlone, Fused} {
		q, err := Evaluate(t.Context(), judged, func(ctx context.Context, text string) ([]string, error) {
			hits, err := x.Rank(ctx, text, way, 100)
			out := make([]string, len(hits))
			for i, id := range hits {
				out[i] = handles[id]
			}
			return out, err
		})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s: queries %d ndcg@10 %.3f judged %.3f judged@10 %.3f mrr %.3f recall@10 %.3f zero %.3f no answer %.3f\n",
			way, q.Queries, q.NDCG10, q.Judged, q.Judged10, q.MRR, q.Recall10, q.Zero, q.NoAnswer)
		for _, p := range q.PerQuery {
			fmt.Fprintf(&b, "  %-28s %.3f\n", p.Text, p.NDCG10)
		}
	}
	golden := filepath.Join("testdata", "ranking.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the ranking changed; if for the better, run with -update:\n%s", b.String())
	}
}
