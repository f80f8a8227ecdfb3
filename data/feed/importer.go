package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"shoptalk/data"
)

// Store is what an import writes to and an export reads from.
type Store interface {
	data.Catalog
	data.CatalogWriter
	data.Shops
	data.Policies
	data.Synonyms
	data.Coupons
	data.Customers
	data.Orders
}

// Importer reads files into a store. It may be used again, not at the same time.
type Importer struct {
	Store     Store
	Clock     data.Clock              // nil: time.Now; a file's own "now" wins
	BatchSize int                     // products per transaction; 0: 500
	Progress  func(done, total int64) // optional; called now and then, total is 0 when unknown
}

// ImportOptions say how to import one file.
type ImportOptions struct {
	DryRun bool  // write nothing and report what would have happened
	Size   int64 // of the file as it stands, for Progress; 0 when unknown
}

// Import reads one file of any format. The name stands in the report and decides between
// formats that look alike. The error is about the file as a whole or the store; what was
// read until then is in the store and in the report. Repeating an import is safe.
func (im *Importer) Import(ctx context.Context, r io.Reader, name string, opt ImportOptions) (Report, error) {
	run, err := im.start(ctx, name, opt)
	if err != nil {
		return run.report, err
	}
	src, err := open(r, name)
	if err != nil {
		return run.report, fmt.Errorf("%s: %w", name, err)
	}
	run.report.Format, run.src = src.format, src
	err = run.read()
	var at *RowError
	if errors.As(err, &at) {
		run.fail(*at)
	}
	run.report.sort()
	if err != nil {
		return run.report, fmt.Errorf("%s: %w", name, err)
	}
	if run.Progress != nil {
		run.Progress(max(opt.Size, src.packed.n), max(opt.Size, src.packed.n))
	}
	return run.report, nil
}

// run is one import under way.
type run struct {
	*Importer
	ctx    context.Context // of the one call of Import this value lives in
	name   string
	opt    ImportOptions
	shop   data.Shop
	now    func() time.Time
	src    *source
	report Report
	batch  []draft
	weight int
	seen   map[uint64]int    // handles, hashed, to the line they stand on
	labels map[string]string // category labels put so far, by path
	said   int64             // progress told last
}

func (im *Importer) start(ctx context.Context, name string, opt ImportOptions) (*run, error) {
	run := &run{Importer: im, ctx: ctx, name: name, opt: opt, now: im.Clock, seen: map[uint64]int{}, labels: map[string]string{}}
	run.report.Errors = []RowError{}
	if run.now == nil {
		run.now = time.Now
	}
	shop, err := im.Store.Shop(ctx)
	run.shop = shop
	return run, err
}

// fail adds refused rows to the report.
func (run *run) fail(errs ...RowError) {
	for i := range errs {
		errs[i].File = run.name
	}
	run.report.fail(errs...)
}

// read reads the file as what it is.
func (run *run) read() error {
	switch run.src.format {
	case ShopYAML, ShopJSON:
		return run.readShop()
	case NDJSON:
		return run.readLines()
	case GoogleXML:
		items, err := newItems(run.src.r)
		if err != nil {
			return err
		}
		return run.readTable(items, google{})
	case XLSX:
		s, d, err := openSheet(run.src.r)
		if err != nil {
			return err
		}
		defer s.close()
		return run.readTable(s, d)
	}
	rs := newRecords(run.src.r, run.src.sep)
	names, err := rs.read()
	if err != nil {
		return err
	}
	return run.readTable(&textTable{rs: rs, head: newHeader(names, run.src.dialect.canon)}, run.src.dialect)
}

// readTable gathers the rows of each product and builds it.
func (run *run) readTable(t table, d dialect) error {
	sp, err := newSpool(t.columns())
	if err != nil {
		return err
	}
	defer sp.close()
	var st styles
	if err := run.gather(t, d, sp, &st); err != nil {
		return err
	}
	lost, err := sp.settle()
	if err != nil {
		return err
	}
	for _, line := range lost {
		run.fail(RowError{Line: line, Field: t.columns().title("parent"), Reason: "the product this variation belongs to is not in the file"})
	}
	c := &reading{currency: run.shop.Currency, comma: st.decimalComma(run.src.sep), now: data.At(run.now())}
	if err := sp.each(func(rows []row, over int) error {
		product := d.build(rows, c)
		if over > 0 {
			product.note(RowError{Line: over, Reason: fmt.Sprintf("a product may have at most %d rows", maxRows)})
		}
		run.progress(rows[len(rows)-1].line, sp)
		return run.add(product)
	}); err != nil {
		return err
	}
	return run.flush()
}

// gather reads all rows into the spool and learns how numbers are written.
func (run *run) gather(t table, d dialect, sp *spool, st *styles) error {
	for {
		if err := run.ctx.Err(); err != nil {
			return err
		}
		r, err := t.next()
		var bad *RowError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &bad):
			run.fail(*bad)
			continue
		case err != nil:
			return err
		}
		for _, column := range [...]string{"price", "compare", "sale", "sale_price", "weight", "shipping_weight"} {
			if cell := r.raw(column); cell != "" {
				st.see(cell)
			}
		}
		own, parent := d.keys(r)
		if len(own) == 0 && parent == "" {
			run.fail(RowError{Line: r.line, Reason: "nothing in this row says which product it belongs to"})
			continue
		}
		if err := sp.add(r, own, parent); err != nil {
			return err
		}
		run.tell(run.src.packed.n / 4)
	}
}

// progress tells how far a spooled table has come: reading it was the first quarter.
func (run *run) progress(line int, sp *spool) {
	if last := len(sp.spots); last > 0 && run.opt.Size > 0 {
		share := min(1, float64(line)/float64(max(1, sp.spots[last-1].line)))
		run.tell(run.opt.Size/4 + int64(share*float64(run.opt.Size)*3/4))
	}
}

// tell calls Progress when at least a hundredth, or 256 KB, have been done since.
func (run *run) tell(done int64) {
	if run.Progress == nil || done-run.said < max(run.opt.Size/100, 1) && (run.opt.Size > 0 || done-run.said < 256<<10) {
		return
	}
	run.said = done
	run.Progress(done, run.opt.Size)
}
