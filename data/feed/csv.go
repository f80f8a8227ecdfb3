package feed

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// records splits a table into rows: quoted cells may hold separators, doubled quotes and
// newlines. Unlike encoding/csv it bounds what one row may cost and survives an opening
// quote that is never closed: the line it stands in is refused and reading goes on with
// the next.
type records struct {
	sc     *bufio.Scanner
	sep    byte
	line   int // of the record last read
	next   int // of the record to come
	broken bool
}

func newRecords(r io.Reader, sep byte) *records {
	rs := &records{sep: sep, next: 1}
	rs.sc = bufio.NewScanner(r)
	rs.sc.Buffer(make([]byte, 64<<10), maxRecord)
	rs.sc.Split(rs.split)
	return rs
}

// read gives the next row and its line; io.EOF at the end, a *RowError for a broken row,
// after which reading may go on. Empty lines are skipped.
func (rs *records) read() ([]string, error) {
	for rs.sc.Scan() {
		token := rs.sc.Bytes()
		rs.line = rs.next
		rs.next += bytes.Count(token, []byte{'\n'})
		if rs.broken {
			return nil, &RowError{Line: rs.line, Reason: "a quote is opened and never closed, or the row is longer than 4 MB"}
		}
		token = bytes.TrimRight(token, "\r\n")
		if len(bytes.TrimSpace(token)) == 0 {
			continue
		}
		return rs.cells(token)
	}
	if err := rs.sc.Err(); err != nil {
		return nil, err
	}
	return nil, io.EOF
}

// split is a bufio.SplitFunc whose tokens are whole records with their line end.
func (rs *records) split(window []byte, atEOF bool) (int, []byte, error) {
	rs.broken = false
	if len(window) == 0 {
		return 0, nil, nil
	}
	end, whole := rs.recordEnd(window)
	switch {
	case whole:
		return end, window[:end], nil
	case !atEOF && len(window) < maxRecord-1:
		return 0, nil, nil
	case atEOF && end == len(window):
		return end, window, nil
	}
	rs.broken = true
	if i := bytes.IndexByte(window, '\n'); i >= 0 {
		return i + 1, window[:i+1], nil
	}
	return len(window), window, nil
}

// recordEnd is where the first record ends, and whether its line end was seen. Without it,
// the end is that of the window when the record may end there, and 0 inside quotes.
func (rs *records) recordEnd(b []byte) (int, bool) {
	if nl := bytes.IndexByte(b, '\n'); nl >= 0 && bytes.IndexByte(b[:nl], '"') < 0 {
		return nl + 1, true
	}
	quoted, start := false, true
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quoted:
			if c == '"' && i+1 < len(b) && b[i+1] == '"' {
				i++
			} else if c == '"' {
				quoted = false
			}
		case c == '\n':
			return i + 1, true
		case c == '"' && start:
			quoted, start = true, false
		default:
			start = c == rs.sep
		}
	}
	if quoted {
		return 0, false
	}
	return len(b), false
}

var errColumns = errors.New("more than 16384 columns")

// cells cuts a record into its cells.
func (rs *records) cells(b []byte) ([]string, error) {
	out := make([]string, 0, 16)
	for {
		cell, rest, more := rs.cell(b)
		if len(cell) > maxCell {
			return nil, &RowError{Line: rs.line, Reason: "a cell is longer than 1 MB"}
		}
		out = append(out, toUTF8(cell))
		if len(out) > maxColumns {
			return nil, &RowError{Line: rs.line, Reason: errColumns.Error()}
		}
		if !more {
			return out, nil
		}
		b = rest
	}
}

// cell takes the first cell off a record. Text after a closing quote belongs to the cell.
func (rs *records) cell(b []byte) (cell, rest []byte, more bool) {
	if len(b) == 0 || b[0] != '"' {
		return cutAt(b, rs.sep)
	}
	var out []byte
	b = b[1:]
	for {
		i := bytes.IndexByte(b, '"')
		if i < 0 {
			return append(out, b...), nil, false
		}
		out = append(out, b[:i]...)
		b = b[i+1:]
		if len(b) == 0 || b[0] != '"' {
			tail, rest, more := cutAt(b, rs.sep)
			return append(out, tail...), rest, more
		}
		out = append(out, '"')
		b = b[1:]
	}
}

func cutAt(b []byte, sep byte) (cell, rest []byte, more bool) {
	if i := bytes.IndexByte(b, sep); i >= 0 {
		return b[:i], b[i+1:], true
	}
	return b, nil, false
}

// writeRecord writes one row; cells with separators, quotes or line ends are quoted.
func writeRecord(w *bufio.Writer, sep byte, cells []string) error {
	special := "\"\r\n" + string(sep)
	for i, c := range cells {
		if i > 0 {
			_ = w.WriteByte(sep)
		}
		if strings.ContainsAny(c, special) || strings.HasPrefix(c, " ") || strings.HasSuffix(c, " ") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		_, _ = w.WriteString(c)
	}
	_, err := w.WriteString("\n") // a bufio.Writer keeps its first error
	return err
}
