package feed

import (
	"shoptalk/data"
)

// firstWrong is the first error among some, nil when there is none.
func firstWrong(errs ...*RowError) *RowError {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}

// readAmount reads a cell of money; an empty one is wrong only when it is needed.
func readAmount(r row, column string, c *reading, needed bool, to *data.Money) *RowError {
	cell := r.get(column)
	if cell == "" {
		if !needed {
			return nil
		}
		e := r.wrong(column, "is missing")
		return &e
	}
	m, err := amount(cell, c.currency, c.comma)
	if err != nil {
		e := r.wrong(column, err.Error())
		return &e
	}
	*to = m
	return nil
}

// readStock reads a quantity: one that is given is the stock, none means not counted.
func readStock(r row, column string, c *reading, v *data.Variant) *RowError {
	cell := r.get(column)
	if cell == "" {
		return nil
	}
	n, err := whole(cell, c.comma)
	if err != nil {
		e := r.wrong(column, err.Error())
		return &e
	}
	v.Tracked, v.Stock = true, n
	return nil
}

// readGrams reads a weight in the unit it names or else the one given.
func readGrams(r row, column, unit string, c *reading, to *int) *RowError {
	cell := r.get(column)
	if cell == "" {
		return nil
	}
	n, err := grams(cell, unit, c.comma)
	if err != nil {
		e := r.wrong(column, err.Error())
		return &e
	}
	*to = n
	return nil
}
