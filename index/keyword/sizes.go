package keyword

import (
	"encoding/binary"
	"strings"
)

// sizes sums up the lengths of all documents ever put, for the mean field length of BM25.
// Bleve's own figure counts distinct words, not words. A replaced document counts twice,
// which moves the mean by nothing that matters.
type sizes struct {
	docs  uint64
	words [numFields]uint64
}

func (z *sizes) add(d *Doc) {
	z.docs++
	for f, text := range d.Fields {
		if text != "" {
			z.words[f] += uint64(strings.Count(text, " ") + 1)
		}
	}
}

func (z *sizes) means() [numFields]float32 {
	var avg [numFields]float32
	for f, n := range z.words {
		avg[f] = 1
		if n > 0 {
			avg[f] = float32(n) / float32(z.docs)
		}
	}
	return avg
}

func (z *sizes) encode() []byte {
	b := binary.BigEndian.AppendUint64(nil, z.docs)
	for _, n := range z.words {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return b
}

func (z *sizes) decode(b []byte) {
	if len(b) != 8*(1+int(numFields)) {
		return
	}
	z.docs = binary.BigEndian.Uint64(b)
	for f := range z.words {
		z.words[f] = binary.BigEndian.Uint64(b[8*(f+1):])
	}
}
