package feed

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// items is a Google Merchant feed in XML. Every <item> (RSS) or <entry> (Atom) is cut out
// and parsed by itself, so that a broken one does not hide the rest.
type items struct {
	sc       *bufio.Scanner
	head     *header
	line     int
	upcoming int
	skip     int // line ends before the item in the token
	over     bool
}

var (
	itemStart = regexp.MustCompile(`<(item|entry)(?:\s[^>]*)?>`)
	encodings = regexp.MustCompile(`^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']`)
)

// newItems reads a feed whose bytes are in the encoding its first line names.
func newItems(r *bufio.Reader) (*items, error) {
	head, _ := r.Peek(256)
	var src io.Reader = r
	if m := encodings.FindSubmatch(head); m != nil && !strings.HasPrefix(strings.ToLower(string(m[1])), "utf") {
		enc, err := htmlindex.Get(string(m[1]))
		if err != nil {
			return nil, fmt.Errorf("the file says it is written in %q, which is not known; save it as UTF-8", short(string(m[1])))
		}
		src = enc.NewDecoder().Reader(r)
	}
	it := &items{head: newHeader(nil, google{}.canon), upcoming: 1}
	it.sc = bufio.NewScanner(src)
	it.sc.Buffer(make([]byte, 64<<10), maxRecord)
	it.sc.Split(it.split)
	return it, nil
}

func (it *items) columns() *header { return it.head }

// split is a bufio.SplitFunc whose tokens end with an item.
func (it *items) split(window []byte, atEOF bool) (int, []byte, error) {
	it.over = false
	at := itemStart.FindSubmatchIndex(window)
	if at == nil {
		if atEOF {
			return len(window), nil, nil
		}
		// keep a tail that may be half a tag; its line ends are counted here
		drop := max(0, len(window)-1024)
		it.upcoming += bytes.Count(window[:drop], []byte{'\n'})
		return drop, nil, nil
	}
	closing := []byte("</" + string(window[at[2]:at[3]]) + ">")
	if end := bytes.Index(window[at[1]:], closing); end >= 0 {
		end += at[1] + len(closing)
		it.skip = bytes.Count(window[:at[0]], []byte{'\n'})
		return end, window[:end], nil
	}
	if len(window) >= maxRecord-1 || atEOF {
		it.over = true
		it.skip = bytes.Count(window[:at[0]], []byte{'\n'})
		return at[1], window[:at[1]], nil
	}
	return 0, nil, nil
}

func (it *items) next() (row, error) {
	if !it.sc.Scan() {
		if err := it.sc.Err(); err != nil {
			return row{}, err
		}
		return row{}, io.EOF
	}
	token := it.sc.Bytes()
	it.line = it.upcoming + it.skip
	it.upcoming += bytes.Count(token, []byte{'\n'})
	if it.over {
		return row{}, &RowError{Line: it.line, Reason: "the product is never closed, or longer than 4 MB"}
	}
	at := itemStart.FindIndex(token)
	r := row{line: it.line, head: it.head}
	if err := it.parse(toUTF8(token[at[0]:]), &r); err != nil {
		return row{}, &RowError{Line: it.line, Reason: "the XML of this product is broken: " + err.Error()}
	}
	return r, nil
}

// parse reads the children of one item into cells.
func (it *items) parse(text string, r *row) error {
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	depth := 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errXML(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth < 2 {
				continue
			}
			if err := it.child(dec, t, r); err != nil {
				return err
			}
			depth--
		case xml.EndElement:
			depth--
		}
	}
}

// errXML keeps the message of a syntax error without the line, which is of the item alone.
func errXML(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return errors.New(syntax.Msg)
	}
	return err
}

// child reads one attribute of a product. Nested parts are joined with colons, as Google
// writes them in text feeds.
func (it *items) child(dec *xml.Decoder, start xml.StartElement, r *row) error {
	value, err := elementText(dec, 0)
	if err != nil {
		return err
	}
	name := start.Name.Local
	if start.Name.Space == "c" {
		name = "c:" + name
	}
	if value == "" {
		for _, a := range start.Attr {
			if a.Name.Local == "href" {
				value = a.Value
			}
		}
	}
	canonical := google{}.canon(name)
	i, ok := it.head.at[canonical]
	if !ok {
		if len(it.head.names) >= maxColumns {
			return errColumns
		}
		i = it.head.add(name, canonical)
	}
	for len(r.cells) <= i {
		r.cells = append(r.cells, "")
	}
	switch {
	case google{}.repeats(canonical):
		r.cells[i] += value + string(listEnd)
	case r.cells[i] == "":
		r.cells[i] = value
	}
	return nil
}

// elementText is the text up to the end of the element begun, parts joined with colons.
func elementText(dec *xml.Decoder, depth int) (string, error) {
	if depth > maxNesting {
		return "", errors.New("elements are nested too deeply")
	}
	var text strings.Builder
	var parts []string
	for {
		tok, err := dec.Token()
		if err != nil {
			return "", errXML(err)
		}
		switch t := tok.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			part, err := elementText(dec, depth+1)
			if err != nil {
				return "", err
			}
			parts = append(parts, part)
		case xml.EndElement:
			if len(parts) > 0 {
				return strings.Join(parts, ":"), nil
			}
			return strings.TrimSpace(text.String()), nil
		}
	}
}
