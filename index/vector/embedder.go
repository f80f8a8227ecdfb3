package vector

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
)

// Embedder turns words into a vector. It never changes and may be shared.
type Embedder struct {
	dims        int
	rows        map[string]int32 // place of a term's vector
	terms       []string
	vectors     []float32 // weighted by rarity, one after the other
	fingerprint string
}

// Dims is the length of the vectors.
func (e *Embedder) Dims() int { return e.dims }

// Fingerprint tells embedders apart: vectors of different ones cannot be compared.
func (e *Embedder) Fingerprint() string { return e.fingerprint }

// Embed gives the normalised vector of a text's terms, false when it knows none of them.
func (e *Embedder) Embed(terms []string) ([]float32, bool) {
	counts := make(map[int32]int, len(terms))
	order := make([]int32, 0, len(terms)) // sums must not depend on the order of a map
	for _, t := range terms {
		if row, ok := e.rows[t]; ok {
			if counts[row]++; counts[row] == 1 {
				order = append(order, row)
			}
		}
	}
	out := make([]float32, e.dims)
	for _, row := range order {
		axpy(tf(counts[row]), e.vectors[int(row)*e.dims:int(row+1)*e.dims], out)
	}
	return out, normalise(out)
}

// tf dampens repetition.
func tf(n int) float32 { return float32(1 + math.Log(float64(n))) }

func axpy(a float32, x, y []float32) {
	for i, v := range x {
		y[i] += a * v
	}
}

// normalise gives a vector the length one; false for one without a direction.
func normalise(v []float32) bool {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if !(sum > 1e-12) || math.IsInf(sum, 0) { // also NaN
		return false
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= scale
	}
	return true
}

// errEmbedder says that bytes are no embedder.
var errEmbedder = errors.New("vector: the embedder is damaged")

const embedderMagic = "shoptalk embedder 1\n"

// Encode writes the embedder as bytes.
func (e *Embedder) Encode() []byte {
	b := []byte(embedderMagic)
	b = binary.AppendUvarint(b, uint64(e.dims))
	b = binary.AppendUvarint(b, uint64(len(e.terms)))
	for _, t := range e.terms {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	for _, x := range e.vectors {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

// Decode reads what Encode wrote.
func Decode(b []byte) (*Embedder, error) {
	whole := b
	if len(b) < len(embedderMagic) || string(b[:len(embedderMagic)]) != embedderMagic {
		return nil, errEmbedder
	}
	b = b[len(embedderMagic):]
	next := func() uint64 {
		n, size := binary.Uvarint(b)
		b = b[max(size, 0):]
		return n
	}
	dims, count := next(), next()
	if dims > 4096 || count > uint64(len(b)) {
		return nil, errEmbedder
	}
	e := &Embedder{dims: int(dims), rows: make(map[string]int32, count), terms: make([]string, count)}
	for i := range e.terms {
		n := next()
		if n > uint64(len(b)) {
			return nil, errEmbedder
		}
		e.terms[i], b = string(b[:n]), b[n:]
		e.rows[e.terms[i]] = int32(i)
	}
	if uint64(len(b)) != 4*dims*count {
		return nil, fmt.Errorf("%w: %d bytes of vectors, not %d", errEmbedder, len(b), 4*dims*count)
	}
	e.vectors = make([]float32, dims*count)
	for i := range e.vectors {
		e.vectors[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	e.fingerprint = fingerprint(whole)
	return e, nil
}

func fingerprint(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}
