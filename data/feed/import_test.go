package feed_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// TestPartialTable updates only what a table's columns say.
func TestPartialTable(t *testing.T) {
	s := newStore(t)
	importFile(t, s, "shop.yaml")
	before := catalog(t, s)
	rep := importText(t, s, "Price;Handle;SKU;Stock\n91,50;swift-runner;swf-run-blu-9;17\n;lamp;LAMP-B;\n10;ghost;G-1;1\n", "prices.txt")
	if rep.Updated != 1 || rep.Unchanged != 0 || len(rep.Errors) != 2 {
		t.Fatalf("report: %+v", rep)
	}
	if e := rep.Errors[1]; e.Line != 4 || !strings.Contains(e.Reason, `no product "ghost"`) {
		t.Errorf("the unknown product is reported as %v", &e)
	}
	want := before["swift-runner"]
	want.Variants[0].Price, want.Variants[0].Stock = 9150, 17
	if diff := cmp.Diff(before, catalog(t, s), asImported); diff != "" {
		t.Errorf("more changed than the columns say (-want +got):\n%s", diff)
	}
}

// TestPartialObjects updates only what an object's keys say.
func TestPartialObjects(t *testing.T) {
	s := newStore(t)
	importFile(t, s, "shop.yaml")
	want := catalog(t, s)
	wantClean(t, "lines", importText(t, s, `{"handle":"swift-runner","brand":"New"}`+"\n"+`{"handle":"boots","price":99}`+"\n", "x.ndjson"))
	want["swift-runner"].Brand = "New"
	for i := range want["boots"].Variants {
		want["boots"].Variants[i].Price = 9900
	}
	if diff := cmp.Diff(want, catalog(t, s), asImported); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestVariantsLeave removes a variant a full table no longer lists, unless its row is bad.
func TestVariantsLeave(t *testing.T) {
	const head = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
	s := newStore(t)
	importText(t, s, head+"cup,Cup,Size,S,C-S,5\ncup,,,M,C-M,6\ncup,,,L,C-L,7\n", "a.csv")
	importText(t, s, head+"cup,Cup,Size,S,C-S,5\ncup,,,M,C-M,oops\n", "b.csv")
	if n := len(catalog(t, s)["cup"].Variants); n != 3 {
		t.Errorf("after a bad row %d variants are left, want all 3", n)
	}
	importText(t, s, head+"cup,Cup,Size,S,C-S,5\n", "c.csv")
	if n := len(catalog(t, s)["cup"].Variants); n != 1 {
		t.Errorf("after a table with one variant there are %d", n)
	}
}

// TestRenamed finds a product by SKU when the vendor has no handles.
func TestRenamed(t *testing.T) {
	s := newStore(t)
	importText(t, s, "id\ttitle\tprice\nK1\tKettle\t10 USD\n", "a.tsv")
	rep := importText(t, s, "id\ttitle\tprice\nK1\tBetter kettle\t10 USD\nK2\tKettle\t12 USD\n", "b.tsv")
	got := catalog(t, s)
	if rep.Updated != 1 || rep.Created != 1 || got["kettle"].Title != "Better kettle" || got["kettle-k2"] == nil {
		t.Errorf("report %+v, handles %v", rep, keysOf(got))
	}
}

func keysOf(m map[string]*data.Product) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}

// TestDetect recognises files by what is in them, whatever they are called.
func TestDetect(t *testing.T) {
	cases := []struct {
		text string
		want feed.Format
	}{
		{"shop: {name: X}\n", feed.ShopYAML},
		{"# comment\n---\nproducts:\n- handle: x\n", feed.ShopYAML},
		{`{"products": []}`, feed.ShopJSON},
		{"{\n \"shop\": {}\n}", feed.ShopJSON},
		{`[{"handle":"x"}]`, feed.ShopJSON},
		{`{"handle":"x","title":"y"}` + "\n" + `{"handle":"z"}`, feed.NDJSON},
		{"Handle,Title,Variant Price\nx,X,1\n", feed.Shopify},
		{"Title|URL handle|Price\nX|x|1\n", feed.Shopify},
		{"SKU;Name;Regular price;Published\nx;X;1;1\n", feed.WooCommerce},
		{"ID\tType\tSKU\tName\tRegular price\n", feed.WooCommerce},
		{"id\ttitle\tprice\n", feed.GoogleTSV},
		{"id,title,description,link,image link,price\n", feed.GoogleCSV},
		{"<?xml version='1.0'?><rss><channel></channel></rss>", feed.GoogleXML},
	}
	for _, c := range cases {
		for _, coded := range encoded(t, c.text) {
			got, r, err := feed.Detect(bytes.NewReader(coded.b), "some.bin")
			if err != nil || got != c.want {
				t.Errorf("%s as %s: %v, %v; want %v", c.text, coded.name, got, err, c.want)
				continue
			}
			if back, _ := io.ReadAll(r); string(back) != c.text {
				t.Errorf("%s as %s reads back as %q", c.text, coded.name, back)
			}
		}
	}
	for _, text := range []string{"", "hello", "a,b,c\n1,2,3\n", "<html></html>", "\x00\x01\x02", "PK\x03\x04nonsense"} {
		if f, _, err := feed.Detect(strings.NewReader(text), "shop.csv"); err == nil && f != feed.XLSX {
			t.Errorf("%q is taken for %s", text, f)
		}
	}
}

type coded struct {
	name string
	b    []byte
}

func encoded(t *testing.T, text string) []coded {
	t.Helper()
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	big, err2 := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	return []coded{{"UTF-8", []byte(text)}, {"UTF-8 with a mark", []byte("\xef\xbb\xbf" + text)}, {"UTF-16", []byte(utf16)},
		{"UTF-16 without a mark", []byte(big)}, {"gzip", zipped(t, []byte(text))}, {"gzip twice", zipped(t, zipped(t, []byte(utf16)))}}
}

func zipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestWindows1252 reads what old spreadsheets save.
func TestWindows1252(t *testing.T) {
	text, err := charmap.Windows1252.NewEncoder().String("Handle;Title;Price\ncafe;Café – crème;€9,50\n")
	if err != nil {
		t.Fatal(err)
	}
	s := newStore(t)
	importText(t, s, "shop: {currency: EUR}\n", "shop.yaml")
	wantClean(t, "cp1252", importText(t, s, text, "old.csv"))
	if p := catalog(t, s)["cafe"]; p == nil || p.Title != "Café – crème" || p.Price() != 950 {
		t.Errorf("got %+v", p)
	}
}

// TestBadRows names the line of each bad row and keeps the rest.
func TestBadRows(t *testing.T) {
	head := "Handle,Title,Variant SKU,Variant Price\n"
	cases := []struct {
		name, text string
		line       int
		created    int
	}{
		{"a quote never closed", head + "a,A,A-1,1\nb,\"B,B-1,2\nc,C,C-1,3\n", 3, 2},
		{"a cell too long", head + "a,A,A-1,1\nb," + strings.Repeat("x", 1<<20+1) + ",B-1,2\nc,C,C-1,3\n", 3, 2},
		{"text for a price", head + "a,A,A-1,1\nb,\"B\nB\",B-1,free\nc,C,C-1,3\n", 3, 2},
		{"a SKU of another product", head + "a,A,A-1,1\nb,B,a-1,2\nc,C,C-1,3\n", 3, 2},
		{"the same SKU twice", head + "a,A,A-1,1\na,,A-1,2\nc,C,C-1,3\n", 3, 2},
		{"a negative price", head + "a,A,A-1,1\nb,B,B-1,-2\nc,C,C-1,3\n", 3, 2},
		{"three decimals", head + "a,A,A-1,1\nb,B,B-1,2.345\nc,C,C-1,3.10\n", 3, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rep := importText(t, newStore(t), c.text, "x.csv")
			if len(rep.Errors) != 1 || rep.Errors[0].Line != c.line || rep.Errors[0].File != "x.csv" || rep.Created != c.created {
				t.Errorf("report %+v, want one error on line %d and %d products", rep, c.line, c.created)
			}
		})
	}
}

// TestShopFileErrors names line, key and the nearest known key.
func TestShopFileErrors(t *testing.T) {
	text := "shop: {name: X, curency: USD}\ncoupons:\n- {code: A, percent: 10}\n- {code: B}\npolicis: []\n" +
		"products:\n- handle: good\n  title: Good\n  price: 1\n- handle: bad\n  titel: Bad\n  price: 2\n" +
		"- handle: [\n- handle: fine\n  title: Fine\n  price: 3\n  variants:\n  - {sku: F-1, price: 3}\n  - {sku: F-2, price: 3, stok: 1}\n"
	s := newStore(t)
	rep := importText(t, s, text, "shop.yaml")
	got := map[int]string{}
	for _, e := range rep.Errors {
		got[e.Line] = e.Field + ": " + e.Reason
	}
	want := map[int]string{
		1: `shop.curency: unknown key; did you mean "currency"?`, 4: "coupons[1]: needs either percent or amount",
		5: `policis: unknown key; did you mean "policies"?`, 11: `titel: unknown key; did you mean "title"?`,
		13: "", 19: `variants[1].stok: unknown key; did you mean "stock"?`,
	}
	for line, text := range want {
		if text != "" && got[line] != text || got[line] == "" {
			t.Errorf("line %d: %q, want %q", line, got[line], text)
		}
	}
	if n := len(catalog(t, s)); len(rep.Errors) != len(want) || n != 2 {
		t.Errorf("%d products in, errors %v", n, got)
	}
}

// TestYAMLAndJSONAgree reads the same shop in either notation and section order.
func TestYAMLAndJSONAgree(t *testing.T) {
	a, b := newStore(t), newStore(t)
	importText(t, a, "products:\n  - handle: x\n    title: X\n    variants: [{options: {b: 1, a: 2}, price: 5}]\nshop: {currency: JPY}\n", "a")
	importText(t, b, "{\"products\": [\n{\"handle\":\"x\",\"title\":\"X\",\"variants\":[{\"options\":{\"b\":1,\"a\":2},\"price\":5}]}],\n\"shop\":{\"currency\":\"JPY\"}}", "b")
	if diff := cmp.Diff(catalog(t, a), catalog(t, b), asImported); diff != "" {
		t.Error(diff)
	}
	if v := catalog(t, a)["x"].Variants[0]; v.Price != 5 || v.SKU != "x--1-2" || v.Options[0].Name != "b" {
		t.Errorf("variant %+v", v)
	}
}

// TestOrders fills what follows from the catalog and nothing else.
func TestOrders(t *testing.T) {
	s := newStore(t)
	importFile(t, s, "shop.yaml")
	o, err := s.Order(context.Background(), "5001")
	if err != nil {
		t.Fatal(err)
	}
	if o.Subtotal != 8900 || o.Tax != 712 || o.Shipping != 0 || o.Total != 9612 || o.Lines[0].Title != "Swift Runner" || o.Lines[0].Unit != 8900 {
		t.Errorf("5001: %+v", o)
	}
	if got := noon().Sub(o.Delivered.Go()).Hours() / 24; got != 22 || o.Payment != data.PaymentPaid || o.Fulfilment != data.Fulfilled {
		t.Errorf("5001 was delivered %v days ago, %s, %s", got, o.Payment, o.Fulfilment)
	}
	if o, err = s.Order(context.Background(), "5002"); err != nil || o.Subtotal != 0 || o.Tax != 0 || o.Total != 20000 || o.Lines[1].Title != "GONE-1" {
		t.Errorf("5002 cannot be taken apart, but: %+v %v", o, err)
	}
	// 12.50 and 5 % of it, and 4.90 to ship: 18.03, so that 18.02 is no known sum
	if o, err = s.Order(context.Background(), "5003"); err != nil || o.Subtotal != 0 || o.Total != 1802 {
		t.Errorf("5003: %+v %v", o, err)
	}
}

// TestFormulas guards cells a spreadsheet would run and takes the guard off again.
func TestFormulas(t *testing.T) {
	s := newStore(t)
	nasty := []string{"=1+1", "+49 1", "-5 %", "@SUM(A1)", "'=quoted", "''-x", "plain", "=cmd|' /C calc'!A0"}
	for i, n := range nasty {
		importText(t, s, fmt.Sprintf(`{"handle":"p%d","title":%q,"brand":%q,"tags":[%q],"price":1,"attributes":{"a":[%q]},"variants":[{"sku":%q,"options":{"o":%q}}]}`,
			i, n, n, n, n, fmt.Sprintf("%s%d", n, i), n), "x.ndjson")
	}
	want := catalog(t, s)
	if len(want) != len(nasty) {
		t.Fatalf("%d products", len(want))
	}
	for _, f := range []feed.Format{feed.Shopify, feed.WooCommerce, feed.GoogleCSV, feed.GoogleTSV, feed.GoogleXML, feed.XLSX} {
		text := exportText(t, s, f)
		if f == feed.Shopify || f == feed.WooCommerce || f == feed.GoogleCSV {
			for _, bad := range []string{",=", ",+", ",@", ",\"=", "\n=", "\n@"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s has a cell that begins %q", f, bad)
				}
			}
		}
		to := newStore(t)
		importText(t, to, text, "x"+f.Ext())
		if diff := cmp.Diff(want, catalog(t, to), asImported); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f, diff)
		}
	}
}

// TestWorkbook reads a sheet with a title above the header and numbers as Excel keeps them.
func TestWorkbook(t *testing.T) {
	book := excelize.NewFile()
	for at, v := range map[string]any{"A1": "Our products", "A3": "Handle", "B3": "Title", "C3": "Variant Price", "D3": "Variant Barcode",
		"E3": "Variant Inventory Qty", "A4": "cup", "B4": "Cup", "C4": 0.1 + 0.2 + 89.6, "D4": 4006381333931, "E4": 3.0} {
		if err := book.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	s := newStore(t)
	wantClean(t, "workbook", importText(t, s, b.String(), "products"))
	v := catalog(t, s)["cup"].Variants[0]
	if v.Price != 8990 || v.Barcode != "4006381333931" || !v.Tracked || v.Stock != 3 {
		t.Errorf("variant %+v", v)
	}
}

// TestBomb stops a gzip file that unpacks to absurdly more than it holds.
func TestBomb(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, "Handle,Title,Price\n")
	chunk := bytes.Repeat([]byte("\n"), 1<<20)
	for range 80 {
		if _, err := z.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	im := feed.Importer{Store: newStore(t)}
	if _, err := im.Import(context.Background(), &b, "bomb.csv.gz", feed.ImportOptions{}); err == nil || !strings.Contains(err.Error(), "unpacks to more than") {
		t.Errorf("error %v", err)
	}
}

// TestCurrencyStays keeps the currency of a shop with products.
func TestCurrencyStays(t *testing.T) {
	s := newStore(t)
	importFile(t, s, "shop.yaml")
	im := feed.Importer{Store: s, Clock: noon}
	_, err := im.Import(context.Background(), strings.NewReader("shop: {currency: EUR}\n"), "eur.yaml", feed.ImportOptions{})
	if !errors.Is(err, data.ErrConflict) {
		t.Errorf("error %v", err)
	}
}

// TestProgress only grows and ends at the whole.
func TestProgress(t *testing.T) {
	var b strings.Builder
	b.WriteString("Handle,Title,Price\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "p%d,Product %d,1\n", i, i)
	}
	for _, text := range []string{b.String(), exportOf(t, b.String())} {
		var last, total int64
		im := feed.Importer{Store: newStore(t), Clock: noon, Progress: func(done, all int64) {
			if done < last {
				t.Errorf("progress falls from %d to %d", last, done)
			}
			last, total = done, all
		}}
		if _, err := im.Import(context.Background(), strings.NewReader(text), "x", feed.ImportOptions{Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		if last != int64(len(text)) || total != last {
			t.Errorf("progress ends at %d of %d, want %d", last, total, len(text))
		}
	}
}

// exportOf imports a table and writes it as lines.
func exportOf(t *testing.T, text string) string {
	t.Helper()
	s := newStore(t)
	importText(t, s, text, "x.csv")
	return exportText(t, s, feed.NDJSON)
}

// TestCancelled stops and says so; what was put stays whole.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	im := feed.Importer{Store: newStore(t), Clock: noon}
	if _, err := im.Import(ctx, strings.NewReader("Handle,Title,Price\na,A,1\n"), "x.csv", feed.ImportOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
