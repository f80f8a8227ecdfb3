package feed

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
)

// sectionWriter writes the sections of a shop file in one of its notations.
type sectionWriter interface {
	section(name string, value any) error // one value
	begin(name string) error              // a list that comes entry by entry
	entry(value any) error
	end() error // of the list
	close() error
}

// object is a JSON object that keeps its order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in order; those that are nil are left out.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for _, m := range o {
		if m.value == nil {
			continue
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), m.key...), '"', ':')
		b = append(b, value...)
	}
	return append(b, '}'), nil
}

// orNil is nil for the zero value, so that an object leaves it out.
func orNil[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// shopFile writes every section.
func (x *export) shopFile(w sectionWriter) error {
	return firstOf(
		func() error { return w.section("shop", x.shopObject()) },
		func() error { return x.coupons(w) },
		func() error { return x.policies(w) },
		func() error { return x.synonyms(w) },
		func() error { return x.categories(w) },
		func() error { return x.products(w) },
		func() error { return x.customers(w) },
		func() error { return x.orders(w) },
		w.close,
	)
}

func (x *export) money(m data.Money) Decimal { return decimalOf(m, x.shop.Currency) }

// moneyOrNil leaves nothing out when there is nothing.
func (x *export) moneyOrNil(m data.Money) any {
	if m == 0 {
		return nil
	}
	return x.money(m)
}

func (x *export) shopObject() object {
	s := x.shop
	classes := map[string]float64{}
	for name, rate := range s.Tax.Classes {
		classes[name] = rate.Share()
	}
	shipping := make([]object, 0, len(s.Shipping))
	for _, w := range s.Shipping {
		shipping = append(shipping, object{{"id", w.ID}, {"label", w.Label}, {"price", x.money(w.Price)},
			{"free_from", x.moneyOrNil(w.FreeFrom)}, {"days", orNil(w.Days)}, {"eta", orNil(w.ETA)}})
	}
	return object{{"name", s.Name}, {"currency", s.Currency}, {"locale", s.Locale}, {"timezone", s.Timezone}, {"email", s.Email},
		{"tax", object{{"rate", s.Tax.Rate.Share()}, {"classes", classes}, {"included", s.Tax.Included}, {"on_shipping", s.Tax.OnShipping}}},
		{"shipping", shipping}, {"returns", object{{"window_days", s.ReturnDays}}}, {"hours", s.Hours}, {"payment", notNil(s.Payment)},
		{"payment_link", s.PaymentLink}}
}

func (x *export) coupons(w sectionWriter) error {
	coupons, err := x.store.ListCoupons(x.ctx)
	if err != nil {
		return err
	}
	return entriesOf(w, "coupons", coupons, func(c data.Coupon) object {
		o := object{{"code", c.Code}, {"percent", nil}, {"amount", x.moneyOrNil(c.Amount)}, {"min_subtotal", x.moneyOrNil(c.MinSubtotal)},
			{"expires", orNil(stamp(c.Expires))}, {"expired", orNil(c.Expired)}}
		if c.Percent != 0 {
			o[1].value = float64(c.Percent) / 1e4
		}
		return o
	})
}

func (x *export) policies(w sectionWriter) error {
	policies, err := x.store.Policies(x.ctx)
	if err != nil {
		return err
	}
	return entriesOf(w, "policies", policies, func(p data.Policy) object {
		return object{{"id", p.ID}, {"title", p.Title}, {"questions", notNil(p.Questions)}, {"answer", p.Answer}}
	})
}

func (x *export) synonyms(w sectionWriter) error {
	synonyms, err := x.store.Synonyms(x.ctx)
	if err != nil {
		return err
	}
	return entriesOf(w, "synonyms", synonyms, func(s data.Synonym) object {
		if len(s.Words) > 0 {
			return object{{"words", s.Words}}
		}
		return object{{"from", s.From}, {"to", s.To}}
	})
}

// categories writes the labels that do not follow from their paths.
func (x *export) categories(w sectionWriter) error {
	categories, err := x.store.Categories(x.ctx)
	if err != nil {
		return err
	}
	var own []data.Category
	for _, c := range categories {
		if c.Label != "" && c.Label != data.CategoryLabel(c.Path) {
			own = append(own, c)
		}
	}
	return entriesOf(w, "categories", own, func(c data.Category) object { return object{{"path", c.Path}, {"label", c.Label}} })
}

func (x *export) products(w sectionWriter) error {
	if err := w.begin("products"); err != nil {
		return err
	}
	if err := x.each(func(p *data.Product) error { return w.entry(FromProduct(p, x.shop.Currency)) }); err != nil {
		return err
	}
	return w.end()
}

func (x *export) customers(w sectionWriter) error {
	return pages(w, "customers", func(after string) (data.Page[data.Customer], error) { return x.store.ListCustomers(x.ctx, 500, after) },
		func(c data.Customer) object {
			return object{{"email", c.Email}, {"name", c.Name}, {"address", orNil(c.Address)}, {"created", orNil(stamp(c.Created))}}
		})
}

func (x *export) orders(w sectionWriter) error {
	return pages(w, "orders", byNumber(func(after string) (data.Page[*data.Order], error) {
		return x.store.ListOrders(x.ctx, data.OrderFilter{Size: 500, After: after})
	}), x.orderObject)
}

// byNumber puts orders placed at the same moment in the order of their numbers, so that equal
// shops give equal files. Those that may go on in the next page are held back for it.
func byNumber(read func(after string) (data.Page[*data.Order], error)) func(after string) (data.Page[*data.Order], error) {
	var held []*data.Order
	return func(after string) (data.Page[*data.Order], error) {
		page, err := read(after)
		list := slices.Concat(held, page.Items)
		slices.SortStableFunc(list, func(a, b *data.Order) int {
			return cmp.Or(cmp.Compare(b.Placed, a.Placed), strings.Compare(a.Number, b.Number))
		})
		cut := len(list)
		if page.Next != "" {
			cut = slices.IndexFunc(list, func(o *data.Order) bool { return o.Placed == list[len(list)-1].Placed })
		}
		page.Items, held = list[:max(cut, 0)], list[max(cut, 0):]
		return page, err
	}
}

func (x *export) orderObject(o *data.Order) object {
	lines := make([]object, 0, len(o.Lines))
	for _, l := range o.Lines {
		lines = append(lines, object{{"sku", l.SKU}, {"quantity", l.Quantity}, {"handle", l.Handle}, {"title", l.Title},
			{"options", Options(l.Options)}, {"unit", x.money(l.Unit)}, {"tax_class", orNil(l.TaxClass)}})
	}
	history := make([]object, 0, len(o.History))
	for _, e := range o.History {
		history = append(history, object{{"status", e.Status}, {"at", stamp(e.At)}})
	}
	return object{{"number", o.Number}, {"email", o.Email}, {"name", o.Name}, {"address", orNil(o.Address)}, {"status", o.Status},
		{"payment", o.Payment}, {"fulfilment", o.Fulfilment}, {"placed", orNil(stamp(o.Placed))}, {"delivered", orNil(stamp(o.Delivered))},
		{"lines", lines}, {"coupon", orNil(o.Coupon)}, {"subtotal", x.money(o.Subtotal)}, {"discount", x.money(o.Discount)},
		{"tax", x.money(o.Tax)}, {"shipping", x.money(o.Shipping)}, {"shipping_id", orNil(o.ShippingID)}, {"total", x.money(o.Total)},
		{"carrier", o.Carrier}, {"tracking", o.Tracking}, {"eta", orNil(stamp(o.ETA))}, {"history", history}}
}

// entriesOf writes a list; an empty one is left out.
func entriesOf[T any](w sectionWriter, name string, items []T, show func(T) object) error {
	if len(items) == 0 {
		return nil
	}
	if err := w.begin(name); err != nil {
		return err
	}
	for _, it := range items {
		if err := w.entry(show(it)); err != nil {
			return err
		}
	}
	return w.end()
}

// pages writes a list that comes in pages.
func pages[T any](w sectionWriter, name string, read func(after string) (data.Page[T], error), show func(T) object) error {
	begun := false
	for after := ""; ; {
		page, err := read(after)
		if err != nil {
			return err
		}
		if len(page.Items) > 0 && !begun {
			begun = true
			if err := w.begin(name); err != nil {
				return err
			}
		}
		for _, it := range page.Items {
			if err := w.entry(show(it)); err != nil {
				return err
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if !begun {
		return nil
	}
	return w.end()
}

// lines writes products as NDJSON.
func (x *export) lines() error {
	return x.each(func(p *data.Product) error {
		b, err := json.Marshal(FromProduct(p, x.shop.Currency))
		if err != nil {
			return err
		}
		_, err = x.w.Write(append(b, '\n'))
		return err
	})
}

// jsonSections writes a shop file as JSON, an entry a line.
type jsonSections struct {
	w       *bufio.Writer
	some    bool // a section stands before
	entries bool // an entry stands before
}

func (j *jsonSections) key(name string) {
	sep := "{\n"
	if j.some {
		sep = ",\n"
	}
	j.some = true
	_, _ = fmt.Fprintf(j.w, "%s%q: ", sep, name) // a bufio.Writer keeps its first error
}

func (j *jsonSections) section(name string, value any) error {
	j.key(name)
	return j.value(value)
}

func (j *jsonSections) value(value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = j.w.Write(b)
	return err
}

func (j *jsonSections) begin(name string) error {
	j.key(name)
	j.entries = false
	return j.w.WriteByte('[')
}

func (j *jsonSections) entry(value any) error {
	sep := "\n"
	if j.entries {
		sep = ",\n"
	}
	j.entries = true
	_, _ = j.w.WriteString(sep)
	return j.value(value)
}

func (j *jsonSections) end() error {
	_, err := j.w.WriteString("\n]")
	return err
}

func (j *jsonSections) close() error {
	_, err := j.w.WriteString("\n}\n")
	return err
}

// yamlSections writes a shop file as YAML, through the same JSON so that both say the same.
type yamlSections struct{ w *bufio.Writer }

func (y yamlSections) section(name string, value any) error {
	return y.put(value, func(n *yaml.Node) *yaml.Node {
		return &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: name}, n}}
	})
}

func (y yamlSections) begin(name string) error {
	_, err := y.w.WriteString(name + ":\n")
	return err
}

func (y yamlSections) entry(value any) error {
	return y.put(value, func(n *yaml.Node) *yaml.Node { return &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{n}} })
}

func (y yamlSections) put(value any, wrap func(*yaml.Node) *yaml.Node) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	n, err := parseJSON(b, 1)
	if err != nil {
		return err
	}
	compact(n)
	out, err := yaml.Marshal(wrap(n))
	if err != nil {
		return err
	}
	_, err = y.w.Write(out)
	return err
}

func (yamlSections) end() error   { return nil }
func (yamlSections) close() error { return nil }

// compact writes lists and objects of single values on one line, and keeps texts from being
// taken for dates.
func compact(n *yaml.Node) bool {
	flat := true
	for _, c := range n.Content {
		flat = !compact(c) && flat
	}
	if n.Kind == yaml.ScalarNode {
		if _, err := time.Parse(time.DateOnly, n.Value); err == nil && n.Tag == "!!str" {
			n.Style = yaml.DoubleQuotedStyle
		}
		return false
	}
	if flat && len(n.Content) <= 12 {
		n.Style = yaml.FlowStyle
	}
	return true
}
