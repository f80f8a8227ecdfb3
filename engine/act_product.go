package engine

import (
	"context"
	"maps"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// show shows one product, or answers a question about it.
func (t *turn) show(ctx context.Context, m *dialog.Move) error {
	products, err := t.e.shelf.byHandle(ctx, m.Targets...)
	if err != nil {
		return err
	}
	if m.Pick != nil {
		products = t.pick(products, m.Pick)
	}
	if len(products) == 0 {
		return t.askWhich(ctx, &dialog.Move{Kind: dialog.AskWhich, Topic: "none"})
	}
	p := products[0]
	t.showProduct(m, p)
	for _, p := range products[1:] {
		c := t.view.card(p, nil)
		t.reply.Products = append(t.reply.Products, c)
	}
	return nil
}

// showFound shows the product a question named after it was searched for.
func (t *turn) showFound(ctx context.Context, m *dialog.Move, c *Card) error {
	products, err := t.e.shelf.byHandle(ctx, c.Handle)
	if err != nil || len(products) == 0 {
		return err
	}
	m.Want.Text, m.Want.Category, m.Want.Brand = "", nil, nil
	t.showProduct(m, products[0])
	return nil
}

// pick leaves the best of the products by a comparative.
func (t *turn) pick(products []*data.Product, c *nlu.Comparative) []*data.Product {
	key, ok := t.numericKey(c.Key)
	if !ok {
		return products[:min(1, len(products))]
	}
	if best := bestBy(products, key, c.More); best != nil {
		return []*data.Product{best}
	}
	return nil
}

// showProduct puts a product in focus and says what was asked about it.
func (t *turn) showProduct(m *dialog.Move, p *data.Product) {
	t.act("show_product")
	if v, count := packs(p, m.Quantity, m.Unit); v != nil && count == 1 { // "what does 1 litre of it cost?"
		m.Want = m.Want.Clone()
		for _, o := range v.Options {
			m.Want.Add(data.OptionKey(o.Name), o.Value)
		}
	}
	card := t.view.card(p, &index.Hit{ID: p.ID, Variant: variantFor(p, &m.Want)})
	card.Why = nil
	t.reply.Products, t.reply.Total = []Card{card}, 1
	t.conv.state.Look(shownOf(&card))
	t.tell("products", map[string]any{"products": t.reply.Products, "total": 1})
	wished := t.wishes(m, p, &card)
	if t.fields(m, p, &card, wished) || wished {
		t.hedge(m)
		return
	}
	switch m.Intent {
	case nlu.PriceInquiry:
		t.sayPrice(p, &card)
	case nlu.StockInquiry:
		t.say("detail.stock", Args{"title": p.Title, "stock": t.countOf(m, p, &card)})
		t.sayOptions(p)
	default:
		t.sayProduct(p, &card)
	}
	t.hedge(m)
}

// countOf is the stock of a card, as a figure where the question is how many there are.
func (t *turn) countOf(m *dialog.Move, p *data.Product, c *Card) string {
	asked := strings.Contains(strings.ToLower(m.Question), "how many")
	if !asked || c.Variant == nil || c.Variant.Stock == nil || *c.Variant.Stock <= 0 {
		return t.stockOf(c, p.LowStock)
	}
	return t.Cite("product", p.Handle, "stock", t.phrase("product.stock.count", Args{"count": itoa(*c.Variant.Stock)}))
}

// variantFor is the place of the cheapest sellable variant with the options wanted, or of any
// with them; -1 when none of a wish's keys is an option of the product.
func variantFor(p *data.Product, want *index.Constraints) int {
	best := -1
	for i := range p.Variants {
		v := &p.Variants[i]
		if !hasOptions(v, want) {
			continue
		}
		if best < 0 || v.Sellable() && (!p.Variants[best].Sellable() || v.Price < p.Variants[best].Price) {
			best = i
		}
	}
	return best
}

// hasOptions tells whether a variant is everything a wish says about options; false when the
// wish says nothing about the options it has.
func hasOptions(v *data.Variant, want *index.Constraints) bool {
	matched := false
	for key, values := range want.Values {
		have := v.Option(key)
		if have == "" {
			continue
		}
		if !containsFold(values, have) {
			return false
		}
		matched = true
	}
	return matched
}

func containsFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return strings.EqualFold(x, s) })
}

// sayProduct says the essentials of a product.
func (t *turn) sayProduct(p *data.Product, c *Card) {
	by := ""
	if p.Brand != "" && !strings.Contains(strings.ToLower(p.Title), strings.ToLower(p.Brand)) {
		by = " by " + p.Brand
	}
	lines := []string{t.phrase("product.head", Args{"title": p.Title, "by": by, "price": t.priceOf(c), "stock": t.stockOf(c, p.LowStock)})}
	if p.Description != "" {
		lines = append(lines, t.Cite("product", p.Handle, "description", cut(firstSentences(p.Description, 2), 300)))
	}
	if p.Rating > 0 {
		lines = append(lines, t.phrase("product.rating", Args{
			"rating": t.Cite("product", p.Handle, "rating", t.view.loc.Number(p.Rating)), "reviews": itoa(p.Reviews)}))
	}
	t.said = append(t.said, strings.Join(lines, " "))
	t.sayOptions(p)
}

// sayOptions lists what can be chosen.
func (t *turn) sayOptions(p *data.Product) {
	var lines []string
	for _, o := range optionsOf(p) {
		if len(o.Values) > 1 {
			values := t.Cite("product", p.Handle, o.Key, t.view.loc.List(o.Values, "and"))
			lines = append(lines, t.phrase("product.options", Args{"label": fieldOf(o.Key).label, "values": values}))
		}
	}
	if len(lines) > 0 {
		t.said = append(t.said, strings.Join(lines, " "))
	}
}

// sayPrice says what a product costs: one price, a range over its variants, or a reduced one.
func (t *turn) sayPrice(p *data.Product, c *Card) {
	high := c.Price.Amount
	if c.Variant == nil {
		for i := range p.Variants {
			high = max(high, p.Variants[i].Price)
		}
	}
	switch {
	case high > c.Price.Amount:
		top := t.Cite("product", p.Handle, "price", t.view.loc.Money(high))
		t.say("detail.price.range", Args{"title": p.Title, "price": t.priceOf(c), "high": top, "options": t.optionNames(p)})
	case c.CompareAt != nil:
		t.say("detail.price.was", Args{"title": p.Title, "price": t.priceOf(c), "was": t.Cite("product", p.Handle, "compare_at", c.CompareAt.Display)})
	default:
		t.say("detail.price", Args{"title": p.Title, "price": t.priceOf(c)})
	}
}

func (t *turn) optionNames(p *data.Product) string {
	var names []string
	for _, o := range optionsOf(p) {
		if len(o.Values) > 1 {
			names = append(names, strings.ToLower(o.Label))
		}
	}
	return t.view.loc.List(names, "and")
}

// firstSentences is the head of a text: at most n sentences.
func firstSentences(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	for i := 0; i+1 < len(text); i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && text[i+1] == ' ' {
			if n--; n == 0 {
				return text[:i+1]
			}
		}
	}
	return text
}

// fields answers what a question asks of a product by name: its battery, its weight, its
// warranty. It tells whether anything was answered. Price and stock are not said again, and
// no field is listed, where a wish about it was just answered.
func (t *turn) fields(m *dialog.Move, p *data.Product, c *Card, wished bool) bool {
	said := false
	for _, word := range m.Fields {
		if wished && (word == "price" || word == "stock" || len(m.Want.Values[word]) > 0) {
			continue
		}
		switch word {
		case "price":
			t.sayPrice(p, c)
		case "stock":
			t.say("detail.stock", Args{"title": p.Title, "stock": t.countOf(m, p, c)})
		default:
			t.sayField(word, p)
		}
		said = true
	}
	return said
}

func (t *turn) sayField(word string, p *data.Product) {
	if label, value, ok := t.known(word, p); ok {
		t.say("detail.value", Args{"label": label, "title": p.Title, "value": value})
		return
	}
	t.say("detail.unknown", Args{"title": p.Title})
}

// known finds a fact about a product by the word for it, and cites it.
func (t *turn) known(word string, p *data.Product) (label, value string, ok bool) {
	switch word {
	case "rating":
		if p.Rating > 0 {
			return "Rating", t.Cite("product", p.Handle, "rating", t.view.loc.Number(p.Rating)), true
		}
		return "", "", false
	case "brand":
		return "Brand", t.Cite("product", p.Handle, "brand", p.Brand), p.Brand != ""
	case "description":
		return "Description", t.Cite("product", p.Handle, "description", cut(p.Description, 500)), p.Description != ""
	}
	for _, o := range optionsOf(p) {
		if o.Key == word {
			return fieldOf(o.Key).label, t.Cite("product", p.Handle, o.Key, t.view.loc.List(o.Values, "and")), true
		}
	}
	for _, key := range p.Attributes.Keys() {
		if f := fieldOf(key); f.matches(word) {
			return f.label, t.Cite("product", p.Handle, key, f.show(t.view.loc, p.Attributes[key])), true
		}
	}
	if v := onlyVariant(p); v != nil && v.Option(word) != "" {
		return data.CategoryLabel(word), t.Cite("product", p.Handle, word, v.Option(word)), true
	}
	return "", "", false
}

// wishes answers yes or no to what is asked of a product: "is it waterproof?", "does it come
// in red?". It tells whether anything was answered.
func (t *turn) wishes(m *dialog.Move, p *data.Product, c *Card) bool {
	said := false
	if onVariants := t.variantWish(m, p, c); onVariants {
		said = true
	}
	for _, key := range slices.Sorted(maps.Keys(m.Want.Values)) {
		if !isOption(p, key) {
			t.sayWish(key, m.Want.Values[key], p)
			said = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(m.Want.Numbers)) {
		t.sayField(key, p)
		said = true
	}
	if !said && m.Want.Text != "" && m.Intent != nlu.SearchProduct && m.Intent != nlu.RefineSearch {
		t.sayText(m.Want.Text, p)
		said = true
	}
	return said
}

func isOption(p *data.Product, key string) bool {
	return slices.ContainsFunc(p.Variants, func(v data.Variant) bool { return v.Option(key) != "" })
}

// variantWish says whether the options wanted exist on one variant, and can be bought.
func (t *turn) variantWish(m *dialog.Move, p *data.Product, c *Card) bool {
	var wanted []string
	for _, key := range slices.Sorted(maps.Keys(m.Want.Values)) {
		if isOption(p, key) {
			wanted = append(wanted, t.optionWords(key, m.Want.Values[key]))
		}
	}
	if len(wanted) == 0 {
		return false
	}
	what := t.view.loc.List(wanted, "and")
	switch {
	case variantFor(p, &m.Want) < 0:
		var has []string
		for _, o := range optionsOf(p) {
			if _, ok := m.Want.Values[o.Key]; ok {
				has = append(has, t.Cite("product", p.Handle, o.Key, t.view.loc.List(o.Values, "and")))
			}
		}
		t.say("detail.variant.none", Args{"title": p.Title, "what": what, "has": strings.Join(has, "; ")})
	case !c.InStock:
		t.Cite("product", p.Handle, "stock", "sold out")
		t.say("detail.variant.out", Args{"title": p.Title, "what": what})
	default:
		t.say("detail.variant", Args{"title": p.Title, "what": what, "stock": t.countOf(m, p, c), "price": t.priceOf(c)})
	}
	return true
}

func (t *turn) optionWords(key string, values []string) string {
	if key == "size" {
		return "size " + t.anyOf(sizes(values))
	}
	return t.anyOf(values)
}

// sayWish answers whether a product has a value of an attribute: by the attribute, else by its text.
func (t *turn) sayWish(key string, values []string, p *data.Product) {
	what := t.view.loc.List(values, "and")
	have, listed := p.Attributes[key]
	has := true
	for _, v := range values {
		has = has && containsFold(have.Texts, v)
	}
	switch {
	case listed && has:
		t.Cite("product", p.Handle, key, what)
		t.say("detail.yes", Args{"title": p.Title, "what": what})
	case t.saysText(what, p):
	case listed && !t.e.multi(key):
		t.say("detail.no", Args{"title": p.Title, "what": what, "has": t.Cite("product", p.Handle, key, fieldOf(key).show(t.view.loc, have))})
	default:
		t.say("detail.unknown", Args{"title": p.Title})
	}
}

func (t *turn) sayText(words string, p *data.Product) {
	if !t.saysText(words, p) {
		t.say("detail.unknown", Args{"title": p.Title})
	}
}
