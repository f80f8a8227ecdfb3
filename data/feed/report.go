package feed

import (
	"errors"
	"fmt"
	"slices"

	"shoptalk/data"
)

// RowError says what was refused and where. It is an error of its own so that readers can
// hand it on.
type RowError struct {
	File   string `json:"file"`
	Line   int    `json:"line"` // 1 and up; 0 when the whole file is meant
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

// Error reads "shop.csv line 12: Variant Price: is missing".
func (e *RowError) Error() string {
	s := e.Reason
	if e.Field != "" {
		s = e.Field + ": " + s
	}
	if e.Line > 0 {
		s = fmt.Sprintf("line %d: %s", e.Line, s)
	}
	if e.File != "" {
		s = e.File + " " + s
	}
	return s
}

// Report tells what became of a file. Its JSON is the one the import command prints.
type Report struct {
	Created   int        `json:"created"` // products
	Updated   int        `json:"updated"`
	Unchanged int        `json:"unchanged"`
	Errors    []RowError `json:"errors"` // the first 1000 met, by line

	Format   Format         `json:"-"`
	Failed   int            `json:"-"` // all errors, also those not kept
	Sections map[string]int `json:"-"` // per other section of a shop file, how many entries changed
}

// Read tells how many products were read and went in, or would have.
func (r *Report) Read() int { return r.Created + r.Updated + r.Unchanged }

// Changed tells whether the file changed anything, or would have.
func (r *Report) Changed() bool {
	for _, n := range r.Sections {
		if n > 0 {
			return true
		}
	}
	return r.Created+r.Updated > 0
}

func (r *Report) fail(errs ...RowError) {
	r.Failed += len(errs)
	if room := maxErrors - len(r.Errors); len(errs) > room {
		errs = errs[:room]
	}
	r.Errors = append(r.Errors, errs...)
}

// sort puts the errors in the order of the file; the passes over it meet them in another.
func (r *Report) sort() {
	slices.SortStableFunc(r.Errors, func(a, b RowError) int { return a.Line - b.Line })
}

func (r *Report) count(o data.Outcome) {
	switch o {
	case data.Created:
		r.Created++
	case data.Updated:
		r.Updated++
	case data.Unchanged:
		r.Unchanged++
	}
}

// reason puts an error of the store in words for the owner.
func reason(err error) (field, why string) {
	var invalid *data.Invalid
	switch {
	case errors.As(err, &invalid):
		return invalid.Field, invalid.Reason
	case errors.Is(err, data.ErrConflict):
		return "sku", "a SKU of this product belongs to another product: " + err.Error()
	}
	return "", err.Error()
}
