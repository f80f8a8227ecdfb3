package commerce

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shoptalk/data"
)

func line(unit data.Money, n int, class string) Line {
	return Line{Unit: unit, Quantity: n, Taxable: true, TaxClass: class}
}

func TestPrice(t *testing.T) {
	usa := data.Tax{Rate: 80_000, Classes: map[string]data.Rate{"food": 50_000}}
	germany := data.Tax{Rate: 190_000, Classes: map[string]data.Rate{"books": 70_000}, Included: true, OnShipping: true}
	standard := &data.Shipping{ID: "standard", Price: 490, FreeFrom: 6000}
	ten := &data.Coupon{Code: "HELLO10", Percent: 100_000, MinSubtotal: 3000}
	tests := []struct {
		name                                     string
		in                                       Input
		subtotal, discount, shipping, tax, total data.Money
	}{
		{"nothing", Input{Tax: usa, Shipping: standard}, 0, 0, 0, 0, 0},
		{"one", Input{Tax: usa, Lines: []Line{line(8900, 1, "")}}, 8900, 0, 0, 712, 9612},
		{"shipping below the threshold", Input{Tax: usa, Shipping: standard, Lines: []Line{line(5000, 1, "")}}, 5000, 0, 490, 400, 5890},
		{"shipping at the threshold", Input{Tax: usa, Shipping: standard, Lines: []Line{line(6000, 1, "")}}, 6000, 0, 0, 480, 6480},
		{"the discount takes free shipping away", Input{Tax: usa, Shipping: standard, Coupon: ten, Lines: []Line{line(6000, 1, "")}}, 6000, 600, 490, 432, 6322},
		{"half a cent up", Input{Tax: usa, Lines: []Line{line(1050, 1, "food"), line(1010, 1, "food")}}, 2060, 0, 0, 103, 2163},
		{"half exactly", Input{Tax: data.Tax{Rate: 50_000}, Lines: []Line{line(10, 1, "")}}, 10, 0, 0, 1, 11},
		{"percent rounds once, half up", Input{Coupon: &data.Coupon{Percent: 100_000}, Lines: []Line{line(5, 1, ""), line(10, 1, "food")}, Tax: data.Tax{}}, 15, 2, 0, 0, 13},
		{"amount is capped", Input{Coupon: &data.Coupon{Amount: 5000}, Lines: []Line{line(1200, 1, "")}, Tax: usa}, 1200, 1200, 0, 0, 0},
		{"more than all", Input{Coupon: &data.Coupon{Percent: 2_000_000}, Lines: []Line{line(1200, 1, "")}}, 1200, 1200, 0, 0, 0},
		{"spread over classes", Input{Coupon: &data.Coupon{Amount: 100}, Tax: usa, Lines: []Line{line(1000, 1, ""), line(2000, 1, "food")}}, 3000, 100, 0, 77 + 97, 3000 - 100 + 77 + 97},
		{"not taxable", Input{Tax: usa, Lines: []Line{{Unit: 1000, Quantity: 2}}}, 2000, 0, 0, 0, 2000},
		{"unknown class has the general rate", Input{Tax: usa, Lines: []Line{line(1000, 1, "toys")}}, 1000, 0, 0, 80, 1080},
		{"included", Input{Tax: germany, Lines: []Line{line(11900, 1, ""), line(1070, 1, "books")}}, 12970, 0, 0, 1900 + 70, 12970},
		{"included with shipping", Input{Tax: germany, Shipping: &data.Shipping{Price: 1190}, Lines: []Line{line(11900, 1, "")}}, 11900, 0, 1190, 2090, 13090},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Price(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			want := []data.Money{tt.subtotal, tt.discount, tt.shipping, tt.tax, tt.total}
			if d := cmp.Diff(want, []data.Money{got.Subtotal, got.Discount, got.Shipping, got.Tax, got.Total}); d != "" {
				t.Errorf("subtotal, discount, shipping, tax, total: %s", d)
			}
		})
	}
}

func TestCouponRefused(t *testing.T) {
	lines := []Line{line(2500, 1, "")}
	tests := []struct {
		name   string
		coupon data.Coupon
		want   *Refusal
	}{
		{"below the minimum", data.Coupon{Percent: 100_000, MinSubtotal: 3000}, &Refusal{CouponMinimum, 500}},
		{"at the minimum", data.Coupon{Percent: 100_000, MinSubtotal: 2500}, nil},
		{"switched off", data.Coupon{Amount: 5, Expired: true}, &Refusal{Reason: CouponExpired}},
		{"out of date", data.Coupon{Amount: 5, Expires: 1000}, &Refusal{Reason: CouponExpired}},
		{"not yet out of date", data.Coupon{Amount: 5, Expires: 1001}, nil},
	}
	for _, tt := range tests {
		got, err := Price(Input{Lines: lines, Coupon: &tt.coupon, Now: 1000})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(tt.want, got.Refused); d != "" || (got.Discount > 0) == (tt.want != nil) {
			t.Errorf("%s: discount %d, refused %s", tt.name, got.Discount, d)
		}
	}
}

func TestPriceRefuses(t *testing.T) {
	for name, in := range map[string]Input{
		"negative price":    {Lines: []Line{line(-1, 1, "")}},
		"no quantity":       {Lines: []Line{line(1, 0, "")}},
		"a fortune":         {Lines: []Line{line(MaxTotal, 2, "")}},
		"fortunes":          {Lines: []Line{line(MaxTotal, 1, ""), line(1, 1, "")}},
		"negative tax":      {Tax: data.Tax{Rate: -1}},
		"negative class":    {Tax: data.Tax{Classes: map[string]data.Rate{"x": -1}}},
		"endless tax":       {Tax: data.Tax{Rate: 1 << 60}},
		"negative shipping": {Lines: []Line{line(1, 1, "")}, Shipping: &data.Shipping{Price: -1}},
	} {
		if got, err := Price(in); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// drawInput makes any cart that can be priced.
func drawInput(t *rapid.T) Input {
	classes := []string{"", "food", "books", "unknown"}
	lines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line {
		return Line{
			Unit:     data.Money(rapid.Int64Range(0, 1_000_000).Draw(t, "unit")),
			Quantity: rapid.IntRange(1, 50).Draw(t, "quantity"),
			Taxable:  rapid.Bool().Draw(t, "taxable"),
			TaxClass: rapid.SampledFrom(classes).Draw(t, "class"),
		}
	}), 0, 8).Draw(t, "lines")
	rate := rapid.Int64Range(0, 500_000)
	in := Input{Lines: lines, Tax: data.Tax{
		Rate:       data.Rate(rate.Draw(t, "rate")),
		Classes:    map[string]data.Rate{"food": data.Rate(rate.Draw(t, "food")), "books": data.Rate(rate.Draw(t, "books"))},
		Included:   rapid.Bool().Draw(t, "included"),
		OnShipping: rapid.Bool().Draw(t, "on shipping"),
	}}
	if rapid.Bool().Draw(t, "coupon") {
		in.Coupon = &data.Coupon{
			Percent:     data.Rate(rapid.Int64Range(0, 1_200_000).Draw(t, "percent")),
			MinSubtotal: data.Money(rapid.Int64Range(0, 100_000).Draw(t, "minimum")),
		}
		if in.Coupon.Percent == 0 {
			in.Coupon.Amount = data.Money(rapid.Int64Range(1, 1_000_000).Draw(t, "amount"))
		}
	}
	if rapid.Bool().Draw(t, "shipping") {
		in.Shipping = &data.Shipping{
			Price:    data.Money(rapid.Int64Range(0, 2000).Draw(t, "shipping price")),
			FreeFrom: data.Money(rapid.Int64Range(0, 100_000).Draw(t, "free from")),
		}
	}
	return in
}

func TestPriceAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		got, err := Price(in)
		if err != nil {
			t.Fatal(err)
		}
		var lines, taxes data.Money
		for _, l := range got.Lines {
			lines += l
		}
		for _, p := range got.Taxes {
			taxes += p.Tax
			if p.Amount < 0 || p.Tax < 0 || in.Tax.Included && p.Tax > p.Amount {
				t.Fatalf("tax part %+v", p)
			}
		}
		total := got.Subtotal - got.Discount + got.Shipping
		if !in.Tax.Included {
			total += got.Tax
		}
		if lines != got.Subtotal || taxes != got.Tax || total != got.Total {
			t.Fatalf("the parts do not add up: %+v", got)
		}
		if got.Discount < 0 || got.Discount > got.Subtotal || got.Shipping < 0 || got.Total < 0 {
			t.Fatalf("out of bounds: %+v", got)
		}
	})
}

func TestOrderOfLinesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		want, err := Price(in)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		r.Shuffle(len(in.Lines), func(i, j int) { in.Lines[i], in.Lines[j] = in.Lines[j], in.Lines[i] })
		got, err := Price(in)
		if err != nil {
			t.Fatal(err)
		}
		got.Lines, want.Lines = nil, nil
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("shuffled lines cost otherwise: %s", d)
		}
	})
}

// TestSplitLineCostsTheSame: five of a thing are five times one of it.
func TestSplitLineCostsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		want, err := Price(in)
		if err != nil {
			t.Fatal(err)
		}
		var single []Line
		for _, l := range in.Lines {
			n := l.Quantity
			l.Quantity = 1
			for range n {
				single = append(single, l)
			}
		}
		in.Lines = single
		got, err := Price(in)
		if err != nil {
			t.Fatal(err)
		}
		if got.Total != want.Total || got.Tax != want.Tax || got.Discount != want.Discount {
			t.Fatalf("singly %+v, together %+v", got, want)
		}
	})
}

// TestSpread: the parts of a discount add up, none is more than its group, and each is
// within one minor unit of its exact share.
func TestSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 1, 6).Draw(t, "amounts")
		var groups []group
		var sum int64
		for _, a := range amounts {
			groups, sum = append(groups, group{amount: data.Money(a)}), sum+a
		}
		off := rapid.Int64Range(0, sum).Draw(t, "discount")
		spread(groups, data.Money(off), data.Money(sum))
		var taken int64
		for _, g := range groups {
			part := int64(g.amount - g.net)
			taken += part
			if g.net < 0 || part < 0 || sum > 0 && abs(part*sum-off*int64(g.amount)) >= sum {
				t.Fatalf("%d of %d off %v gave %+v", off, sum, amounts, g)
			}
		}
		if taken != off {
			t.Fatalf("%d taken instead of %d", taken, off)
		}
	})
}

func abs(n int64) int64 { return max(n, -n) }
