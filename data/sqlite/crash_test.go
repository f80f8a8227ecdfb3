package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"shoptalk/data"
	"shoptalk/data/sqlite"
)

// crashEnv names the database that a copy of this test binary writes to until it is killed.
const crashEnv = "SHOPTALK_TEST_CRASH"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashEnv); path != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const crashBatch = 40

// writeUntilKilled puts batches, carts and turns and prints the number of each round once all
// of it is committed.
func writeUntilKilled(path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer tidyEvery(s, 5*time.Millisecond)()
	version, err := s.Version(ctx)
	if err != nil {
		return err
	}
	for n := int(version); ; n++ {
		puts := make([]data.ProductPut, crashBatch)
		for i := range puts {
			puts[i].Product = data.Product{Handle: fmt.Sprintf("p-%d-%d", n, i), Title: fmt.Sprint("Round ", n),
				Variants: []data.Variant{{SKU: fmt.Sprintf("s-%d-%d", n, i), Price: 100, Tracked: true, Stock: n}}}
		}
		_, err := s.PutProducts(ctx, puts, false)
		id := strconv.Itoa(n)
		err = errors.Join(err, s.PutCart(ctx, data.Cart{Session: id, Lines: []data.CartLine{{SKU: id, Quantity: n + 1}}}),
			s.SaveTurn(ctx, data.Session{ID: id}, data.Turn{Session: id, N: 1, Reply: make([]byte, 5000)}))
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// TestKilledWhileWriting kills a writing process three times at the same file. Everything it
// reported is there afterwards, whole batches only, and the file is sound.
func TestKilledWhileWriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	var done []int
	for range 3 {
		done = append(done, killAfter(t, path, 12)...)
	}
	ctx := context.Background()
	s := open(t, path, sqlite.Options{})
	if found, err := s.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check found %v, %v", found, err)
	}
	for _, n := range done {
		var handles []string
		for i := range crashBatch {
			handles = append(handles, fmt.Sprintf("p-%d-%d", n, i))
		}
		found, err := s.ProductIDs(ctx, data.ByHandle, handles...)
		if err != nil || len(found) != crashBatch {
			t.Errorf("round %d: %d products of %d, %v", n, len(found), crashBatch, err)
		}
		if cart, err := s.Cart(ctx, strconv.Itoa(n)); err != nil || len(cart.Lines) != 1 {
			t.Errorf("round %d: cart %v, %v", n, cart, err)
		}
		if turns, err := s.Turns(ctx, strconv.Itoa(n), 0, 1); err != nil || len(turns) != 1 {
			t.Errorf("round %d: %d turns, %v", n, len(turns), err)
		}
	}
	total := 0
	for after := ""; ; {
		page, err := s.ListProducts(ctx, data.ProductFilter{Size: 1000, After: after})
		if err != nil {
			t.Fatal(err)
		}
		total += len(page.Items)
		if after = page.Next; after == "" {
			break
		}
	}
	if total%crashBatch != 0 {
		t.Errorf("%d products: a batch is there in part", total)
	}
}

// killAfter lets a child write some rounds, kills it, and gives the rounds it reported.
func killAfter(t *testing.T, path string, rounds int) (done []int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), crashEnv+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for len(done) < rounds && lines.Scan() {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Errorf("the child said %q", lines.Text())
		}
		done = append(done, n)
	}
	child.Process.Kill() //nolint:errcheck // it may be gone, which the count shows
	child.Wait()         //nolint:errcheck // it was killed
	if len(done) < rounds {
		t.Fatalf("the child ended by itself after %d rounds", len(done))
	}
	return done
}

// TestManyWritersAndReaders lets goroutines of two stores on one file read and write at the
// same time, as a server and an import beside it do. Nobody is turned away.
func TestManyWritersAndReaders(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "shop.db")
	server, importer := open(t, path, sqlite.Options{}), open(t, path, sqlite.Options{})
	defer tidyEvery(server, 2*time.Millisecond)()
	defer tidyEvery(importer, 3*time.Millisecond)()
	const rounds, workers = 25, 3
	var wg sync.WaitGroup
	start := func(name string, do func(round int) error) {
		wg.Go(func() {
			for i := range rounds {
				if err := do(i); err != nil {
					t.Errorf("%s, round %d: %v", name, i, err)
					return
				}
			}
		})
	}
	for w := range workers {
		start("import", func(i int) error {
			puts := catalog(20)
			for j := range puts {
				puts[j].Product.Handle = fmt.Sprintf("w%d-%d", w, j)
				puts[j].Product.Variants[0] = data.Variant{SKU: fmt.Sprintf("w%d-%d", w, j), Price: data.Money(i), Tracked: true, Stock: i}
			}
			_, err := importer.PutProducts(ctx, puts, false)
			return err
		})
		start("turns", func(i int) error {
			id := fmt.Sprint("s", w)
			return server.SaveTurn(ctx, data.Session{ID: id}, data.Turn{Session: id, N: i + 1}, data.Search{Session: id, Query: "q"})
		})
		start("carts", func(i int) error {
			return server.PutCart(ctx, data.Cart{Session: fmt.Sprint("s", w), Lines: []data.CartLine{{SKU: "a", Quantity: i + 1}}})
		})
		start("reads", func(i int) error {
			page, err := server.ListProducts(ctx, data.ProductFilter{Order: data.OrderPrice, Size: 20})
			for _, p := range page.Items {
				if len(p.Variants) != 1 || p.Price() != p.Variants[0].Price || p.Variants[0].Stock != int(p.Variants[0].Price) {
					t.Errorf("a product was read in part: %+v", p)
				}
			}
			_, err2 := importer.Changes(ctx, 0, 50)
			return errors.Join(err, err2)
		})
	}
	wg.Wait()
	if found, err := server.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check found %v, %v", found, err)
	}
	for w := range workers {
		if turns, err := importer.Turns(ctx, fmt.Sprint("s", w), 0, 1000); err != nil || len(turns) != rounds {
			t.Errorf("%d turns of %d, %v", len(turns), rounds, err)
		}
	}
}
