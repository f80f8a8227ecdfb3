package feed

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"slices"
	"strings"
)

// spool keeps the rows of a table in a temporary file and remembers which rows belong
// together, so that they may stand anywhere. In memory it holds 24 bytes a row and a few
// dozen a product.
type spool struct {
	file   *os.File
	w      *bufio.Writer
	size   int64
	spots  []spot
	groups map[uint64]uint32 // names, hashed, to groups
	count  uint32
	orphan []orphan
	seed   maphash.Seed
	head   *header
	buf    []byte
}

// spot is where a row lies.
type spot struct {
	offset int64
	length uint32
	group  uint32
	line   int
}

// orphan is a row that waits for its parent.
type orphan struct {
	spot   int
	parent uint64
}

func newSpool(head *header) (*spool, error) {
	f, err := os.CreateTemp("", "shoptalk-import-*")
	if err != nil {
		return nil, fmt.Errorf("no temporary file for the import: %w", err)
	}
	return &spool{file: f, w: bufio.NewWriterSize(f, 256<<10), groups: map[uint64]uint32{}, seed: maphash.MakeSeed(), head: head}, nil
}

// close removes the file.
func (s *spool) close() {
	_ = s.file.Close()
	_ = os.Remove(s.file.Name())
}

// add keeps a row that answers to names, or that belongs to a parent.
func (s *spool) add(r row, own []string, parent string) error {
	s.buf = encodeRow(s.buf[:0], r)
	at := spot{offset: s.size, length: uint32(len(s.buf)), line: r.line}
	if len(own) == 0 {
		s.orphan = append(s.orphan, orphan{spot: len(s.spots), parent: s.hash(parent)})
	} else {
		at.group = s.groupOf(own)
	}
	s.spots = append(s.spots, at)
	s.size += int64(len(s.buf))
	_, err := s.w.Write(s.buf)
	return err
}

func (s *spool) hash(name string) uint64 { return maphash.String(s.seed, strings.ToLower(name)) }

// groupOf is the group that answers to any of the names; all of them are its from now on.
func (s *spool) groupOf(names []string) uint32 {
	var group uint32
	for _, n := range names {
		if g, ok := s.groups[s.hash(n)]; ok {
			group = g
			break
		}
	}
	if group == 0 {
		s.count++
		group = s.count
	}
	for _, n := range names {
		s.groups[s.hash(n)] = group
	}
	return group
}

// settle gives waiting rows their parents, sorts rows by product in the order products
// first appear, and tells the lines of those whose parent is nowhere.
func (s *spool) settle() (lost []int, err error) {
	for _, o := range s.orphan {
		s.spots[o.spot].group = s.groups[o.parent]
		if s.spots[o.spot].group == 0 {
			lost = append(lost, s.spots[o.spot].line)
		}
	}
	s.orphan, s.groups = nil, nil
	s.spots = slices.DeleteFunc(s.spots, func(p spot) bool { return p.group == 0 })
	slices.SortStableFunc(s.spots, func(a, b spot) int { return int(int64(a.group) - int64(b.group)) })
	return lost, s.w.Flush()
}

// each gives the rows of one product after the other; over tells the line of the first row
// beyond maxRows, 0 when there is none.
func (s *spool) each(do func(rows []row, over int) error) error {
	var rows []row
	for i := 0; i < len(s.spots); {
		rows = rows[:0]
		over, group := 0, s.spots[i].group
		for ; i < len(s.spots) && s.spots[i].group == group; i++ {
			if len(rows) == maxRows {
				over = max(over, s.spots[i].line)
				continue
			}
			r, err := s.read(s.spots[i])
			if err != nil {
				return err
			}
			rows = append(rows, r)
		}
		if err := do(rows, over); err != nil {
			return err
		}
	}
	return nil
}

func (s *spool) read(at spot) (row, error) {
	s.buf = slices.Grow(s.buf[:0], int(at.length))[:at.length]
	if _, err := s.file.ReadAt(s.buf, at.offset); err != nil && err != io.EOF {
		return row{}, fmt.Errorf("the temporary file of the import: %w", err)
	}
	return decodeRow(s.buf, at.line, s.head), nil
}

// encodeRow writes the cells that hold something with their places.
func encodeRow(b []byte, r row) []byte {
	b = binary.AppendUvarint(b, uint64(len(r.cells)))
	for i, c := range r.cells {
		if c != "" {
			b = binary.AppendUvarint(b, uint64(i))
			b = binary.AppendUvarint(b, uint64(len(c)))
			b = append(b, c...)
		}
	}
	return b
}

func decodeRow(b []byte, line int, head *header) row {
	all := string(b) // one allocation; the cells share it
	n, used := binary.Uvarint(b)
	r := row{line: line, head: head, cells: make([]string, n)}
	for at := used; at < len(b); {
		i, k := binary.Uvarint(b[at:])
		size, l := binary.Uvarint(b[at+k:])
		at += k + l
		r.cells[i] = all[at : at+int(size)]
		at += int(size)
	}
	return r
}
