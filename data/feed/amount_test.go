package feed

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shoptalk/data"
)

// TestAmount reads money in every style shops write it, exactly.
func TestAmount(t *testing.T) {
	cases := []struct {
		cell, currency string
		comma          bool
		want           data.Money
		wrong          string // part of the error
	}{
		{"15.00 USD", "USD", false, 1500, ""},
		{"$5", "USD", false, 500, ""},
		{"US$ 1,234.56", "USD", false, 123456, ""},
		{"1.234,56", "EUR", false, 123456, ""},
		{"1 234,56 €", "EUR", false, 123456, ""},
		{"1\u202f234,5 €", "EUR", true, 123450, ""},
		{"1'234.50 CHF", "CHF", false, 123450, ""},
		{"₹1,23,456.00", "INR", false, 12345600, ""},
		{"Rs. 500", "INR", false, 50000, ""},
		{"1,234", "USD", false, 123400, ""},
		{"1.234", "EUR", true, 123400, ""},
		{"1,234,567", "USD", false, 123456700, ""},
		{"0.500", "USD", false, 50, ""},
		{"15.0000", "USD", false, 1500, ""},
		{"1,234", "KWD", true, 1234, ""},
		{"¥1,200", "JPY", false, 1200, ""},
		{"9007199254740993.01", "USD", false, 900719925474099301, ""},
		{".99", "USD", false, 99, ""},
		{"1.234", "USD", false, 0, "more than 2 decimals"},
		{"1,234", "EUR", true, 0, "more than 2 decimals"},
		{"15.00 EUR", "USD", false, 0, "is not in USD"},
		{"£5", "USD", false, 0, "is not in USD"},
		{"free", "USD", false, 0, "not an amount"},
		{"-5", "USD", false, 0, "is negative"},
		{"1.2.3", "USD", false, 0, "not an amount"},
		{"12,34,5", "USD", false, 0, "not an amount"},
		{"99999999999999999999", "USD", false, 0, "too large"},
	}
	for _, c := range cases {
		got, err := amount(c.cell, c.currency, c.comma)
		switch {
		case c.wrong != "":
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%q in %s: %d, %v; want an error with %q", c.cell, c.currency, got, err, c.wrong)
			}
		case err != nil || got != c.want:
			t.Errorf("%q in %s: %d, %v; want %d", c.cell, c.currency, got, err, c.want)
		}
	}
}

// TestAmountStyles: what is written with two decimals, in any style, is read back.
func TestAmountStyles(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := data.Money(rapid.Int64Range(0, 1e14).Draw(rt, "amount"))
		text := m.DecimalString("USD")
		whole, frac, _ := strings.Cut(text, ".")
		group := rapid.SampledFrom([]string{"", ",", " ", "'", "."}).Draw(rt, "group")
		mark := "."
		if group == "." {
			mark = ","
		}
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + group + whole[i:]
		}
		comma := rapid.Bool().Draw(rt, "comma")
		if got, err := amount(whole+mark+frac, "USD", comma); err != nil || got != m {
			rt.Errorf("%s%s%s: %d, %v; want %d", whole, mark, frac, got, err, m)
		}
	})
}

// TestDescribe reduces HTML to text, keeps what says more, and lets nothing run.
func TestDescribe(t *testing.T) {
	cases := []struct{ in, text, html string }{
		{"plain & simple\r\nsecond", "plain & simple\nsecond", ""},
		{"AT&amp;T 5 &lt; 6", "AT&T 5 < 6", ""},
		{"<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree", ""},
		{"<p>a <b>b</b>c</p>", "a bc", "<p>a <b>b</b>c</p>"},
		{"<ul><li>x</li><li>y</li></ul>end", "- x\n- y\n\nend", "<ul><li>x</li><li>y</li></ul>end"},
		{"<div>a</div><div>b</div>", "a\nb", ""},
		{"<b onclick=x>hi</b><script>alert(1)</script><style>p{}</style>", "hi", "<b>hi</b>"},
		{`<a href="javascript:x">j</a><iframe src=x></iframe><img src=x onerror=y>`, "j", ""},
		{`<a href="https://x.example/">l</a>`, "l", `<a href="https://x.example/" rel="nofollow noopener" target="_blank">l</a>`},
		{"<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"},
	}
	for _, c := range cases {
		text, html := describe(c.in)
		if text != c.text || html != c.html {
			t.Errorf("%q gives %q and %q, want %q and %q", c.in, text, html, c.text, c.html)
		}
		if again, more := describe(described(text, html)); again != text || more != html {
			t.Errorf("%q does not come back: %q and %q", c.in, again, more)
		}
	}
}
