package feed

import (
	"strings"
)

// table is a source of rows: CSV, TSV, a worksheet, or the items of an XML feed.
type table interface {
	// next gives the next row; io.EOF at the end, a *RowError for a row that cannot be
	// read, after which reading may go on.
	next() (row, error)
	// columns is the header as far as it is known.
	columns() *header
}

// header says which column holds what, under the canonical names of a dialect.
type header struct {
	names []string       // as in the file
	at    map[string]int // canonical name to place; the first of two alike wins
}

func newHeader(names []string, canon func(string) string) *header {
	h := &header{at: make(map[string]int, len(names))}
	for _, n := range names {
		h.add(n, canon(n))
	}
	return h
}

func (h *header) add(name, canonical string) int {
	h.names = append(h.names, strings.TrimSpace(name))
	i := len(h.names) - 1
	if _, ok := h.at[canonical]; !ok && canonical != "" {
		h.at[canonical] = i
	}
	return i
}

// has tells whether any of the columns is there.
func (h *header) has(columns ...string) bool {
	for _, c := range columns {
		if _, ok := h.at[c]; ok {
			return true
		}
	}
	return false
}

// title is a column's name as it stands in the file.
func (h *header) title(column string) string {
	if i, ok := h.at[column]; ok {
		return h.names[i]
	}
	return column
}

// row is one line of a table.
type row struct {
	line  int
	head  *header
	cells []string
}

// raw is a cell as it stands, empty when the column or the cell is missing.
func (r row) raw(column string) string {
	if i, ok := r.head.at[column]; ok && i < len(r.cells) {
		return r.cells[i]
	}
	return ""
}

// get is a cell as clean text, without the apostrophe that guards formulas.
func (r row) get(column string) string { return unguard(clean(r.raw(column))) }

// wrong makes the error of a cell.
func (r row) wrong(column, reason string) RowError {
	return RowError{Line: r.line, Field: r.head.title(column), Reason: reason}
}

// textTable is a table in separated text.
type textTable struct {
	rs   *records
	head *header
}

func (t *textTable) columns() *header { return t.head }

func (t *textTable) next() (row, error) {
	cells, err := t.rs.read()
	if err != nil {
		return row{}, err
	}
	return row{line: t.rs.line, head: t.head, cells: cells}, nil
}

// dialect is one vendor's way to spread a product over rows.
type dialect interface {
	// format of a comma-separated file of this dialect.
	format() Format
	// canon folds a header into the canonical name of a column, empty when unknown.
	canon(name string) string
	// score tells how surely a header is of this dialect; 0 when it is not.
	score(h *header) int
	// keys names what the row belongs to: the names its product answers to, or the name of
	// the parent it needs, which may stand anywhere in the file. Neither: no product.
	keys(r row) (own []string, parent string)
	// build makes one product of its rows.
	build(rows []row, c *reading) draft
}

// dialects lists every dialect; ties go to the first.
var dialects = [...]dialect{shopify{}, woocommerce{}, google{}}

// separators lists what may stand between cells; ties go to the first.
const separators = ",\t;|"

// dialectOf finds the dialect whose header these names are; nil when it is none.
func dialectOf(names []string) (dialect, int) {
	var best dialect
	top := 0
	for _, d := range dialects {
		if s := d.score(newHeader(names, d.canon)); s > top {
			best, top = d, s
		}
	}
	return best, top
}

// tableOf recognises separated text by its first record.
func tableOf(head []byte) (d dialect, sep byte) {
	top := 0
	for i := range len(separators) {
		rs := newRecords(strings.NewReader(string(head)), separators[i])
		names, err := rs.read()
		if err != nil {
			continue
		}
		if found, score := dialectOf(names); score > top {
			d, sep, top = found, separators[i], score
		}
	}
	return d, sep
}
