package lexicon

import "slices"

func (l *Lexicon) readCurrencies() {
	l.money = newPhrases[[]string]()
	codes := map[string][]string{}
	var order []string
	for code, spellings := range entries("currencies") {
		for _, s := range spellings {
			if codes[s] == nil {
				order = append(order, s)
			}
			codes[s] = append(codes[s], code)
		}
	}
	for _, s := range order {
		l.money.add(s, codes[s])
	}
}

// Currency finds a currency at the start of norms and gives its ISO 4217 code: the shop's
// own when the spelling fits it ("$" in a Canadian shop), else the most usual one.
func (l *Lexicon) Currency(norms []string, shop string) (code string, n int) {
	codes, n := l.money.longest(norms)
	if n == 0 {
		return "", 0
	}
	if slices.Contains(codes, shop) {
		return shop, n
	}
	return codes[0], n
}
