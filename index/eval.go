package index

import (
	"context"
	"math"
	"slices"
	"time"
)

// Judgment is a search with the products people judged for it, by handle: 0 is wrong, 3 is
// exactly right.
type Judgment struct {
	ID     string
	Text   string
	Grades map[string]int
}

// Ranker gives the handles of the products found for a text, best first, at most 100.
type Ranker func(ctx context.Context, text string) ([]string, error)

// Quality is how well searches were answered. Means are over the queries that have a
// relevant product; the others count in NoAnswer alone.
type Quality struct {
	Queries   int            `json:"queries"`
	NDCG10    float64        `json:"ndcg_10"`        // unjudged products count as wrong
	Judged    float64        `json:"ndcg_10_judged"` // the same over judged products only
	Judged10  float64        `json:"judged_10"`      // share of the first ten that is judged
	MRR       float64        `json:"mrr"`            // of the first relevant product
	Recall10  float64        `json:"recall_10"`
	Recall100 float64        `json:"recall_100"`
	Zero      float64        `json:"zero_results"` // share of queries without a match
	NoAnswer  float64        `json:"no_answer"`    // share answered with no match, of queries without a relevant product
	P50       time.Duration  `json:"p50_ns"`
	P95       time.Duration  `json:"p95_ns"`
	P99       time.Duration  `json:"p99_ns"`
	PerQuery  []QueryQuality `json:"per_query,omitempty"`
}

// QueryQuality is how well one search was answered.
type QueryQuality struct {
	ID     string  `json:"id"`
	Text   string  `json:"text"`
	NDCG10 float64 `json:"ndcg_10"`
	Judged float64 `json:"ndcg_10_judged"`
	Hits   int     `json:"hits"`
}

// Evaluate measures a ranker on judged searches.
func Evaluate(ctx context.Context, judgments []Judgment, rank Ranker) (Quality, error) {
	var q Quality
	var took []time.Duration
	unanswerable, silent := 0, 0
	for _, j := range judgments {
		start := time.Now()
		hits, err := rank(ctx, j.Text)
		if err != nil {
			return q, err
		}
		took = append(took, time.Since(start))
		if !j.answerable() {
			unanswerable++
			if len(hits) == 0 {
				silent++
			}
			continue
		}
		q.add(j, hits)
	}
	q.mean()
	if unanswerable > 0 {
		q.NoAnswer = float64(silent) / float64(unanswerable)
	}
	slices.Sort(took)
	q.P50, q.P95, q.P99 = percentile(took, 50), percentile(took, 95), percentile(took, 99)
	return q, nil
}

func (j *Judgment) answerable() bool {
	for _, g := range j.Grades {
		if g > 0 {
			return true
		}
	}
	return false
}

// add sums one query up.
func (q *Quality) add(j Judgment, hits []string) {
	one := QueryQuality{ID: j.ID, Text: j.Text, Hits: len(hits)}
	one.NDCG10 = j.ndcg(hits)
	known := slices.DeleteFunc(slices.Clone(hits), func(h string) bool { _, ok := j.Grades[h]; return !ok })
	one.Judged = j.ndcg(known)
	q.PerQuery = append(q.PerQuery, one)
	q.Queries++
	q.NDCG10 += one.NDCG10
	q.Judged += one.Judged
	q.Judged10 += j.judgedShare(hits)
	q.MRR += j.reciprocal(hits)
	q.Recall10 += j.recall(hits, 10)
	q.Recall100 += j.recall(hits, 100)
	if len(hits) == 0 {
		q.Zero++
	}
}

func (q *Quality) mean() {
	if q.Queries == 0 {
		return
	}
	for _, sum := range []*float64{&q.NDCG10, &q.Judged, &q.Judged10, &q.MRR, &q.Recall10, &q.Recall100, &q.Zero} {
		*sum /= float64(q.Queries)
	}
}

// ndcg is the discounted gain of the first ten, of the best that could be had: gain
// 2^grade-1, discount 1/log2(rank+1).
func (j *Judgment) ndcg(hits []string) float64 {
	grades := make([]int, 0, len(j.Grades))
	for _, g := range j.Grades {
		grades = append(grades, g)
	}
	slices.Sort(grades)
	slices.Reverse(grades)
	got, ideal := 0.0, 0.0
	for i := range 10 {
		if i < len(hits) {
			got += gain(j.Grades[hits[i]], i)
		}
		if i < len(grades) {
			ideal += gain(grades[i], i)
		}
	}
	if ideal == 0 {
		return 0
	}
	return got / ideal
}

func gain(grade, place int) float64 {
	return (math.Exp2(float64(grade)) - 1) / math.Log2(float64(place)+2)
}

func (j *Judgment) judgedShare(hits []string) float64 {
	first := hits[:min(10, len(hits))]
	n := 0
	for _, h := range first {
		if _, ok := j.Grades[h]; ok {
			n++
		}
	}
	return float64(n) / float64(max(1, len(first)))
}

func (j *Judgment) reciprocal(hits []string) float64 {
	for i, h := range hits {
		if j.Grades[h] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}

func (j *Judgment) recall(hits []string, depth int) float64 {
	relevant, found := 0, 0
	for _, g := range j.Grades {
		if g > 0 {
			relevant++
		}
	}
	for _, h := range hits[:min(depth, len(hits))] {
		if j.Grades[h] > 0 {
			found++
		}
	}
	return float64(found) / float64(relevant)
}

func percentile(sorted []time.Duration, p int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)-1)*p/100]
}
