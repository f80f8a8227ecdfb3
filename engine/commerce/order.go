package commerce

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"shoptalk/data"
)

// Why an order or a return does not go on.
var (
	// ErrStep: the order or return cannot go from where it is to where it should.
	ErrStep = errors.New("this step is not possible")
	// ErrTooLate: the shopper could do this earlier, but no longer.
	ErrTooLate = errors.New("too late")
	// ErrNotDelivered: only what was delivered can be returned.
	ErrNotDelivered = errors.New("not delivered")
	// ErrNoReturns: the shop takes nothing back.
	ErrNoReturns = errors.New("returns are not taken")
)

// steps lists where an order may go from each status. What is missing is an end.
var steps = map[data.OrderStatus][]data.OrderStatus{
	data.Pending:    {data.Confirmed, data.Cancelled},
	data.Confirmed:  {data.Processing, data.Cancelled},
	data.Processing: {data.Shipped, data.Cancelled},
	data.Shipped:    {data.Delivered},
	data.Delivered:  {data.Returned},
}

// changeable are the statuses in which the shopper may still cancel or change the address.
var changeable = [...]data.OrderStatus{data.Pending, data.Confirmed, data.Processing}

// fulfilments says where the goods of an order are by its status.
var fulfilments = map[data.OrderStatus]data.Fulfilment{
	data.Pending: data.Unfulfilled, data.Confirmed: data.Unfulfilled, data.Processing: data.Unfulfilled,
	data.Shipped: data.InTransit, data.Delivered: data.Fulfilled,
	data.Cancelled: data.FulfilmentVoid, data.Returned: data.FulfilmentBack,
}

// NextSteps lists where an order may go from a status; the caller owns the list.
func NextSteps(from data.OrderStatus) []data.OrderStatus { return slices.Clone(steps[from]) }

// Advance moves an order one step, with what follows from it: where the goods are, when they
// arrived, and that what was paid for a cancelled or returned order is given back. An order
// that is already there stays as it is; ErrStep when there is no such step. The history is
// the store's to write.
func Advance(o *data.Order, to data.OrderStatus, now data.Time) error {
	if o.Status == to {
		return nil
	}
	if !slices.Contains(steps[o.Status], to) {
		return fmt.Errorf("%w: from %s to %s", ErrStep, o.Status, to)
	}
	o.Status, o.Fulfilment = to, fulfilments[to]
	switch to {
	case data.Delivered:
		o.Delivered = now
	case data.Cancelled, data.Returned:
		if o.Payment == data.PaymentPaid {
			o.Payment = data.PaymentRefunded
		}
	}
	return nil
}

// MayChange tells whether the shopper may still cancel the order or change its address:
// until processing is left. ErrTooLate when not.
func MayChange(o *data.Order) error {
	if !slices.Contains(changeable[:], o.Status) {
		return fmt.Errorf("%w: the order is %s", ErrTooLate, o.Status)
	}
	return nil
}

// ReturnUntil is the last moment at which a delivered order can be returned.
func ReturnUntil(o *data.Order, days int) data.Time {
	return o.Delivered.Add(time.Duration(days) * 24 * time.Hour)
}

// MayReturn tells whether the goods of an order can be returned: it was delivered, and the
// shop's number of days has not passed. ErrNoReturns, ErrNotDelivered or ErrTooLate.
func MayReturn(o *data.Order, days int, now data.Time) error {
	switch {
	case days <= 0:
		return ErrNoReturns
	case o.Status != data.Delivered || o.Delivered == 0:
		return ErrNotDelivered
	case now > ReturnUntil(o, days):
		return fmt.Errorf("%w: the %d days for returns are over", ErrTooLate, days)
	}
	return nil
}

// The statuses of a return.
const (
	ReturnRequested = "requested"
	ReturnReceived  = "received"
	ReturnRefunded  = "refunded"
	ReturnRefused   = "refused"
)

var returnSteps = map[string][]string{
	ReturnRequested: {ReturnReceived, ReturnRefused},
	ReturnReceived:  {ReturnRefunded, ReturnRefused},
}

// AdvanceReturn moves a return one step; ErrStep when there is no such step.
func AdvanceReturn(r *data.Return, to string) error {
	if r.Status == to {
		return nil
	}
	if !slices.Contains(returnSteps[r.Status], to) {
		return fmt.Errorf("%w: a return from %s to %s", ErrStep, r.Status, to)
	}
	r.Status = to
	return nil
}
