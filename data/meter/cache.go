package meter

// CacheStats is what a cache counted since it was made, and what it holds now.
type CacheStats struct {
	Hits      uint64
	Misses    uint64
	Evictions uint64
	Entries   int64
	Bytes     int64
}
