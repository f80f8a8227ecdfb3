// Package locale writes money, numbers, dates and lists the way a place writes them.
//
// Digits, separators, grouping, currency symbols and plural rules are asked of
// golang.org/x/text once, when a Locale is made; where a symbol stands is in a table here,
// because x/text does not know. It formats, and never parses or translates.
package locale

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"shoptalk/data"
)

// Locale writes for one language and place, and one currency. It is immutable and safe for
// concurrent use; make it once and keep it.
type Locale struct {
	tag      language.Tag
	currency string
	decimals int    // of the currency
	units    uint64 // minor units in one major unit
	digits   [10]string
	ascii    bool // the digits are 0 to 9
	minus    string
	point    string // between whole and fraction
	comma    string // between groups
	first    int    // digits of the group before the point
	rest     int    // digits of the further groups
	before   [2]string
	after    [2]string // around an amount of money; second: around a negative one
	date     string    // layout of package time
}

// New makes the Locale of a BCP 47 tag ("en-IN") and an ISO 4217 currency ("INR"). A tag
// that is not known falls back to English, piece by piece; an unknown currency is written
// by its code and with two decimals.
func New(tag, currency string) *Locale {
	t, err := language.Parse(tag)
	if err != nil {
		t = language.English
	}
	l := &Locale{tag: t, currency: strings.ToUpper(currency)}
	l.decimals, l.units = data.Digits(currency), uint64(data.Units(currency))
	l.learnNumbers(message.NewPrinter(t))
	l.placeSymbol(symbol(message.NewPrinter(t), l.currency))
	l.date = dateLayout(t)
	return l
}

// Tag is the BCP 47 tag in its usual spelling.
func (l *Locale) Tag() string { return l.tag.String() }

// Currency is the ISO 4217 code.
func (l *Locale) Currency() string { return l.currency }

// learnNumbers reads separators, groups and digits off numbers x/text has written.
func (l *Locale) learnNumbers(p *message.Printer) {
	l.ascii = true
	for d := range l.digits {
		l.digits[d] = p.Sprint(number.Decimal(d))
		l.ascii = l.ascii && l.digits[d] == strconv.Itoa(d)
	}
	l.minus = strings.TrimSuffix(p.Sprint(number.Decimal(-1)), l.digits[1])
	one := l.digits[1]
	l.point = strings.TrimSuffix(strings.TrimPrefix(p.Sprint(number.Decimal(1.1)), one), one)
	runs, comma := groups(p.Sprint(number.Decimal(111_111_111_111_111)), one)
	l.comma, l.first, l.rest = comma, runs[len(runs)-1], runs[max(0, len(runs)-2)]
}

// groups splits a number written with one digit only into the lengths of its groups.
func groups(s, digit string) (lengths []int, separator string) {
	n := 0
	for len(s) > 0 {
		if strings.HasPrefix(s, digit) {
			n, s = n+1, s[len(digit):]
			continue
		}
		lengths, n = append(lengths, n), 0
		_, size := utf8.DecodeRuneInString(s)
		separator, s = s[:size], s[size:]
	}
	return append(lengths, n), separator
}

// symbol is how a currency is written in the printer's locale: "$", "US$", "CHF".
func symbol(p *message.Printer, code string) string {
	u, err := currency.ParseISO(code)
	if err != nil {
		return code
	}
	return p.Sprint(currency.Symbol(u))
}

// placeSymbol prepares what stands around amounts. As CLDR has it, a symbol that ends in a
// letter keeps a space from the digits it precedes.
func (l *Locale) placeSymbol(sym string) {
	pat := patternOf(l.tag)
	for i, p := range [2]string{pat.positive, cmp.Or(pat.negative, "-"+pat.positive)} {
		before, after, _ := strings.Cut(p, "#")
		if strings.HasSuffix(before, "¤") && endsInLetter(sym) {
			before += " "
		}
		fill := strings.NewReplacer("¤", sym, "-", l.minus)
		l.before[i], l.after[i] = fill.Replace(before), fill.Replace(after)
	}
	l.comma = cmp.Or(l.comma, ",")
}

// Money writes an amount of the locale's currency: ₹1,23,456.00, $1,234.00, 1.234,00 €.
func (l *Locale) Money(m data.Money) string {
	sign, abs := 0, uint64(m)
	if m < 0 {
		sign, abs = 1, -abs
	}
	var room [64]byte
	b := append(room[:0], l.before[sign]...)
	b = l.appendWhole(b, abs/l.units)
	if l.decimals > 0 {
		b = append(b, l.point...)
		b = l.appendDigits(b, abs%l.units+l.units, 1)
	}
	return string(append(b, l.after[sign]...))
}

// Number writes a number, rounded to three decimals, without needless zeros: 1,234.5.
// Infinities and NaN are written as Go writes them.
func (l *Locale) Number(f float64) string {
	const exact = 1 << 50
	if math.IsNaN(f) || math.Abs(f) >= exact {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	thousandths := math.RoundToEven(math.Abs(f) * 1000)
	whole, frac := uint64(thousandths/1000), uint64(math.Mod(thousandths, 1000))
	var room [64]byte
	b := room[:0]
	if f < 0 && thousandths > 0 {
		b = append(b, l.minus...)
	}
	b = l.appendWhole(b, whole)
	if frac > 0 {
		frac += 1000
		for frac%10 == 0 {
			frac /= 10
		}
		b = append(b, l.point...)
		b = l.appendDigits(b, frac, 1)
	}
	return string(b)
}

// Count writes a whole number.
func (l *Locale) Count(n int) string { return l.Number(float64(n)) }

// appendWhole writes a whole number in groups.
func (l *Locale) appendWhole(b []byte, n uint64) []byte {
	var room [20]byte
	s := strconv.AppendUint(room[:0], n, 10)
	for i, c := range s {
		if left := len(s) - i; i > 0 && left >= l.first && (left-l.first)%l.rest == 0 {
			b = append(b, l.comma...)
		}
		b = l.appendDigit(b, c)
	}
	return b
}

// appendDigits writes the digits of a number without the first skip of them.
func (l *Locale) appendDigits(b []byte, n uint64, skip int) []byte {
	var room [20]byte
	for _, c := range strconv.AppendUint(room[:0], n, 10)[skip:] {
		b = l.appendDigit(b, c)
	}
	return b
}

func (l *Locale) appendDigit(b []byte, c byte) []byte {
	if l.ascii {
		return append(b, c)
	}
	return append(b, l.digits[c-'0']...)
}

// List joins things with commas and a last word: "a, b and c".
func (l *Locale) List(things []string, last string) string {
	if len(things) < 2 {
		return strings.Join(things, "")
	}
	n := len(things) - 1
	return strings.Join(things[:n], ", ") + " " + last + " " + things[n]
}

// Date writes the day of a moment at a place, UTC when it is nil: Nov 22, 2026. A moment
// that is 0 gives the empty string.
func (l *Locale) Date(t data.Time, place *time.Location) string {
	if t == 0 {
		return ""
	}
	if place == nil {
		place = time.UTC
	}
	return t.Go().In(place).Format(l.date)
}

// Plural is the form a number of things takes in the locale's language, by its CLDR name:
// "zero", "one", "two", "few", "many" or "other".
func (l *Locale) Plural(n int) string {
	const keep = 10_000_000 // as many digits as plural rules look at
	if n < 0 {
		n = -n
	}
	return forms[plural.Cardinal.MatchPlural(l.tag, n%keep, 0, 0, 0, 0)]
}

var forms = [...]string{
	plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
}
