package talk

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"shoptalk/data/lexicon"
)

// Problem is something wrong with a test file.
type Problem struct {
	Line   int // 0: the file as a whole
	Field  string
	Reason string
}

func (p *Problem) Error() string {
	s := p.Reason
	if p.Field != "" {
		s = p.Field + " " + s
	}
	if p.Line > 0 {
		s = "line " + strconv.Itoa(p.Line) + ": " + s
	}
	return s
}

// Parse reads a test file. The error joins everything wrong with it, each a *Problem.
func Parse(r io.Reader) (File, error) {
	var f File
	var doc yaml.Node
	switch err := yaml.NewDecoder(r).Decode(&doc); {
	case errors.Is(err, io.EOF):
		return f, &Problem{Reason: "the file is empty; it needs tests: [{id, turns: [{u, expect}]}]"}
	case err != nil:
		return f, &Problem{Reason: strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	d := &decoder{}
	d.file(&f, doc.Content[0])
	return f, errors.Join(d.errs...)
}

// decoder reads YAML nodes and collects what is wrong with them.
type decoder struct {
	errs []error
}

// fields are the keys an object may have, with what reads each.
type fields map[string]func(n *yaml.Node, field string)

func (d *decoder) wrong(n *yaml.Node, field, format string, args ...any) {
	d.errs = append(d.errs, &Problem{Line: n.Line, Field: field, Reason: fmt.Sprintf(format, args...)})
}

// pairs walks over the keys of an object in order.
func (d *decoder) pairs(n *yaml.Node, field string, read func(key string, k, v *yaml.Node)) {
	n = resolved(n)
	if n.Kind != yaml.MappingNode {
		d.wrong(n, field, "must be an object of keys and values")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i].Value
		if seen[key] {
			d.wrong(n.Content[i], join(field, key), "stands here twice")
			continue
		}
		seen[key] = true
		read(key, n.Content[i], resolved(n.Content[i+1]))
	}
}

// object reads an object whose keys are known.
func (d *decoder) object(n *yaml.Node, field string, known fields) {
	d.pairs(n, field, func(key string, k, v *yaml.Node) {
		read, ok := known[key]
		if !ok {
			d.wrong(k, join(field, key), "is no key a test knows%s", nearest(key, slices.Sorted(maps.Keys(known))))
			return
		}
		read(v, join(field, key))
	})
}

// list reads a list; a single value counts as a list of one.
func (d *decoder) list(n *yaml.Node, field string, read func(n *yaml.Node, field string)) {
	if n.Kind != yaml.SequenceNode {
		read(n, field)
		return
	}
	for i, c := range n.Content {
		read(resolved(c), field+"["+strconv.Itoa(i)+"]")
	}
}

func (d *decoder) text(to *string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
			d.wrong(n, field, "must be a text")
			return
		}
		*to = n.Value
	}
}

func (d *decoder) texts(to *[]string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		*to = []string{}
		d.list(n, field, func(n *yaml.Node, field string) {
			var s string
			d.text(&s)(n, field)
			*to = append(*to, s)
		})
	}
}

// oneOf reads texts of which each must be known.
func (d *decoder) oneOf(to *[]string, what string, known []string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		d.texts(to)(n, field)
		for _, s := range *to {
			if !slices.Contains(known, s) {
				d.wrong(n, field, "%q is no %s%s", s, what, nearest(s, known))
			}
		}
	}
}

func (d *decoder) count(to **int) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		v, err := strconv.Atoi(n.Value)
		if err != nil || n.Kind != yaml.ScalarNode {
			d.wrong(n, field, "must be a whole number")
			return
		}
		*to = &v
	}
}

// counts reads SKUs with whole numbers.
func (d *decoder) counts(to *map[string]int) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		*to = map[string]int{}
		d.pairs(n, field, func(key string, _, v *yaml.Node) {
			var c *int
			if d.count(&c)(v, join(field, key)); c != nil {
				(*to)[key] = *c
			}
		})
	}
}

func (d *decoder) number(n *yaml.Node, field string) float64 {
	v, err := strconv.ParseFloat(n.Value, 64)
	if err != nil || n.Kind != yaml.ScalarNode {
		d.wrong(n, field, "must be a number")
	}
	return v
}

// value reads anything YAML can say, with numbers as float64.
func (d *decoder) value(n *yaml.Node, field string) any {
	var v any
	if err := n.Decode(&v); err != nil {
		d.wrong(n, field, "cannot be read: %v", err)
	}
	return plain(v)
}

// plain makes of decoded YAML what decoded JSON would be.
func plain(v any) any {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
		return v
	case map[string]any:
		for k := range v {
			v[k] = plain(v[k])
		}
		return v
	}
	return v
}

func resolved(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

func join(field, key string) string {
	if field == "" {
		return key
	}
	return field + "." + key
}

// nearest names the known word that is spelt most like one that is not known, if one is near.
func nearest(word string, known []string) string {
	best, least := "", max(2, len(word)/2+1)
	for _, k := range known {
		if d := lexicon.Edits(strings.ToLower(word), k); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return "; it knows " + strings.Join(known, ", ")
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
