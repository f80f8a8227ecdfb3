package nlu

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestPeek(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("PEEK"))
	if err != nil {
		t.Skip()
	}
	r := New()
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		text, flags, _ := strings.Cut(line, " | ")
		c := Context{Currency: "USD", Locale: "en-US"}
		if strings.Contains(flags, "r") {
			c.Search, c.Results = true, 5
		}
		if strings.Contains(flags, "f") {
			c.Focus = true
		}
		if strings.Contains(flags, "i") {
			c.Currency = "INR"
		}
		m := r.Read(text, shop(), c)
		t.Logf("%q %s %v", m.Text, m.Language, m.Assumed)
		for _, p := range m.Parts {
			w, _ := json.Marshal(p.Want)
			t.Logf("   %v %.2f %s (%s) drop=%v fresh=%v swap=%v more=%v cmp=%v refs=%v qty=%v fields=%v cart=%v slots=%v", p.Intents[0].Name, p.Intents[0].Confidence, w, p.Intents[0].Reason, p.Drop, p.Fresh, p.Swap, p.More, p.Compare, p.Refs, p.Quantity, p.Fields, p.Cart, p.Slots)
		}
	}
}
