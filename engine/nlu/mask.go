package nlu

import "strings"

// mask hides payment card numbers: 13 to 19 digits with a right check digit, in one piece or
// in groups set apart by single blanks, dots or hyphens. All but the last four digits become
// dots. The slot tells where the first one was; its End is 0 without one.
func mask(text string) (masked string, card Slot) {
	var b strings.Builder
	kept := 0
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		end, groups := digitGroups(text, i)
		if digits := strings.Join(groups, ""); holdsCard(groups) {
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

// digitGroups gathers the groups of digits from i on that single separators hold together.
func digitGroups(text string, i int) (end int, groups []string) {
	from := i
	for end = i; end < len(text) && isDigit(text[end]); {
		end++
		if end < len(text) && isDigit(text[end]) {
			continue
		}
		groups = append(groups, text[from:end])
		if end+1 < len(text) && strings.IndexByte(" -.", text[end]) >= 0 && isDigit(text[end+1]) {
			end++
			from = end
		}
	}
	return end, groups
}

// holdsCard tells whether any groups in a row make a number with the check digit of a card.
func holdsCard(groups []string) bool {
	for i := range groups {
		digits := ""
		for _, g := range groups[i:] {
			if digits += g; len(digits) > 19 {
				break
			}
			if len(digits) >= 13 && luhn(digits) {
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
