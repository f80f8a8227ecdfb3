package talk

import (
	"encoding/json"
	"strings"
	"testing"

	"shoptalk/data"
	"shoptalk/index"
)

func TestCondition(t *testing.T) {
	variant := func(color, size string, price data.Money, stock int) data.Variant {
		return data.Variant{SKU: color + size, Options: []data.Option{{Name: "Colour", Value: color}, {Name: "Size", Value: size}}, Price: price, Tracked: true, Stock: stock}
	}
	shoe := &data.Product{
		Handle: "shoe", Brand: "Swiftfoot", Category: "shoes/running", Rating: 4.5,
		Attributes: data.Attributes{"features": data.Texts("trail", "breathable"), "material": data.Texts("mesh"), "weight_g": data.Number(280)},
		Variants:   []data.Variant{variant("Blue", "9", 8900, 5), variant("Blue", "10", 9500, 3), variant("Red", "10", 8000, 0)},
	}
	gone := &data.Product{Handle: "gone", Variants: []data.Variant{{SKU: "G", Price: 1000, Tracked: true}}}
	cond := condition{currency: "USD", multi: func(key string) bool { return key == "features" }}
	for _, tt := range []struct {
		p    *data.Product
		each string
		why  string // empty: fulfilled
	}{
		{shoe, `{}`, ""},
		{shoe, `{"category": "shoes"}`, ""},
		{shoe, `{"category": "shoe"}`, "category"},
		{shoe, `{"category": ["bags", "shoes/running"]}`, ""},
		{shoe, `{"brand": ["SWIFTFOOT"]}`, ""},
		{shoe, `{"brand": "northpeak"}`, "brand"},
		{shoe, `{"rating_gte": 4.5}`, ""},
		{shoe, `{"rating_gte": 4.6}`, "rating"},
		{shoe, `{"price_lt": 89.01}`, ""},
		{shoe, `{"price_lt": 89}`, "price"}, // the red one for 80 is sold out
		{shoe, `{"price_lte": 89}`, ""},
		{shoe, `{"price_gt": 95}`, "price"},
		{shoe, `{"color": "blue", "size": "10"}`, ""},
		{shoe, `{"color": "blue", "size": 10, "price_lt": 90}`, "color"}, // not all on one variant
		{shoe, `{"color": "red"}`, "color"},                              // sold out
		{shoe, `{"color": ["red", "blue"]}`, ""},
		{shoe, `{"size_gte": 10}`, ""},
		{shoe, `{"size_gte": 11}`, "size"},
		{shoe, `{"features": ["trail", "breathable"]}`, ""},
		{shoe, `{"features": ["trail", "waterproof"]}`, "features"}, // all of them
		{shoe, `{"material": ["mesh", "leather"]}`, ""},             // any of them
		{shoe, `{"weight_g_lte": 280}`, ""},
		{shoe, `{"weight_g_lte": 279}`, "weight_g"},
		{shoe, `{"weight_g": 280}`, ""},
		{shoe, `{"battery_h_gte": 1}`, "battery_h"},
		{shoe, `{"in_stock": true}`, ""},
		{shoe, `{"in_stock": false}`, "in_stock"},
		{shoe, `{"not": {"material": "leather", "brand": "northpeak", "category": "bags"}}`, ""},
		{shoe, `{"not": {"material": "mesh"}}`, "material"},
		{shoe, `{"not": {"category": "shoes"}}`, "category"},
		{shoe, `{"not": {"brand": "swiftfoot"}}`, "brand"},
		{shoe, `{"not": {"size": "9"}}`, ""}, // the other one will do
		{shoe, `{"not": {"color": "blue"}}`, "color"},
		{shoe, `{"not": {"price_gt": 90}}`, ""},
		{shoe, `{"not": {"price_gt": 80}}`, "price"},
		{shoe, `{"not": {"weight_g_gte": 200}}`, "weight_g"},
		{shoe, `{"not": {"rating_gte": 4}}`, "rating"},
		{gone, `{"price_lte": 10}`, ""}, // without options a sold-out product still matches
		{gone, `{"in_stock": true}`, "in_stock"},
	} {
		var want index.Constraints
		if err := json.Unmarshal([]byte(tt.each), &want); err != nil {
			t.Fatal(err)
		}
		why := cond.breaks(tt.p, &want)
		if (why == "") != (tt.why == "") || tt.why != "" && !strings.Contains(why, tt.why) && !strings.Contains(why, "price") {
			t.Errorf("%s %s: %q, want %q", tt.p.Handle, tt.each, why, tt.why)
		}
	}
	if got := cond.price(shoe, &index.Constraints{Values: map[string][]string{"size": {"10"}}}); got != 9500 {
		t.Errorf("the price in size 10 is %d", got)
	}
}
