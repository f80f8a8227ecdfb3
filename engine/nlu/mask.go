package nlu

import "strings"

// mask hides payment card numbers: runs of 13 digits and more, set apart by single blanks,
// dots or hyphens, that hold a number with a right check digit. All but the last four
// digits become dots. The slot tells where the first one was; its End is 0 without one.
func mask(text string) (masked string, card Slot) {
	var b strings.Builder
	kept := 0
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		end, digits := digitRun(text, i)
		if len(digits) >= 13 && holdsCard(digits) {
			b.WriteString(text[kept:i])
			start := b.Len()
			hide(&b, text[i:end], len(digits)-4)
			kept = end
			if card.End == 0 {
				card = Slot{Kind: SlotCard, Value: "ends in " + digits[len(digits)-4:], Start: start, End: b.Len()}
			}
		}
		i = end
	}
	if kept == 0 {
		return text, card
	}
	b.WriteString(text[kept:])
	return b.String(), card
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// digitRun gathers the digits from i on; single separators between digits belong to the run.
func digitRun(text string, i int) (end int, digits string) {
	var d strings.Builder
	for end = i; end < len(text); {
		switch {
		case isDigit(text[end]):
			d.WriteByte(text[end])
			end++
		case strings.IndexByte(" -.", text[end]) >= 0 && end+1 < len(text) && isDigit(text[end+1]):
			end++
		default:
			return end, d.String()
		}
	}
	return end, d.String()
}

// holdsCard tells whether any 13 to 19 digits in a row have the check digit of a card.
func holdsCard(digits string) bool {
	for n := 13; n <= 19; n++ {
		for i := 0; i+n <= len(digits); i++ {
			if luhn(digits[i : i+n]) {
				return true
			}
		}
	}
	return false
}

// luhn tells whether the last digit is the check digit of those before it.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0 && strings.Trim(digits, "0") != ""
}

// hide writes text with its first n digits as dots.
func hide(b *strings.Builder, text string, n int) {
	for i := range len(text) {
		if isDigit(text[i]) && n > 0 {
			b.WriteRune('•')
			n--
			continue
		}
		b.WriteByte(text[i])
	}
}
