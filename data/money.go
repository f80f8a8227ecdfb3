package data

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Money is an amount in minor units (cents, paise) of the shop's currency.
type Money int64

// Rate is a share in millionths: 80000 is 0.08 or 8 %.
type Rate int64

// RateOf turns a decimal share such as 0.08 into a Rate, rounded to the nearest millionth.
func RateOf(share float64) Rate { return Rate(math.Round(share * 1e6)) }

// Share is the rate as a decimal share: 0.08.
func (r Rate) Share() float64 { return float64(r) / 1e6 }

// digits lists the ISO 4217 currencies whose minor unit is not a hundredth.
var digits = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
	"RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

// Digits is the number of decimals of an ISO 4217 currency: 2 for USD, 0 for JPY.
func Digits(currency string) int {
	if n, ok := digits[strings.ToUpper(currency)]; ok {
		return n
	}
	return 2
}

// Units is the number of minor units in one major unit of a currency: 100 for USD.
func Units(currency string) int64 {
	n := int64(1)
	for range Digits(currency) {
		n *= 10
	}
	return n
}

// MoneyOf turns a decimal amount such as 89.99 into Money of a currency, rounded half away from zero.
func MoneyOf(amount float64, currency string) Money {
	return Money(math.Round(amount * float64(Units(currency))))
}

// Decimal is the amount in major units, for output and bounds: 8999 USD is 89.99.
func (m Money) Decimal(currency string) float64 { return float64(m) / float64(Units(currency)) }

// DecimalString is the amount in major units with all decimals and no grouping: "89.90".
func (m Money) DecimalString(currency string) string {
	return strconv.FormatFloat(m.Decimal(currency), 'f', Digits(currency), 64)
}

// ParseMoney reads a plain decimal with a dot, such as "1234.5" or "-3", exactly (no float
// in between). More decimals than the currency has are an *Invalid error.
func ParseMoney(text, currency string) (Money, error) {
	s := strings.TrimSpace(text)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, frac, _ := strings.Cut(s, ".")
	n := Digits(currency)
	for len(frac) > n && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	if len(frac) > n {
		return 0, &Invalid{Field: "price", Reason: fmt.Sprintf("%q has more than %d decimals", text, n)}
	}
	frac += strings.Repeat("0", n-len(frac))
	v, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil || whole == "" && frac == "" || v < 0 {
		return 0, &Invalid{Field: "price", Reason: fmt.Sprintf("%q is not an amount of money", text)}
	}
	if neg {
		v = -v
	}
	return Money(v), nil
}
