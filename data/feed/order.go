package feed

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
)

// order reads one order. What the file leaves out and follows from the rest is filled in;
// amounts wait for completeOrder.
func (d *decoder) order(n *yaml.Node, field, currency string) data.Order {
	var o data.Order
	var status, payment, fulfilment string
	var placedAgo, deliveredAgo, eta *int
	d.object(n, field, keys{
		"number": d.text(&o.Number), "email": d.email(&o.Email), "name": d.text(&o.Name), "address": d.address(&o.Address),
		"status": d.text(&status), "payment": d.text(&payment), "fulfilment": d.text(&fulfilment),
		"placed": d.when(&o.Placed), "placed_days_ago": d.counted(&placedAgo), "delivered": d.when(&o.Delivered), "delivered_days_ago": d.counted(&deliveredAgo),
		"eta": d.when(&o.ETA), "eta_days": d.counted(&eta), "carrier": d.text(&o.Carrier), "tracking": d.text(&o.Tracking),
		"lines": d.orderLines(&o.Lines, currency), "coupon": d.text(&o.Coupon), "subtotal": d.money(&o.Subtotal, currency),
		"discount": d.money(&o.Discount, currency), "tax": d.money(&o.Tax, currency), "shipping": d.money(&o.Shipping, currency),
		"shipping_id": d.text(&o.ShippingID), "total": d.money(&o.Total, currency), "history": d.history(&o.History),
	})
	d.need(n, field+".number", o.Number)
	d.need(n, field+".email", o.Email)
	o.Status = d.status(n, field+".status", status)
	o.Payment, o.Fulfilment = data.PaymentStatus(payment), data.Fulfilment(fulfilment)
	impliedStates(&o)
	if placedAgo != nil {
		o.Placed = data.At(d.now.AddDate(0, 0, -*placedAgo))
	}
	if deliveredAgo != nil {
		o.Delivered = data.At(d.now.AddDate(0, 0, -*deliveredAgo))
	}
	if eta != nil {
		o.ETA = data.At(d.now.AddDate(0, 0, *eta))
	}
	if o.History == nil {
		o.History = impliedHistory(&o)
	}
	return o
}

func (d *decoder) status(n *yaml.Node, field, s string) data.OrderStatus {
	status := data.OrderStatus(strings.ToLower(s))
	if s == "" {
		return data.Confirmed
	}
	if !slices.Contains(data.OrderStatuses[:], status) {
		d.wrong(n, field, fmt.Sprintf("%q must be one of %v", short(s), data.OrderStatuses))
	}
	return status
}

// impliedStates fills payment and fulfilment with what the status says of them.
func impliedStates(o *data.Order) {
	payment, fulfilment := data.PaymentPending, data.Unfulfilled
	switch o.Status {
	case data.Processing:
		payment = data.PaymentPaid
	case data.Shipped:
		payment, fulfilment = data.PaymentPaid, data.InTransit
	case data.Delivered:
		payment, fulfilment = data.PaymentPaid, data.Fulfilled
	case data.Returned:
		payment, fulfilment = data.PaymentRefunded, data.FulfilmentBack
	case data.Cancelled:
		fulfilment = data.FulfilmentVoid
	}
	if o.Payment == "" {
		o.Payment = payment
	}
	if o.Fulfilment == "" {
		o.Fulfilment = fulfilment
	}
}

// impliedHistory lists the steps whose time is known.
func impliedHistory(o *data.Order) []data.OrderEvent {
	var steps []data.OrderEvent
	if o.Placed != 0 {
		first := data.Confirmed
		if o.Status == data.Pending {
			first = data.Pending
		}
		steps = append(steps, data.OrderEvent{Status: first, At: o.Placed})
	}
	if o.Delivered != 0 {
		steps = append(steps, data.OrderEvent{Status: data.Delivered, At: o.Delivered})
	}
	return steps
}

// orderLines reads {SKU: quantity}, or a list of objects with what a line was at the time.
func (d *decoder) orderLines(to *[]data.OrderLine, currency string) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		if n.Kind == yaml.SequenceNode {
			*to = entries(d, n, field, currency, d.orderLine)
			return
		}
		if n.Kind != yaml.MappingNode {
			d.wrong(n, field, "must be an object of SKUs and quantities")
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			line := data.OrderLine{SKU: clean(n.Content[i].Value)}
			d.quantity(&line.Quantity)(resolved(n.Content[i+1]), joinField(field, line.SKU))
			*to = append(*to, line)
		}
	}
}

func (d *decoder) orderLine(n *yaml.Node, field, currency string) (l data.OrderLine) {
	var options Options
	d.object(n, field, keys{"sku": d.text(&l.SKU), "quantity": d.quantity(&l.Quantity), "handle": d.text(&l.Handle), "title": d.text(&l.Title),
		"options": d.options(&options), "unit": d.money(&l.Unit, currency), "tax_class": d.text(&l.TaxClass)})
	d.need(n, field+".sku", l.SKU)
	l.Options = options
	return l
}

func (d *decoder) quantity(to *int) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		d.count(to)(n, field)
		if *to < 1 {
			d.wrong(n, field, "must be 1 or more")
		}
	}
}

func (d *decoder) history(to *[]data.OrderEvent) func(*yaml.Node, string) {
	return func(n *yaml.Node, field string) {
		*to = entries(d, n, field, "", func(n *yaml.Node, field, _ string) (e data.OrderEvent) {
			var status string
			d.object(n, field, keys{"status": d.text(&status), "at": d.when(&e.At)})
			e.Status = d.status(n, field+".status", status)
			return e
		})
	}
}

// completeOrder fills lines from the catalog and the parts of a total where only one
// reading is possible: the merchandise at catalog prices, the tax on it, and a rest that is
// nothing or the price of one way to ship. Otherwise the total stands alone.
func completeOrder(o *data.Order, shop *data.Shop, bySKU map[string]*data.Product) {
	given := o.Subtotal != 0 || len(o.Lines) == 0
	known := true
	for i := range o.Lines {
		known = completeLine(&o.Lines[i], bySKU) && known
	}
	if given || !known {
		return
	}
	subtotal := data.Money(0)
	for _, l := range o.Lines {
		subtotal += l.Unit * data.Money(l.Quantity)
	}
	if o.Total == 0 {
		o.Total = subtotal - o.Discount + o.Shipping + o.Tax
	}
	tax := taxOf(o.Lines, shop)
	rest := o.Total - subtotal - o.Shipping + o.Discount
	if !shop.Tax.Included {
		rest -= tax
	}
	switch {
	case o.Discount != 0 || o.Tax != 0 || o.Shipping != 0:
		o.Subtotal = subtotal
	case rest == 0:
		o.Subtotal, o.Tax = subtotal, tax
	case o.Total == subtotal:
		o.Subtotal = subtotal
	default:
		for _, s := range shop.Shipping {
			if s.Price == rest && rest > 0 && !shop.Tax.OnShipping {
				o.Subtotal, o.Tax, o.Shipping, o.ShippingID = subtotal, tax, rest, s.ID
				return
			}
		}
	}
}

// completeLine fills what a line leaves out and tells whether its price is known.
func completeLine(l *data.OrderLine, bySKU map[string]*data.Product) bool {
	p := bySKU[strings.ToLower(l.SKU)]
	if p == nil {
		if l.Title == "" {
			l.Title = l.SKU
		}
		return l.Unit != 0
	}
	if l.Title != "" { // as it was, not as it is
		return true
	}
	for _, v := range p.Variants {
		if strings.EqualFold(v.SKU, l.SKU) {
			l.SKU, l.Handle, l.Title, l.Options, l.TaxClass = v.SKU, p.Handle, p.Title, v.Options, p.TaxClass
			if l.Unit == 0 {
				l.Unit = v.Price
			}
			if !p.Taxable {
				l.TaxClass = ""
			}
		}
	}
	return true
}

// taxOf is the tax on lines, rounded half up once per tax class.
func taxOf(lines []data.OrderLine, shop *data.Shop) data.Money {
	byClass := map[string]data.Money{}
	for _, l := range lines {
		byClass[l.TaxClass] += l.Unit * data.Money(l.Quantity)
	}
	sum := data.Money(0)
	for class, amount := range byClass {
		rate, ok := shop.Tax.Classes[class]
		if !ok {
			rate = shop.Tax.Rate
		}
		whole := int64(1e6)
		if shop.Tax.Included {
			whole += int64(rate)
		}
		sum += halfUp(int64(amount), int64(rate), whole)
	}
	return sum
}

// halfUp is amount * rate / whole, rounded half up.
func halfUp(amount, rate, whole int64) data.Money {
	n := new(big.Int).Mul(big.NewInt(amount), big.NewInt(2*rate))
	n.Add(n, big.NewInt(whole))
	n.Div(n, big.NewInt(2*whole))
	return data.Money(n.Int64())
}
