package feed

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheet is the first worksheet of a workbook, read row by row.
type sheet struct {
	book *excelize.File
	rows *excelize.Rows
	head *header
	line int
}

// openSheet reads a workbook up to the header of the first sheet that has one we know.
func openSheet(r io.Reader) (*sheet, dialect, error) {
	book, err := excelize.OpenReader(&capped{r: r, left: maxWorkbook}, excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: 16 << 20})
	if err != nil {
		return nil, nil, fmt.Errorf("this is not a workbook that can be read (.xlsx): %w", err)
	}
	for _, name := range book.GetSheetList() {
		s, d, err := sheetOf(book, name)
		if err == nil {
			return s, d, nil
		}
	}
	_ = book.Close()
	return nil, nil, errUnknownTable
}

func sheetOf(book *excelize.File, name string) (*sheet, dialect, error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, nil, err
	}
	s := &sheet{book: book, rows: rows}
	for range 20 { // a title above the header is common
		cells, err := s.cells()
		if err != nil {
			break
		}
		if d, score := dialectOf(cells); score > 0 {
			s.head = newHeader(cells, d.canon)
			return s, d, nil
		}
	}
	_ = rows.Close()
	return nil, nil, errUnknownTable
}

func (s *sheet) columns() *header { return s.head }

func (s *sheet) next() (row, error) {
	for {
		cells, err := s.cells()
		if err != nil {
			return row{}, err
		}
		for i, c := range cells {
			cells[i] = displayed(c)
			if len(c) > maxCell {
				return row{}, &RowError{Line: s.line, Reason: "a cell is longer than 1 MB"}
			}
		}
		if len(cells) > 0 {
			return row{line: s.line, head: s.head, cells: cells}, nil
		}
	}
}

func (s *sheet) cells() ([]string, error) {
	if !s.rows.Next() {
		if err := s.rows.Error(); err != nil {
			return nil, fmt.Errorf("the workbook is damaged after row %d: %w", s.line, err)
		}
		return nil, io.EOF
	}
	s.line++
	return s.rows.Columns()
}

func (s *sheet) close() {
	_ = s.rows.Close()
	_ = s.book.Close()
}

// longNumber is how a workbook stores 89.9 or a long barcode at times.
var longNumber = regexp.MustCompile(`^-?[0-9]+\.[0-9]{11,}$|^-?[0-9](?:\.[0-9]+)?E[+-]?[0-9]{1,2}$`)

// displayed turns 89.900000000000006 into the 89.9 a spreadsheet shows, and a barcode in
// scientific notation into its digits. Numbers that need their digits keep them.
func displayed(cell string) string {
	if !longNumber.MatchString(cell) {
		return cell
	}
	f, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	near, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		return cell
	}
	if shown := strconv.FormatFloat(near, 'f', -1, 64); len(shown)+6 < len(cell) || strings.Contains(cell, "E") {
		return shown
	}
	return cell
}

// capped fails once more than its bytes are read.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return n, fmt.Errorf("the file is larger than %d MB", maxWorkbook>>20)
	}
	return n, err
}
