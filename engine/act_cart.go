package engine

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"shoptalk/data"
	"shoptalk/engine/commerce"
	"shoptalk/engine/dialog"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// reckon prices a cart with the first way of shipping. Lines whose product is gone are left out.
func (e *Engine) reckon(ctx context.Context, v *view, c data.Cart) (*Cart, error) {
	out := &Cart{Lines: []CartLine{}, Coupon: c.Coupon}
	in := commerce.Input{Tax: v.shop.Tax, Now: data.At(e.clock())}
	lines, err := e.cartLines(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		in.Lines = append(in.Lines, commerce.Line{Unit: l.variant.Price, Quantity: l.quantity, Taxable: l.product.Taxable, TaxClass: l.product.TaxClass})
	}
	if len(v.shop.Shipping) > 0 {
		in.Shipping = &v.shop.Shipping[0]
	}
	if c.Coupon != "" {
		coupon, err := e.store.Coupon(ctx, c.Coupon)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return nil, err
		}
		if err == nil {
			in.Coupon = &coupon
		}
	}
	t, err := commerce.Price(in)
	if err != nil {
		return nil, fmt.Errorf("price the cart: %w", err)
	}
	for i, l := range lines {
		out.Lines = append(out.Lines, CartLine{
			SKU: l.variant.SKU, Handle: l.product.Handle, Title: l.product.Title, Options: optionMap(l.variant.Options),
			Quantity: l.quantity, Unit: v.money(l.variant.Price), Total: v.money(t.Lines[i]),
		})
	}
	out.Subtotal, out.Discount, out.Tax = v.money(t.Subtotal), v.money(t.Discount), v.money(t.Tax)
	out.Shipping, out.Total = v.money(t.Shipping), v.money(t.Total)
	return out, nil
}

// cartLine is a line of a cart with what it stands for.
type cartLine struct {
	product  *data.Product
	variant  *data.Variant
	quantity int
}

// cartLines reads what the lines of a cart stand for, in two queries however many there are.
func (e *Engine) cartLines(ctx context.Context, c data.Cart) ([]cartLine, error) {
	if len(c.Lines) == 0 {
		return nil, nil
	}
	skus := make([]string, len(c.Lines))
	for i, l := range c.Lines {
		skus[i] = l.SKU
	}
	ids, err := e.store.ProductIDs(ctx, data.BySKU, skus...)
	if err != nil {
		return nil, fmt.Errorf("find the cart's products: %w", err)
	}
	list := make([]data.ProductID, 0, len(ids))
	for _, sku := range skus {
		if id, ok := ids[sku]; ok && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	products, err := e.shelf.load(ctx, list)
	if err != nil {
		return nil, err
	}
	var out []cartLine
	for _, l := range c.Lines {
		for _, p := range products {
			if v := variantBySKU(p, l.SKU); v != nil {
				out = append(out, cartLine{p, v, l.Quantity})
			}
		}
	}
	return out, nil
}

func variantBySKU(p *data.Product, sku string) *data.Variant {
	i := slices.IndexFunc(p.Variants, func(v data.Variant) bool { return strings.EqualFold(v.SKU, sku) })
	if i < 0 {
		return nil
	}
	return &p.Variants[i]
}

// putCart keeps the cart and puts it into the reply.
func (t *turn) putCart(ctx context.Context) error {
	c := &t.conv.cart
	c.Session, c.Updated = t.conv.ID, t.conv.LastSeen
	if err := t.e.store.PutCart(ctx, *c); err != nil {
		return fmt.Errorf("keep the cart: %w", err)
	}
	return t.showCart(ctx)
}

func (t *turn) showCart(ctx context.Context) error {
	cart, err := t.e.reckon(ctx, t.view, t.conv.cart)
	if err != nil {
		return err
	}
	t.reply.Cart = cart
	t.tell("cart", map[string]any{"cart": cart})
	return nil
}

// subtotal cites what the cart's goods cost.
func (t *turn) subtotal() string {
	return t.Cite("shop", "cart", "subtotal", t.reply.Cart.Subtotal.Display)
}

// addCart puts the targets into the cart: at once where one variant is meant, else after
// asking which.
func (t *turn) addCart(ctx context.Context, m *dialog.Move) error {
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
	for _, p := range products {
		if err := t.addProduct(ctx, m, p); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) addProduct(ctx context.Context, m *dialog.Move, p *data.Product) error {
	matching := t.choices(m, p)
	if len(matching) != 1 {
		t.askOption(m, p, matching)
		return nil
	}
	v := matching[0]
	quantity := max(1, int(math.Round(m.Quantity)))
	c := t.view.card(p, &index.Hit{Variant: slices.IndexFunc(p.Variants, func(x data.Variant) bool { return x.SKU == v.SKU })})
	c.Why = nil
	t.reply.Products, t.reply.Total = []Card{c}, 1
	have := t.inCart(v.SKU)
	if v.Tracked && !v.Backorder && v.Stock < have+quantity {
		t.refuse(p, v, &c)
		return t.showCart(ctx)
	}
	t.setLine(v.SKU, have+quantity)
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.conv.state.Look(shownOf(&c))
	t.settled()
	t.priceOf(&c)
	t.say("cart.added", Args{"quantity": itoa(quantity), "title": t.named(p, v), "subtotal": t.subtotal()})
	return nil
}

// settled closes a question about options that this turn has answered.
func (t *turn) settled() {
	if p := t.conv.state.Pending; p != nil && !p.Confirm {
		t.conv.state.Pending = nil
	}
}

// refuse says that there is not enough, and how much there is.
func (t *turn) refuse(p *data.Product, v *data.Variant, c *Card) {
	t.act("reject")
	left := v.Stock - t.inCart(v.SKU)
	if left <= 0 && t.inCart(v.SKU) == 0 {
		t.Cite("product", p.Handle, "stock", "0")
		t.say("cart.out", Args{"title": t.named(p, v)})
		return
	}
	t.say("cart.stock", Args{"count": t.Cite("product", p.Handle, "stock", itoa(v.Stock)), "title": t.named(p, v)})
	t.priceOf(c)
}

// named is a product with the options of a variant: "Swift Runner (Blue, 10)".
func (t *turn) named(p *data.Product, v *data.Variant) string {
	if len(p.Variants) == 1 || len(v.Options) == 0 {
		return p.Title
	}
	values := make([]string, len(v.Options))
	for i, o := range v.Options {
		values[i] = o.Value
	}
	return p.Title + " (" + strings.Join(values, ", ") + ")"
}

// choices are the variants that fit what was said, sellable ones only where there are any.
// What was searched for counts as said, where it fits.
func (t *turn) choices(m *dialog.Move, p *data.Product) []*data.Variant {
	want := m.Want.Clone()
	for key, values := range t.conv.state.Search.Values {
		if _, said := want.Values[key]; !said && isOption(p, key) {
			if want.Values == nil {
				want.Values = map[string][]string{}
			}
			want.Values[key] = values
		}
	}
	var fit, sellable []*data.Variant
	for i := range p.Variants {
		v := &p.Variants[i]
		if !fits(v, &want) {
			continue
		}
		fit = append(fit, v)
		if v.Sellable() {
			sellable = append(sellable, v)
		}
	}
	if len(sellable) > 0 {
		return sellable
	}
	return fit
}

// fits tells whether nothing said about options speaks against a variant.
func fits(v *data.Variant, want *index.Constraints) bool {
	for key, values := range want.Values {
		if have := v.Option(key); have != "" && !containsFold(values, have) {
			return false
		}
	}
	return true
}

// askOption asks for the first option that still leaves a choice, offering real values with
// their prices.
func (t *turn) askOption(m *dialog.Move, p *data.Product, matching []*data.Variant) {
	if len(matching) == 0 {
		for i := range p.Variants {
			matching = append(matching, &p.Variants[i])
		}
	}
	kept := *m
	kept.Kind, kept.Targets, kept.Pick, kept.Then = dialog.AddCart, []string{p.Handle}, nil, nil
	var slots []string
	for _, o := range optionsOf(p) {
		if len(valuesOf(matching, o.Key)) > 1 {
			slots = append(slots, o.Key)
		}
	}
	if len(slots) == 0 {
		slots = []string{"sku"}
	}
	t.act("ask_slot")
	ask := &Ask{Slot: slots[0], Slots: slots}
	var answers []string
	for _, value := range valuesOf(matching, slots[0]) {
		ask.Options = append(ask.Options, AskOption{Label: t.priced(matching, slots[0], value), Send: slots[0] + " " + value})
		answers = append(answers, strings.ToLower(value))
	}
	t.reply.Ask = ask
	t.tell("ask", map[string]any{"ask": ask})
	t.conv.state.Ask(kept, slots, answers)
	c := t.view.card(p, nil)
	t.reply.Products, t.reply.Total = []Card{c}, 1
	t.conv.state.Look(shownOf(&c))
	t.priceOf(&c)
	t.say("cart.ask", Args{"slot": strings.ReplaceAll(slots[0], "_", " "), "title": p.Title})
}

func valuesOf(variants []*data.Variant, key string) []string {
	var out []string
	for _, v := range variants {
		if value := v.Option(key); value != "" && !slices.Contains(out, value) {
			out = append(out, value)
		}
	}
	return out
}

// priced labels an option value with the price where it makes a difference.
func (t *turn) priced(variants []*data.Variant, key, value string) string {
	low, high, all := data.Money(math.MaxInt64), data.Money(0), variants[0].Price
	same := true
	for _, v := range variants {
		same = same && v.Price == all
		if v.Option(key) == value {
			low, high = min(low, v.Price), max(high, v.Price)
		}
	}
	if same {
		return value
	}
	label := value + ", " + t.view.loc.Money(low)
	if high > low {
		label = value + ", from " + t.view.loc.Money(low)
	}
	return label
}

func (t *turn) inCart(sku string) int {
	for _, l := range t.conv.cart.Lines {
		if strings.EqualFold(l.SKU, sku) {
			return l.Quantity
		}
	}
	return 0
}

// setLine sets the quantity of a SKU; 0 takes the line out.
func (t *turn) setLine(sku string, quantity int) {
	c := &t.conv.cart
	i := slices.IndexFunc(c.Lines, func(l data.CartLine) bool { return strings.EqualFold(l.SKU, sku) })
	switch {
	case quantity == 0 && i >= 0:
		c.Lines = slices.Delete(c.Lines, i, i+1)
	case i >= 0:
		c.Lines[i].Quantity = quantity
	case quantity > 0:
		c.Lines = append(c.Lines, data.CartLine{SKU: sku, Quantity: quantity})
	}
}

// setCart changes the quantity of a line, or takes it out.
func (t *turn) setCart(ctx context.Context, m *dialog.Move) error {
	lines, err := t.e.cartLines(ctx, t.conv.cart)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		t.act("show_cart")
		t.say("cart.empty", nil)
		return t.showCart(ctx)
	}
	line := t.meant(m, lines)
	if line == nil {
		t.act("ask_clarify")
		t.say("cart.which", nil)
		return t.showCart(ctx)
	}
	quantity := int(math.Round(m.Quantity))
	if m.Topic == "remove" {
		quantity = max(0, line.quantity-quantity)
		if m.Quantity == 0 {
			quantity = 0
		}
	} else if m.Quantity == 0 {
		return t.swapVariant(ctx, m, line)
	}
	if v := line.variant; v.Tracked && !v.Backorder && quantity > v.Stock {
		t.act("reject")
		t.say("cart.stock", Args{"count": t.Cite("product", line.product.Handle, "stock", itoa(v.Stock)), "title": t.named(line.product, v)})
		return t.showCart(ctx)
	}
	t.setLine(line.variant.SKU, quantity)
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	if quantity == 0 {
		t.say("cart.removed", Args{"title": t.named(line.product, line.variant)})
		return nil
	}
	t.say("cart.updated", Args{"quantity": itoa(quantity), "title": t.named(line.product, line.variant), "subtotal": t.subtotal()})
	return nil
}

// swapVariant puts another variant of the same product in a line's place.
func (t *turn) swapVariant(ctx context.Context, m *dialog.Move, line *cartLine) error {
	want := m.Want.Clone()
	for _, o := range line.variant.Options {
		if _, said := want.Values[data.OptionKey(o.Name)]; !said {
			want.Add(data.OptionKey(o.Name), o.Value)
		}
	}
	i := variantFor(line.product, &want)
	if i < 0 || !line.product.Variants[i].Sellable() {
		t.act("reject")
		t.say("cart.out", Args{"title": line.product.Title})
		return t.showCart(ctx)
	}
	v := &line.product.Variants[i]
	t.setLine(line.variant.SKU, 0)
	t.setLine(v.SKU, t.inCart(v.SKU)+line.quantity)
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.say("cart.updated", Args{"quantity": itoa(t.inCart(v.SKU)), "title": t.named(line.product, v), "subtotal": t.subtotal()})
	return nil
}

// meant finds the line of the cart a message speaks of: the only one, the one pointed at, the
// one in focus, or the one whose title or options hold the words said.
func (t *turn) meant(m *dialog.Move, lines []cartLine) *cartLine {
	if len(lines) == 1 {
		return &lines[0]
	}
	for i := range lines {
		if slices.Contains(m.Targets, lines[i].product.Handle) {
			return &lines[i]
		}
	}
	if m.Want.Empty() {
		if f := t.conv.state.Focus; f != nil && len(m.Targets) == 0 {
			for i := range lines {
				if lines[i].variant.SKU == f.SKU || lines[i].product.Handle == f.Handle {
					return &lines[i]
				}
			}
		}
		return nil
	}
	var found *cartLine
	for i := range lines {
		l := &lines[i]
		if titleHas(l.product.Title, m.Want.Text) && fits(l.variant, &m.Want) && inCategory(l.product, m.Want.Category) {
			if found != nil {
				return nil
			}
			found = l
		}
	}
	return found
}

func inCategory(p *data.Product, paths []string) bool {
	return len(paths) == 0 || slices.ContainsFunc(paths, func(path string) bool { return data.Within(p.Category, path) })
}

// emptyCart asks first.
func (t *turn) emptyCart(ctx context.Context, m *dialog.Move) error {
	count := itoa(pieces(t.conv.cart))
	switch {
	case len(t.conv.cart.Lines) == 0:
		t.act("show_cart")
		t.say("cart.empty", nil)
		return t.showCart(ctx)
	case !slices.Contains(m.Rules, "confirmed"):
		t.act("ask_confirm")
		t.conv.state.Confirm(*m)
		t.say("cart.confirm_empty", Args{"count": count})
		return t.showCart(ctx)
	}
	t.conv.cart.Lines, t.conv.cart.Coupon = nil, ""
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.say("cart.emptied", nil)
	return nil
}

func pieces(c data.Cart) int {
	n := 0
	for _, l := range c.Lines {
		n += l.Quantity
	}
	return n
}

func (t *turn) viewCart(ctx context.Context, _ *dialog.Move) error {
	t.act("show_cart")
	if err := t.showCart(ctx); err != nil {
		return err
	}
	if len(t.reply.Cart.Lines) == 0 {
		t.say("cart.empty", nil)
		return nil
	}
	lines := []string{t.phrase("cart.shown", Args{"count": itoa(pieces(t.conv.cart)), "subtotal": t.subtotal()})}
	for _, l := range t.reply.Cart.Lines {
		lines = append(lines, fmt.Sprintf("%d × %s: %s", l.Quantity, l.Title, t.Cite("product", l.Handle, "price", l.Total.Display)))
	}
	t.said = append(t.said, strings.Join(lines, "\n"))
	return nil
}

// coupon applies a code to the cart.
func (t *turn) coupon(ctx context.Context, m *dialog.Move) error {
	if m.Code == "" {
		t.act("ask_slot")
		t.reply.Ask = &Ask{Slot: "coupon", Slots: []string{"coupon"}}
		t.say("coupon.ask", nil)
		return nil
	}
	c, err := t.e.store.Coupon(ctx, m.Code)
	if errors.Is(err, data.ErrNotFound) {
		t.act("reject")
		t.say("coupon.unknown", Args{"code": strings.ToUpper(m.Code)})
		return nil
	}
	if err != nil {
		return err
	}
	return t.applyCoupon(ctx, &c)
}

func (t *turn) applyCoupon(ctx context.Context, c *data.Coupon) error {
	if !c.Valid(t.conv.LastSeen) {
		t.act("reject")
		t.say("coupon.expired", Args{"code": t.Cite("coupon", c.Code, "expires", c.Code)})
		return nil
	}
	before := t.conv.cart.Coupon
	t.conv.cart.Coupon = c.Code
	cart, err := t.e.reckon(ctx, t.view, t.conv.cart)
	if err != nil {
		return err
	}
	if cart.Subtotal.Amount < c.MinSubtotal || cart.Subtotal.Amount == 0 {
		t.conv.cart.Coupon = before
		t.act("reject")
		t.say("coupon.min", Args{"code": c.Code, "minimum": t.Cite("coupon", c.Code, "min_subtotal", t.view.loc.Money(max(1, c.MinSubtotal)))})
		return t.showCart(ctx)
	}
	if err := t.putCart(ctx); err != nil {
		return err
	}
	t.act("cart_updated")
	t.say("coupon.ok", Args{"code": c.Code, "discount": t.Cite("coupon", c.Code, "discount", t.reply.Cart.Discount.Display)})
	return nil
}

// promote answers questions about discounts: from the policies, and with what is reduced now.
func (t *turn) promote(ctx context.Context, m *dialog.Move) error {
	cited := t.policy(m)
	page, err := t.reduced(ctx)
	if err != nil {
		return err
	}
	switch {
	case len(page) > 0:
		t.act("show_products")
		t.reply.Products, t.reply.Total = page, len(page)
		t.remember(0, len(page), page)
		lines := []string{t.phrase("promotion.reduced", Args{"total": itoa(len(page))})}
		for i := range page[:min(3, len(page))] {
			lines = append(lines, t.line(i+1, &page[i], 0))
		}
		t.said = append(t.said, strings.Join(lines, "\n"))
	case !cited:
		t.act("say_unknown")
		t.say("promotion.none", nil)
	}
	return nil
}

// reduced are the best rated products in stock whose price is below what it was, among those
// of the last search where there is one.
func (t *turn) reduced(ctx context.Context) ([]Card, error) {
	inStock := true
	q := index.Query{Constraints: index.Constraints{InStock: &inStock, Sort: index.RatingTop}, Size: 100}
	res, err := t.e.index.Find(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	cards, err := t.e.cards(ctx, t.view, res.Hits)
	if err != nil {
		return nil, err
	}
	cards = slices.DeleteFunc(cards, func(c Card) bool { return c.CompareAt == nil })
	return cards[:min(len(cards), pageSize)], nil
}

// asksAboutCart is used by suggestions: whether the last thing done was to the cart.
func (t *turn) asksAboutCart() bool {
	return slices.Contains(t.reply.Actions, "cart_updated") || len(t.reply.Intents) > 0 && t.reply.Intents[0].Name == nlu.ViewCart
}
