package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
)

// ShopFile is a small shop file in memory.
type ShopFile struct {
	Now        data.Time  // the clock of a fixture; 0: none
	Shop       *data.Shop // nil when the file says nothing of it
	Coupons    []data.Coupon
	Policies   []data.Policy
	Synonyms   []data.Synonym
	Categories []data.Category // with labels
	Products   []data.Product
	Customers  []data.Customer
	Orders     []data.Order
}

// ReadShop decodes a whole shop file, YAML or JSON. Days are counted from the file's own
// now, else from the clock; nil means time.Now. The first thing wrong is a *RowError, unlike
// in an import, which goes on.
func ReadShop(r io.Reader, clock data.Clock) (ShopFile, error) {
	if clock == nil {
		clock = time.Now
	}
	src, err := open(r, "shop.yaml")
	if err != nil {
		return ShopFile{}, err
	}
	text, err := io.ReadAll(io.LimitReader(src.r, maxSection+1))
	if err != nil || len(text) > maxSection {
		return ShopFile{}, errors.Join(err, fmt.Errorf("a shop file read at once may hold %d MB", maxSection>>20))
	}
	src.r.Reset(bytes.NewReader(text))
	p, err := readParts(src)
	if err != nil {
		return ShopFile{}, err
	}
	f := p.decode(data.DefaultShop(), clock())
	if len(p.errs) > 0 {
		return f, &p.errs[0]
	}
	src.r.Reset(bytes.NewReader(text))
	if err := f.readProducts(src, p.shop.Currency); err != nil {
		return f, err
	}
	bySKU := map[string]*data.Product{}
	for i := range f.Products {
		for _, v := range f.Products[i].Variants {
			bySKU[strings.ToLower(v.SKU)] = &f.Products[i]
		}
	}
	for i := range f.Orders {
		completeOrder(&f.Orders[i], &p.shop, bySKU)
	}
	return f, nil
}

// ReadNow reads the clock of a shop file, YAML or JSON, and nothing else; 0 when it has none.
func ReadNow(r io.Reader) (data.Time, error) {
	src, err := open(r, "shop.yaml")
	if err != nil {
		return 0, err
	}
	var now data.Time
	d := &decoder{}
	w := &walker{broken: func(RowError) {}, product: func(*yaml.Node) error { return nil }}
	w.section = func(name string, n *yaml.Node) error {
		if name == "now" {
			d.when(&now)(n, name)
		}
		return nil
	}
	if err := src.walk(w); err != nil {
		return 0, err
	}
	if len(d.errs) > 0 {
		return 0, &d.errs[0]
	}
	return now, nil
}

func (f *ShopFile) readProducts(src *source, currency string) error {
	w := &walker{section: func(string, *yaml.Node) error { return nil }}
	var wrong *RowError
	w.broken = func(e RowError) { wrong = &e }
	w.product = func(n *yaml.Node) error {
		var dec decoder
		s := dec.product(n, "")
		if len(dec.errs) > 0 {
			return &dec.errs[0]
		}
		p, err := s.Product(currency)
		if err != nil {
			field, why := reason(err)
			return &RowError{Line: n.Line, Field: field, Reason: why}
		}
		f.Products = append(f.Products, p)
		return nil
	}
	if err := src.walk(w); err != nil {
		return err
	}
	if wrong != nil {
		return wrong
	}
	return nil
}

// walk walks over a shop file in either notation.
func (s *source) walk(w *walker) error {
	if s.format == ShopJSON {
		return w.json(s.r)
	}
	return w.yaml(s.r)
}

// parts are the sections of a shop file other than products, parsed and not yet read.
type parts struct {
	nodes map[string]*yaml.Node
	shop  data.Shop // as the file leaves it
	errs  []RowError
	// blocked says why nothing with a price can be read: the shop section is refused, and
	// with it the currency of the prices. Nil: they can.
	blocked *RowError
}

// readParts walks over a shop file for its sections.
func readParts(src *source) (*parts, error) {
	p := &parts{nodes: map[string]*yaml.Node{}}
	known := keys{}
	for _, s := range sections {
		known[s] = nil
	}
	w := &walker{broken: func(e RowError) { p.errs = append(p.errs, e) }}
	w.section = func(name string, n *yaml.Node) error {
		switch {
		case !isSection(name):
			p.errs = append(p.errs, RowError{Line: n.Line, Field: name, Reason: "unknown key" + didYouMean(name, known)})
		case p.nodes[name] != nil:
			p.errs = append(p.errs, RowError{Line: n.Line, Field: name, Reason: "stands here twice"})
		default:
			p.nodes[name] = n
		}
		return nil
	}
	return p, src.walk(w)
}

// decode reads the sections. The shop is read over the one there is.
func (p *parts) decode(shop data.Shop, now time.Time) (f ShopFile) {
	d := &decoder{now: now}
	p.shop = shop
	p.read("now", func(n *yaml.Node) {
		d.when(&f.Now)(n, "now")
		if f.Now != 0 {
			d.now = f.Now.Go()
		}
	})
	p.read("shop", func(n *yaml.Node) {
		before := len(d.errs)
		d.shop(&p.shop, n)
		if len(d.errs) == before {
			f.Shop = &p.shop
		}
	})
	refused := f.Shop == nil && p.nodes["shop"] != nil && !isNull(p.nodes["shop"])
	if refused {
		p.block(shop.Currency)
	}
	if f.Shop == nil {
		p.shop = shop
	}
	if zone, err := time.LoadLocation(p.shop.Timezone); err == nil {
		d.zone = zone
	}
	if p.blocked == nil {
		p.read("coupons", func(n *yaml.Node) { f.Coupons = entries(d, n, "coupons", p.shop.Currency, d.coupon) })
	}
	p.read("policies", func(n *yaml.Node) { f.Policies = entries(d, n, "policies", "", d.policy) })
	p.read("synonyms", func(n *yaml.Node) { f.Synonyms = entries(d, n, "synonyms", "", d.synonym) })
	p.read("categories", func(n *yaml.Node) { f.Categories = entries(d, n, "categories", "", d.category) })
	p.read("customers", func(n *yaml.Node) { f.Customers = entries(d, n, "customers", "", d.customer) })
	if !refused { // orders are taxed and shipped as the shop says
		p.read("orders", func(n *yaml.Node) { f.Orders = entries(d, n, "orders", p.shop.Currency, d.order) })
	} else if n := p.nodes["orders"]; n != nil && p.blocked == nil {
		d.wrong(n, "orders", "wait for the shop section, which is refused: correct it and import the file again")
	}
	p.errs = append(p.errs, d.errs...)
	return f
}

// block keeps prices out when the shop section, which is refused, means another currency than
// the shop has: 9.90 is not the same in both.
func (p *parts) block(currency string) {
	if p.shop.Currency == currency {
		return
	}
	why := fmt.Sprintf("is refused, and the shop still counts in %s: nothing with a price was taken from this file; correct the shop section and import it again", currency)
	p.blocked = &RowError{Line: p.nodes["shop"].Line, Field: "shop", Reason: why}
}

func (p *parts) read(name string, read func(n *yaml.Node)) {
	if n := p.nodes[name]; n != nil && !isNull(n) {
		read(n)
	}
}

// entries reads a list whose entries stand for themselves: one with errors is left out.
func entries[T any](d *decoder, n *yaml.Node, field, currency string, read func(n *yaml.Node, field, currency string) T) []T {
	out := make([]T, 0, len(n.Content))
	d.each(n, field, func(n *yaml.Node, field string) {
		before := len(d.errs)
		if v := read(n, field, currency); len(d.errs) == before {
			out = append(out, v)
		}
	})
	return out
}

// money reads an amount of a currency into what is given.
func (d *decoder) money(to *data.Money, currency string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		var amount Decimal
		d.decimal(&amount)(n, field)
		m, err := amount.Money(currency)
		switch {
		case err != nil:
			d.wrong(n, field, fmt.Sprintf("%q has more than %d decimals or is no amount", short(string(amount)), data.Digits(currency)))
		case m < 0:
			d.wrong(n, field, "is negative")
		}
		*to = m
	}
}

// share reads a share such as 0.08, or with per 100 a percentage, between 0 and 1.
func (d *decoder) share(to *data.Rate, per float64) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		var f float64
		d.float(&f)(n, field)
		if f < 0 || f/per > 1 {
			d.wrong(n, field, fmt.Sprintf("must be between 0 and %g", per))
		}
		*to = data.RateOf(f / per)
	}
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// shop reads the shop over what is there: keys that are absent stay.
func (d *decoder) shop(s *data.Shop, n *yaml.Node) {
	// prices need the currency, wherever it stands
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "currency" {
			d.text(&s.Currency)(resolved(n.Content[i+1]), "shop.currency")
			s.Currency = strings.ToUpper(s.Currency)
			if !currencyCode.MatchString(s.Currency) {
				d.wrong(n.Content[i+1], "shop.currency", "must be a code of three letters such as USD")
				return
			}
		}
	}
	d.object(n, "shop", keys{
		"name": d.text(&s.Name), "currency": func(*yaml.Node, string) {}, "locale": d.text(&s.Locale), "timezone": d.timezone(&s.Timezone),
		"email": d.text(&s.Email), "hours": d.text(&s.Hours), "payment": d.texts(&s.Payment), "payment_link": d.text(&s.PaymentLink),
		"tax":      d.tax(&s.Tax),
		"shipping": func(n *yaml.Node, field string) { s.Shipping = entries(d, n, field, s.Currency, d.shipping) },
		"returns":  func(n *yaml.Node, field string) { d.object(n, field, keys{"window_days": d.count(&s.ReturnDays)}) },
	})
}

func (d *decoder) timezone(to *string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		d.text(to)(n, field)
		if _, err := time.LoadLocation(*to); err != nil {
			d.wrong(n, field, fmt.Sprintf("%q is not a time zone such as America/New_York", short(*to)))
		}
	}
}

func (d *decoder) tax(t *data.Tax) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		d.object(n, field, keys{"rate": d.share(&t.Rate, 1), "included": d.flag(&t.Included), "on_shipping": d.flag(&t.OnShipping),
			"classes": func(n *yaml.Node, field string) {
				t.Classes = map[string]data.Rate{}
				for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
					var r data.Rate
					name := clean(n.Content[i].Value)
					d.share(&r, 1)(resolved(n.Content[i+1]), joinField(field, name))
					t.Classes[name] = r
				}
			}})
	}
}

func (d *decoder) shipping(n *yaml.Node, field, currency string) (s data.Shipping) {
	d.object(n, field, keys{"id": d.text(&s.ID), "label": d.text(&s.Label), "price": d.money(&s.Price, currency),
		"free_from": d.money(&s.FreeFrom, currency), "days": d.text(&s.Days), "eta": d.text(&s.ETA)})
	d.need(n, field+".id", s.ID)
	return s
}

// need notes a text that must not be empty.
func (d *decoder) need(n *yaml.Node, field, value string) {
	if value == "" {
		d.wrong(n, field, "is missing")
	}
}

func (d *decoder) coupon(n *yaml.Node, field, currency string) (c data.Coupon) {
	d.object(n, field, keys{"code": d.text(&c.Code), "percent": d.share(&c.Percent, 100), "amount": d.money(&c.Amount, currency),
		"min_subtotal": d.money(&c.MinSubtotal, currency), "expired": d.flag(&c.Expired),
		"expires": func(n *yaml.Node, field string) {
			d.when(&c.Expires)(n, field)
			if isDay(n.Value) { // good through its last day
				c.Expires = c.Expires.Add(24 * time.Hour)
			}
		}})
	d.need(n, field+".code", c.Code)
	if (c.Percent == 0) == (c.Amount == 0) {
		d.wrong(n, field, "needs either percent or amount")
	}
	return c
}

func (d *decoder) policy(n *yaml.Node, field, _ string) (p data.Policy) {
	d.object(n, field, keys{"id": d.text(&p.ID), "title": d.text(&p.Title), "questions": d.texts(&p.Questions), "answer": d.text(&p.Answer)})
	d.need(n, field+".id", p.ID)
	d.need(n, field+".answer", p.Answer)
	return p
}

func (d *decoder) synonym(n *yaml.Node, field, _ string) (s data.Synonym) {
	d.object(n, field, keys{"words": d.texts(&s.Words), "from": d.texts(&s.From), "to": d.texts(&s.To)})
	if both, pair := len(s.Words) > 1, len(s.From) > 0 && len(s.To) > 0; both == pair {
		d.wrong(n, field, "needs either two words or more, or from and to")
	}
	return s
}

func (d *decoder) category(n *yaml.Node, field, _ string) (c data.Category) {
	d.object(n, field, keys{"path": d.text(&c.Path), "label": d.text(&c.Label)})
	c.Path = categoryPath(c.Path)
	d.need(n, field+".path", c.Path)
	d.need(n, field+".label", c.Label)
	return c
}

func (d *decoder) customer(n *yaml.Node, field, _ string) (c data.Customer) {
	d.object(n, field, keys{"email": d.email(&c.Email), "name": d.text(&c.Name), "address": d.address(&c.Address), "created": d.when(&c.Created)})
	d.need(n, field+".email", c.Email)
	return c
}

func (d *decoder) email(to *string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		d.text(to)(n, field)
		if *to = strings.ToLower(*to); !strings.Contains(*to, "@") {
			d.wrong(n, field, fmt.Sprintf("%q is not an e-mail address", short(*to)))
		}
	}
}

// address reads one line or an object.
func (d *decoder) address(a *data.Address) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		if n.Kind == yaml.ScalarNode {
			d.text(&a.Line1)(n, field)
			return
		}
		d.object(n, field, keys{"line1": d.text(&a.Line1), "line2": d.text(&a.Line2), "city": d.text(&a.City), "region": d.text(&a.Region),
			"postcode": d.text(&a.Postcode), "country": d.text(&a.Country)})
	}
}
