package engine_test

import (
	"context"
	"testing"

	"shoptalk/engine"
)

// BenchmarkRespond is a whole turn, from the message to the kept reply, over a demo shop.
func BenchmarkRespond(b *testing.B) {
	for _, bb := range []struct{ name, message string }{
		{"search", "waterproof hiking boots, not leather, size 10, under 140"},
		{"policy", "what is your return policy?"},
		{"greeting", "hello"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			e := demoEngine(b, "harbour")
			session := ""
			b.ReportAllocs()
			for b.Loop() {
				reply, err := e.Respond(context.Background(), engine.Turn{Session: session, Message: bb.message})
				check(b, err)
				session = reply.Session
			}
		})
	}
}

// BenchmarkSearch is a search outside a conversation.
func BenchmarkSearch(b *testing.B) {
	e := demoEngine(b, "harbour")
	b.ReportAllocs()
	for b.Loop() {
		_, err := e.Search(context.Background(), engine.SearchRequest{Text: "waterproof hiking boots under 140"})
		check(b, err)
	}
}
