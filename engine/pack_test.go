package engine

import (
	"testing"

	"shoptalk/data"
)

func TestPacks(t *testing.T) {
	milk := &data.Product{}
	for _, size := range []string{"500 ml", "1 L"} {
		milk.Variants = append(milk.Variants, data.Variant{SKU: size, Options: []data.Option{{Name: "size", Value: size}}, Tracked: true, Stock: 9})
	}
	sold := &data.Product{Variants: []data.Variant{
		{SKU: "1 kg", Options: []data.Option{{Name: "size", Value: "1 kg"}}, Tracked: true},
		{SKU: "500 g", Options: []data.Option{{Name: "size", Value: "500 g"}}, Tracked: true, Stock: 9},
	}}
	tests := []struct {
		p     *data.Product
		n     float64
		unit  string
		sku   string
		count int
	}{
		{milk, 2, "l", "1 L", 2},
		{milk, 0.5, "l", "500 ml", 1},
		{milk, 1.5, "l", "500 ml", 3},
		{milk, 500, "ml", "500 ml", 1},
		{milk, 0.3, "l", "", 0},
		{milk, 2, "kg", "", 0},
		{milk, 2, "nothing", "", 0},
		{sold, 1, "kg", "500 g", 2},
		{&data.Product{Variants: []data.Variant{{SKU: "x"}}}, 1, "kg", "", 0},
	}
	for _, tt := range tests {
		v, count := packs(tt.p, tt.n, tt.unit)
		sku := ""
		if v != nil {
			sku = v.SKU
		}
		if sku != tt.sku || count != tt.count {
			t.Errorf("%v %s: %d × %q, want %d × %q", tt.n, tt.unit, count, sku, tt.count, tt.sku)
		}
	}
}
