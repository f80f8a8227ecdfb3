package policy

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"math"

	"shoptalk/data"
)

// format names the form of the bytes and the way of learning; a change of either makes what
// was learned before worthless.
const format = "policy 1"

// Fingerprint says what Learn would learn from: the policies, the phrases about other things
// and the version of this package. A stored matcher whose fingerprint is another one is to
// be learned again.
func Fingerprint(policies []data.Policy, others []string) string {
	h := sha256.New()
	put := func(texts ...string) {
		for _, s := range texts {
			fmt.Fprintf(h, "%d:%s", len(s), s)
		}
	}
	put(format, wordsText)
	for _, p := range policies {
		fmt.Fprintf(h, "policy %d ", len(p.Questions))
		put(p.ID, p.Title)
		put(p.Questions...)
	}
	fmt.Fprintf(h, "others %d ", len(others))
	put(others...)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// stored is a matcher as it is written. Places are given by the order of the keys.
type stored struct {
	Format      string
	Fingerprint string
	IDs         []string
	Keys        []uint64
	Rarity      []float32
	Unknown     float32
	Weights     []int16
	Scale       float32
	Curve       [3]float32
}

// MarshalBinary gives a matcher as bytes, the same for the same policies.
func (m *Matcher) MarshalBinary() ([]byte, error) {
	s := stored{
		Format: format, Fingerprint: m.fingerprint, IDs: m.ids, Keys: make([]uint64, len(m.space.places)),
		Rarity: m.space.rarity, Unknown: m.space.unknown, Weights: m.weights, Scale: m.scale,
		Curve: [3]float32{m.curve.threshold, m.curve.slope, m.curve.shift},
	}
	for key, at := range m.space.places {
		s.Keys[at] = key
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(s); err != nil {
		return nil, fmt.Errorf("write a policy matcher: %w", err)
	}
	return b.Bytes(), nil
}

// UnmarshalBinary makes a matcher of bytes MarshalBinary gave. Bytes that are torn or of
// another version give an error and leave the matcher as it was.
func (m *Matcher) UnmarshalBinary(b []byte) error {
	var s stored
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&s); err != nil {
		return fmt.Errorf("read a policy matcher: %w", err)
	}
	if err := s.check(); err != nil {
		return fmt.Errorf("read a policy matcher: %w", err)
	}
	read := Matcher{
		ids: s.IDs, weights: s.Weights, scale: s.Scale, fingerprint: s.Fingerprint,
		space: space{places: make(map[uint64]int32, len(s.Keys)), rarity: s.Rarity, unknown: s.Unknown},
		curve: curve{threshold: s.Curve[0], slope: s.Curve[1], shift: s.Curve[2]},
	}
	for at, key := range s.Keys {
		read.space.places[key] = int32(at)
	}
	*m = read
	return nil
}

// check tells whether the parts of a matcher fit each other.
func (s *stored) check() error {
	if s.Format != format {
		return fmt.Errorf("its form is %q, want %q", s.Format, format)
	}
	if len(s.Rarity) != len(s.Keys) || len(s.Weights) != len(s.Keys)*len(s.IDs) {
		return fmt.Errorf("%d features with %d rarities and %d weights for %d policies", len(s.Keys), len(s.Rarity), len(s.Weights), len(s.IDs))
	}
	for _, x := range append([]float32{s.Unknown, s.Scale, s.Curve[0], s.Curve[1], s.Curve[2]}, s.Rarity...) {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return fmt.Errorf("it holds a number that is none")
		}
	}
	return nil
}
