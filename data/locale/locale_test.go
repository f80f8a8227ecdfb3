package locale

import (
	"math"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/message"
	"golang.org/x/text/number"
	"pgregory.net/rapid"

	"shoptalk/data"
)

func TestMoney(t *testing.T) {
	const nb = "\u00a0"
	tests := []struct {
		tag, currency string
		amount        data.Money
		want          string
	}{
		{"en-IN", "INR", 12345600, "₹1,23,456.00"},
		{"en-IN", "INR", 1234567890, "₹1,23,45,678.90"},
		{"en-IN", "INR", 99900, "₹999.00"},
		{"en-US", "USD", 123400, "$1,234.00"},
		{"en-US", "USD", 5, "$0.05"},
		{"en-US", "USD", 0, "$0.00"},
		{"en-US", "USD", -123456, "-$1,234.56"},
		{"de-DE", "EUR", 123400, "1.234,00 €"},
		{"de-DE", "EUR", -123400, "-1.234,00 €"},
		{"de-DE", "eur", 100, "1,00 €"},
		{"en-GB", "GBP", 123456, "£1,234.56"},
		{"ja-JP", "JPY", 1234, "￥1,234"},
		{"en-US", "JPY", 1234567, "¥1,234,567"},
		{"en-US", "CHF", 123450, "CHF 1,234.50"},
		{"de-CH", "CHF", 123450, "CHF 1’234.50"},
		{"de-CH", "CHF", -123450, "CHF-1’234.50"},
		{"en-IN", "USD", 123400, "US$1,234.00"},
		{"en-GB", "USD", 123400, "US$1,234.00"},
		{"de-DE", "USD", 123400, "1.234,00 $"},
		{"en-US", "EUR", 123400, "€1,234.00"},
		{"fr-FR", "EUR", 123400, "1" + nb + "234,00 €"},
		{"nl-NL", "EUR", -123400, "€ -1.234,00"},
		{"pt-BR", "BRL", 123400, "R$ 1.234,00"},
		{"sv-SE", "SEK", -123400, "−1" + nb + "234,00 kr"},
		{"en-US", "KWD", 1234567, "KWD 1,234.567"},
		{"en-US", "XXQ", 100, "XXQ 1.00"},
		{"", "USD", 100, "$1.00"},
		{"not a tag", "USD", 100, "$1.00"},
		{"en-US", "USD", math.MinInt64, "-$92,233,720,368,547,758.08"},
	}
	for _, tt := range tests {
		if got := New(tt.tag, tt.currency).Money(tt.amount); got != tt.want {
			t.Errorf("%s %s %d = %q, want %q", tt.tag, tt.currency, tt.amount, got, tt.want)
		}
	}
}

// tags are locales whose numbers are compared with those of x/text.
var tags = []string{"en-US", "en-IN", "en-GB", "de-DE", "de-CH", "fr-FR", "sv-SE", "hi-IN", "pt-BR", "pl-PL", "ja-JP", "ar", "bn-IN", "es-ES", "ne"}

// TestMoneyAgreesWithText compares digits, groups and decimals with x/text over many values.
func TestMoneyAgreesWithText(t *testing.T) {
	locales, printers := map[string]*Locale{}, map[string]*message.Printer{}
	for _, tag := range tags {
		locales[tag] = New(tag, "USD")
		printers[tag] = message.NewPrinter(locales[tag].tag)
	}
	rapid.Check(t, func(t *rapid.T) {
		tag := rapid.SampledFrom(tags).Draw(t, "tag")
		cents := rapid.Int64Range(0, 1e14).Draw(t, "cents")
		l := locales[tag]
		got := strings.TrimSuffix(strings.TrimPrefix(l.Money(data.Money(cents)), l.before[0]), l.after[0])
		want := printers[tag].Sprint(number.Decimal(float64(cents)/100, number.Scale(2)))
		if got != want {
			t.Fatalf("%s: %d = %q, x/text has %q", tag, cents, got, want)
		}
	})
}

func TestNumberAgreesWithText(t *testing.T) {
	locales, printers := map[string]*Locale{}, map[string]*message.Printer{}
	for _, tag := range tags {
		locales[tag] = New(tag, "USD")
		printers[tag] = message.NewPrinter(locales[tag].tag)
	}
	rapid.Check(t, func(t *rapid.T) {
		tag := rapid.SampledFrom(tags).Draw(t, "tag")
		f := float64(rapid.Int64Range(-1e12, 1e12).Draw(t, "thousandths")) / 1000
		if got, want := locales[tag].Number(f), printers[tag].Sprint(number.Decimal(f)); got != want {
			t.Fatalf("%s: %v = %q, x/text has %q", tag, f, got, want)
		}
	})
}

func TestNumber(t *testing.T) {
	l := New("en-US", "USD")
	for f, want := range map[float64]string{0: "0", 1234.5: "1,234.5", -0.0001: "0", 2.0004: "2", 2.9996: "3", 0.05: "0.05", -12: "-12", math.Inf(1): "+Inf"} {
		if got := l.Number(f); got != want {
			t.Errorf("Number(%v) = %q, want %q", f, got, want)
		}
	}
	if got := l.Number(math.NaN()); got != "NaN" {
		t.Errorf("NaN = %q", got)
	}
	if got := l.Count(12345); got != "12,345" {
		t.Errorf("Count = %q", got)
	}
}

func TestList(t *testing.T) {
	l := New("en-US", "USD")
	for want, things := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := l.List(things, "and"); got != want {
			t.Errorf("List(%q) = %q, want %q", things, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	late := data.At(time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC))
	tests := []struct {
		tag   string
		place *time.Location
		want  string
	}{
		{"en-US", nil, "Nov 22, 2026"},
		{"en-US", newYork, "Nov 21, 2026"},
		{"en-IN", nil, "22 Nov 2026"},
		{"de-AT", nil, "22.11.2026"},
		{"lv", nil, "2026-11-22"},
	}
	for _, tt := range tests {
		if got := New(tt.tag, "USD").Date(late, tt.place); got != tt.want {
			t.Errorf("%s at %v = %q, want %q", tt.tag, tt.place, got, tt.want)
		}
	}
	if got := New("en", "USD").Date(0, nil); got != "" {
		t.Errorf("no date = %q", got)
	}
}

func TestPlural(t *testing.T) {
	for tag, want := range map[string][4]string{
		"en-US": {"other", "one", "other", "other"}, "ja": {"other", "other", "other", "other"}, "pl": {"many", "one", "few", "many"},
	} {
		l := New(tag, "USD")
		for i, n := range [4]int{0, 1, 2, 5} {
			if got := l.Plural(n); got != want[i] {
				t.Errorf("%s: %d is %q, want %q", tag, n, got, want[i])
			}
		}
	}
}

func TestMoneyAllocatesOnce(t *testing.T) {
	l := New("en-IN", "INR")
	if n := testing.AllocsPerRun(100, func() { _ = l.Money(12345600) }); n > 1 {
		t.Errorf("%v allocations for an amount", n)
	}
}

func BenchmarkMoney(b *testing.B) {
	l := New("en-IN", "INR")
	b.ReportAllocs()
	for b.Loop() {
		_ = l.Money(12345600)
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = New("en-IN", "INR")
	}
}
