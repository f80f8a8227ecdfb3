package nlu

import (
	"embed"
	"strings"
	"sync"
)

//go:embed phrases/*.txt
var phraseFiles embed.FS

// elsewhere are the intents whose phrases no policy of a shop answers.
var elsewhere = [...]string{
	Abuse, AddToCart, CompareProducts, Explain, OutOfScope, ProductDetail, Recommend,
	RefineSearch, SearchProduct, Unclear, UpdateCart, ViewCart,
}

// OtherThings are phrases about other things than a shop's policies: examples of "none of
// these" for whoever learns to match policies. The list is shared and must not be changed.
var OtherThings = sync.OnceValue(func() []string {
	var out []string
	for _, intent := range elsewhere {
		b, err := phraseFiles.ReadFile("phrases/" + intent + ".txt")
		if err != nil {
			panic(err) // embedded, and read by a test
		}
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				out = append(out, line)
			}
		}
	}
	return out
})
