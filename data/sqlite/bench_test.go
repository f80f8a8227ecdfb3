package sqlite_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shoptalk/data"
	"shoptalk/data/sqlite"
)

// catalog makes products with many attributes, the same each time.
func catalog(n int) []data.ProductPut {
	puts := make([]data.ProductPut, n)
	for i := range puts {
		p := data.Product{Handle: fmt.Sprintf("product-%05d", i), Title: fmt.Sprintf("Product number %d with a fairly long title", i),
			Description: fmt.Sprintf("The description of product %d, as long as descriptions in shops are, which is two or three lines.", i),
			Brand:       fmt.Sprintf("Brand %d", i%200), Category: fmt.Sprintf("kind-%d/sort-%d", i%20, i%100), Active: i%10 != 0,
			Attributes: data.Attributes{}, Variants: []data.Variant{{SKU: fmt.Sprintf("SKU-%d", i), Price: data.Money(100 + i*7919%90000), Tracked: true, Stock: i % 12}}}
		for a := range 60 {
			if a%4 == 0 {
				p.Attributes[fmt.Sprintf("number_%d", a)] = data.Number(float64(i*a) / 8)
			} else {
				p.Attributes[fmt.Sprintf("attribute_name_%d", a)] = data.Texts(fmt.Sprintf("value %d", (i+a)%50))
			}
		}
		puts[i].Product = p
	}
	return puts
}

func load(b testing.TB, s *sqlite.Store, puts []data.ProductPut) {
	b.Helper()
	for batch := range slices.Chunk(puts, 500) {
		if _, err := s.PutProducts(context.Background(), batch, false); err != nil {
			b.Fatal(err)
		}
	}
}

// percentiles reports p50 and p99 of what f takes, in microseconds.
func percentiles(b *testing.B, f func(i int)) {
	took := make([]time.Duration, 0, b.N)
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		f(i)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
	b.ReportAllocs()
}

// BenchmarkImport stores 19,406 products of 60 attributes, then the same again. With
// SHOPTALK_NDJSON set it reads a shop's own file instead, lines as in an .ndjson.gz export.
func BenchmarkImport(b *testing.B) {
	puts := catalog(19_406)
	if file := os.Getenv("SHOPTALK_NDJSON"); file != "" {
		puts = readLines(b, file)
	}
	for b.Loop() {
		s := fresh(b)
		start := time.Now()
		load(b, s, puts)
		b.ReportMetric(time.Since(start).Seconds(), "first-s")
		start = time.Now()
		load(b, s, puts)
		b.ReportMetric(time.Since(start).Seconds(), "again-s")
	}
}

// readLines reads the fields that matter for speed.
func readLines(b *testing.B, file string) (puts []data.ProductPut) {
	f, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var l struct {
			Handle, Title, Description, Brand, Category string
			Price                                       float64
			Attributes                                  data.Attributes
			Variants                                    []struct {
				SKU, Barcode string
				Price        float64
				Stock        int
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			b.Fatal(err)
		}
		p := data.Product{Handle: l.Handle, Title: l.Title, Description: l.Description, Brand: l.Brand, Category: l.Category, Active: true, Attributes: l.Attributes}
		for _, v := range l.Variants {
			p.Variants = append(p.Variants, data.Variant{SKU: v.SKU, Barcode: v.Barcode, Price: data.MoneyOf(v.Price, "USD"), Tracked: true, Stock: v.Stock})
		}
		puts = append(puts, data.ProductPut{Product: p})
	}
	return puts
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "shop.db")
	load(b, open(b, path, sqlite.Options{}), catalog(1000))
	percentiles(b, func(int) {
		s, err := sqlite.Open(context.Background(), path, sqlite.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		s.Close()
		b.StartTimer()
	})
}

// BenchmarkReads measures the reads on the path of a reply, with a context that can end, as a
// server gives it.
func BenchmarkReads(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := fresh(b)
	load(b, s, catalog(5000))
	session := data.Session{ID: "s", State: make([]byte, 2000)}
	cart := data.Cart{Session: "s", Lines: []data.CartLine{{SKU: "SKU-1", Quantity: 1}}}
	if err := s.SaveTurn(ctx, session, data.Turn{Session: "s", N: 1}); err != nil {
		b.Fatal(err)
	}
	if err := s.PutCart(ctx, cart); err != nil {
		b.Fatal(err)
	}
	yes := true
	reads := []struct {
		name string
		do   func(i int) error
	}{
		{"Session", func(int) error { _, err := s.Session(ctx, "s"); return err }},
		{"Cart", func(int) error { _, err := s.Cart(ctx, "s"); return err }},
		{"Version", func(int) error { _, err := s.Version(ctx); return err }},
		{"Products10", func(i int) error {
			ids := make([]data.ProductID, 10)
			for j := range ids {
				ids[j] = data.ProductID(1 + (i*131+j*17)%5000)
			}
			_, err := s.Products(ctx, ids...)
			return err
		}},
		{"ListCategoryPrice", func(i int) error {
			_, err := s.ListProducts(ctx, data.ProductFilter{Category: fmt.Sprintf("kind-%d/sort-%d", i%20, i%20), Active: &yes, PriceMin: 1000, Order: data.OrderPrice, Size: 20})
			return err
		}},
		{"ListTopCategoryPrice", func(i int) error {
			_, err := s.ListProducts(ctx, data.ProductFilter{Category: fmt.Sprintf("kind-%d", i%20), Active: &yes, Order: data.OrderPrice, Size: 20})
			return err
		}},
		{"Categories", func(int) error { _, err := s.Categories(ctx); return err }},
	}
	for _, analyzed := range []string{"", "/analyzed"} {
		if analyzed != "" {
			if err := s.Optimize(ctx); err != nil {
				b.Fatal(err)
			}
		}
		for _, r := range reads {
			b.Run(r.name+analyzed, func(b *testing.B) {
				percentiles(b, func(i int) {
					if err := r.do(i); err != nil {
						b.Fatal(err)
					}
				})
			})
		}
	}
}

// BenchmarkSaveTurn saves turns of a usual size, each with one search.
func BenchmarkSaveTurn(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := fresh(b)
	stop := tidyEvery(s, 200*time.Millisecond)
	defer stop()
	reply := make([]byte, 4000)
	percentiles(b, func(i int) {
		id := fmt.Sprintf("01JD%022d", i%500)
		at := data.Time(1_700_000_000_000 + i)
		err := s.SaveTurn(ctx, data.Session{ID: id, Created: at, LastSeen: at, Expires: at + 1e6, State: reply[:1500]},
			data.Turn{Session: id, N: 1 + i/500, At: at, Message: "running shoes under 100", Text: "I found 12.", Intents: []string{"search_product"},
				Actions: []string{"show_products"}, Reply: reply, Micros: 400},
			data.Search{At: at, Session: id, Query: "running shoes under 100", Kind: "chat", Total: 12})
		if err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkPutCart(b *testing.B) {
	s := fresh(b)
	percentiles(b, func(i int) {
		err := s.PutCart(context.Background(), data.Cart{Session: fmt.Sprint(i % 100), Lines: []data.CartLine{{SKU: "A", Quantity: i + 1}}})
		if err != nil {
			b.Fatal(err)
		}
	})
}

// tidyEvery calls Tidy in the background, as a server does.
func tidyEvery(s *sqlite.Store, d time.Duration) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for tick := time.NewTicker(d); ; {
			select {
			case <-ctx.Done():
				tick.Stop()
				return
			case <-tick.C:
				s.Tidy(ctx, 0) //nolint:errcheck // the next one will do it
			}
		}
	}()
	return func() { cancel(); <-done }
}
