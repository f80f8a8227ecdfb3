// Package index finds products and passages: words through index/keyword, meaning through
// index/vector, and everything that must be exact (constraints, stock, price, facets, sort)
// through column slices in memory.
//
// The index is derived: it can be thrown away and is rebuilt from the store. It follows the
// store's change feed and never writes to the catalog. It knows nothing about conversations.
package index
