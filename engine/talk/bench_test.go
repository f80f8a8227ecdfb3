package talk

import "testing"

// BenchmarkRoom is what a fresh copy of a shop costs.
func BenchmarkRoom(b *testing.B) {
	f, err := Demo(b.Context(), "harbour")
	check(b, err)
	defer f.Close()
	r := NewRunner()
	for b.Loop() {
		room, err := f.Room(b.Context(), r.reader)
		check(b, err)
		check(b, room.Close())
	}
}
