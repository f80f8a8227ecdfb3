package data

// Key is an API key of a person who runs the shop. Only its hash is kept.
type Key struct {
	ID      int64
	Name    string
	Role    string // "owner" or "staff"
	Hash    []byte // SHA-256 of the key; keys are 256 random bits, so no slow hash is needed
	Created Time
	Used    Time // last use, to the minute; 0 never
}
