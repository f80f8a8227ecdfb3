// Command bench measures a built shoptalk as its users meet it: over HTTP, from another
// process, on a catalog given as a file or on the demo shop.
//
//	go run ./scripts/bench [-clients 2] [-searches 1000] [-turns 500] [CATALOG...]
//
// It builds the binary, imports the catalog, starts the server and prints a table: size of
// the binary, time to import and to be ready, latencies of search and chat, and memory.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"text/tabwriter"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := bench(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

// plan says what to measure.
type plan struct {
	clients, searches, turns int
	catalogs                 []string
}

func bench(ctx context.Context) error {
	var p plan
	flag.IntVar(&p.clients, "clients", 2, "requests at the same time")
	flag.IntVar(&p.searches, "searches", 1000, "searches to time")
	flag.IntVar(&p.turns, "turns", 500, "messages to time")
	flag.Parse()
	for _, name := range flag.Args() {
		abs, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		p.catalogs = append(p.catalogs, abs)
	}
	work, err := os.MkdirTemp("", "shoptalk-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	return p.run(ctx, work)
}

func (p *plan) run(ctx context.Context, work string) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer w.Flush()
	binary, size, err := build(ctx, work)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "binary, CGO_ENABLED=0, stripped\t%.1f MB\n", float64(size)/1e6)
	dir := filepath.Join(work, "shop")
	if len(p.catalogs) > 0 {
		took, peak, err := importAll(ctx, binary, dir, p.catalogs)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "import\t%v, peak memory %.0f MB\n", took.Round(time.Millisecond), float64(peak)/1e6)
	}
	first, err := start(ctx, binary, dir, len(p.catalogs) == 0)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "first start to ready, index built\t%v\n", first.ready.Round(time.Millisecond))
	settled, err := first.settle(ctx)
	if err != nil {
		return errors.Join(err, first.stop())
	}
	fmt.Fprintf(w, "first start to found by meaning\t%v\n", settled.Round(time.Millisecond))
	if err := first.stop(); err != nil {
		return err
	}
	s, err := start(ctx, binary, dir, false)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "later start to ready\t%v\n", s.ready.Round(time.Millisecond))
	return errors.Join(p.load(ctx, w, s), s.stop())
}

// load asks the server and writes down how long it took.
func (p *plan) load(ctx context.Context, w *tabwriter.Writer, s *server) error {
	products, queries, err := s.sample(ctx, p.searches)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "products\t%d\n", products)
	took, err := p.time(ctx, p.searches, func(ctx context.Context, i int) error { return s.search(ctx, queries[i%len(queries)]) })
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "search, p50 / p95 / p99\t%s\n", percentiles(took))
	rss, err := s.memory()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "memory after %d searches\t%.0f MB\n", p.searches, float64(rss)/1e6)
	took, err = p.time(ctx, p.turns, func(ctx context.Context, i int) error { return s.chat(ctx, i, queries[i%len(queries)]) })
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "chat turn, p50 / p95 / p99\t%s\n", percentiles(took))
	return nil
}
