package sqlite

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"shoptalk/data"
)

// Products keep lists and attributes as JSON text that only this file writes. Reading it back
// with encoding/json took most of the time of a product read, so the plain forms are scanned
// by hand, and whatever looks different is left to encoding/json.

// appendText appends a JSON string.
func appendText(b []byte, s string) []byte {
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == utf8.RuneError }) {
		quoted, _ := json.Marshal(s) // a string: cannot fail
		return append(b, quoted...)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// appendTexts appends a JSON list of strings.
func appendTexts(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, t := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, t)
	}
	return append(b, ']')
}

// textsJSON is a list of strings as JSON.
func textsJSON(texts []string) string { return string(appendTexts(nil, texts)) }

// appendNumber appends a finite number as JSON, the shortest form that reads back the same.
func appendNumber(b []byte, f float64) []byte {
	form := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		form = 'e'
	}
	return strconv.AppendFloat(b, f, form, -1, 64)
}

// appendAttributes appends attributes as a JSON object with sorted keys.
func appendAttributes(b []byte, a data.Attributes) []byte {
	b = append(b, '{')
	for i, k := range a.Keys() {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, k), ':')
		if v := a[k]; v.Numeric {
			b = appendNumber(b, v.Number)
		} else {
			b = appendTexts(b, v.Texts)
		}
	}
	return append(b, '}')
}

// appendOptions appends options as a JSON list of [name, value].
func appendOptions(b []byte, options []data.Option) []byte {
	b = append(b, '[')
	for i, o := range options {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendTexts(b, []string{o.Name, o.Value})
	}
	return append(b, ']')
}

// appendIDs appends a JSON list of integers.
func appendIDs[T ~int64](b []byte, ids []T) []byte {
	b = append(b, '[')
	for i, id := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(id), 10)
	}
	return append(b, ']')
}

// parseTexts reads a JSON list of strings; nil for an empty one.
func parseTexts(s string) ([]string, error) {
	sc := scanner{s: s}
	if texts, ok := sc.texts(); ok && sc.done() {
		return texts, nil
	}
	var texts []string
	err := json.Unmarshal([]byte(s), &texts)
	return texts, err
}

// parseAttributes reads attributes; nil for none.
func parseAttributes(s string) (data.Attributes, error) {
	sc := scanner{s: s}
	if a, ok := sc.attributes(); ok && sc.done() {
		return a, nil
	}
	var a data.Attributes
	err := json.Unmarshal([]byte(s), &a)
	return a, err
}

// parseOptions reads options; nil for none.
func parseOptions(s string) ([]data.Option, error) {
	if s == "[]" {
		return nil, nil
	}
	var pairs [][2]string
	sc := scanner{s: s}
	options, ok := sc.options()
	if ok && sc.done() {
		return options, nil
	}
	if err := json.Unmarshal([]byte(s), &pairs); err != nil {
		return nil, err
	}
	options = options[:0]
	for _, p := range pairs {
		options = append(options, data.Option{Name: p[0], Value: p[1]})
	}
	return options, nil
}

// scanner walks over JSON written by the functions above: no spaces, no escapes. Its methods
// tell false when they meet anything else. The strings it gives share the text's memory.
type scanner struct {
	s string
	i int
}

func (sc *scanner) done() bool { return sc.i == len(sc.s) }

// take steps over one character if it is the next.
func (sc *scanner) take(c byte) bool {
	if sc.i < len(sc.s) && sc.s[sc.i] == c {
		sc.i++
		return true
	}
	return false
}

func (sc *scanner) text() (string, bool) {
	if !sc.take('"') {
		return "", false
	}
	rest := sc.s[sc.i:]
	n := strings.IndexByte(rest, '"')
	if n < 0 || strings.IndexByte(rest[:n], '\\') >= 0 {
		return "", false
	}
	sc.i += n + 1
	return rest[:n], true
}

func (sc *scanner) texts() ([]string, bool) {
	if !sc.take('[') {
		return nil, false
	}
	if sc.take(']') {
		return nil, true
	}
	texts := make([]string, 0, 1)
	for {
		t, ok := sc.text()
		if !ok {
			return nil, false
		}
		texts = append(texts, t)
		if !sc.take(',') {
			return texts, sc.take(']')
		}
	}
}

func (sc *scanner) number() (float64, bool) {
	rest := sc.s[sc.i:]
	n := strings.IndexAny(rest, ",}")
	if n < 0 {
		return 0, false
	}
	sc.i += n
	f, err := strconv.ParseFloat(rest[:n], 64)
	return f, err == nil
}

func (sc *scanner) attributes() (data.Attributes, bool) {
	if !sc.take('{') {
		return nil, false
	}
	if sc.take('}') {
		return nil, true
	}
	a := make(data.Attributes, strings.Count(sc.s, `":`))
	for {
		key, ok := sc.text()
		if !ok || !sc.take(':') || sc.done() {
			return nil, false
		}
		v := data.Value{}
		if sc.s[sc.i] == '[' {
			v.Texts, ok = sc.texts()
		} else {
			v.Numeric = true
			v.Number, ok = sc.number()
		}
		if !ok {
			return nil, false
		}
		a[key] = v
		if !sc.take(',') {
			return a, sc.take('}')
		}
	}
}

func (sc *scanner) options() ([]data.Option, bool) {
	if !sc.take('[') {
		return nil, false
	}
	options := make([]data.Option, 0, 2)
	for {
		pair, ok := sc.texts()
		if !ok || len(pair) != 2 {
			return nil, false
		}
		options = append(options, data.Option{Name: pair[0], Value: pair[1]})
		if !sc.take(',') {
			return options, sc.take(']')
		}
	}
}
