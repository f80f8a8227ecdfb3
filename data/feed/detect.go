package feed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strings"
)

// ErrUnknown: the file is in none of the formats Shoptalk reads.
var ErrUnknown = errors.New("this is none of the files Shoptalk reads: a shop file (YAML or JSON), products as lines (NDJSON), " +
	"a product export of Shopify or WooCommerce, a Google Merchant feed, or a workbook (.xlsx) with the columns of one of these")

// errUnknownTable: a table with headers that say nothing.
var errUnknownTable = errors.New("the columns are not known: the first line must name them, as in an export of Shopify " +
	"(Handle, Title, Variant Price, ...), WooCommerce (SKU, Name, Regular price, ...) or a Google Merchant feed (id, title, price, ...)")

// source is a file made ready to read: unpacked, decoded, recognised.
type source struct {
	format  Format
	r       *bufio.Reader
	dialect dialect // of a text table
	sep     byte
	packed  *counter
}

// Detect recognises a file by its content and gives a reader of it from the start,
// unpacked and in UTF-8. The name decides only between formats that look alike. The error
// is ErrUnknown, or tells what is wrong with the file.
func Detect(r io.Reader, name string) (Format, io.Reader, error) {
	s, err := open(r, name)
	if err != nil {
		return "", nil, err
	}
	return s.format, s.r, nil
}

func open(r io.Reader, name string) (*source, error) {
	s := &source{packed: &counter{r: r}}
	raw, err := unpacked(s.packed)
	if err != nil {
		return nil, err
	}
	if head, _ := raw.Peek(4); bytes.Equal(head, []byte("PK\x03\x04")) {
		s.format, s.r = XLSX, raw
		return s, nil
	}
	s.r = decoded(raw)
	head, err := s.r.Peek(peekSize)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	return s, s.recognise(head, name)
}

func (s *source) recognise(head []byte, name string) error {
	text := bytes.TrimSpace(head)
	switch {
	case len(text) == 0:
		return errors.New("the file is empty")
	case bytes.IndexByte(text, 0) >= 0:
		return ErrUnknown
	case text[0] == '<':
		return s.recogniseXML(text)
	case text[0] == '{', text[0] == '[':
		return s.recogniseJSON(text, name)
	}
	if s.dialect, s.sep = tableOf(head); s.dialect != nil {
		s.format = s.dialect.format()
		if s.format == GoogleCSV && s.sep == '\t' {
			s.format = GoogleTSV
		}
		return nil
	}
	if sectionLine.Match(text) {
		s.format = ShopYAML
		return nil
	}
	return s.unknown(text, name)
}

// unknown picks the sentence that helps most.
func (s *source) unknown(text []byte, name string) error {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	switch strings.ToLower(filepath.Ext(strings.TrimSuffix(name, ".gz"))) {
	case ".yaml", ".yml":
		s.format = ShopYAML // its reader names the wrong key and the line
		return nil
	}
	if bytes.ContainsAny(line, separators) && !bytes.Contains(line, []byte(": ")) {
		return errUnknownTable
	}
	return ErrUnknown
}

// sectionLine finds the start of a section of a shop file in YAML.
var sectionLine = regexp.MustCompile(`(?m)^["']?(?:now|shop|coupons|policies|synonyms|categories|products|customers|orders)["']?:(?:\s|$)`)

func (s *source) recogniseXML(text []byte) error {
	for _, mark := range []string{"<rss", "<feed", "<item", "<entry", "<channel", "<rdf:"} {
		if bytes.Contains(text, []byte(mark)) {
			s.format = GoogleXML
			return nil
		}
	}
	return errors.New("this XML is no product feed: Shoptalk reads Google Merchant feeds, RSS 2.0 or Atom")
}

// recogniseJSON tells a shop file from products as lines by the first keys.
func (s *source) recogniseJSON(text []byte, name string) error {
	s.format = ShopJSON
	if text[0] == '[' {
		return nil
	}
	line, _, more := bytes.Cut(text, []byte{'\n'})
	whole := json.Valid(bytes.TrimSpace(line))
	dec := json.NewDecoder(bytes.NewReader(text))
	_, _ = dec.Token()
	key, _ := dec.Token()
	k, _ := key.(string)
	switch {
	case isSection(k):
	case whole, productKeys.known(k) && more, strings.Contains(strings.ToLower(name), ".ndjson"), strings.Contains(strings.ToLower(name), ".jsonl"):
		s.format = NDJSON
	}
	return nil
}
