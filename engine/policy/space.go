package policy

import (
	"math"
)

// space gives each feature of the examples a place and a rarity.
type space struct {
	places  map[uint64]int32
	rarity  []float32 // by place: how few examples have the feature
	unknown float32   // rarity of a feature no example has
}

// entry is one coordinate of a vector.
type entry struct {
	at int32
	x  float32
}

// vector is a text in a space, of length 1 with what no example has counted in.
type vector []entry

// newSpace makes the space of texts given as their features.
func newSpace(texts [][]feature) space {
	s := space{places: map[uint64]int32{}}
	var seen []int32
	for _, fs := range texts {
		for _, f := range fs {
			at, ok := s.places[f.key]
			if !ok {
				at = int32(len(seen))
				s.places[f.key] = at
				seen = append(seen, 0)
			}
			seen[at]++
		}
	}
	s.rarity = make([]float32, len(seen))
	for at, n := range seen {
		s.rarity[at] = rarity(len(texts), int(n))
	}
	s.unknown = rarity(len(texts), 0)
	return s
}

// rarity is the inverse document frequency of a feature that n of all texts have.
func rarity(all, n int) float32 {
	return float32(math.Log(float64(all+1)/float64(n+1)) + 1)
}

// vector appends a text's coordinates.
func (s *space) vector(out vector, fs []feature) vector {
	length := float64(0)
	start := len(out)
	for _, f := range fs {
		at, ok := s.places[f.key]
		if !ok {
			x := f.weight * s.unknown
			length += float64(x * x * unseenOf[f.kind])
			continue
		}
		x := f.weight * s.rarity[at]
		length += float64(x * x)
		out = append(out, entry{at, x})
	}
	if length > 0 {
		scale := float32(1 / math.Sqrt(length))
		for i := start; i < len(out); i++ {
			out[i].x *= scale
		}
	}
	return out
}
