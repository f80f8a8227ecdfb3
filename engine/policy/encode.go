package policy

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"

	"shoptalk/data"
)

// format begins the bytes of a matcher. It names their form and the way of learning; a change
// of either makes what was learned before worthless.
const format = "shoptalk policy matcher 1\n"

// Fingerprint says what Learn would learn from: the policies, the phrases about other things
// and the version of this package. A stored matcher whose fingerprint is another one is to
// be learned again.
func Fingerprint(policies []data.Policy, others []string) string {
	h := sha256.New()
	put := func(texts ...string) {
		fmt.Fprintf(h, "%d ", len(texts))
		for _, s := range texts {
			fmt.Fprintf(h, "%d:%s", len(s), s)
		}
	}
	put(format, wordsText)
	for _, p := range policies {
		put(p.ID, p.Title, p.Answer)
		put(p.Questions...)
	}
	put(others...)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// MarshalBinary gives a matcher as bytes, the same for the same policies. It never fails.
func (m *Matcher) MarshalBinary() ([]byte, error) {
	b := append([]byte(nil), format...)
	b = appendTexts(b, []string{m.fingerprint})
	b = appendTexts(b, m.ids)
	b = appendTexts(b, m.words)
	keys := make([]uint64, len(m.space.places))
	for key, at := range m.space.places {
		keys[at] = key
	}
	b = appendNumbers(b, keys)
	b = appendNumbers(b, m.space.rarity)
	b = appendNumbers(b, m.weights)
	return appendNumbers(b, []float32{m.space.unknown, m.scale, m.curve.threshold, m.curve.slope, m.curve.shift}), nil
}

// UnmarshalBinary makes a matcher of bytes MarshalBinary gave. Bytes that are torn or of
// another version give an error and leave the matcher as it was.
func (m *Matcher) UnmarshalBinary(b []byte) error {
	read, err := decode(b)
	if err != nil {
		return fmt.Errorf("read a policy matcher: %w", err)
	}
	*m = *read
	return nil
}

// Why bytes are no matcher.
var (
	errFormat = errors.New("not in the form this version writes")
	errTorn   = errors.New("bytes are missing or damaged")
)

func decode(b []byte) (*Matcher, error) {
	if len(b) < len(format) || string(b[:len(format)]) != format {
		return nil, errFormat
	}
	r := reader{rest: b[len(format):]}
	m := new(Matcher)
	title, ids, words := r.texts(), r.texts(), r.texts()
	keys := numbers[uint64](&r)
	m.space.rarity = numbers[float32](&r)
	m.weights = numbers[int16](&r)
	scalars := numbers[float32](&r)
	if r.torn || len(r.rest) > 0 || len(title) != 1 || len(scalars) != 5 || len(m.space.rarity) != len(keys) ||
		len(m.weights) != len(keys)*len(ids) || !finite(scalars) || !finite(m.space.rarity) {
		return nil, errTorn
	}
	m.fingerprint, m.ids = title[0], ids
	m.know(words)
	m.space.places = make(map[uint64]int32, len(keys))
	for at, key := range keys {
		m.space.places[key] = int32(at)
	}
	m.space.unknown, m.scale = scalars[0], scalars[1]
	m.curve = curve{threshold: scalars[2], slope: scalars[3], shift: scalars[4]}
	return m, nil
}

func finite(all []float32) bool {
	for _, x := range all {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return false
		}
	}
	return true
}

type number interface{ uint64 | float32 | int16 }

// appendNumbers writes how many numbers there are, and the numbers.
func appendNumbers[N number](b []byte, all []N) []byte {
	b = binary.AppendUvarint(b, uint64(len(all)))
	b, err := binary.Append(b, binary.LittleEndian, all)
	if err != nil {
		panic(err) // numbers have a fixed size
	}
	return b
}

func appendTexts(b []byte, all []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(all)))
	for _, s := range all {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// reader takes values off the front of bytes. Once torn it gives nothing any more.
type reader struct {
	rest []byte
	torn bool
}

// count reads how many things of a size of at least so many bytes follow.
func (r *reader) count(size int) int {
	n, used := binary.Uvarint(r.rest)
	if r.torn || used <= 0 || n > uint64((len(r.rest)-used)/size) {
		r.torn = true
		return 0
	}
	r.rest = r.rest[used:]
	return int(n)
}

func (r *reader) texts() []string {
	out := make([]string, r.count(1))
	for i := range out {
		n := r.count(1)
		out[i] = string(r.rest[:n])
		r.rest = r.rest[n:]
	}
	return out
}

func numbers[N number](r *reader) []N {
	var one N
	out := make([]N, r.count(binary.Size(one)))
	used, err := binary.Decode(r.rest, binary.LittleEndian, out)
	if err != nil {
		r.torn = true
		return nil
	}
	r.rest = r.rest[used:]
	return out
}
