package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"shoptalk/data"
	"shoptalk/engine"
	"shoptalk/engine/commerce"
)

// orderView shows an order to those who run the shop.
func (s *Server) orderView(ctx context.Context, o *data.Order) engine.Order {
	money := func(m data.Money) engine.Money { return s.engine.Money(ctx, m) }
	view := engine.Order{
		Number: o.Number, Status: string(o.Status), Payment: string(o.Payment), Fulfilment: string(o.Fulfilment),
		Placed: stamp(o.Placed), Email: o.Email, Name: o.Name, Address: o.Address,
		Cart: engine.Cart{
			Lines: make([]engine.CartLine, len(o.Lines)), Coupon: o.Coupon, Subtotal: money(o.Subtotal),
			Discount: money(o.Discount), Tax: money(o.Tax), Shipping: money(o.Shipping), Total: money(o.Total),
		},
		Carrier: o.Carrier, Tracking: o.Tracking, ETA: stamp(o.ETA), History: make([]engine.OrderEvent, len(o.History)),
	}
	for i, l := range o.Lines {
		view.Lines[i] = engine.CartLine{
			SKU: l.SKU, Handle: l.Handle, Title: l.Title, Options: optionMap(l.Options), Quantity: l.Quantity,
			Unit: money(l.Unit), Total: money(l.Unit * data.Money(l.Quantity)),
		}
	}
	for i, e := range o.History {
		view.History[i] = engine.OrderEvent{Status: string(e.Status), At: stamp(e.At)}
	}
	return view
}

// adminOrders lists orders, newest first, or those of one e-mail or status.
func (s *Server) adminOrders(w http.ResponseWriter, r *http.Request) error {
	size, after, err := pageOf(r)
	if err != nil {
		return err
	}
	v := r.URL.Query()
	status := data.OrderStatus(v.Get("status"))
	if status != "" && !slices.Contains(data.OrderStatuses[:], status) {
		return badRequest("status must be one of %s.", statusNames(data.OrderStatuses[:]))
	}
	f := data.OrderFilter{Email: strings.ToLower(v.Get("email")), Status: status, Size: size, After: after}
	page, err := s.store.ListOrders(r.Context(), f)
	if err != nil {
		return badQuery(err)
	}
	views := make([]engine.Order, len(page.Items))
	for i, o := range page.Items {
		views[i] = s.orderView(r.Context(), o)
	}
	return writePage(w, "orders", views, page.Next)
}

const noOrder = "There is no order with that number."

// adminOrder shows one order.
func (s *Server) adminOrder(w http.ResponseWriter, r *http.Request) error {
	o, err := s.store.Order(r.Context(), r.PathValue("number"))
	if err != nil {
		return missing(err, noOrder)
	}
	return s.writeOrder(w, r, o)
}

func (s *Server) writeOrder(w http.ResponseWriter, r *http.Request, o *data.Order) error {
	return writeJSON(w, http.StatusOK, map[string]any{"order": s.orderView(r.Context(), o)})
}

// orderPatch is the body of PATCH /api/admin/orders/{number}; what is absent stays.
type orderPatch struct {
	Status   *data.OrderStatus   `json:"status"`
	Payment  *data.PaymentStatus `json:"payment"`
	Carrier  *string             `json:"carrier"`
	Tracking *string             `json:"tracking"`
	ETA      *string             `json:"eta"` // RFC 3339 or a date; empty: unknown
}

// patchOrder moves an order on, or notes payment and delivery, and answers with all of it.
func (s *Server) patchOrder(w http.ResponseWriter, r *http.Request) error {
	var q orderPatch
	if err := readPatch(r, &q); err != nil {
		return err
	}
	eta, err := q.check()
	if err != nil {
		return err
	}
	now := data.At(s.now())
	o, err := s.store.UpdateOrder(r.Context(), r.PathValue("number"), func(o *data.Order) error {
		return q.apply(o, eta, now)
	})
	if err != nil {
		return missing(err, noOrder)
	}
	return s.writeOrder(w, r, o)
}

var payments = []data.PaymentStatus{data.PaymentPending, data.PaymentPaid, data.PaymentRefunded}

// check refuses values that no order can have, and reads the expected delivery.
func (q *orderPatch) check() (eta data.Time, err error) {
	switch {
	case q.Status == nil && q.Payment == nil && q.Carrier == nil && q.Tracking == nil && q.ETA == nil:
		return 0, badRequest("The body changes nothing. Give a field, such as {\"status\": \"processing\"}.")
	case q.Status != nil && !slices.Contains(data.OrderStatuses[:], *q.Status):
		return 0, &data.Invalid{Field: "status", Reason: "must be one of " + statusNames(data.OrderStatuses[:])}
	case q.Payment != nil && !slices.Contains(payments, *q.Payment):
		return 0, &data.Invalid{Field: "payment", Reason: "must be pending, paid or refunded"}
	case q.Carrier != nil && len(*q.Carrier) > maxValue:
		return 0, &data.Invalid{Field: "carrier", Reason: "is too long"}
	case q.Tracking != nil && len(*q.Tracking) > maxValue:
		return 0, &data.Invalid{Field: "tracking", Reason: "is too long"}
	case q.ETA == nil || *q.ETA == "":
		return 0, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, *q.ETA); err == nil {
			return data.At(t), nil
		}
	}
	return 0, &data.Invalid{Field: "eta", Reason: "must be a date such as 2026-12-24"}
}

// apply makes the change to an order as it stands, or refuses it.
func (q *orderPatch) apply(o *data.Order, eta, now data.Time) error {
	if q.Payment != nil {
		o.Payment = *q.Payment
	}
	if q.Carrier != nil {
		o.Carrier = *q.Carrier
	}
	if q.Tracking != nil {
		o.Tracking = *q.Tracking
	}
	if q.ETA != nil {
		o.ETA = eta
	}
	if q.Status == nil {
		return nil
	}
	from := o.Status
	err := commerce.Advance(o, *q.Status, now)
	if errors.Is(err, commerce.ErrStep) {
		return problem(http.StatusConflict, "conflict", stepSentence(from))
	}
	return err
}

// stepSentence says where an order can go.
func stepSentence(from data.OrderStatus) string {
	next := commerce.NextSteps(from)
	if len(next) == 0 {
		return fmt.Sprintf("The order is %s, and that is where it ends.", from)
	}
	return fmt.Sprintf("The order is %s; from there it can become %s.", from, statusNames(next))
}

func statusNames(statuses []data.OrderStatus) string {
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}
