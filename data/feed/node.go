package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// JSON and YAML meet in yaml.Node: a tree that keeps the order of keys, numbers as they are
// written, and lines. parseJSON and parseYAML make it; decoder reads it.

// parseJSON reads one JSON value that begins on a line.
func parseJSON(b []byte, line int) (*yaml.Node, error) {
	p := &jsonParser{b: b, line: line, dec: json.NewDecoder(bytes.NewReader(b))}
	p.dec.UseNumber()
	n, err := p.value(0)
	if err == nil {
		if _, more := p.dec.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is more after the end of the object")
		}
	}
	if err != nil {
		return nil, &RowError{Line: p.at(), Reason: jsonReason(err)}
	}
	return n, nil
}

// jsonReason puts an error of the JSON reader in words.
func jsonReason(err error) string {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return "the JSON ends too early: a bracket or quote is never closed"
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return "this is no valid JSON: " + syntax.Error()
	}
	return err.Error()
}

type jsonParser struct {
	b       []byte
	dec     *json.Decoder
	line    int // of the byte at counted
	counted int
	nodes   int
}

// at is the line the decoder has reached.
func (p *jsonParser) at() int {
	end := min(int(p.dec.InputOffset()), len(p.b))
	p.line += bytes.Count(p.b[p.counted:end], []byte{'\n'})
	p.counted = end
	return p.line
}

func (p *jsonParser) value(depth int) (*yaml.Node, error) {
	if depth > maxNesting {
		return nil, fmt.Errorf("lists and objects are nested more than %d deep", maxNesting)
	}
	if p.nodes++; p.nodes > maxNodes {
		return nil, fmt.Errorf("it holds more than %d values", maxNodes)
	}
	tok, err := p.dec.Token()
	if err != nil {
		return nil, err
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: p.at()}
	switch t := tok.(type) {
	case json.Delim:
		return n, p.container(n, t, depth)
	case string:
		n.Tag, n.Value = "!!str", t
	case json.Number:
		n.Tag, n.Value = "!!float", t.String()
		if _, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			n.Tag = "!!int"
		}
	case bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(t)
	default:
		n.Tag, n.Value = "!!null", "null"
	}
	return n, nil
}

func (p *jsonParser) container(n *yaml.Node, open json.Delim, depth int) error {
	n.Kind, n.Tag = yaml.MappingNode, "!!map"
	if open == '[' {
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
	}
	for p.dec.More() {
		child, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.Content = append(n.Content, child)
		if n.Kind == yaml.MappingNode {
			if child, err = p.value(depth + 1); err != nil {
				return err
			}
			n.Content = append(n.Content, child)
		}
	}
	_, err := p.dec.Token()
	return err
}

// parseYAML reads one YAML document that begins on a line. Lines of the nodes count from
// there. An empty document is a null node.
func parseYAML(b []byte, line int) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(toUTF8(b)), &doc); err != nil {
		return nil, &RowError{Line: line, Reason: fmt.Sprintf("the YAML of the part that begins here is broken: %v (lines counted from here)", err)}
	}
	if len(doc.Content) == 0 {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: line}, nil
	}
	budget := maxNodes
	if err := shiftLines(doc.Content[0], line-1, 0, &budget); err != nil {
		return nil, &RowError{Line: line, Reason: err.Error()}
	}
	return doc.Content[0], nil
}

// shiftLines moves the lines of a tree and refuses one that is too deep or, aliases
// followed, too large.
func shiftLines(n *yaml.Node, by, depth int, budget *int) error {
	if *budget--; *budget < 0 {
		return fmt.Errorf("it holds more than %d values", maxNodes)
	}
	if depth > maxNesting {
		return fmt.Errorf("lists and objects are nested more than %d deep", maxNesting)
	}
	if n.Kind == yaml.AliasNode {
		return shiftLines(n.Alias, 0, depth+1, budget)
	}
	n.Line += by
	for _, c := range n.Content {
		if err := shiftLines(c, by, depth+1, budget); err != nil {
			return err
		}
	}
	return nil
}
