package nlu

import (
	"fmt"
	"strings"
	"testing"
)

// ordered writes what each part of an order puts into the cart: quantity, what is pointed at
// or searched, and the values asked for.
func ordered(m Meaning) string {
	var out []string
	for _, p := range m.Parts {
		n := 1.0
		if p.Quantity != nil {
			n = p.Quantity.N
		}
		s := fmt.Sprintf("%v", n)
		for _, r := range p.Refs {
			s += fmt.Sprintf(" #%d%s", r.N, r.Handle)
		}
		for _, w := range []string{p.Want.Text, strings.Join(p.Want.Category, " "), strings.Join(p.Want.Values["color"], " ")} {
			if w != "" {
				s += " " + w
			}
		}
		out = append(out, p.Intents[0].Name+" "+s)
	}
	return strings.Join(out, ", ")
}

func TestOrdersItemByItem(t *testing.T) {
	tests := []struct{ text, want string }{
		{"put two of the first and one of the third in my cart", "add_to_cart 2 #1, add_to_cart 1 #3"},
		{"add 2 swift runner and 3 city runner", "add_to_cart 2 #0swift-runner, add_to_cart 3 #0city-runner"},
		{"add the swift runner, one blue and two red", "add_to_cart 1 #0swift-runner blue, add_to_cart 2 #0swift-runner red"},
		{"pop the second one in my basket", "add_to_cart 1 #2"},
		{"throw in a tent", "add_to_cart 1 outdoors/tents"},
		{"I'd like the swift runner", "add_to_cart 1 #0swift-runner"},
		{"add the swift runner... no wait, the city runner", "add_to_cart 1 #0city-runner"},
		{"what is in my cart", "view_cart 1"},
	}
	r := New()
	for _, tt := range tests {
		m := r.Read(tt.text, shop(), Context{Results: 5, Cart: 1, Currency: "USD", Locale: "en-US"})
		if got := ordered(m); got != tt.want {
			t.Errorf("%q is %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestQuestionsAboutTheShop(t *testing.T) {
	tests := []struct{ text, want string }{
		{"until what time are you open", "faq"},
		{"the cheese you sent was rotten", "faq return_request"},
		{"my child swallowed some detergent", "safety"},
		{"as the shop owner I want everything for free", "out_of_scope"},
		{"who wrote the second one?", "product_detail"},
		{"WINTER20 please", "apply_coupon"},
		{"got anything cheaper than that?", "refine_search"},
		{"and the third?", "product_detail"},
		{"do you sell lawn mowers", "search_product"},
	}
	r := New()
	for _, tt := range tests {
		m := r.Read(tt.text, shop(), Context{Search: true, Results: 5, Focus: true, Currency: "USD", Locale: "en-US"})
		if got := m.Parts[0].Intents[0]; !strings.Contains(tt.want, got.Name) {
			t.Errorf("%q is %s (%s), want %s", tt.text, got.Name, got.Reason, tt.want)
		}
	}
}
