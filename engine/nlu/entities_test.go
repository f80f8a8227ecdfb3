package nlu

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shoptalk/index"
)

// The least precision and recall of the annotated messages.
const (
	precisionFloor = 0.97
	recallFloor    = 0.97
)

func TestEntities(t *testing.T) {
	b, err := os.ReadFile("testdata/entities.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, messages := New(), 0
	right, found, wanted := 0, 0, 0
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, c, want := annotated(t, line)
		got := entities(r.Read(text, shop(), c))
		messages++
		found, wanted = found+len(got), wanted+len(want)
		missing := slices.DeleteFunc(slices.Clone(want), func(e string) bool { return slices.Contains(got, e) })
		right += len(want) - len(missing)
		extra := slices.DeleteFunc(slices.Clone(got), func(e string) bool { return slices.Contains(want, e) })
		if len(missing)+len(extra) > 0 {
			t.Logf("%q: missing %q, extra %q", text, missing, extra)
		}
	}
	precision, recall := float64(right)/float64(found), float64(right)/float64(wanted)
	t.Logf("%d messages, %d entities: precision %.3f, recall %.3f", messages, wanted, precision, recall)
	if precision < precisionFloor || recall < recallFloor {
		t.Errorf("precision %.3f and recall %.3f, want %.2f and %.2f", precision, recall, precisionFloor, recallFloor)
	}
}

// annotated takes a line of the file apart.
func annotated(t *testing.T, line string) (text string, c Context, want []string) {
	text, marks, ok := strings.Cut(line, "=>")
	if !ok {
		t.Fatalf("no => in %q", line)
	}
	c = Context{Currency: "USD", Locale: "en-US"}
	text = strings.TrimSpace(text)
	for strings.HasSuffix(text, "]") {
		i := strings.LastIndex(text, "[")
		flag := text[i+1 : len(text)-1]
		text = strings.TrimSpace(text[:i])
		switch {
		case flag == "r":
			c.Search, c.Results = true, 5
		case flag == "f":
			c.Focus = true
		case flag == "inr":
			c.Currency, c.Locale = "INR", "en-IN"
		case flag == "eur":
			c.Currency, c.Locale = "EUR", "de-DE"
		default:
			c.Asked = append(c.Asked, strings.TrimPrefix(flag, "ask:"))
		}
	}
	for i, part := range strings.Split(marks, `"`) {
		if i%2 == 1 {
			want = append(want, part)
			continue
		}
		want = append(want, strings.Fields(part)...)
	}
	return text, c, want
}

// entities lists what a meaning holds, in the notation of the file.
func entities(m Meaning) []string {
	var out []string
	for _, p := range m.Parts {
		out = append(out, constraintMarks("", &p.Want)...)
		for _, r := range p.Refs {
			out = append(out, refMark(r))
		}
		if q := p.Quantity; q != nil {
			out = append(out, fmt.Sprintf("qty=%v%s", q.N, q.Unit))
		}
		if c := p.Compare; c != nil {
			degree := map[[2]bool]string{{true, false}: "more", {false, false}: "less", {true, true}: "most", {false, true}: "least"}
			out = append(out, "cmp="+degree[[2]bool{c.More, c.Superlative}]+":"+c.Key)
		}
		for _, s := range p.Slots {
			v := s.Value
			if s.Kind == SlotAmount {
				v = fmt.Sprint(s.Number)
			}
			out = append(out, fmt.Sprintf("slot.%s=%s", s.Kind, v))
		}
		for _, d := range p.Drop {
			out = append(out, "drop="+d)
		}
		for _, f := range p.Fields {
			out = append(out, "field="+f)
		}
	}
	return out
}

func refMark(r Ref) string {
	switch r.Kind {
	case RefOrdinal:
		return fmt.Sprintf("ref=%d", r.N)
	case RefFirst:
		return fmt.Sprintf("ref=first:%d", r.N)
	case RefProduct:
		return "ref=" + r.Handle
	}
	return "ref=" + map[RefKind]string{RefIt: "it", RefThem: "them", RefOther: "other", RefSuper: "super"}[r.Kind]
}

func constraintMarks(prefix string, c *index.Constraints) []string {
	var out []string
	put := func(key string, v any) {
		if f, ok := v.(float64); ok {
			v = strconv.FormatFloat(f, 'f', -1, 64)
		}
		out = append(out, fmt.Sprintf("%s%s=%v", prefix, key, v))
	}
	for w := range strings.FieldsSeq(c.Text) {
		put("text", w)
	}
	for _, v := range c.Category {
		put("category", v)
	}
	for _, v := range c.Brand {
		put("brand", v)
	}
	bounds := map[string]*float64{"price_gt": c.PriceGT, "price_gte": c.PriceGTE, "price_lt": c.PriceLT, "price_lte": c.PriceLTE, "rating_gte": c.Rating}
	for _, key := range slices.Sorted(maps.Keys(bounds)) {
		if v := bounds[key]; v != nil {
			put(key, *v)
		}
	}
	if c.InStock != nil {
		put("in_stock", *c.InStock)
	}
	if c.Sort != "" {
		put("sort", c.Sort)
	}
	for _, key := range slices.Sorted(maps.Keys(c.Values)) {
		for _, v := range c.Values[key] {
			put(key, v)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(c.Numbers)) {
		b := c.Numbers[key]
		switch {
		case b.Min != nil && b.Max != nil && *b.Min == *b.Max:
			put(key, *b.Min)
		default:
			if b.Min != nil {
				put(key+"_gte", *b.Min)
			}
			if b.Max != nil {
				put(key+"_lte", *b.Max)
			}
		}
	}
	if c.Not != nil {
		out = append(out, constraintMarks("not.", c.Not)...)
	}
	return out
}
