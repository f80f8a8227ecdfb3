package data

// Learned is something computed from the catalog that is costly to make: a vocabulary, an
// embedder, a threshold. It is valid while its fingerprint is the one expected.
type Learned struct {
	Name        string // "embedder", "policy-threshold"
	Fingerprint string // of what it was learned from and by
	Bytes       []byte
}

// Vector is the embedding of one product or policy.
type Vector struct {
	ID     int64
	Values []float32 // not zero, no NaN, normalised
}
