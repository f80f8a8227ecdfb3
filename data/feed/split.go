package feed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"
)

// sections lists the keys a shop file may have at its top.
var sections = [...]string{"now", "shop", "coupons", "policies", "synonyms", "categories", "products", "customers", "orders"}

func isSection(name string) bool { return slices.Contains(sections[:], name) }

// walker takes what a shop file holds, piece by piece, so that it never stands in memory
// whole. product may be nil to pass products over.
type walker struct {
	section func(name string, n *yaml.Node) error
	product func(n *yaml.Node) error
	broken  func(e RowError) // a piece that cannot be parsed
}

// piece hands on a parsed piece or its error.
func (w *walker) piece(n *yaml.Node, err error, take func(n *yaml.Node) error) error {
	var at *RowError
	if errors.As(err, &at) {
		w.broken(*at)
		return nil
	}
	if err != nil {
		return err
	}
	return take(n)
}

// lineReader counts lines behind a json.Decoder and bounds what one value may hold.
type lineReader struct {
	r    io.Reader
	read int64
	ends []int64 // where lines end, from the last asked for on
	line int
	left int64
}

func (l *lineReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			l.ends = append(l.ends, l.read+int64(i))
		}
	}
	l.read += int64(n)
	if l.left -= int64(n); l.left < 0 {
		return n, &RowError{Line: l.line + 1, Reason: fmt.Sprintf("a section holds more than %d MB", maxSection>>20)}
	}
	return n, err
}

// at is the line of an offset; offsets must not go back.
func (l *lineReader) at(offset int64) int {
	n := 0
	for n < len(l.ends) && l.ends[n] < offset {
		n++
	}
	l.line += n
	l.ends = l.ends[n:]
	return l.line + 1
}

// json walks a shop file in JSON, or a list of products.
func (w *walker) json(r io.Reader) error {
	lines := &lineReader{r: r, left: maxSection}
	dec := json.NewDecoder(lines)
	open, err := dec.Token()
	if err == nil && open == json.Delim('[') {
		err = w.jsonProducts(dec, lines)
	} else if err == nil {
		err = w.jsonSections(dec, lines)
	}
	var at *RowError
	if err != nil && !errors.As(err, &at) && isJSONError(err) {
		err = &RowError{Line: lines.at(dec.InputOffset()), Reason: jsonReason(err)}
	}
	return err
}

func isJSONError(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

func (w *walker) jsonSections(dec *json.Decoder, lines *lineReader) error {
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return err
		}
		name, _ := tok.(string)
		if name == "products" {
			if open, err := dec.Token(); err != nil {
				return err
			} else if open != json.Delim('[') {
				return &RowError{Line: lines.at(dec.InputOffset()), Field: name, Reason: "must be a list"}
			}
			if err := w.jsonProducts(dec, lines); err != nil {
				return err
			}
			continue
		}
		n, err := jsonValue(dec, lines)
		if err := w.piece(n, err, func(n *yaml.Node) error { return w.section(name, n) }); err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

func (w *walker) jsonProducts(dec *json.Decoder, lines *lineReader) error {
	for dec.More() {
		lines.left = maxSection
		if w.product == nil {
			var skip json.RawMessage
			if err := dec.Decode(&skip); err != nil {
				return err
			}
			continue
		}
		n, err := jsonValue(dec, lines)
		if err := w.piece(n, err, w.product); err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

// jsonValue reads the next value with the line it begins on.
func jsonValue(dec *json.Decoder, lines *lineReader) (*yaml.Node, error) {
	lines.left = maxSection
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return nil, err
	}
	return parseJSON([]byte(toUTF8(raw)), lines.at(dec.InputOffset()-int64(len(raw))))
}

// yamlWalk cuts a shop file in YAML at the lines that begin a section and, under products,
// at those that begin a list entry; each piece is then parsed by itself. Anchors hold
// within their piece.
type yamlWalk struct {
	*walker
	name   string // of the section under way; empty before the first
	items  bool   // it is products as a list of blocks
	indent int    // of the entries; -1 before the first
	buf    []byte
	line   int // where buf begins
}

var (
	sectionStart = regexp.MustCompile(`^["']?([a-z]+)["']?:(\s.*)?$`)
	nothing      = regexp.MustCompile(`^\s*(?:#.*)?$`)
)

// yaml walks a shop file in YAML.
func (w *walker) yaml(r *bufio.Reader) error {
	y := &yamlWalk{walker: w}
	for line := 1; ; line++ {
		b, long, err := readLine(r, maxRecord)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if long {
			return &RowError{Line: line, Reason: "the line is longer than 4 MB"}
		}
		if e := y.take(b, line); e != nil {
			return e
		}
		if err != nil {
			return y.flush()
		}
	}
}

func (y *yamlWalk) take(b []byte, line int) error {
	text := bytes.TrimRight(b, "\r\n")
	if m := sectionStart.FindSubmatch(text); m != nil && isSection(string(m[1])) {
		if err := y.flush(); err != nil {
			return err
		}
		y.name, y.line, y.indent = string(m[1]), line, -1
		y.items = y.name == "products" && nothing.Match(m[2])
		if !y.items {
			y.buf = append(y.buf, b...)
		}
		return nil
	}
	if s := string(text); s == "---" || s == "..." || y.name == "" && (nothing.Match(text) || s[0] == '%') {
		return nil
	}
	if y.items {
		return y.item(b, text, line)
	}
	return y.keep(b, line)
}

// item takes a line under products.
func (y *yamlWalk) item(b, text []byte, line int) error {
	bare := bytes.TrimLeft(text, " ")
	dash := bytes.HasPrefix(bare, []byte("- ")) || string(bare) == "-"
	indent := len(text) - len(bare)
	switch {
	case dash && (y.indent < 0 || indent == y.indent):
		if err := y.flushItem(); err != nil {
			return err
		}
		y.indent, y.line = indent, line
	case len(y.buf) == 0 && nothing.Match(text):
		return nil
	case indent == 0 && !nothing.Match(text):
		if err := y.flush(); err != nil {
			return err
		}
		y.name, y.items, y.line = "?", false, line // some other key, for the reader to refuse
	}
	return y.keep(b, line)
}

func (y *yamlWalk) keep(b []byte, line int) error {
	if len(y.buf) == 0 {
		y.line = line
		if y.name == "" {
			y.name = "?"
		}
	}
	y.buf = append(y.buf, b...)
	if len(y.buf) > maxSection || y.items && len(y.buf) > maxRecord {
		return &RowError{Line: y.line, Field: y.name, Reason: fmt.Sprintf("is longer than %d MB", min(len(y.buf)>>20, maxSection>>20))}
	}
	return nil
}

// flush hands on what is gathered.
func (y *yamlWalk) flush() error {
	if y.items {
		return y.flushItem()
	}
	if len(y.buf) == 0 {
		return nil
	}
	n, err := parseYAML(y.buf, y.line)
	y.buf = y.buf[:0]
	return y.piece(n, err, y.mapping)
}

// mapping hands on the keys of a piece of the top level.
func (y *yamlWalk) mapping(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		y.broken(RowError{Line: n.Line, Reason: "a shop file has sections such as shop: and products: at its top"})
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, resolved(n.Content[i+1])
		if !isSection(name) {
			value = n.Content[i] // so that the error names its line
		}
		var err error
		if name == "products" {
			err = y.products(value)
		} else {
			err = y.section(name, value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (y *yamlWalk) flushItem() error {
	if len(bytes.TrimSpace(y.buf)) == 0 || y.product == nil {
		y.buf = y.buf[:0]
		return nil
	}
	n, err := parseYAML(y.buf, y.line)
	y.buf = y.buf[:0]
	return y.piece(n, err, y.products)
}

// products hands on the entries of a list.
func (y *yamlWalk) products(n *yaml.Node) error {
	if y.product == nil || isNull(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		y.broken(RowError{Line: n.Line, Field: "products", Reason: "must be a list"})
		return nil
	}
	for _, c := range n.Content {
		if err := y.product(resolved(c)); err != nil {
			return err
		}
	}
	return nil
}
