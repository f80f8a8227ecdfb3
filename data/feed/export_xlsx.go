package feed

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// workbook writes Shopify's columns as a worksheet.
func (x *export) workbook() error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	name := book.GetSheetName(0)
	stream, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := x.shopify(&sheetWriter{stream: stream}); err != nil {
		return err
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return book.Write(x.w)
}

// sheetWriter writes rows into a worksheet.
type sheetWriter struct {
	stream *excelize.StreamWriter
	line   int
	number []bool // by column
	values []any
}

func (s *sheetWriter) row(cells []string) error {
	if s.line++; s.line > excelize.TotalRows {
		return fmt.Errorf("a worksheet holds %d rows and the catalog needs more; export a CSV", excelize.TotalRows)
	}
	if s.line == 1 {
		s.number = make([]bool, len(cells))
		for i, c := range cells {
			switch c {
			case "Variant Price", "Variant Compare At Price", "Variant Grams", "Variant Inventory Qty", "Image Position":
				s.number[i] = true
			}
		}
	}
	s.values = s.values[:0]
	for i, c := range cells {
		if utf8.RuneCountInString(c) > excelize.TotalCellChars {
			return fmt.Errorf("row %d holds a text of more than %d characters, which no worksheet takes; export a CSV", s.line, excelize.TotalCellChars)
		}
		s.values = append(s.values, s.value(i, c))
	}
	at, err := excelize.CoordinatesToCellName(1, s.line)
	if err != nil {
		return err
	}
	return s.stream.SetRow(at, s.values)
}

// value makes numbers of the cells that are amounts, so that a spreadsheet can add them up.
func (s *sheetWriter) value(column int, cell string) any {
	if cell == "" {
		return nil
	}
	if f, err := strconv.ParseFloat(cell, 64); s.number[column] && err == nil {
		return f
	}
	return cell
}
