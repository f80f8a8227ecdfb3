package feed

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"shoptalk/data"
)

// ExportOptions say how to write a file.
type ExportOptions struct {
	// Link stands before a product's handle in feeds that need an address of its page:
	// "https://shop.example/p/". Empty: "/p/".
	Link string
}

// Export writes the whole catalog, for a shop file every section, in a format that Import
// reads back. Products stream; the writer is not closed.
func Export(ctx context.Context, store Store, w io.Writer, format Format, opt ExportOptions) error {
	shop, err := store.Shop(ctx)
	if err != nil {
		return err
	}
	x := &export{ctx: ctx, store: store, shop: shop, w: bufio.NewWriterSize(w, 64<<10), link: opt.Link}
	if x.link == "" {
		x.link = "/p/"
	}
	if err := x.write(format); err != nil {
		return fmt.Errorf("export %s: %w", format, err)
	}
	return x.w.Flush()
}

// export is one export under way.
type export struct {
	ctx    context.Context // of the one call of Export this value lives in
	store  Store
	shop   data.Shop
	w      *bufio.Writer
	link   string
	labels map[string]string // of categories by path
}

func (x *export) write(format Format) error {
	if err := x.readLabels(); err != nil {
		return err
	}
	switch format {
	case ShopYAML:
		return x.shopFile(yamlSections{x.w})
	case ShopJSON:
		return x.shopFile(&jsonSections{w: x.w})
	case NDJSON:
		return x.lines()
	case Shopify:
		return x.shopify(&textWriterTable{x.w, ','})
	case XLSX:
		return x.workbook()
	case WooCommerce:
		return x.woocommerce(&textWriterTable{x.w, ','})
	case GoogleCSV:
		return x.google(&textWriterTable{x.w, ','})
	case GoogleTSV:
		return x.google(&textWriterTable{x.w, '\t'})
	case GoogleXML:
		return x.googleXML()
	}
	_, err := ParseFormat(string(format))
	return err
}

func (x *export) readLabels() error {
	categories, err := x.store.Categories(x.ctx)
	x.labels = make(map[string]string, len(categories))
	for _, c := range categories {
		x.labels[c.Path] = c.Label
	}
	return err
}

// each gives every product in the order of ids.
func (x *export) each(do func(p *data.Product) error) error {
	f := data.ProductFilter{Size: 500}
	for {
		page, err := x.store.ListProducts(x.ctx, f)
		if err != nil {
			return err
		}
		for _, p := range page.Items {
			if err := do(p); err != nil {
				return err
			}
		}
		if f.After = page.Next; f.After == "" {
			return nil
		}
	}
}

// chain writes a category as its labels, "Shoes > Running"; exact is false when the path
// cannot be made of them again.
func (x *export) chain(path string) (chain string, exact bool) {
	var labels []string
	for p := path; p != ""; p = data.Parent(p) {
		label := x.labels[p]
		if label == "" {
			label = data.CategoryLabel(p)
		}
		labels = append(labels, label)
	}
	slices.Reverse(labels)
	chain = strings.Join(labels, " > ")
	return chain, data.CategoryPath(labels...) == path && !strings.ContainsAny(strings.Join(labels, ""), ">\\/")
}

// rowWriter takes the rows of a table.
type rowWriter interface {
	row(cells []string) error
}

// textWriterTable writes separated text.
type textWriterTable struct {
	w   *bufio.Writer
	sep byte
}

func (t *textWriterTable) row(cells []string) error { return writeRecord(t.w, t.sep, cells) }

// sketch is a row being filled by column.
type sketch struct {
	at    map[string]int
	cells []string
}

// newSketch makes rows with these columns.
func newSketch(columns []string) *sketch {
	s := &sketch{at: make(map[string]int, len(columns)), cells: make([]string, len(columns))}
	for i, c := range columns {
		s.at[c] = i
	}
	return s
}

// text sets a cell of text, guarded against running as a formula.
func (s *sketch) text(column, value string) { s.set(column, guard(value)) }

// set sets a cell that is no text, or guarded already.
func (s *sketch) set(column, value string) {
	if i, ok := s.at[column]; ok {
		s.cells[i] = value
	}
}

// done hands the row on and empties it.
func (s *sketch) done(w rowWriter) error {
	err := w.row(s.cells)
	clear(s.cells)
	return err
}

// compareAt is the price before reduction that holds for a variant.
func compareAt(p *data.Product, v *data.Variant) data.Money {
	if v.CompareAt != 0 {
		return v.CompareAt
	}
	return p.CompareAt
}

// givenSKU is the SKU unless it was made by us.
func givenSKU(v *data.Variant) string {
	if v.MadeSKU {
		return ""
	}
	return v.SKU
}
