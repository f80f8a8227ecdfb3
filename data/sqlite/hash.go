package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"math"

	"shoptalk/data"
)

// hashSize is how much of a SHA-256 is kept: equality of two states of one product.
const hashSize = 16

// hashOf is the fingerprint of everything an import may bring of a product: not the ids and
// times, which the store gives. Two products with the same hash are the same.
func hashOf(p *data.Product) [hashSize]byte {
	b := make([]byte, 0, 4096)
	b = appendField(b, p.Handle, p.Title, p.Description, p.HTML, p.Brand, p.Category, p.TaxClass)
	b = appendTexts(b, p.Tags)
	b = appendTexts(b, p.Images)
	b = appendAttributes(b, p.Attributes)
	b = appendInts(b, int64(p.CompareAt), int64(p.LowStock), int64(p.Reviews), int64(math.Float64bits(p.Rating)),
		int64(bit(p.Taxable)), int64(bit(p.Returnable)), int64(bit(p.Active)))
	for i := range p.Variants {
		v := &p.Variants[i]
		b = appendField(b, v.SKU, v.Barcode, v.Image)
		b = appendOptions(b, v.Options)
		b = appendInts(b, int64(v.Price), int64(v.CompareAt), int64(v.Stock), int64(v.Grams),
			int64(bit(v.MadeSKU)), int64(bit(v.Tracked)), int64(bit(v.Backorder)))
	}
	sum := sha256.Sum256(b)
	return [hashSize]byte(sum[:hashSize])
}

// appendField appends texts with their lengths, so that neighbours cannot run together.
func appendField(b []byte, texts ...string) []byte {
	for _, t := range texts {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	return b
}

func appendInts(b []byte, numbers ...int64) []byte {
	for _, n := range numbers {
		b = binary.AppendVarint(b, n)
	}
	return b
}
