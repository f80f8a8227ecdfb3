package feed

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"strconv"

	"shoptalk/data"
)

// add takes a draft into the batch and puts the batch when it is full.
func (run *run) add(d draft) error {
	run.fail(d.errs...)
	if d.refused {
		return nil
	}
	d.errs = nil
	d.weigh()
	run.batch = append(run.batch, d)
	run.weight += d.weight
	size := run.BatchSize
	if size <= 0 {
		size = defaultBatch
	}
	if len(run.batch) < size && run.weight < maxBatchWeight {
		return nil
	}
	return run.flush()
}

// flush settles the batch with the store and puts it in one transaction.
func (run *run) flush() error {
	if err := run.ctx.Err(); err != nil || len(run.batch) == 0 {
		return err
	}
	drafts, err := run.settle(run.batch)
	if err != nil {
		return err
	}
	puts := make([]data.ProductPut, len(drafts))
	for i := range drafts {
		puts[i] = data.ProductPut{Product: drafts[i].product, Fields: drafts[i].fields}
	}
	results, err := run.Store.PutProducts(run.ctx, puts, run.opt.DryRun)
	if err != nil {
		return fmt.Errorf("the store did not take the products from line %d on: %w", run.batch[0].line, err)
	}
	for i, res := range results {
		run.tally(&drafts[i], res)
	}
	err = run.putLabels(drafts, results)
	clear(run.batch)
	run.batch, run.weight = run.batch[:0], 0
	return err
}

// tally counts a result or reports why a product was refused.
func (run *run) tally(d *draft, res data.PutResult) {
	if res.Err == nil {
		run.report.count(res.Outcome)
		return
	}
	field, why := reason(res.Err)
	run.fail(RowError{Line: d.lineOf(field), Field: field, Reason: why})
}

// variantField finds the place in "variants[2].sku".
var variantField = regexp.MustCompile(`^variants\[(\d{1,5})\]`)

// variantIndex is the place of a variant in the name of a field, -1 when it names none.
func variantIndex(field string) int {
	if m := variantField.FindStringSubmatch(field); m != nil {
		if i, err := strconv.Atoi(m[1]); err == nil {
			return i
		}
	}
	return -1
}

// lineOf is the line of a field as the store names it.
func (d *draft) lineOf(field string) int {
	if i := variantIndex(field); i >= 0 && i < len(d.lines) {
		return d.lines[i]
	}
	return d.line
}

// putLabels gives categories the names the file calls them by.
func (run *run) putLabels(drafts []draft, results []data.PutResult) error {
	var fresh []data.Category
	for i := range drafts {
		if results[i].Err != nil {
			continue
		}
		for _, c := range drafts[i].labels {
			if _, told := run.labels[c.Path]; !told {
				run.labels[c.Path] = c.Label
				fresh = append(fresh, c)
			}
		}
	}
	if len(fresh) == 0 || run.opt.DryRun {
		return nil
	}
	return run.Store.PutCategories(run.ctx, fresh)
}

// claim notes that a handle is taken by this file and tells the line that took it before,
// 0 when none did.
func (run *run) claim(handle string, line int) int {
	key := hashText(handle)
	if before, taken := run.seen[key]; taken {
		return before
	}
	run.seen[key] = line
	return 0
}

func hashText(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // never fails
	return h.Sum64()
}
