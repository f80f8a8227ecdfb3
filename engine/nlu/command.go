package nlu

import "strings"

// commandOf reads a chat command such as "/cart"; its word comes without the slash.
func commandOf(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 2 || text[0] != '/' {
		return "", false
	}
	word, _, _ := strings.Cut(text[1:], " ")
	for i := range len(word) {
		if c := word[i]; c < 'a' || c > 'z' {
			if c < 'A' || c > 'Z' {
				return "", false
			}
		}
	}
	return strings.ToLower(word), word != ""
}

// commandIntent is the intent a chat command stands for.
func commandIntent(command string) string {
	switch command {
	case "cart":
		return ViewCart
	case "clear":
		return UpdateCart
	case "reset":
		return Reset
	case "status":
		return OrderStatus
	case "history":
		return OrderHistory
	case "checkout":
		return Checkout
	case "verbose", "debug":
		return Explain
	}
	return Help
}
