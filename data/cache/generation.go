package cache

import "sync/atomic"

// Generation counts the versions of something cached values depend on: the catalog, the
// policies. The zero value is ready; it is safe for concurrent use.
type Generation struct{ n atomic.Uint64 }

// Bump begins a new generation: values of the earlier ones are out of reach at once and age
// out. Call it after the change is committed.
func (g *Generation) Bump() { g.n.Add(1) }

// Now is the number of the present generation.
func (g *Generation) Now() uint64 { return g.n.Load() }
