package vector

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"

	chromem "github.com/philippgille/chromem-go"
	"github.com/viterin/vek/vek32"
)

// cellSize is how many vectors one chromem collection holds at most when it is made; its
// scan grows slow above about two thousand.
const cellSize = 1000

// probes is how many of the nearest cells a search looks into.
const probes = 6

// errRefused says that a vector has the wrong length, no direction, or holds NaN.
var errRefused = errors.New("vector: not a vector of this set")

// errNoText is what chromem gets for an embedding function: every document comes with its
// vector, and nothing here may ever phone out for one.
var errNoText = errors.New("vector: texts are embedded before they come here")

// Hit is a vector found, with its likeness: the cosine, 1 for the same direction.
type Hit struct {
	ID   int64
	Like float32
}

// Item is a vector with the id of what it stands for.
type Item struct {
	ID     int64
	Values []float32
}

// Set is a set of normalised vectors in memory. It is safe for concurrent use.
type Set struct {
	dims int

	mu    sync.RWMutex
	rows  map[int64]int32
	flat  []float32 // one after the other; rows of removed ids are zero
	cells []cell
	in    map[int64]int32 // cell of an id
}

// cell is one chromem collection of vectors that lie together.
type cell struct {
	docs   *chromem.Collection
	center []float32
}

// NewSet makes a set of vectors of one length. Items that are no such vectors are left out.
func NewSet(ctx context.Context, dims int, items []Item) (*Set, error) {
	s := &Set{dims: dims, rows: make(map[int64]int32, len(items)), in: make(map[int64]int32, len(items))}
	sound := make([]Item, 0, len(items))
	for _, it := range items {
		if s.check(it.Values) == nil {
			sound = append(sound, it)
			s.putRow(it)
		}
	}
	db := chromem.NewDB()
	for i, part := range divide(sound, dims) {
		c, err := newCell(ctx, db, i, part, dims)
		if err != nil {
			return nil, err
		}
		for _, it := range part {
			s.in[it.ID] = int32(i)
		}
		s.cells = append(s.cells, c)
	}
	return s, nil
}

func newCell(ctx context.Context, db *chromem.DB, n int, items []Item, dims int) (cell, error) {
	noEmbedding := func(context.Context, string) ([]float32, error) { return nil, errNoText }
	docs, err := db.CreateCollection(strconv.Itoa(n), nil, noEmbedding)
	if err != nil {
		return cell{}, fmt.Errorf("vector: %w", err)
	}
	c := cell{docs: docs, center: center(items, dims)}
	for _, it := range items {
		if err := c.add(ctx, it); err != nil {
			return cell{}, err
		}
	}
	return c, nil
}

func (c *cell) add(ctx context.Context, it Item) error {
	err := c.docs.AddDocument(ctx, chromem.Document{ID: strconv.FormatInt(it.ID, 10), Embedding: slices.Clone(it.Values), Content: " "})
	if err != nil {
		return fmt.Errorf("vector: %w", err)
	}
	return nil
}

// check refuses what would spoil a search: a zero vector turns into NaN in chromem, and one
// NaN pushes true neighbours out.
func (s *Set) check(v []float32) error {
	if len(v) != s.dims {
		return errRefused
	}
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if math.IsNaN(sum) || math.Abs(sum-1) > 0.01 {
		return errRefused
	}
	return nil
}

func (s *Set) putRow(it Item) {
	row, ok := s.rows[it.ID]
	if !ok {
		row = int32(len(s.flat) / max(s.dims, 1))
		s.rows[it.ID] = row
		s.flat = append(s.flat, make([]float32, s.dims)...)
	}
	copy(s.flat[int(row)*s.dims:], it.Values)
}

// Len is the number of vectors.
func (s *Set) Len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.in)
}

// Put adds a vector or replaces it. A vector of another length, of zero or with NaN is an error.
func (s *Set) Put(ctx context.Context, it Item) error {
	if err := s.check(it.Values); err != nil {
		return err
	}
	if err := s.Remove(ctx, it.ID); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cells) == 0 {
		c, err := newCell(ctx, chromem.NewDB(), 0, []Item{it}, s.dims)
		if err != nil {
			return err
		}
		s.cells = append(s.cells, c)
	} else if err := s.cells[s.nearestCells(it.Values, 1)[0]].add(ctx, it); err != nil {
		return err
	}
	s.in[it.ID] = s.nearestCells(it.Values, 1)[0]
	s.putRow(it)
	return nil
}

// Remove takes a vector out; an unknown id is no error.
func (s *Set) Remove(ctx context.Context, id int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.in[id]
	if !ok {
		return nil
	}
	delete(s.in, id)
	clear(s.row(id))
	if err := s.cells[n].docs.Delete(ctx, nil, nil, strconv.FormatInt(id, 10)); err != nil {
		return fmt.Errorf("vector: %w", err)
	}
	return nil
}

func (s *Set) row(id int64) []float32 {
	r, ok := s.rows[id]
	if !ok {
		return nil
	}
	return s.flat[int(r)*s.dims : int(r+1)*s.dims]
}

// Vector is a copy of the vector of an id, false when there is none.
func (s *Set) Vector(id int64) ([]float32, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if _, ok := s.in[id]; !ok {
		return nil, false
	}
	return slices.Clone(s.row(id)), true
}

// Likeness gives for each id how like its vector is to v, 0 for ids without one.
func (s *Set) Likeness(v []float32, ids []int64, out []float32) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for i, id := range ids {
		out[i] = 0
		if row := s.row(id); row != nil && len(v) == s.dims {
			out[i] = vek32.Dot(v, row)
		}
	}
}

// Nearest finds the n ids most like v, best first, looking into the nearest cells.
func (s *Set) Nearest(ctx context.Context, v []float32, n int) ([]Hit, error) {
	if err := s.check(v); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []Hit
	for _, i := range s.nearestCells(v, probes) {
		c := &s.cells[i]
		k := min(n, c.docs.Count())
		if k <= 0 {
			continue
		}
		res, err := c.docs.QueryEmbedding(ctx, v, k, nil, nil)
		if err != nil {
			return nil, fmt.Errorf("vector: %w", err)
		}
		for _, r := range res {
			id, err := strconv.ParseInt(r.ID, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("vector: id %q: %w", r.ID, err)
			}
			out = append(out, Hit{ID: id, Like: r.Similarity})
		}
	}
	return best(out, n), nil
}

// Exact is Nearest by looking at every vector, to measure Nearest by.
func (s *Set) Exact(v []float32, n int) []Hit {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make([]Hit, 0, len(s.in))
	for id := range s.in {
		out = append(out, Hit{ID: id, Like: vek32.Dot(v, s.row(id))})
	}
	return best(out, n)
}

func best(hits []Hit, n int) []Hit {
	slices.SortFunc(hits, func(a, b Hit) int {
		if c := cmp.Compare(b.Like, a.Like); c != 0 {
			return c
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return hits[:min(n, len(hits))]
}

// nearestCells lists the n cells whose centers are most like v.
func (s *Set) nearestCells(v []float32, n int) []int32 {
	order := make([]Hit, len(s.cells))
	for i := range s.cells {
		order[i] = Hit{ID: int64(i), Like: vek32.Dot(v, s.cells[i].center)}
	}
	order = best(order, n)
	out := make([]int32, len(order))
	for i, h := range order {
		out[i] = int32(h.ID)
	}
	return out
}

// divide cuts items into parts of at most cellSize that lie together: again and again in
// halves along the line between two that are far apart.
func divide(items []Item, dims int) [][]Item {
	if len(items) == 0 {
		return nil
	}
	if len(items) <= cellSize {
		return [][]Item{items}
	}
	a := farthest(items, center(items, dims))
	b := farthest(items, a)
	side := make(map[int64]float32, len(items))
	for _, it := range items {
		side[it.ID] = vek32.Dot(it.Values, a) - vek32.Dot(it.Values, b)
	}
	slices.SortFunc(items, func(x, y Item) int {
		if c := cmp.Compare(side[x.ID], side[y.ID]); c != 0 {
			return c
		}
		return cmp.Compare(x.ID, y.ID)
	})
	half := len(items) / 2
	return append(divide(items[:half:half], dims), divide(items[half:], dims)...)
}

func farthest(items []Item, from []float32) []float32 {
	least, at := float32(math.Inf(1)), 0
	for i := range items {
		if d := vek32.Dot(items[i].Values, from); d < least {
			least, at = d, i
		}
	}
	return items[at].Values
}

func center(items []Item, dims int) []float32 {
	c := make([]float32, dims)
	for _, it := range items {
		axpy(1, it.Values, c)
	}
	normalise(c)
	return c
}
