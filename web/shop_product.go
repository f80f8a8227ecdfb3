package web

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/data/demo/draw"
	"shoptalk/data/locale"
	"shoptalk/engine"
)

// similarCards is how many products like the one shown a product page offers.
const similarCards = 4

// productPage is the page of a product. The variant shown is the one the address asks for,
// else the first that can be bought.
type productPage struct {
	frame
	Product  *data.Product
	Crumbs   []link
	Brand    string // address of the brand's products
	Shown    shownVariant
	Variants []shownVariant // for the script
	Options  []optionGroup
	Pictures []string // more of them; empty when there is one
	Stars    starsView
	HTML     template.HTML // sanitised at import; empty when Text says it all
	Text     []string      // paragraphs
	Facts    []fact
	Promises []string // shipping and returns
	Similar  []shopCard
	Ask      string // address of the chat about this product
	Asks     []string
}

// shownVariant is a variant ready to show.
type shownVariant struct {
	SKU     string            `json:"sku"`
	Options map[string]string `json:"options"`
	Words   string            `json:"words"` // "Blue, 10"
	Price   string            `json:"price"`
	Was     string            `json:"was"`     // empty when not reduced
	Reduced int               `json:"reduced"` // percent
	Stock   string            `json:"stock"`   // in words
	State   string            `json:"state"`   // in, low, out
	Image   string            `json:"image"`
	Add     string            `json:"add"` // message that puts it into the cart
}

// optionGroup is one thing to choose.
type optionGroup struct {
	Key    string
	Name   string
	Values []optionValue
}

// optionValue is one answer.
type optionValue struct {
	Value  string
	Chosen bool
	Gone   bool   // no variant with it can be bought
	Hex    string // of a colour; else empty
}

// fact is a line of the table of attributes.
type fact struct {
	Label string
	Value string
}

// getProductPage shows a product that is on sale.
func (s *Server) getProductPage(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p, err := s.onSale(ctx, r.PathValue("handle"))
	if err != nil {
		return missing(err, "This product is not in the shop, or not any more. Try a search instead.")
	}
	f, err := s.frame(ctx, p.Title)
	if err != nil {
		return err
	}
	page := productPage{frame: f, Product: p, Stars: stars(p.Rating, p.Reviews), Text: paragraphs(p.Description)}
	page.Script, page.About = "product.js", clip(p.Description, 160)
	page.Crumbs = crumbsOf(f.tree, p.Category)
	page.Here = here(f.Nav, p.Category)
	if p.HTML != "" {
		page.HTML = template.HTML(p.HTML) // package feed lets only harmless elements through
	}
	s.fillVariants(ctx, &page, r.URL.Query())
	page.Facts, page.Promises = facts(p, f.locale), s.promises(ctx, p, f.shop)
	page.Brand = "/search?" + url.Values{"brand": {strings.ToLower(p.Brand)}}.Encode()
	page.Ask, page.Asks = "/chat?"+url.Values{"about": {p.Handle}}.Encode(), questions(p)
	similar, err := s.engine.Similar(ctx, p.Handle, similarCards)
	if err != nil {
		return err
	}
	page.Similar = shopCards(similar)
	return s.render(w, http.StatusOK, "product", page)
}

// fillVariants shows the variants, and chooses the one the address asks for.
func (s *Server) fillVariants(ctx context.Context, page *productPage, asked url.Values) {
	p := page.Product
	if len(p.Variants) == 0 { // a store never has such a product
		page.Shown = shownVariant{Price: s.engine.Money(ctx, 0).Display, Stock: "Sold out", State: "out", Image: picture(p)}
		return
	}
	chosen := chooseVariant(p, asked)
	for i := range p.Variants {
		page.Variants = append(page.Variants, s.showVariant(ctx, p, &p.Variants[i]))
	}
	page.Shown = page.Variants[chosen]
	page.Options = optionGroups(p, &p.Variants[chosen])
	if len(p.Images) > 1 {
		page.Pictures = p.Images
	}
}

// chooseVariant is the place of the variant that fits best what an address asks for: most of
// the options, then one that can be bought, then the first.
func chooseVariant(p *data.Product, asked url.Values) int {
	best, most := 0, -1
	for i := range p.Variants {
		v := &p.Variants[i]
		score := 0
		if v.Sellable() {
			score = 1
		}
		for _, o := range v.Options {
			if strings.EqualFold(asked.Get(data.OptionKey(o.Name)), o.Value) {
				score += 2
			}
		}
		if strings.EqualFold(asked.Get("sku"), v.SKU) {
			score += 100
		}
		if score > most {
			best, most = i, score
		}
	}
	return best
}

func (s *Server) showVariant(ctx context.Context, p *data.Product, v *data.Variant) shownVariant {
	out := shownVariant{
		SKU: v.SKU, Options: optionMap(v.Options), Words: variantWords(v), Price: s.engine.Money(ctx, v.Price).Display,
		Image: variantPicture(p, v), Add: addMessage(p, v),
	}
	was := v.CompareAt
	if was == 0 {
		was = p.CompareAt
	}
	if was > v.Price {
		m := s.engine.Money(ctx, was)
		out.Was, out.Reduced = m.Display, reduction(v.Price, &m)
	}
	out.Stock, out.State = stockWords(v, p.LowStock)
	return out
}

// stockWords say whether a variant can be bought: in words, and as in, low or out.
func stockWords(v *data.Variant, low int) (words, state string) {
	switch {
	case !v.Sellable():
		return "Sold out", "out"
	case v.Tracked && v.Stock <= 0:
		return "Can be ordered now and is sent as soon as it is back", "low"
	case v.Tracked && v.Stock <= low:
		return fmt.Sprintf("Only %d left", v.Stock), "low"
	}
	return "In stock", "in"
}

func variantWords(v *data.Variant) string {
	words := make([]string, len(v.Options))
	for i, o := range v.Options {
		words[i] = o.Value
	}
	return strings.Join(words, ", ")
}

// addMessage is what a shopper says to buy a variant.
func addMessage(p *data.Product, v *data.Variant) string {
	message := "Add the " + p.Title
	for _, o := range v.Options {
		if data.OptionKey(o.Name) == "size" {
			message += " in size " + o.Value
		} else {
			message += " in " + o.Value
		}
	}
	return message + " to my cart"
}

// variantPicture is the picture of a variant: its own, the product's, or one drawn in its colour.
func variantPicture(p *data.Product, v *data.Variant) string {
	color := v.Option("color")
	switch {
	case v.Image != "":
		return v.Image
	case len(p.Images) == 0 && color != "":
		return picture(p) + "?color=" + url.QueryEscape(data.Slug(color))
	}
	return picture(p)
}

// optionGroups lists what can be chosen; an option with one value is no choice, but is shown.
func optionGroups(p *data.Product, chosen *data.Variant) []optionGroup {
	var out []optionGroup
	for i := range p.Variants {
		for _, o := range p.Variants[i].Options {
			key := data.OptionKey(o.Name)
			g := slices.IndexFunc(out, func(g optionGroup) bool { return g.Key == key })
			if g < 0 {
				g, out = len(out), append(out, optionGroup{Key: key, Name: capital(o.Name)})
			}
			out[g].add(o.Value, p.Variants[i].Sellable(), chosen.Option(key) == o.Value)
		}
	}
	return out
}

// add puts a value into the group, or notes that another variant with it can be bought.
func (g *optionGroup) add(value string, sellable, chosen bool) {
	i := slices.IndexFunc(g.Values, func(v optionValue) bool { return v.Value == value })
	if i < 0 {
		v := optionValue{Value: value, Chosen: chosen, Gone: true}
		if g.Key == "color" {
			v.Hex, _ = draw.ColorOf(value)
		}
		i, g.Values = len(g.Values), append(g.Values, v)
	}
	if sellable {
		g.Values[i].Gone = false
	}
}

// crumbsOf leads from the front page to a category, itself included.
func crumbsOf(nodes []engine.CategoryNode, path string) []link {
	out, node := trail(nodes, path)
	if node != nil {
		out = append(out, link{node.Label, "/c/" + node.Path})
	}
	return out
}

// paragraphs are the parts of a text between blank lines.
func paragraphs(text string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// facts are the attributes of a product with their units.
func facts(p *data.Product, l *locale.Locale) []fact {
	var out []fact
	for _, key := range p.Attributes.Keys() {
		v := p.Attributes[key]
		label, unit := attributeLabel(key)
		value := l.List(v.Texts, "and")
		if v.Numeric {
			value = l.Number(v.Number) + unit
		}
		if value != "" {
			out = append(out, fact{label, capital(value)})
		}
	}
	return out
}

// promises are what the shop says about sending and returning a product.
func (s *Server) promises(ctx context.Context, p *data.Product, shop data.Shop) []string {
	var out []string
	if len(shop.Shipping) > 0 {
		out = append(out, s.shippingWords(ctx, shop.Shipping[0]))
	}
	switch {
	case !p.Returnable:
		out = append(out, "Cannot be returned")
	case shop.ReturnDays > 0:
		out = append(out, "Returns within "+plural(shop.ReturnDays, "day", "days")+" of delivery")
	}
	return out
}

// shippingWords say what sending costs and how long it takes.
func (s *Server) shippingWords(ctx context.Context, way data.Shipping) string {
	words := way.Label + " delivery"
	switch {
	case way.ETA != "":
		words += " in " + way.ETA
	case way.Days != "":
		words += " in " + strings.Replace(way.Days, "-", " to ", 1) + " days"
	}
	if way.Price == 0 {
		return words + ", free"
	}
	words += ", " + s.engine.Money(ctx, way.Price).Display
	if way.FreeFrom > 0 {
		words += ", free from " + s.engine.Money(ctx, way.FreeFrom).Display
	}
	return words
}

// questions are things to ask about a product, which its own data can answer.
func questions(p *data.Product) []string {
	out := []string{"Is the " + p.Title + " in stock?"}
	for _, key := range p.Attributes.Keys() {
		label, unit := attributeLabel(key)
		if p.Attributes[key].Numeric && unit != "" && len(out) < 3 {
			out = append(out, "What is the "+strings.ToLower(label)+" of the "+p.Title+"?")
		}
	}
	if len(out) < 3 && p.Returnable {
		out = append(out, "Can I return the "+p.Title+"?")
	}
	return out
}
