package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"math"

	"shoptalk/data"
)

// Learned implements data.Memory.
func (s *Store) Learned(ctx context.Context, name string) (data.Learned, error) {
	l, err := one(ctx, s.reads(), learnedGet, func(r row) (l data.Learned, err error) {
		err = r.Scan(&l.Name, &l.Fingerprint, &l.Bytes)
		return l, err
	}, name)
	return l, wrap(err, "read learned %s", name)
}

// PutLearned implements data.Memory.
func (s *Store) PutLearned(ctx context.Context, l data.Learned) error {
	err := s.fast(ctx, func(tx context.Context, p place) error {
		_, err := p.exec(tx, learnedPut, l.Name, l.Fingerprint, blob(l.Bytes))
		return err
	})
	return wrap(err, "put learned %s", l.Name)
}

// Vectors implements data.Memory.
func (s *Store) Vectors(ctx context.Context, kind, fingerprint string) ([]data.Vector, error) {
	list, err := all(ctx, s.reads(), vectorsAll, func(r row) (v data.Vector, err error) {
		var raw []byte
		if err = r.Scan(&v.ID, &raw); err == nil {
			v.Values, err = floats(raw)
		}
		return v, err
	}, kind, fingerprint)
	return list, wrap(err, "read vectors of %s", kind)
}

// PutVectors implements data.Memory. A vector that is zero, or holds what is no number, is
// refused.
func (s *Store) PutVectors(ctx context.Context, kind, fingerprint string, vectors []data.Vector) error {
	for _, v := range vectors {
		if !usable(v.Values) {
			return wrap(invalid("vector", "of %s %d is zero or not a number", kind, v.ID), "put vectors")
		}
	}
	err := s.fast(ctx, func(tx context.Context, p place) error {
		if err := p.vectorKind(tx, kind, fingerprint); err != nil {
			return err
		}
		for _, v := range vectors {
			if _, err := p.exec(tx, vectorPut, kind, v.ID, floatBytes(v.Values)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return wrap(err, "put vectors of %s", kind)
	}
	return wrap(s.boundLog(ctx), "put vectors of %s", kind)
}

// vectorKind makes the kind be of one fingerprint; vectors of another go.
func (p place) vectorKind(ctx context.Context, kind, fingerprint string) error {
	was, err := one(ctx, p, vectorKindGet, scalar[string], kind)
	if err == nil && was == fingerprint {
		return nil
	}
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return err
	}
	if _, err := p.exec(ctx, vectorKindDelete, kind); err != nil {
		return err
	}
	_, err = p.exec(ctx, vectorKindPut, kind, fingerprint)
	return err
}

// DeleteVectors implements data.Memory.
func (s *Store) DeleteVectors(ctx context.Context, kind string, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	err := s.fast(ctx, func(tx context.Context, p place) error {
		_, err := p.exec(tx, vectorsDelete, kind, string(appendIDs(nil, ids)))
		return err
	})
	return wrap(err, "delete vectors of %s", kind)
}

// usable tells whether a vector can be compared with others.
func usable(values []float32) bool {
	sum := 0.0
	for _, f := range values {
		sum += float64(f) * float64(f)
	}
	return sum > 0 && !math.IsNaN(sum) && !math.IsInf(sum, 0)
}

func floatBytes(values []float32) []byte {
	b := make([]byte, 0, 4*len(values))
	for _, f := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

func floats(raw []byte) ([]float32, error) {
	if len(raw)%4 != 0 {
		return nil, ErrCorrupt
	}
	values := make([]float32, len(raw)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return values, nil
}
