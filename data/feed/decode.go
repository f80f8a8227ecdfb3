package feed

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
	"shoptalk/data/lexicon"
)

// decoder reads trees into values and gathers what is wrong with them, each with its line.
type decoder struct {
	now  time.Time      // what dates in days are counted from
	zone *time.Location // of dates without a zone; nil: UTC
	errs []RowError
}

// keys says how to read each key of an object.
type keys map[string]func(n *yaml.Node, field string)

// known tells whether there is such a key.
func (k keys) known(name string) bool { _, ok := k[name]; return ok }

// wrong notes an error.
func (d *decoder) wrong(n *yaml.Node, field, reason string) {
	d.errs = append(d.errs, RowError{Line: n.Line, Field: field, Reason: reason})
}

// object reads a mapping by its keys. Unknown and repeated ones are errors; the names of
// those that are there come back.
func (d *decoder) object(n *yaml.Node, field string, k keys) []string {
	n = resolved(n)
	if n.Kind != yaml.MappingNode {
		d.wrong(n, field, "must be an object with keys")
		return nil
	}
	seen := make([]string, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, n.Content[i+1]
		read, ok := k[name]
		switch {
		case !ok:
			d.wrong(n.Content[i], joinField(field, name), "unknown key"+didYouMean(name, k))
		case slices.Contains(seen, name):
			d.wrong(n.Content[i], joinField(field, name), "stands here twice")
		default:
			seen = append(seen, name)
			if !isNull(value) {
				read(resolved(value), joinField(field, name))
			}
		}
	}
	return seen
}

func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func joinField(field, name string) string {
	if field == "" {
		return name
	}
	return field + "." + name
}

// didYouMean names the nearest known key, if one is near.
func didYouMean(name string, k keys) string {
	best, least := "", 4
	for known := range k {
		if dist := lexicon.Edits(strings.ToLower(name), known); dist < least || dist == least && known < best {
			best, least = known, dist
		}
	}
	if best == "" || least > max(1, len(name)/2) {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// each reads a list; a single value counts as a list of one when lists of texts are meant.
func (d *decoder) each(n *yaml.Node, field string, read func(n *yaml.Node, field string)) {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, field, "must be a list")
		return
	}
	for i, c := range n.Content {
		read(resolved(c), field+"["+strconv.Itoa(i)+"]")
	}
}

// scalar is the text of a single value.
func (d *decoder) scalar(n *yaml.Node, field string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, field, "must be a single value")
		return "", false
	}
	return n.Value, true
}

func (d *decoder) text(to *string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		if s, ok := d.scalar(n, field); ok {
			*to = clean(s)
		}
	}
}

func (d *decoder) texts(to *[]string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		if n.Kind == yaml.ScalarNode {
			*to = distinct([]string{clean(n.Value)})
			return
		}
		var out []string
		d.each(n, field, func(n *yaml.Node, field string) {
			if s, ok := d.scalar(n, field); ok {
				out = append(out, clean(s))
			}
		})
		*to = distinct(out)
	}
}

func (d *decoder) flag(to *bool) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		s, ok := d.scalar(n, field)
		v, known := yes(s)
		if ok && !known {
			d.wrong(n, field, fmt.Sprintf("%q must be true or false", short(s)))
		}
		*to = v
	}
}

func (d *decoder) count(to *int) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		s, ok := d.scalar(n, field)
		if !ok {
			return
		}
		v, err := whole(s, false)
		if err != nil {
			d.wrong(n, field, err.Error())
		}
		*to = v
	}
}

// counted reads a whole number that may be absent.
func (d *decoder) counted(to **int) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		var v int
		d.count(&v)(n, field)
		*to = &v
	}
}

func (d *decoder) float(to *float64) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		s, ok := d.scalar(n, field)
		if !ok {
			return
		}
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || v != v || v-v != 0 {
			d.wrong(n, field, fmt.Sprintf("%q is not a number", short(s)))
			return
		}
		*to = v
	}
}

var plainAmount = regexp.MustCompile(`^-?[0-9]{1,15}(?:\.[0-9]+)?$`)

// decimal keeps an amount as it is written.
func (d *decoder) decimal(to *Decimal) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		s, ok := d.scalar(n, field)
		if !ok {
			return
		}
		if !plainAmount.MatchString(s) {
			d.wrong(n, field, fmt.Sprintf("%q is not an amount such as 12.50", short(s)))
			return
		}
		*to = Decimal(s)
	}
}

// when reads a date or time.
func (d *decoder) when(to *data.Time) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		s, ok := d.scalar(n, field)
		if !ok {
			return
		}
		t, err := moment(s, d.zone)
		if err != nil {
			d.wrong(n, field, fmt.Sprintf("%q is not a date such as 2026-11-22 or 2026-11-22T12:00:00Z", short(s)))
			return
		}
		*to = t
	}
}

// value reads an attribute: a number, a text, a truth value or a list of those.
func (d *decoder) value(n *yaml.Node, field string) (data.Value, bool) {
	if n.Kind == yaml.SequenceNode {
		var texts []string
		d.texts(&texts)(n, field)
		return data.Value{Texts: texts}, true
	}
	s, ok := d.scalar(n, field)
	if !ok {
		return data.Value{}, false
	}
	if n.Tag == "!!int" || n.Tag == "!!float" {
		if f, err := strconv.ParseFloat(s, 64); err == nil && f-f == 0 {
			return data.Number(f), true
		}
	}
	return data.Value{Texts: distinct([]string{clean(s)})}, true
}
