package nlu

import (
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	tests := []struct{ in, want string }{
		{"pay with 4111 1111 1111 1111 please", "pay with •••• •••• •••• 1111 please"},
		{"4111-1111-1111-1111", "••••-••••-••••-1111"},
		{"card:378282246310005.", "card:•••••••••••0005."},
		{"order 5001 and 4111111111111111, 5555555555554444", "order 5001 and ••••••••••••1111, ••••••••••••4444"},
		{"order 1234567890123456", "order 1234567890123456"}, // no right check digit
		{"5001 4111 1111 1111 1111", "•••• •••• •••• •••• 1111"},
		{"call 415 555 0100", "call 415 555 0100"},
		{"0000 0000 0000 0000", "0000 0000 0000 0000"},
		{"between 1,000 and 2,000", "between 1,000 and 2,000"},
	}
	for _, tt := range tests {
		got, card := mask(tt.in)
		if got != tt.want {
			t.Errorf("mask(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if hidden := got != tt.in; hidden != (card.End > 0) {
			t.Errorf("mask(%q) gave the slot %+v", tt.in, card)
		} else if hidden && !strings.Contains(got[card.Start:card.End], "•") {
			t.Errorf("the slot of %q points at %q", tt.in, got[card.Start:card.End])
		}
	}
}
