// Package cache keeps values that are costly to make: typed, bounded in bytes, limited in
// time, computed once however many ask, and forgotten by generation.
//
// A cached value is shared by everyone who asks, so it must never be changed and never
// depend on one shopper's cart or orders. What is written need not be there a moment later:
// a cache may refuse or lose anything at any time, and nobody may rely on reading back.
package cache
