package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"text/tabwriter"

	"shoptalk/data"
	"shoptalk/engine"
	"shoptalk/index"
)

// ways are what judged searches are measured on: the rankings alone, and the search as a
// shopper meets it, who may have said a price or a colour.
var ways = [...]string{string(index.KeywordAlone), string(index.VectorAlone), string(index.Fused), "search"}

func (cmd *evalCmd) searches(c *call) error {
	judged, err := readFile(cmd.Queries, func(queries *os.File) ([]index.Judgment, error) {
		return readFile(cmd.Qrels, func(qrels *os.File) ([]index.Judgment, error) { return index.ReadJudgments(queries, qrels) })
	})
	if err != nil {
		return err
	}
	return c.withShop(func(h *shop) error {
		handles, err := allHandles(c.ctx, h.store)
		if err != nil {
			return err
		}
		e, err := h.quiet()
		if err != nil {
			return err
		}
		defer e.Close()
		bar := newBar(c.err, "Searching")
		defer bar.close()
		done, found := 0, make(map[string]index.Quality, len(ways))
		for _, way := range ways {
			rank := h.ranker(way, e, handles)
			found[way], err = index.Evaluate(c.ctx, judged, func(ctx context.Context, text string) ([]string, error) {
				done++
				bar.show(int64(done), int64(len(judged)*len(ways)))
				return rank(ctx, text)
			})
			if err != nil {
				return err
			}
		}
		return cmd.showSearches(c, found)
	})
}

// ranker gives the handles a way finds, best first.
func (h *shop) ranker(way string, e *engine.Engine, handles map[data.ProductID]string) index.Ranker {
	const most = 100
	return func(ctx context.Context, text string) ([]string, error) {
		if way == "search" {
			r, err := e.Search(ctx, engine.SearchRequest{Text: text, Size: most, Page: 1})
			if err != nil {
				return nil, err
			}
			out := make([]string, len(r.Products))
			for i := range r.Products {
				out[i] = r.Products[i].Handle
			}
			return out, nil
		}
		ids, err := h.index.Rank(ctx, text, index.Way(way), most)
		out := make([]string, len(ids))
		for i, id := range ids {
			out[i] = handles[id]
		}
		return out, err
	}
}

// allHandles reads the handle of every product.
func allHandles(ctx context.Context, store data.Catalog) (map[data.ProductID]string, error) {
	out, f := map[data.ProductID]string{}, data.ProductFilter{Size: 1000}
	for {
		page, err := store.ListProducts(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, p := range page.Items {
			out[p.ID] = p.Handle
		}
		if f.After = page.Next; f.After == "" {
			return out, nil
		}
	}
}

func (cmd *evalCmd) showSearches(c *call, found map[string]index.Quality) error {
	if cmd.JSON {
		if !cmd.PerQuery {
			for way, q := range maps.All(found) {
				q.PerQuery = nil
				found[way] = q
			}
		}
		return writeJSON(c.out, found)
	}
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row(w, "", "NDCG@10", "judged only", "judged@10", "MRR", "recall@10", "recall@100", "zero", "no_answer", "p50 ms", "p95 ms", "p99 ms", "")
	for _, way := range ways {
		q := found[way]
		cells := []string{way}
		for _, v := range []float64{q.NDCG10, q.Judged, q.Judged10, q.MRR, q.Recall10, q.Recall100, q.Zero, q.NoAnswer} {
			cells = append(cells, fmt.Sprintf("%.3f", v))
		}
		for _, d := range []float64{q.P50.Seconds(), q.P95.Seconds(), q.P99.Seconds()} {
			cells = append(cells, fmt.Sprintf("%.2f", d*1000))
		}
		row(w, append(cells, "")...)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	c.printf("%d searches with a relevant product\n", found[ways[0]].Queries)
	if cmd.PerQuery {
		return c.showPerQuery(found)
	}
	return nil
}

// showPerQuery writes the NDCG@10 of each search, way by way.
func (c *call) showPerQuery(found map[string]index.Quality) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	row(w, append(append([]string{"query"}, ways[:]...), "hits", "words")...)
	for i, q := range found[ways[0]].PerQuery {
		cells := []string{q.ID}
		for _, way := range ways {
			cells = append(cells, fmt.Sprintf("%.3f", found[way].PerQuery[i].NDCG10))
		}
		hits := found[string(index.Fused)].PerQuery[i].Hits
		row(w, append(cells, fmt.Sprint(hits), q.Text)...)
	}
	return w.Flush()
}
