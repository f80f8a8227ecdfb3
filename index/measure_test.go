package index

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"shoptalk/data"
	"shoptalk/data/sqlite"
)

// TestMeasure measures the ranking on the judged searches in the folder that
// SHOPTALK_EVAL_DIR names: products.ndjson.gz, queries.tsv and qrels.txt, and the misspelt
// typo-queries.tsv and typo-qrels.txt.
func TestMeasure(t *testing.T) {
	dir := os.Getenv("SHOPTALK_EVAL_DIR")
	if dir == "" {
		t.Skip("SHOPTALK_EVAL_DIR names no folder")
	}
	x, handles := openMeasured(t, dir)
	clean := readJudgments(t, dir, "queries.tsv", "qrels.txt")
	typos := readJudgments(t, dir, "typo-queries.tsv", "typo-qrels.txt")
	for _, set := range []struct {
		name string
		list []Judgment
	}{{"clean", clean}, {"typos", typos}} {
		q, err := Evaluate(t.Context(), set.list, ranker(x, handles))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d queries ndcg %.4f judged %.4f judged@10 %.3f mrr %.3f recall10 %.3f zero %.3f noanswer %.2f p50 %v p95 %v p99 %v",
			set.name, q.Queries, q.NDCG10, q.Judged, q.Judged10, q.MRR, q.Recall10, q.Zero, q.NoAnswer, q.P50, q.P95, q.P99)
		if os.Getenv("SHOPTALK_EVAL_VERBOSE") != "" {
			for _, p := range q.PerQuery {
				t.Logf("  %s %-28s %.3f %.3f %d", p.ID, p.Text, p.NDCG10, p.Judged, p.Hits)
			}
		}
	}
	absent, _ := os.ReadFile(filepath.Join(dir, "absent.txt"))
	none := 0
	lines := strings.Split(strings.TrimSpace(string(absent)), "\n")
	for _, text := range lines {
		res, err := x.Find(t.Context(), Query{Constraints: Constraints{Text: text}, Size: 3})
		if err != nil {
			t.Fatal(err)
		}
		if res.Total == 0 {
			none++
			continue
		}
		t.Logf("  absent %q: %d at %q: %s", text, res.Total, res.Level, handles[res.Hits[0].ID])
	}
	t.Logf("absent: %d of %d answered with nothing", none, len(lines))
}

func ranker(x *Index, handles map[data.ProductID]string) Ranker {
	return func(ctx context.Context, text string) ([]string, error) {
		res, err := x.Find(ctx, Query{Constraints: Constraints{Text: text}, Size: 100})
		var out []string
		for _, h := range res.Hits {
			out = append(out, handles[h.ID])
		}
		return out, err
	}
}

// openMeasured opens the index of the folder's products; the database is kept in the
// folder SHOPTALK_EVAL_CACHE names, if any.
func openMeasured(t testing.TB, dir string) (*Index, map[data.ProductID]string) {
	t.Helper()
	keep := os.Getenv("SHOPTALK_EVAL_CACHE")
	if keep == "" {
		keep = t.TempDir()
	}
	path := filepath.Join(keep, "shop.db")
	_, err := os.Stat(path)
	store, err2 := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err2 != nil {
		t.Fatal(err2)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err != nil {
		importMeasured(t, store, filepath.Join(dir, "products.ndjson.gz"))
	}
	start := time.Now()
	x, err := Open(t.Context(), Options{Dir: filepath.Join(keep, "index"), Store: store})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("opened in %v", time.Since(start))
	t.Cleanup(func() { _ = x.Close() })
	for x.Status().Building {
		time.Sleep(20 * time.Millisecond)
	}
	t.Logf("ready after %v: %+v", time.Since(start), x.Status())
	handles := map[data.ProductID]string{}
	err = x.eachPage(t.Context(), func(page []*data.Product) error {
		for _, p := range page {
			handles[p.ID] = p.Handle
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return x, handles
}

func importMeasured(t testing.TB, store *sqlite.Store, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	var batch []data.ProductPut
	flush := func() {
		if _, err := store.PutProducts(t.Context(), batch, false); err != nil {
			t.Fatal(err)
		}
		batch = batch[:0]
	}
	for lines.Scan() {
		batch = append(batch, data.ProductPut{Product: measuredProduct(t, lines.Bytes())})
		if len(batch) == 1000 {
			flush()
		}
	}
	flush()
}

func measuredProduct(t testing.TB, line []byte) data.Product {
	var in struct {
		Handle, Title, Description, Brand, Category string
		Attributes                                  data.Attributes
		Variants                                    []struct {
			SKU     string
			Price   float64
			Stock   *int
			Barcode string
		}
	}
	if err := json.Unmarshal(line, &in); err != nil {
		t.Fatal(err)
	}
	p := data.Product{Handle: in.Handle, Title: in.Title, Description: in.Description, Brand: in.Brand, Category: in.Category, Attributes: in.Attributes, Active: true}
	for _, v := range in.Variants {
		w := data.Variant{SKU: v.SKU, Price: data.MoneyOf(v.Price, "USD"), Barcode: v.Barcode, Tracked: v.Stock != nil}
		if v.Stock != nil {
			w.Stock = *v.Stock
		}
		p.Variants = append(p.Variants, w)
	}
	return p
}

func readJudgments(t testing.TB, dir, queries, qrels string) []Judgment {
	t.Helper()
	grades := map[string]map[string]int{}
	for _, line := range fileLines(t, filepath.Join(dir, qrels)) {
		f := strings.Fields(line)
		n, err := strconv.Atoi(f[3])
		if err != nil {
			t.Fatal(err)
		}
		if grades[f[0]] == nil {
			grades[f[0]] = map[string]int{}
		}
		grades[f[0]][f[2]] = n
	}
	var out []Judgment
	for _, line := range fileLines(t, filepath.Join(dir, queries)) {
		id, text, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatal(fmt.Errorf("no tab in %q", line))
		}
		out = append(out, Judgment{ID: id, Text: text, Grades: grades[id]})
	}
	return out
}

func fileLines(t testing.TB, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(b), "\n"), "\n")
}
