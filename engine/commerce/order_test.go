package commerce

import (
	"errors"
	"slices"
	"testing"
	"time"

	"shoptalk/data"
)

const now = data.Time(1_790_000_000_000)

// TestAdvance tries every step from every status and compares with the list of those allowed.
func TestAdvance(t *testing.T) {
	allowed := []string{
		"pending confirmed", "pending cancelled", "confirmed processing", "confirmed cancelled",
		"processing shipped", "processing cancelled", "shipped delivered", "delivered returned",
	}
	for _, from := range data.OrderStatuses {
		for _, to := range data.OrderStatuses {
			o := data.Order{Status: from, Payment: data.PaymentPaid}
			err := Advance(&o, to, now)
			want := from == to || slices.Contains(allowed, string(from)+" "+string(to))
			if (err == nil) != want || err != nil && (!errors.Is(err, ErrStep) || o.Status != from) {
				t.Errorf("%s to %s: %v, now %s", from, to, err, o.Status)
			}
			if err == nil && from != to && o.Fulfilment != fulfilments[to] {
				t.Errorf("%s to %s: the goods are %s", from, to, o.Fulfilment)
			}
		}
	}
}

func TestAdvanceConsequences(t *testing.T) {
	o := data.Order{Status: data.Shipped, Payment: data.PaymentPaid}
	if err := Advance(&o, data.Delivered, now); err != nil || o.Delivered != now || o.Payment != data.PaymentPaid {
		t.Errorf("delivered: %+v, %v", o, err)
	}
	if err := Advance(&o, data.Returned, now); err != nil || o.Payment != data.PaymentRefunded {
		t.Errorf("returned: %+v, %v", o, err)
	}
	unpaid := data.Order{Status: data.Confirmed, Payment: data.PaymentPending}
	if err := Advance(&unpaid, data.Cancelled, now); err != nil || unpaid.Payment != data.PaymentPending {
		t.Errorf("cancelled unpaid: %+v, %v", unpaid, err)
	}
}

func TestEveryStatusIsCovered(t *testing.T) {
	for _, s := range data.OrderStatuses {
		if fulfilments[s] == "" {
			t.Errorf("where are the goods of a %s order?", s)
		}
		next := NextSteps(s)
		if final := s == data.Cancelled || s == data.Returned; final != (len(next) == 0) {
			t.Errorf("%s goes to %v", s, next)
		}
	}
	NextSteps(data.Pending)[0] = data.Returned
	if steps[data.Pending][0] != data.Confirmed {
		t.Error("a caller's change reached the table")
	}
}

func TestMayChange(t *testing.T) {
	for _, s := range data.OrderStatuses {
		want := s == data.Pending || s == data.Confirmed || s == data.Processing
		if err := MayChange(&data.Order{Status: s}); (err == nil) != want || err != nil && !errors.Is(err, ErrTooLate) {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestMayReturn(t *testing.T) {
	ago := func(days int, more time.Duration) data.Order {
		return data.Order{Status: data.Delivered, Delivered: now.Add(-time.Duration(days)*24*time.Hour - more)}
	}
	tests := []struct {
		name  string
		order data.Order
		days  int
		want  error
	}{
		{"in time", ago(22, 0), 30, nil},
		{"on the last day", ago(30, 0), 30, nil},
		{"a moment too late", ago(30, time.Millisecond), 30, ErrTooLate},
		{"not delivered", data.Order{Status: data.Shipped}, 30, ErrNotDelivered},
		{"already returned", data.Order{Status: data.Returned, Delivered: now}, 30, ErrNotDelivered},
		{"no returns at all", ago(1, 0), 0, ErrNoReturns},
	}
	for _, tt := range tests {
		if err := MayReturn(&tt.order, tt.days, now); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestAdvanceReturn(t *testing.T) {
	all := []string{ReturnRequested, ReturnReceived, ReturnRefunded, ReturnRefused}
	allowed := []string{"requested received", "requested refused", "received refunded", "received refused"}
	for _, from := range all {
		for _, to := range all {
			r := data.Return{Status: from}
			err := AdvanceReturn(&r, to)
			if want := from == to || slices.Contains(allowed, from+" "+to); (err == nil) != want {
				t.Errorf("%s to %s: %v", from, to, err)
			}
		}
	}
}
